//! A stream laid down in a file for as long as it is worked on.

#![expect(
    clippy::disallowed_methods,
    reason = "this is `disk`, through which every write goes"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A file in the system's folder for what is passing, gone when this is dropped.
#[derive(Debug)]
pub struct Spool {
    /// Goes with all that is in it.
    _folder: TempDir,
    path: PathBuf,
}

impl Spool {
    /// Makes an empty file of this name, and gives what fills it.
    pub fn begin(name: &str) -> io::Result<(Self, Box<dyn io::Write + Send>)> {
        let folder = tempfile::Builder::new().prefix("dictum-").tempdir()?;
        let path = folder.path().join(name);
        let file = fs::File::create_new(&path)?;
        let file = io::BufWriter::with_capacity(1 << 16, file);
        let spool = Self {
            _folder: folder,
            path,
        };
        Ok((spool, Box::new(file)))
    }

    /// Calls it by a name that ends in this: what a file holds is told by that.
    pub fn end_in(&mut self, extension: &str) -> io::Result<()> {
        let named = self.path.with_extension(extension);
        fs::rename(&self.path, &named)?;
        self.path = named;
        Ok(())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
