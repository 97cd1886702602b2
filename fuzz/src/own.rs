//! Dictum's own files.

use crate::memory_disk::MemoryDisk;
use crate::promises;
use dictum::formats::Names;
use dictum::formats::reading::{self, Came, Manner};
use dictum::store;
use std::ops::ControlFlow;
use std::path::Path;

/// Reads a document as RON.
pub fn ron(bytes: &[u8]) {
    document(bytes, "a.ron");
}

/// Reads a document as JSON.
pub fn json(bytes: &[u8]) {
    document(bytes, "a.json");
}

fn document(bytes: &[u8], name: &str) {
    if let Ok(opened) = store::read(bytes, Path::new(name)) {
        promises::holds_together(&opened.document);
        promises::is_kept(&opened.document);
        promises::is_decided(&opened.document);
    }
}

/// Reads documents line by line.
pub fn json_lines(bytes: &[u8]) {
    let disk = MemoryDisk::holding([("a.jsonl", bytes)]);
    let manner = Manner {
        from: dictum::formats::named("jsonl"),
        names: Names::ours(),
        unit: None,
        way_out: "",
        standard_input: None,
    };
    reading::read(&disk, &["a.jsonl".into()], &manner, &mut |came| {
        if let Came::Article(read) = came {
            promises::is_kept(&read.document);
        }
        ControlFlow::Continue(())
    });
}

/// Reads a label schema.
pub fn schema(bytes: &[u8]) {
    let Ok(schema) = store::read_schema(bytes, Path::new("a.ron")) else {
        return;
    };
    let written = store::write_schema(&schema);
    let read = store::read_schema(written.as_bytes(), Path::new("a.ron"));
    let read = read.unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert!(read == schema, "another schema comes back\n{written}");
}

/// Reads what a project says of itself.
pub fn project(bytes: &[u8]) {
    let Ok(project) = store::read_project(bytes, Path::new("dictum.ron")) else {
        return;
    };
    let written = store::write_project(&project);
    let read = store::read_project(written.as_bytes(), Path::new("dictum.ron"));
    let read = read.unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert_eq!(
        store::write_project(&read),
        written,
        "other words come back"
    );
}
