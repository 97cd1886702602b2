//! Citron: quotes with their cues out and in; what it finds itself, which counts tokens, in.

use crate::{made, trip};
use dictum::formats::{Lost, named};
use dictum::model::{Document, State};
use serde_json::{Value, json};

const TEXT: &str = "“Wait,” said Morecambe and Wise. He said: “Go.” He said so. 😀 They said “No.”";

fn at(words: &str, nth: usize) -> Value {
    let byte = TEXT.match_indices(words).nth(nth).unwrap().0;
    let start = TEXT[..byte].chars().count();
    json!({"start": start, "end": start + words.chars().count(), "text": words})
}

fn training() -> Value {
    json!({"text": TEXT, "quotes": [
        {"cue": at("said", 0), "sources": [at("Morecambe", 0), at("Wise", 0)], "contents": [at("“Wait,”", 0)], "id": "first"},
        {"cue": at("said", 1), "sources": [at("He", 0)], "contents": [at("“Go.”", 0), at("“No.”", 0)],
         "coreferences": [at("Wise", 0)], "mood": "gruff"},
    ], "coreference_groups": [[at("Wise", 0), at("He", 1)]], "title": "Comedy"})
}

fn quotes(document: &Document) -> Vec<(String, String, String)> {
    trip::ties(document)
}

#[test]
fn a_training_file_comes_in_and_goes_back() {
    let format = named("citron").unwrap();
    let file = serde_json::to_vec(&training()).unwrap();
    let read = trip::read_files(format, &[("a.json", &file)]).unwrap();
    assert_eq!(trip::faults(&read), [Vec::<String>::new()]);
    let document = &read[0].document;
    let tie =
        |label: &str, from: &str, to: &str| (label.to_owned(), from.to_owned(), to.to_owned());
    let go = "“Go.” … “No.”";
    let words: Vec<String> = document.spans().map(|span| document.words(span)).collect();
    let go = words
        .iter()
        .find(|words| words.contains("Go."))
        .map_or(go, String::as_str);
    assert_eq!(
        quotes(document),
        [
            tie("coreference", go, "Wise"),
            tie("cued_by", go, "said"),
            tie("cued_by", "“Wait,”", "said"),
            tie("said_by", go, "He"),
            tie("said_by", "“Wait,”", "Morecambe"),
            tie("said_by", "“Wait,”", "Wise"),
        ]
    );
    let people: Vec<&str> = document
        .entities()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(people, ["Wise"]);
    assert!(document.spans().all(|span| span.state == State::Accepted));
    assert_eq!(document.header().title.as_deref(), Some("Comedy"));

    let out = trip::out(format, std::slice::from_ref(document));
    let back: Value = serde_json::from_slice(&std::fs::read(&out.files[0]).unwrap()).unwrap();
    let given = training();
    for (given, back) in [(0, 0), (1, 1)].map(|(a, b)| (&given["quotes"][a], &back["quotes"][b])) {
        for (key, value) in given.as_object().unwrap() {
            assert_eq!(value, &back[key], "{key}");
        }
    }
    assert_eq!(back["text"], TEXT);
    assert_eq!(back["title"], "Comedy");
    let group = back["coreference_groups"][0].as_array().unwrap();
    assert!(
        [at("Wise", 0), at("He", 1)]
            .iter()
            .all(|mention| group.contains(mention))
    );
}

#[test]
fn what_citron_finds_is_placed_by_its_words() {
    // Numbers of tokens, as spaCy cuts them.
    let token = |start: usize, text: &str| json!({"start": start, "end": start + 1, "text": text});
    let found = json!({"quotes": [
        {"cue": token(13, "said"), "sources": [token(7, "Wise")], "coreferences": [token(12, "He")],
         "contents": [token(15, "“Go.”")], "confidence": "0.7312"},
        {"cue": token(27, "said"), "sources": [token(26, "They")], "coreferences": [],
         "contents": [token(28, "“No.”")], "confidence": "0.5"},
    ], "source": {"application": "citron-extractor", "model:": "2021"}});
    let format = named("citron").unwrap();
    let file = serde_json::to_vec(&found).unwrap();
    let files = [("a.json", &file[..]), ("a.txt", TEXT.as_bytes())];
    let read = trip::read_files(format, &files).unwrap();
    assert_eq!(trip::faults(&read), [Vec::<String>::new()]);
    let document = &read[0].document;
    assert!(document.spans().all(|span| span.state == State::Suggested));
    let starts: Vec<(String, usize)> = document
        .spans()
        .map(|span| {
            (
                document.words(span),
                document.text().char_offset(span.fragments.start()).0,
            )
        })
        .collect();
    for (words, nth) in [
        ("said", 1),
        ("He", 0),
        ("said", 3),
        ("They", 0),
        ("Wise", 0),
    ] {
        let start = at(words, nth)["start"].as_u64().unwrap() as usize;
        assert!(
            starts.contains(&(words.to_owned(), start)),
            "{words} {starts:?}"
        );
    }
    let tie = |from: &str, to: &str| ("said_by".to_owned(), from.to_owned(), to.to_owned());
    let ties = quotes(document);
    assert!(ties.contains(&tie("“Go.”", "He")) && ties.contains(&tie("“No.”", "They")));
    let he = document
        .spans()
        .find(|span| document.words(span) == "He")
        .unwrap();
    let person = he
        .entity
        .as_ref()
        .and_then(|id| document.entity(id))
        .unwrap();
    assert_eq!(person.name, "Wise");
    let score = document
        .spans()
        .find(|span| document.words(span) == "“Go.”")
        .unwrap()
        .origin
        .score;
    assert_eq!(score, Some(0.7312));
    assert!(
        trip::read_files(format, &files[..1]).unwrap()[0].faults[0]
            .reason
            .contains("no text")
    );
}

#[test]
fn what_is_in_no_quote_with_a_cue_is_named() {
    let format = named("citron").unwrap();
    for document in made::hard().into_iter().chain([made::example()]) {
        let out = trip::out(format, std::slice::from_ref(&document));
        let back = trip::back(format, &out);
        assert_eq!(back[0].faults, [], "{}", document.header().id);
        assert_eq!(back[0].document.text(), document.text());
        let lost = |what: Lost| out.losses.iter().filter(|loss| loss.lost == what).count();
        let (kept, had) = (back[0].document.spans_len(), document.spans_len());
        let split = lost(Lost::Fragments);
        let replaced = |loss: &&dictum::formats::Loss| {
            loss.lost == Lost::Span && loss.done == dictum::formats::Done::Replaced
        };
        let replaced = out.losses.iter().filter(replaced).count();
        assert!(
            kept + lost(Lost::Span) >= had + replaced - split,
            "{}",
            document.header().id
        );
        let links = back[0].document.links().count();
        assert_eq!(
            links + lost(Lost::Link),
            document.links().count(),
            "{}",
            document.header().id
        );
        // All ties that are there were there.
        let ties = trip::ties(&document);
        for tie in trip::ties(&back[0].document) {
            assert!(ties.contains(&tie), "{}: {tie:?}", document.header().id);
        }
    }
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    let format = named("citron").unwrap();
    let file = json!({"text": "he said go", "quotes": [
        {"cue": {"start": 3, "end": 7, "text": "said"}, "sources": [{"start": 0, "end": 2, "text": "he"}],
         "contents": [{"start": 8, "end": 10, "text": "go"}]},
        {"cue": {"start": 3, "end": 99}, "sources": [], "contents": [{"start": 8, "end": 10}]},
        {"cue": null, "sources": null, "contents": []},
    ]});
    let file = serde_json::to_vec(&file).unwrap();
    let read = trip::read_files(format, &[("a.json", &file)]).unwrap();
    assert_eq!(read[0].faults.len(), 3, "{:?}", trip::faults(&read));
    assert_eq!(read[0].document.spans_len(), 4);
    for cut in 60..file.len() {
        let part = String::from_utf8_lossy(&file[..cut]);
        if part.contains("contents") && part.contains("\"cue\"") {
            let read = trip::read_files(format, &[("a.json", &file[..cut])]).unwrap();
            assert_eq!(read[0].faults.len(), 1);
        }
    }
}
