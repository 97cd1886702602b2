//! The list of keys, and giving commands others.

use super::{App, Dialog};
use crate::editor::{Command, Group, KeyProblem, Keymap};
use crate::model::Schema;
use crate::ui::key_help::{KeyHelp, Keys, Wish};
use crate::ui::picker::Row;
use crate::ui::wording;
use eframe::egui::Context;

impl App {
    pub(super) fn open_key_help(&mut self) {
        self.dialog = Some(Dialog::Keys(KeyHelp::new(self.key_rows())));
    }

    /// Every command by its menu, with all its keys.
    fn key_rows(&self) -> Vec<Row<Command>> {
        let schema = self.schema();
        let all = Command::all(&schema);
        let schema = &schema;
        let of = |group: Group| {
            let commands = all.iter().filter(move |command| command.group() == group);
            commands.map(move |&command| {
                let keys = self.keymap.chords(command);
                let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
                let changed = self.settings.keys.has(command, schema);
                Row {
                    group: Some(group.title()),
                    keys: keys.join("   "),
                    detail: if changed {
                        wording::picking::CHANGED.to_owned()
                    } else {
                        String::new()
                    },
                    ..self.command_row(command, schema)
                }
            })
        };
        Group::ALL.into_iter().flat_map(of).collect()
    }

    /// Draws the list; gives whether it stays.
    pub(super) fn key_help(&mut self, ctx: &Context, help: &mut KeyHelp) -> bool {
        let schema = self.schema();
        let keys = Keys {
            keymap: &self.keymap,
            schema: &schema,
            changes: &self.settings.keys,
        };
        let Some(wish) = help.show(ctx, keys) else {
            return true;
        };
        let mut changes = self.settings.keys.clone();
        match wish {
            Wish::Close => return false,
            Wish::Give(command, chord) => changes.give(command, chord, &self.keymap, &schema),
            Wish::Reset(command) => changes.reset(command, &schema),
            Wish::ResetAll => changes = crate::editor::KeyChanges::default(),
        }
        match Keymap::changed(&schema, &changes) {
            Ok((keymap, problems)) => {
                (self.keymap, self.settings.keys) = (keymap, changes);
                self.tell_key_problems(&problems);
                self.store_settings();
            }
            Err(error) => self.tell(wording::picking::keys_not_given(&error)),
        }
        help.renew(self.key_rows());
        ctx.request_repaint();
        true
    }

    /// The keys of a schema with the person's changes, or why the schema cannot be used.
    pub(super) fn keymap_of(
        &self,
        schema: &Schema,
    ) -> Result<(Keymap, Vec<KeyProblem>), crate::editor::KeyTaken> {
        Keymap::changed(schema, &self.settings.keys)
    }

    /// What of the changed keys cannot be used is told once; the rest is used.
    pub(super) fn tell_key_problems(&mut self, problems: &[KeyProblem]) {
        for problem in problems {
            log::warn!("keys in the settings: {problem}");
        }
        if let Some(first) = problems.first() {
            self.tell(wording::picking::key_problem(first));
        }
    }
}
