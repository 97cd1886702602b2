//! Holding a file, so that other windows and programs know that somebody is at work.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// Who looks whether a file is held is in the way for a moment, if the machine is busy for a long one.
const LOOK: Duration = Duration::from_secs(10);

/// A file held by this process alone. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes hold of a file, made if need be; `None` when somebody else has it.
    pub(super) fn take(path: &Path) -> io::Result<Option<Self>> {
        let until = Instant::now() + LOOK;
        // Another may remove the file between our opening and our holding it.
        while Instant::now() < until {
            let file = open(path)?;
            match file.try_lock() {
                Ok(()) if is_still_there(&file, path) => return Ok(Some(Self { _file: file })),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if is_held(&file)? => return Ok(None),
                Err(TryLockError::WouldBlock) => {
                    drop(file);
                    std::thread::sleep(Duration::from_millis(1));
                }
                // A file system without locks: better no lock than no work kept.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Some(Self { _file: file }));
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Whether somebody holds a file. Looking is in nobody's way: see [`is_held`].
    pub(super) fn is_taken(path: &Path) -> io::Result<bool> {
        match File::open(path) {
            Ok(file) => is_held(&file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Whether somebody holds it. Who looks shares it with others who look, and so is told from a holder by
/// whoever wants to hold it meanwhile.
fn is_held(file: &File) -> io::Result<bool> {
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

/// Whether the path still leads to this file: who held it before may have removed it.
#[cfg(unix)]
pub(super) fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(held), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else {
        return false;
    };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
pub(super) fn is_still_there(_: &File, path: &Path) -> bool {
    path.exists()
}
