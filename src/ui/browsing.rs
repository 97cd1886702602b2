//! The system's own dialog for files and folders, in a thread of its own.

use super::job::{Job, Progress};
use eframe::egui::Context;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A dialog that says no within this time was never on the screen.
const NO_DIALOG_WITHIN: Duration = Duration::from_millis(300);

/// What is to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// A file that is there.
    File,
    /// A file to be written.
    NewFile,
    /// A folder.
    Folder,
}

/// The dialog, while it is open.
pub struct Browsing {
    job: Job<Option<PathBuf>>,
    since: Instant,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Browsed {
    /// This was chosen.
    Path(PathBuf),
    /// Nothing was.
    Nothing,
    /// The system has no such dialog.
    NoDialog,
}

impl Browsing {
    /// Opens it where a path is.
    pub fn start(ctx: &Context, choose: Choose, from: PathBuf) -> std::io::Result<Self> {
        let job = Job::start(ctx, "file dialog", move || {
            let mut dialog = rfd::FileDialog::new();
            if let Some(folder) = from.parent().filter(|folder| folder.is_dir()) {
                dialog = dialog.set_directory(folder);
            }
            if let Some(name) = from.file_name().filter(|_| choose == Choose::NewFile) {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            match choose {
                Choose::File => dialog.pick_file(),
                Choose::NewFile => dialog.save_file(),
                Choose::Folder => dialog.pick_folder(),
            }
        })?;
        Ok(Self {
            job,
            since: Instant::now(),
        })
    }

    /// What came of it, once it is closed.
    pub fn poll(&self) -> Option<Browsed> {
        match self.job.poll() {
            Progress::Running => None,
            Progress::Done(Some(path)) => Some(Browsed::Path(path)),
            // A cancelled dialog and a missing one both say nothing; only the time tells.
            Progress::Done(None) if self.since.elapsed() < NO_DIALOG_WITHIN => {
                Some(Browsed::NoDialog)
            }
            Progress::Done(None) => Some(Browsed::Nothing),
            Progress::Lost => Some(Browsed::NoDialog),
        }
    }
}
