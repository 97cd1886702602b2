//! Writing a document: the article first, then one span, link or entity a line.

use super::wire::schema::Schema;
use super::{convert, json_line, ron_line, schemas};
use crate::model::Document;
use serde::Serialize;
use std::io;
use std::sync::Arc;

/// The document in RON. The same document gives the same bytes.
pub fn write_ron(document: &Document) -> String {
    Sheet::new(document, Spelling::Ron).finish(document)
}

/// The document in JSON. The same document gives the same bytes.
pub fn write_json(document: &Document) -> String {
    Sheet::new(document, Spelling::Json).finish(document)
}

/// The document in JSON on one line, its end included. A bundled schema is given by name and hash.
pub fn write_jsonl(document: &Document) -> String {
    Sheet::new(document, Spelling::JsonLine).finish(document)
}

/// A schema in RON, one label or link a line.
pub fn write_schema(schema: &crate::model::Schema) -> String {
    let mut sheet = Sheet {
        out: Vec::new(),
        spelling: Spelling::Ron,
        depth: 0,
        first: true,
    };
    sheet.schema(&Schema::from(schema));
    sheet.out.push(b'\n');
    sheet.into_string()
}

/// What a project says of itself, in RON, one field a line.
pub fn write_project(project: &super::wire::project::Project) -> String {
    let mut sheet = Sheet {
        out: Vec::new(),
        spelling: Spelling::Ron,
        depth: 0,
        first: true,
    };
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Ron,
    Json,
    JsonLine,
}

/// A file in the making.
struct Sheet {
    out: Vec<u8>,
    spelling: Spelling,
    depth: usize,
    /// Whether nothing stands yet in what is open.
    first: bool,
}

impl Sheet {
    fn new(document: &Document, spelling: Spelling) -> Self {
        // A span takes some three hundred bytes and its words.
        let room = document.text().len() * 5 / 4
            + document.spans_len() * 400
            + document.links_len() * 200
            + 4096;
        Self {
            out: Vec::with_capacity(room),
            spelling,
            depth: 0,
            first: true,
        }
    }

    fn finish(mut self, document: &Document) -> String {
        self.document(document);
        self.out.push(b'\n');
        self.into_string()
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
