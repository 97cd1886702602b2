//! UIMA's CAS: JSON and XMI.

use crate::{made, trip};
use dictum::formats::{Lost, named};
use dictum::model::{AttributeValue, Document};

const BOTH: [&str; 2] = ["cas-json", "cas-xmi"];

/// A document with all that can be said of marks.
fn told() -> Document {
    let mut parts = made::parts(&made::document(
        "told & <kept>",
        "Anna said “no”. “Yes,” she said.",
        &[
            ("s1", "speaker", &["Anna"]),
            ("q1", "quote", &["“no”"]),
            ("q2", "quote", &["“Yes,”"]),
            ("x", "Zitat §", &["said"]),
        ],
        &[("l1", "said_by", "q1", "s1"), ("l2", "läuft zu", "x", "q1")],
    ));
    parts.header.title = Some("A <title> & \"more\"".to_owned());
    parts.header.language = Some("en".to_owned());
    parts.header.metadata.url = Some("https://example.org/?a=1&b=2".to_owned());
    parts.spans[2].attributes = [
        ("kind".into(), "direct".into()),
        ("begin".into(), "not a place".into()),
        ("two words".into(), "\u{2028}<&>\n".into()),
        ("sure".into(), AttributeValue::Flag(true)),
        (
            "tones".into(),
            AttributeValue::Many(vec!["dry".to_owned(), "a & b".to_owned()]),
        ),
        ("none".into(), AttributeValue::Many(Vec::new())),
    ]
    .into();
    parts.spans[2].note = Some("look\nagain".to_owned());
    parts.spans[3].no_links = vec!["said_by".into()];
    parts.links[0]
        .attributes
        .insert("certainty".into(), "low".into());
    Document::build(parts).unwrap()
}

#[test]
fn all_but_pieces_comes_back() {
    for name in BOTH {
        let format = named(name).unwrap();
        let mut documents = made::hard();
        documents.extend([made::example(), told()]);
        for document in documents {
            let out = trip::out(format, std::slice::from_ref(&document));
            let id = &document.header().id;
            let other = out
                .losses
                .iter()
                .find(|loss| !matches!(loss.lost, Lost::Fragments | Lost::Character));
            assert_eq!(other, None, "{name}: {id}");
            let back = trip::back(format, &out);
            let [back] = back.as_slice() else {
                panic!("{name}: {id}: {} documents", back.len())
            };
            assert_eq!(back.faults, [], "{name}: {id}");
            let (there, here) = (&back.document, &document);
            assert_eq!(there.text(), here.text(), "{name}");
            assert_eq!(there.header().id, here.header().id);
            assert_eq!(there.header().title, here.header().title);
            assert_eq!(there.header().language, here.header().language);
            assert_eq!(there.header().metadata.url, here.header().metadata.url);
            assert_eq!(there.entities().count(), here.entities().count());
            if out.losses.iter().all(|loss| loss.lost != Lost::Fragments) {
                assert_eq!(trip::marks(there), trip::marks(here), "{name}: {id}");
                assert_eq!(trip::ties(there), trip::ties(here), "{name}: {id}");
                assert_eq!(trip::said(there), trip::said(here), "{name}: {id}");
                let links = |document: &Document| {
                    let links = document.links();
                    links
                        .map(|link| format!("{} {:?}", link.id, link.attributes))
                        .collect::<Vec<_>>()
                };
                assert_eq!(links(there), links(here));
                let states = |document: &Document| {
                    document
                        .spans()
                        .map(|span| (span.id.clone(), span.state, span.decided.clone()))
                        .collect::<Vec<_>>()
                };
                assert_eq!(states(there), states(here));
            }
        }
    }
}

/// What a sample says, without ids, and what it says after it went out again.
fn there_and_back(name: &str, files: &[(&str, &[u8])]) -> [String; 2] {
    let format = named(name).unwrap();
    let read = trip::read_files(format, files).unwrap();
    let document = &read[0].document;
    let out = trip::out(format, std::slice::from_ref(document));
    let again = trip::back(format, &out);
    let told = |document: &Document| {
        let spans = document.spans().map(|span| {
            let words = document.words(span);
            format!(
                "{} {words:?} {:?} {:?}",
                span.label, span.attributes, span.extra
            )
        });
        let mut spans: Vec<String> = spans.collect();
        spans.sort();
        let links = document.links().map(|link| format!("{:?}", link.extra));
        let mut links: Vec<String> = links.collect();
        links.sort();
        format!(
            "{spans:#?} {links:#?} {:#?} {:?}",
            trip::ties(document),
            document.header().metadata
        )
    };
    [told(document), told(&again[0].document)]
}

#[test]
fn slots_relations_and_chains_go_back_as_they_came() {
    let json = r##"{"%TYPES": {}, "%FEATURE_STRUCTURES": {
        "1": {"%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "😀 She said no"},
        "2": {"%TYPE": "webanno.custom.Quote", "@sofa": 1, "begin": 12, "end": 14, "@fillers": 3, "kind": "direct", "weight": 2},
        "3": {"%TYPE": "webanno.custom.LinkType[]", "%ELEMENTS": [4, 5]},
        "4": {"%TYPE": "webanno.custom.LinkType", "role": "who", "@target": 6},
        "5": {"%TYPE": "webanno.custom.LinkType", "@target": 7},
        "6": {"%TYPE": "x.NamedEntity", "@sofa": 1, "begin": 3, "end": 6, "value": "PER", "@next": 7},
        "7": {"%TYPE": "Verb", "@sofa": 1, "begin": 7, "end": 11, "#score": "NaN"},
        "8": {"%TYPE": "custom.Dep", "@sofa": 1, "begin": 3, "end": 6, "@Governor": 7, "@Dependent": 6, "sure": true}
    }, "%VIEWS": {}}"##;
    let [first, again] = there_and_back("cas-json", &[("a.json", json.as_bytes())]);
    assert_eq!(first, again);
    for part in [
        "\"who\"",
        "\"fillers\"",
        "\"next\"",
        "\"Dep\"",
        "LinkType",
        "weight",
        "NaN",
    ] {
        assert!(first.contains(part), "{part}: {first}");
    }
    let xmi = r#"<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
        xmlns:c="http:///webanno/custom.ecore" xmlns:n="http:///uima/noNamespace.ecore">
        <cas:NULL xmi:id="0"/>
        <c:Quote xmi:id="2" sofa="1" begin="12" end="14" fillers="4 5" kind="direct"><tones>dry &amp; short</tones><tones/></c:Quote>
        <c:LinkType xmi:id="4" role="who" target="6"/><c:LinkType xmi:id="5" target="7"/>
        <n:Name xmi:id="6" sofa="1" begin="3" end="6" next="7"/><n:Verb xmi:id="7" sofa="1" begin="7" end="11"/>
        <c:Dep xmi:id="8" sofa="1" begin="3" end="6" Governor="7" Dependent="6"/>
        <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="&#128512; She said no"/>
        <cas:View sofa="1" members="2"/></xmi:XMI>"#;
    let [first, again] = there_and_back("cas-xmi", &[("a.xmi", xmi.as_bytes())]);
    assert_eq!(first, again);
    for part in [
        "\"who\"",
        "\"fillers\"",
        "\"next\"",
        "\"Dep\"",
        "LinkType",
        "dry & short",
    ] {
        assert!(first.contains(part), "{part}: {first}");
    }
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    let json = r#"{"%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "a😀b"},
        {"%ID": 2, "%TYPE": "x.A", "@sofa": 1, "begin": 0, "end": 2},
        {"%ID": 3, "%TYPE": "x.A", "@sofa": 1, "begin": 0, "end": 99},
        {"%ID": 4, "%TYPE": "x.A", "@sofa": 1, "begin": 3, "end": 4},
        {"%ID": 4, "%TYPE": "x.A", "@sofa": 1, "begin": 0, "end": 1},
        {"%ID": 5, "%TYPE": "x.R", "@sofa": 1, "begin": 0, "end": 1, "@Governor": 4, "@Dependent": 77},
        {"%ID": 6, "%TYPE": "x.Chain"}]}"#;
    let read = trip::read_files(named("cas-json").unwrap(), &[("a.json", json.as_bytes())]);
    let read = read.unwrap();
    assert_eq!(read[0].document.spans_len(), 2);
    let faults = trip::faults(&read).concat();
    assert_eq!(faults.len(), 5, "{faults:#?}");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_with_its_place() {
    let deep = |open: &str, close: &str| [open.repeat(10_000), close.repeat(10_000)].concat();
    let nested = format!("{{\"%TYPES\": {}}}", deep("[", "]"));
    let cut = "{\"%TYPES\": {},\n\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, ";
    for json in [nested.as_str(), cut] {
        let read = trip::read_files(named("cas-json").unwrap(), &[("a.json", json.as_bytes())]);
        let error = read.map(|_| ()).unwrap_err();
        assert!(error.starts_with("line "), "{error}");
    }
    let root = r#"<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore">"#;
    let bomb = format!(
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n{root}<cas:Sofa xmi:id=\"1\" sofaString=\"&b;\"/></xmi:XMI>"
    );
    let entity = format!("{root}<cas:Sofa xmi:id=\"1\" sofaString=\"&b;\"/></xmi:XMI>");
    let cut = format!("{root}\n<cas:Sofa xmi:id=\"1\" sofaString=\"a\"/>");
    let half = format!("{root}\n<cas:Sofa xmi:id=\"1\" sofaStr");
    let number = format!("{root}<cas:Sofa xmi:id=\"one\"/></xmi:XMI>");
    for xmi in [bomb, entity, cut, half, number] {
        let read = trip::read_files(named("cas-xmi").unwrap(), &[("a.xmi", xmi.as_bytes())]);
        let error = read.map(|_| ()).unwrap_err();
        assert!(error.starts_with("line "), "{error}");
    }
    let nested = format!(
        "{root}<cas:Sofa xmi:id=\"1\" sofaString=\"a\">{}</cas:Sofa></xmi:XMI>",
        deep("<a>", "</a>")
    );
    let read = trip::read_files(named("cas-xmi").unwrap(), &[("a.xmi", nested.as_bytes())]);
    assert_eq!(read.unwrap()[0].document.text().as_str(), "a");
}
