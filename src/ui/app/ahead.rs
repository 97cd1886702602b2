//! Reading the article that is named at the start while the window comes up.

use super::App;
use super::keeping::journals_beside;
use crate::disk::Disk;
use crate::project::Project;
use crate::ui::job::Job;
use crate::ui::session::{Loaded, load_with_journal};
use crate::ui::settings::Settings;
use crate::ui::wording;
use eframe::egui::Context;
use std::path::Path;
use std::sync::Arc;

/// An article that is being read before there is a window.
pub struct Ahead {
    job: Job<anyhow::Result<Loaded>>,
}

impl Ahead {
    /// Begins to read; `None` where the path does not lead to a single article.
    pub fn begin(disk: &Arc<dyn Disk>, settings: Option<&Path>, path: &Path) -> Option<Self> {
        let is_file = matches!(disk.stat(path), Ok(Some(stat)) if !stat.is_dir);
        if !is_file || Project::is_at(&**disk, path) {
            return None;
        }
        let annotator = Settings::load(&**disk, settings).annotator();
        let (disk, path) = (Arc::clone(disk), path.to_owned());
        let journals = journals_beside(settings);
        let read = move || load_with_journal(&*disk, &path, &annotator, journals.as_deref(), false);
        let job = Job::ahead("open", read).ok()?;
        Some(Self { job })
    }
}

impl App {
    /// Goes on with what was begun before there was a window.
    pub(super) fn take_ahead(&mut self, ctx: &Context, ahead: Ahead) {
        ahead.job.wakes(ctx);
        self.opening = Some(ahead.job);
        self.tell(wording::OPENING);
    }
}
