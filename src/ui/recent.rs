//! Recent files that are still there, looked for beside the window.

use super::job::{Job, Progress};
use super::theme::Tokens;
use crate::disk::Disk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Context, Response, RichText, Ui, WidgetInfo, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// While they are shown, files are looked for again after this time.
const AGAIN: Duration = Duration::from_secs(3);

/// The recent files that are there.
#[derive(Default)]
pub struct Recent {
    there: Vec<PathBuf>,
    /// What was looked for last, and when.
    of: Vec<PathBuf>,
    since: Option<Instant>,
    job: Option<Job<Vec<PathBuf>>>,
}

impl Recent {
    /// Those that are there, the last first.
    pub fn there(&self) -> &[PathBuf] {
        &self.there
    }

    /// Whether they are being looked for.
    pub fn is_looking(&self) -> bool {
        self.job.is_some()
    }

    /// Looks for the files when others are recent; also, from time to time, while they are shown.
    pub fn update(&mut self, ctx: &Context, disk: &Arc<dyn Disk>, recent: &[PathBuf], shown: bool) {
        match self.job.as_ref().map(Job::poll) {
            Some(Progress::Running) => return,
            Some(Progress::Done(there)) => self.there = there,
            Some(Progress::Lost) | None => {}
        }
        self.job = None;
        let old = shown && self.since.is_none_or(|since| since.elapsed() > AGAIN);
        if self.of == recent && !old {
            return;
        }
        recent.clone_into(&mut self.of);
        self.since = Some(Instant::now());
        let (disk, mut wanted) = (Arc::clone(disk), self.of.clone());
        let look = move || {
            wanted.retain(|path| matches!(disk.stat(path), Ok(Some(stat)) if !stat.is_dir));
            wanted
        };
        match Job::start(ctx, "recent files", look) {
            Ok(job) => self.job = Some(job),
            Err(error) => log::warn!("recent files are not looked for: {error}"),
        }
    }
}

/// A button with a file's name, and its folder at the right.
pub fn button(ui: &mut Ui, path: &Path) -> Response {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().map(|folder| folder.display().to_string());
    let folder = RichText::new(folder.unwrap_or_default())
        .small()
        .color(Tokens::of(ui.ctx()).text_faint);
    let button = Button::new(name.as_ref())
        .right_text(folder)
        .frame_when_inactive(false)
        .truncate()
        .min_size(vec2(ui.available_width(), 0.0));
    let response = ui.add(button);
    let whole = path.display().to_string();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &whole));
    response.on_hover_text(whole)
}
