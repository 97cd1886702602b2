//! Reading and the only way to write.
//!
//! Everything that touches a file goes through [`Disk`], so that a test can make any step fail
//! and see that nothing is lost.

mod error;
mod failing;
pub mod file_name;
mod files;
mod folder;
mod gate;
mod hash;
mod lock;
mod open_file;
mod spool;

pub use error::DiskError;
pub use failing::FailingDisk;
pub use files::{Files, RealDisk};
pub use folder::{FillFolder, NewFolder};
pub use gate::{Gate, Open, Step};
pub use hash::{FileHash, Hasher};
pub use lock::Lock;
pub use open_file::OpenFile;
pub use spool::Spool;

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What fills a file, called once.
pub type Fill<'a> = &'a mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>;

/// Asked once the new bytes are on the disk and before they take the old ones' place; an error leaves
/// what was there.
pub type Before<'a> = &'a mut dyn FnMut() -> io::Result<()>;

/// A place where files are.
pub trait Disk: Send + Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError>;

    /// The bytes of a file piece by piece, for those too long to be held whole.
    fn reader(&self, path: &Path) -> Result<Box<dyn io::BufRead + Send>, DiskError>;

    /// Puts a file in place whole, or leaves what was there. It is on the disk when this returns.
    ///
    /// A symbolic link stays a link: what it leads to is replaced. The file's mode is kept; a file
    /// that may not be written is refused.
    fn write_atomic(&self, path: &Path, fill: Fill<'_>) -> Result<(), DiskError> {
        self.write_checked(path, fill, &mut || Ok(()))
    }

    /// [`Disk::write_atomic`], which asks `before` when the new file is whole on the disk and has only
    /// to be put in place.
    fn write_checked(
        &self,
        path: &Path,
        fill: Fill<'_>,
        before: Before<'_>,
    ) -> Result<(), DiskError>;

    /// Opens a file to be written at any place, made if need be, and holds it open.
    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, DiskError>;

    /// Gives a file another name in the same file system. What had that name is gone.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError>;

    /// Puts a folder in place whole, or leaves what was there. What holds anything is replaced only when
    /// `replace` says so, and then nothing of it is left. The files are not forced to the disk one by one:
    /// for what can be made again.
    fn write_folder(
        &self,
        path: &Path,
        replace: bool,
        fill: FillFolder<'_>,
    ) -> Result<(), DiskError>;

    /// Adds bytes at the end of a file, made if need be. They are on the disk when this returns.
    fn append(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError>;

    /// Makes a file that must not be there yet: whoever makes it first has it.
    fn create_new(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError>;

    /// Makes a folder and those above it; nothing happens when it is there.
    fn create_dir(&self, path: &Path) -> Result<(), DiskError>;

    /// Makes a folder that only its owner may look into, where the system knows such a thing.
    /// Nothing happens when it is there.
    fn create_private_dir(&self, path: &Path) -> Result<(), DiskError>;

    /// Holds a file, made if need be, until what is given is dropped or the process ends; `None`
    /// while another holds it.
    fn lock(&self, path: &Path) -> Result<Option<Lock>, DiskError>;

    /// Whether a file is held. Looking is not in the way of whoever wants to hold it.
    fn is_locked(&self, path: &Path) -> Result<bool, DiskError>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> Result<(), DiskError>;

    /// What is in a folder, by name.
    fn list(&self, path: &Path) -> Result<Vec<PathBuf>, DiskError>;

    /// What a path leads to; `None` when nothing is there.
    fn stat(&self, path: &Path) -> Result<Option<Stat>, DiskError>;

    /// Puts these bytes in place whole, or leaves what was there.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
        self.write_atomic(path, &mut |file| file.write_all(bytes))
    }

    /// Whether something is there. What cannot be looked at counts as there.
    fn exists(&self, path: &Path) -> bool {
        !matches!(self.stat(path), Ok(None))
    }

    /// The hash of a file's bytes.
    fn hash(&self, path: &Path) -> Result<FileHash, DiskError> {
        let mut file = self.reader(path)?;
        FileHash::of_all(&mut file).map_err(|source| DiskError::Read {
            path: path.to_owned(),
            source,
        })
    }
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Size in bytes.
    pub len: u64,
    /// When it was last written, where the file system says.
    pub modified: Option<SystemTime>,
    /// When it or what is said of it was last changed, where the file system says: no program sets it.
    pub changed: Option<SystemTime>,
    /// Whether it is a folder.
    pub is_dir: bool,
    /// Whether it may not be written.
    pub read_only: bool,
    /// Which file of the file system it is, where that is known: another after it was replaced.
    pub file: Option<(u64, u64)>,
}
