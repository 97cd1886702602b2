//! Documents to take out and read back: the example, and made ones with every hard thing.

use dictum::disk::RealDisk;
use dictum::model::{
    ByteOffset, ByteRange, Decision, Document, Entity, Fragments, Header, Link, Origin, Parts,
    Span, State, Status, Text,
};
use dictum::store::{self, schemas};
use std::path::Path;

/// A span to make: its id, its label, and the words of its pieces, each sought after the one before.
pub type Mark<'a> = (&'a str, &'a str, &'a [&'a str]);
/// A link to make: its id, its label, from, to.
pub type Tie<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The annotated example that comes with the program.
pub fn example() -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("annotations/pentagon-shoigu-call.json");
    store::open(&RealDisk::default(), &path).unwrap().document
}

/// A document of a text: all accepted by "anna", and done.
pub fn document(id: &str, text: &str, marks: &[Mark<'_>], ties: &[Tie<'_>]) -> Document {
    let decided = || {
        Some(Decision {
            name: "anna".into(),
            at: None,
        })
    };
    let spans = marks.iter().map(|(id, label, words)| Span {
        state: State::Accepted,
        decided: decided(),
        ..Span::new(
            (*id).into(),
            (*label).into(),
            pieces(text, words),
            Origin::human("anna"),
        )
    });
    let links = ties.iter().map(|(id, label, from, to)| Link {
        id: (*id).into(),
        label: (*label).into(),
        from: (*from).into(),
        to: (*to).into(),
        attributes: Default::default(),
        state: State::Accepted,
        origin: Origin::human("anna"),
        decided: decided(),
        proposed: None,
        extra: Default::default(),
    });
    let schema = schemas::attribution();
    Document::build(Parts {
        header: Header {
            id: id.to_owned(),
            annotator: Some("anna".to_owned()),
            status: Status::Done,
            labels_done: schema
                .labels
                .iter()
                .map(|label| label.name.clone())
                .collect(),
            ..Header::default()
        },
        spans: spans.collect(),
        links: links.collect(),
        entities: Vec::new(),
        text: Text::new(text),
        schema,
    })
    .unwrap()
}

fn pieces(text: &str, words: &[&str]) -> Fragments {
    let mut from = 0;
    let mut ranges = Vec::new();
    for words in words {
        let start = from + text[from..].find(words).unwrap();
        from = start + words.len();
        ranges.push(ByteRange::between(ByteOffset(start), ByteOffset(from)));
    }
    Fragments::new(ranges).unwrap()
}

/// Made documents with every hard thing: nested, crossing, discontinuous, two speakers, none, emoji, joined
/// emoji, combining marks, Arabic, Chinese, every newline, tabs, control characters, nothing at all.
pub fn hard() -> Vec<Document> {
    let mut people = document(
        "people",
        "Anna Lund and Nils Berg said the bridge was safe. He left.",
        &[
            ("s1", "speaker", &["Anna Lund"]),
            ("s2", "speaker", &["Nils Berg"]),
            ("s3", "speaker", &["He"]),
            ("q1", "quote", &["the bridge was safe"]),
            ("c1", "cue", &["said"]),
        ],
        &[
            ("l1", "said_by", "q1", "s1"),
            ("l2", "said_by", "q1", "s2"),
            ("l3", "cued_by", "q1", "c1"),
        ],
    );
    people = with_person(&people, "Nils Berg", &["s2", "s3"]);
    vec![
        document(
            "nested",
            "He said that “she said ‘go away’ twice” and left.",
            &[
                ("q1", "quote", &["“she said ‘go away’ twice”"]),
                ("q2", "quote", &["‘go away’"]),
                ("s1", "speaker", &["He"]),
                ("s2", "speaker", &["she"]),
            ],
            &[("l1", "said_by", "q1", "s1"), ("l2", "said_by", "q2", "s2")],
        ),
        document(
            "crossing",
            "one two three four five",
            &[
                ("q1", "quote", &["one two three"]),
                ("q2", "quote", &["three four five"]),
                ("e1", "event", &["two"]),
            ],
            &[],
        ),
        document(
            "interrupted",
            "“These steps,” the secretary said, “only lead to escalation.” Nobody answered.",
            &[
                (
                    "q1",
                    "quote",
                    &["“These steps,”", "“only lead to escalation.”"],
                ),
                ("s1", "speaker", &["the secretary"]),
            ],
            &[("l1", "said_by", "q1", "s1")],
        ),
        people,
        document(
            "emoji",
            "😀 “Cafe\u{301} 👩‍👩‍👧‍👦 👍🏽 open” 😀 said Zoë 🇺🇦.",
            &[
                ("q1", "quote", &["“Cafe\u{301} 👩‍👩‍👧‍👦 👍🏽 open”"]),
                ("s1", "speaker", &["Zoë 🇺🇦"]),
                ("e1", "event", &["👍🏽"]),
            ],
            &[("l1", "said_by", "q1", "s1")],
        ),
        document(
            "scripts",
            "قال الوزير إن «الأمر انتهى». 王毅说：“我们反对。”",
            &[
                ("q1", "quote", &["«الأمر انتهى»"]),
                ("s1", "speaker", &["الوزير"]),
                ("q2", "quote", &["“我们反对。”"]),
                ("s2", "speaker", &["王毅"]),
            ],
            &[("l1", "said_by", "q1", "s1"), ("l2", "said_by", "q2", "s2")],
        ),
        document(
            "newlines",
            "“First\r\nline,” said\tAnna.\n\n“Second\u{2028}line”\u{85}said\u{b}\u{c} Nils.\r\n\r\nEnd",
            &[
                ("q1", "quote", &["“First\r\nline,”"]),
                ("s1", "speaker", &["Anna"]),
                ("q2", "quote", &["“Second\u{2028}line”"]),
                ("s2", "speaker", &["Nils"]),
                ("e1", "event", &["End"]),
            ],
            &[("l1", "said_by", "q1", "s1"), ("l2", "said_by", "q2", "s2")],
        ),
        document(
            "controls",
            "\u{feff}a\u{1}b\u{7f}c <&>\"'\\ _[x]|*;-> “d\u{0}e” said #1 \u{200f}F",
            &[
                ("q1", "quote", &["“d\u{0}e”"]),
                ("s1", "speaker", &["#1"]),
                ("e1", "event", &["b\u{7f}c"]),
                ("e2", "event", &["_[x]|*;->"]),
            ],
            &[("l1", "said_by", "q1", "s1")],
        ),
        document("empty", "", &[], &[]),
        document("nothing marked", "Nobody said anything.", &[], &[]),
    ]
}

fn with_person(document: &Document, name: &str, mentions: &[&str]) -> Document {
    let spans = document.spans().map(|span| {
        let mut span = Span::clone(span);
        if mentions.contains(&span.id.as_str()) {
            span.entity = Some("p1".into());
        }
        span
    });
    Document::build(Parts {
        header: (**document.header()).clone(),
        schema: document.schema().clone(),
        text: document.text().clone(),
        spans: spans.collect(),
        links: document.links().map(|link| Link::clone(link)).collect(),
        entities: vec![Entity::new("p1".into(), name, Origin::human("anna"))],
    })
    .unwrap()
}

/// What a document is made of, to be changed.
pub fn parts(document: &Document) -> Parts {
    Parts {
        header: (**document.header()).clone(),
        schema: document.schema().clone(),
        text: document.text().clone(),
        spans: document.spans().map(|span| Span::clone(span)).collect(),
        links: document.links().map(|link| Link::clone(link)).collect(),
        entities: document.entities().map(|each| (**each).clone()).collect(),
    }
}

/// The made documents lie in a file, for `.ci/check-exports`, which has other programs read their exports.
/// `DICTUM_WRITE_MADE=1 cargo test --test formats` writes it anew.
#[test]
fn the_hard_documents_lie_in_a_file_for_other_programs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/made/hard.jsonl");
    let lines: String = hard().iter().map(store::write_jsonl).collect();
    if std::env::var_os("DICTUM_WRITE_MADE").is_some() {
        std::fs::write(&path, &lines).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap();
    assert!(there == lines, "DICTUM_WRITE_MADE=1 writes it anew");
}
