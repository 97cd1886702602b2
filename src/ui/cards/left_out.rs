//! The button below the cards that leads to the quotes for which there is no room.

use super::card;
use super::placing::Placing;
use crate::ui::theme::{SIZES, Tokens};
use crate::ui::{fonts, wording};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    CornerRadius, CursorIcon, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

/// Draws the button, if cards are left out.
pub(super) fn show(ui: &Ui, article: Id, placing: &Placing, left: f32) -> Option<Response> {
    if placing.left_out == 0 {
        return None;
    }
    let words = wording::more_cards(placing.left_out);
    let font = fonts::inter_at(SIZES.small);
    let tokens = Tokens::of(ui.ctx());
    let galley = ui
        .painter()
        .layout_no_wrap(words.clone(), font, tokens.text_weak);
    let at = pos2(left + card::TEXT_LEFT, placing.more_at + 2.0);
    let rect = Rect::from_min_size(at, galley.size()).expand2(vec2(6.0, 1.0));
    // Drags too: else the article below would take the press for its own.
    let button = ui.interact(
        rect,
        article.with("cards left out"),
        Sense::click_and_drag(),
    );
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let about = wording::listening::LEFT_OUT;
    ui.ctx()
        .accesskit_node_builder(button.id, |node| node.set_description(about));
    let ink = if button.hovered() || button.has_focus() {
        tokens.accent
    } else {
        tokens.text_weak
    };
    if button.has_focus() {
        let stroke = Stroke::new(2.0, tokens.accent);
        let radius = CornerRadius::same(3);
        ui.painter()
            .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }
    ui.painter()
        .galley_with_override_text_color(at, galley, ink);
    let button = button.on_hover_cursor(CursorIcon::PointingHand);
    Some(button.on_hover_text(about))
}

/// The number of the first quote below the last card that has none, else of the first above.
pub(super) fn next(placing: &Placing, quotes: usize) -> Option<usize> {
    let first = placing.slots.first().map_or(0, |slot| slot.index);
    let below = placing.slots.last().map_or(0, |slot| slot.index + 1);
    if below < quotes {
        Some(below)
    } else {
        (first > 0).then_some(0)
    }
}
