//! Where the files of an export go.

use std::io;

/// Takes the files of an export; all are put in place together, or none.
pub trait Shelf {
    /// The one file that holds all articles, where a format has such a thing. In a folder it has the
    /// format's usual name.
    fn main(&mut self) -> io::Result<&mut dyn io::Write>;

    /// A file beside it, or one of many, whole. The name may have folders, parted by `/`, and never leads
    /// out of the output. Where the output is a single file, there is no room for it and nothing happens.
    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// Adds bytes to a file beside it, made with the first: for files that grow while articles come. Says
    /// whether there is room for it; where the output is a single file there is none, and nothing happens.
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        let _ = (name, bytes);
        Ok(false)
    }

    /// Whether there is room beside the main file at all: what there is none for need not be made.
    fn has_room_beside(&self) -> bool {
        true
    }
}

/// A shelf in memory, for tests and for what is checked before it is written.
#[derive(Debug, Default)]
pub struct Memory {
    /// What was written to the main file.
    pub main: Vec<u8>,
    /// The other files, in the order in which they came.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Shelf for Memory {
    fn main(&mut self) -> io::Result<&mut dyn io::Write> {
        Ok(&mut self.main)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.files.push((name.to_owned(), bytes.to_vec()));
        Ok(())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        match self.files.iter_mut().find(|(known, _)| known == name) {
            Some((_, file)) => file.extend_from_slice(bytes),
            None => self.put(name, bytes)?,
        }
        Ok(true)
    }
}
