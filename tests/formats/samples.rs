//! The samples of other programs, beside the project: read, each with no misfit or those that are named.

use crate::trip;
use dictum::disk::RealDisk;
use dictum::formats::{self, Glimpse, Source, named};
use std::path::{Path, PathBuf};

/// Each sample, its format, and how many faults are known in it.
const SAMPLES: &[(&str, &str, usize)] = &[
    ("doccano/export-relation-example.json", "doccano", 0),
    ("doccano/export-seqlab-example.jsonl", "doccano", 0),
    ("doccano/import-relation-example.jsonl", "doccano", 0),
    ("doccano/test-overlapping.jsonl", "doccano", 0),
    ("doccano/transformer-labeling.jsonl", "doccano", 0),
    ("prodigy/demo.jsonl", "prodigy", 0),
    ("prodigy/news_headlines.first20.jsonl", "prodigy", 0),
    (
        "prodigy/rel_component-annotations.first20.jsonl",
        "prodigy",
        0,
    ),
    ("hf_datasets/sample.json", "hf", 0),
    ("spacy/demo.spacy", "spacy", 0),
    ("conll/spacy-ner-token-per-line-conll2003.iob", "iob2", 0),
    ("conll/spacy-ner-token-per-line-with-pos.iob", "iob2", 0),
    ("conll/spacy-ner-sent-per-line.iob", "iob2", 0),
    ("conll/gate-conllu03.conllu", "iob2", 0),
];

/// Where the samples lie; `None`, and said aloud, when they do not.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/formats");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {} is not there", folder.display());
    None
}

#[test]
fn every_sample_is_recognised_and_read() {
    let Some(folder) = folder() else { return };
    let disk = RealDisk::default();
    for &(name, format, faults) in SAMPLES {
        let path = folder.join(name);
        let source = Source {
            disk: &disk,
            path: &path,
        };
        let head = source.head().unwrap();
        let glimpse = Glimpse {
            source,
            head: &head,
        };
        let told = formats::recognise(&glimpse).map(|format| format.name);
        assert_eq!(told, Some(format), "{name}");
        let read = trip::read(named(format).unwrap(), &path);
        let found: Vec<&str> = read
            .iter()
            .flat_map(|each| &each.faults)
            .map(|fault| fault.reason.as_str())
            .collect();
        assert_eq!(found.len(), faults, "{name}: {found:#?}");
        assert!(!read.is_empty(), "{name}");
    }
}
