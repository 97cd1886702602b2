//! Where a fuzzer begins: the beginning of the example and made documents in every format, and samples of other programs
//! where they lie beside the project.

use crate::files::{SEPARATOR, files_of};
use crate::samples::SAMPLES;
use crate::{acts, choices::Choices, framing};
use dictum::formats::export::Manner;
use dictum::formats::{self, Export, Format, Memory, Selection};
use dictum::journal::{About, Base, Begin, Entry, Whole};
use dictum::model::{ByteRange, Document, Draft, RevisionId};
use dictum::store::{self, schemas};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Larger ones make a fuzzer slow.
const LARGEST: usize = 16_000;

/// The targets of other programs' formats: each with the format, the names of its files as in [`files_of`],
/// and the folder of samples.
const FOREIGN: [(&str, &str, &str, &str); 19] = [
    ("brat", "brat", "brat", "brat"),
    ("polnear", "polnear", "polnear", "polnear"),
    ("webanno_tsv", "webanno-tsv", "webanno-tsv", "webanno_tsv"),
    ("w3c", "w3c", "w3c", "web_annotation"),
    ("corenlp_json", "corenlp", "corenlp", "corenlp"),
    ("corenlp_text", "corenlp", "corenlp-text", "corenlp"),
    (
        "gender_gap",
        "gendergaptracker",
        "gendergaptracker",
        "gender_gap",
    ),
    ("booknlp", "booknlp", "booknlp", "booknlp"),
    ("pdnc", "pdnc", "pdnc", "pdnc"),
    ("citron", "citron", "citron", "citron"),
    (
        "label_studio",
        "label-studio",
        "label-studio",
        "label_studio",
    ),
    ("spacy", "spacy", "spacy", "spacy"),
    ("iob2", "iob2", "iob2", "conll"),
    ("cas_json", "cas-json", "cas-json", "uima_cas"),
    ("cas_xmi", "cas-xmi", "cas-xmi", "uima_cas"),
    ("prodigy", "prodigy", "prodigy", "prodigy"),
    ("hf_parquet", "hf", "hf", "hf_datasets"),
    ("hf_jsonl", "hf", "hf-jsonl", "hf_datasets"),
    ("doccano", "doccano", "doccano", "doccano"),
];

/// Writes inputs to begin from: a folder for each target.
pub fn seeds(folder: &Path) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = Seeds(folder);
    for (number, (target, files)) in SAMPLES.iter().enumerate() {
        seeds.put(
            target,
            &format!("sample-{number}"),
            &joined(files.iter().map(|file| file.as_bytes())),
        );
    }
    let mut documents = made();
    let example = project.join("annotations/pentagon-shoigu-call.json");
    let opened = read(&example).and_then(|bytes| store::read(&bytes, &example).ok());
    documents.extend(opened.and_then(|opened| beginning(&opened.document)));
    for (number, document) in documents.iter().enumerate() {
        seeds.own(&format!("made-{number}"), document);
        for (target, format, files, _) in FOREIGN {
            if let Some(format) = formats::named(format).filter(|format| format.writes.is_some()) {
                seeds.put(
                    target,
                    &format!("made-{number}"),
                    &exported(format, files, document),
                );
            }
        }
    }
    seeds.journals();
    for schema in [schemas::news(), schemas::attribution()] {
        seeds.put(
            "schema",
            &schema.name,
            store::write_schema(&schema).as_bytes(),
        );
    }
    seeds.put("project", "made", b"(format: \"dictum-project/1\", name: \"a\", schema: \"news\", tagger: (command: \"x -y\"), guidelines: \"b\", blind_every: 4)");
    seeds.put(
        "agreements",
        "made",
        br#"[(project: "/a", command: ["b", "-c"])]"#,
    );
    seeds.put(
        "command_line",
        "made",
        br#"python3 "my tagger.py" --fast 'a b' \"#,
    );
    let shared = project.join("../shared");
    if shared.is_dir() {
        seeds.shared(&shared);
    } else {
        eprintln!(
            "SKIPPED: {} is not there; the project's own seeds alone",
            shared.display()
        );
    }
}

struct Seeds<'a>(&'a Path);

impl Seeds<'_> {
    fn put(&self, target: &str, name: &str, bytes: &[u8]) {
        if bytes.len() > LARGEST {
            return;
        }
        let folder = self.0.join(target);
        let written =
            fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(name), bytes));
        written.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }

    fn own(&self, name: &str, document: &Document) {
        self.put("ron", name, store::write_ron(document).as_bytes());
        self.put("json", name, store::write_json(document).as_bytes());
        self.put("json_lines", name, store::write_jsonl(document).as_bytes());
        let text = document.text().as_str().as_bytes();
        self.put("words", name, text);
        self.put("article", name, text);
        self.put(
            "rebasing",
            name,
            &joined([&b"\x01\x02\x09"[..], text, text]),
        );
    }

    fn journals(&self) {
        for (number, (_, files)) in SAMPLES
            .iter()
            .filter(|(target, _)| *target == "edits")
            .enumerate()
        {
            let bytes = files.concat();
            self.put(
                "journal",
                &format!("made-{number}"),
                &journal(bytes.as_bytes()),
            );
        }
    }

    fn shared(&self, shared: &Path) {
        for (target, _, files, folder) in FOREIGN {
            let names = files_of(files);
            for path in all_in(&shared.join("formats").join(folder)) {
                if path.extension() == Path::new(names[0]).extension() {
                    self.put(target, &hashed(&path), &with_those_beside(&path, names));
                }
            }
        }
        for path in all_in(&shared.join("corpora")) {
            let bytes = read(&path).unwrap_or_default();
            let targets: &[&str] = match path.extension().and_then(|it| it.to_str()) {
                Some("txt") => &["words", "article"],
                _ => &["json"],
            };
            targets
                .iter()
                .for_each(|target| self.put(target, &hashed(&path), &bytes));
        }
    }
}

fn read(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

fn all_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(all_in(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn hashed(path: &Path) -> String {
    dictum::disk::FileHash::of(path.as_os_str().as_encoded_bytes()).to_string()
}

/// A file with those that belong to it: of the same stem, or of the name itself.
fn with_those_beside(path: &Path, names: &[&str]) -> Vec<u8> {
    let rest = names[1..].iter().map(|name| {
        let same_stem = path.with_extension(Path::new(name).extension().unwrap_or_default());
        let beside = if name.starts_with("a.") {
            same_stem
        } else {
            path.with_file_name(name)
        };
        read(&beside).unwrap_or_default()
    });
    let files: Vec<Vec<u8>> = read(path).into_iter().chain(rest).collect();
    joined(files.iter().map(Vec::as_slice))
}

fn joined<'a>(files: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let files: Vec<&[u8]> = files.into_iter().collect();
    files.join(&SEPARATOR)
}

/// Documents on which somebody has worked.
fn made() -> Vec<Document> {
    let sequences = SAMPLES.iter().filter(|(target, _)| *target == "edits");
    sequences
        .map(|(_, files)| worked(files.concat().as_bytes()).document().clone())
        .collect()
}

/// The first paragraphs of a document, with the marks in them.
fn beginning(document: &Document) -> Option<Document> {
    let text = document.text();
    let end = text.paragraphs().iter().find(|it| it.end.0 > 600)?.end;
    let mut draft = Draft::new(document);
    draft
        .replace_text(ByteRange::between(end, text.end()), "")
        .ok()?;
    Some(draft.into_document())
}

fn worked(bytes: &[u8]) -> dictum::editor::Editor {
    let mut choices = Choices::of(bytes);
    let mut editor = acts::editor(acts::document(choices.byte()));
    while !choices.is_over() {
        acts::act(&mut editor, &mut choices);
    }
    editor
}

fn journal(bytes: &[u8]) -> Vec<u8> {
    let editor = worked(bytes);
    let first = acts::document(bytes.first().copied().unwrap_or_default());
    let about = About::new("a", "a".to_owned(), None, None);
    let base = Base::Whole(Whole(first));
    let mut entries = vec![Entry::Begin(Box::new(Begin {
        about,
        base,
        text: None,
    }))];
    for (number, step) in editor.history().revisions().iter().enumerate() {
        let number = RevisionId(number + 1);
        entries.push(Entry::Step {
            number,
            step: Arc::clone(step),
        });
    }
    entries.push(Entry::At(editor.history().current()));
    framing::journal(&entries)
}

/// An export's files as an input.
fn exported(format: &'static Format, files: &str, document: &Document) -> Vec<u8> {
    let names = files_of(files);
    let mut manner = Manner {
        selection: Selection {
            unfinished: true,
            ..Selection::default()
        },
        ..Manner::default()
    };
    if names[0].ends_with(".jsonl") {
        manner.options.extension = Some("jsonl".to_owned());
    }
    let (mut shelf, mut losses) = (Memory::default(), Vec::new());
    let Ok(mut export) = Export::begin(format, manner) else {
        return Vec::new();
    };
    let put = export.put(document, &mut shelf, &mut losses);
    if put.is_err() || export.end(&mut shelf).is_err() {
        return Vec::new();
    }
    let mut out: Vec<Vec<u8>> = if shelf.main.is_empty() {
        Vec::new()
    } else {
        vec![shelf.main]
    };
    for name in &names[out.len()..] {
        let ending = Path::new(name).extension();
        let found = shelf
            .files
            .iter()
            .find(|(written, _)| Path::new(written).extension() == ending);
        out.push(found.map(|(_, bytes)| bytes.clone()).unwrap_or_default());
    }
    joined(out.iter().map(Vec::as_slice))
}
