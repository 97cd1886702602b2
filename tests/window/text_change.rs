//! An article whose text has changed: its marks go along, and what is not sure is asked about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::person::Person;
use dictum::model::Document;
use dictum::store::{self, apart};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const OLD: &str = "Ann Lee said that it would rain. Nobody asked. Bob Wu told her that it was sunny in the valley.";
const NEW: &str = "Weather\n\nAnn Lee said that it would not rain. Bob Wu told her that it was sunny in the valley.";

/// An article with two quotes, a speaker linked to the first, and an event.
fn document() -> String {
    let mark = |id: &str, label: &str, words: &str| {
        let start = OLD.find(words).unwrap();
        let end = start + words.len();
        format!(
            r#"{{"id": "{id}", "label": "{label}", "fragments": [{{"start": {start}, "end": {end}, "text": "{words}"}}], "state": "accepted"}}"#
        )
    };
    format!(
        r#"{{"format": "dictum/1", "id": "a", "text": "{OLD}", "spans": [{}, {}, {}, {}],
"links": [{{"id": "l1", "label": "said_by", "from": "q1", "to": "s1", "state": "accepted"}}]}}"#,
        mark("s1", "speaker", "Ann Lee"),
        mark("q1", "quote", "it would rain"),
        mark("e1", "event", "asked"),
        mark("q2", "quote", "it was sunny in the valley"),
    )
}

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::write(place.path("a.json"), document()).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn saved(&self) -> Document {
        let path = self.path("a.json");
        let opened = store::read(&fs::read(&path).unwrap(), &path).unwrap();
        assert!(opened.misfits.is_empty());
        opened.document
    }
}

/// Asks for the command and gives it a file.
fn take(person: &mut Person, path: &Path) {
    person.press("Ctrl+Shift+A");
    person.type_path(path);
    person.wait();
}

fn words(document: &Document, id: &str) -> String {
    let span = document.span(&id.into());
    span.map(|span| document.words(span)).unwrap_or_default()
}

#[test]
fn marks_go_along_and_the_others_are_decided_on_one_by_one() {
    let place = Place::new();
    fs::write(place.path("new.txt"), NEW).unwrap();
    let mut person = Person::on_path(&place.path("a.json"));
    take(&mut person, &place.path("new.txt"));
    assert!(
        person.shows("2 marks wait for a decision"),
        "{}",
        person.everything()
    );
    assert!(
        person.shows("“it would rain” → “it would not rain”"),
        "{}",
        person.everything()
    );
    assert!(person.shows("“asked” is gone"), "{}", person.everything());
    let now = person.editor().document().clone();
    assert_eq!(now.text().as_str(), NEW);
    assert_eq!(words(&now, "s1"), "Ann Lee");
    assert_eq!(words(&now, "q2"), "it was sunny in the valley");

    // One is kept where the new words stand, with its link; the other is let go of.
    person.click_first("Keep");
    let now = person.editor().document().clone();
    assert_eq!(words(&now, "q1"), "it would not rain");
    assert_eq!(now.links_len(), 1);
    assert!(person.shows("1 mark waits"), "{}", person.everything());
    person.click("Drop");
    assert!(!person.shows("for a decision"), "{}", person.everything());

    // Each is a step, and the text is one.
    person.press("Ctrl+Z");
    person.press("Ctrl+Z");
    assert!(person.shows("2 marks wait"), "{}", person.everything());
    person.press("Ctrl+Z");
    assert!(!person.shows("for a decision"));
    let back = person.editor().document().clone();
    assert_eq!(back.text().as_str(), OLD);
    assert_eq!((back.spans_len(), back.links_len()), (4, 1));
    person.press("Ctrl+Y");
    assert!(person.shows("2 marks wait"), "{}", person.everything());
}

#[test]
fn what_waits_is_saved_and_waits_when_it_is_opened_again() {
    let place = Place::new();
    fs::write(place.path("new.txt"), NEW).unwrap();
    let mut person = Person::on_path(&place.path("a.json"));
    take(&mut person, &place.path("new.txt"));
    person.press("Ctrl+S");
    person.wait();
    assert_eq!(apart::of(place.saved().header()).len(), 2);
    drop(person);

    let mut person = Person::on_path(&place.path("a.json"));
    assert!(
        person.shows("2 marks wait for a decision"),
        "{}",
        person.everything()
    );
    person.click("Keep all");
    assert!(person.shows("1 mark waits"), "{}", person.everything());
    person.click("Drop all");
    assert!(!person.shows("for a decision"));
    person.press("Ctrl+S");
    person.wait();
    let saved = place.saved();
    assert!(!apart::any(saved.header()));
    assert_eq!(words(&saved, "q1"), "it would not rain");
    assert_eq!(saved.links_len(), 1);
}

#[test]
fn a_click_on_what_waits_shows_the_words_in_its_place() {
    let place = Place::new();
    fs::write(place.path("new.txt"), NEW).unwrap();
    let mut person = Person::on_path(&place.path("a.json"));
    take(&mut person, &place.path("new.txt"));
    person.click("Quote: “it would rain” → “it would not rain”");
    assert_eq!(person.selected(), "it would not rain");
}

#[test]
fn an_article_s_file_with_another_text_is_noticed() {
    let place = Place::new();
    fs::write(place.path("a.txt"), NEW).unwrap();
    let mut person = Person::on_path(&place.path("a.json"));
    assert!(
        person.shows("has another text now"),
        "{}",
        person.everything()
    );
    assert_eq!(person.editor().document().clone().text().as_str(), OLD);
    person.click("Take this text");
    person.wait();
    assert_eq!(person.editor().document().clone().text().as_str(), NEW);
    assert!(!person.shows("has another text now"));

    fs::write(place.path("a.txt"), OLD).unwrap();
    let person = Person::on_path(&place.path("a.json"));
    assert!(!person.shows("has another text now"));
}

#[test]
fn a_text_that_cannot_be_read_and_one_that_is_the_same_change_nothing() {
    let place = Place::new();
    fs::write(place.path("same.txt"), OLD).unwrap();
    let mut person = Person::on_path(&place.path("a.json"));
    take(&mut person, &place.path("nowhere.txt"));
    assert!(
        person.shows("The text was not taken"),
        "{}",
        person.everything()
    );
    take(&mut person, &place.path("same.txt"));
    assert!(
        person.shows("The text is the same"),
        "{}",
        person.everything()
    );
    assert_eq!(person.editor().document().clone().text().as_str(), OLD);
    assert!(!person.app().session().unwrap().is_dirty());
}
