//! F1: every command with its keys, made from the list of commands.

use super::theme::{SIZES, Tokens};
use super::{dialog, fonts, wording};
use crate::editor::{Command, Group, Keymap};
use crate::model::Schema;
use eframe::egui::{self, Context, Grid, RichText};

/// Draws the list; gives `false` once it is closed.
pub fn show(ctx: &Context, schema: &Schema, keymap: &Keymap) -> bool {
    let tokens = Tokens::of(ctx);
    let screen = ctx.content_rect();
    let modal = dialog::show(ctx, "keys", 620.0, wording::KEYS_TITLE, |ui| {
        egui::ScrollArea::vertical()
            .auto_shrink([false, true])
            .max_height(screen.height() - 180.0)
            .show(ui, |ui| {
                for group in Group::ALL {
                    ui.add_space(8.0);
                    ui.label(
                        RichText::new(group.title())
                            .font(fonts::semibold_at(SIZES.body))
                            .color(tokens.text_weak),
                    );
                    Grid::new(group.title())
                        .num_columns(2)
                        .min_col_width(ui.available_width() / 2.0 - 12.0)
                        .striped(true)
                        .show(ui, |ui| {
                            for command in Command::all(schema)
                                .into_iter()
                                .filter(|command| command.group() == group)
                            {
                                let keys: Vec<String> = keymap
                                    .chords(command)
                                    .iter()
                                    .map(ToString::to_string)
                                    .collect();
                                ui.label(keys.join("   "));
                                ui.label(command.title(schema));
                                ui.end_row();
                            }
                        });
                }
            });
        ui.add_space(8.0);
        ui.button(wording::CLOSE).clicked()
    });
    !(modal.inner || modal.should_close())
}
