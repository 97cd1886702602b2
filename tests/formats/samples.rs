//! The samples of other programs, beside the project: read, each with no misfit or those that are named.

use crate::trip;
use dictum::disk::RealDisk;
use dictum::formats::{self, Glimpse, Source, named};
use std::path::{Path, PathBuf};

/// Each sample, its format, and how many faults are known in it.
const SAMPLES: &[(&str, &str, usize)] = &[
    ("brat/PMID-10438843.ann", "brat", 0),
    ("brat/bioc-example1.ann", "brat", 0),
    ("brat/dkpro-document0d.ann", "brat", 0),
    ("brat/dkpro-document1.ann", "brat", 0),
    ("brat/dkpro-event.ann", "brat", 0),
    ("brat/edsnlp-doc-1.ann", "brat", 0),
    ("brat/news-000-introduction.ann", "brat", 0),
    ("brat/real/a0001.ann", "brat", 0),
    ("brat/tdt-s101.ann", "brat", 0),
    ("citron/minimal-by-us.json", "citron", 0),
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
    // Its token leads to another, and tokens are made anew.
    ("uima_cas/cas_with_references.xmi", "cas-xmi", 1),
    ("uima_cas/cas_with_smileys.xmi", "cas-xmi", 0),
    // Tokens and sentences are made anew, without what was set on them.
    ("uima_cas/small_cas.xmi", "cas-xmi", 2),
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
    ("label_studio/derived-tasks.json", "label-studio", 0),
    ("label_studio/real/export_JSON_3.json", "label-studio", 0),
    ("label_studio/real/import_as_sent_3.json", "label-studio", 0),
    // A picture, which has no text.
    ("label_studio/sdk-data.json", "label-studio", 1),
    ("prodigy/demo.jsonl", "prodigy", 0),
    ("prodigy/news_headlines.first20.jsonl", "prodigy", 0),
    (
        "prodigy/rel_component-annotations.first20.jsonl",
        "prodigy",
        0,
    ),
    (
        "webanno_tsv/sampleSlotAnnotation1/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testMultiTokenSpanWithFeatureValue/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testSentenceWithEmoji/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testSentenceWithLineBreak/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testSimpleChain/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testSimpleSlotFeature/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testSingleNonMultiTokenRelationWithMultipleFeatureValues/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testSingleStackedNonTokenRelationWithoutFeatureValue/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testSingleTokenRelationWithFeatureValue/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testStackedSubMultiTokenSpanWithFeatureValue/reference.tsv",
        "webanno-tsv",
        6,
    ),
    (
        "webanno_tsv/testSubTokenPrefix/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testTokenBoundedSpanWithNastyFeatureValue/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testTokenBoundedStackedSpanWithFeatureValue/reference.tsv",
        "webanno-tsv",
        0,
    ),
    (
        "webanno_tsv/testTwoSentencesWithNoSpaceInBetween/reference.tsv",
        "webanno-tsv",
        0,
    ),
    // None of them has its text.
    ("web_annotation/anno20.json", "w3c", 1),
    ("web_annotation/anno21.json", "w3c", 1),
    ("web_annotation/anno22.json", "w3c", 1),
    ("web_annotation/anno23.json", "w3c", 1),
    ("web_annotation/anno24.json", "w3c", 1),
    ("web_annotation/anno25.json", "w3c", 1),
    ("web_annotation/anno26.json", "w3c", 1),
    ("web_annotation/anno27.json", "w3c", 1),
    ("web_annotation/anno28.json", "w3c", 1),
    ("web_annotation/anno36.json", "w3c", 1),
    ("web_annotation/anno37.json", "w3c", 1),
    ("web_annotation/anno38.json", "w3c", 1),
    ("web_annotation/anno39.json", "w3c", 1),
    ("web_annotation/anno40.json", "w3c", 1),
    ("web_annotation/anno41-example44.json", "w3c", 1),
    ("web_annotation/hypothesis-minimal.json", "w3c", 1),
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

#[test]
fn booknlp_s_sample_without_its_tokens_is_refused() {
    let Some(folder) = folder() else { return };
    let disk = RealDisk::default();
    for extension in ["quotes", "entities"] {
        let path = folder
            .join("booknlp/158_emma.first40")
            .with_extension(format!("first40.{extension}"));
        let source = Source {
            disk: &disk,
            path: &path,
        };
        let read = named("booknlp").unwrap().reads.unwrap();
        let error = read.read(&source, &mut |_| std::ops::ControlFlow::Continue(()));
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("158_emma.first40.tokens is needed"),
            "{error}"
        );
    }
}
