//! Label Studio: annotations and predictions, what is set on regions, relations, the labeling config.

use crate::{made, samples, trip};
use dictum::formats::export::Manner;
use dictum::formats::{Lost, Selection, Wanted, named};
use dictum::model::{AttributeValue, State};
use serde_json::{Value, json};

fn tasks(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn all_but_pieces_and_what_links_carry_comes_back() {
    let format = named("label-studio").unwrap();
    let mut documents = made::hard();
    documents.push(made::example());
    for document in documents {
        let out = trip::out(format, std::slice::from_ref(&document));
        assert_eq!(out.files.len(), 2, "the tasks and the labeling config");
        let back = trip::back(format, &out);
        let [back] = back.as_slice() else {
            panic!("{}: {} documents", document.header().id, back.len())
        };
        assert_eq!(back.faults, [], "{}", document.header().id);
        assert_eq!(back.verdict.unverified, 0);
        assert_eq!(back.document.text(), document.text());
        assert_eq!(back.document.header().id, document.header().id);
        assert_eq!(back.document.header().title, document.header().title);
        assert_eq!(
            back.document.header().annotator,
            document.header().annotator
        );
        assert_eq!(
            back.document.entities().count(),
            document.entities().count()
        );
        if !out.losses.iter().any(|loss| loss.lost == Lost::Fragments) {
            assert_eq!(trip::marks(&back.document), trip::marks(&document));
            assert_eq!(trip::ties(&back.document), trip::ties(&document));
            assert_eq!(trip::said(&back.document), trip::said(&document));
        }
    }
}

#[test]
fn every_kind_of_value_comes_back_as_it_was() {
    let mut parts = made::parts(&made::hard()[0]);
    let values = [
        ("flag", AttributeValue::Flag(true)),
        ("many", AttributeValue::Many(vec!["one".to_owned()])),
        (
            "more",
            AttributeValue::Many(vec!["one".to_owned(), "<two>\n".to_owned()]),
        ),
        ("label", AttributeValue::Text("true".to_owned())),
        ("text", AttributeValue::Text("“&”".to_owned())),
    ];
    parts.spans[0]
        .attributes
        .extend(values.map(|(name, value)| (name.into(), value)));
    parts.spans[0].note = Some("two\nlines".to_owned());
    parts.spans[0].no_links = vec!["said_by".into(), "said_to".into()];
    let document = dictum::model::Document::build(parts).unwrap();
    let format = named("label-studio").unwrap();
    let out = trip::out(format, std::slice::from_ref(&document));
    assert_eq!(
        trip::said(&trip::back(format, &out)[0].document),
        trip::said(&document)
    );
}

/// Whether all that is in one is in the other.
fn is_within(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => one
            .iter()
            .all(|(key, value)| other.get(key).is_some_and(|other| is_within(value, other))),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|one| other.iter().any(|other| is_within(one, other)))
        }
        _ => one == other,
    }
}

/// The tasks of documents with all that is suggested in them.
fn live(documents: &[dictum::model::Document]) -> Value {
    let selection = Selection {
        wanted: Wanted::Live,
        ..Selection::default()
    };
    let manner = Manner {
        selection,
        ..Manner::default()
    };
    let out = trip::out_as(named("label-studio").unwrap(), documents, manner);
    let json = out
        .files
        .iter()
        .find(|path| path.ends_with("tasks.json"))
        .unwrap();
    tasks(&std::fs::read(json).unwrap())
}

#[test]
fn the_samples_go_back_with_all_that_was_in_them() {
    let Some(folder) = samples::folder() else {
        return;
    };
    let format = named("label-studio").unwrap();
    for name in [
        "derived-tasks",
        "real/export_JSON_3",
        "real/import_as_sent_3",
    ] {
        let path = folder.join(format!("label_studio/{name}.json"));
        let given = tasks(&std::fs::read(&path).unwrap());
        let documents = trip::read(format, &path)
            .into_iter()
            .map(|each| each.document);
        let back = live(&documents.collect::<Vec<_>>());
        for (given, back) in given
            .as_array()
            .unwrap()
            .iter()
            .zip(back.as_array().unwrap())
        {
            assert!(is_within(given, back), "{given}\n{back}");
        }
    }
}

/// A task with everything in it.
fn task() -> Value {
    let region = |id: &str, start: usize, end: usize, text: &str, labels: Value| {
        json!({"id": id, "type": "labels", "from_name": "ner", "to_name": "t", "origin": "manual",
               "value": {"start": start, "end": end, "text": text, "labels": labels}})
    };
    json!({"id": 7, "data": {"body": "😀 he said it", "url": "https://a.b/", "extra": [1]}, "meta": {"m": 1},
        "annotations": [
            {"id": 1, "completed_by": {"id": 4, "email": "a@b"}, "was_cancelled": false, "result": [
                region("a", 2, 4, "he", json!(["Source", "PERSON"])),
                region("b", 10, 12, "it", json!(["Content"])),
                {"id": "b", "type": "choices", "from_name": "kind", "to_name": "t",
                 "value": {"start": 10, "end": 12, "text": "it", "choices": ["direct"]}},
                {"id": "b", "type": "rating", "from_name": "sure", "to_name": "t", "value": {"rating": 4}},
                {"id": "z", "type": "choices", "from_name": "topic", "to_name": "t", "value": {"choices": ["War"]}},
                {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": ["Source"]},
                {"type": "relation", "from_id": "b", "to_id": "a", "direction": "bi", "labels": ["x", "y"]},
                {"type": "relation", "from_id": "b", "to_id": "a", "direction": "right", "labels": []},
            ]},
            {"id": 2, "completed_by": 5, "result": [region("a", 5, 9, "said", json!(["Cue"]))]},
        ],
        "predictions": [{"model_version": "m1", "score": 0.25, "result": [
            {"id": "a", "type": "labels", "from_name": "ner", "to_name": "t", "score": 0.5,
             "value": {"start": 5, "end": 9, "text": "said", "labels": ["Cue"]}},
        ]}],
    })
}

#[test]
fn each_annotation_is_a_document_and_predictions_are_suggestions() {
    let format = named("label-studio").unwrap();
    let file = serde_json::to_vec(&json!([task()])).unwrap();
    let read = trip::read_files(format, &[("a.json", &file)]).unwrap();
    assert_eq!(trip::faults(&read), [Vec::<String>::new(), Vec::new()]);
    let header = read[0].document.header();
    assert_eq!(
        (header.id.as_str(), header.annotator.as_deref()),
        ("7", Some("a@b"))
    );
    assert_eq!(header.metadata.url.as_deref(), Some("https://a.b/"));
    assert_eq!(read[1].document.header().annotator.as_deref(), Some("5"));
    let marks: Vec<_> = read[0]
        .document
        .spans()
        .map(|span| {
            (
                span.label.to_string(),
                read[0].document.words(span),
                span.state,
            )
        })
        .collect();
    let mark = |label: &str, words: &str, state| (label.to_owned(), words.to_owned(), state);
    assert_eq!(
        marks,
        [
            mark("speaker", "he", State::Accepted),
            mark("person", "he", State::Accepted),
            mark("cue", "said", State::Suggested),
            mark("quote", "it", State::Accepted),
        ]
    );
    let cue = read[0]
        .document
        .spans()
        .find(|span| span.label.as_str() == "cue")
        .unwrap();
    assert_eq!(
        (cue.origin.name.as_deref(), cue.origin.score),
        (Some("m1"), Some(0.5))
    );
    let ties = trip::ties(&read[0].document);
    let tie = |label: &str| (label.to_owned(), "it".to_owned(), "he".to_owned());
    assert_eq!(ties, [tie("relation"), tie("said_by"), tie("x"), tie("y")]);

    let documents: Vec<_> = read.into_iter().map(|each| each.document).collect();
    let back = live(&documents);
    assert_eq!(
        back.as_array().unwrap().len(),
        1,
        "two annotators of one task"
    );
    // No two results of a task have the same id.
    let mut given = task();
    for (place, id) in [
        ("/annotations/1/result/0/id", "a-2"),
        ("/predictions/0/result/0/id", "a-3"),
    ] {
        let at = given.pointer_mut(place).unwrap();
        *at = back[0].pointer(place).unwrap().clone();
        assert_ne!(at, "a", "{id}");
    }
    assert!(is_within(&given, &back[0]), "{given}\n{}", back[0]);
}

#[test]
fn the_labeling_config_beside_is_read() {
    let format = named("label-studio").unwrap();
    let config = br##"<View><Labels name="l" toName="t"><Label value="Content" background="#ff0000"/><Label value="New"/></Labels>
        <Choices name="kind" toName="t" choice="multiple"/><Text name="t" value="$story"/></View>"##;
    let file = json!([{"data": {"text": 7, "about": "longer than it", "story": "he"}, "annotations": [{"result": [
        {"id": "a", "type": "labels", "value": {"start": 0, "end": 2, "labels": ["New"]}},
        {"id": "a", "type": "choices", "from_name": "kind", "value": {"choices": ["direct"]}}]}]}]);
    let file = serde_json::to_vec(&file).unwrap();
    let files = [("a.json", &file[..]), ("label_config.xml", config)];
    let read = trip::read_files(format, &files).unwrap();
    assert_eq!(trip::faults(&read), [Vec::<String>::new()]);
    let document = &read[0].document;
    assert_eq!(document.text().as_str(), "he");
    let kind = document
        .spans()
        .next()
        .unwrap()
        .attributes
        .get(&"kind".into())
        .cloned();
    assert_eq!(kind, Some(AttributeValue::Many(vec!["direct".to_owned()])));
    let labels: Vec<_> = document
        .schema()
        .labels
        .iter()
        .map(|label| label.name.as_str())
        .collect();
    assert_eq!(labels, ["New", "quote"]);
    assert_eq!(document.schema().labels[1].color.light, "#ff0000");
    let files = [
        ("a.json", &file[..]),
        ("label_config.xml", b"<!DOCTYPE a><View>"),
    ];
    assert!(
        trip::read_files(format, &files)
            .unwrap_err()
            .contains("document type")
    );
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    let format = named("label-studio").unwrap();
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let file = format!(
        "\u{feff}[\n{{\"data\": {{\"image\": \"a.png\"}}, \"annotations\": []}},\r\n{{\"data\": 7}},\n\
         {{\"data\": {{\"text\": \"a\", \"b\": {deep}}}}},\n{}]",
        json!({"data": {"text": "he"}, "annotations": [{"result": [
            7, {"type": "labels", "id": "n", "value": {"start": "x", "end": 2, "labels": ["A"]}},
            {"type": "labels", "id": "o", "value": {"start": 0, "end": 2}},
            {"type": "labels", "id": "p", "value": {"start": 0, "end": 9, "labels": ["A"]}},
            {"type": "labels", "id": "q", "value": {"start": 0, "end": 1.0, "labels": ["A"]}},
            {"type": "labels", "id": "q", "value": {"start": 1, "end": 2, "labels": ["B"]}},
            {"type": "relation", "from_id": "q", "to_id": "nowhere", "labels": ["r"]}]}]})
    );
    let read = trip::read_files(format, &[("a.json", file.as_bytes())]).unwrap();
    let faults = trip::faults(&read);
    assert_eq!(faults.len(), 4);
    assert_eq!(faults[0], ["2: no text: a task on something else"]);
    assert!(faults[1][0].starts_with("3: "));
    assert!(faults[2][0].contains("recursion limit"));
    assert_eq!(
        faults[3],
        [
            "5: a result that is no object: 7",
            "5: region n without start and end in numbers",
            "5: region o without a label",
            "5: region q is there twice",
            "5: p (A): piece 1 reaches to 9, past the end of the text",
            "5: a link r leads to or from nowhere, which is not there",
        ]
    );
    let file = json!([task(), task()]).to_string();
    for cut in (200..file.len()).step_by(17) {
        if let Some(part) = file.get(..cut) {
            let read = trip::read_files(format, &[("a.json", part.as_bytes())]);
            assert!(read.unwrap_err().starts_with("line 1: "), "{cut}");
        }
    }
}
