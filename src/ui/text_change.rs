//! A corrected text of the open article, compared with it in another thread.

use super::job::{Job, Progress};
use super::session::Session;
use super::wording::text_change as words;
use crate::article;
use crate::disk::Disk;
use crate::model::{RevisionId, Snapshot, Text};
use crate::rebase::{Rebased, rebase};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text being compared with the article.
pub struct TextChange {
    revision: RevisionId,
    path: PathBuf,
    job: Job<anyhow::Result<Rebased>>,
}

impl TextChange {
    /// Starts to compare a document as it stands at a revision with the text in a file.
    pub fn start(
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        path: PathBuf,
        (revision, document): (RevisionId, Snapshot),
    ) -> std::io::Result<Self> {
        let (disk, file) = (Arc::clone(disk), path.clone());
        let job = Job::start(ctx, "compare texts", move || {
            let article = article::read(&*disk, &file)?;
            Ok(rebase(&document, &article.text)?)
        })?;
        Ok(Self {
            revision,
            path,
            job,
        })
    }

    /// The file with the text.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The revision of the document that it is for.
    pub fn revision(&self) -> RevisionId {
        self.revision
    }

    /// What came of it, once it is through: the edit with what is to be said, or what went wrong.
    pub fn poll(&self) -> Option<Result<Rebased, String>> {
        match self.job.poll() {
            Progress::Running => None,
            Progress::Done(result) => Some(result.map_err(|error| format!("{error:#}"))),
            Progress::Lost => Some(Err(words::BROKE_OFF.to_owned())),
        }
    }
}

/// A look at the article's own file, whether its text is another one now.
pub struct Looking(Job<Option<PathBuf>>);

impl Looking {
    /// Starts to look; `None` when the article has no file to look at.
    pub fn start(ctx: &Context, disk: &Arc<dyn Disk>, session: &Session) -> Option<Self> {
        let disk = Arc::clone(disk);
        let text = session.editor.document().text().clone();
        let of_project = session.of_project().cloned();
        let beside = session.file.as_ref().map(|file| file.path.clone());
        if of_project.is_none() && beside.is_none() {
            return None;
        }
        let look = move || {
            let file = match of_project {
                Some(it) => it.project.text(&*disk, &it.article)?,
                None => beside?.with_extension("txt"),
            };
            differs(&*disk, &file, &text).then_some(file)
        };
        Job::start(ctx, "look at the article", look).ok().map(Self)
    }

    /// The file, if its text is another, once it has been looked at.
    pub fn poll(&self) -> Progress<Option<PathBuf>> {
        self.0.poll()
    }
}

/// Whether a file is there, can be read, and holds another text.
fn differs(disk: &dyn Disk, file: &Path, text: &Text) -> bool {
    let is_file = matches!(disk.stat(file), Ok(Some(stat)) if !stat.is_dir);
    is_file && article::read(disk, file).is_ok_and(|article| article.text != *text)
}
