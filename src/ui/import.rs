//! The dialog that makes documents of what other programs made, and says before what does not fit.

mod told;
mod work;

use super::browsing::Choose;
use super::choice_row::{choice, row};
use super::export::{Weight, show};
use super::path_field::PathField;
use super::{dialog, wording};
use crate::disk::Disk;
use crate::formats::{self, Format};
use crate::project::Project;
use eframe::egui::{Button, ComboBox, Context, Label, RichText, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wording::exchange as words;
pub use work::Contents;
use work::{Asked, Into, Work};

/// Height of the list of formats, in points: all are seen at once where there is room.
const FORMATS_HEIGHT: f32 = 560.0;

/// Width of the dialog, in points.
const WIDTH: f32 = 640.0;
/// Height of all but the report, in points.
const REST: f32 = 450.0;

/// The dialog, while it is open.
pub struct Import {
    disk: Arc<dyn Disk>,
    /// The open article's project, with who annotates.
    project: Option<(Arc<Project>, String)>,
    into_project: bool,
    source: PathField,
    from: Option<&'static Format>,
    folder: PathField,
    /// The folder follows the source, as long as nobody has said another.
    follows: bool,
    reading: Option<Work>,
    /// What was read last, and what is in it.
    read: Option<(PathBuf, Contents)>,
    lines: Vec<(Weight, String)>,
    importing: Option<Work>,
    told: Option<String>,
}

/// What came of the dialog in a frame.
pub enum Answer {
    /// Documents were made.
    Imported(Contents),
    /// Never mind.
    Cancel,
}

/// The formats that are read, by title.
fn formats_read() -> Vec<&'static Format> {
    let mut all: Vec<_> = formats::ALL.into_iter().collect();
    all.retain(|format| format.reads.is_some());
    all.sort_by_key(|format| (!format.is_native(), format.title.to_lowercase()));
    all
}

impl Import {
    /// Opens the dialog; documents go into the project if there is one, unless a folder is named.
    pub fn new(disk: Arc<dyn Disk>, project: Option<(Arc<Project>, String)>) -> Self {
        let mut source = PathField::default();
        source.take_keys();
        Self {
            disk,
            into_project: project.is_some(),
            project,
            source,
            from: None,
            folder: PathField::default(),
            follows: true,
            reading: None,
            read: None,
            lines: Vec::new(),
            importing: None,
            told: None,
        }
    }

    /// Whether it reads or writes.
    pub fn is_busy(&self) -> bool {
        self.reading.is_some() || self.importing.is_some()
    }

    /// Draws the dialog and gives the answer once there is one.
    pub fn ui(&mut self, ctx: &Context) -> Option<Answer> {
        self.poll_reading();
        if let Some(contents) = self.poll_importing() {
            return Some(Answer::Imported(contents));
        }
        let mut answer = None;
        let modal = dialog::show(ctx, "import", WIDTH, words::IMPORT_TITLE, |ui| {
            answer = self.contents(ui);
        });
        let close = modal.should_close() && self.importing.is_none();
        answer.or_else(|| close.then_some(Answer::Cancel))
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Answer> {
        let importing = self.importing.is_some();
        ui.add_enabled_ui(!importing, |ui| {
            self.source_ui(ui);
            self.format_ui(ui);
            self.place_ui(ui);
        });
        ui.separator();
        self.report(ui);
        if let Some(told) = &self.told {
            let told = RichText::new(told).color(ui.visuals().error_fg_color);
            ui.add(Label::new(told).wrap());
        }
        ui.add_space(8.0);
        self.buttons(ui)
    }

    fn source_ui(&mut self, ui: &mut Ui) {
        let ways = [
            (words::CHOOSE_FILE, Choose::File),
            (words::CHOOSE_FOLDER, Choose::Folder),
        ];
        let source = self.source.ui(ui, words::FROM, words::FROM_HINT, &ways);
        if source.changed {
            (self.read, self.reading, self.told) = (None, None, None);
            self.lines.clear();
            if self.follows {
                self.folder.set(&folder_for(&self.source.path()));
            }
        }
        if source.taken {
            let is_read = self.can_import();
            if is_read && !source.changed {
                self.import(ui.ctx());
            } else {
                self.start_reading(ui.ctx());
            }
            self.source.take_keys();
        }
    }

    fn format_ui(&mut self, ui: &mut Ui) {
        let before = self.from.map(|format| format.name);
        row(ui, words::FORMAT, |ui, title| {
            let shown = self.from.map_or(words::RECOGNISED, |format| format.title);
            let combo = ComboBox::from_id_salt("import format")
                .height(FORMATS_HEIGHT)
                .selected_text(shown)
                .width(220.0)
                .show_ui(ui, |ui| {
                    let recognised = self.from.is_none();
                    if ui.selectable_label(recognised, words::RECOGNISED).clicked() {
                        self.from = None;
                    }
                    for format in formats_read() {
                        let chosen = before == Some(format.name);
                        if ui.selectable_label(chosen, format.title).clicked() {
                            self.from = Some(format);
                        }
                    }
                });
            combo.response.labelled_by(title);
        });
        let now = self.from.map(|format| format.name);
        if now != before && !self.source.path().as_os_str().is_empty() {
            self.start_reading(ui.ctx());
        }
    }

    fn place_ui(&mut self, ui: &mut Ui) {
        if let Some((project, annotator)) = &self.project {
            let into = words::into_project(&project.name());
            let of = [(true, into.as_str()), (false, words::INTO_FOLDER)];
            choice(ui, words::WHERE, &mut self.into_project, &of);
            if self.into_project {
                let about = RichText::new(words::about_project(annotator));
                ui.add(Label::new(about.small().weak()).wrap());
            }
        }
        if !self.into_project {
            let ways = [(wording::BROWSE, Choose::Folder)];
            let folder = self.folder.ui(ui, words::FOLDER, words::FOLDER_HINT, &ways);
            if folder.changed {
                self.follows = false;
                self.told = None;
            }
            if folder.taken && !folder.changed {
                self.import(ui.ctx());
                self.folder.take_keys();
            }
        }
    }

    fn report(&self, ui: &mut Ui) {
        let height = (ui.ctx().content_rect().height() - REST).clamp(80.0, 340.0);
        match &self.reading {
            Some(reading) => drop(ui.weak(words::reading(reading.articles()))),
            None if self.lines.is_empty() => drop(ui.weak(words::NOT_READ_YET)),
            None => show(ui, &self.lines, height),
        }
    }

    fn buttons(&mut self, ui: &mut Ui) -> Option<Answer> {
        let mut answer = None;
        ui.horizontal(|ui| {
            if let Some(work) = &self.importing {
                ui.weak(words::importing(work.articles()));
                if ui.button(wording::CANCEL).clicked() {
                    // Dropped, it stops after the article that is being written.
                    self.importing = None;
                    self.told = Some(words::IMPORT_STOPPED.to_owned());
                }
                return;
            }
            let is_read = self.read.is_some();
            let title = if is_read { words::IMPORT } else { words::READ };
            let can = self.reading.is_none() && (!is_read || self.can_import());
            if ui.add_enabled(can, Button::new(title)).clicked() {
                if is_read {
                    self.import(ui.ctx());
                } else {
                    self.start_reading(ui.ctx());
                }
            }
            if ui.button(wording::CANCEL).clicked() {
                answer = Some(Answer::Cancel);
            }
        });
        answer
    }

    fn can_import(&self) -> bool {
        let read = self.read.as_ref();
        self.reading.is_none() && read.is_some_and(|(_, contents)| contents.articles > 0)
    }

    fn asked(&self, path: PathBuf) -> Asked {
        Asked {
            path,
            from: self.from,
        }
    }

    fn start_reading(&mut self, ctx: &Context) {
        (self.read, self.told) = (None, None);
        self.lines.clear();
        let path = self.source.path();
        if path.as_os_str().is_empty() {
            self.told = Some(wording::NO_PATH.to_owned());
            return;
        }
        match Work::start(ctx, &self.disk, self.asked(path), None) {
            Ok(work) => self.reading = Some(work),
            Err(error) => self.told = Some(words::not_imported(&error)),
        }
    }

    fn poll_reading(&mut self) {
        let Some(read) = self.reading.as_ref().and_then(Work::poll) else {
            return;
        };
        self.reading = None;
        match read {
            Ok(contents) => {
                self.lines = told::lines(&contents);
                self.read = Some((self.source.path(), contents));
            }
            Err(error) => self.told = Some(words::not_imported(&error)),
        }
    }

    fn import(&mut self, ctx: &Context) {
        let path = match &self.read {
            Some((path, _)) if self.importing.is_none() && self.can_import() => path.clone(),
            _ => return,
        };
        let into = match (&self.project, self.into_project) {
            (Some((project, annotator)), true) => {
                Into::Project(Arc::clone(project), annotator.clone())
            }
            _ => Into::Folder(self.folder.path()),
        };
        if matches!(&into, Into::Folder(folder) if folder.as_os_str().is_empty()) {
            self.told = Some(words::NO_FOLDER.to_owned());
            return;
        }
        self.told = None;
        match Work::start(ctx, &self.disk, self.asked(path), Some(into)) {
            Ok(work) => self.importing = Some(work),
            Err(error) => self.told = Some(words::not_imported(&error)),
        }
    }

    /// What was made, once it is; when nothing could be written, that is said here.
    fn poll_importing(&mut self) -> Option<Contents> {
        let done = self.importing.as_ref().and_then(Work::poll)?;
        self.importing = None;
        match done {
            Ok(contents) if !contents.written.is_empty() => return Some(contents),
            Ok(contents) => {
                let why = contents.refused.first();
                let why = why.map_or(words::NOTHING_TO_IMPORT, String::as_str);
                self.told = Some(words::not_imported(&why));
            }
            Err(error) => self.told = Some(words::not_imported(&error)),
        }
        None
    }
}

/// A folder beside what is imported.
fn folder_for(source: &Path) -> PathBuf {
    if source.as_os_str().is_empty() {
        return PathBuf::new();
    }
    let stem = source.file_stem().unwrap_or_default();
    let name = format!("{}-imported", stem.to_string_lossy());
    source.with_file_name(name)
}
