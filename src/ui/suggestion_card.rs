//! The card of the suggestion that is current: why it was made, who is likely to have said it, each
//! with the digit that says so, and what decides on it.

use super::bidi::displayed;
use super::theme::{SIZES, Tokens};
use super::who_card::{self, Around, candidate};
use super::wording::keyed::Keys;
use super::{fonts, wording};
use crate::editor::{Choices, Command, Editor};
use crate::model::Span;
use crate::model::schema::Role;
use eframe::egui::accesskit::{Live, Role as NodeRole};
use eframe::egui::{
    Align, Align2, Area, Button, Color32, Frame, Id, Label, Layout, Margin, Panel, Rect, RichText,
    Stroke, Ui, WidgetInfo, vec2,
};
use wording::suggestions as words;

/// On a page without room beside the column the same stands in a strip below it, so that no word of what
/// is to be decided on is covered. Names are no longer there, in characters.
const NAME: usize = 24;
/// Height of what stands around the candidates, in rows of them.
const AROUND_ROWS: usize = 1;

/// Draws the card beside its mark. Tells where.
pub fn show(
    ui: &Ui,
    editor: &Editor,
    span: &Span,
    around: Around,
    keys: Keys<'_>,
    ask: &mut Vec<Command>,
) -> Rect {
    let offered = editor.offered();
    let rows = offered.as_ref().map_or(0, |choices| choices.all.len());
    let area = Area::new(id())
        .fixed_pos(who_card::place(around, rows + AROUND_ROWS))
        .pivot(Align2::LEFT_TOP)
        .constrain_to(around.page)
        .show(ui.ctx(), |ui| {
            who_card::frame(ui).show(ui, |ui| {
                ui.set_width(who_card::WIDTH - 20.0);
                ui.spacing_mut().item_spacing.y = 2.0;
                head(ui, editor, span);
                if let Some(choices) = &offered {
                    candidates(ui, editor, span, choices, keys, ask);
                }
                ui.add_space(6.0);
                ui.horizontal(|ui| buttons(ui, offered.is_some(), false, keys, ask));
            });
        })
        .response;
    let told = told(editor, span, offered.as_deref());
    tell(ui, area.id, told);
    area.rect
}

/// Draws the strip at the lower end of a page that has no room for the card.
pub fn strip(ui: &mut Ui, editor: &Editor, span: &Span, keys: Keys<'_>, ask: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let offered = editor.offered();
    let frame = Frame::new()
        .fill(tokens.raised)
        .inner_margin(Margin::symmetric(14, 6));
    let panel = Panel::bottom("suggestion").frame(frame);
    let shown = panel.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        ui.horizontal(|ui| {
            let title = words::title(editor.document(), span);
            ui.label(RichText::new(title).font(fonts::semibold_at(SIZES.body)));
            if let Some(score) = span.origin.score {
                let sure = RichText::new(words::sure(score)).small();
                ui.label(sure.color(tokens.text_weak));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                buttons(ui, offered.is_some(), true, keys, ask);
            });
        });
        // In a line of its own, as beside the buttons it would be cut off.
        reason(ui, span);
        if let Some(choices) = &offered {
            names(ui, editor, choices, keys, ask);
        }
    });
    let told = told(editor, span, offered.as_deref());
    tell(ui, shown.response.id, told);
}

/// The likely speakers side by side.
fn names(ui: &mut Ui, editor: &Editor, choices: &Choices, keys: Keys<'_>, ask: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    if choices.present.is_empty() {
        no_speaker(ui, choices, keys);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding = vec2(7.0, 1.0);
        ui.spacing_mut().interact_size.y = 20.0;
        for (index, choice) in choices.all.iter().enumerate() {
            let document = editor.document();
            let words = document.text().slice(choice.mention);
            let name = choice.person.name(document).unwrap_or(words);
            let number = index + 1;
            let present = choices.present.contains(&index);
            let fill = if present {
                tokens.selection
            } else {
                Color32::TRANSPARENT
            };
            let shown = displayed(&wording::shortened(name, NAME)).into_owned();
            let button = Button::new(RichText::new(format!("{number}  {shown}")).small())
                .fill(fill)
                .stroke(Stroke::new(1.0, tokens.line));
            let response = ui.add(button);
            let label = format!("Candidate {number}: {name}");
            response.widget_info(|| WidgetInfo::selected(NodeRole::Button, true, present, &label));
            let clicked = response.clicked();
            response.on_hover_text(choice.reason.replace('*', ""));
            if let Some(number) = u8::try_from(number).ok().filter(|_| clicked) {
                ask.push(Command::PickCandidate(number));
            }
        }
    });
}

/// Why the tagger made it.
fn reason(ui: &mut Ui, span: &Span) -> bool {
    let Some(reason) = &span.origin.reason else {
        return false;
    };
    let weak = Tokens::of(ui.ctx()).text_weak;
    let reason = RichText::new(reason.replace('*', "")).small();
    ui.add(Label::new(reason.color(weak)).wrap());
    true
}

fn no_speaker(ui: &mut Ui, choices: &Choices, keys: Keys<'_>) {
    let none = if choices.all.is_empty() {
        keys.fill(words::CANNOT_TELL)
    } else {
        words::NO_SPEAKER.to_owned()
    };
    let none = RichText::new(none).small();
    let ink = Tokens::of(ui.ctx()).warning;
    ui.add(Label::new(none.color(ink)).wrap());
}

/// What it is about is read out as it comes up.
fn tell(ui: &Ui, card: Id, told: String) {
    ui.ctx().accesskit_node_builder(card, |node| {
        node.set_role(NodeRole::Group);
        node.set_label(told);
        node.set_live(Live::Polite);
    });
}

fn id() -> Id {
    Id::unique("suggestion card")
}

/// What it is, how sure the tagger is, and why.
fn head(ui: &mut Ui, editor: &Editor, span: &Span) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        let title = words::title(editor.document(), span);
        ui.label(RichText::new(title).font(fonts::semibold_at(SIZES.body)));
        if let Some(score) = span.origin.score {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let sure = RichText::new(words::sure(score)).small();
                ui.label(sure.color(tokens.text_weak));
            });
        }
    });
    if reason(ui, span) {
        ui.add_space(4.0);
    }
}

/// The likely speakers; the suggested ones first, as the card has them.
fn candidates(
    ui: &mut Ui,
    editor: &Editor,
    span: &Span,
    choices: &Choices,
    keys: Keys<'_>,
    ask: &mut Vec<Command>,
) {
    let mut shown = choices.clone();
    if choices.present.is_empty() {
        // Enter takes nobody of them then.
        shown.chosen = usize::MAX;
        no_speaker(ui, choices, keys);
    }
    for (index, choice) in choices.all.iter().enumerate() {
        let clicked = candidate(
            ui,
            editor,
            &shown,
            index,
            choice,
            span.origin.reason.as_deref(),
        );
        if let Some(number) = u8::try_from(index + 1).ok().filter(|_| clicked) {
            ask.push(Command::PickCandidate(number));
        }
    }
}

/// What decides; in the order of the layout, or with the last first.
fn buttons(ui: &mut Ui, is_quote: bool, backwards: bool, keys: Keys<'_>, ask: &mut Vec<Command>) {
    let mut all = vec![
        (Command::Accept, wording::ACCEPT, words::ACCEPT_CARD),
        (Command::Nobody, wording::NOBODY, words::NOBODY_CARD),
        (Command::Reject, wording::REJECT, words::REJECT_CARD),
    ];
    all.retain(|(command, ..)| is_quote || *command != Command::Nobody);
    if backwards {
        all.reverse();
    }
    ui.spacing_mut().item_spacing.x = 5.0;
    ui.spacing_mut().button_padding = vec2(6.0, 3.0);
    for (command, title, name) in all {
        let key = keys.keymap.shown(command).unwrap_or_default();
        if button(ui, command == Command::Accept, title, &key, name) {
            ask.push(command);
        }
    }
}

fn button(ui: &mut Ui, main: bool, title: &str, key: &str, name: &str) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let (ink, key_ink) = if main {
        (tokens.on_accent, tokens.on_accent)
    } else {
        (tokens.text, tokens.text_faint)
    };
    let mut button = Button::new(RichText::new(title).small().color(ink))
        .right_text(RichText::new(key).small().color(key_ink));
    if main {
        button = button.fill(tokens.accent).stroke(Stroke::NONE);
    }
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(NodeRole::Button, true, name));
    response.on_hover_text(name).clicked()
}

/// What is read out when the card comes up.
fn told(editor: &Editor, span: &Span, offered: Option<&Choices>) -> String {
    let document = editor.document();
    let mut told = words::title(document, span);
    if let Some(score) = span.origin.score {
        told.push_str(&format!(", {}", words::sure(score)));
    }
    told.push_str(&format!(
        ": {}",
        wording::shortened(&document.words(span), 200)
    ));
    if document.schema().role_of(&span.label) == Role::Quote {
        let present = offered.filter(|choices| !choices.present.is_empty());
        let names = wording::speaker_names(document, span).join(", ");
        told.push_str(". ");
        told.push_str(match present {
            Some(_) => &names,
            None => words::NO_SPEAKER,
        });
    }
    told
}
