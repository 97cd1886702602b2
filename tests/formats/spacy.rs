//! spaCy's DocBin: tokens that make up the text, span groups, entities, and the rest as custom attributes.

use crate::{made, trip};
use dictum::disk::RealDisk;
use dictum::formats::{Lost, ReadError, Source, named};
use dictum::model::Document;
use std::io::Write as _;
use std::ops::ControlFlow;

#[test]
fn all_but_pieces_and_history_comes_back() {
    let format = named("spacy").unwrap();
    let mut documents = made::hard();
    documents.push(made::example());
    let out = trip::out(format, &documents);
    let lost = |loss: &&dictum::formats::Loss| loss.lost != Lost::Provenance;
    for loss in out.losses.iter().filter(lost) {
        assert_eq!(loss.lost, Lost::Fragments, "{loss:?}");
    }
    let back = trip::back(format, &out);
    assert_eq!(back.len(), documents.len());
    for (back, document) in back.iter().zip(&documents) {
        let id = &document.header().id;
        assert_eq!(back.faults, [], "{id}");
        assert_eq!(&back.document.header().id, id);
        assert_eq!(back.document.text(), document.text(), "{id}");
        assert_eq!(back.document.header().title, document.header().title);
        if out
            .losses
            .iter()
            .any(|loss| &loss.article == id && loss.lost == Lost::Fragments)
        {
            continue;
        }
        assert_eq!(trip::marks(&back.document), trip::marks(document), "{id}");
        assert_eq!(trip::ties(&back.document), trip::ties(document), "{id}");
        assert_eq!(people(&back.document), people(document), "{id}");
        for span in document.spans() {
            let again = back.document.span(&span.id).unwrap();
            assert_eq!(again.attributes, span.attributes, "{id}");
            assert_eq!(again.state, span.state, "{id}");
            assert_eq!(again.entity, span.entity, "{id}");
        }
    }
}

fn people(document: &Document) -> Vec<(String, Vec<String>)> {
    let person = |entity: &dictum::model::Entity| (entity.name.clone(), entity.aliases.clone());
    document.entities().map(|entity| person(entity)).collect()
}

#[test]
fn what_spacy_wrote_goes_back_as_it_came() {
    // Written by spaCy 3.8: entities without a group, a group of its own name with an id and a meaning,
    // categories, user data with keys that are no strings, and words whose spaces nobody knows.
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files/made.spacy");
    let format = named("spacy").unwrap();
    let first = trip::read(format, &path);
    let faults: Vec<_> = first.iter().flat_map(|each| &each.faults).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let documents: Vec<Document> = first.iter().map(|each| each.document.clone()).collect();
    let marks: Vec<_> = documents.iter().map(trip::marks).collect();
    let mark =
        |label: &str, at: usize, words: &str| (label.to_owned(), vec![(at, words.to_owned())]);
    assert_eq!(
        marks,
        [
            vec![
                mark("organization", 19, "UN"),
                mark("person", 0, "Anna Lund"),
                mark("quote", 15, "the UN left")
            ],
            vec![],
            vec![mark("person", 0, "Nils")],
        ]
    );
    let again = trip::back(format, &trip::out(format, &documents));
    for (once, again) in documents.iter().zip(&again) {
        assert_eq!(again.faults, []);
        assert_eq!(again.document.text(), once.text());
        assert_eq!(trip::marks(&again.document), trip::marks(once));
        let imported = |document: &Document| document.header().metadata.imported.clone();
        assert_eq!(imported(&again.document), imported(once));
        for span in once.spans() {
            let same = again
                .document
                .spans()
                .find(|other| other.fragments == span.fragments && other.label == span.label);
            assert_eq!(same.unwrap().extra, span.extra);
            assert_eq!(same.unwrap().entity, span.entity);
        }
    }
}

#[test]
fn a_damaged_file_is_an_error_or_a_fault() {
    let format = named("spacy").unwrap();
    let whole = trip::one_file(format, &made::hard());
    let read = |bytes: &[u8]| {
        let mut file = tempfile::Builder::new()
            .suffix(".spacy")
            .tempfile()
            .unwrap();
        file.write_all(bytes).unwrap();
        let disk = RealDisk::default();
        let source = Source {
            disk: &disk,
            path: file.path(),
        };
        let mut documents = 0;
        let read = format.reads.unwrap().read(&source, &mut |_| {
            documents += 1;
            ControlFlow::Continue(())
        });
        read.map(|()| documents)
    };
    assert_eq!(read(&whole).unwrap(), made::hard().len());
    for cut in [0, 1, 2, 10, whole.len() / 2, whole.len() - 1] {
        assert!(
            matches!(read(&whole[..cut]), Err(ReadError::Malformed(_))),
            "{cut}"
        );
    }
    assert!(read(b"not zlib at all").is_err());
}
