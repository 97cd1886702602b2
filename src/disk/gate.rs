//! The steps that operations on files are made of, and who lets them pass.

use std::io;

/// One thing asked of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Reading a file whole.
    Read,
    /// Making a temporary file beside the one to be replaced.
    Begin,
    /// Writing bytes. When this fails, half of them may be written.
    Write,
    /// Bringing a file's bytes to the disk.
    Sync,
    /// Putting the temporary file in place.
    Replace,
    /// Bringing the folder's entry to the disk.
    SyncDir,
    /// Opening a file to write at its end, or making it new.
    Create,
    /// Keeping room on the disk for what will be written.
    Reserve,
    /// Giving a file another name.
    Rename,
    /// Making a folder.
    CreateDir,
    /// Taking hold of a file.
    Lock,
    /// Removing a file.
    Remove,
    /// Listing a folder.
    List,
    /// Looking at a path.
    Stat,
}

/// Asked before each step; an error is taken for the system's.
pub trait Gate: Send + Sync {
    /// Whether the step may be tried.
    fn pass(&self, step: Step) -> io::Result<()>;
}

/// Lets every step pass.
#[derive(Clone, Copy, Debug, Default)]
pub struct Open;

impl Gate for Open {
    fn pass(&self, _: Step) -> io::Result<()> {
        Ok(())
    }
}
