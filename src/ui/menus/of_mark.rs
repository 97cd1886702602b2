//! The menu of the current mark, or of the words at the caret: everything that can be done there.

use super::Menus;
use crate::editor::Command;
use crate::editor::attributes::{choices_of, toggled};
use crate::model::schema::{Attribute, Values};
use crate::model::{AttributeValue, Span};
use crate::ui::inspector::Wish;
use crate::ui::wording::{self, picking};
use eframe::egui::{Button, Ui};
use std::sync::Arc;

/// What a menu offers of a mark besides its labels and attributes, in parts that lines divide.
const OF_MARK: [&[Command]; 4] = [
    &[Command::Accept, Command::Reject],
    &[
        Command::Who,
        Command::Nobody,
        Command::SamePerson,
        Command::LinkTo,
    ],
    &[Command::AddPiece, Command::CutPiece, Command::Join],
    &[Command::Copy, Command::Delete],
];

/// What it offers of bare words.
const OF_WORDS: [&[Command]; 2] = [&[Command::Grow, Command::Find], &[Command::Copy]];

impl Menus<'_> {
    /// Draws the menu; gives what was chosen that is no command.
    pub fn of_mark(&mut self, ui: &mut Ui) -> Option<Wish> {
        let span = self.editor.and_then(|editor| editor.current_span());
        let span = span.cloned();
        self.labels(ui, span.as_deref());
        let wish = span.as_deref().and_then(|span| self.attributes(ui, span));
        let parts: &[&[Command]] = if span.is_some() { &OF_MARK } else { &OF_WORDS };
        for part in parts {
            let possible: Vec<Command> = part
                .iter()
                .copied()
                .filter(|command| self.is_possible(*command))
                .collect();
            if !possible.is_empty() {
                ui.separator();
            }
            for command in possible {
                self.entry(ui, command);
            }
        }
        wish
    }

    /// The labels; that of the mark is ticked.
    fn labels(&mut self, ui: &mut Ui, span: Option<&Span>) {
        let schema = Arc::clone(&self.schema);
        for (label, command) in schema.labels.iter().zip((0..=u8::MAX).map(Command::Label)) {
            let chosen = span.is_some_and(|span| span.label == label.name);
            let title = if span.is_some() {
                label.title.clone()
            } else {
                command.title(&schema)
            };
            let mut button = Button::selectable(chosen, title);
            if let Some(keys) = self.keymap.shown(command) {
                button = button.shortcut_text(keys);
            }
            let possible = chosen || self.is_possible(command);
            if ui.add_enabled(possible, button).clicked() {
                // The label that the mark has already needs no doing.
                self.ask.extend((!chosen).then_some(command));
                ui.close();
            }
        }
    }

    /// Each attribute with its values in a menu of its own; words are typed in the card.
    fn attributes(&mut self, ui: &mut Ui, span: &Span) -> Option<Wish> {
        let schema = Arc::clone(&self.schema);
        let label = schema.label(&span.label)?;
        if !label.attributes.is_empty() {
            ui.separator();
        }
        let mut wish = None;
        for attribute in &label.attributes {
            if attribute.values == Values::Text {
                continue;
            }
            ui.menu_button(&attribute.title, |ui| {
                if let Some(number) = value(ui, span, attribute) {
                    let value = toggled(attribute, span, number);
                    let name = attribute.name.clone();
                    wish = Some(Wish::Attribute(span.id.clone(), name, value));
                    ui.close();
                }
            });
        }
        if !label.attributes.is_empty() {
            self.entry(ui, Command::Attributes);
        }
        wish
    }
}

/// The values of an attribute; gives the number of the one clicked, from 0.
fn value(ui: &mut Ui, span: &Span, attribute: &Attribute) -> Option<usize> {
    let held = span.attributes.get(&attribute.name);
    let on = |value: &String| match held {
        Some(AttributeValue::Many(many)) => many.contains(value),
        held => held.and_then(AttributeValue::as_str) == Some(value.as_str()),
    };
    if attribute.values == Values::Flag {
        let on = held == Some(&AttributeValue::Flag(true));
        let clicked = ui.add(Button::selectable(on, picking::YES)).clicked();
        return clicked.then_some(0);
    }
    let mut clicked = None;
    for (number, each) in choices_of(attribute).iter().enumerate() {
        let button = Button::selectable(on(each), wording::value(each));
        if ui.add(button).clicked() {
            clicked = Some(number);
        }
    }
    clicked
}
