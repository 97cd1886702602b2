//! Journals that windows which are gone have left behind.

use super::entry::About;
use super::place::{Place, lock_of};
use super::read::{Found, Unreadable, read};
use super::restore::Known;
use crate::disk::{Disk, DiskError};
use crate::model::Timestamp;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The history of work that is saved is kept for so long after the last step.
const KEPT: Duration = Duration::from_hours(180 * 24);

/// Work in a journal that nobody holds and no save has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The journal.
    pub path: PathBuf,
    /// What it is about; `None` when that cannot be read.
    pub about: Option<About>,
    /// When the last step was done, if there is one.
    pub at: Option<Timestamp>,
    /// The document had a file, and it is not there.
    pub is_gone: bool,
}

/// All work that was left behind, the latest first; what cannot be read comes last.
pub fn left_behind(disk: &dyn Disk, folder: &Path) -> Result<Vec<Left>, DiskError> {
    let mut left = Vec::new();
    for path in unheld(disk, folder)? {
        match read(disk, &path) {
            Ok(found) if has_unsaved(disk, &found) => {
                let about = about(&found);
                let place = about.place.as_ref();
                left.push(Left {
                    at: last_step(&found),
                    is_gone: place.is_some_and(|place| !disk.exists(place)),
                    about: Some(about),
                    path,
                });
            }
            // Not read now, it may be read later.
            Ok(_) | Err(Unreadable::Empty) => {}
            Err(_) => left.push(Left {
                path,
                about: None,
                at: None,
                is_gone: false,
            }),
        }
    }
    left.sort_by(|a, b| b.at.cmp(&a.at));
    Ok(left)
}

/// Removes journals of which nothing is needed any more: begun and never written to, and the history of what was
/// saved or undone to its beginning, once it is old. Younger, it may be redone.
pub fn sweep(disk: &dyn Disk, folder: &Path) -> Result<usize, DiskError> {
    let mut removed = 0;
    for path in unheld(disk, folder)? {
        if is_needed(disk, &path) {
            continue;
        }
        let Some(held) = Place::take_over(disk, &path)? else {
            continue;
        };
        // Another window may have been at work on it since.
        if !is_needed(disk, &path) {
            disk.remove(held.path())?;
            removed += 1;
        }
        held.let_go(disk);
    }
    Ok(removed)
}

fn is_needed(disk: &dyn Disk, path: &Path) -> bool {
    match read(disk, path) {
        Err(Unreadable::Empty) => false,
        Err(_) => true,
        Ok(found) => has_unsaved(disk, &found) || !is_old(disk, path),
    }
}

/// Removes work that was left behind; nothing happens when another window has it.
pub fn discard(disk: &dyn Disk, path: &Path) -> Result<(), DiskError> {
    if let Some(held) = Place::take_over(disk, path)? {
        disk.remove(held.path())?;
        held.let_go(disk);
    }
    Ok(())
}

/// The journals that nobody holds.
fn unheld(disk: &dyn Disk, folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    if !disk.exists(folder) {
        return Ok(Vec::new());
    }
    let mut found = disk.list(folder)?;
    found.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "journal")
    });
    // What cannot be told is left alone.
    found.retain(|path| matches!(disk.is_locked(&lock_of(path)), Ok(false)));
    Ok(found)
}

/// Whether no save has surely taken all that is in it.
fn has_unsaved(disk: &dyn Disk, found: &Found) -> bool {
    let known = Known::of(&found.entries, found.gaps);
    match known.unsaved() {
        Some(0) => false,
        // Dictum may have ended between the save and the word of it.
        Some(_) => !known.is_saved_as_it_stands(|place| disk.hash(place).ok()),
        None => true,
    }
}

/// What a journal is about, with the file that the document has by now.
fn about(found: &Found) -> About {
    let known = Known::of(&found.entries, found.gaps);
    let mut about = found.begin.about.clone();
    if let Some(place) = known.last_saved().and_then(|saving| saving.place.clone()) {
        // It was saved elsewhere since, and goes by the name of its file.
        if about.place.is_none()
            && let Some(name) = place.file_name()
        {
            about.name = name.to_string_lossy().into_owned();
        }
        about.place = Some(place);
    }
    about
}

fn is_old(disk: &dyn Disk, path: &Path) -> bool {
    let written = disk
        .stat(path)
        .ok()
        .flatten()
        .and_then(|stat| stat.modified);
    let age = written.and_then(|time| SystemTime::now().duration_since(time).ok());
    age.is_some_and(|age| age > KEPT)
}

fn last_step(found: &Found) -> Option<Timestamp> {
    found.entries.iter().rev().find_map(|entry| match entry {
        super::Entry::Step { step, .. } => Some(step.at.clone()),
        _ => None,
    })
}
