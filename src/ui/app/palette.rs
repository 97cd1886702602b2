//! The palette: every command, to be found by typing.

use super::{App, Dialog};
use crate::editor::Command;
use crate::model::Schema;
use crate::ui::picker::{Answer, Picker, Reading, Row, Standing};
use crate::ui::wording::picking as wording;
use eframe::egui::Context;
use std::sync::Arc;

/// So many commands taken last are remembered.
const REMEMBERED: usize = 12;

impl App {
    /// The schema in force; with nothing open that of new documents.
    pub(super) fn schema(&self) -> Arc<Schema> {
        self.session
            .as_ref()
            .map_or_else(crate::store::schemas::news, |session| {
                Arc::clone(session.editor.document().schema())
            })
    }

    pub(super) fn open_palette(&mut self) {
        let rows = self.palette_rows();
        let picker = Picker::new("palette", wording::PALETTE, Reading::Letters, rows);
        self.dialog = Some(Dialog::Palette(picker));
    }

    /// What is possible now in front, of that what was taken last; movement comes last.
    fn palette_rows(&self) -> Vec<Row<Command>> {
        let schema = self.schema();
        let mut rows: Vec<Row<Command>> = Command::all(&schema)
            .into_iter()
            .filter(|command| *command != Command::Palette)
            .map(|command| self.command_row(command, &schema))
            .collect();
        let taken = |command: Command| {
            let place = self.taken_last.iter().position(|each| *each == command);
            place.unwrap_or(REMEMBERED)
        };
        rows.sort_by_key(|row| (!row.possible, row.standing, taken(row.value)));
        rows
    }

    /// A command as a row: its title, its menu, its keys.
    pub(super) fn command_row(&self, command: Command, schema: &Schema) -> Row<Command> {
        let seldom = matches!(
            command,
            Command::Move(_) | Command::Extend(_) | Command::PickCandidate(_)
        );
        Row {
            also: command.group().title().to_owned(),
            detail: command.group().title().to_owned(),
            keys: self.keymap.shown(command).unwrap_or_default(),
            possible: self.is_possible(command),
            standing: if seldom {
                Standing::Last
            } else {
                Standing::Usual
            },
            ..Row::new(command.title(schema), command)
        }
    }

    /// Draws the palette; gives whether it stays. What is taken is done at the end of the frame.
    pub(super) fn palette(&mut self, ctx: &Context, picker: &mut Picker<Command>) -> bool {
        match picker.show(ctx, |_, _| {}) {
            None => true,
            Some(Answer::Close) => false,
            Some(Answer::Take(command)) => {
                self.taken_last.retain(|each| *each != command);
                self.taken_last.insert(0, command);
                self.taken_last.truncate(REMEMBERED);
                self.asked.push(command);
                false
            }
        }
    }

    /// Whether a command would do something now; what the window alone does is always possible.
    pub(super) fn is_possible(&self, command: Command) -> bool {
        crate::ui::menus::is_possible(
            self.session.as_ref().map(|session| &session.editor),
            command,
        )
    }
}
