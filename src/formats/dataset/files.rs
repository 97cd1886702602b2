//! The files of a dataset, each noted with its hash.

use crate::formats::Shelf;
use crate::formats::hf::card;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io;

/// So much of a file that grows is held back until it goes out, in bytes.
const HELD: usize = 1 << 16;

/// What is known of the files that were written.
#[derive(Default)]
pub struct Files {
    files: BTreeMap<String, Noted>,
    /// What the format says at the head of its own README.md: it stands at the head of the dataset's.
    pub head: Option<String>,
}

#[derive(Default)]
struct Noted {
    bytes: u64,
    hash: Sha256,
}

/// A file as the manifest tells it.
#[derive(Debug, serde::Serialize)]
pub struct File {
    /// Where it is in the folder, its folders parted by `/`.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Files {
    /// Writes a file whole.
    pub fn put(&mut self, shelf: &mut dyn Shelf, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.note(name, bytes);
        shelf.put(name, bytes)
    }

    fn append(&mut self, shelf: &mut dyn Shelf, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.note(name, bytes);
        if shelf.append(name, bytes)? {
            return Ok(());
        }
        Err(io::Error::other("a dataset needs a folder"))
    }

    fn note(&mut self, name: &str, bytes: &[u8]) {
        // Looked up by the name as it is: it comes often, and is there already.
        if !self.files.contains_key(name) {
            self.files.insert(name.to_owned(), Noted::default());
        }
        if let Some(noted) = self.files.get_mut(name) {
            noted.bytes += bytes.len() as u64;
            noted.hash.update(bytes);
        }
    }

    /// The names of those that were written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// All that were written, by name.
    pub fn into_list(self) -> Vec<File> {
        let file = |(path, noted): (String, Noted)| File {
            path,
            bytes: noted.bytes,
            sha256: format!("{:x}", noted.hash.finalize()),
        };
        self.files.into_iter().map(file).collect()
    }
}

/// Where the files of a split go.
pub struct Room<'a> {
    /// The file that holds all articles, where the format has one.
    pub main: String,
    /// Before the names of others: empty, or a folder's with `/` at its end.
    pub under: String,
    /// The dataset's folder.
    pub shelf: &'a mut dyn Shelf,
    /// What was written there.
    pub files: &'a mut Files,
    /// Of the main file, what is held back.
    held: Vec<u8>,
}

impl<'a> Room<'a> {
    /// A room in a dataset's folder.
    pub fn new(
        main: String,
        under: String,
        shelf: &'a mut dyn Shelf,
        files: &'a mut Files,
    ) -> Self {
        Self {
            main,
            under,
            shelf,
            files,
            held: Vec::new(),
        }
    }
}

impl io::Write for Room<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= HELD {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        self.files.append(self.shelf, &self.main, &self.held)?;
        self.held.clear();
        Ok(())
    }
}

impl Shelf for Room<'_> {
    fn main(&mut self) -> io::Result<&mut dyn io::Write> {
        Ok(self)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if self.under.is_empty() && name == card::FILE {
            self.files.head = card::inner(bytes);
            return Ok(());
        }
        let name = format!("{}{name}", self.under);
        self.files.put(self.shelf, &name, bytes)
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        let name = format!("{}{name}", self.under);
        self.files.append(self.shelf, &name, bytes)?;
        Ok(true)
    }
}
