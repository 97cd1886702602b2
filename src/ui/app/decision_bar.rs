//! A bar above the article with what waits for a decision: how much there is, buttons for all of it, a row for each.

use crate::ui::theme::Tokens;
use eframe::egui::{
    Align, Button, Frame, InnerResponse, Label, Layout, Margin, Panel, Response, RichText,
    ScrollArea, Ui, vec2,
};

/// Rows that are seen; the next is cut, to say that there are more.
const ROWS: f32 = 4.5;

/// Draws the bar of this name, unless nothing waits; gives what was asked for. `for_all` draws the buttons for all, `each` those
/// of a row and its words, both from the right.
pub(super) fn show<T, A>(
    ui: &mut Ui,
    name: &'static str,
    told: String,
    waiting: &[T],
    for_all: impl FnOnce(&mut Ui) -> Option<A>,
    each: impl Fn(&mut Ui, &T) -> Option<A>,
) -> Option<A> {
    if waiting.is_empty() {
        return None;
    }
    let tokens = Tokens::of(ui.ctx());
    let frame = Frame::new()
        .fill(tokens.raised)
        .inner_margin(Margin::symmetric(12, 8));
    let from_right = Layout::right_to_left(Align::Center);
    let mut asked = None;
    Panel::top(name).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(from_right, |ui| {
                asked = for_all(ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let told = RichText::new(told).color(tokens.warning);
                    ui.add(Label::new(told).truncate());
                });
            });
        });
        let row = ui.spacing().interact_size.y;
        let seen = (waiting.len() as f32).min(ROWS) * (row + ui.spacing().item_spacing.y);
        let list = ScrollArea::vertical()
            .max_height(seen)
            .min_scrolled_height(seen);
        list.show_rows(ui, row, waiting.len(), |ui, rows| {
            for one in waiting.get(rows).unwrap_or_default() {
                let line = vec2(ui.available_width(), row);
                ui.allocate_ui_with_layout(line, from_right, |ui| {
                    asked = each(ui, one).or(asked.take());
                });
            }
        });
    });
    asked
}

/// The words of a row, at its left, whole when pointed at; says whether they were clicked.
pub(super) fn words(ui: &mut Ui, told: &str) -> bool {
    let row: InnerResponse<Response> = ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(Button::new(told).frame(false).truncate())
    });
    row.inner.on_hover_text(told).clicked()
}
