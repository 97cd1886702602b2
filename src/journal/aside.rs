//! Journals that are not gone on with, and are not thrown away either.

use crate::disk::{Disk, DiskError};
use std::path::{Path, PathBuf};

/// Keeps a journal under another name, in the folder `aside` beside it; gives where.
///
/// For what is damaged, foreign, or does not fit the document any more. Dictum never removes it.
pub fn set_aside(disk: &dyn Disk, path: &Path) -> Result<PathBuf, DiskError> {
    let folder = path.parent().unwrap_or(Path::new(".")).join("aside");
    disk.create_private_dir(&folder)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    let target = loop {
        let target = folder.join(format!("{name}.{number}.journal"));
        if !disk.exists(&target) {
            break target;
        }
        number += 1;
    };
    disk.rename(path, &target)?;
    Ok(target)
}
