//! The slim bar above an article that has suggestions: how much is left, which labels and scores are
//! shown, in which order `Tab` goes. It is there only as long as there is something to go through.

use super::theme::color::label_color;
use super::theme::{SIZES, Tokens};
use super::wording::keyed::Keys;
use super::{fonts, wording};
use crate::editor::{Command, Editor, SuggestionFilter, SuggestionOrder, Way};
use crate::model::schema::Label as SchemaLabel;
use crate::model::{LabelName, Status};
use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{
    self, Align, Button, Color32, Frame, Id, Layout, Margin, Panel, Response, RichText, Sense,
    Slider, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};
use wording::suggestions as words;

/// Height of the bar's row, in points.
const ROW: f32 = 24.0;
/// A bar narrower than this says the same in fewer words, in points.
const NARROW: f32 = 720.0;
/// Width of the slider, in points, and in a narrow bar.
const SLIDER: f32 = 110.0;
const NARROW_SLIDER: f32 = 70.0;

/// What was asked for in the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A command.
    Command(Command),
    /// Another filter.
    Filter(SuggestionFilter),
}

/// Whether there is something to go through, or something to do now that all is gone through.
pub fn is_shown(editor: &Editor) -> bool {
    let left = editor.left();
    let done = editor.document().header().status == Status::Done;
    left.waiting > 0 || left.all > 0 && !done
}

/// Draws the bar. Gives what was asked for and the first widget's id, for F6.
pub fn show(ui: &mut Ui, editor: &Editor, keys: Keys<'_>) -> (Vec<Wish>, Option<Id>) {
    let mut bar = Bar {
        editor,
        keys,
        wishes: Vec::new(),
        first: None,
        narrow: ui.available_width() < NARROW,
    };
    if !is_shown(editor) {
        return (bar.wishes, None);
    }
    let tokens = Tokens::of(ui.ctx());
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(14, 3));
    let panel = Panel::top("suggestions")
        .frame(frame)
        .show_separator_line(true);
    panel.show(ui, |ui| {
        let row = vec2(ui.available_width(), ROW);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = if bar.narrow { 5.0 } else { 8.0 };
            ui.spacing_mut().button_padding = vec2(7.0, 1.0);
            ui.spacing_mut().interact_size.y = 20.0;
            bar.row(ui);
        });
    });
    (bar.wishes, bar.first)
}

struct Bar<'a> {
    editor: &'a Editor,
    keys: Keys<'a>,
    wishes: Vec<Wish>,
    first: Option<Id>,
    narrow: bool,
}

impl Bar<'_> {
    fn row(&mut self, ui: &mut Ui) {
        let left = self.editor.left();
        let tokens = Tokens::of(ui.ctx());
        if left.waiting == 0 {
            let told = RichText::new(words::all_decided(left)).color(tokens.success);
            Self::say(ui, told.font(fonts::semibold_at(SIZES.small)));
            self.done(ui);
            return;
        }
        let told = RichText::new(words::left(left)).color(tokens.text);
        Self::say(ui, told.font(fonts::semibold_at(SIZES.small)));
        ui.add_space(4.0);
        self.labels(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            self.order(ui);
            ui.add_space(4.0);
            self.score(ui);
            if self.editor.filter().is_on() {
                self.show_all(ui, left.hidden);
            }
        });
    }

    fn say(ui: &mut Ui, told: RichText) {
        let said = ui.label(told);
        ui.ctx()
            .accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
    }

    fn note(&mut self, response: &Response) {
        self.first.get_or_insert(response.id);
    }

    fn key_of(&self, command: Command) -> String {
        self.keys.keymap.shown(command).unwrap_or_default()
    }

    /// What there is to do once nothing is left.
    fn done(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let key = RichText::new(self.key_of(Command::DoneAndNext)).small();
        let button = Button::new(RichText::new(words::DONE).small())
            .right_text(key.color(tokens.text_faint));
        let response = ui.add(button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words::DONE));
        self.note(&response);
        if response.clicked() {
            self.wishes.push(Wish::Command(Command::DoneAndNext));
        }
    }

    /// A switch for each label of which something waits.
    fn labels(&mut self, ui: &mut Ui) {
        let editor = self.editor;
        let filter = editor.filter();
        for label in &editor.document().schema().labels {
            let count = editor.left_of(&label.name);
            let on = filter.labels.contains(&label.name);
            if count == 0 && !on {
                continue;
            }
            let response = self.label(ui, label, count, on);
            self.note(&response);
            if response.clicked() {
                let add = ui.input(|input| input.modifiers.command);
                self.wishes.push(Wish::Filter(SuggestionFilter {
                    labels: turned(&filter.labels, &label.name, add),
                    ..filter.clone()
                }));
            }
        }
    }

    fn label(&self, ui: &mut Ui, label: &SchemaLabel, count: usize, on: bool) -> Response {
        let tokens = Tokens::of(ui.ctx());
        let told = if self.narrow {
            format!("    {count}")
        } else {
            format!("    {} {count}", label.title)
        };
        let button = quiet(tokens, RichText::new(told).small(), on);
        let response = ui.add(button);
        let swatch = egui::Rect::from_center_size(
            egui::pos2(response.rect.left() + 12.0, response.rect.center().y),
            vec2(8.0, 8.0),
        );
        let color = label_color(&label.color, tokens.dark);
        ui.painter().rect_filled(swatch, 2.0, color);
        let name = words::label_alone(&label.title, count);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
        let key = self.key_of(Command::OneLabel);
        response.on_hover_text(format!("{name}   {key}"))
    }

    fn order(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let on = self.editor.order() == SuggestionOrder::LeastCertain;
        let title = if self.narrow {
            words::LEAST_CERTAIN_SHORT
        } else {
            words::LEAST_CERTAIN_FIRST
        };
        let response = ui.add(quiet(tokens, RichText::new(title).small(), on));
        let name = words::LEAST_CERTAIN_FIRST;
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
        self.note(&response);
        if response.clicked() {
            self.wishes.push(Wish::Command(Command::LeastCertainFirst));
        }
        let key = self.key_of(Command::LeastCertainFirst);
        response.on_hover_text(format!("{name}   {key}"));
    }

    /// The slider of the score; from the right, as the bar's end is laid out.
    fn score(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let filter = self.editor.filter();
        let mut least = filter.least;
        let size = vec2(28.0, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(size.x);
            let value = RichText::new(words::least(least)).small();
            ui.label(value.color(tokens.text_weak));
        });
        ui.spacing_mut().slider_width = if self.narrow { NARROW_SLIDER } else { SLIDER };
        let slider = Slider::new(&mut least, 0..=100)
            .step_by(5.0)
            .show_value(false);
        let response = ui.add(slider);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(words::SCORE);
            node.set_value(words::least(least));
        });
        if response.has_focus() {
            let around = response.rect.expand2(vec2(3.0, 0.0));
            let stroke = Stroke::new(1.5, tokens.accent);
            ui.painter()
                .rect_stroke(around, 4, stroke, StrokeKind::Inside);
        }
        self.note(&response);
        if least != filter.least {
            self.wishes.push(Wish::Filter(SuggestionFilter {
                least,
                ..filter.clone()
            }));
        }
        let (more, fewer) = (
            self.key_of(Command::HideBelow(Way::Forth)),
            self.key_of(Command::HideBelow(Way::Back)),
        );
        response.on_hover_text(format!("{}   {fewer} {more}", words::SCORE));
        if !self.narrow {
            let title = RichText::new(words::SURE).small();
            ui.label(title.color(tokens.text_weak));
        }
    }

    /// Something may be hidden: how much, and the way out.
    fn show_all(&mut self, ui: &mut Ui, hidden: usize) {
        let tokens = Tokens::of(ui.ctx());
        let key = RichText::new(self.key_of(Command::ShowAllSuggestions)).small();
        let title = if self.narrow {
            words::hidden(hidden)
        } else {
            format!("{} · {}", words::hidden(hidden), words::SHOW_ALL)
        };
        let title = RichText::new(title).small().color(tokens.warning);
        let button = Button::new(title)
            .fill(Color32::TRANSPARENT)
            .stroke(Stroke::new(1.0, tokens.warning.gamma_multiply(0.6)))
            .right_text(key.color(tokens.text_faint));
        let response = ui.add(button);
        let name = format!("{}, {}", words::SHOW_ALL, words::hidden(hidden));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        self.note(&response);
        if response.on_hover_text(words::SHOW_ALL).clicked() {
            self.wishes.push(Wish::Command(Command::ShowAllSuggestions));
        }
    }
}

/// A switch that is no more than its words while it is off.
fn quiet(tokens: &Tokens, words: RichText, on: bool) -> Button<'static> {
    let (fill, line) = if on {
        (tokens.control_active, tokens.accent)
    } else {
        (Color32::TRANSPARENT, tokens.line)
    };
    Button::new(words.color(tokens.text_weak))
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(10)
        .sense(Sense::click())
}

/// The labels once one of them is switched: alone, or beside the others.
fn turned(
    labels: &std::collections::BTreeSet<LabelName>,
    label: &LabelName,
    add: bool,
) -> std::collections::BTreeSet<LabelName> {
    let mut turned = labels.clone();
    let was = turned.remove(label);
    match (was, add) {
        (true, _) => {}
        (false, true) => drop(turned.insert(label.clone())),
        (false, false) => turned = [label.clone()].into(),
    }
    turned
}
