//! The samples of other programs, beside the project: read, each with no misfit or those that are named.

use crate::trip;
use dictum::disk::RealDisk;
use dictum::formats::{self, Glimpse, Source, named};
use std::path::{Path, PathBuf};

/// Each sample, its format, and how many faults are known in it.
const SAMPLES: &[(&str, &str, usize)] = &[
    (
        "uima_cas/casWithEmojiUnicodeTextAndAnnotations/data.json",
        "cas-json",
        0,
    ),
    (
        "uima_cas/casWithEmojiUnicodeTextAndAnnotations/debug.xmi",
        "cas-xmi",
        0,
    ),
    (
        "uima_cas/casWithLeftToRightTextAndAnnotations/data.json",
        "cas-json",
        0,
    ),
    (
        "uima_cas/casWithLeftToRightTextAndAnnotations/debug.xmi",
        "cas-xmi",
        0,
    ),
    (
        "uima_cas/casWithTextAndAnnotations/data.json",
        "cas-json",
        0,
    ),
    // Its Sofa has no text.
    ("uima_cas/casWithTextAndAnnotations/debug.xmi", "cas-xmi", 4),
    (
        "uima_cas/casWithTraditionalChineseTextAndAnnotations/data.json",
        "cas-json",
        0,
    ),
    (
        "uima_cas/casWithTraditionalChineseTextAndAnnotations/debug.xmi",
        "cas-xmi",
        0,
    ),
    ("uima_cas/cas_with_references.xmi", "cas-xmi", 0),
    ("uima_cas/cas_with_smileys.xmi", "cas-xmi", 0),
    ("uima_cas/small_cas.xmi", "cas-xmi", 0),
    (
        "uima_cas/tsv3-testSimpleSlotFeature/data-ref.json",
        "cas-json",
        0,
    ),
    (
        "uima_cas/tsv3-testSimpleSlotFeature/data.json",
        "cas-json",
        0,
    ),
    (
        "uima_cas/tsv3-testSimpleSlotFeature/debug.xmi",
        "cas-xmi",
        0,
    ),
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
