//! The bar above the article for finding words in it.

use super::finding::Finding;
use super::text_field::select_all;
use super::theme::Tokens;
use super::wording::find as words;
use crate::editor::Way;
use crate::model::ByteRange;
use crate::search::Query;
use eframe::egui::{
    self, Align, Button, Color32, Context, Frame, Id, Key, Layout, Margin, Panel, Response,
    RichText, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};
use egui::accesskit::Role;

/// Width of the field, in points, where there is room.
const FIELD: f32 = 300.0;
/// The field is never narrower, in points.
const NARROWEST: f32 = 80.0;
/// Height of the bar's row, in points.
const ROW: f32 = 28.0;
/// Width of a switch or a button, in points.
const BUTTON: f32 = 27.0;
/// Width of what stands beside the field besides the count, in points.
const BESIDE: f32 = 6.0 * (BUTTON + GAP) + 32.0;
/// Space between what stands in the bar, in points.
const GAP: f32 = 4.0;

/// Width kept for the count, in points, so that the buttons stand still.
fn count_width(bar: f32) -> f32 {
    if bar < 440.0 { 72.0 } else { 108.0 }
}

/// The bar's state from frame to frame.
#[derive(Default)]
pub struct FindBar {
    open: bool,
    /// The field is to get the keys, with its words selected.
    asks_focus: bool,
    /// What was selected when the search began; typing searches from there.
    pub origin: ByteRange,
    /// The match that was selected last.
    pub shown: Option<ByteRange>,
    /// The bar's widgets in the last frame.
    widgets: Vec<Id>,
    /// The one of them that had the keys.
    focused: Option<Id>,
}

/// What was asked for in the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Look for this.
    Query(Query),
    /// Go to the next match or the one before.
    Step {
        /// Which way.
        way: Way,
        /// By the pointer: the article has the keys again.
        by_pointer: bool,
    },
    /// Close the bar.
    Close,
}

impl FindBar {
    /// Opens the bar, or comes back to it; its field gets the keys.
    pub fn open(&mut self, origin: ByteRange) {
        self.open = true;
        self.asks_focus = true;
        self.origin = origin;
        self.shown = None;
    }

    /// Closes the bar.
    pub fn close(&mut self) {
        self.open = false;
        self.asks_focus = false;
        self.widgets.clear();
        self.focused = None;
    }

    /// Whether the bar is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether the field is about to get the keys.
    pub fn asks_focus(&self) -> bool {
        self.open && self.asks_focus
    }

    /// Whether the field has the keys.
    pub fn field_has_focus(&self, ctx: &Context) -> bool {
        self.open && ctx.memory(|memory| memory.has_focus(field_id()))
    }

    /// Whether anything in the bar has the keys.
    pub fn has_focus(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        self.open && focused.is_some_and(|focused| self.widgets.contains(&focused))
    }

    /// egui takes the keys from a widget before anyone has seen Esc; here Esc is the bar's, and so is
    /// what was typed before it in the same frame.
    pub fn keep_keys(&self, ctx: &Context) {
        let esc = ctx.input(|input| input.key_pressed(Key::Escape));
        let nowhere = ctx.memory(|memory| memory.focused().is_none());
        if let Some(focused) = self.focused.filter(|_| self.open && esc && nowhere) {
            ctx.memory_mut(|memory| memory.request_focus(focused));
        }
    }

    /// Draws the bar. `selection` is the article's, which may be one of the matches.
    pub fn show(&mut self, ui: &mut Ui, finding: &Finding, selection: ByteRange) -> Vec<Wish> {
        if !self.open {
            return Vec::new();
        }
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.raised)
            .inner_margin(Margin::symmetric(12, 6));
        let mut wishes = Vec::new();
        self.widgets.clear();
        Panel::top("find").frame(frame).show(ui, |ui| {
            let row = vec2(ui.available_width(), ROW);
            ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                ui.spacing_mut().button_padding.x = 5.0;
                self.row(ui, finding, selection, &mut wishes);
            });
        });
        let focused = ui.memory(|memory| memory.focused());
        self.focused = focused.filter(|focused| self.widgets.contains(focused));
        wishes
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        finding: &Finding,
        selection: ByteRange,
        wishes: &mut Vec<Wish>,
    ) {
        let mut query = finding.query().clone();
        let count = count_width(ui.available_width());
        self.field(ui, &mut query.words, count);
        ui.add_space(4.0);
        let switched = self.switches(ui, &mut query);
        if query != *finding.query() {
            wishes.push(Wish::Query(query));
        }
        // A click on a switch leaves the keys with the field.
        if switched {
            ui.memory_mut(|memory| memory.request_focus(field_id()));
        }
        told(ui, finding, selection, count);
        ui.add_space(4.0);
        let some = finding.matches().is_none_or(|matches| !matches.is_empty());
        let some = some && !finding.query().words.is_empty();
        for (sign, name, keys, way) in [
            ("↑", words::PREVIOUS, "Shift+Enter", Way::Back),
            ("↓", words::NEXT, "Enter", Way::Forth),
        ] {
            let response = quiet_button(ui, some, sign, name, keys);
            self.widgets.push(response.id);
            if response.clicked() {
                let by_pointer = by_pointer(ui);
                wishes.push(Wish::Step { way, by_pointer });
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let response =
                quiet_button(ui, true, RichText::new("×").size(17.0), words::CLOSE, "Esc");
            self.widgets.push(response.id);
            if response.clicked() {
                wishes.push(Wish::Close);
            }
        });
    }

    fn field(&mut self, ui: &mut Ui, typed: &mut String, count: f32) {
        let width = (ui.available_width() - BESIDE - count).clamp(NARROWEST, FIELD);
        let edit = TextEdit::singleline(typed)
            .id(field_id())
            .desired_width(width)
            .margin(Margin::symmetric(8, 4))
            .align(egui::Align2::LEFT_CENTER)
            .hint_text(words::FIELD);
        let response = ui.add(edit);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::TextInput, true, words::FIELD);
            info.current_text_value = Some(typed.clone());
            info
        });
        self.widgets.push(response.id);
        if std::mem::take(&mut self.asks_focus) {
            response.request_focus();
            select_all(ui.ctx(), response.id, typed);
            ui.ctx().request_repaint();
        }
    }

    /// Gives whether one was clicked with the pointer.
    fn switches(&mut self, ui: &mut Ui, query: &mut Query) -> bool {
        let mut clicked = false;
        let switches = [
            (
                &mut query.match_case,
                RichText::new("Aa"),
                words::MATCH_CASE,
                words::MATCH_CASE_HINT,
            ),
            (
                &mut query.whole_words,
                RichText::new("ab").underline(),
                words::WHOLE_WORDS,
                words::WHOLE_WORDS_HINT,
            ),
            (
                &mut query.is_expression,
                RichText::new(".*"),
                words::EXPRESSION,
                words::EXPRESSION_HINT,
            ),
        ];
        for (on, sign, name, hint) in switches {
            let response = switch(ui, *on, sign, name);
            self.widgets.push(response.id);
            if response.clicked() {
                *on = !*on;
                let by_key = ui
                    .input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
                clicked |= !by_key;
            }
            response.on_hover_text(format!("{name}\n{hint}"));
        }
        clicked
    }
}

/// Whether a click was made with the pointer, not with a key.
fn by_pointer(ui: &Ui) -> bool {
    !ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space))
}

/// The id of the bar's field.
fn field_id() -> Id {
    Id::unique("find field")
}

fn switch(ui: &mut Ui, on: bool, sign: RichText, name: &str) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let (ink, fill, line) = if on {
        (tokens.text, tokens.control_active, tokens.accent)
    } else {
        (tokens.text_weak, Color32::TRANSPARENT, Color32::TRANSPARENT)
    };
    let button = Button::new(sign.color(ink))
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .min_size(vec2(BUTTON, 0.0));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    response
}

fn quiet_button(
    ui: &mut Ui,
    enabled: bool,
    sign: impl Into<RichText>,
    name: &str,
    keys: &str,
) -> Response {
    let button = Button::new(sign.into())
        .frame_when_inactive(false)
        .min_size(vec2(BUTTON, 0.0));
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response.on_hover_text(format!("{name}   {keys}"))
}

/// How many there are, or what is wrong, in a place of its own width.
fn told(ui: &mut Ui, finding: &Finding, selection: ByteRange, width: f32) {
    let tokens = Tokens::of(ui.ctx());
    let (told, color) = match (finding.error(), finding.matches()) {
        _ if finding.query().words.is_empty() => (String::new(), tokens.text_weak),
        (Some(error), _) => (error.to_string(), tokens.warning),
        (None, None) => (words::COUNTING.to_owned(), tokens.text_faint),
        (None, Some(matches)) => {
            let place = words::place(matches.number(selection), matches.len());
            (place, tokens.text_weak)
        }
    };
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_width(width);
        let label = egui::Label::new(RichText::new(&told).color(color)).truncate();
        ui.add(label).on_hover_text(&told);
    });
}
