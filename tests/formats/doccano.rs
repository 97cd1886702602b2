//! doccano: UTF-16 offsets and no words, spans and relations.

use crate::{made, trip};
use dictum::formats::{Done, Lost, named};
use std::io::Write as _;

#[test]
fn all_but_what_it_has_no_place_for_comes_back() {
    let format = named("doccano").unwrap();
    for document in made::hard() {
        let out = trip::out(format, std::slice::from_ref(&document));
        let back = trip::back(format, &out);
        let [back] = back.as_slice() else {
            panic!("{}: {} documents", document.header().id, back.len())
        };
        assert_eq!(back.faults, []);
        assert_eq!(back.document.text(), document.text());
        assert_eq!(back.document.header().id, document.header().id);
        let split = out
            .losses
            .iter()
            .filter(|loss| loss.lost == Lost::Fragments)
            .count();
        if split == 0 {
            assert_eq!(trip::marks(&back.document), trip::marks(&document));
            assert_eq!(trip::ties(&back.document), trip::ties(&document));
        }
    }
}

#[test]
fn an_interrupted_quote_becomes_two_that_are_tied() {
    let format = named("doccano").unwrap();
    let document = made::hard()
        .into_iter()
        .find(|made| made.header().id == "interrupted")
        .unwrap();
    let out = trip::out(format, &[document]);
    let lost: Vec<_> = out
        .losses
        .iter()
        .filter(|loss| loss.lost != Lost::Provenance)
        .map(|loss| (loss.lost, loss.done, loss.item.as_str()))
        .collect();
    assert_eq!(lost, [(Lost::Fragments, Done::Split, "q1")]);
    let back = trip::back(format, &out);
    let ties = trip::ties(&back[0].document);
    assert_eq!(
        ties,
        [
            (
                "continues".to_owned(),
                "“These steps,”".to_owned(),
                "“only lead to escalation.”".to_owned()
            ),
            (
                "said_by".to_owned(),
                "“These steps,”".to_owned(),
                "the secretary".to_owned()
            ),
        ]
    );
}

#[test]
fn a_line_that_is_no_record_is_told_and_the_others_are_read() {
    let mut file = tempfile::Builder::new()
        .suffix(".jsonl")
        .tempfile()
        .unwrap();
    file.write_all(
        b"\xEF\xBB\xBF{\"text\": \"ab\", \"label\": [[0, 1, \"X\"], [1, 9, \"X\"], 7]}\r\n\n{\"text\": 3}\n{\"text\": \"c\", \"labels\": []}",
    )
    .unwrap();
    let read = trip::read(named("doccano").unwrap(), file.path());
    let faults: Vec<Vec<String>> = read
        .iter()
        .map(|each| {
            let told = |fault: &dictum::formats::Fault| {
                format!("{}: {}", fault.line.unwrap_or(0), fault.reason)
            };
            each.faults.iter().map(told).collect()
        })
        .collect();
    assert_eq!(
        faults,
        [
            vec![
                "1: a label that is neither [start, end, name] nor an object: 7".to_owned(),
                "1: a mark X: piece 1 reaches to 9, past the end of the text".to_owned(),
            ],
            vec!["3: column 10: invalid type: integer `3`, expected a string".to_owned()],
            vec![],
        ]
    );
    assert_eq!(read[0].document.spans_len(), 1);
}
