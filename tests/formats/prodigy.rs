//! Prodigy: tokens that rebuild the text, relations by token, and keys of its own on everything.

use crate::{made, samples, trip};
use dictum::formats::{Done, Lost, named};
use dictum::model::{Document, State, Status};
use serde_json::{Value, json};

fn split(out: &trip::Out) -> bool {
    out.losses.iter().any(|loss| loss.lost == Lost::Fragments)
}

#[test]
fn all_but_pieces_comes_back() {
    let format = named("prodigy").unwrap();
    let mut documents = made::hard();
    documents.push(made::example());
    for document in documents {
        let out = trip::out(format, std::slice::from_ref(&document));
        let other = out.losses.iter().find(|loss| loss.lost != Lost::Fragments);
        assert_eq!(other, None, "{}", document.header().id);
        let back = trip::back(format, &out);
        let [back] = back.as_slice() else {
            panic!("{}: {} documents", document.header().id, back.len())
        };
        assert_eq!(back.faults, [], "{}", document.header().id);
        assert_eq!(back.verdict.unverified, 0);
        assert_eq!(back.document.text(), document.text());
        assert_eq!(back.document.header().id, document.header().id);
        assert_eq!(back.document.header().title, document.header().title);
        let entities = |document: &Document| document.entities().count();
        assert_eq!(entities(&back.document), entities(&document));
        if !split(&out) {
            assert_eq!(trip::marks(&back.document), trip::marks(&document));
            assert_eq!(trip::ties(&back.document), trip::ties(&document));
            assert_eq!(trip::said(&back.document), trip::said(&document));
        }
    }
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    let lines = text.split_terminator('\n');
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn tokens_rebuild_the_text_and_spans_are_whole_ones() {
    let format = named("prodigy").unwrap();
    let documents = made::hard();
    for record in lines(&trip::one_file(format, &documents)) {
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        let slice = |of: &Value| {
            let at = |key: &str| of[key].as_u64().unwrap() as usize;
            text[at("start")..at("end")].iter().collect::<String>()
        };
        let mut again = String::new();
        for (id, token) in record["tokens"].as_array().unwrap().iter().enumerate() {
            assert_eq!(token["id"], id);
            assert_eq!(token["text"], slice(token));
            again.push_str(token["text"].as_str().unwrap());
            again.push_str(if token["ws"] == true { " " } else { "" });
        }
        assert_eq!(again, text.iter().collect::<String>());
        for span in record["spans"].as_array().unwrap() {
            let token = |key: &str| &record["tokens"][span[key].as_u64().unwrap() as usize];
            assert_eq!(token("token_start")["start"], span["start"]);
            assert_eq!(token("token_end")["end"], span["end"]);
            assert_eq!(span["text"], slice(span));
        }
        for relation in record["relations"].as_array().unwrap() {
            assert_eq!(relation["head"], relation["head_span"]["token_end"]);
            assert_eq!(relation["child"], relation["child_span"]["token_end"]);
        }
    }
}

/// Whether all that is in one is in the other, keys of their own aside.
fn is_within(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => one.iter().all(|(key, value)| {
            // Tokens are cut anew.
            let anew = ["tokens", "token_start", "token_end", "head", "child"];
            anew.contains(&key.as_str())
                || other.get(key).is_some_and(|other| is_within(value, other))
        }),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_within(a, b))
        }
        _ => one == other,
    }
}

#[test]
fn the_samples_go_back_with_all_that_was_in_them() {
    let Some(folder) = samples::folder() else {
        return;
    };
    let format = named("prodigy").unwrap();
    for name in [
        "demo",
        "news_headlines.first20",
        "rel_component-annotations.first20",
    ] {
        let path = folder.join(format!("prodigy/{name}.jsonl"));
        let given = lines(&std::fs::read(&path).unwrap());
        let documents = trip::read(format, &path);
        assert_eq!(documents.len(), given.len());
        for (given, read) in given.iter().zip(documents) {
            if given["answer"] != "accept" {
                let states: Vec<State> = read.document.spans().map(|span| span.state).collect();
                assert!(!states.contains(&State::Accepted));
                assert_eq!(read.document.header().status, Status::Doubtful);
                continue;
            }
            let back = lines(&trip::one_file(format, &[read.document]));
            assert!(is_within(given, &back[0]), "{given}\n{}", back[0]);
        }
    }
}

#[test]
fn relations_find_their_spans_by_place_label_and_token() {
    let record = json!({
        "text": "😀 he said it", "answer": "accept",
        "tokens": [
            {"text": "😀", "start": 0, "end": 1, "id": 0, "ws": true},
            {"text": "he", "start": 2, "end": 4, "id": 1, "ws": true},
            {"text": "said", "start": 5, "end": 9, "id": 2, "ws": true},
            {"text": "it", "start": 10, "end": 12, "id": 3, "ws": false},
        ],
        "spans": [
            {"start": 2, "end": 4, "token_start": 1, "token_end": 1, "label": "Source"},
            {"start": 2, "end": 4, "token_start": 1, "token_end": 1, "label": "PERSON"},
            {"start": 10, "end": 12, "label": "Content"},
        ],
        "relations": [
            {"head": 3, "child": 1, "label": "a", "head_span": {"start": 10, "end": 12, "label": "Content"},
             "child_span": {"start": 2, "end": 4, "label": "PERSON"}, "color": "#ffd882"},
            {"head": 3, "child": 1, "label": "b"},
            {"head": 3, "child": 2, "label": "c", "child_span": {"start": 5, "end": 9, "label": null}},
            {"head": 3, "child": 9, "label": "d"},
        ],
    });
    let file = serde_json::to_vec(&record).unwrap();
    let format = named("prodigy").unwrap();
    let read = trip::read_files(format, &[("a.jsonl", &file)]).unwrap();
    assert_eq!(
        trip::faults(&read),
        [["1: a relation d with token 9, which is not there"]]
    );
    let document = &read[0].document;
    let ends: Vec<(String, String)> = document
        .links()
        .map(|link| {
            let label = |id| document.span(id).unwrap().label.to_string();
            (
                link.label.to_string(),
                format!("{} {}", label(&link.from), label(&link.to)),
            )
        })
        .collect();
    let expected = [
        ("a", "quote person"),
        ("b", "quote speaker"),
        ("c", "quote token"),
    ];
    assert_eq!(ends, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let back = lines(&trip::one_file(format, std::slice::from_ref(document)));
    assert_eq!(back[0]["spans"].as_array().unwrap().len(), 3);
    assert_eq!(back[0]["relations"][0]["color"], "#ffd882");
    assert_eq!(back[0]["relations"][2]["child_span"]["label"], Value::Null);
}

#[test]
fn suggestions_go_out_to_be_answered() {
    let format = named("prodigy").unwrap();
    let record = json!({"text": "he said", "spans": [
        {"start": 0, "end": 2, "label": "Source", "score": 0.5, "source": "core_web"}], "tokens": []});
    let file = serde_json::to_vec(&record).unwrap();
    let read = trip::read_files(format, &[("a.jsonl", &file)]).unwrap();
    let span = read[0].document.spans().next().unwrap();
    assert_eq!(
        (span.state, span.origin.score),
        (State::Suggested, Some(0.5))
    );
    assert_eq!(span.origin.name.as_deref(), Some("core_web"));
    let manner = dictum::formats::export::Manner {
        selection: dictum::formats::Selection {
            wanted: dictum::formats::Wanted::Live,
            ..Default::default()
        },
        ..Default::default()
    };
    let out = trip::out_as(format, &[read[0].document.clone()], manner);
    let back = lines(&std::fs::read(&out.files[0]).unwrap());
    assert_eq!(back[0].get("answer"), None);
    assert_eq!(back[0]["spans"][0]["score"], 0.5);
    assert_eq!(back[0]["spans"][0]["source"], "core_web");
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    let format = named("prodigy").unwrap();
    let deep = format!(
        "{{\"text\": \"a\", \"_task_hash\": {}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let file = [
        "\u{feff}{\"text\": \"ab\", \"spans\": [{\"start\": 1, \"end\": 9, \"label\": \"X\"}, {\"label\": \"Y\"}], \"answer\": \"accept\"}\r",
        "{\"text\": \"ab\", \"spans\": 7}",
        "{\"image\": \"a.png\", \"spans\": []}",
        &deep,
        "{\"text\": \"half",
        "{\"text\": \"c\", \"spans\": null, \"tokens\": null, \"meta\": null, \"_task_hash\": 1}",
    ]
    .join("\n");
    let read = trip::read_files(format, &[("a.jsonl", file.as_bytes())]).unwrap();
    let faults = trip::faults(&read);
    assert_eq!(
        faults[0],
        [
            "1: a span Y without start and end",
            "1: a mark X: piece 1 reaches to 9, past the end of the text"
        ]
    );
    let told: Vec<&str> = faults[1..].iter().flatten().map(String::as_str).collect();
    assert_eq!(told.len(), 4, "{told:#?}");
    assert_eq!(told[1], "3: no text: a task on something else");
    assert_eq!(read.last().unwrap().document.text().as_str(), "c");
    let file = b"{\"text\": \"\xFF\", \"spans\": [], \"answer\": \"accept\"}";
    assert_eq!(
        trip::read_files(format, &[("a.jsonl", file)]).unwrap()[0]
            .faults
            .len(),
        1
    );
}

#[test]
fn what_was_proposed_first_is_named_as_lost() {
    let format = named("prodigy").unwrap();
    let mut parts = made::parts(&made::hard()[0]);
    let first = parts.spans[0].clone();
    parts.spans[0].proposed = Some(Box::new(dictum::model::Proposal {
        label: first.label,
        fragments: first.fragments,
        attributes: first.attributes,
        entity: first.entity,
    }));
    let out = trip::out(format, &[Document::build(parts).unwrap()]);
    let lost: Vec<_> = out
        .losses
        .iter()
        .map(|loss| (loss.lost, loss.done))
        .collect();
    assert_eq!(lost, [(Lost::Provenance, Done::Dropped)]);
}
