//! The card of the suggestion that is current: why it was made, who is likely to have said it, each
//! with the digit that says so, and what decides on it.

use super::theme::{SIZES, Tokens};
use super::who_card::{self, Around, candidate};
use super::wording::keyed::Keys;
use super::{fonts, wording};
use crate::editor::{Choices, Command, Editor};
use crate::model::Span;
use crate::model::schema::Role;
use eframe::egui::accesskit::{Live, Role as NodeRole};
use eframe::egui::{
    Align, Align2, Area, Button, Id, Label, Layout, Rect, RichText, Stroke, Ui, WidgetInfo, vec2,
};
use wording::suggestions as words;

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
                    candidates(ui, editor, choices, keys, ask);
                }
                ui.add_space(6.0);
                buttons(ui, offered.is_some(), keys, ask);
            });
        })
        .response;
    let told = told(editor, span, offered.as_deref());
    ui.ctx().accesskit_node_builder(area.id, |node| {
        node.set_role(NodeRole::Group);
        node.set_label(told);
        node.set_live(Live::Polite);
    });
    area.rect
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
    if let Some(reason) = &span.origin.reason {
        let reason = RichText::new(reason.replace('*', "")).small();
        ui.add(Label::new(reason.color(tokens.text_weak)).wrap());
        ui.add_space(4.0);
    }
}

/// The likely speakers; the suggested ones first, as the card has them.
fn candidates(
    ui: &mut Ui,
    editor: &Editor,
    choices: &Choices,
    keys: Keys<'_>,
    ask: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let mut shown = choices.clone();
    if choices.present.is_empty() {
        // Enter takes nobody of them then.
        shown.chosen = usize::MAX;
        let none = if choices.all.is_empty() {
            keys.fill(words::CANNOT_TELL)
        } else {
            words::NO_SPEAKER.to_owned()
        };
        let none = RichText::new(none).small().color(tokens.warning);
        ui.add(Label::new(none).wrap());
    }
    for (index, choice) in choices.all.iter().enumerate() {
        let clicked = candidate(ui, editor, &shown, index, choice);
        if let Some(number) = u8::try_from(index + 1).ok().filter(|_| clicked) {
            ask.push(Command::PickCandidate(number));
        }
    }
}

fn buttons(ui: &mut Ui, is_quote: bool, keys: Keys<'_>, ask: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let all = [
        (Command::Accept, wording::ACCEPT, words::ACCEPT_CARD),
        (Command::Nobody, wording::NOBODY, words::NOBODY_CARD),
        (Command::Reject, wording::REJECT, words::REJECT_CARD),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        for (command, title, name) in all {
            if command == Command::Nobody && !is_quote {
                continue;
            }
            let main = command == Command::Accept;
            let ink = if main { tokens.on_accent } else { tokens.text };
            let key = keys.keymap.shown(command).unwrap_or_default();
            let key_ink = if main {
                tokens.on_accent
            } else {
                tokens.text_faint
            };
            let mut button = Button::new(RichText::new(title).color(ink))
                .right_text(RichText::new(key).small().color(key_ink));
            if main {
                button = button.fill(tokens.accent).stroke(Stroke::NONE);
            }
            let response = ui.add(button);
            response.widget_info(|| WidgetInfo::labeled(NodeRole::Button, true, name));
            if response.on_hover_text(name).clicked() {
                ask.push(command);
            }
        }
    });
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
