//! Import and export in the window: what is lost is said before anything is written.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::person::Person;
use dictum::disk::RealDisk;
use dictum::project::Project;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A document of "Ann said it rains." with a quote, its speaker, the link between them, and a suggestion.
fn document(id: &str, status: &str) -> String {
    format!(
        r#"{{"format": "dictum/1", "id": "{id}", "annotator": "Anna", "status": "{status}",
"labels_done": ["quote", "speaker"], "text": "Ann said it rains.",
"spans": [
{{"id": "s1", "label": "speaker", "fragments": [{{"start": 0, "end": 3}}], "state": "accepted"}},
{{"id": "q1", "label": "quote", "fragments": [{{"start": 9, "end": 17}}], "state": "accepted"}},
{{"id": "q2", "label": "quote", "fragments": [{{"start": 4, "end": 8}}], "note": "odd"}}
],
"links": [{{"id": "l1", "label": "said_by", "from": "q1", "to": "s1", "state": "accepted"}}]}}"#
    )
}

struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.put("state/settings.ron", "(annotator: Some(\"Anna\"))");
        for (name, words) in files {
            place.put(name, words);
        }
        place
    }

    fn put(&self, name: &str, words: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, words).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn open(&self, name: &str) -> Person {
        let settings = self.path("state/settings.ron");
        Person::on_paths(&[&self.path(name)], Some(&settings))
    }
}

/// Chooses a format in the open dialog.
fn choose_format(person: &mut Person, title: &str) {
    person.click("Format");
    person.click(title);
    person.wait();
}

/// Puts a path into the field that has the keys.
fn type_over(person: &mut Person, path: &Path) {
    person.press("Ctrl+A");
    person.type_text(&path.display().to_string());
}

#[test]
fn what_a_format_cannot_hold_is_said_before_anything_is_written() {
    let place = Place::new(&[("a.json", &document("a", "done"))]);
    let mut person = place.open("a.json");
    person.press("Ctrl+E");
    choose_format(&mut person, "doccano");
    person.click("Both");
    person.wait();
    for words in [
        "Goes out: 1 article, 3 marks, 1 link",
        "doccano cannot hold:",
        "note",
    ] {
        assert!(
            person.shows(&words.to_lowercase()) || person.shows(words),
            "{words}: {}",
            person.everything()
        );
    }
    let files = fs::read_dir(place.0.path()).unwrap().count();
    assert_eq!(files, 2, "the document and the settings, nothing else");
    choose_format(&mut person, "Dictum JSON Lines");
    assert!(person.shows("Nothing is lost in Dictum JSON Lines"));
}

#[test]
fn an_export_is_written_and_told_and_what_is_there_is_replaced_only_after_it_was_said() {
    let place = Place::new(&[("a.json", &document("a", "done")), ("b.jsonl", "old\n")]);
    let mut person = place.open("a.json");
    person.press("Ctrl+E");
    choose_format(&mut person, "Dictum JSON Lines");
    person.click("Where");
    type_over(&mut person, &place.path("b.jsonl"));
    person.press("Enter");
    person.wait();
    assert!(person.shows("There is a file of this name. Replace it?"));
    assert_eq!(fs::read_to_string(place.path("b.jsonl")).unwrap(), "old\n");
    person.click("Replace");
    person.wait();
    let told = person.told();
    assert!(
        told.starts_with("Exported 1 article, 2 marks, 1 link as Dictum JSON Lines"),
        "{told}"
    );
    let written = fs::read_to_string(place.path("b.jsonl")).unwrap();
    assert!(written.contains("said_by"), "{written}");
    // The format is proposed the next time.
    person.press("Ctrl+E");
    person.wait();
    assert!(person.shows("Nothing is lost in Dictum JSON Lines"));
}

#[test]
fn the_work_itself_is_never_taken_the_place_of() {
    let place = Place::new(&[("in/a.json", &document("a", "done"))]);
    let mut person = place.open("in/a.json");
    for (format, path) in [("Dictum JSON", "in/a.json"), ("Dictum JSON Lines", "in")] {
        person.press("Ctrl+E");
        choose_format(&mut person, format);
        person.click("Where");
        type_over(&mut person, &place.path(path));
        person.press("Enter");
        person.wait();
        assert!(person.shows("The work itself is there"), "{format}");
        person.click("Cancel");
    }
    assert_eq!(
        fs::read_to_string(place.path("in/a.json")).unwrap(),
        document("a", "done")
    );
}

#[test]
fn of_an_article_that_is_not_done_it_is_said_why_nothing_goes_out_and_what_would() {
    let place = Place::new(&[("a.json", &document("a", "in_work"))]);
    let mut person = place.open("a.json");
    person.press("Ctrl+E");
    person.wait();
    assert!(person.shows("This article is not done, so nothing goes out"));
    assert!(person.shows("would go out: 1 article, 2 marks, 1 link"));
    {
        let named = person.harness.get_all_by_label("Export");
        let mut buttons = named.filter(|node| node.accesskit_node().role() == Role::Button);
        assert!(buttons.all(|button| button.accesskit_node().is_disabled()));
    }
    person.click("Also what is not done");
    person.wait();
    assert!(person.shows("Goes out: 1 article, 2 marks, 1 link"));
}

#[test]
fn all_of_a_project_goes_out_with_the_open_article_as_it_stands() {
    let place = Place::new(&[
        ("project/dictum.ron", "(name: \"Rain\")"),
        ("project/articles/a.txt", "Ann said it rains."),
        ("project/articles/b.txt", "Ann said it rains."),
        ("project/annotations/a/+anna.ron", &document("a", "done")),
        ("project/annotations/b/+anna.ron", &document("b", "in_work")),
        ("project/annotations/c/bert.ron", &document("c", "done")),
    ]);
    let mut person = place.open("project");
    person.wait();
    person.press("Ctrl+E");
    choose_format(&mut person, "Dictum JSON Lines");
    person.click("All of “Rain”");
    person.wait();
    for words in [
        "Goes out: 1 article, 2 marks, 1 link",
        "Left out: 1 article not done",
        "Left out: 1 article by another annotator",
    ] {
        assert!(person.shows(words), "{words}: {}", person.everything());
    }
    person.click("Export");
    person.wait();
    let written = fs::read_to_string(place.path("Rain.jsonl")).unwrap();
    assert_eq!(written.lines().count(), 1);
}

#[test]
fn everyone_s_work_goes_out_as_a_dataset_with_splits() {
    let mut files: Vec<(String, String)> = vec![(
        "project/dictum.ron".to_owned(),
        "(name: \"Rain\")".to_owned(),
    )];
    for id in ["a", "b", "c", "d", "e", "f"] {
        let of = |who: &str| {
            document(id, "done")
                .replace("Anna", who)
                .replace("rains", &format!("rain{id}"))
        };
        files.push((format!("project/annotations/{id}/+anna.ron"), of("Anna")));
        files.push((format!("project/annotations/{id}/bert.ron"), of("bert")));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let place = Place::new(&files);
    let mut person = place.open("project");
    person.wait();
    person.press("Ctrl+E");
    choose_format(&mut person, "brat");
    person.click("All of “Rain”");
    person.click("Everyone’s");
    person.wait();
    assert!(
        person.shows("several annotators"),
        "{}",
        person.everything()
    );
    choose_format(&mut person, "Dictum JSON Lines");
    person.click("Further choices");
    person.wait();
    person.click("A dataset with splits to train on");
    person.wait();
    assert!(
        person.shows("Goes out: 12 articles"),
        "{}",
        person.everything()
    );
    person.click("Export");
    person.wait();
    let manifest = fs::read_to_string(place.path("Rain-dataset/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let mut splits = std::collections::BTreeMap::new();
    for article in manifest["articles"].as_array().unwrap() {
        let split = splits
            .entry(article["id"].to_string())
            .or_insert_with(Vec::new);
        split.push(article["split"].to_string());
    }
    assert_eq!(splits.len(), 6);
    for of in splits.values() {
        assert!(of.len() == 2 && of[0] == of[1], "{splits:?}");
    }
    let card = fs::read_to_string(place.path("Rain-dataset/README.md")).unwrap();
    assert!(
        card.contains("--split 80/10/10 --seed 0 --all-annotators"),
        "{card}"
    );
}

#[test]
fn what_does_not_fit_is_named_and_the_rest_is_imported_and_opened() {
    let lines = r#"{"id": 1, "text": "Ann said it rains.", "label": [[0, 3, "speaker"], [90, 95, "quote"]]}
{"id": 2, "text": "It rains.", "label": [[0, 9, "quote"]]}
"#;
    let place = Place::new(&[("theirs.jsonl", lines), ("a.txt", "An article.")]);
    let mut person = place.open("a.txt");
    person.press("Ctrl+I");
    person.type_text(&place.path("theirs.jsonl").display().to_string());
    person.press("Enter");
    person.wait();
    for words in [
        "doccano: 2 articles, 2 marks",
        "1 thing does not fit and stays out",
        "nothing proves their places",
        "95",
    ] {
        assert!(person.shows(words), "{words}: {}", person.everything());
    }
    let into = place.path("theirs-imported");
    assert!(!into.exists(), "nothing is written before it is asked for");
    person.click("Import");
    person.wait();
    person.wait();
    let told = person.told();
    assert!(
        told.starts_with("Imported 2 articles, 2 marks, 0 links"),
        "{told}"
    );
    let files = fs::read_dir(&into).unwrap().count();
    assert_eq!(files, 2);
    assert_eq!(person.editor().document().spans_len(), 1);
    // A second time, what is there stays.
    person.press("Ctrl+I");
    person.type_text(&place.path("theirs.jsonl").display().to_string());
    person.press("Enter");
    person.wait();
    person.press("Enter");
    person.wait();
    assert!(person.shows("there is a file already, and it stays"));
}

#[test]
fn a_file_of_no_format_that_is_known_says_so_and_the_format_can_be_chosen() {
    let place = Place::new(&[
        ("a.txt", "An article."),
        ("odd.xyz", "{\"text\": \"It rains.\", \"label\": []}"),
    ]);
    let mut person = place.open("a.txt");
    person.press("Ctrl+I");
    person.type_text(&place.path("odd.xyz").display().to_string());
    person.press("Enter");
    person.wait();
    assert!(person.shows("of no format that Dictum knows: choose the format"));
    choose_format(&mut person, "doccano");
    assert!(
        person.shows("doccano: 1 article"),
        "{}",
        person.everything()
    );
}

#[test]
fn into_a_project_texts_and_marks_go_to_their_places() {
    let line = "{\"id\": 7, \"text\": \"It rains.\", \"label\": [[0, 9, \"quote\"]]}\n";
    let place = Place::new(&[
        ("project/dictum.ron", "(name: \"Rain\")"),
        ("project/articles/a.txt", "Ann said it rains."),
        ("theirs.jsonl", line),
    ]);
    let mut person = place.open("project");
    person.wait();
    person.press("Ctrl+I");
    person.type_text(&place.path("theirs.jsonl").display().to_string());
    person.press("Enter");
    person.wait();
    assert!(person.shows("Into “Rain”"));
    person.click("Import");
    person.wait();
    person.wait();
    let disk = RealDisk::default();
    let project = Project::open(&disk, &place.path("project")).unwrap();
    let articles = project.articles(&disk).unwrap();
    let new = articles.iter().find(|article| article.id != "a").unwrap();
    let text = fs::read_to_string(new.text.as_ref().unwrap()).unwrap();
    assert_eq!(text, "It rains.");
    assert!(project.place(&new.id, "Anna").exists());
    assert_eq!(person.editor().document().spans_len(), 1);
}
