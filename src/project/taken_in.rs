//! Taking documents that were made elsewhere into a project.

use super::{Project, TEXTS};
use crate::article::{self, ArticleError};
use crate::disk::{Disk, DiskError, file_name};
use crate::model::{Document, Draft, EditError};
use crate::store;
use std::path::PathBuf;

/// Why a document was not taken in. What is there stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotTakenIn {
    /// Its annotator has a document of the article.
    #[error("there is a document of this article already: {}", .0.display())]
    IsThere(PathBuf),
    /// The project has an article of the same id and another text.
    #[error("the project has another text under this name: {}", .0.display())]
    OtherText(PathBuf),
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The project's text of it cannot be read.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// Its annotator could not be named.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl Project {
    /// Puts a document in its place: its text among the articles where there is none of this id, and the
    /// document as its annotator's, `annotator`'s where it names nobody. Nothing is ever replaced.
    pub fn take_in(
        &self,
        disk: &dyn Disk,
        mut document: Document,
        annotator: &str,
    ) -> Result<PathBuf, NotTakenIn> {
        let header = document.header();
        let id = header.id.clone();
        let whose = header.annotator.clone();
        let whose = whose.filter(|name| !name.is_empty());
        let whose = whose.unwrap_or_else(|| annotator.to_owned());
        let place = self.place(&id, &whose);
        if disk.exists(&place) {
            return Err(NotTakenIn::IsThere(place));
        }
        match self.text(disk, &id) {
            Some(path) if article::read(disk, &path)?.text != *document.text() => {
                return Err(NotTakenIn::OtherText(path));
            }
            Some(_) => {}
            None => {
                let name = format!("{}.txt", file_name::escape(&id));
                let path = self.folder().join(TEXTS).join(name);
                disk.create_dir(&self.folder().join(TEXTS))?;
                disk.write(&path, document.text().as_str().as_bytes())?;
            }
        }
        let mut draft = Draft::new(&document);
        draft.change_header(|header| header.annotator = Some(whose))?;
        document.apply(&draft.finish())?;
        if let Some(folder) = place.parent() {
            disk.create_dir(folder)?;
        }
        disk.write(&place, store::write_ron(&document).as_bytes())?;
        Ok(place)
    }
}
