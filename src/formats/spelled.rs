//! What of an article is spelled before its turn, and the session of formats in which that is all.

use super::{Ledger, Memory, Session, Shelf};
use std::any::Any;
use std::io;

/// An article on its way out, as far as it asks for no other article: made in any thread.
pub enum Spelled {
    /// All that is written of it.
    Whole(Memory),
    /// What the format's own session makes the rest of.
    Part(Box<dyn Any + Send>),
}

impl Spelled {
    /// Bytes of the file that holds all articles.
    pub fn main(bytes: Vec<u8>) -> Self {
        Self::Whole(Memory {
            main: bytes,
            files: Vec::new(),
        })
    }

    /// A file of its own.
    pub fn file(name: String, bytes: impl Into<Vec<u8>>) -> Self {
        Self::files(vec![(name, bytes.into())])
    }

    /// Files of its own.
    pub fn files(files: Vec<(String, Vec<u8>)>) -> Self {
        Self::Whole(Memory {
            main: Vec::new(),
            files,
        })
    }

    /// What the format's own session takes with [`Self::into_part`].
    pub fn part<T: Any + Send>(part: T) -> Self {
        Self::Part(Box::new(part))
    }

    /// What [`Self::part`] was given; an error when another format's writer has made it.
    pub fn into_part<T: Any>(self) -> io::Result<T> {
        let part = match self {
            Self::Part(part) => part.downcast::<T>().ok(),
            Self::Whole(_) => None,
        };
        let part = part.ok_or_else(|| io::Error::other("spelled for another format"));
        part.map(|part| *part)
    }
}

/// Puts articles that are spelled whole where they go.
pub struct AsSpelled;

impl Session for AsSpelled {
    fn put(
        &mut self,
        article: Spelled,
        shelf: &mut dyn Shelf,
        _: &mut dyn Ledger,
    ) -> io::Result<()> {
        let Spelled::Whole(whole) = article else {
            return Err(io::Error::other("spelled for another format"));
        };
        if !whole.main.is_empty() {
            shelf.main()?.write_all(&whole.main)?;
        }
        whole
            .files
            .iter()
            .try_for_each(|(name, bytes)| shelf.put(name, bytes))
    }

    fn end(&mut self, _: &mut dyn Shelf) -> io::Result<()> {
        Ok(())
    }
}
