//! TEI: read back by its own rules, as nothing of ours reads it.

use crate::{made, trip};
use dictum::formats::{Lost, named};
use dictum::model::schema::Role;
use dictum::model::{AttributeValue, Document, Entity, Origin, State};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// An element with its attributes and all words in it, and the number of that it lies in.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: HashMap<String, String>,
    words: String,
    within: Option<usize>,
}

fn elements(xml: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        let words = match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) => {
                all.push(element(&tag, open.last().copied()));
                open.push(all.len() - 1);
                continue;
            }
            Event::Empty(tag) => {
                all.push(element(&tag, open.last().copied()));
                continue;
            }
            Event::End(_) => {
                open.pop().unwrap();
                continue;
            }
            Event::Text(words) => words.xml10_content().unwrap().into_owned(),
            Event::GeneralRef(name) => {
                let name = format!("&{};", name.decode().unwrap());
                quick_xml::escape::unescape(&name).unwrap().into_owned()
            }
            _ => continue,
        };
        for &at in &open {
            all[at].words.push_str(&words);
        }
    }
    assert!(open.is_empty());
    all
}

fn element(tag: &BytesStart<'_>, within: Option<usize>) -> Element {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .unwrap();
        (
            String::from_utf8(attribute.key.0.to_vec()).unwrap(),
            value.into_owned(),
        )
    });
    Element {
        name: String::from_utf8(tag.name().0.to_vec()).unwrap(),
        attributes: attributes.collect(),
        words: String::new(),
        within,
    }
}

/// A file with its elements by id; every id is there once and every pointer leads somewhere.
struct Tei {
    all: Vec<Element>,
    ids: HashMap<String, usize>,
    text: Vec<char>,
}

impl Tei {
    fn of(document: &Document) -> (Self, Vec<dictum::formats::Loss>) {
        let out = trip::out(named("tei").unwrap(), std::slice::from_ref(document));
        let [file] = out.files.as_slice() else {
            panic!("{:?}", out.files)
        };
        let xml = std::fs::read_to_string(file).unwrap();
        let all = elements(&xml);
        let mut ids = HashMap::new();
        for (at, element) in all.iter().enumerate() {
            if let Some(id) = element.attributes.get("xml:id") {
                assert_eq!(ids.insert(id.clone(), at), None, "{id}");
            }
        }
        let body = all.iter().find(|element| element.name == "body").unwrap();
        let text = body.words.chars().collect();
        let tei = Self { all, ids, text };
        for element in &tei.all {
            for key in ["who", "toWhom", "next", "prev", "ana", "target"] {
                for pointer in element
                    .attributes
                    .get(key)
                    .into_iter()
                    .flat_map(|value| value.split(' '))
                {
                    let id = pointer
                        .strip_prefix("#string-range(")
                        .and_then(|rest| rest.split(',').next());
                    let id = id.unwrap_or_else(|| pointer.strip_prefix('#').unwrap());
                    assert!(tei.ids.contains_key(id), "{key} {pointer}");
                }
            }
        }
        (tei, out.losses)
    }

    fn at(&self, pointer: &str) -> &Element {
        &self.all[self.ids[pointer.strip_prefix('#').unwrap()]]
    }

    fn label(&self, annotation: &Element) -> String {
        self.at(&annotation.attributes["ana"]).attributes["n"].clone()
    }

    fn pieces(&self, annotation: &Element) -> Vec<(usize, String)> {
        let ranges = annotation.attributes["target"].split(' ').map(|target| {
            let numbers = target
                .strip_prefix("#string-range(article,")
                .unwrap()
                .strip_suffix(')')
                .unwrap();
            let (start, length) = numbers.split_once(',').unwrap();
            let (start, length): (usize, usize) = (start.parse().unwrap(), length.parse().unwrap());
            (start, self.text[start..start + length].iter().collect())
        });
        ranges.collect()
    }

    fn annotations(&self, motivation: &str) -> impl Iterator<Item = &Element> {
        let all = self
            .all
            .iter()
            .filter(|element| element.name == "annotation");
        all.filter(move |each| each.attributes["motivation"] == motivation)
    }

    fn marks(&self) -> Vec<(String, Vec<(usize, String)>)> {
        let mut marks: Vec<_> = self
            .annotations("classifying")
            .map(|each| (self.label(each), self.pieces(each)))
            .collect();
        marks.sort();
        marks
    }

    fn notes(&self, id: &str) -> Vec<String> {
        let at = self.ids[id];
        let notes = self
            .all
            .iter()
            .filter(|each| each.within == Some(at) && each.name == "note");
        let told = notes.map(|note| {
            let attribute = |key: &str| note.attributes.get(key).map_or("", String::as_str);
            format!("{} {}: {}", attribute("type"), attribute("n"), note.words)
        });
        told.collect()
    }

    /// The words of each quote without white space, and whom `who` leads to.
    fn said(&self) -> Vec<(String, String)> {
        let first = self
            .all
            .iter()
            .filter(|each| each.name == "said" && !each.attributes.contains_key("prev"));
        let mut said: Vec<_> = first
            .map(|first| {
                let (mut words, mut last) = (first.words.clone(), first);
                while let Some(next) = last.attributes.get("next") {
                    let id = &last.attributes["xml:id"];
                    last = self.at(next);
                    assert_eq!(last.attributes["prev"], format!("#{id}"));
                    assert_eq!(last.attributes.get("who"), first.attributes.get("who"));
                    words.push_str(&last.words);
                }
                words.retain(|c| !c.is_whitespace());
                (
                    words,
                    first.attributes.get("who").cloned().unwrap_or_default(),
                )
            })
            .collect();
        said.sort();
        said
    }
}

/// The same of a document.
fn said(document: &Document) -> Vec<(String, String)> {
    let quotes = document
        .spans()
        .filter(|span| document.schema().role_of(&span.label) == Role::Quote);
    let mut said: Vec<_> = quotes
        .map(|quote| {
            let mut words: String = quote
                .fragments
                .iter()
                .map(|range| document.text().slice(range))
                .collect();
            words.retain(|c| !c.is_whitespace() && c != '\0');
            let mut who: Vec<String> = Vec::new();
            for link in document
                .links_from(&quote.id)
                .filter(|link| link.label == "said_by".into())
            {
                let speaker = document.span(&link.to).unwrap();
                let id = speaker
                    .entity
                    .as_ref()
                    .map_or(speaker.id.as_str(), |id| id.as_str());
                let pointer = format!("#{id}");
                if !who.contains(&pointer) {
                    who.push(pointer);
                }
            }
            (words, who.join(" "))
        })
        .collect();
    said.sort();
    said
}

#[test]
fn every_mark_and_every_quote_is_found_again() {
    let mut documents = made::hard();
    documents.push(made::example());
    for document in documents {
        let id = &document.header().id;
        let (tei, losses) = Tei::of(&document);
        assert!(
            losses.iter().all(|loss| loss.lost == Lost::Character),
            "{id}"
        );
        let replaced = |c: char| {
            if losses.is_empty() || !matches!(c, '\0' | '\u{1}' | '\u{b}' | '\u{c}') {
                c
            } else {
                ' '
            }
        };
        let text: String = document.text().as_str().chars().map(replaced).collect();
        assert_eq!(tei.text.iter().collect::<String>(), text, "{id}");
        let marks = trip::marks(&document).into_iter().map(|(label, pieces)| {
            let pieces = pieces
                .into_iter()
                .map(|(at, words)| (at, words.chars().map(replaced).collect()));
            (label, pieces.collect::<Vec<_>>())
        });
        assert_eq!(tei.marks(), marks.collect::<Vec<_>>(), "{id}");
        assert_eq!(tei.said(), said(&document), "{id}");
        let links = tei.annotations("linking").count();
        assert_eq!(links, document.links_len());
    }
}

#[test]
fn quotes_that_cross_lie_in_one_another_or_beside() {
    let document = made::document(
        "a",
        "One two three.\n \t\r\nFour five six. Seven.",
        &[
            ("q1", "quote", &["One two three.\n \t\r\nFour five"]),
            ("q2", "quote", &["two", "Four"]),
            ("q3", "quote", &["five six. Seven."]),
            ("q4", "quote", &["One two three.\n \t\r\nFour five"]),
            ("q5", "quote", &["\n \t\r\n"]),
        ],
        &[],
    );
    let (tei, losses) = Tei::of(&document);
    assert_eq!(losses, []);
    assert_eq!(
        tei.text.iter().collect::<String>(),
        document.text().as_str()
    );
    let mut expected = said(&document);
    expected.retain(|(words, _)| !words.is_empty());
    assert_eq!(tei.said(), expected);
    let paragraphs: Vec<&str> = tei
        .all
        .iter()
        .filter(|each| each.name == "p" && !each.words.contains("ee"))
        .map(|each| each.words.as_str())
        .collect();
    assert!(
        paragraphs.contains(&"Four five six. Seven."),
        "{paragraphs:?}"
    );
}

#[test]
fn what_is_said_of_marks_and_people_stands_there() {
    let mut parts = made::parts(&made::document(
        "a & <b>",
        "Anna told Nils “no” in Kyiv.",
        &[
            ("s1", "speaker", &["Anna"]),
            ("a1", "addressee", &["Nils"]),
            ("说 1", "quote", &["“no”"]),
            ("x", "place", &["Kyiv"]),
        ],
        &[
            ("l1", "said_by", "说 1", "s1"),
            ("l2", "said_to", "说 1", "a1"),
        ],
    ));
    parts.header.title = Some("A <title> & \"more\"".to_owned());
    parts.header.language = Some("en".to_owned());
    parts.header.metadata.url = Some("https://example.org/?a=1&b=2".to_owned());
    parts
        .header
        .metadata
        .imported
        .insert("wind".to_owned(), serde_json::json!({"from": "north"}));
    let entity = |id: &str, name: &str, kind: Option<&str>| Entity {
        kind: kind.map(Into::into),
        aliases: vec![format!("{name} & co")],
        uri: Some(format!("http://example.org/{id}")),
        ..Entity::new(id.into(), name, Origin::default())
    };
    parts.entities = vec![
        entity("p1", "Anna Lund", Some("person")),
        entity("o1", "Nils Ltd", Some("organization")),
        entity("k", "Kyiv", Some("place")),
    ];
    for span in &mut parts.spans {
        match span.id.as_str() {
            "s1" => span.entity = Some("p1".into()),
            "a1" => span.entity = Some("o1".into()),
            "x" => {
                span.entity = Some("k".into());
                span.origin.score = Some(0.25);
                span.no_links = vec!["said_by".into()];
            }
            _ => {
                span.note = Some("look\nagain".to_owned());
                span.attributes = [
                    ("kind".into(), "mixed".into()),
                    ("sure".into(), AttributeValue::Flag(true)),
                    (
                        "tones".into(),
                        AttributeValue::Many(vec!["dry".to_owned(), "a & b".to_owned()]),
                    ),
                    ("none".into(), AttributeValue::Many(Vec::new())),
                ]
                .into();
            }
        }
    }
    parts.links[0]
        .attributes
        .insert("certainty".into(), "low".into());
    parts.spans[0].state = State::Accepted;
    let (tei, losses) = Tei::of(&Document::build(parts).unwrap());
    assert_eq!(losses, []);
    let named = |name: &str| {
        let all = tei.all.iter().filter(|each| each.name == name);
        all.map(|each| each.words.clone()).collect::<Vec<_>>()
    };
    assert_eq!(named("title"), ["A <title> & \"more\""]);
    assert_eq!(
        named("persName")[..2],
        ["anna", "Anna Lund"].map(str::to_owned)
    );
    assert_eq!(named("orgName"), ["Nils Ltd", "Nils Ltd & co"]);
    assert_eq!(named("placeName"), ["Kyiv", "Kyiv & co"]);
    assert!(named("idno").contains(&"https://example.org/?a=1&b=2".to_owned()));
    assert!(named("note").contains(&r#"{"from":"north"}"#.to_owned()));
    let quote = tei
        .annotations("classifying")
        .find(|each| each.attributes.get("n").is_some_and(|id| id == "说 1"));
    let notes = tei.notes(&quote.unwrap().attributes["xml:id"]);
    assert_eq!(
        notes,
        [
            "attribute kind: mixed",
            "attribute none: ",
            "attribute sure: true",
            "attribute tones: dry",
            "attribute tones: a & b",
            "comment : look\nagain"
        ]
    );
    assert_eq!(tei.notes("x"), ["nobody : said_by", "score : 0.25"]);
    assert_eq!(tei.notes("l1"), ["attribute certainty: low"]);
    let said = tei.all.iter().find(|each| each.name == "said").unwrap();
    let of = |key: &str| said.attributes[key].as_str();
    assert_eq!(
        [of("who"), of("toWhom"), of("direct")],
        ["#p1", "#o1", "inapplicable"]
    );
}
