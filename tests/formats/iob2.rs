//! CoNLL columns: tags for each token, columns for labels that overlap, the text from what stands between.

use crate::{made, trip};
use dictum::formats::{Lost, named};
use std::io::Write as _;

fn read(name: &str, bytes: &[u8]) -> Vec<dictum::formats::Imported> {
    let mut file = tempfile::Builder::new().suffix(name).tempfile().unwrap();
    file.write_all(bytes).unwrap();
    trip::read(named("iob2").unwrap(), file.path())
}

#[test]
fn texts_and_spans_come_back() {
    let format = named("iob2").unwrap();
    let mut documents = made::hard();
    documents.push(made::example());
    let out = trip::out(format, &documents);
    let back = trip::back(format, &out);
    assert_eq!(back.len(), documents.len());
    for (back, document) in back.iter().zip(&documents) {
        let id = &document.header().id;
        assert_eq!(back.faults, [], "{id}");
        assert_eq!(back.document.text(), document.text(), "{id}");
        if !document.text().is_empty() {
            assert_eq!(&back.document.header().id, id);
        }
        let is_split =
            |loss: &dictum::formats::Loss| &loss.article == id && loss.lost == Lost::Fragments;
        if !out.losses.iter().any(is_split) {
            assert_eq!(trip::marks(&back.document), trip::marks(document), "{id}");
        }
    }
    assert!(
        !out.losses
            .iter()
            .any(|loss| matches!(loss.lost, Lost::Span | Lost::Boundary | Lost::Overlap))
    );
}

#[test]
fn one_column_is_enough_where_nothing_overlaps_and_each_label_has_its_own_where_something_does() {
    let format = named("iob2").unwrap();
    let text = "He said “go now” twice. Then left.";
    let flat = made::document(
        "a b",
        text,
        &[("s1", "speaker", &["He"]), ("q1", "quote", &["“go now”"])],
        &[],
    );
    let bytes = trip::one_file(format, &[flat]);
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "-DOCSTART- -X- O O\n\n\
         He\t_\tNewDoc=a\\sb\tB-speaker\nsaid\t_\t_\tO\n\
         “\t_\tSpaceAfter=No\tB-quote\ngo\t_\t_\tI-quote\nnow\t_\tSpaceAfter=No\tI-quote\n”\t_\t_\tI-quote\n\
         twice\t_\tSpaceAfter=No\tO\n.\t_\t_\tO\n\n\
         Then\t_\t_\tO\nleft\t_\tSpaceAfter=No\tO\n.\t_\tSpaceAfter=No\tO\n\n"
    );
    let nested = made::document(
        "b",
        "he “say ‘go’ x”",
        &[
            ("q1", "quote", &["“say ‘go’ x”"]),
            ("q2", "quote", &["‘go’"]),
            ("s1", "speaker", &["he"]),
        ],
        &[],
    );
    let bytes = trip::one_file(format, &[nested]);
    let lines = String::from_utf8(bytes).unwrap();
    assert!(
        lines.contains("he\t_\tNewDoc=b\tB-speaker\tO\tO\n"),
        "{lines}"
    );
    assert!(
        lines.contains("‘\t_\tSpaceAfter=No\tO\tI-quote\tB-quote\n"),
        "{lines}"
    );
}

#[test]
fn a_span_that_ends_in_white_space_is_cut_and_named() {
    let document = made::document(
        "a",
        "He said \u{1} no.",
        &[("q1", "quote", &["said "]), ("e1", "event", &["\u{1}"])],
        &[],
    );
    let out = trip::out(named("iob2").unwrap(), &[document]);
    let lost: Vec<_> = out
        .losses
        .iter()
        .filter(|loss| loss.lost != Lost::Provenance)
        .map(|loss| (loss.lost, loss.item.as_str()))
        .collect();
    assert_eq!(lost, [(Lost::Boundary, "q1"), (Lost::Span, "e1")]);
    let back = trip::back(named("iob2").unwrap(), &out);
    assert_eq!(
        trip::marks(&back[0].document),
        [("quote".to_owned(), vec![(3, "said".to_owned())])]
    );
    assert_eq!(back[0].document.text().as_str(), "He said \u{1} no.");
}

#[test]
fn columns_of_many_makes_are_read() {
    for (name, bytes, text, marks) in [
        (
            ".conll",
            "EU NNP B-NP B-ORG\nleft VBD B-VP O\n\nAnna NNP B-NP I-PER\nsaid VBD B-VP O\n",
            "EU left\nAnna said",
            vec![("organization", 0, "EU"), ("person", 8, "Anna")],
        ),
        (
            ".iob",
            "Anna|NNP|B-PER said|VBD|O\r\nEU|NNP|U-ORG",
            "Anna said\nEU",
            vec![("organization", 10, "EU"), ("person", 0, "Anna")],
        ),
        (
            ".tsv",
            "\u{feff}100 000\tO\tB-X\nmen\tB-Y\tI-X\n",
            "100 000 men",
            vec![("X", 0, "100 000 men"), ("Y", 8, "men")],
        ),
        (
            ".conllu",
            "# text = vámonos ya\n1-2\tvámonos\t_\t_\n1\tvamos\tir\tV\n2\tnos\tyo\tP\n3\tya\tya\tA\n3.1\tx\tx\tX\n",
            "vámonos ya",
            vec![],
        ),
    ] {
        let read = read(name, bytes.as_bytes());
        assert_eq!(read.len(), 1, "{name}");
        assert_eq!(read[0].faults, [], "{name}");
        assert_eq!(read[0].document.text().as_str(), text);
        let marks: Vec<_> = marks
            .into_iter()
            .map(|(label, at, words)| (label.to_owned(), vec![(at, words.to_owned())]))
            .collect();
        assert_eq!(trip::marks(&read[0].document), marks, "{name}");
    }
}

#[test]
fn what_is_wrong_in_a_line_is_told_and_the_rest_is_read() {
    let many: String = (0..20_000).map(|_| "word O\n").collect();
    let bytes = [
        many.as_bytes(),
        b"\xFF O\nAnna B-PER\nsaid NN\n\n-DOCSTART-\n\nEU B-ORG\n",
    ]
    .concat();
    let read = read(".conll", &bytes);
    assert_eq!(read.len(), 2);
    let faults: Vec<_> = read[0]
        .faults
        .iter()
        .map(|fault| (fault.line, fault.reason.as_str()))
        .collect();
    assert_eq!(
        faults,
        [
            (Some(20_001), "not UTF-8"),
            (Some(20_003), "column 2: NN is no tag such as B-PER")
        ]
    );
    assert_eq!(read[0].document.spans_len(), 1);
    assert_eq!(read[1].document.text().as_str(), "EU");
    assert!(read[1].document.header().id.ends_with("-2"));
}
