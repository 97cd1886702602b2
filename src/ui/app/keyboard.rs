//! Keys become commands before any widget sees them, one after the other.

use super::App;
use crate::editor::{Command, Focus, Group};
use crate::ui::chords::chord_of;
use eframe::egui::{Context, Event, Popup};

/// For how many frames keys wait for a dialog to take them, at most.
const PATIENCE: usize = 8;

/// Keys typed ahead of a dialog that a key before them has opened.
#[derive(Default)]
pub(super) struct TypedAhead {
    events: Vec<Event>,
    frames: usize,
}

impl App {
    /// Does what the keys ask for. Each is read as things stand after the one before it, so that
    /// keys that come in one frame mean what they mean when typed slowly.
    pub(super) fn take_keys(&mut self, ctx: &Context) {
        let arrived = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let mut waiting = std::mem::take(&mut self.typed_ahead.events);
        let mut left = Vec::new();
        for event in arrived {
            if waiting.is_empty() || !is_typed(&event) {
                self.take_event_in_turn(ctx, event, &mut left);
            } else {
                waiting.push(event);
            }
        }
        self.typed_ahead.frames += 1;
        if self.is_dialog_ready(ctx) || self.typed_ahead.frames > PATIENCE {
            for event in waiting {
                self.take_event_in_turn(ctx, event, &mut left);
            }
        } else {
            waiting.append(&mut self.typed_ahead.events);
            self.typed_ahead.events = waiting;
        }
        if !self.typed_ahead.events.is_empty() {
            ctx.request_repaint();
        }
        ctx.input_mut(|input| input.events = left);
    }

    /// Does what a key asks for; leaves what is not ours to the widgets.
    fn take_event_in_turn(&mut self, ctx: &Context, event: Event, left: &mut Vec<Event>) {
        if !is_typed(&event) {
            left.push(event);
            return;
        }
        if self.dialog.is_some() {
            // A dialog that this very frame has opened is not on the screen yet.
            if self.is_dialog_ready(ctx) {
                left.push(event);
            } else {
                if self.typed_ahead.events.is_empty() {
                    self.typed_ahead.frames = 0;
                }
                self.typed_ahead.events.push(event);
            }
            return;
        }
        let asked = chord_of(&event).and_then(|chord| self.keymap.command(chord, self.focus(ctx)));
        let typing = ctx.text_edit_focused();
        match asked.filter(|command| !(typing && belongs_to_field(*command))) {
            // An open menu has the keys to itself.
            Some(command) if !Popup::is_any_open(ctx) => {
                self.perform(ctx, command);
                ctx.request_repaint();
            }
            _ => left.push(event),
        }
    }

    /// Whether a dialog that is open has the keys: a field of it, or whatever has the focus.
    fn is_dialog_ready(&self, ctx: &Context) -> bool {
        self.dialog.is_none()
            || self.dialog_shown && (!self.dialog_has_field() || ctx.text_edit_focused())
    }

    /// Where keys act: on the article while it has the focus, or while nothing has.
    fn focus(&self, ctx: &Context) -> Focus {
        let Some(session) = &self.session else {
            return Focus {
                article: false,
                list: false,
            };
        };
        let nowhere = ctx.memory(|memory| memory.focused().is_none());
        let article = session.view.has_focus(ctx) || nowhere;
        Focus {
            article,
            list: article && session.editor.choices().is_some(),
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
    !matches!(command.group(), Group::File | Group::View)
}
