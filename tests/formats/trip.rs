//! Out into a format and back in.

use dictum::disk::Disk as _;
use dictum::disk::RealDisk;
use dictum::formats::export::Manner;
use dictum::formats::{
    self, Export, Folder, Format, Found, Imported, Layout, Loss, Names, OneFile, Selection, Source,
};
use dictum::model::{Document, Span};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// An export in a folder of its own, with what it lost.
pub struct Out {
    /// Removed when this is dropped.
    _folder: tempfile::TempDir,
    /// The files, by name.
    pub files: Vec<PathBuf>,
    /// What the format could not keep.
    pub losses: Vec<Loss>,
}

/// Takes documents out into a folder, finished or not.
pub fn out(format: &'static Format, documents: &[Document]) -> Out {
    out_as(format, documents, Manner::default())
}

/// The same in a manner.
pub fn out_as(format: &'static Format, documents: &[Document], manner: Manner) -> Out {
    let temporary = tempfile::tempdir().unwrap();
    let target = temporary.path().join("out");
    let mut losses = Vec::new();
    let manner = Manner {
        selection: Selection {
            unfinished: true,
            ..manner.selection
        },
        ..manner
    };
    let layout = format.writes.unwrap().layout();
    let write = |folder: &dictum::disk::NewFolder| {
        let mut shelf = Folder::new(folder, layout);
        let mut export = Export::begin(format, manner.clone()).unwrap();
        for document in documents {
            assert!(export.put(document, &mut shelf, &mut losses).unwrap());
        }
        export.end(&mut shelf).unwrap();
        shelf.finish()
    };
    let mut write = write;
    RealDisk::default()
        .write_folder(&target, false, &mut |folder| write(folder))
        .unwrap();
    let mut files = Vec::new();
    walk(&target, &mut files);
    Out {
        _folder: temporary,
        files,
        losses,
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in RealDisk::default().list(folder).unwrap() {
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Takes documents out into one file, in memory.
pub fn one_file(format: &'static Format, documents: &[Document]) -> Vec<u8> {
    assert!(matches!(
        format.writes.unwrap().layout(),
        Layout::One { .. }
    ));
    let manner = Manner {
        selection: Selection {
            unfinished: true,
            ..Selection::default()
        },
        ..Manner::default()
    };
    let mut bytes = Vec::new();
    let mut shelf = OneFile(&mut bytes);
    let mut export = Export::begin(format, manner).unwrap();
    for document in documents {
        export.put(document, &mut shelf, &mut Vec::new()).unwrap();
    }
    export.end(&mut shelf).unwrap();
    bytes
}

/// Reads a file of a format.
pub fn read(format: &Format, path: &Path) -> Vec<Imported> {
    read_with(format, path, &Names::ours())
}

/// The same with a table of names.
pub fn read_with(format: &Format, path: &Path, names: &Names) -> Vec<Imported> {
    let disk = RealDisk::default();
    let source = Source { disk: &disk, path };
    let mut imported = Vec::new();
    let mut give = |found: Found| {
        imported.push(formats::import(found, format.name, names, &source.stem()));
        ControlFlow::Continue(())
    };
    let read = format.reads.unwrap().read(&source, &mut give);
    read.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    imported
}

/// What comes back of documents that were taken out, those files read that look like the format's.
pub fn back(format: &'static Format, out: &Out) -> Vec<Imported> {
    let disk = RealDisk::default();
    let mut imported = Vec::new();
    for path in &out.files {
        let source = Source { disk: &disk, path };
        let head = source.head().unwrap();
        let glimpse = formats::Glimpse {
            source,
            head: &head,
        };
        if (format.recognises)(&glimpse) {
            imported.extend(read(format, path));
        }
    }
    imported
}

/// Every span with its label and the words and places of its pieces, in text order: what a format must
/// keep. Ids may change.
pub fn marks(document: &Document) -> Vec<(String, Vec<(usize, String)>)> {
    let text = document.text();
    let mark = |span: &Span| {
        let pieces = span.fragments.iter();
        let piece = |range: dictum::model::ByteRange| {
            (
                text.char_offset(range.start).0,
                text.slice(range).to_owned(),
            )
        };
        (span.label.to_string(), pieces.map(piece).collect())
    };
    let mut marks: Vec<_> = document.spans().map(|span| mark(span)).collect();
    marks.sort();
    marks
}

/// Every link with its label and the words of its ends: what a format with links must keep.
pub fn ties(document: &Document) -> Vec<(String, String, String)> {
    let words = |id: &dictum::model::SpanId| {
        document
            .span(id)
            .map(|span| document.words(span))
            .unwrap_or_default()
    };
    let tie =
        |link: &dictum::model::Link| (link.label.to_string(), words(&link.from), words(&link.to));
    let mut ties: Vec<_> = document.links().map(|link| tie(link)).collect();
    ties.sort();
    ties
}

/// What is set on every span, in text order: attributes, note, whom it means, which links nobody has.
pub fn said(document: &Document) -> Vec<(usize, String, String)> {
    let entities: std::collections::HashMap<_, _> = document
        .entities()
        .map(|entity| (entity.id.clone(), entity.name.clone()))
        .collect();
    let said = |span: &Span| {
        let entity = span.entity.as_ref().and_then(|id| entities.get(id));
        (
            span.fragments.start().0,
            document.words(span),
            format!(
                "{:?} {:?} {entity:?} {:?}",
                span.attributes, span.note, span.no_links
            ),
        )
    };
    let mut all: Vec<_> = document.spans().map(|span| said(span)).collect();
    all.sort();
    all
}

/// Reads what is not there as a file of this name, in a folder of its own with those beside it.
pub fn read_files(format: &Format, files: &[(&str, &[u8])]) -> Result<Vec<Imported>, String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let disk = RealDisk::default();
    let path = folder.path().join(files[0].0);
    let source = Source {
        disk: &disk,
        path: &path,
    };
    let head = source.head().unwrap();
    let glimpse = formats::Glimpse {
        source,
        head: &head,
    };
    let told = formats::recognise(&glimpse).map(|format| format.name);
    assert_eq!(told, Some(format.name), "{}", path.display());
    let mut imported = Vec::new();
    let mut give = |found: Found| {
        let id = source.stem();
        imported.push(formats::import(found, format.name, &Names::ours(), &id));
        ControlFlow::Continue(())
    };
    let read = format.reads.unwrap().read(&source, &mut give);
    read.map(|()| imported).map_err(|error| error.to_string())
}

/// The faults of each article, each with its line.
pub fn faults(read: &[Imported]) -> Vec<Vec<String>> {
    let told = |fault: &dictum::formats::Fault| match fault.line {
        Some(line) => format!("{line}: {}", fault.reason),
        None => fault.reason.clone(),
    };
    let each = read
        .iter()
        .map(|each| each.faults.iter().map(told).collect());
    each.collect()
}
