//! Taking up a change of the project's file, made by another program or person.

use super::App;
use crate::project::{Project, ProjectError};
use crate::ui::job::{Job, Progress};
use crate::ui::wording::projects as words;
use eframe::egui::{Context, Event};
use std::sync::Arc;

/// The project's file, being read again.
pub(super) type Looking = Job<Result<Project, ProjectError>>;

impl App {
    /// Whoever comes back to the window may have changed the project's file elsewhere: it is read again.
    pub(super) fn look_at_project(&mut self, ctx: &Context) {
        let came = |event: &Event| matches!(event, Event::WindowFocused(true));
        if self.project_file.is_some() || !ctx.input(|input| input.events.iter().any(came)) {
            return;
        }
        let Some(project) = self.session.as_ref().and_then(|session| session.project()) else {
            return;
        };
        let (disk, folder) = (Arc::clone(&self.disk), project.folder().to_owned());
        let job = Job::start(ctx, "project file", move || Project::open(&*disk, &folder));
        self.project_file = job
            .inspect_err(|error| log::warn!("the project is not looked at: {error}"))
            .ok();
    }

    pub(super) fn poll_project_file(&mut self) {
        let Some(job) = &self.project_file else {
            return;
        };
        let found = match job.poll() {
            Progress::Running => return,
            Progress::Done(found) => Some(found),
            Progress::Lost => None,
        };
        self.project_file = None;
        match found {
            Some(Ok(project)) => self.take_changed(project),
            Some(Err(error)) => self.tell(words::not_taken_up(&error)),
            None => {}
        }
    }

    fn take_changed(&mut self, project: Project) {
        let Some(session) = &mut self.session else {
            return;
        };
        let of_it = session
            .project()
            .filter(|it| it.folder() == project.folder());
        if of_it.is_some_and(|it| **it != project) {
            session.take_project(&Arc::new(project));
            self.tell(words::CHANGED);
        }
    }
}
