//! Shelves on the disk.

use super::{Layout, Shelf};
use crate::disk::NewFolder;
use std::collections::BTreeMap;
use std::io;

/// A folder that is being filled.
pub struct Folder<'a> {
    folder: &'a NewFolder,
    /// Within it, with a `/` at the end; empty for the folder itself.
    under: String,
    main: &'static str,
    open: Option<Box<dyn io::Write + Send>>,
    /// Files that grow, by name.
    growing: BTreeMap<String, Box<dyn io::Write + Send>>,
}

impl<'a> Folder<'a> {
    /// The folder itself.
    pub fn new(folder: &'a NewFolder, layout: Layout) -> Self {
        Self {
            folder,
            under: String::new(),
            main: match layout {
                Layout::One { name, .. } => name,
                Layout::Each => "",
            },
            open: None,
            growing: BTreeMap::new(),
        }
    }

    /// A folder within it.
    #[must_use]
    pub fn under(self, name: &str) -> Self {
        Self {
            under: format!("{name}/"),
            ..self
        }
    }

    /// Brings what is held back into the files.
    pub fn finish(self) -> io::Result<()> {
        for mut file in self.growing.into_values() {
            file.flush()?;
        }
        self.open.map_or(Ok(()), |mut open| open.flush())
    }
}

impl Shelf for Folder<'_> {
    fn main(&mut self) -> io::Result<&mut dyn io::Write> {
        let open = match self.open.take() {
            Some(open) => open,
            None => self
                .folder
                .create(&format!("{}{}", self.under, self.main))?,
        };
        Ok(self.open.insert(open))
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.folder.create(&format!("{}{name}", self.under))?;
        file.write_all(bytes)?;
        file.flush()
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        if let Some(file) = self.growing.get_mut(name) {
            file.write_all(bytes)?;
            return Ok(true);
        }
        let mut file = self.folder.create(&format!("{}{name}", self.under))?;
        file.write_all(bytes)?;
        self.growing.insert(name.to_owned(), file);
        Ok(true)
    }
}

/// A single file; what would stand beside it is left out.
pub struct OneFile<'a>(pub &'a mut dyn io::Write);

impl Shelf for OneFile<'_> {
    fn main(&mut self) -> io::Result<&mut dyn io::Write> {
        Ok(&mut *self.0)
    }

    fn has_room_beside(&self) -> bool {
        false
    }

    fn put(&mut self, _: &str, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}
