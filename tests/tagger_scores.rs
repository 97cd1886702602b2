//! How good the built-in tagger is on the corpora, guarded against falling. `.ci/score-tagger` prints the figures.
#![cfg(feature = "english")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test ends where its input is not what it must be, and makes the files it compares"
)]

use dictum::model::{Document, Header, Text};
use dictum::tagger::{rules::Rules, tag};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A corpus, a row of the table, and the least F1 at half overlap, without and with the speaker.
const FLOORS: [(&str, &str, f64, f64); 6] = [
    ("seed_flat", "quotes, all", 0.99, 0.99),
    ("seed_flat", "quotes with marks", 0.99, 0.99),
    ("gum_news_dev", "quotes, all", 0.80, 0.795),
    ("gum_news_dev", "quotes with marks", 0.775, 0.755),
    ("made", "quotes, all", 0.965, 0.955),
    ("made", "quotes with marks", 0.97, 0.96),
];

#[test]
fn quotes_and_speakers_are_found_as_well_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for corpus in ["seed_flat", "gum_news_dev", "made"] {
        let gold = match corpus {
            "made" => made_gold(root),
            _ => {
                std::fs::read_to_string(root.join(format!("../shared/corpora/{corpus}.json"))).ok()
            }
        };
        let Some(gold) = gold else {
            say(&format!(
                "skipped: the gold of {corpus} is not there, and was not scored"
            ));
            continue;
        };
        let path = folder.path().join(format!("{corpus}.json"));
        let tagged = folder.path().join(format!("{corpus}.jsonl"));
        std::fs::write(&path, &gold).unwrap();
        std::fs::write(&tagged, tagged_lines(&gold)).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_dictum"))
            .arg("compare")
            .args([&path, &tagged])
            .output()
            .unwrap();
        let table = String::from_utf8(output.stdout).unwrap();
        for (_, row, half, speaker) in FLOORS.iter().filter(|floor| floor.0 == corpus) {
            let line = table.lines().find(|line| line.starts_with(row)).unwrap();
            let numbers: Vec<f64> = line[row.len()..]
                .split_whitespace()
                .map(|number| number.parse().unwrap())
                .collect();
            // Two counts, then precision, recall and F1 of any, half, exact and speaker.
            assert!(numbers[7] >= *half, "{corpus}, {row}: {line}");
            assert!(numbers[13] >= *speaker, "{corpus}, {row}, speakers: {line}");
        }
    }
}

/// The gold of the made-up news, from its own notation; `None` without Python.
fn made_gold(root: &Path) -> Option<String> {
    let output = Command::new("python3")
        .arg(root.join("tests/made/news/gold.py"))
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).unwrap())
}

fn tagged_lines(gold: &str) -> String {
    let gold: Value = serde_json::from_str(gold).unwrap();
    let mut lines = String::new();
    for article in gold.as_array().unwrap() {
        let text = Text::new(article["text"].as_str().unwrap());
        let schema = dictum::store::schemas::news();
        let mut document = Document::new(Header::default(), schema, text);
        let edit = tag(&Rules, &document).unwrap();
        document.apply(&edit).unwrap();
        lines.push_str(&dictum::store::write_jsonl(&document));
    }
    lines
}

#[expect(clippy::print_stderr, reason = "a test that skips says so aloud")]
fn say(words: &str) {
    eprintln!("{words}");
}
