//! The dialog that makes a project: its name, and the folder it is to be in.

use super::job::{Job, Progress};
use super::{dialog, wording};
use crate::disk::Disk;
use crate::project::{Project, ProjectError};
use eframe::egui::{self, Context, Key, Response, TextEdit, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wording::projects as words;

/// The dialog, while it is open.
pub struct NewProject {
    disk: Arc<dyn Disk>,
    name: String,
    folder: String,
    /// Where the folder is put as long as nobody has said another.
    beside: PathBuf,
    /// The folder follows the name.
    follows: bool,
    told: Option<String>,
    making: Option<Job<Result<Project, ProjectError>>>,
    fresh: bool,
}

/// What came of the dialog in a frame.
pub enum Answer {
    /// The project is made.
    Made(Project),
    /// Never mind.
    Cancel,
}

impl NewProject {
    /// Opens the dialog; a project is put beside what is in this folder unless another is named.
    pub fn new(disk: Arc<dyn Disk>, beside: PathBuf) -> Self {
        Self {
            disk,
            name: String::new(),
            folder: String::new(),
            beside,
            follows: true,
            told: None,
            making: None,
            fresh: true,
        }
    }

    /// Draws the dialog and gives the answer once there is one.
    pub fn ui(&mut self, ctx: &Context) -> Option<Answer> {
        if let Some(project) = self.poll() {
            return Some(Answer::Made(project));
        }
        let mut answer = None;
        let modal = dialog::show(ctx, "new project", 560.0, words::TITLE, |ui| {
            answer = self.contents(ui);
        });
        if modal.should_close() && answer.is_none() && self.making.is_none() {
            answer = Some(Answer::Cancel);
        }
        answer
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Answer> {
        ui.add(egui::Label::new(egui::RichText::new(words::ABOUT).small().weak()).wrap());
        ui.add_space(8.0);
        let name = field(ui, words::NAME, &mut self.name, words::NAME_HINT);
        if std::mem::take(&mut self.fresh) {
            name.request_focus();
        }
        if name.changed() && self.follows {
            self.folder = folder_for(&self.beside, &self.name);
        }
        ui.add_space(4.0);
        let folder = field(ui, words::FOLDER, &mut self.folder, words::FOLDER_HINT);
        self.follows &= !folder.changed();
        if name.changed() || folder.changed() {
            self.told = None;
        }
        if let Some(told) = &self.told {
            let told = egui::RichText::new(told).color(ui.visuals().error_fg_color);
            ui.add(egui::Label::new(told).wrap());
        }
        let left = name.lost_focus() || folder.lost_focus();
        if left && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.make(ui.ctx());
            // What is wrong is mended where one types.
            self.fresh = self.told.is_some();
        }
        ui.add_space(8.0);
        let mut answer = None;
        ui.horizontal(|ui| {
            if self.making.is_some() {
                ui.weak(words::CREATING);
                return;
            }
            if ui.button(words::CREATE).clicked() {
                self.make(ui.ctx());
            }
            if ui.button(wording::CANCEL).clicked() {
                answer = Some(Answer::Cancel);
            }
        });
        answer
    }

    /// Begins to make it, or says what is missing.
    fn make(&mut self, ctx: &Context) {
        let name = self.name.trim().to_owned();
        let folder = PathBuf::from(self.folder.trim());
        self.told = self.wrong(&name, &folder).map(str::to_owned);
        if self.told.is_some() || self.making.is_some() {
            return;
        }
        let disk = Arc::clone(&self.disk);
        let job = Job::start(ctx, "new project", move || {
            Project::create(&*disk, &folder, &name)
        });
        match job {
            Ok(job) => self.making = Some(job),
            Err(error) => self.told = Some(words::not_made(&error)),
        }
    }

    /// What is to be mended first.
    fn wrong(&self, name: &str, folder: &Path) -> Option<&'static str> {
        if name.is_empty() {
            return Some(words::NO_NAME);
        }
        if folder.as_os_str().is_empty() {
            return Some(words::NO_FOLDER);
        }
        match self.disk.stat(folder) {
            Ok(Some(stat)) if !stat.is_dir => Some(words::IS_FILE),
            Ok(Some(_)) if Project::is_at(&*self.disk, folder) => Some(words::IS_PROJECT),
            _ => None,
        }
    }

    fn poll(&mut self) -> Option<Project> {
        let made = match self.making.as_ref()?.poll() {
            Progress::Running => return None,
            Progress::Done(Ok(project)) => Some(project),
            Progress::Done(Err(error)) => {
                self.told = Some(words::not_made(&error));
                None
            }
            Progress::Lost => {
                self.told = Some(words::BROKE_OFF.to_owned());
                None
            }
        };
        self.making = None;
        made
    }

    /// Whether it is being made.
    pub fn is_busy(&self) -> bool {
        self.making.is_some()
    }
}

fn field(ui: &mut Ui, title: &str, words: &mut String, hint: &str) -> Response {
    let label = ui.label(title);
    let edit = TextEdit::singleline(words)
        .desired_width(f32::INFINITY)
        .hint_text(hint);
    ui.add(edit).labelled_by(label.id)
}

/// A folder named like the project. What would lead to another folder stands for nothing in a name.
fn folder_for(beside: &Path, name: &str) -> String {
    let name = name.replace(['/', '\\'], "-");
    let name = name.trim().trim_start_matches('.');
    if name.is_empty() {
        return String::new();
    }
    beside.join(name).display().to_string()
}
