//! What can go wrong with a file.

use std::io;
use std::path::{Path, PathBuf};

macro_rules! disk_error {
    ($($(#[$meta:meta])* $name:ident = $words:literal),* $(,)?) => {
        /// An operation on a file that failed: which, why, and on what path.
        #[derive(Debug, thiserror::Error)]
        pub enum DiskError {
            $(
                $(#[$meta])*
                #[error("{}: {source}: {}", $words, path.display())]
                $name {
                    /// The file or folder.
                    path: PathBuf,
                    /// What the system says.
                    source: io::Error,
                },
            )*
        }

        impl DiskError {
            /// The file or folder.
            pub fn path(&self) -> &Path {
                match self {
                    $(Self::$name { path, .. } => path,)*
                }
            }

            /// What the system says.
            pub fn io(&self) -> &io::Error {
                match self {
                    $(Self::$name { source, .. } => source,)*
                }
            }
        }
    };
}

disk_error! {
    /// The bytes cannot be read.
    Read = "cannot read",
    /// No temporary file can be made beside the file.
    Begin = "cannot begin to write",
    /// The bytes cannot be written.
    Write = "cannot write",
    /// The bytes are not surely on the disk.
    Sync = "cannot bring to the disk",
    /// The new file cannot be put in place.
    Replace = "cannot put in place",
    /// The file cannot be made new.
    Create = "cannot make",
    /// No room can be kept for what will be written.
    Reserve = "cannot keep room for",
    /// The file cannot be given another name.
    Rename = "cannot rename",
    /// The folder cannot be made.
    CreateDir = "cannot make the folder",
    /// The file cannot be held.
    Lock = "cannot hold",
    /// The file cannot be removed.
    Remove = "cannot remove",
    /// The folder cannot be listed.
    List = "cannot list the folder",
    /// It cannot be looked at.
    Stat = "cannot look at",
}
