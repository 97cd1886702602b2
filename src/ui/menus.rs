//! The menu bar, the mark's own menu and the toolbar, made from the list of commands.

mod of_mark;

use super::theme::color::label_color;
use super::theme::{SIZES, Tokens};
use super::wording;
use crate::editor::{Command, Editor, Group, Keymap};
use crate::model::Schema;
use eframe::egui::{self, Button, RichText, Sense, Ui, vec2};
use std::sync::Arc;

/// What menus need to know.
pub struct Menus<'a> {
    /// The commands' keys.
    pub keymap: &'a Keymap,
    /// The labels.
    pub schema: Arc<Schema>,
    /// What is possible; `None` with nothing open.
    pub editor: Option<&'a Editor>,
    /// Where chosen commands go.
    pub ask: &'a mut Vec<Command>,
}

impl Menus<'_> {
    /// The menu bar. `after_open` adds what stands below "Open".
    pub fn bar(&mut self, ui: &mut Ui, after_open: &mut dyn FnMut(&mut Ui)) {
        let bar = egui::MenuBar::new().config(super::theme::menu_config());
        bar.ui(ui, |ui| {
            for group in Group::ALL {
                ui.menu_button(group.title(), |ui| {
                    for command in Command::all(&self.schema) {
                        if command.group() == group && command.is_in_menu() {
                            self.entry(ui, command);
                        }
                        if command == Command::Open && group == Group::File {
                            after_open(ui);
                        }
                    }
                });
            }
        });
    }

    fn is_possible(&self, command: Command) -> bool {
        is_possible(self.editor, command)
    }

    fn entry(&mut self, ui: &mut Ui, command: Command) {
        let mut button = Button::new(command.title(&self.schema));
        if let Some(keys) = self.keymap.shown(command) {
            button = button.shortcut_text(keys);
        }
        if ui.add_enabled(self.is_possible(command), button).clicked() {
            self.ask.push(command);
            ui.close();
        }
    }

    /// The toolbar: the labels with their keys, undo and redo. Gives the first widget's id, for F6.
    pub fn toolbar(&mut self, ui: &mut Ui) -> Option<egui::Id> {
        let mut first = None;
        ui.horizontal_wrapped(|ui| {
            for command in Command::all(&Arc::clone(&self.schema)) {
                let Command::Label(index) = command else {
                    continue;
                };
                let Some(label) = self.schema.labels.get(usize::from(index)) else {
                    continue;
                };
                let kept = self.editor.and_then(Editor::kept_label) == Some(index);
                let response = self.label_button(ui, label, command, kept);
                first.get_or_insert(response.id);
                if response.clicked() {
                    self.ask.push(command);
                }
                if response.secondary_clicked() {
                    self.ask.push(Command::KeepLabel(index));
                }
            }
            self.actions(ui);
        });
        first
    }

    fn label_button(
        &self,
        ui: &mut Ui,
        label: &crate::model::schema::Label,
        command: Command,
        kept: bool,
    ) -> egui::Response {
        let (keymap, enabled) = (self.keymap, self.editor.is_some());
        let tokens = Tokens::of(ui.ctx());
        let key = keymap.shown(command).unwrap_or_default();
        let text = format!("      {}", label.title);
        let button = Button::new(text)
            .right_text(RichText::new(key).small().color(tokens.text_faint))
            .selected(kept);
        let response = ui.add_enabled(enabled, button);
        // The swatch stands in the space kept before the title.
        let swatch = egui::Rect::from_center_size(
            egui::pos2(response.rect.left() + 17.0, response.rect.center().y),
            vec2(11.0, 11.0),
        );
        ui.painter().rect_filled(
            swatch,
            SIZES.radius / 2,
            label_color(&label.color, tokens.dark),
        );
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::accesskit::Role::Button, enabled, kept, &label.title)
        });
        let hint = if label.guideline.is_empty() {
            wording::TOOLBAR_LABELS
        } else {
            &label.guideline
        };
        response
            .on_hover_text(format!(
                "{hint}\n\n{}. {}",
                wording::TOOLBAR_LABELS,
                wording::KEEP_LABEL
            ))
            .interact(Sense::hover() | Sense::click())
    }

    /// What else is often clicked, as far as the row has room: all of it is in the menus.
    fn actions(&mut self, ui: &mut Ui) {
        let all = [
            Command::Who,
            Command::Nobody,
            Command::Undo,
            Command::Redo,
            Command::Save,
        ];
        let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
        let mut room = ui.available_size_before_wrap().x - padding;
        for command in all {
            let title = command.title(&self.schema);
            let words = title.trim_end_matches('…').to_owned();
            let font = egui::TextStyle::Button.resolve(ui.style());
            let width = ui.fonts_mut(|fonts| {
                let galley = fonts.layout_no_wrap(words.clone(), font, egui::Color32::PLACEHOLDER);
                galley.size().x
            });
            room -= width + padding;
            if room < 0.0 {
                return;
            }
            if command == all[0] {
                ui.separator();
            }
            let button = Button::new(words).frame_when_inactive(false);
            let response = ui.add_enabled(self.is_possible(command), button);
            let keys = self.keymap.shown(command).unwrap_or_default();
            if command == Command::Save {
                note_save_button(ui, response.rect);
            }
            if response
                .on_hover_text(format!("{title}   {keys}"))
                .clicked()
            {
                self.ask.push(command);
            }
        }
    }
}

/// Whether a command would do something now; with nothing open, what the window alone does.
pub fn is_possible(editor: Option<&Editor>, command: Command) -> bool {
    match editor {
        Some(editor) => editor.is_possible(command),
        None => {
            matches!(command.group(), Group::View)
                || matches!(
                    command,
                    Command::Open | Command::NewProject | Command::Import | Command::Quit
                )
        }
    }
}

/// Where the toolbar's button for saving was drawn last.
pub fn save_button(ctx: &egui::Context) -> Option<egui::Rect> {
    ctx.data(|data| data.get_temp(egui::Id::unique("save button")))
}

fn note_save_button(ui: &Ui, rect: egui::Rect) {
    ui.data_mut(|data| data.insert_temp(egui::Id::unique("save button"), rect));
}
