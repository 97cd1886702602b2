//! Hugging Face datasets: three tables, read back from Parquet and from JSON Lines.

use crate::{made, trip};
use dictum::disk::{Disk as _, RealDisk};
use dictum::formats::export::Manner;
use dictum::formats::{Lost, Options, Source, named};
use dictum::model::Document;
use std::io::Write as _;
use std::ops::ControlFlow;

fn documents() -> Vec<Document> {
    let mut documents = made::hard();
    documents.push(made::example());
    documents
}

fn manner(table: Option<&str>, extension: &str) -> Manner {
    let options = Options {
        table: table.map(str::to_owned),
        extension: Some(extension.to_owned()),
        ..Options::default()
    };
    Manner {
        options,
        ..Manner::default()
    }
}

#[test]
fn all_but_history_comes_back_from_either_spelling() {
    let format = named("hf").unwrap();
    for extension in ["parquet", "jsonl"] {
        let documents = documents();
        let out = trip::out_as(format, &documents, manner(None, extension));
        let others: Vec<_> = out
            .losses
            .iter()
            .filter(|loss| loss.lost != Lost::Provenance)
            .collect();
        assert!(others.is_empty(), "{others:?}");
        let back = trip::back(format, &out);
        assert_eq!(back.len(), documents.len());
        for (back, document) in back.iter().zip(&documents) {
            let id = &document.header().id;
            assert_eq!(back.faults, [], "{id}");
            let back = &back.document;
            assert_eq!(back.text(), document.text(), "{id}");
            assert_eq!(&back.header().id, id);
            assert_eq!(back.header().title, document.header().title);
            assert_eq!(back.header().metadata.url, document.header().metadata.url);
            assert_eq!(trip::marks(back), trip::marks(document), "{id}");
            assert_eq!(trip::ties(back), trip::ties(document), "{id}");
            for span in document.spans() {
                let again = back.span(&span.id).unwrap();
                assert_eq!(again.attributes, span.attributes);
                assert_eq!(again.entity, span.entity);
                assert_eq!(again.no_links, span.no_links);
                assert_eq!(again.note, span.note);
                assert_eq!(again.state, span.state);
            }
            let people = |document: &Document| {
                let named = |entity: &dictum::model::Entity| {
                    (
                        entity.id.clone(),
                        entity.name.clone(),
                        entity.aliases.clone(),
                    )
                };
                document
                    .entities()
                    .map(|entity| named(entity))
                    .collect::<Vec<_>>()
            };
            assert_eq!(people(back), people(document));
        }
    }
}

#[test]
fn a_folder_has_three_tables_and_a_card_and_one_file_has_one() {
    let format = named("hf").unwrap();
    let names = |out: &trip::Out| {
        let name =
            |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        out.files.iter().map(name).collect::<Vec<_>>()
    };
    let all = trip::out(format, &[made::example()]);
    assert_eq!(
        names(&all),
        [
            "README.md",
            "attributions.parquet",
            "documents.parquet",
            "tokens.parquet"
        ]
    );
    let one = trip::out_as(
        format,
        &[made::example()],
        manner(Some("attributions"), "jsonl"),
    );
    assert_eq!(names(&one), ["README.md", "attributions.jsonl"]);
    let lines = RealDisk::default().read(&one.files[1]).unwrap();
    let rows: Vec<serde_json::Value> = lines
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    let quotes = made::example()
        .spans()
        .filter(|span| span.label.as_str() == "quote")
        .count();
    assert_eq!(rows.len(), quotes);
    let with_speaker = rows
        .iter()
        .filter(|row| row["speakers"][0]["fragments"][0]["text"].is_string())
        .count();
    assert!(with_speaker > quotes / 2, "{with_speaker} of {quotes}");
    // Events have no place in it, and are named.
    assert!(one.losses.iter().any(|loss| loss.lost == Lost::Attribute));
}

#[test]
fn what_is_only_in_documents_is_named_when_tokens_go_out_alone() {
    let format = named("hf").unwrap();
    let interrupted: Vec<Document> = made::hard()
        .into_iter()
        .filter(|made| made.header().id == "interrupted")
        .collect();
    let out = trip::out_as(format, &interrupted, manner(Some("tokens"), "parquet"));
    let lost: Vec<Lost> = out
        .losses
        .iter()
        .map(|loss| loss.lost)
        .filter(|lost| *lost != Lost::Provenance)
        .collect();
    assert_eq!(lost, [Lost::Fragments, Lost::Link]);
}

fn read(
    name: &str,
    bytes: &[u8],
) -> Result<Vec<dictum::formats::Found>, dictum::formats::ReadError> {
    let mut file = tempfile::Builder::new().suffix(name).tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let disk = RealDisk::default();
    let source = Source {
        disk: &disk,
        path: file.path(),
    };
    let mut all = Vec::new();
    let read = named("hf")
        .unwrap()
        .reads
        .unwrap()
        .read(&source, &mut |found| {
            all.push(found);
            ControlFlow::Continue(())
        });
    read.map(|()| all)
}

#[test]
fn rows_of_others_are_read_and_what_is_wrong_in_them_is_told() {
    let deep = format!(
        "{{\"text\": \"a\", \"x\": {}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let lines = [
        r#"{"id": 7, "text": "Anna said so", "spans": [{"start": 0, "end": 4, "label": "PER", "score": 0.5}, {"start": 1, "label": "X"}, 3], "source": "wire"}"#,
        r#"{"text": 3}"#,
        r#"{"words": ["EU", "left"], "ner": ["B-ORG", "O"], "pos_tags": ["NN", "VB"]}"#,
        r#"{"tokens": ["EU"], "ner_tags": [3]}"#,
        "not json",
        deep.as_str(),
        r#"{"id": "z"}"#,
    ];
    let found = read(".jsonl", lines.join("\n").as_bytes()).unwrap();
    let told: Vec<(usize, usize)> = found
        .iter()
        .map(|each| (each.spans.len(), each.faults.len()))
        .collect();
    assert_eq!(
        told,
        [(1, 2), (0, 1), (1, 0), (0, 1), (0, 1), (0, 1), (0, 1)]
    );
    assert_eq!(found[0].header.id, "7");
    assert_eq!(found[0].spans[0].origin.score, Some(0.5));
    assert_eq!(found[2].text, "EU left");
}

#[test]
fn a_parquet_file_that_others_wrote_names_its_labels_by_numbers() {
    // Written by datasets 5.2: tokens with ClassLabel tags.
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files/tags.parquet");
    let read = trip::read(named("hf").unwrap(), &path);
    let marks: Vec<_> = read
        .iter()
        .map(|each| trip::marks(&each.document))
        .collect();
    let mark =
        |label: &str, at: usize, words: &str| (label.to_owned(), vec![(at, words.to_owned())]);
    assert_eq!(
        marks,
        [
            vec![
                mark("organization", 0, "EU"),
                mark("person", 8, "Anna Lund")
            ],
            vec![]
        ]
    );
}

#[test]
fn a_damaged_parquet_file_is_an_error() {
    let whole = trip::one_file(named("hf").unwrap(), &made::hard());
    assert_eq!(read(".parquet", &whole).unwrap().len(), made::hard().len());
    for cut in [4, 8, whole.len() / 2, whole.len() - 1] {
        assert!(read(".parquet", &whole[..cut]).is_err(), "{cut}");
    }
    // Any one byte changed is an error or other rows, and no more.
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        let _ = read(".parquet", &damaged);
    }
}
