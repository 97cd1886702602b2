//! A file held open, to be written at any place.

use super::files::at;
use super::lock::is_still_there;
use super::{DiskError, Gate, Step};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file held open to be written at any place, such as a journal.
pub trait OpenFile: Send {
    /// Writes bytes at a place counted from the file's start. When it fails, some may be written.
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> Result<(), DiskError>;

    /// Keeps room on the disk from `from`, where the file ends now, until the file is `until` bytes
    /// long. What nobody has written reads as zeros.
    fn reserve(&mut self, from: u64, until: u64) -> Result<(), DiskError>;

    /// Makes the file this long, so that nothing follows.
    fn cut(&mut self, len: u64) -> Result<(), DiskError>;

    /// Brings the bytes to the disk.
    fn sync(&mut self) -> Result<(), DiskError>;

    /// Whether this path still leads to the file: nobody has removed or replaced it.
    fn is_at(&self, path: &Path) -> bool;
}

/// A real file, each step asked of a gate first.
pub(super) struct Held<G> {
    file: File,
    /// For the words of an error.
    path: PathBuf,
    gate: Arc<G>,
}

impl<G> Held<G> {
    pub(super) fn open(path: &Path, gate: Arc<G>) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        Ok(Self {
            file: options.open(path)?,
            path: path.to_owned(),
            gate,
        })
    }
}

impl<G: Gate> OpenFile for Held<G> {
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> Result<(), DiskError> {
        if let Err(error) = self.gate.pass(Step::Write) {
            // A full disk takes what it has room for.
            let _ = write_all_at(&self.file, bytes.split_at(bytes.len() / 2).0, at);
            return Err(at!(Write, self.path)(error));
        }
        write_all_at(&self.file, bytes, at).map_err(at!(Write, self.path))
    }

    fn reserve(&mut self, from: u64, until: u64) -> Result<(), DiskError> {
        self.gate
            .pass(Step::Reserve)
            .and_then(|()| reserve(&self.file, from, until))
            .map_err(at!(Reserve, self.path))
    }

    fn cut(&mut self, len: u64) -> Result<(), DiskError> {
        self.gate
            .pass(Step::Write)
            .and_then(|()| self.file.set_len(len))
            .map_err(at!(Write, self.path))
    }

    fn sync(&mut self) -> Result<(), DiskError> {
        self.gate
            .pass(Step::Sync)
            .and_then(|()| self.file.sync_data())
            .map_err(at!(Sync, self.path))
    }

    fn is_at(&self, path: &Path) -> bool {
        is_still_there(&self.file, path)
    }
}

#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(not(unix))]
fn write_all_at(mut file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    use std::io::{Seek as _, SeekFrom, Write as _};
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}

/// Asks the file system for the room, and where it knows no such thing fills it with zeros.
fn reserve(file: &File, from: u64, until: u64) -> io::Result<()> {
    let len = until.saturating_sub(from);
    if len == 0 {
        return Ok(());
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
    {
        use rustix::fs::{FallocateFlags, fallocate};
        use rustix::io::Errno;
        match fallocate(file, FallocateFlags::empty(), from, len) {
            Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::INVAL) => {}
            other => return other.map_err(io::Error::from),
        }
    }
    fill(file, from, len)
}

/// Writes zeros, which take the room whatever the file system.
fn fill(file: &File, from: u64, len: u64) -> io::Result<()> {
    let zeros = vec![0; 1 << 16];
    let mut at = from;
    while at < from + len {
        let step = (from + len - at).min(zeros.len() as u64);
        write_all_at(file, zeros.get(..step as usize).unwrap_or(&zeros), at)?;
        at += step;
    }
    Ok(())
}
