//! F1: every command with its keys, to be found by typing, and other keys for them.

use super::chords::chord_of;
use super::picker::{Answer, Picker, Reading, Row};
use super::theme::{SIZES, Tokens};
use super::wording::{self, picking};
use super::{dialog, fonts};
use crate::editor::{Chord, Command, Key, KeyChanges, Keymap};
use crate::model::Schema;
use eframe::egui::{Context, Event, RichText, Ui};

/// The list of keys, while it is open.
pub struct KeyHelp {
    picker: Picker<Command>,
    asked: Option<Asked>,
}

/// A command that is to get other keys.
struct Asked {
    command: Command,
    /// The pressed key, which another command has.
    taken: Option<(Chord, Command)>,
}

/// What the keys are, to be shown.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    /// The keys in force.
    pub keymap: &'a Keymap,
    /// The labels.
    pub schema: &'a Schema,
    /// What a person has changed.
    pub changes: &'a KeyChanges,
}

/// What is asked for in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Give a command this key, and take it from whoever has it.
    Give(Command, Chord),
    /// Give a command its usual keys again.
    Reset(Command),
    /// Give every command its usual keys again.
    ResetAll,
    /// Close the list.
    Close,
}

/// How the question for new keys is over.
#[derive(Clone, Copy)]
enum Over {
    /// Nothing is changed.
    Left,
    /// This key, please.
    Given(Chord),
}

impl KeyHelp {
    /// The list of these rows.
    pub fn new(rows: Vec<Row<Command>>) -> Self {
        Self {
            picker: Picker::new("keys", picking::KEYS_HINT, Reading::Letters, rows),
            asked: None,
        }
    }

    /// Shows the keys as they are now.
    pub fn renew(&mut self, rows: Vec<Row<Command>>) {
        self.picker.set_rows(rows);
        self.picker.refresh();
    }

    /// Draws the list, or the question for new keys over it.
    pub fn show(&mut self, ctx: &Context, keys: Keys<'_>) -> Option<Wish> {
        if let Some(asked) = &mut self.asked {
            let over = ask(ctx, asked, keys)?;
            let command = asked.command;
            self.asked = None;
            self.picker.refresh();
            return match over {
                Over::Left => None,
                Over::Given(chord) => Some(Wish::Give(command, chord)),
            };
        }
        let mut reset = None;
        let answer = self.picker.show(ctx, |ui, picker| {
            reset = foot(ui, picker.chosen().map(|row| row.value), keys);
        });
        match answer {
            Some(Answer::Close) => Some(Wish::Close),
            Some(Answer::Take(command)) => {
                let taken = None;
                self.asked = Some(Asked { command, taken });
                ctx.request_repaint();
                None
            }
            None => reset,
        }
    }
}

/// How to change a key, and the ways back to the usual ones.
fn foot(ui: &mut Ui, chosen: Option<Command>, keys: Keys<'_>) -> Option<Wish> {
    let mut wish = None;
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(picking::KEYS_FOOT).small().weak());
        let changed = chosen.filter(|command| keys.changes.has(*command, keys.schema));
        if let Some(command) = changed {
            let title = picking::reset_keys(&command.title(keys.schema));
            if ui.button(title).clicked() {
                wish = Some(Wish::Reset(command));
            }
        }
        if !keys.changes.is_empty() && ui.button(picking::RESET_ALL_KEYS).clicked() {
            wish = Some(Wish::ResetAll);
        }
    });
    wish
}

/// Asks for the new keys; gives what came of it once the question is over.
fn ask(ctx: &Context, asked: &mut Asked, keys: Keys<'_>) -> Option<Over> {
    let title = picking::press_keys(&asked.command.title(keys.schema));
    let pressed = asked.taken.is_none().then(|| pressed(ctx)).flatten();
    let mut over = None;
    if let Some(chord) = pressed {
        over = match keys.keymap.in_the_way(chord, asked.command) {
            _ if chord == Chord::plain(Key::Escape) => Some(Over::Left),
            Some(other) => {
                asked.taken = Some((chord, other));
                None
            }
            None => Some(Over::Given(chord)),
        };
        ctx.request_repaint();
    }
    let modal = dialog::show(ctx, "new keys", 420.0, &title, |ui| {
        over = over.or(question(ui, asked, keys));
    });
    // Esc was taken with the other keys; a click beside the question leaves it too.
    over.or_else(|| modal.should_close().then_some(Over::Left))
}

fn question(ui: &mut Ui, asked: &Asked, keys: Keys<'_>) -> Option<Over> {
    let tokens = Tokens::of(ui.ctx());
    let Some((chord, other)) = asked.taken else {
        let now = keys.keymap.chords(asked.command);
        let now: Vec<String> = now.iter().map(ToString::to_string).collect();
        ui.label(picking::keys_now(&now.join("  ")));
        ui.label(
            RichText::new(picking::KEYS_CANCEL)
                .small()
                .color(tokens.text_faint),
        );
        return None;
    };
    let told = picking::key_taken(&chord.to_string(), &other.title(keys.schema));
    ui.label(RichText::new(told).font(fonts::inter_at(SIZES.body)));
    ui.add_space(10.0);
    let mut over = None;
    ui.horizontal(|ui| {
        let take = ui.button(picking::TAKE_OVER);
        if ui.memory(|memory| memory.focused().is_none()) {
            take.request_focus();
        }
        if take.clicked() {
            over = Some(Over::Given(chord));
        }
        if ui.button(wording::CANCEL).clicked() {
            over = Some(Over::Left);
        }
    });
    over
}

/// The key that was pressed, taken before anything else sees it.
fn pressed(ctx: &Context) -> Option<Chord> {
    ctx.input_mut(|input| {
        let found = input.events.iter().find_map(|event| match event {
            Event::Key { repeat: true, .. } => None,
            event => chord_of(event),
        });
        let typed = |event: &Event| {
            matches!(
                event,
                Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_)
            )
        };
        input.events.retain(|event| !typed(event));
        found
    })
}
