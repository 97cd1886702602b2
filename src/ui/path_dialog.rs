//! Our own field for a path, with recent files, and the system's dialog for those who want it.

use super::browsing::{Browsed, Browsing, Choose};
use super::text_field::select_all;
use super::{dialog, recent, wording};
use eframe::egui::{self, Context, Key, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// What the path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open what is there.
    Open,
    /// To save there.
    Save,
    /// To take the article's new text from it.
    NewText,
}

/// The dialog, while it is open.
pub struct PathDialog {
    purpose: Purpose,
    path: String,
    recent: Vec<PathBuf>,
    told: Option<String>,
    /// A file that is there and would be replaced; the person is asked.
    replacing: Option<PathBuf>,
    browsing: Option<Browsing>,
    fresh: bool,
}

/// What came of the dialog in a frame.
pub enum Answer {
    /// This path, please.
    Path(PathBuf),
    /// Never mind.
    Cancel,
}

impl PathDialog {
    /// Opens the dialog with a path to begin with.
    pub fn new(purpose: Purpose, path: Option<&Path>, recent: &[PathBuf]) -> Self {
        Self {
            purpose,
            path: path
                .map(|path| path.display().to_string())
                .unwrap_or_default(),
            recent: recent.to_vec(),
            told: None,
            replacing: None,
            browsing: None,
            fresh: true,
        }
    }

    /// What the path is for.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Draws the dialog and gives the answer once there is one.
    pub fn ui(&mut self, ctx: &Context) -> Option<Answer> {
        self.poll_browsing();
        let title = match self.purpose {
            Purpose::Open => wording::OPEN_TITLE,
            Purpose::Save => wording::SAVE_AS_TITLE,
            Purpose::NewText => wording::text_change::TITLE,
        };
        let mut answer = None;
        let modal = dialog::show(ctx, "path dialog", 560.0, title, |ui| {
            answer = self.contents(ui);
        });
        if modal.should_close() && answer.is_none() {
            answer = Some(Answer::Cancel);
        }
        answer
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Answer> {
        let label = ui.label(wording::PATH);
        let hint = match self.purpose {
            Purpose::Open => wording::PATH_HINT,
            Purpose::Save => wording::SAVE_FORMATS,
            Purpose::NewText => wording::text_change::HINT,
        };
        let edit = TextEdit::singleline(&mut self.path)
            .desired_width(f32::INFINITY)
            .hint_text(hint);
        let field = ui.add(edit).labelled_by(label.id);
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
            select_all(ui.ctx(), field.id, &self.path);
        }
        if field.changed() {
            self.told = None;
            self.replacing = None;
        }
        if self.purpose == Purpose::Save {
            ui.label(egui::RichText::new(wording::SAVE_FORMATS).small().weak());
        }
        if self.purpose == Purpose::NewText {
            let words = egui::RichText::new(wording::text_change::WHAT_COMES_OF_IT);
            ui.add(egui::Label::new(words.small().weak()).wrap());
        }
        if let Some(told) = &self.told {
            ui.colored_label(ui.visuals().error_fg_color, told);
        }
        if self.replacing.is_some() {
            ui.colored_label(ui.visuals().warn_fg_color, wording::FILE_IS_THERE);
        }
        let mut answer = None;
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            answer = self.accept();
            // A question stays with the field, so that Enter answers it too.
            self.fresh = answer.is_none();
        }
        if let Some(path) = self.recent_ui(ui) {
            return Some(Answer::Path(path));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let go = match (self.purpose, &self.replacing) {
                (Purpose::Open, _) => wording::OPEN,
                (Purpose::NewText, _) => wording::text_change::TAKE,
                (Purpose::Save, None) => wording::SAVE,
                (Purpose::Save, Some(_)) => wording::REPLACE,
            };
            if ui.button(go).clicked() {
                answer = self.accept();
            }
            if ui.button(wording::CANCEL).clicked() {
                answer = Some(Answer::Cancel);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if self.browsing.is_some() {
                    ui.weak(wording::BROWSING);
                } else if ui.button(wording::BROWSE).clicked() {
                    self.browse(ui.ctx());
                }
            });
        });
        answer
    }

    fn recent_ui(&self, ui: &mut Ui) -> Option<PathBuf> {
        if self.purpose == Purpose::Save || self.recent.is_empty() {
            return None;
        }
        ui.add_space(8.0);
        ui.label(wording::RECENT);
        let mut chosen = None;
        egui::ScrollArea::vertical()
            .max_height(180.0)
            .show(ui, |ui| {
                for path in &self.recent {
                    if recent::button(ui, path).clicked() {
                        chosen = Some(path.clone());
                    }
                }
            });
        chosen
    }

    /// Takes the path as it stands, or asks about it.
    fn accept(&mut self) -> Option<Answer> {
        let path = PathBuf::from(self.path.trim());
        if path.as_os_str().is_empty() {
            self.told = Some(wording::NO_PATH.to_owned());
            return None;
        }
        match self.purpose {
            Purpose::Open => Some(Answer::Path(path)),
            Purpose::Save | Purpose::NewText if path.is_dir() => {
                self.told = Some(wording::PATH_IS_FOLDER.to_owned());
                None
            }
            Purpose::Save if path.exists() && self.replacing.as_ref() != Some(&path) => {
                self.replacing = Some(path);
                None
            }
            Purpose::Save | Purpose::NewText => Some(Answer::Path(path)),
        }
    }

    fn browse(&mut self, ctx: &Context) {
        let choose = match self.purpose {
            Purpose::Open | Purpose::NewText => Choose::File,
            Purpose::Save => Choose::NewFile,
        };
        match Browsing::start(ctx, choose, PathBuf::from(&self.path)) {
            Ok(browsing) => self.browsing = Some(browsing),
            Err(error) => self.told = Some(format!("{}: {error}", wording::DIALOG_NOT_STARTED)),
        }
    }

    fn poll_browsing(&mut self) {
        let Some(browsed) = self.browsing.as_ref().and_then(Browsing::poll) else {
            return;
        };
        self.browsing = None;
        match browsed {
            Browsed::Path(path) => {
                self.path = path.display().to_string();
                self.fresh = true;
                self.told = None;
            }
            Browsed::NoDialog => self.told = Some(wording::NO_DIALOG.to_owned()),
            Browsed::Nothing => {}
        }
    }
}
