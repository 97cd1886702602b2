//! Keys become commands before any widget sees them, one after the other.

use super::App;
use crate::editor::{Chord, Command, Focus, Group, Key, Way};
use crate::ui::chords::chord_of;
use eframe::egui::{Context, Event, Popup};

/// A dialog has the keys after this many frames at the latest, also if its field did not get them.
const PATIENCE: usize = 8;

/// Keys typed ahead of a dialog that a key before them has opened.
#[derive(Default)]
pub(super) struct TypedAhead {
    events: Vec<Event>,
    /// The key before was a command's: the letter that it types as well is not to be typed.
    own_text: bool,
    /// For how many frames the dialog has been on the screen.
    pub frames: usize,
    /// Whether the dialog has had the keys. From then on they are its own, wherever in it they go.
    dialog_ready: bool,
}

impl TypedAhead {
    /// For a dialog that has not been on the screen yet.
    pub fn begin_anew(&mut self) {
        (self.frames, self.dialog_ready) = (0, false);
    }
}

impl App {
    /// Does what the keys ask for. Each is read as things stand after the one before it, so that
    /// keys that come in one frame mean what they mean when typed slowly.
    pub(super) fn take_keys(&mut self, ctx: &Context) {
        self.see_to_dialog(ctx);
        let mut events = std::mem::take(&mut self.typed_ahead.events);
        events.extend(ctx.input_mut(|input| std::mem::take(&mut input.events)));
        let mut left = Vec::new();
        for event in events {
            self.take_event_in_turn(ctx, event, &mut left);
        }
        if !self.typed_ahead.events.is_empty() {
            ctx.request_repaint();
        }
        ctx.input_mut(|input| input.events = left);
    }

    /// Finds out whether an open dialog has got the keys: its field, if it has one.
    fn see_to_dialog(&mut self, ctx: &Context) {
        let asks = self.dialog_has_field();
        let typed = &mut self.typed_ahead;
        if self.dialog.is_none() {
            typed.begin_anew();
        } else if typed.frames > 0 && (!asks || ctx.text_edit_focused()) || typed.frames > PATIENCE
        {
            typed.dialog_ready = true;
        }
    }

    /// Does what a key asks for; leaves what is not ours to the widgets.
    fn take_event_in_turn(&mut self, ctx: &Context, event: Event, left: &mut Vec<Event>) {
        let own_text = std::mem::take(&mut self.typed_ahead.own_text);
        if own_text && matches!(event, Event::Text(_)) {
            return;
        }
        if !is_typed(&event) {
            left.push(event);
            return;
        }
        if self.dialog.is_some() {
            if self.typed_ahead.dialog_ready {
                left.push(event);
            } else {
                self.typed_ahead.events.push(event);
            }
            return;
        }
        if self.must_wait(ctx, &event, left) {
            self.typed_ahead.events.push(event);
            return;
        }
        if let Some(asked) = self.asked_of_find_bar(ctx, &event) {
            match asked {
                BarKey::Step(way) => self.find_step(ctx, way),
                BarKey::Close => self.close_find(ctx),
            }
            ctx.request_repaint();
            return;
        }
        let asked = chord_of(&event).and_then(|chord| self.asked_by(ctx, chord));
        let typing = ctx.text_edit_focused();
        match asked.filter(|command| !(typing && belongs_to_field(*command))) {
            // An open menu has the keys to itself.
            Some(command) if !Popup::is_any_open(ctx) => {
                self.typed_ahead.own_text =
                    matches!(event, Event::Key { modifiers, .. } if !modifiers.command);
                self.perform(ctx, command);
                ctx.request_repaint();
            }
            _ => left.push(event),
        }
    }

    /// Whether a key comes too early: the find field is only about to get the keys, or has yet to
    /// take in what was typed before. What is held back keeps its order.
    fn must_wait(&self, ctx: &Context, event: &Event, left: &[Event]) -> bool {
        if !self.typed_ahead.events.is_empty() || self.find_bar.asks_focus() {
            return true;
        }
        let asks = self.asked_of_find_bar(ctx, event).is_some()
            || chord_of(event)
                .and_then(|chord| self.keymap.command(chord, self.focus(ctx)))
                .is_some_and(is_of_finding);
        asks && self.find_bar.field_has_focus(ctx) && left.iter().any(is_typed)
    }

    /// What Enter and Esc mean in the find bar.
    fn asked_of_find_bar(&self, ctx: &Context, event: &Event) -> Option<BarKey> {
        let chord = chord_of(event).filter(|chord| !chord.ctrl && !chord.alt)?;
        match chord.key {
            Key::Escape if self.find_bar.has_focus(ctx) => Some(BarKey::Close),
            Key::Enter if self.find_bar.field_has_focus(ctx) => {
                Some(BarKey::Step(if chord.shift {
                    Way::Back
                } else {
                    Way::Forth
                }))
            }
            _ => None,
        }
    }

    fn asked_by(&self, ctx: &Context, chord: Chord) -> Option<Command> {
        let command = self.keymap.command(chord, self.focus(ctx))?;
        let session = self.session.as_ref();
        Some(session.map_or(command, |session| session.editor.asked_by(chord, command)))
    }

    /// Where keys act: on the article while it has the focus, or while nothing has.
    fn focus(&self, ctx: &Context) -> Focus {
        let Some(session) = &self.session else {
            return Focus {
                article: false,
                list: false,
                card: false,
            };
        };
        let nowhere = ctx.memory(|memory| memory.focused().is_none());
        let article = session.view.has_focus(ctx) || nowhere;
        Focus {
            article,
            list: article && session.editor.choices().is_some(),
            card: article && session.editor.attribute_card().is_some(),
        }
    }
}

fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_)
    )
}

/// Whether a field being typed in needs the key for itself.
fn belongs_to_field(command: Command) -> bool {
    !matches!(command.group(), Group::File | Group::View) && !is_of_finding(command)
}

fn is_of_finding(command: Command) -> bool {
    matches!(
        command,
        Command::Find | Command::FindNext | Command::FindPrevious
    )
}

/// A key that the find bar has for itself.
#[derive(Clone, Copy)]
enum BarKey {
    Step(Way),
    Close,
}
