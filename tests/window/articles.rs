//! The list of articles, the way from one to the next, dropped and recent files, the layout.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::person::{EXAMPLE, Person, document_json};
use dictum::model::Status;
use dictum::store;
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};

const QUOTES: &str =
    r#"[{"label": "quote", "state": "accepted", "fragments": [{"start": 0, "end": 11}]}]"#;

/// A folder with three articles, of which one has a document.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).unwrap();
    write("a-first.txt", "“We are ready,” said Anna.");
    write("b-second.txt", "“We waited,” said Boris.");
    write(
        "b-second.json",
        &document_json("“We waited,” said Boris.", QUOTES),
    );
    write("c-third.txt", "“We left,” said Clara.");
    folder
}

fn status(path: &Path) -> Status {
    let bytes = std::fs::read(path).unwrap();
    store::read(&bytes, path).unwrap().document.header().status
}

#[test]
fn a_folder_is_listed_with_states_and_its_first_article_opened() {
    let folder = folder();
    let mut person = Person::on_paths(&[folder.path()], None);
    assert!(person.shows("0 of 3 done"));
    person.wait_for("a-first: untouched");
    person.wait_for("b-second: untouched, 1 quote, 1 to decide on");
    person.wait_for("c-third: untouched");
    assert_eq!(person.app().title(), "a-first.txt – Dictum");
    // What is done in the open one is seen at once.
    person.click_before("We are");
    person.press("q");
    assert!(person.shows("a-first: in work, 1 quote, 1 to decide on"));
    person.press("Enter");
    assert!(person.shows("a-first: in work, 1 quote\n"));
}

#[test]
fn a_click_leaves_the_present_article_safely() {
    let folder = folder();
    let mut person = Person::on_paths(&[folder.path()], None);
    person.wait_for("c-third: untouched");
    person.click("b-second: untouched, 1 quote, 1 to decide on");
    person.wait();
    // The document is opened, not the article.
    assert_eq!(person.app().title(), "b-second.json – Dictum");
    person.double_click("Boris");
    person.press("s");
    person.click("c-third: untouched");
    person.wait();
    assert_eq!(person.app().title(), "c-third.txt – Dictum");
    let saved = std::fs::read_to_string(folder.path().join("b-second.json")).unwrap();
    assert!(saved.contains("speaker\""), "{saved}");
    // Work without a place is not left without a word.
    person.double_click("Clara");
    person.press("s");
    person.click("a-first: untouched");
    assert!(person.shows("Save your work?"));
    person.click("Cancel");
    assert_eq!(person.app().title(), "• c-third.txt – Dictum");
}

#[test]
fn done_goes_to_the_next_that_is_not_done_and_says_when_none_is_left() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let mut person = Person::on_paths(
        &[
            &path("a-first.txt"),
            &path("b-second.txt"),
            &path("c-third.txt"),
        ],
        None,
    );
    assert_eq!(person.app().title(), "a-first.txt – Dictum");
    person.press("Ctrl+Enter");
    // The article has no document yet: a file beside it is proposed.
    person.press("Enter");
    person.wait();
    assert_eq!(status(&path("a-first.ron")), Status::Done);
    assert_eq!(person.app().title(), "b-second.json – Dictum");
    person.press("Ctrl+Enter");
    person.wait();
    assert_eq!(status(&path("b-second.json")), Status::Done);
    assert_eq!(person.app().title(), "c-third.txt – Dictum");
    person.press("Ctrl+Enter");
    person.press("Enter");
    person.wait();
    assert!(
        person.app().told().starts_with("Done and saved."),
        "{}",
        person.app().told()
    );
    assert!(person.shows("3 of 3 done"));
    // While it is open, it can be taken back.
    person.press("Ctrl+Z");
    assert_eq!(
        person.editor().document().header().status,
        Status::Untouched
    );
    assert!(person.shows("2 of 3 done"));
}

#[test]
fn the_list_goes_by_keys() {
    let folder = folder();
    let mut person = Person::on_paths(&[folder.path()], None);
    person.wait_for("c-third: untouched");
    person.press("F6");
    assert!(!person.article_has_focus());
    person.press("ArrowDown");
    person.press("ArrowDown");
    person.press("Enter");
    person.wait();
    assert_eq!(person.app().title(), "c-third.txt – Dictum");
    assert!(person.article_has_focus());
}

#[test]
fn dropped_files_are_opened_and_listed_and_what_cannot_be_read_is_named() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("damaged.ron"), "(text: ").unwrap();
    let mut person = Person::on_article(EXAMPLE);
    person.hover_files(Some(&path("a-first.txt")));
    assert!(person.shows("Drop to open"));
    person.hover_files(None);
    assert!(!person.shows("Drop to open"));
    person.drop_files(&[&path("c-third.txt")]);
    assert_eq!(person.app().title(), "c-third.txt – Dictum");
    person.drop_files(&[
        &path("a-first.txt"),
        &path("damaged.ron"),
        &path("gone.txt"),
    ]);
    assert_eq!(person.app().title(), "a-first.txt – Dictum");
    assert!(person.shows("c-third"));
    // Also what was found missing before, and while the first was being read.
    person.wait_for("Cannot be read: gone.txt, damaged.ron");
}

#[test]
fn recent_files_that_are_gone_are_not_offered() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let settings = path("settings.ron");
    for name in ["a-first.txt", "c-third.txt"] {
        Person::on_paths(&[&path(name)], Some(&settings));
    }
    std::fs::remove_file(path("a-first.txt")).unwrap();
    let mut person = Person::on_paths(&[], Some(&settings));
    person.wait_for("c-third.txt");
    assert!(!person.shows("a-first.txt"));
    person.press("1");
    person.wait();
    assert_eq!(person.app().title(), "c-third.txt – Dictum");
    person.click("File");
    person.click("Open recent");
    assert!(person.shows("c-third.txt"));
}

#[test]
fn panes_stay_as_they_were_left() {
    let folder = folder();
    let settings: PathBuf = folder.path().join("settings.ron");
    let article = folder.path().join("a-first.txt");
    let mut person = Person::on_paths(&[&article], Some(&settings));
    // A single article in a window of this width needs no list.
    assert!(!person.shows("Outline"));
    assert!(person.shows("Doubtful"));
    person.press("Ctrl+B");
    person.click("Outline");
    person.press("Ctrl+Shift+B");
    assert!(!person.shows("Doubtful"));
    assert!(person.app().may_close());
    let mut person = Person::on_paths(&[&article], Some(&settings));
    assert!(person.shows("“We are ready,” said Anna."));
    assert!(person.harness.query_by_label("Outline").is_some());
    assert!(!person.shows("Doubtful"));
    person.press("Ctrl+B");
    person.press("Ctrl+Shift+B");
    assert!(!person.shows("Outline"));
    assert!(person.article_has_focus());
    // What is only looked at is not written again: widths come back as they were.
    assert!(person.app().may_close());
    let before = std::fs::read_to_string(&settings).unwrap();
    let mut person = Person::on_paths(&[&article], Some(&settings));
    assert!(person.app().may_close());
    assert_eq!(std::fs::read_to_string(&settings).unwrap(), before);
}
