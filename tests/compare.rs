//! `dictum compare`: its measures, its findings, and that it agrees with the corpora's scorer.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test ends where its input is not what it must be, and makes the files it compares"
)]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dictum(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_dictum");
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A document of quotes and speakers given by their words.
fn document(id: &str, text: &str, marks: &[(&str, &str, &str)], links: &[(&str, &str)]) -> String {
    let spans = marks.iter().map(|(id, label, words)| {
        let at = text.find(words).unwrap();
        let start = text[..at].chars().count();
        let end = start + words.chars().count();
        serde_json::json!({"id": id, "label": label, "state": "accepted",
            "fragments": [{"start": start, "end": end, "text": words}]})
    });
    let links = links.iter().enumerate().map(|(number, (from, to))| {
        serde_json::json!({"id": format!("l{number}"), "label": "said_by", "from": from, "to": to,
            "state": "accepted"})
    });
    serde_json::json!({"format": "dictum/1", "id": id, "text": text,
        "schema": dictum_schema(), "spans": spans.collect::<Vec<_>>(), "links": links.collect::<Vec<_>>()})
    .to_string()
}

/// The schema `news` as it stands in documents.
fn dictum_schema() -> Value {
    use dictum::model::{Document, Header, Text};
    let schema = dictum::store::schemas::news();
    let bare = Document::new(Header::default(), schema, Text::new("a"));
    let bare: Value = serde_json::from_str(&dictum::store::write_json(&bare)).unwrap();
    bare["schema"].clone()
}

const TEXT: &str = "Ann said that it rained.\n“We are wet,” Bob said. War broke out.";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, content: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

#[test]
fn equal_documents_end_with_0_and_other_ones_with_1() {
    let folder = Folder::new();
    let gold = document(
        "rain",
        TEXT,
        &[
            ("q1", "quote", "that it rained"),
            ("s1", "speaker", "Ann"),
            ("q2", "quote", "“We are wet,”"),
            ("s2", "speaker", "Bob"),
            ("e1", "event", "War"),
        ],
        &[("q1", "s1"), ("q2", "s2")],
    );
    let gold = folder.put("gold.json", &gold);
    let same = dictum(&["compare", &gold, &gold]);
    assert_eq!(same.status.code(), Some(0), "{same:?}");
    assert!(told(&same).contains("no disagreements"), "{}", told(&same));

    let other = document(
        "rain",
        TEXT,
        &[
            ("q1", "quote", "it rained"),
            ("s1", "speaker", "Ann"),
            ("q2", "quote", "“We are wet,”"),
            ("s2", "speaker", "Bob"),
            ("e1", "event", "broke"),
        ],
        &[("q1", "s1"), ("q2", "s1")],
    );
    let other = folder.put("other.json", &other);
    let output = dictum(&["compare", &gold, &other, "--list"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    for line in [
        "rain 1:10 (characters 9–23): other boundary: quote “that it rained”, here “it rained”",
        "rain 2:1 (characters 25–38): other speaker: quote “We are wet,” by “Bob”, here by “Ann”",
        "rain 2:25 (characters 49–52): missed: event “War”",
        "rain 2:29 (characters 53–58): extra: event “broke”",
        "disagreements: 4: 1 missed, 1 extra, 1 other boundary, 1 other speaker",
    ] {
        let line = line.replace("quote “We are wet,”", "quote ““We are wet,””");
        assert!(told.contains(&line), "{line}\n{told}");
    }
}

#[test]
fn json_says_the_same_with_every_place() {
    let folder = Folder::new();
    let gold = document("rain", TEXT, &[("q1", "quote", "“We are wet,”")], &[]);
    let other = document("rain", TEXT, &[("e1", "event", "War")], &[]);
    let (gold, other) = (folder.put("a.json", &gold), folder.put("b.jsonl", &other));
    let output = dictum(&["compare", "--json", &gold, &other]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_str(&told(&output)).unwrap();
    assert_eq!(report["measures"]["quotes"]["gold"], 1);
    assert_eq!(report["labels"]["event"]["other"], 1);
    let differences = report["disagreements"].as_array().unwrap();
    assert_eq!(differences.len(), 2);
    assert_eq!(differences[0]["kind"], "missed");
    assert_eq!(differences[0]["gold"]["fragments"][0]["start"], 25);
    assert_eq!(
        differences[0]["gold"]["fragments"][0]["text"],
        "“We are wet,”"
    );
    assert_eq!(differences[1]["other"]["span"], "e1");
}

#[test]
fn states_choose_what_counts() {
    let folder = Folder::new();
    let marks = [
        ("q1", "quote", "that it rained"),
        ("q2", "quote", "“We are wet,”"),
    ];
    let gold = folder.put("a.json", &document("rain", TEXT, &marks, &[]));
    let half = document("rain", TEXT, &marks, &[]).replacen("accepted", "rejected", 1);
    let half = folder.put("b.json", &half);
    for (arguments, code) in [
        (vec!["compare", &gold, &half], 1),
        (vec!["compare", &half, &half], 0),
        (vec!["compare", &gold, &gold, "--state", "suggested"], 1),
        (vec!["compare", &half, &gold, "--gold-state", "accepted"], 1),
    ] {
        assert_eq!(
            dictum(&arguments).status.code(),
            Some(code),
            "{arguments:?}"
        );
    }
}

#[test]
fn what_one_side_alone_has_or_cannot_be_read_is_named() {
    let folder = Folder::new();
    let line = |id: &str, text: &str| document(id, text, &[], &[]);
    let gold = format!("{}\n{}\n", line("one", "One."), line("two", "Two."));
    let other = format!(
        "{}\nnot json\n{}\n",
        line("one", "One.\n"),
        line("three", "Three.")
    );
    let (gold, other) = (
        folder.put("gold.jsonl", &gold),
        folder.put("other.jsonl", &other),
    );
    let output = dictum(&["compare", &gold, &other]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    for part in [
        "other.jsonl:2: ",
        "gold.jsonl:2: two: OTHER has no",
        "other.jsonl:3: three: GOLD has no",
        "1 of 2 gold",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    for missing in ["nowhere.json", "nowhere"] {
        let output = dictum(&["compare", &gold, missing]);
        assert_eq!(output.status.code(), Some(2), "{missing}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_folder_is_all_documents_in_it() {
    let folder = Folder::new();
    std::fs::create_dir(folder.0.path().join("rain")).unwrap();
    let rain = document("rain", TEXT, &[("q1", "quote", "that it rained")], &[]);
    folder.put("rain/anna.json", &rain);
    folder.put("sun.json", &document("sun", "Sun.", &[], &[]));
    folder.put("notes.txt", "nothing");
    let path = folder.0.path().to_str().unwrap();
    let output = dictum(&["compare", "--json", path, path]);
    let report: Value = serde_json::from_str(&told(&output)).unwrap();
    assert_eq!(
        (&report["articles"]["both"], output.status.code()),
        (&Value::from(2), Some(0))
    );
}

/// Tags and measures as the corpora's own scorer does, and compares what both print.
#[test]
fn the_corpora_s_scorer_says_the_same() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let scorer = shared.join("tools/score.py");
    let python = Command::new("python3").arg("--version").output();
    if !scorer.is_file() || python.is_err() {
        say("skipped: ../shared or python3 is not there, and the measures were not compared");
        return;
    }
    let folder = Folder::new();
    for corpus in [
        "seed_flat",
        "gum_news_dev",
        "gum_interview_dev",
        "meantime_dev",
    ] {
        let gold = shared.join(format!("corpora/{corpus}.json"));
        let other = folder.put(&format!("{corpus}.jsonl"), &tagged(&gold));
        let output = Command::new("python3")
            .arg(&scorer)
            .arg(&gold)
            .arg(&other)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let theirs = numbers(&told(&output));
        let ours = told(&dictum(&["compare", gold.to_str().unwrap(), &other]));
        let ours = numbers(&ours);
        assert!(!theirs.is_empty(), "{corpus}");
        for (name, row) in &theirs {
            let our_row = ours.iter().find(|(our_name, _)| our_name == name);
            assert_eq!(our_row.map(|(_, row)| row), Some(row), "{corpus}, {name}");
        }
    }
}

/// The rows of a table that measure quotes and events, each with its numbers.
fn numbers(table: &str) -> Vec<(String, Vec<String>)> {
    let row = |line: &str| {
        let (name, rest) = line.split_at_checked(24)?;
        let known = ["quotes, all", "quotes with marks", "event triggers"];
        let name = known.iter().find(|known| **known == name.trim())?;
        let numbers = rest.split_whitespace().map(str::to_owned);
        Some(((*name).to_owned(), numbers.collect()))
    };
    table.lines().filter_map(row).collect()
}

/// The articles of a corpus as the built-in tagger marks them, and some more marks where it has none
/// yet: each gold event, and by turns its neighbour.
fn tagged(gold: &Path) -> String {
    use dictum::model::{Document, Draft, Header, Origin, Span, Text};
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap();
    let mut lines = String::new();
    for article in gold.as_array().unwrap() {
        let text = Text::new(article["text"].as_str().unwrap());
        let schema = dictum::store::schemas::news();
        let mut document = Document::new(Header::default(), schema, text.clone());
        let edit = dictum::tagger::tag(&dictum::tagger::rules::Rules, &document).unwrap();
        document.apply(&edit).unwrap();
        let mut draft = Draft::new(&document);
        for (number, event) in article["events"].as_array().unwrap().iter().enumerate() {
            let char = |at: usize| event[at].as_u64().unwrap() as usize + (number % 3) * 2;
            let byte = |at| text.byte_of_char(dictum::model::CharOffset(char(at)));
            let (Some(start), Some(end)) = (byte(0), byte(1)) else {
                continue;
            };
            let range = dictum::model::ByteRange::between(start, end);
            let fragments = dictum::model::Fragments::one(range).unwrap();
            let id = draft.new_span_id(&"event".into());
            draft
                .put_span(Span::new(id, "event".into(), fragments, Origin::default()))
                .unwrap();
        }
        document.apply(&draft.finish()).unwrap();
        lines.push_str(&dictum::store::write_jsonl(&document));
    }
    lines
}

#[expect(clippy::print_stderr, reason = "a test that skips says so aloud")]
fn say(words: &str) {
    eprintln!("{words}");
}
