//! Where an export goes on the disk: one file or a folder, put in place whole or not at all.

use super::{Folder, Format, Layout, OneFile, Shelf};
use crate::disk::{Disk, DiskError};
use std::io;
use std::path::{Path, PathBuf};

/// Where an export goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The one file of a format that holds all articles in one, or of a single document.
    File(PathBuf),
    /// A folder, which gets the format's usual file names.
    Folder(PathBuf),
}

impl Destination {
    /// What a path means for a format: a name with an extension is the one file, where the format has such
    /// a thing, and a folder's name otherwise. `None` when it is a file's, and the format makes several.
    pub fn of(disk: &dyn Disk, path: &Path, format: &Format) -> Option<Self> {
        let is_folder = matches!(disk.stat(path), Ok(Some(stat)) if stat.is_dir);
        let ends_in_slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        if is_folder || ends_in_slash || path.extension().is_none() {
            return Some(Self::Folder(path.to_owned()));
        }
        let takes_one_file = is_one_file(format) || format.is_native();
        takes_one_file.then(|| Self::File(path.to_owned()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Folder(path) => path,
        }
    }

    /// Whether something is there that would be replaced.
    pub fn is_taken(&self, disk: &dyn Disk) -> bool {
        let is_empty = matches!(disk.list(self.path()), Ok(entries) if entries.is_empty());
        disk.exists(self.path()) && !is_empty
    }

    /// Whether it is one of these, or a folder that holds one: they would be gone when it is replaced.
    pub fn holds<'a>(&self, paths: impl IntoIterator<Item = &'a Path>) -> bool {
        let Ok(real) = self.path().canonicalize() else {
            return false;
        };
        let mut paths = paths.into_iter();
        paths.any(|path| {
            path.canonicalize()
                .is_ok_and(|inner| inner.starts_with(&real))
        })
    }

    /// Gives a shelf to `fill`; what it fills is put in place whole, or not at all. A folder that holds
    /// anything is replaced only when `replace` says so.
    pub fn fill<E: From<DiskError>>(
        &self,
        disk: &dyn Disk,
        layout: Layout,
        replace: bool,
        fill: &mut dyn FnMut(&mut dyn Shelf) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut filled = Ok(());
        let halted = || io::Error::other("halted");
        let written = match self {
            Self::File(path) => disk.write_atomic(path, &mut |file| {
                filled = match layout {
                    Layout::One { .. } => fill(&mut OneFile(file)),
                    Layout::Each => fill(&mut OnlyFile {
                        file,
                        written: false,
                    }),
                };
                filled.as_ref().map_err(|_halt| halted()).copied()
            }),
            Self::Folder(path) => disk.write_folder(path, replace, &mut |folder| {
                let mut shelf = Folder::new(folder, layout);
                filled = fill(&mut shelf);
                filled.as_ref().map_err(|_halt| halted())?;
                shelf.finish()
            }),
        };
        // Why it was halted says more than that it was.
        filled?;
        written.map_err(E::from)
    }
}

/// Whether a format holds all articles in one file.
pub fn is_one_file(format: &Format) -> bool {
    let layout = format.writes.map(|writes| writes.layout());
    matches!(layout, Some(Layout::One { .. }))
}

/// Takes the one file of one article; a second has no place.
struct OnlyFile<'a> {
    file: &'a mut dyn io::Write,
    written: bool,
}

impl Shelf for OnlyFile<'_> {
    fn main(&mut self) -> io::Result<&mut dyn io::Write> {
        Ok(&mut *self.file)
    }

    fn put(&mut self, _: &str, bytes: &[u8]) -> io::Result<()> {
        if std::mem::replace(&mut self.written, true) {
            return Err(io::Error::other(
                "one file has no room for several articles: name a folder",
            ));
        }
        self.file.write_all(bytes)
    }
}
