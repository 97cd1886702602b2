//! Other programs' formats.

use crate::contained;
use crate::files::{files_of, parted};
use crate::memory_disk::MemoryDisk;
use crate::promises;
use dictum::formats::export::Manner;
use dictum::formats::{self, Export, Format, Memory, Names, Selection, Source};
use dictum::model::Document;
use std::ops::ControlFlow;
use std::path::Path;

/// So many articles of an input are looked at.
const MOST: usize = 20;

/// Reads the files of an input as a format, makes documents of them, saves those and reads them again, and
/// takes them out into the format again. `files` is a name of [`files_of`].
pub fn foreign(format: &'static str, files: &str, bytes: &[u8]) {
    contained::panics();
    let format = formats::named(format).unwrap_or_else(|| panic!("no format {format}"));
    let names = files_of(files);
    let disk = MemoryDisk::holding(parted(names, bytes));
    let documents = read(format, &disk, Path::new(names[0]));
    for document in &documents {
        promises::holds_together(document);
        promises::is_kept(document);
    }
    if format.writes.is_some() {
        write(format, &documents);
    }
}

fn read(format: &Format, disk: &MemoryDisk, path: &Path) -> Vec<Document> {
    let source = Source { disk, path };
    let head = source.head().unwrap_or_default();
    formats::recognise(&formats::Glimpse {
        source,
        head: &head,
    });
    let mut documents = Vec::new();
    let Some(reads) = format.reads else {
        return documents;
    };
    // An error ends the file; what was given before it stands.
    let _ = reads.read(&source, &mut |found| {
        let names = Names::ours();
        documents.push(formats::import(found, format.name, &names, "a").document);
        if documents.len() < MOST {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    documents
}

fn write(format: &'static Format, documents: &[Document]) {
    let manner = Manner {
        selection: Selection {
            unfinished: true,
            ..Selection::default()
        },
        ..Manner::default()
    };
    let (mut shelf, mut losses) = (Memory::default(), Vec::new());
    let export = Export::begin(format, manner);
    let mut export = export.unwrap_or_else(|error| panic!("{error}"));
    for document in documents {
        if let Err(error) = export.put(document, &mut shelf, &mut losses) {
            panic!("memory does not take it: {error}");
        }
    }
    if let Err(error) = export.end(&mut shelf) {
        panic!("memory does not take its end: {error}");
    }
}
