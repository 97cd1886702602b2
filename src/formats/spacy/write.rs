//! A DocBin out of articles.

use super::deflated::{Column, Stream};
use super::document::{COLUMNS, Packed};
use crate::formats::{Holds, InSplits, Layout, Ledger, Options, Session, Shelf, Spelled, Writes};
use crate::model::Parts;
use rustc_hash::FxHashSet;
use std::io;

/// Writes one file of all articles.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            fragments: false,
            provenance: false,
            ..Holds::ALL
        }
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "documents.spacy",
            extensions: &["spacy"],
        }
    }

    fn in_splits(&self) -> InSplits {
        InSplits::Files { validation: "dev" }
    }

    fn spell(&self, article: Parts, _: &Options, _: &mut dyn Ledger) -> io::Result<Spelled> {
        Packed::of(article).map(Spelled::part)
    }

    fn begin(&self, _: &Options) -> Box<dyn Session> {
        Box::new(Bin::default())
    }
}

/// What is written at the end: the format has the columns of all documents one after another, each with
/// its length before it.
#[derive(Default)]
struct Bin {
    strings: FxHashSet<Box<str>>,
    documents: u32,
    tokens: Column,
    spaces: Column,
    lengths: Column,
    categories: Column,
    groups: Column,
    user_data: Column,
}

impl Session for Bin {
    fn put(&mut self, article: Spelled, _: &mut dyn Shelf, _: &mut dyn Ledger) -> io::Result<()> {
        let article: Packed = article.into_part()?;
        for string in &article.strings {
            if !self.strings.contains(string.as_str()) {
                self.strings.insert(string.as_str().into());
            }
        }
        for (column, bytes) in [
            (&mut self.tokens, &article.rows[..]),
            (&mut self.spaces, &article.spaces),
            (&mut self.groups, &article.groups),
            (&mut self.categories, &article.categories),
            (&mut self.user_data, &article.user_data),
            (&mut self.lengths, &article.length.to_le_bytes()),
        ] {
            column.push(bytes)?;
        }
        self.documents += 1;
        Ok(())
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        std::mem::take(self).write(shelf.main()?)
    }
}

impl Bin {
    fn write(self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut strings: Vec<Box<str>> = self.strings.into_iter().collect();
        strings.sort_unstable();
        let mut stream = Stream::begin(out)?;
        stream.bytes(&head()?)?;
        for (key, column) in [
            ("tokens", self.tokens),
            ("spaces", self.spaces),
            ("lengths", self.lengths),
        ] {
            stream.bytes(&keyed(key, |out| {
                let len = u32::try_from(column.len()).map_err(|_too_long| too_long())?;
                Ok(rmp::encode::write_bin_len(out, len).map(drop)?)
            })?)?;
            stream.column(column)?;
        }
        stream.bytes(&keyed("strings", |out| {
            rmp_serde::encode::write(out, &strings).map_err(io::Error::other)
        })?)?;
        let documents = self.documents;
        let flags = list("flags", documents, |out| {
            rmp::encode::write_map_len(out, 1)?;
            rmp::encode::write_str(out, "has_unknown_spaces")?;
            rmp::encode::write_bool(out, false)
        })?;
        stream.bytes(&flags)?;
        for (key, column) in [
            ("cats", self.categories),
            ("span_groups", self.groups),
            ("user_data", self.user_data),
        ] {
            stream.bytes(&keyed(key, |out| {
                Ok(rmp::encode::write_array_len(out, documents).map(drop)?)
            })?)?;
            stream.column(column)?;
        }
        stream.end()
    }
}

/// The map's beginning, up to its tokens.
fn head() -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    rmp::encode::write_map_len(&mut out, 10)?;
    rmp::encode::write_str(&mut out, "version")?;
    rmp::encode::write_str(&mut out, "0.1")?;
    rmp::encode::write_str(&mut out, "attrs")?;
    rmp::encode::write_array_len(&mut out, COLUMNS.len() as u32)?;
    for column in COLUMNS {
        rmp::encode::write_uint(&mut out, column)?;
    }
    Ok(out)
}

fn keyed(key: &str, value: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    rmp::encode::write_str(&mut out, key)?;
    value(&mut out)?;
    Ok(out)
}

/// The same value for each document.
fn list(
    key: &str,
    documents: u32,
    value: impl Fn(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    keyed(key, |out| {
        rmp::encode::write_array_len(out, documents)?;
        (0..documents).try_for_each(|_| value(out))
    })
}

fn too_long() -> io::Error {
    let reason = "more tokens than a DocBin can hold: export in parts";
    io::Error::new(io::ErrorKind::FileTooLarge, reason)
}
