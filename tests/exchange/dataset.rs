//! `dictum export --dataset`: splits, a card and a manifest.

use super::{folder, run, run_on};
use dictum::disk::FileHash;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// An article of its own words, with a speaker and a quote where `quote` says so.
fn article(number: usize, annotator: &str, quote: bool) -> String {
    let text = format!("Ann said it rains for the {number}th time.");
    let end = text.len() - 1;
    let quote = if quote {
        format!(
            r#", {{"id": "q1", "label": "quote", "fragments": [{{"start": 9, "end": {end}}}], "state": "accepted"}}"#
        )
    } else {
        String::new()
    };
    format!(
        r#"{{"format": "dictum/1", "id": "a{number}", "annotator": "{annotator}", "status": "done", "language": "en",
"metadata": {{"publisher": "P{}", "imported": {{"license": "cc-by-4.0"}}}}, "labels_done": ["quote", "speaker"], "text": "{text}",
"spans": [{{"id": "s1", "label": "speaker", "fragments": [{{"start": 0, "end": 3}}], "state": "accepted"}}{quote}]}}"#,
        number % 4
    )
}

fn articles(numbers: impl IntoIterator<Item = usize>) -> TempDir {
    let made = numbers
        .into_iter()
        .map(|n| (format!("in/a{n}.json"), article(n, "anna", true)));
    let made: Vec<(String, String)> = made.collect();
    let files: Vec<(&str, &str)> = made
        .iter()
        .map(|(name, file)| (name.as_str(), file.as_str()))
        .collect();
    folder(&files)
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// The split of each article.
fn splits(folder: &Path) -> BTreeMap<String, String> {
    let manifest = manifest(folder);
    let articles = manifest["articles"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    articles
        .map(|each| (text(&each["id"]), text(&each["split"])))
        .collect()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let inner = files(&entry.path());
            names.extend(inner.iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

#[test]
fn each_format_has_its_files_in_splits_with_their_hashes_and_a_card() {
    let folder = articles(0..40);
    for (format, wanted) in [
        ("doccano", "test.jsonl train.jsonl validation.jsonl"),
        ("spacy", "dev.spacy test.spacy train.spacy"),
        ("iob2", "dev.iob2 test.iob2 train.iob2"),
        (
            "label-studio",
            "test/label_config.xml test/tasks.json train/label_config.xml train/tasks.json \
             validation/label_config.xml validation/tasks.json",
        ),
    ] {
        let command = format!("export in --to {format} --dataset out/{format}");
        fs::create_dir_all(folder.path().join("out")).unwrap();
        let ended = run(folder.path(), &command);
        assert_eq!(ended.code, Some(0), "{}", ended.told);
        let out = folder.path().join("out").join(format);
        let mut names: Vec<&str> = wanted.split_whitespace().collect();
        names.extend(["README.md", "manifest.json"]);
        names.sort_unstable();
        assert_eq!(files(&out), names, "{format}");
        let manifest = manifest(&out);
        assert_eq!(manifest["articles"].as_array().unwrap().len(), 40);
        let listed = manifest["files"].as_array().unwrap();
        assert_eq!(listed.len(), names.len() - 1);
        for file in listed {
            let bytes = fs::read(out.join(file["path"].as_str().unwrap())).unwrap();
            assert_eq!(file["bytes"], bytes.len(), "{file}");
            assert_eq!(file["sha256"], FileHash::of(&bytes).to_string(), "{file}");
        }
        let card = fs::read_to_string(out.join("README.md")).unwrap();
        for told in [
            "language:\n- \"en\"\nlicense: \"cc-by-4.0\"\n",
            "size_categories:\n- n<1K\n",
            "| quote |",
            &format!("\ndictum export in --to {format} --dataset {format}\n"),
        ] {
            assert!(card.contains(told), "{told}\n{card}");
        }
        assert!(ended.told.contains(" % asked for, "), "{}", ended.told);
        let again = run(folder.path(), &command);
        assert_eq!(again.code, Some(2));
        assert!(
            again.told.contains("--force replaces it whole"),
            "{}",
            again.told
        );
        // What it wrote it can read, each article once.
        let checked = run(folder.path(), &format!("check out/{format}"));
        assert_eq!(
            (checked.code, checked.out.lines().count()),
            (Some(0), 40),
            "{}",
            checked.told
        );
    }
}

#[test]
fn articles_stay_in_their_splits_when_others_are_added_and_another_seed_parts_otherwise() {
    let (few, many) = (articles(0..20), articles(0..60));
    let made = |folder: &TempDir, more: &str| {
        let _ = fs::remove_dir_all(folder.path().join("out"));
        let ended = run(
            folder.path(),
            format!("export in --to jsonl --dataset out {more}").trim_end(),
        );
        assert_eq!(ended.code, Some(0), "{}", ended.told);
        splits(&folder.path().join("out"))
    };
    let (before, after) = (made(&few, ""), made(&many, ""));
    assert_eq!((before.len(), after.len()), (20, 60));
    for (id, split) in &before {
        assert_eq!(after.get(id), Some(split), "{id}");
    }
    assert_ne!(made(&many, "--seed 1"), after);
    let grouped = made(&many, "--group-by publisher --split 50/50");
    for (id, split) in &grouped {
        let number: usize = id[1..].parse().unwrap();
        assert_eq!(
            grouped.get(&format!("a{}", number % 4)),
            Some(split),
            "{id}"
        );
    }
    // Standard input is read twice as files are.
    let line = |n| article(n, "anna", true).replace('\n', " ");
    let lines: Vec<String> = (0..20).map(line).collect();
    let lines = lines.join("\n");
    let ended = run_on(
        few.path(),
        "export - --to jsonl --dataset piped",
        lines.as_bytes(),
    );
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    assert_eq!(splits(&few.path().join("piped")), before);
}

#[test]
fn annotators_of_an_article_are_in_one_split_and_their_agreement_is_told() {
    let mut made = Vec::new();
    for number in 0..30 {
        made.push((
            format!("in/a{number}/anna.json"),
            article(number, "anna", true),
        ));
        made.push((
            format!("in/a{number}/bob.json"),
            article(number, "bob", number % 2 == 0),
        ));
    }
    let made: Vec<(&str, &str)> = made
        .iter()
        .map(|(name, file)| (name.as_str(), file.as_str()))
        .collect();
    let folder = folder(&made);
    let refused = run(folder.path(), "export in --to jsonl --dataset out");
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.told.contains("\n  a0: anna, bob"),
        "{}",
        refused.told
    );
    assert!(!folder.path().join("out").exists());

    let ended = run(
        folder.path(),
        "export in --to jsonl --dataset out --all-annotators",
    );
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    let manifest = manifest(&folder.path().join("out"));
    let articles = manifest["articles"].as_array().unwrap();
    assert_eq!(articles.len(), 60);
    let mut met: BTreeMap<&str, &str> = BTreeMap::new();
    for each in articles {
        let split = each["split"].as_str().unwrap();
        assert_eq!(
            *met.entry(each["id"].as_str().unwrap()).or_insert(split),
            split
        );
    }
    // Of the quotes anna has 30 and bob 15; the speakers are the same.
    for (arguments, out) in [("--all-annotators", "out"), ("--annotator anna", "anna")] {
        let ended = run(
            folder.path(),
            &format!("export in --to jsonl --dataset {out} --force {arguments}"),
        );
        assert_eq!(ended.code, Some(0), "{}", ended.told);
        let card = fs::read_to_string(folder.path().join(out).join("README.md")).unwrap();
        for told in [
            "30 articles of the input have two or more annotators, 30 pairs of annotations",
            "| quote | 45 | 0.667 | 0.667 |",
            "| speaker | 60 | 1.000 | 1.000 |",
        ] {
            assert!(card.contains(told), "{told}\n{card}");
        }
    }
    let each = run(
        folder.path(),
        "export in --to ron --dataset ron --all-annotators",
    );
    assert_eq!(each.code, Some(2));
    assert!(
        each.told.contains("no room for several annotators of one"),
        "{}",
        each.told
    );
}

#[test]
fn a_split_that_stays_empty_is_told_and_has_no_file() {
    let folder = articles([1]);
    let ended = run(
        folder.path(),
        "export in --to jsonl --dataset out --split 90/10",
    );
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    let told = "empty, and no file (";
    assert!(ended.told.contains(told), "{}", ended.told);
    assert_eq!(files(&folder.path().join("out")).len(), 3);
    let dry = run(
        folder.path(),
        "export in --to jsonl --dataset dry --dry-run",
    );
    assert_eq!(dry.code, Some(0), "{}", dry.told);
    assert!(dry.told.contains("would write 1 article"), "{}", dry.told);
    assert!(!folder.path().join("dry").exists());
}

#[test]
fn what_cannot_be_a_dataset_is_refused_in_words() {
    let folder = articles([1]);
    for (arguments, told) in [
        (
            "--dataset out --split 80/10",
            "the parts add up to 90, not to 100",
        ),
        ("--dataset out --split 100", "two or three parts are wanted"),
        (
            "--dataset out --split 90/10/0",
            "a part of 0 would always be empty",
        ),
        (
            "--dataset out --group-by colour",
            "no article has the key colour to group by; there are annotator, ",
        ),
        ("--split 80/20", "--dataset <DIR>"),
        ("--dataset in", "--force replaces it whole"),
        ("--dataset in --force", "it holds what is read"),
        ("--dataset out -o x.jsonl", "cannot be used with"),
        (
            "--dataset out --labels nothing --strict --annotator bob",
            "nothing to write",
        ),
    ] {
        let ended = run(folder.path(), &format!("export in --to jsonl {arguments}"));
        assert_eq!(ended.code, Some(2), "{arguments}: {}", ended.told);
        assert!(ended.told.contains(told), "{arguments}: {}", ended.told);
        assert!(!folder.path().join("out").exists(), "{arguments}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn tables_have_the_same_labels_in_every_split_and_none_without_rows() {
    // Quotes are in few articles, so that a split may have none.
    let made = (0..30).map(|n| (format!("in/a{n}.json"), article(n, "anna", n == 0)));
    let made: Vec<(String, String)> = made.collect();
    let files_in: Vec<(&str, &str)> = made
        .iter()
        .map(|(name, file)| (name.as_str(), file.as_str()))
        .collect();
    let folder = folder(&files_in);
    let ended = run(folder.path(), "export in --to hf --dataset out");
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    let out = folder.path().join("out");
    let with_quotes = files(&out)
        .into_iter()
        .filter(|name| name.ends_with("attributions.parquet"));
    assert_eq!(with_quotes.count(), 1);
    let card = fs::read_to_string(out.join("README.md")).unwrap();
    let head = card.split("\n---\n").next().unwrap();
    assert_eq!(head.matches("/attributions.parquet\"").count(), 1, "{head}");
    assert_eq!(head.matches("/documents.parquet\"").count(), 3, "{head}");
}
