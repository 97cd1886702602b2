//! Projects in the window: whose document an article is, tagging when it is opened, blind articles,
//! programs as taggers, and learning.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::person::Person;
use dictum::model::State;
use dictum::project::{Project, TaggerChoice, Work};
use std::path::PathBuf;
use tempfile::TempDir;

const FIRST: &str = "“We are ready,” said Anna Smith.\n";

/// A project and the settings of someone who is called Anna.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new(project: &str, articles: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, words: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, words).unwrap();
        };
        write("project/dictum.ron", project);
        write("state/settings.ron", "(annotator: Some(\"Anna\"))");
        for (name, words) in articles {
            write(&format!("project/articles/{name}.txt"), words);
        }
        Self { folder }
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn open(&self) -> Person {
        let settings = self.folder.path().join("state/settings.ron");
        Person::on_paths(&[&self.project()], Some(&settings))
    }

    fn read(&self) -> Project {
        Project::open(&dictum::disk::RealDisk::default(), &self.project()).unwrap()
    }
}

/// How many suggestions the open article has.
fn suggestions(person: &Person) -> usize {
    let document = person.editor().document().clone();
    let suggested = document
        .spans()
        .filter(|span| span.state == State::Suggested);
    suggested.count()
}

#[test]
fn an_article_is_tagged_when_it_is_opened_and_saved_to_its_annotators_place() {
    let place = Place::new(
        "(name: \"Calls\", tagger: \"rules\")",
        &[("a b", FIRST), ("c", "Next.")],
    );
    let mut person = place.open();
    assert!(person.shows("0 of 2 done"));
    person.wait();
    assert_eq!(person.app().title(), "• a b – Dictum");
    assert!(suggestions(&person) > 0);
    assert!(
        person.app().told().contains("by rules"),
        "{}",
        person.app().told()
    );
    person.press("Ctrl+S");
    person.wait();
    let saved = place.project().join("annotations/a%20b/+anna.ron");
    assert!(saved.exists());
    // The next time it is that document, and nothing is proposed again.
    let count = suggestions(&person);
    drop(person);
    let mut person = place.open();
    person.wait();
    assert_eq!(person.app().title(), "a b – Dictum");
    assert_eq!(suggestions(&person), count);
    let work = place
        .read()
        .work(&dictum::disk::RealDisk::default(), "a b", "Anna")
        .unwrap();
    assert!(matches!(work, Work::Found(_)));
    assert!(person.shows("a b: tagged"));
}

#[test]
fn what_the_tagger_did_is_one_step_and_what_was_decided_stays() {
    let place = Place::new("()", &[("a", FIRST)]);
    let mut person = place.open();
    person.wait();
    // The project names no tagger: nothing comes by itself, and it is offered.
    assert_eq!(suggestions(&person), 0);
    person.click("Tag this article");
    person.wait();
    let count = suggestions(&person);
    assert!(count > 0);
    // They are gone through at once, without opening the article anew.
    person.press("Tab");
    assert!(person.editor().current_waiting().is_some());
    person.press("Ctrl+Z");
    assert_eq!(suggestions(&person), 0);
    person.press("Ctrl+Y");
    person.press("Ctrl+T");
    person.wait();
    assert_eq!(suggestions(&person), count, "nothing twice");
}

#[test]
fn a_blind_article_comes_without_suggestions_also_when_asked() {
    let place = Place::new("(tagger: \"rules\", blind_every: 1)", &[("a", FIRST)]);
    let mut person = place.open();
    person.wait();
    person.press("Ctrl+T");
    person.wait();
    assert_eq!(suggestions(&person), 0);
    assert!(person.app().told().contains("blind sample"));
}

#[test]
fn a_program_of_a_project_runs_only_after_the_person_has_agreed() {
    let place = Place::new(
        "(tagger: (command: [\"no-such-program\", \"two words\"]))",
        &[("a", FIRST)],
    );
    let mut person = place.open();
    person.wait();
    // To open the article asks nothing and runs nothing.
    assert!(
        person.app().told().contains("asks whether it may run"),
        "{}",
        person.app().told()
    );
    person.press("Ctrl+T");
    for words in [
        "Let this project run a program?",
        "no-such-program",
        "two words",
    ] {
        assert!(person.shows(words), "{words}");
    }
    // Cancel has the keys.
    person.press("Enter");
    assert!(person.app().told().contains("does not run"));
    let agreed = place.folder.path().join("state/agreed.ron");
    assert!(!agreed.exists());
    person.press("Ctrl+T");
    person.click("Run it");
    person.wait();
    assert!(agreed.exists());
    assert!(
        person.shows("Not tagged"),
        "the program is not there, which is said"
    );
}

#[test]
fn a_project_that_cannot_be_read_says_where() {
    let place = Place::new("(name: 3)", &[("a", FIRST)]);
    let person = place.open();
    assert!(person.shows("line 1, column 7, name: Expected string"));
}

#[test]
fn what_was_done_is_learned_from_and_used_from_then_on() {
    let place = Place::new("(name: \"Money\", tagger: \"rules\")", &[("z", FIRST)]);
    for number in 0..4 {
        let folder = place.project().join(format!("annotations/a{number}"));
        std::fs::create_dir_all(&folder).unwrap();
        let text = format!("They spent ${number}00 on it. It cost €{number} more.");
        let document = format!(
            r#"{{"text": "{text}", "status": "done", "labels_done": ["event"], "spans": [
                {{"label": "event", "state": "accepted", "fragments": [{{"start": 5, "end": 10}}]}}]}}"#
        );
        std::fs::write(folder.join("+anna.ron"), document).unwrap();
    }
    let mut person = place.open();
    person.wait();
    person.press("Ctrl+Shift+L");
    person.wait();
    person.wait_for("Learned from 4 articles");
    assert!(person.shows("event from 4 marks"));
    person.click("Use it from now on");
    person.wait();
    let model = TaggerChoice::Model("learned.dictum-model".to_owned());
    assert_eq!(place.read().tagger(), Some(&model));
    assert!(place.project().join("learned.dictum-model").exists());
    assert!(!person.shows("Use it from now on"));
    person.press("Ctrl+T");
    person.wait();
    assert!(!person.shows("Not tagged"));
}

#[test]
fn outside_a_project_there_is_nothing_to_learn_from() {
    let mut person = Person::on_article(FIRST);
    person.press("Ctrl+Shift+L");
    assert!(person.app().told().contains("Open a project first"));
}

#[test]
fn a_project_is_made_and_opened_and_what_is_wrong_is_said() {
    let place = Place::new("()", &[("a", FIRST)]);
    let mut person = place.open();
    person.wait();
    person.press("Ctrl+N");
    person.press("Enter");
    assert!(person.shows("Give the project a name"));
    person.type_text("Money/2");
    let made = place.folder.path().join("Money-2");
    person.press("Enter");
    person.wait();
    assert!(person.app().told().starts_with("“Money/2” is made"));
    let project = Project::open(&dictum::disk::RealDisk::default(), &made).unwrap();
    assert_eq!(project.name(), "Money/2");
    assert!(made.join("articles").is_dir());
    person.press("Ctrl+N");
    person.type_text("Money/2");
    person.press("Enter");
    assert!(person.shows("This folder is a project already: choose another, or open it"));
    person.click("Cancel");
    assert!(!person.shows("This folder is a project already"));
}

#[test]
fn an_article_in_capitals_is_told_of() {
    let words =
        "“WE ARE READY,” SAID ANNA SMITH. THE HARBOUR WILL BE OPENED ON MONDAY, SHE ADDED.\n";
    let place = Place::new("(tagger: \"rules\")", &[("a", words)]);
    let mut person = place.open();
    person.wait();
    let told = person.app().told().to_owned();
    assert!(told.contains("in capital letters"), "{told}");
}

#[test]
fn a_change_of_the_projects_file_is_taken_up_when_one_comes_back_to_the_window() {
    let place = Place::new("(blind_every: 1)", &[("a", FIRST)]);
    let mut person = place.open();
    person.wait();
    let file = place.project().join("dictum.ron");
    person.come_back();
    person.wait();
    let told = person.app().told().to_owned();
    assert!(!told.contains("project’s file"), "{told}");
    for (words, told) in [
        (
            "(tagger: \"rules\")",
            "The project’s file has changed and holds from now on",
        ),
        (
            "(tagger:",
            "The project’s file cannot be read, and holds as it was",
        ),
    ] {
        std::fs::write(&file, words).unwrap();
        person.come_back();
        person.wait();
        let found = person.app().told().to_owned();
        assert!(found.contains(told), "{words}: {found}");
    }
    person.press("Ctrl+T");
    person.wait();
    assert!(suggestions(&person) > 0, "it is blind no longer");
}
