//! Making a project, and opening it.

use super::{App, Dialog};
use crate::project;
use crate::ui::new_project::{Answer, NewProject};
use crate::ui::wording::projects as words;
use eframe::egui::Context;
use std::path::{Path, PathBuf};

impl App {
    pub(super) fn ask_new_project(&mut self) {
        let new = NewProject::new(self.disk.clone(), self.beside());
        self.dialog = Some(Dialog::NewProject(new));
    }

    /// Where a new project is proposed: beside the open project or the folder of the open file, else
    /// where the person is at home.
    fn beside(&self) -> PathBuf {
        let session = self.session.as_ref();
        let project = session.and_then(|session| session.project());
        let file = session.and_then(|session| session.file.as_ref());
        let near = match (project, file) {
            (Some(project), _) => Some(project.folder()),
            (None, Some(file)) => file.path.parent(),
            (None, None) => None,
        };
        let near = near.and_then(|near| std::path::absolute(near).ok());
        let beside = near.as_deref().and_then(Path::parent).map(Path::to_owned);
        beside.or_else(std::env::home_dir).unwrap_or_default()
    }

    /// Gives whether the dialog stays.
    pub(super) fn new_project(&mut self, ctx: &Context, new: &mut NewProject) -> bool {
        match new.ui(ctx) {
            None => true,
            Some(Answer::Cancel) => false,
            Some(Answer::Made(project)) => {
                let folder = project.folder().to_owned();
                self.open_paths(ctx, vec![folder.clone()]);
                self.tell(words::made(&project, &folder.join(project::TEXTS)));
                false
            }
        }
    }
}
