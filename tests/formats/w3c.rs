//! W3C Web Annotations: pages of ours out and in, and what other programs say.

use crate::{made, trip};
use dictum::formats::{Imported, Lost, named};
use dictum::model::{AttributeValue, Document, Entity, Origin, State};
use serde_json::{Value, json};

/// A document with all that can be said of marks.
fn told() -> Document {
    let mut parts = made::parts(&made::document(
        "told & <kept>/é",
        "Anna said “no”. “Yes,” she said. She said so.",
        &[
            ("s1", "speaker", &["Anna"]),
            ("q 1", "quote", &["“no”"]),
            (
                "http://example.org/q2",
                "quote",
                &["“Yes,”", "She said so."],
            ),
            ("x", "Zitat §", &["said"]),
        ],
        &[
            ("l1", "said_by", "q 1", "s1"),
            ("l2", "läuft zu", "x", "q 1"),
        ],
    ));
    parts.header.title = Some("A <title> & \"more\"".to_owned());
    parts.header.language = Some("en".to_owned());
    parts.header.metadata.url = Some("https://example.org/?a=1&b=2".to_owned());
    parts.entities = vec![
        Entity {
            kind: Some("person".into()),
            uri: Some("http://www.wikidata.org/entity/Q1".to_owned()),
            aliases: vec!["A.".to_owned()],
            ..Entity::new("p1".into(), "Anna", Origin::human("anna"))
        },
        Entity::new("p2".into(), "Nobody knows", Origin::default()),
    ];
    for span in &mut parts.spans {
        match span.id.as_str() {
            "s1" => span.entity = Some("p1".into()),
            "x" => {
                span.entity = Some("p2".into());
                span.origin.score = Some(0.1);
                span.extra
                    .insert("mood".to_owned(), json!({"is": ["gruff"]}));
            }
            "q 1" => {
                span.attributes = [
                    ("kind".into(), "direct".into()),
                    ("two words".into(), "\u{2028}<&>\n".into()),
                    ("yes".into(), "true".into()),
                    ("sure".into(), AttributeValue::Flag(true)),
                    (
                        "tones".into(),
                        AttributeValue::Many(vec!["dry".to_owned(), "a & b".to_owned()]),
                    ),
                    ("none".into(), AttributeValue::Many(Vec::new())),
                ]
                .into();
                span.note = Some("look\nagain".to_owned());
            }
            _ => span.no_links = vec!["said_by".into()],
        }
    }
    parts.links[0]
        .attributes
        .insert("certainty".into(), "low".into());
    Document::build(parts).unwrap()
}

/// All that a document says but the name of the maker, which an import does not change.
fn all(document: &Document) -> String {
    let spans: Vec<_> = document
        .spans()
        .map(|span| {
            let origin = (&span.origin.name, span.origin.score);
            (
                span.id.clone(),
                span.state,
                span.decided.clone(),
                origin.1,
                span.extra.clone(),
            )
        })
        .collect();
    let links: Vec<_> = document
        .links()
        .map(|link| {
            (
                link.id.clone(),
                link.attributes.clone(),
                link.decided.clone(),
                link.extra.clone(),
            )
        })
        .collect();
    let people: Vec<_> = document
        .entities()
        .map(|each| {
            (
                each.id.clone(),
                each.name.clone(),
                each.kind.clone(),
                each.uri.clone(),
                each.aliases.clone(),
            )
        })
        .collect();
    let header = document.header();
    format!(
        "{:#?} {:#?} {:#?} {spans:#?} {links:#?} {people:#?} {:?} {:?} {:?} {:?}",
        trip::marks(document),
        trip::ties(document),
        trip::said(document),
        (
            &header.id,
            &header.title,
            &header.language,
            &header.annotator
        ),
        (&header.metadata.url, &header.metadata.source),
        document.text().as_str(),
        header.metadata.imported.get("w3c"),
    )
}

fn one(read: &[Imported]) -> &Document {
    let [one] = read else {
        panic!("{} documents", read.len())
    };
    assert_eq!(one.faults, []);
    &one.document
}

#[test]
fn all_comes_back() {
    let format = named("w3c").unwrap();
    let mut documents = made::hard();
    documents.extend([made::example(), told()]);
    for document in documents {
        let out = trip::out(format, std::slice::from_ref(&document));
        assert_eq!(out.losses, [], "{}", document.header().id);
        let back = trip::back(format, &out);
        pretty_assert(&all(&document), &all(one(&back)));
    }
}

fn pretty_assert(one: &str, other: &str) {
    for (a, b) in one.lines().zip(other.lines()) {
        assert_eq!(a, b);
    }
    assert_eq!(one, other);
}

#[test]
fn what_was_proposed_first_is_the_only_loss() {
    let mut parts = made::parts(&made::document(
        "a",
        "He left.",
        &[("s1", "speaker", &["He"])],
        &[],
    ));
    parts.spans[0].proposed = Some(Box::new(dictum::model::Proposal {
        label: "quote".into(),
        fragments: parts.spans[0].fragments.clone(),
        attributes: Default::default(),
        entity: None,
    }));
    let out = trip::out(named("w3c").unwrap(), &[Document::build(parts).unwrap()]);
    let lost: Vec<Lost> = out.losses.iter().map(|loss| loss.lost).collect();
    assert_eq!(lost, [Lost::Provenance]);
}

const TEXT: &str = "😀 Anna said “no”. “Yes,” she said. She said so. Said & done: no.";

fn read(annotations: &Value) -> Vec<Imported> {
    read_beside(annotations, TEXT.as_bytes())
}

fn read_beside(annotations: &Value, text: &[u8]) -> Vec<Imported> {
    let file = serde_json::to_vec(annotations).unwrap();
    trip::read_files(named("w3c").unwrap(), &[("a.json", &file), ("a.txt", text)]).unwrap()
}

fn annotation(id: &str, tag: &str, target: &Value) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": id, "type": "Annotation",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": tag}, "target": target,
    })
}

fn part(selectors: &Value) -> Value {
    json!({"source": "http://example.org/a", "selector": selectors})
}

fn position(start: usize, end: usize) -> Value {
    json!({"type": "TextPositionSelector", "start": start, "end": end})
}

fn quote(prefix: &str, exact: &str, suffix: &str) -> Value {
    json!({"type": "TextQuoteSelector", "prefix": prefix, "exact": exact, "suffix": suffix})
}

#[test]
fn every_way_to_hold_annotations_is_read() {
    let two = [
        annotation("urn:x:1", "speaker", &part(&position(2, 6))),
        annotation("urn:x:2", "event", &part(&position(7, 11))),
    ];
    let context = "http://www.w3.org/ns/anno.jsonld";
    let indented = serde_json::to_vec_pretty(&json!(two)).unwrap();
    let lines = format!("{}\n\n{}\r\n", two[0], two[1]);
    let page = json!({"@context": context, "type": "AnnotationPage", "items": two});
    let collection =
        json!({"@context": context, "type": "AnnotationCollection", "total": 2, "first": page});
    let container = json!({"@context": ["http://www.w3.org/ns/anno.jsonld", "x"], "contains": two});
    let marked = format!("\u{feff}{page}");
    for file in [
        json!(two).to_string().as_bytes(),
        &indented,
        lines.as_bytes(),
        page.to_string().as_bytes(),
        collection.to_string().as_bytes(),
        container.to_string().as_bytes(),
        json!({"rows": two, "total": 2}).to_string().as_bytes(),
        marked.as_bytes(),
    ] {
        let files = [("a.jsonld", file), ("a.txt", TEXT.as_bytes())];
        let read = trip::read_files(named("w3c").unwrap(), &files).unwrap();
        let words: Vec<String> = one(&read)
            .spans()
            .map(|span| one(&read).words(span))
            .collect();
        assert_eq!(words, ["Anna", "said"]);
    }
}

#[test]
fn words_place_what_positions_do_not() {
    let at = |words: &str| TEXT[..TEXT.find(words).unwrap()].chars().count();
    for (selectors, words, faults) in [
        // As browsers count.
        (
            json!([
                position(at("Anna") + 1, at("Anna") + 5),
                quote("", "Anna", " said")
            ]),
            "Anna",
            0,
        ),
        (json!(quote("Anna ", "said", " “no”")), "said", 0),
        (json!([quote("", "Anna", "")]), "Anna", 0),
        // All that are meant.
        (json!(quote("she ", "said", ".")), "said", 0),
        (json!(quote("", "no", "")), "no … no", 0),
        // The position was of an older text: the nearest is taken and told.
        (
            json!([position(1, 5), quote("She ", "said", " so")]),
            "said",
            1,
        ),
        (json!([position(60, 62), quote("", "no", "")]), "no", 1),
        (
            json!({"type": "TextPositionSelector", "start": 2, "end": 6}),
            "Anna",
            0,
        ),
    ] {
        let read = read(&annotation("urn:x:1", "event", &part(&selectors)));
        assert_eq!(
            read[0].faults.len(),
            faults,
            "{selectors} {:?}",
            trip::faults(&read)
        );
        let document = &read[0].document;
        let all: Vec<String> = document.spans().map(|span| document.words(span)).collect();
        assert_eq!(all, [words], "{selectors}");
    }
    let mixed = json!([
        annotation(
            "urn:x:1",
            "event",
            &part(&json!([position(7, 11), quote("", "said", "")]))
        ),
        annotation(
            "urn:x:2",
            "event",
            &part(&json!([position(0, 3), quote("She ", "said", " so")]))
        ),
    ]);
    let read = read(&mixed);
    let starts: Vec<usize> = trip::marks(&read[0].document)
        .iter()
        .map(|(_, pieces)| pieces[0].0)
        .collect();
    assert_eq!(starts, [7, at("She said so") + 4]);
}

#[test]
fn what_others_say_goes_back_as_it_came() {
    let given = json!([
        {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/1", "type": "Annotation",
         "motivation": ["highlighting", "commenting"], "created": "2015-10-13T13:00:00Z", "stylesheet": {"id": "http://example.org/s"},
         "creator": {"id": "http://example.org/u1", "type": "Person", "name": "A. Person"},
         "body": [{"type": "TextualBody", "purpose": "commenting", "value": "<b>Look</b>", "format": "text/html", "language": "en"},
                  {"type": "Choice", "items": [{"type": "TextualBody", "value": "a"}, "http://example.org/b"]},
                  "http://example.org/note1",
                  {"type": "TextualBody", "purpose": "commenting", "value": "and again"}],
         "target": {"type": "SpecificResource", "styleClass": "red", "source": "http://example.org/a",
                    "selector": [{"type": "CssSelector", "value": "p"}, position(2, 6), quote("", "Anna", "")]}},
        {"id": "http://example.org/2", "type": "Annotation", "motivation": "classifying",
         "body": {"type": "TextualBody", "value": "Quote", "language": "en"},
         "target": [part(&position(12, 16)), {"source": "http://example.org/a", "renderedVia": "x", "selector": quote("", "“Yes,”", "")}]},
        {"id": "http://example.org/3", "type": "Annotation", "motivation": "linking", "rights": "http://example.org/cc",
         "body": ["http://example.org/1", {"type": "TextualBody", "purpose": "tagging", "value": "Source"}],
         "target": "http://example.org/2"},
        {"id": "http://example.org/4", "type": "Annotation", "creator": {"type": "Software", "name": "Bot"},
         "body": [{"type": "SpecificResource", "purpose": "identifying", "source": "http://www.wikidata.org/entity/Q1"},
                  {"type": "TextualBody", "purpose": "tagging", "value": "PER"}],
         "target": part(&quote("", "Anna", " said"))},
    ]);
    let format = named("w3c").unwrap();
    let first = read(&given);
    let document = one(&first);
    assert_eq!(
        document.header().metadata.url.as_deref(),
        Some("http://example.org/a")
    );
    let labels: Vec<String> = document
        .spans()
        .map(|span| span.label.to_string())
        .collect();
    assert_eq!(labels, ["highlighting", "person", "quote"]);
    assert_eq!(trip::ties(document).len(), 1);
    assert_eq!(trip::ties(document)[0].0, "said_by");
    let bot = document.span(&"http://example.org/4".into()).unwrap();
    assert_eq!(bot.state, State::Suggested);
    assert_eq!(
        document.entities().next().unwrap().uri.as_deref(),
        Some("http://www.wikidata.org/entity/Q1")
    );
    let person = document.span(&"http://example.org/1".into()).unwrap();
    assert_eq!(person.note.as_deref(), Some("<b>Look</b>"));
    assert_eq!(person.decided.as_ref().unwrap().name, "A. Person");

    let out = trip::out_as(
        format,
        std::slice::from_ref(document),
        dictum::formats::export::Manner {
            selection: dictum::formats::Selection {
                wanted: dictum::formats::Wanted::All,
                ..Default::default()
            },
            ..Default::default()
        },
    );
    let path = out
        .files
        .iter()
        .find(|path| path.extension().unwrap() == "jsonld")
        .unwrap();
    let page: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for given in given.as_array().unwrap() {
        let back = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["id"] == given["id"])
            .unwrap();
        for key in ["motivation", "created", "creator", "stylesheet", "rights"] {
            if key != "motivation" || !given[key].is_null() {
                assert_eq!(given[key], back[key], "{key} {back}");
            }
        }
        let list = |value: &Value| match value {
            Value::Array(values) => values.clone(),
            one => vec![one.clone()],
        };
        let bodies = list(&back["body"]);
        for body in list(&given["body"]) {
            let is_there = |there: &&Value| {
                let Some(keys) = body.as_object() else {
                    return **there == body;
                };
                keys.iter()
                    .all(|(key, value)| there[key] == *value || there[key]["id"] == *value)
            };
            assert!(bodies.iter().find(is_there).is_some(), "{body} {back}");
        }
        assert_eq!(list(&given["target"]).len(), list(&back["target"]).len());
        for (target, there) in list(&given["target"]).iter().zip(list(&back["target"])) {
            for key in ["styleClass", "source", "renderedVia"] {
                assert_eq!(target[key], there[key]);
            }
        }
    }
    assert!(page.to_string().contains("CssSelector"));
    let again = trip::back(format, &out);
    pretty_assert(&all(document), &all(one(&again)));
}

#[test]
fn texts_of_their_own_are_articles_of_their_own() {
    let of = |source: &str, id: &str, selector: &Value| {
        annotation(
            id,
            "event",
            &json!({"source": source, "selector": selector}),
        )
    };
    let file = json!([
        of("b%20b.txt", "urn:1", &position(0, 2)),
        of("http://example.org/texts/c.txt", "urn:2", &position(0, 2)),
        of("../d.txt", "urn:3", &position(0, 2)),
        of("http://example.org/gone.txt", "urn:4", &position(0, 2)),
        of("b%20b.txt", "urn:5", &quote("", "bb", "")),
    ]);
    let file = serde_json::to_vec(&file).unwrap();
    let files: [(&str, &[u8]); 4] = [
        ("a.json", &file),
        ("b b.txt", b"b\r\nbb"),
        ("c.txt", b"ccc"),
        ("a.txt", b"aaa"),
    ];
    let read = trip::read_files(named("w3c").unwrap(), &files).unwrap();
    let told: Vec<(&str, usize, usize)> = read
        .iter()
        .map(|each| {
            (
                each.document.text().as_str(),
                each.document.spans_len(),
                each.faults.len(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [("b\r\nbb", 2, 0), ("ccc", 1, 0), ("", 0, 1), ("", 0, 1)]
    );
}

#[test]
fn a_byte_order_mark_counts_where_the_words_say_so() {
    let marked = "\u{feff}Anna said no.".as_bytes();
    for start in [0, 1] {
        let file = annotation(
            "urn:x:1",
            "event",
            &part(&json!([position(start, start + 4), quote("", "Anna", "")])),
        );
        let read = read_beside(&file, marked);
        assert_eq!(trip::marks(one(&read))[0].1, [(start, "Anna".to_owned())]);
    }
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    let file = json!([
        annotation("urn:x:1", "event", &part(&position(2, 6))),
        annotation("urn:x:1", "event", &part(&position(7, 11))),
        annotation("urn:x:3", "event", &part(&position(2, 999))),
        annotation("urn:x:4", "event", &part(&position(6, 2))),
        annotation("urn:x:5", "event", &part(&quote("", "Nowhere", ""))),
        annotation("urn:x:6", "event", &part(&json!({"type": "CssSelector", "value": "p"}))),
        annotation("urn:x:7", "event", &json!("http://example.org/photo")),
        annotation("urn:x:8", "event", &Value::Null),
        annotation("urn:x:9", "event", &part(&json!([position(1, 1), {"type": "TextPositionSelector", "start": -1, "end": 1e99}]))),
        {"id": "urn:x:10", "motivation": "linking", "body": "urn:x:99", "target": "urn:x:1"},
        {"id": "urn:x:11", "motivation": "linking", "body": "urn:x:3", "target": "urn:x:1"},
        7, "http://example.org/elsewhere", null,
    ]);
    let read = read(&file);
    assert_eq!(read[0].document.spans_len(), 2);
    let faults = trip::faults(&read).concat();
    assert_eq!(faults.len(), 13, "{faults:#?}");
}

#[test]
fn bad_files_are_errors_or_faults_with_their_place() {
    let format = named("w3c").unwrap();
    let good = annotation("urn:x:1", "event", &part(&position(2, 6))).to_string();
    let page = format!(
        "{{\"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n\"items\": [\n{good},\n{good}\n]}}"
    );
    let read =
        |file: &[u8]| trip::read_files(format, &[("a.json", file), ("a.txt", TEXT.as_bytes())]);
    let short = |file: &str, cut: usize| read(&file.as_bytes()[..cut]);
    for cut in (60..page.len() - 1).filter(|cut| page.is_char_boundary(*cut)) {
        let error = short(&page, cut).map(|_| ()).unwrap_err();
        assert!(error.starts_with("line "), "{error}");
    }
    let lines = format!("{good}\n{{\"torn\": \n{good}\n");
    let told = read(lines.as_bytes()).unwrap();
    assert_eq!(
        trip::faults(&told).concat().len(),
        2,
        "{:?}",
        trip::faults(&told)
    );
    assert_eq!(told[0].document.spans_len(), 2);
    let deep = |open: &str, close: &str| {
        [open.repeat(10_000), "1".to_owned(), close.repeat(10_000)].concat()
    };
    for nested in [
        deep("[", "]"),
        deep("{\"a\":", "}"),
        deep("{\"items\":[", "]}"),
    ] {
        let body = format!("[{good}, {{\"target\": {nested}}}, {nested}]");
        let told = read(body.as_bytes()).unwrap();
        assert_eq!(told[0].document.spans_len(), 1);
        assert!(!told[0].faults.is_empty());
    }
    let mut invalid = good.clone().into_bytes();
    invalid.push(0xFF);
    assert!(read(&invalid).unwrap_err().contains("not UTF-8"));
    let files = [("a.json", good.as_bytes()), ("a.txt", b"a\xFFb")];
    assert!(trip::read_files(format, &files).is_err());
}
