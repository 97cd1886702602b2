//! brat and PolNeAR: pieces parted at line ends, events, references, and what strict readers take.

use crate::{made, trip};
use dictum::formats::{Imported, Lost, named};
use dictum::model::{
    AttributeValue, Document, Entity, Extra, LabelName, Link, Origin, Parts, Span, State,
};
use std::path::Path;

/// A pair of files in a folder of its own.
fn pair(text: &[u8], annotations: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    std::fs::write(folder.path().join("a.ann"), annotations).unwrap();
    folder
}

fn read(format: &str, text: &str, annotations: &str) -> Imported {
    let folder = pair(text.as_bytes(), annotations.as_bytes());
    let mut read = trip::read(named(format).unwrap(), &folder.path().join("a.ann"));
    read.remove(0)
}

fn told(imported: &Imported) -> Vec<String> {
    let told =
        |fault: &dictum::formats::Fault| format!("{}: {}", fault.line.unwrap_or(0), fault.reason);
    imported.faults.iter().map(told).collect()
}

fn written(out: &trip::Out, name: &str) -> String {
    let path = out.files.iter().find(|path| path.ends_with(name)).unwrap();
    std::fs::read_to_string(path).unwrap()
}

/// What a document says, ids aside.
fn said(document: &Document) -> String {
    let mut lines = Vec::new();
    for span in document.spans() {
        let entity = span.entity.as_ref().and_then(|id| document.entity(id));
        let entity =
            entity.map(|entity| (&entity.name, &entity.kind, &entity.aliases, &entity.uri));
        let fragments: Vec<_> = span.fragments.iter().collect();
        lines.push(format!(
            "{} {fragments:?} {:?} {:?} {:?} {entity:?} {:?}",
            span.label, span.attributes, span.no_links, span.state, span.note
        ));
    }
    for link in document.links() {
        let words = |id| document.span(id).map(|span| document.words(span));
        lines.push(format!(
            "{} {:?} {:?} {:?} {:?}",
            link.label,
            words(&link.from),
            words(&link.to),
            link.attributes,
            link.state
        ));
    }
    lines.sort();
    lines.join("\n")
}

#[test]
fn the_example_and_every_hard_thing_come_back() {
    let format = named("brat").unwrap();
    for document in made::hard().into_iter().chain([made::example()]) {
        let out = trip::out(format, std::slice::from_ref(&document));
        let lost: Vec<_> = out
            .losses
            .iter()
            .filter(|loss| !matches!(loss.lost, Lost::Provenance | Lost::Metadata))
            .collect();
        assert_eq!(lost, [] as [&dictum::formats::Loss; 0]);
        let back = trip::back(format, &out);
        let [back] = back.as_slice() else {
            panic!("{}: {} documents", document.header().id, back.len())
        };
        assert_eq!(back.faults, []);
        assert_eq!(back.document.text(), document.text());
        assert_eq!(back.document.header().id, document.header().id);
        assert_eq!(said(&back.document), said(&document));
    }
}

#[test]
fn all_that_can_be_set_comes_back() {
    let made = made::document(
        "set",
        "“Go,” Anna Lund said.\nHe went.",
        &[
            ("q1", "quote", &["“Go,”"]),
            ("s1", "speaker", &["Anna Lund"]),
            ("s2", "speaker", &["He"]),
            ("q2", "quote", &["went"]),
        ],
        &[("l1", "said_by", "q1", "s1")],
    );
    let spans = made.spans().map(|span| {
        let mut span = Span::clone(span);
        match span.id.as_str() {
            "q1" => {
                let values = [
                    ("kind", AttributeValue::from("free-indirect")),
                    ("sure", AttributeValue::Flag(true)),
                    ("tone", AttributeValue::from("rather cold")),
                    (
                        "topics",
                        AttributeValue::Many(vec!["war".into(), "peace".into()]),
                    ),
                ];
                for (name, value) in values {
                    span.attributes.insert(name.into(), value);
                }
                span.note = Some("Twice.\nSee above".to_owned());
            }
            "q2" => {
                span.no_links = vec!["said_by".into()];
                span.state = State::Suggested;
                span.origin.score = Some(0.25);
            }
            _ => span.entity = Some("p-1".into()),
        }
        span
    });
    let links = made.links().map(|link| {
        let mut link = Link::clone(link);
        link.attributes.insert("certainty".into(), "high".into());
        link
    });
    let mut person = Entity::new("p-1".into(), "Anna Lund", Origin::default());
    person.kind = Some("person".into());
    person.aliases = vec!["the\u{2028}minister".to_owned()];
    person.uri = Some("https://example.org/1".to_owned());
    let document = Document::build(Parts {
        header: (**made.header()).clone(),
        schema: made.schema().clone(),
        text: made.text().clone(),
        spans: spans.collect(),
        links: links.collect(),
        entities: vec![person],
    })
    .unwrap();
    let format = named("brat").unwrap();
    let manner = dictum::formats::export::Manner {
        selection: dictum::formats::Selection {
            wanted: dictum::formats::Wanted::Live,
            ..Default::default()
        },
        ..Default::default()
    };
    let out = trip::out_as(format, std::slice::from_ref(&document), manner);
    let lost: Vec<Lost> = out.losses.iter().map(|loss| loss.lost).collect();
    assert!(
        lost.iter().all(|lost| *lost == Lost::Provenance),
        "{lost:?}"
    );
    let back = trip::back(format, &out);
    assert_eq!(back[0].faults, []);
    assert_eq!(said(&back[0].document), said(&document));
    let score = back[0].document.spans().find_map(|span| span.origin.score);
    assert_eq!(score, Some(0.25));
}

/// What comes in from brat goes out as it was, whatever of it we have no word for.
#[test]
fn brat_s_own_come_back_to_brat() {
    let text = "Sony formed a joint venture with Ericsson, a phone company\nin Sweden. IL-7, interleukin-7.";
    let annotations = "\
T1\tOrganization 0 4\tSony
T2\tMERGE-ORG 14 27\tjoint venture
T3\tOrganization 33 41\tEricsson
T4\tCountry 62 68\tSweden
T5\tPhrase 51 58;59 61\tcompany in
T6\tProtein 70 74\tIL-7
T7\tProtein 76 89\tinterleukin-7
T8\tProtein 70 72;73 74\tIL 7
E1\tMERGE-ORG:T2 Org:T1 Org2:T3
E2\tMERGE-ORG:T2 Org3:T3 Of:E1
R1\tOrigin Arg1:T3 Arg2:T4
R5\tIn Inner:T3 Outer:T4
*\tEquiv T6 T8 T7
A1\tMention T1 Name
A2\tIndividual T1
A3\tConfidence E2 High
A4\tSort R1 a b
A5\tNUM T4 Sg
A6\tNUM T4 Pl
N1\tReference T4 Wikipedia:26748\tSweden
N2\tReference T4 GeoNames:2661886\tKingdom of Sweden
#1\tLemma T4\t Swede-n
#2\tAnnotatorNotes T1\tThis is a named entity.
#3\tAnnotatorNotes E1\tThis is an event.
#4\tAnnotatorNotes R1\tThis is a relation.
";
    let imported = read("brat", text, annotations);
    assert_eq!(told(&imported), [] as [&str; 0]);
    let format = named("brat").unwrap();
    let out = trip::out(format, &[imported.document]);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text
            .lines()
            .map(|line| {
                let (id, rest) = line.split_once('\t').unwrap();
                // What is set has no name that others know it by.
                match id.chars().next() {
                    Some('A' | 'N' | '#') => rest.to_owned(),
                    _ => line.to_owned(),
                }
            })
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&written(&out, "a.ann")), sorted(annotations));
    let conf = written(&out, "annotation.conf");
    for line in [
        "MERGE-ORG\tOrg*:Organization, Of*:MERGE-ORG",
        "Mention\tArg:Organization, Value:Name",
        "Individual\tArg:Organization",
    ] {
        assert!(conf.lines().any(|known| known == line), "{line}\n{conf}");
    }
}

#[test]
fn pieces_that_only_a_line_end_parts_are_one() {
    for (text, spans, words, fragments) in [
        ("one\ntwo three", "0 3;4 7", "one two", 1),
        ("one\r\ntwo three", "0 3;5 8", "one two", 1),
        ("one\u{2028}two", "0 3;4 7", "one two", 1),
        ("one two", "0 3;4 7", "one two", 2),
        ("one \ntwo", "0 3;5 8", "one two", 2),
        // As brat before 1.3 wrote them, and as others tear them.
        ("one two", "0 3;4 7", "onetwo", 2),
        ("one\ntwo", "0 7", "one\ntwo", 1),
    ] {
        let imported = read("brat", text, &format!("T1\tquote {spans}\t{words}\n"));
        assert_eq!(told(&imported), [] as [&str; 0], "{text:?}");
        let span = imported.document.spans().next().unwrap();
        assert_eq!(span.fragments.len(), fragments, "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_and_utf_16_offsets_are_seen() {
    for (text, annotations) in [
        ("\u{feff}one two", "T1\tx 5 8\ttwo\n"),
        ("\u{feff}one two", "T1\tx 4 7\ttwo\n"),
        ("😀 one two", "T1\tx 7 10\ttwo\n"),
        ("a\r\nb two", "T1\tx 4 7\ttwo\n"),
        ("one two", "\u{feff}T1\tx 4 7\ttwo\r\n"),
    ] {
        let imported = read("brat", text, annotations);
        assert_eq!(told(&imported), [] as [&str; 0], "{text:?}");
        let span = imported.document.spans().next().unwrap();
        assert_eq!(imported.document.words(span), "two");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_is_read() {
    let imported = read(
        "brat",
        "one two three",
        "hello\nT1\tx 0 3\tone\nT1\tx 4 7\ttwo\nT2\tx 4 99\ttwo\nT3\tx 4 7\tsix\nT4\tx 7 4\t\nR1\tof Arg1:T1 Arg2:T9\nR2\tof Arg1:T1\nE1\tMeet:T9 Who:T1\nA1\tSet T9 x\nA2\tSet\nN1\tReference T9 a:b\tc\n*\tEquiv T1 T9\n#1\tAnnotatorNotes T9\tx\nT5\tx 18446744073709551615 2\ty\nT6\tx 99999999999999999999 2\ty\n",
    );
    assert_eq!(
        told(&imported),
        [
            "1: no annotation: an id and a tab are missing",
            "16: label and offsets expected, as in quote 0 12",
            "3: T1 is there twice",
            "9: E1: its trigger T9 is not there",
            "8: R2 (of) has no two arguments",
            "10: A1: T9 is not there",
            "11: A2: name and target expected",
            "12: N1: T9 is not there",
            "13: Equiv: T9 is not there",
            "14: #1: T9 is not there",
            "4: T2 (x): piece 1 reaches to 99, past the end of the text",
            "5: T3 (x): piece 1 should read “six”, but “two” stands there",
            "6: T4 (x): piece 1 ends before it begins",
            "15: T5 (x): piece 1 ends before it begins",
            "7: R1 (of) leads to or from T9, which is not there",
        ]
    );
    assert_eq!(imported.document.spans_len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_with_a_reason() {
    let format = named("brat").unwrap().reads.unwrap();
    let read = |path: &Path| {
        let disk = dictum::disk::RealDisk::default();
        let source = dictum::formats::Source { disk: &disk, path };
        let mut give = |_| std::ops::ControlFlow::Continue(());
        format.read(&source, &mut give).unwrap_err().to_string()
    };
    let folder = pair(b"one", b"T1\tx 0 3\t\xFF\n");
    let path = folder.path().join("a.ann");
    assert_eq!(read(&path), "not UTF-8 from byte 9 on");
    std::fs::write(&path, "").unwrap();
    std::fs::write(folder.path().join("a.txt"), b"a\xFF").unwrap();
    assert!(read(&path).starts_with("not UTF-8 from byte 1 on"));
    std::fs::remove_file(folder.path().join("a.txt")).unwrap();
    assert!(read(&path).starts_with("its text is not there"));
}

#[test]
fn cut_anywhere_it_is_read_as_far_as_it_goes() {
    let out = trip::out(named("brat").unwrap(), &[made::example()]);
    let annotations = written(&out, "pentagon-shoigu-call.ann");
    let text = written(&out, "pentagon-shoigu-call.txt");
    let step = annotations.len() / 40;
    for cut in (0..annotations.len()).step_by(step.max(1)) {
        let cut = (0..=cut)
            .rev()
            .find(|&cut| annotations.is_char_boundary(cut))
            .unwrap();
        let imported = read("brat", &text, &annotations[..cut]);
        assert!(imported.faults.len() < 3, "{cut}: {:?}", told(&imported));
    }
}

#[test]
fn spans_that_end_at_line_ends_and_odd_names_are_told() {
    let text = "a\n\nb c";
    let mut document = made::document(
        "odd",
        text,
        &[
            ("q1", "quote", &["a\n"]),
            ("q2", "quote", &["\n\n"]),
            ("q3", "quote", &["b c"]),
        ],
        &[("l1", "said_by", "q3", "q2")],
    );
    let parts = Parts {
        header: (**document.header()).clone(),
        schema: document.schema().clone(),
        text: document.text().clone(),
        spans: document
            .spans()
            .map(|span| {
                let mut span = Span::clone(span);
                if span.id.as_str() == "q3" {
                    span.label = LabelName::from("so said?");
                    span.note = Some("a\r\n\nb".to_owned());
                    let evil = serde_json::json!({"lines": [["#", "x\ny", "\nT9\tx 0 1\ta"]]});
                    span.extra = Extra::from([("brat".to_owned(), evil)]);
                }
                span
            })
            .collect(),
        links: document.links().map(|link| Link::clone(link)).collect(),
        entities: Vec::new(),
    };
    document = Document::build(parts).unwrap();
    let out = trip::out(named("brat").unwrap(), &[document]);
    let lost: Vec<_> = out
        .losses
        .iter()
        .filter(|loss| loss.lost != Lost::Provenance)
        .map(|loss| {
            format!(
                "{:?} {:?} {} {}",
                loss.lost, loss.done, loss.item, loss.detail
            )
        })
        .collect();
    assert_eq!(
        lost,
        [
            "Boundary Replaced q1 quote",
            "Span Dropped q2 quote",
            "Link Dropped l1 said_by",
            "Note Replaced q3 a\r\n\nb",
            "Name Replaced  so said?",
        ]
    );
    let annotations = written(&out, "odd.ann");
    assert!(
        annotations.contains("\tso_said_ 3 6\tb c\n"),
        "{annotations}"
    );
    assert_eq!(
        annotations
            .lines()
            .filter(|line| line.starts_with('T'))
            .count(),
        2
    );
}

#[test]
fn an_attribution_of_polnear_is_a_quote_with_its_speaker_and_cue() {
    let text = "“These steps,” the secretary and Anna said, “only lead to escalation.” He added: no. It rained.";
    let annotations = "\
T1\tSource 15 28\tthe secretary
T2\tSource 33 37\tAnna
T3\tCue 38 42\tsaid
T4\tAttribution 38 42\tsaid
T5\tContent 0 14\t“These steps,”
T6\tContent 44 70\t“only lead to escalation.”
T7\tContent 0 14;44 70\t“These steps,” “only lead to escalation.”
T8\tAttribution-no-source 74 79\tadded
T9\tCue 74 79\tadded
T10\tContent 81 83\tno
T11\tAttribution 85 87\tIt
T12\tSource 85 87\tIt
T13\tDiscuss 88 94\trained
E1\tAttribution:T4 Content:T5 Content2:T6 Cue:T3 Source:T1 Source2:T2
E2\tAttribution-no-source:T8 Content:T10 Cue:T9
E3\tAttribution:T11 Source:T12
E4\tDiscuss:T13
#1\tAnnotatorNotes E2\tby hand
";
    let folder = pair(text.as_bytes(), annotations.as_bytes());
    let path = folder.path().join("a.ann");
    let disk = dictum::disk::RealDisk::default();
    let source = dictum::formats::Source {
        disk: &disk,
        path: &path,
    };
    let head = source.head().unwrap();
    let glimpse = dictum::formats::Glimpse {
        source,
        head: &head,
    };
    let recognised = dictum::formats::recognise(&glimpse).map(|format| format.name);
    assert_eq!(recognised, Some("polnear"));
    let imported = read("polnear", text, annotations);
    assert_eq!(told(&imported), [] as [&str; 0]);
    let document = &imported.document;
    let tie =
        |label: &str, from: &str, to: &str| (label.to_owned(), from.to_owned(), to.to_owned());
    assert_eq!(
        trip::ties(document),
        [
            tie("cued_by", "no", "added"),
            tie("cued_by", "“These steps,”", "said"),
            tie("cued_by", "“only lead to escalation.”", "said"),
            tie("said_by", "It", "It"),
            tie("said_by", "“These steps,”", "Anna"),
            tie("said_by", "“These steps,”", "the secretary"),
            tie("said_by", "“only lead to escalation.”", "Anna"),
            tie("said_by", "“only lead to escalation.”", "the secretary"),
        ]
    );
    let labels: Vec<String> = document
        .spans()
        .map(|span| format!("{} {}", span.label, document.words(span)))
        .collect();
    assert_eq!(
        labels
            .iter()
            .filter(|label| label.starts_with("quote"))
            .count(),
        4
    );
    assert!(labels.contains(&"Discuss rained".to_owned()));
    assert!(!labels.contains(&"Attribution said".to_owned()));
    let nobody = document
        .spans()
        .find(|span| document.words(span) == "no")
        .unwrap();
    assert_eq!(nobody.no_links, [LabelName::from("said_by")]);
    assert_eq!(nobody.note.as_deref(), Some("by hand"));
}
