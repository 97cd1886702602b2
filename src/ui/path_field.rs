//! A field for a path among others of a dialog, with the system's dialog for those who want it.

use super::browsing::{Browsed, Browsing, Choose};
use super::text_field::select_all;
use super::wording;
use eframe::egui::{self, Key, RichText, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// The field.
#[derive(Default)]
pub struct PathField {
    typed: String,
    browsing: Option<Browsing>,
    told: Option<String>,
    takes_keys: bool,
}

/// What the person did in a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acts {
    /// The path is another.
    pub changed: bool,
    /// It was chosen, or Enter was pressed on it.
    pub taken: bool,
}

impl PathField {
    /// The path as it stands; empty when there is none.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(self.typed.trim())
    }

    /// Puts a path in.
    pub fn set(&mut self, path: &Path) {
        self.typed = path.display().to_string();
    }

    /// Has the keys in the next frame, all that stands in it selected.
    pub fn take_keys(&mut self) {
        self.takes_keys = true;
    }

    /// Draws the field below its title, with a button for each way to choose.
    pub fn ui(&mut self, ui: &mut Ui, title: &str, hint: &str, ways: &[(&str, Choose)]) -> Acts {
        let mut acts = self.poll();
        let label = ui.label(title);
        ui.horizontal(|ui| {
            let buttons: f32 = ways.iter().map(|(name, _)| width_of_button(ui, name)).sum();
            let edit = TextEdit::singleline(&mut self.typed)
                .desired_width(ui.available_width() - buttons)
                .hint_text(hint);
            let field = ui.add(edit).labelled_by(label.id);
            if std::mem::take(&mut self.takes_keys) {
                field.request_focus();
                select_all(ui.ctx(), field.id, &self.typed);
            }
            acts.changed |= field.changed();
            acts.taken |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            for (name, choose) in ways {
                let button = ui.add_enabled(self.browsing.is_none(), egui::Button::new(*name));
                if button.clicked() {
                    self.browse(ui, *choose);
                }
            }
        });
        if acts.changed {
            self.told = None;
        }
        if let Some(told) = &self.told {
            let told = RichText::new(told).color(ui.visuals().error_fg_color);
            ui.add(egui::Label::new(told).wrap());
        }
        acts
    }

    fn browse(&mut self, ui: &Ui, choose: Choose) {
        match Browsing::start(ui.ctx(), choose, self.path()) {
            Ok(browsing) => self.browsing = Some(browsing),
            Err(error) => self.told = Some(format!("{}: {error}", wording::DIALOG_NOT_STARTED)),
        }
    }

    fn poll(&mut self) -> Acts {
        let Some(browsed) = self.browsing.as_ref().and_then(Browsing::poll) else {
            return Acts::default();
        };
        self.browsing = None;
        match browsed {
            Browsed::Path(path) => {
                self.set(&path);
                self.takes_keys = true;
                return Acts {
                    changed: true,
                    taken: true,
                };
            }
            Browsed::NoDialog => self.told = Some(wording::NO_DIALOG.to_owned()),
            Browsed::Nothing => {}
        }
        Acts::default()
    }
}

/// How much room a button takes at the end of a row, in points.
fn width_of_button(ui: &Ui, name: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let color = egui::Color32::PLACEHOLDER;
    let words = ui.fonts_mut(|fonts| fonts.layout_no_wrap(name.to_owned(), font, color));
    let spacing = ui.spacing();
    words.size().x + 2.0 * spacing.button_padding.x + spacing.item_spacing.x + 2.0
}
