//! Work that windows which are gone have left behind.

use super::{About, lock_of};
use crate::disk::{Disk, DiskError};
use crate::store::{Opened, ReadError};
use std::path::{Path, PathBuf};

/// A file of kept work that nobody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The file.
    pub path: PathBuf,
    /// What it is about; `None` when that cannot be read.
    pub about: Option<About>,
}

/// All work that was left behind, the latest first; what cannot be read comes last.
pub fn left_behind(disk: &dyn Disk, folder: &Path) -> Result<Vec<Left>, DiskError> {
    if !disk.exists(folder) {
        return Ok(Vec::new());
    }
    let mut left = Vec::new();
    for path in disk.list(folder)? {
        let is_work = path.extension().is_some_and(|extension| extension == "ron");
        // Held but for this moment: a window that is at it has it, and keeps it.
        if !is_work || !matches!(disk.lock(&lock_of(&path)), Ok(Some(_))) {
            continue;
        }
        let about = disk.read(&path).ok().and_then(|bytes| About::of(&bytes));
        left.push(Left { path, about });
    }
    let time = |left: &Left| left.about.as_ref().map(|about| about.at.clone());
    left.sort_by_key(|each| std::cmp::Reverse(time(each)));
    Ok(left)
}

/// Reads kept work, whoever holds it. What cannot be read is left alone.
pub fn read(disk: &dyn Disk, path: &Path) -> Result<(About, Opened), ReadError> {
    let bytes = disk.read(path)?;
    let about = About::of(&bytes).ok_or_else(|| ReadError::NotADocument {
        file: path.to_owned(),
    })?;
    Ok((about, crate::store::read(&bytes, path)?))
}
