//! One card: its widgets, its words, its looks.

use super::Wish;
use super::placing::Form;
use super::quotes::{Facts, Speaker, Whereabouts};
use crate::model::SpanId;
use crate::ui::bidi::displayed;
use crate::ui::theme::{SIZES, Tokens};
use crate::ui::{fonts, wording};
use eframe::egui::accesskit::Role;
use eframe::egui::epaint::RoundedRect;
use eframe::egui::epaint::tessellator::path::rounded_rectangle;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, FontId, Galley, Id, Painter, Pos2, Rect, Response, Sense,
    Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// From a card's left edge to its words, in points.
pub(super) const TEXT_LEFT: f32 = 13.0;
/// From a card's words or chips to its right edge, in points.
const TEXT_RIGHT: f32 = 8.0;
/// Width of the coloured bar, in points.
const BAR: f32 = 3.0;
/// A full card has no more chips than this, a single line one.
const CHIPS: usize = 2;
/// Width of a chip at most, in points.
const CHIP_WIDTH: f32 = 120.0;
/// Height of a chip, in points.
const CHIP_HEIGHT: f32 = 16.0;
/// Dashes of a suggestion's border, in points.
const DASH: f32 = 4.5;
const DASH_GAP: f32 = 3.0;

/// A card as it stands in this frame.
pub(super) struct Card {
    /// Whose card it is.
    pub quote: SpanId,
    /// What it tells.
    pub facts: Facts,
    /// Whether its quote is the current mark.
    pub current: bool,
    rect: Rect,
    form: Form,
    response: Response,
    chips: Vec<Chip>,
    name: Arc<Galley>,
    detail: Option<Arc<Galley>>,
}

/// A small button that leads to a mention off the screen.
struct Chip {
    mention: SpanId,
    rect: Rect,
    response: Response,
    words: Arc<Galley>,
}

impl Card {
    /// Lays a card out and takes what the pointer does to it.
    pub fn take_in(
        ui: &Ui,
        article: Id,
        rect: Rect,
        form: Form,
        quote: &SpanId,
        facts: Facts,
        current: bool,
    ) -> Self {
        let id = article.with(("card", quote.as_str()));
        // Drags too: else the article below would take the press for its own.
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let told = wording::card_name(&facts.names);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        let chips = chips(ui, id, rect, form, &facts.speakers);
        let free = chips
            .last()
            .map_or_else(|| rect.right() - TEXT_RIGHT, |chip| chip.rect.left() - 8.0);
        let tokens = Tokens::of(ui.ctx());
        let ink = if facts.open {
            tokens.warning
        } else {
            tokens.text
        };
        let left = rect.left() + TEXT_LEFT;
        let (font, name_right) = match form {
            Form::Full => (fonts::semibold_at(SIZES.body), rect.right() - TEXT_RIGHT),
            Form::Line => (fonts::inter_at(SIZES.small), free),
        };
        let name = line(ui, &facts.names, font, ink, name_right - left);
        let detail = (form == Form::Full).then(|| {
            let font = fonts::inter_at(SIZES.small);
            line(ui, &facts.detail, font, tokens.text_weak, free - left)
        });
        let response = if name.elided {
            response.on_hover_text(&facts.names)
        } else {
            response
        };
        Self {
            quote: quote.clone(),
            facts,
            current,
            rect,
            form,
            response,
            chips,
            name,
            detail,
        }
    }

    /// Its widget.
    pub fn id(&self) -> Id {
        self.response.id
    }

    /// Whether the pointer is over it or one of its chips.
    pub fn is_hovered(&self) -> bool {
        self.response.hovered() || self.chips.iter().any(|chip| chip.response.hovered())
    }

    /// Whether the pointer is over the card rather than over a chip of it.
    pub fn is_pointed_at(&self) -> bool {
        self.response.hovered()
    }

    /// Where its thread ends: left of its name.
    pub fn end_of_thread(&self) -> Pos2 {
        pos2(self.rect.left(), self.rect.top() + self.form.lead())
    }

    /// What a click on it means.
    pub fn into_wish(self) -> Option<Wish> {
        if self.response.secondary_clicked() {
            return Some(Wish::Menu(self.quote));
        }
        let chip = self.chips.into_iter().find(|chip| chip.response.clicked());
        chip.map(|chip| Wish::Mention(chip.mention))
            .or_else(|| self.response.clicked().then_some(Wish::Quote(self.quote)))
    }

    /// Draws it.
    pub fn paint(&self, painter: &Painter, tokens: &Tokens) {
        self.paint_ground(painter, tokens);
        let radius = self.radius();
        let bar = Rect::from_min_size(self.rect.min, vec2(BAR, self.rect.height()));
        let corners = CornerRadius {
            nw: radius,
            sw: radius,
            ..CornerRadius::ZERO
        };
        painter.rect_filled(bar, corners, self.facts.color);
        let left = self.rect.left() + TEXT_LEFT;
        let middle = self.end_of_thread().y;
        let name = pos2(left, middle - self.name.size().y / 2.0);
        painter.galley(name, Arc::clone(&self.name), tokens.text);
        if let Some(detail) = &self.detail {
            let y = second_line(self.rect) - detail.size().y / 2.0;
            painter.galley(pos2(left, y), Arc::clone(detail), tokens.text_weak);
        }
        for chip in &self.chips {
            chip.paint(painter, tokens);
        }
    }

    fn radius(&self) -> u8 {
        match self.form {
            Form::Full => SIZES.radius,
            Form::Line => 3,
        }
    }

    fn paint_ground(&self, painter: &Painter, tokens: &Tokens) {
        let radius = self.radius();
        let hovered = self.is_hovered();
        if self.current {
            let shadow = eframe::egui::Shadow {
                offset: [0, 2],
                blur: 8,
                spread: 0,
                color: tokens.shadow,
            };
            painter.add(shadow.as_shape(self.rect, radius));
        }
        let ground = if self.current || hovered || self.form == Form::Full {
            tokens.raised
        } else {
            tokens.page
        };
        painter.rect_filled(self.rect, radius, ground);
        let stroke = if self.response.has_focus() {
            Stroke::new(2.0, tokens.accent)
        } else if self.current {
            Stroke::new(1.5, self.facts.color)
        } else if hovered || self.facts.suggested {
            Stroke::new(1.0, tokens.line_strong)
        } else if self.form == Form::Full {
            Stroke::new(1.0, tokens.line)
        } else {
            return;
        };
        border(painter, self.rect, radius, stroke, self.facts.suggested);
    }
}

/// The middle of a full card's second line.
fn second_line(card: Rect) -> f32 {
    card.bottom() - 14.0
}

fn border(painter: &Painter, rect: Rect, radius: u8, stroke: Stroke, dashed: bool) {
    if !dashed {
        painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
        return;
    }
    let mut path = Vec::new();
    let inset = rect.shrink(stroke.width / 2.0);
    rounded_rectangle(
        &mut path,
        RoundedRect::new(inset, CornerRadius::same(radius)),
    );
    path.extend(path.first().copied());
    painter.extend(Shape::dashed_line(&path, stroke, DASH, DASH_GAP));
}

/// One line of words, cut to a width in points.
fn line(ui: &Ui, words: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(displayed(words).into_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Chips for the speakers that are off the screen, from the card's right edge inwards.
fn chips(ui: &Ui, card: Id, rect: Rect, form: Form, speakers: &[Speaker]) -> Vec<Chip> {
    let away = speakers.iter().filter_map(|speaker| match speaker.place {
        Whereabouts::Here(_) => None,
        Whereabouts::Above => Some((speaker, true)),
        Whereabouts::Below => Some((speaker, false)),
    });
    let most = match form {
        Form::Full => CHIPS,
        Form::Line => 1,
    };
    let mut right = rect.right() - TEXT_RIGHT + 2.0;
    let mut chips = Vec::new();
    for (speaker, above) in away.take(most) {
        let chip = Chip::take_in(
            ui,
            card,
            pos2(right, middle_of_chips(rect, form)),
            form,
            speaker,
            above,
        );
        right = chip.rect.left() - 4.0;
        chips.push(chip);
    }
    chips
}

fn middle_of_chips(card: Rect, form: Form) -> f32 {
    match form {
        Form::Full => second_line(card),
        Form::Line => card.center().y,
    }
}

impl Chip {
    /// A chip whose right edge's middle is at `right`.
    fn take_in(ui: &Ui, card: Id, right: Pos2, form: Form, speaker: &Speaker, above: bool) -> Self {
        let tokens = Tokens::of(ui.ctx());
        let arrow = if above { "↑" } else { "↓" };
        let words = match form {
            Form::Full => format!("{arrow} {}", speaker.words),
            Form::Line => arrow.to_owned(),
        };
        let font = fonts::inter_at(SIZES.small);
        let words = line(ui, &words, font, tokens.accent, CHIP_WIDTH - 12.0);
        let size = vec2(words.size().x + 12.0, CHIP_HEIGHT);
        let rect = Rect::from_min_size(right - vec2(size.x, size.y / 2.0), size);
        let id = card.with(("chip", speaker.id.as_str()));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let told = wording::go_to_mention(&speaker.name, above);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
        let response = response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(told);
        Self {
            mention: speaker.id.clone(),
            rect,
            response,
            words,
        }
    }

    fn paint(&self, painter: &Painter, tokens: &Tokens) {
        let (ground, stroke) = if self.response.hovered() {
            (tokens.control_hover, Stroke::NONE)
        } else if self.response.has_focus() {
            (tokens.control, Stroke::new(1.5, tokens.accent))
        } else {
            (tokens.control, Stroke::NONE)
        };
        let radius = CHIP_HEIGHT as u8 / 2;
        painter.rect(self.rect, radius, ground, stroke, StrokeKind::Inside);
        let at = self.rect.center() - self.words.size() / 2.0;
        painter.galley(at, Arc::clone(&self.words), tokens.accent);
    }
}
