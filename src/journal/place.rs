//! Where a document's journal is, and holding it.

use crate::disk::{Disk, DiskError, FileHash, Lock, file_name};
use std::path::{Path, PathBuf};

/// So many windows may work on the same article without a place for it.
const MOST_OF_ONE: usize = 1000;
/// The id in a file's name is not longer than this, in bytes.
const LONGEST_ID: usize = 80;

/// What journals are told apart by: the document's id, and its file or, while it has none, its article's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    name: String,
    /// Whether the document has a file: then there is one journal of it, and no other.
    is_one: bool,
}

impl Key {
    /// The key of a document. One with a place of its own never shares that of an article.
    pub fn new(id: &str, place: Option<&Path>, source: Option<&Path>) -> Self {
        let mut hashed = Vec::new();
        for (kind, path) in [(b'p', place), (b's', source.filter(|_| place.is_none()))] {
            if let Some(path) = path {
                hashed.push(kind);
                hashed.extend_from_slice(one_name(path).as_os_str().as_encoded_bytes());
            }
        }
        hashed.push(0);
        hashed.extend_from_slice(id.as_bytes());
        let hash = FileHash::of(&hashed).to_string();
        let hash = hash.get(..16).unwrap_or(&hash);
        // The id, so that a person can tell it; what is too long is told by the hash alone.
        let name = Some(file_name::escape(id)).filter(|name| name.len() <= LONGEST_ID);
        let name = name.unwrap_or_else(|| "document".to_owned());
        Self {
            name: format!("{name}-{hash}"),
            is_one: place.is_some(),
        }
    }

    fn path(&self, folder: &Path, number: usize) -> PathBuf {
        match number {
            1 => folder.join(format!("{}.journal", self.name)),
            _ => folder.join(format!("{}-{number}.journal", self.name)),
        }
    }
}

/// One file has one name, whichever way leads to it, and also before it is there.
fn one_name(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let in_folder = || {
        Some(
            whole
                .parent()?
                .canonicalize()
                .ok()?
                .join(whole.file_name()?),
        )
    };
    let found = whole.canonicalize().ok().or_else(in_folder);
    found.unwrap_or(whole)
}

/// A journal's file that is this window's alone.
#[derive(Debug)]
pub struct Place {
    path: PathBuf,
    held: Lock,
}

/// What came of taking hold of a journal.
#[derive(Debug)]
pub enum Taken {
    /// It is ours.
    Ours(Place),
    /// Another window is at work on the document.
    Elsewhere,
}

impl Place {
    /// Takes hold of a document's journal, whether there is one or not. The folder is made if need be.
    pub fn take(disk: &dyn Disk, folder: &Path, key: &Key) -> Result<Taken, DiskError> {
        disk.create_private_dir(folder)?;
        let path = key.path(folder, 1);
        Ok(match disk.lock(&lock_of(&path))? {
            Some(held) => Taken::Ours(Self { path, held }),
            None => Taken::Elsewhere,
        })
    }

    /// Takes hold of a journal that is there. `None` when another window has it, or it is gone.
    pub fn take_over(disk: &dyn Disk, path: &Path) -> Result<Option<Self>, DiskError> {
        let held = disk.lock(&lock_of(path))?;
        Ok(held.filter(|_| disk.exists(path)).map(|held| Self {
            path: path.to_owned(),
            held,
        }))
    }

    /// Takes hold of a journal's file, whether it is there or not. `None` when another has it.
    pub fn at(disk: &dyn Disk, path: &Path) -> Result<Option<Self>, DiskError> {
        let held = disk.lock(&lock_of(path))?;
        Ok(held.map(|held| Self {
            path: path.to_owned(),
            held,
        }))
    }

    /// Takes a new journal for a document. What another window works on or has left behind is never
    /// taken: there may be several of one key, but of a document that has a file there is one.
    pub fn claim(disk: &dyn Disk, folder: &Path, key: &Key) -> Result<Self, DiskError> {
        disk.create_private_dir(folder)?;
        if key.is_one {
            let path = key.path(folder, 1);
            return Self::at(disk, &path)?.ok_or_else(|| DiskError::Lock {
                path,
                source: std::io::ErrorKind::WouldBlock.into(),
            });
        }
        for number in 1..=MOST_OF_ONE {
            let path = key.path(folder, number);
            // Begun and never written to, it says nothing.
            let is_free = || matches!(disk.stat(&path), Ok(None)) || is_blank(disk, &path);
            if !is_free() {
                continue;
            }
            match disk.lock(&lock_of(&path))? {
                // Between the look and the lock another window may have been here and gone.
                Some(held) if is_free() => return Ok(Self { path, held }),
                _ => {}
            }
        }
        Err(DiskError::Create {
            path: key.path(folder, MOST_OF_ONE),
            source: std::io::ErrorKind::AlreadyExists.into(),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets go of it; the next who comes has it.
    pub(super) fn let_go(self, disk: &dyn Disk) {
        // While it is held: whoever comes now makes a new one.
        if let Err(error) = disk.remove(&lock_of(&self.path)) {
            log::debug!("a journal's lock stays where it is: {error}");
        }
        drop(self.held);
    }
}

fn is_blank(disk: &dyn Disk, path: &Path) -> bool {
    matches!(disk.stat(path), Ok(Some(stat)) if stat.len == 0 && !stat.is_dir)
}

pub(super) fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}
