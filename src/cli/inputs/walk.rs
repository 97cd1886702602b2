//! The files of a folder that Dictum reads.

use super::{Holds, Kind, holds};
use crate::disk::{Disk, DiskError};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What a project keeps beside its articles and is no document.
const PROJECT: &str = "dictum.ron";

/// The files and folders in a folder that may hold articles, by name.
///
/// What is hidden is left out, and so is what Dictum does not read; of an article with its document
/// beside it, the document alone is taken.
pub(super) fn files(disk: &dyn Disk, folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let mut paths = disk.list(folder)?;
    paths.retain(|path| !is_hidden(path) && path.file_name() != Some(PROJECT.as_ref()));
    paths.retain(|path| {
        let is_folder = matches!(disk.stat(path), Ok(Some(stat)) if stat.is_dir);
        // Without an extension it may be anything: by name it is taken, here it is not.
        is_folder || path.extension().is_some() && holds(path).is_some()
    });
    let documents: HashSet<PathBuf> = paths
        .iter()
        .filter(|path| holds(path) == Some(Holds::One(Kind::Document)))
        .map(|path| path.with_extension(""))
        .collect();
    paths.retain(|path| {
        holds(path) != Some(Holds::One(Kind::Article))
            || !documents.contains(&path.with_extension(""))
    });
    Ok(paths)
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}
