//! Writing a document: the article first, then one span, link or entity a line.

use super::wire::schema::Schema;
use super::{Format, convert, json_line, ron_line, schemas};
use crate::model::Document;
use serde::Serialize;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// How a document is spelled: its format, and whether on one line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    Ron,
    Json,
    JsonLine,
}

impl Spelling {
    /// What a file's extension names, if it names one.
    pub fn of(path: &Path) -> Option<Self> {
        let is_line = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"));
        Some(match Format::of(path)? {
            Format::Ron => Self::Ron,
            Format::Json if is_line => Self::JsonLine,
            Format::Json => Self::Json,
        })
    }
}

/// The document in RON. The same document gives the same bytes.
pub fn write_ron(document: &Document) -> String {
    write(document, Spelling::Ron)
}

/// The document in JSON. The same document gives the same bytes.
pub fn write_json(document: &Document) -> String {
    write(document, Spelling::Json)
}

/// The document in JSON on one line, its end included. A bundled schema is given by name and hash.
pub fn write_jsonl(document: &Document) -> String {
    write(document, Spelling::JsonLine)
}

/// The document as one string.
pub(super) fn write(document: &Document, spelling: Spelling) -> String {
    let mut sheet = Sheet::new(spelling, Vec::with_capacity(length(document)));
    sheet.document(document);
    sheet.into_string()
}

/// The document sheet by sheet, each of some [`FULL`] bytes. It ends early when `take` gives `false`.
pub(super) fn write_sheets(
    document: &Document,
    spelling: Spelling,
    take: &mut dyn FnMut(Vec<u8>) -> bool,
) {
    let mut sheet = Sheet::new(spelling, Vec::with_capacity(FULL));
    sheet.take = Some(take);
    sheet.document(document);
    sheet.hand_on();
}

/// Bytes of a sheet that is full.
const FULL: usize = 1 << 18;

/// About how many bytes a document takes.
pub(super) fn length(document: &Document) -> usize {
    // A span takes some three hundred bytes and its words.
    document.text().len() * 5 / 4 + document.spans_len() * 400 + document.links_len() * 200 + 4096
}

/// A schema in RON, one label or link a line.
pub fn write_schema(schema: &crate::model::Schema) -> String {
    let mut sheet = Sheet::new(Spelling::Ron, Vec::new());
    sheet.schema(&Schema::from(schema));
    sheet.out.push(b'\n');
    sheet.into_string()
}

/// What a project says of itself, in RON, one field a line.
pub fn write_project(project: &super::wire::project::Project) -> String {
    let mut sheet = Sheet::new(Spelling::Ron, Vec::new());
    sheet.open_struct();
    sheet.field("format", &project.format);
    sheet.field("name", &project.name);
    sheet.field("schema", &project.schema);
    sheet.field("tagger", &project.tagger);
    sheet.field("guidelines", &project.guidelines);
    sheet.field("blind_every", &project.blind_every);
    if !project.extra.is_empty() {
        sheet.field("extra", &project.extra);
    }
    sheet.close_struct();
    sheet.out.push(b'\n');
    sheet.into_string()
}

/// A file in the making.
struct Sheet<'t> {
    out: Vec<u8>,
    spelling: Spelling,
    depth: usize,
    /// Whether nothing stands yet in what is open.
    first: bool,
    /// Who takes what is full; `None` when all of it is kept.
    take: Option<&'t mut dyn FnMut(Vec<u8>) -> bool>,
    /// Whether nobody takes it any more.
    is_over: bool,
}

impl Sheet<'_> {
    fn new(spelling: Spelling, out: Vec<u8>) -> Self {
        Self {
            out,
            spelling,
            depth: 0,
            first: true,
            take: None,
            is_over: false,
        }
    }

    fn hand_on(&mut self) {
        if let Some(take) = &mut self.take {
            let full = std::mem::replace(&mut self.out, Vec::with_capacity(FULL + FULL / 8));
            self.is_over = !take(full);
        }
    }

    fn into_string(self) -> String {
        // All of it was strings; were it not, a person would see a mark instead of losing a file.
        String::from_utf8(self.out)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    fn document(&mut self, document: &Document) {
        let header = document.header();
        let text = document.text();
        self.open_struct();
        self.field("format", super::FORMAT);
        self.field("id", &header.id);
        self.field("title", &header.title);
        self.field("language", &header.language);
        self.field("metadata", &convert::metadata_out(&header.metadata));
        self.field("annotator", &header.annotator);
        self.field("status", &header.status);
        self.field("labels_done", &header.labels_done);
        self.field("text", text.as_str());
        self.field("sha256", text.sha256());
        self.key("schema");
        self.schema_of(document);
        let spans = document.spans().map(|span| convert::span_out(text, span));
        self.lines("spans", spans);
        self.lines(
            "links",
            document.links().map(|link| convert::link_out(link)),
        );
        let entities = document.entities();
        self.lines(
            "entities",
            entities.map(|entity| convert::entity_out(entity)),
        );
        self.field("extra", &header.extra);
        self.close_struct();
        self.out.push(b'\n');
    }

    fn schema_of(&mut self, document: &Document) {
        let schema = document.schema();
        let bundled = schemas::bundled(&schema.name).filter(|bundled| {
            self.spelling == Spelling::JsonLine
                && (Arc::ptr_eq(bundled, schema) || bundled == schema)
        });
        match bundled.and_then(|bundled| schemas::bundled_sha256(&bundled.name)) {
            Some(hash) => self.value(&Schema::reference(&schema.name, hash.to_owned())),
            None => self.schema(&Schema::from(&**schema)),
        }
    }

    fn schema(&mut self, schema: &Schema) {
        self.open_struct();
        self.field("name", &schema.name);
        self.field("description", &schema.description);
        self.lines("labels", schema.labels.0.iter().flatten());
        self.lines("links", schema.links.0.iter().flatten());
        if !schema.extra.is_empty() {
            self.field("extra", &schema.extra);
        }
        self.close_struct();
    }

    /// A list, each of its things on a line of its own.
    fn lines<T: Serialize>(&mut self, name: &str, things: impl Iterator<Item = T>) {
        self.key(name);
        self.out.push(b'[');
        self.depth += 1;
        self.first = true;
        for thing in things {
            self.next();
            self.value(&thing);
            if self.out.len() >= FULL {
                self.hand_on();
            }
            if self.is_over {
                break;
            }
        }
        self.close(b']');
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.key(name);
        self.value(value);
    }

    fn key(&mut self, name: &str) {
        self.next();
        let (before, after): (&[u8], &[u8]) = match self.spelling {
            Spelling::Ron => (b"", b": "),
            Spelling::Json | Spelling::JsonLine => (b"\"", b"\": "),
        };
        self.out.extend_from_slice(before);
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(after);
    }

    /// Goes on to the next thing in what is open.
    fn next(&mut self) {
        let first = std::mem::take(&mut self.first);
        if self.spelling == Spelling::JsonLine {
            if !first {
                self.out.extend_from_slice(b", ");
            }
            return;
        }
        if !first {
            self.out.push(b',');
        }
        self.newline();
    }

    fn newline(&mut self) {
        self.out.push(b'\n');
        self.out.resize(self.out.len() + 2 * self.depth, b' ');
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) {
        let written: io::Result<()> = match self.spelling {
            Spelling::Ron => ron_line::write(&mut self.out, value),
            Spelling::Json | Spelling::JsonLine => json_line::write(&mut self.out, value),
        };
        // Memory takes everything, and the wire holds only what both formats can say.
        debug_assert!(written.is_ok(), "{written:?}");
    }

    fn open_struct(&mut self) {
        self.out.push(match self.spelling {
            Spelling::Ron => b'(',
            Spelling::Json | Spelling::JsonLine => b'{',
        });
        self.depth += 1;
        self.first = true;
    }

    fn close_struct(&mut self) {
        self.close(match self.spelling {
            Spelling::Ron => b')',
            Spelling::Json | Spelling::JsonLine => b'}',
        });
    }

    fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        let empty = std::mem::take(&mut self.first);
        if !empty && self.spelling != Spelling::JsonLine {
            // RON allows a comma after the last, and a new last line then changes one line only.
            if self.spelling == Spelling::Ron {
                self.out.push(b',');
            }
            self.newline();
        }
        self.out.push(bracket);
    }
}
