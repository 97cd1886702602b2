//! The corrected texts: one, or a folder of them.

use crate::article;
use crate::cli::place::Place;
use crate::disk::{Disk, file_name};
use crate::model::Text;
use anyhow::bail;
use std::path::{Path, PathBuf};

/// Where a document's new text comes from.
pub enum Texts {
    /// All have this one: several people's annotations of an article.
    One(Text),
    /// Each has the one in this folder that is named as its article.
    Folder(PathBuf),
}

/// The extensions of texts.
const EXTENSIONS: [&str; 2] = ["txt", "text"];

impl Texts {
    /// The text in a file, or the texts in a folder.
    pub fn new(disk: &dyn Disk, path: &Path) -> anyhow::Result<Self> {
        match disk.stat(path)? {
            None => bail!("no text is there: {}", path.display()),
            Some(stat) if stat.is_dir => Ok(Self::Folder(path.to_owned())),
            Some(_) => Ok(Self::One(article::read(disk, path)?.text)),
        }
    }

    /// The new text of the article with this id, in the document at this place.
    pub fn of(&self, disk: &dyn Disk, id: &str, place: &Place) -> anyhow::Result<Text> {
        let folder = match self {
            Self::One(text) => return Ok(text.clone()),
            Self::Folder(folder) => folder,
        };
        let names = [file_name::escape(id), place.id()];
        let files = names.iter().flat_map(|name| {
            EXTENSIONS.map(|extension| folder.join(format!("{name}.{extension}")))
        });
        for file in files {
            if matches!(disk.stat(&file), Ok(Some(stat)) if !stat.is_dir) {
                return Ok(article::read(disk, &file)?.text);
            }
        }
        bail!("no text of it is in {}", folder.display())
    }
}
