//! Keys become commands before any widget sees them.

use super::App;
use crate::editor::{Command, Focus, Group};
use crate::ui::chords::chord_of;
use eframe::egui::{Context, Popup};

impl App {
    /// Takes the key events that mean a command.
    pub(super) fn take_keys(&mut self, ctx: &Context) {
        // A dialog or an open menu has the keys to itself.
        if self.dialog.is_some() || Popup::is_any_open(ctx) {
            return;
        }
        let focus = self.focus(ctx);
        let typing = ctx.text_edit_focused();
        let keymap = &self.keymap;
        let mut asked = Vec::new();
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let command = chord_of(event).and_then(|chord| keymap.command(chord, focus));
                match command {
                    Some(command) if !(typing && belongs_to_field(command)) => {
                        asked.push(command);
                        false
                    }
                    _ => true,
                }
            });
        });
        self.asked.extend(asked);
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

/// Whether a field being typed in needs the key for itself.
fn belongs_to_field(command: Command) -> bool {
    !matches!(command.group(), Group::File | Group::View)
}
