//! Work that has no place of its own yet, kept in a folder so that nothing is lost.
//!
//! Each piece of work is a document in RON, whole and readable by itself, with a first line that says
//! what it is about. Beside it lies a file that is held while its window lives: work whose file
//! nobody holds was left behind.

mod about;
mod left;

pub use about::About;
pub use left::{Left, left_behind, read};

use super::{SaveError, tidying, write_ron};
use crate::disk::{Disk, DiskError, FileHash, Lock, file_name};
use crate::model::Document;
use std::path::{Path, PathBuf};

/// So many windows may work on the same article without a place for it.
const MOST_OF_ONE: usize = 1000;

/// A file in the folder that is this window's alone.
#[derive(Debug)]
pub struct Place {
    path: PathBuf,
    _held: Lock,
}

impl Place {
    /// A file for a document of this id, read from this source; the folder is made if need be.
    ///
    /// What another window works on or has left behind is never taken.
    pub fn claim(
        disk: &dyn Disk,
        folder: &Path,
        id: &str,
        source: Option<&Path>,
    ) -> Result<Self, DiskError> {
        disk.create_private_dir(folder)?;
        let name = name_of(id, source);
        let mut last = None;
        for number in 1..=MOST_OF_ONE {
            let path = match number {
                1 => folder.join(format!("{name}.ron")),
                _ => folder.join(format!("{name}-{number}.ron")),
            };
            if disk.exists(&path) {
                continue;
            }
            match disk.lock(&lock_of(&path))? {
                // Between the look and the lock another window may have been here and gone.
                Some(held) if !disk.exists(&path) => return Ok(Self { path, _held: held }),
                _ => last = Some(path),
            }
        }
        Err(DiskError::Create {
            path: last.unwrap_or_else(|| folder.join(name)),
            source: std::io::ErrorKind::AlreadyExists.into(),
        })
    }

    /// Takes over work that was left behind; `None` when another window has it.
    pub fn take_over(disk: &dyn Disk, path: &Path) -> Result<Option<Self>, DiskError> {
        let held = disk.lock(&lock_of(path))?;
        Ok(held.filter(|_| disk.exists(path)).map(|held| Self {
            path: path.to_owned(),
            _held: held,
        }))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the work whole; what was kept before stays until then.
    pub fn keep(
        &self,
        disk: &dyn Disk,
        about: &About,
        document: &Document,
    ) -> Result<(), SaveError> {
        let mut tidy = document.clone();
        tidy.apply(&tidying(document))?;
        let text = format!("{}{}", about.line(), write_ron(&tidy));
        Ok(disk.write(&self.path, text.as_bytes())?)
    }

    /// Removes the work: it has a place now, or is not wanted.
    pub fn remove(&self, disk: &dyn Disk) -> Result<(), DiskError> {
        if disk.exists(&self.path) {
            disk.remove(&self.path)?;
        }
        // While it is held: whoever comes now makes a new one.
        disk.remove(&lock_of(&self.path))
    }
}

/// The id, so that a person can tell it, and where the article came from, so that two of one id stay apart.
fn name_of(id: &str, source: Option<&Path>) -> String {
    let source = source.map_or(&[][..], |path| path.as_os_str().as_encoded_bytes());
    let hash = FileHash::of(source).to_string();
    let hash = hash.get(..12).unwrap_or(&hash);
    format!("{}-{hash}", file_name::escape(id))
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}
