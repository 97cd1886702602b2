//! Dictum's own files among the formats.

use super::{
    Format, Give, Holds, Layout, Ledger, Options, ReadError, Reads, Source, Spelled, Writes,
};
use crate::disk::file_name;
use crate::model::{Document, Parts};
use crate::store;
use std::io;

/// A document a file, one span a line.
pub static RON: Format = Format {
    name: "ron",
    title: "Dictum RON",
    recognises: |glimpse| glimpse.ends_in(&["ron"]),
    reads: Some(&Native),
    writes: Some(&Files {
        extension: "ron",
        spell: store::write_ron,
    }),
};

/// A document a file.
pub static JSON: Format = Format {
    name: "json",
    title: "Dictum JSON",
    recognises: |glimpse| glimpse.ends_in(&["json"]) && glimpse.has(&["\"text\"", "\"spans\""]),
    reads: Some(&Native),
    writes: Some(&Files {
        extension: "json",
        spell: store::write_json,
    }),
};

/// A document a line.
pub static JSONL: Format = Format {
    name: "jsonl",
    title: "Dictum JSON Lines",
    recognises: |glimpse| glimpse.ends_in(&["jsonl", "ndjson"]) && glimpse.has(&["\"text\""]),
    reads: Some(&Native),
    writes: Some(&Lines),
};

/// Our own documents are not imported: whoever calls reads them as they are.
struct Native;

impl Reads for Native {
    fn read(&self, _: &Source<'_>, _: Give<'_>) -> Result<(), ReadError> {
        Err(ReadError::Malformed(
            "a document of Dictum's own, which needs no import".to_owned(),
        ))
    }
}

impl Format {
    /// Whether its files are documents of our own, which are opened and not imported.
    pub fn is_native(&self) -> bool {
        matches!(self.name, "ron" | "json" | "jsonl")
    }
}

struct Files {
    extension: &'static str,
    spell: fn(&Document) -> String,
}

impl Writes for Files {
    fn holds(&self) -> Holds {
        Holds::ALL
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn spell(&self, article: Parts, _: &Options, _: &mut dyn Ledger) -> io::Result<Spelled> {
        let document = built(article)?;
        let name = file_name::escape(&document.header().id);
        let name = format!("{name}.{}", self.extension);
        Ok(Spelled::file(name, (self.spell)(&document)))
    }
}

struct Lines;

impl Writes for Lines {
    fn holds(&self) -> Holds {
        Holds::ALL
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "documents.jsonl",
            extensions: &["jsonl", "ndjson"],
        }
    }

    fn spell(&self, article: Parts, _: &Options, _: &mut dyn Ledger) -> io::Result<Spelled> {
        let line = store::write_jsonl(&built(article)?);
        Ok(Spelled::main(line.into_bytes()))
    }
}

/// What was selected is a document again; it holds together because the whole did.
fn built(article: Parts) -> io::Result<Document> {
    Document::build(article).map_err(|flaws| {
        let flaw = flaws.first().map(ToString::to_string).unwrap_or_default();
        io::Error::new(io::ErrorKind::InvalidData, flaw)
    })
}
