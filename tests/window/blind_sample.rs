//! The blind sample of a project: what the tagger finds where nobody saw its suggestions stands beside
//! how its suggestions fared.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::person::{Person, document_json};
use dictum::disk::RealDisk;
use dictum::project::Project;
use egui_kittest::kittest::Queryable as _;
use std::path::PathBuf;
use tempfile::TempDir;

const TEXT: &str = "“We are ready,” said Anna Smith.";
const QUOTE: &str = "“We are ready,”";
/// What a person marked in the second blind article: not what the rules find there.
const OTHER: &str = "Smith";

/// A project in which every second article is blind, with names found by asking it.
struct Calls {
    folder: TempDir,
    /// Two of the blind sample, then two that are not.
    names: [String; 4],
}

impl Calls {
    fn new(tagger: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let this = Self {
            folder,
            names: Default::default(),
        };
        std::fs::create_dir_all(this.root().join("articles")).unwrap();
        this.name_tagger(tagger);
        std::fs::create_dir(this.folder.path().join("state")).unwrap();
        let settings = this.folder.path().join("state/settings.ron");
        std::fs::write(settings, "(annotator: Some(\"Anna\"))").unwrap();
        let project = this.read();
        let (blind, seen): (Vec<_>, Vec<_>) = (0..40)
            .map(|number| format!("call {number:02}"))
            .partition(|name| project.is_blind(name));
        Self {
            names: [0, 1, 2, 3].map(|at| match at {
                0 | 1 => blind[at].clone(),
                _ => seen[at - 2].clone(),
            }),
            ..this
        }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn read(&self) -> Project {
        Project::open(&RealDisk::default(), &self.root()).unwrap()
    }

    fn name_tagger(&self, tagger: &str) {
        let project = format!("(name: \"Calls\", tagger: {tagger}, blind_every: 2)");
        std::fs::write(self.root().join("dictum.ron"), project).unwrap();
    }

    /// Anna's document of an article; the document calls itself by another article's name.
    fn put(&self, article: &str, called: &str, status: &str, spans: &[String]) {
        let place = self.read().place(article, "Anna");
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        let spans = format!("[{}]", spans.join(", "));
        let head = format!(r#"{{"id": "{called}", "status": "{status}", "#);
        let document = document_json(TEXT, &spans).replacen('{', &head, 1);
        std::fs::write(place, document).unwrap();
        let text = self.root().join("articles").join(format!("{article}.txt"));
        std::fs::write(text, TEXT).unwrap();
    }

    /// Both blind articles done, the second with a mark that the rules do not make; a suggestion that
    /// was rejected where they were seen.
    fn done(tagger: &str) -> Self {
        let calls = Self::new(tagger);
        let [first, second, seen, _] = &calls.names;
        let by_hand = |words| span("quote", words, "accepted", "human");
        calls.put(first, seen, "done", &[by_hand(QUOTE)]);
        calls.put(second, seen, "done", &[by_hand(OTHER)]);
        let rejected = span("quote", QUOTE, "rejected", "tagger");
        calls.put(seen, first, "done", &[rejected, by_hand(OTHER)]);
        calls
    }

    fn open(&self) -> Person {
        let settings = self.folder.path().join("state/settings.ron");
        let mut person = Person::on_paths(&[&self.root()], Some(&settings));
        person.wait();
        person.press("Ctrl+Shift+R");
        person
    }

    /// Opens an article by its row in the list of articles, and shows the tagger's pane again.
    fn go_to(&self, person: &mut Person, name: usize) {
        person.click("Articles");
        let row = format!("{}: ", self.names[name]);
        let at = person.harness.get_by_label_contains(&row).rect().center();
        person.click_at(at);
        person.wait();
        person.press("Ctrl+Shift+R");
    }
}

fn span(label: &str, words: &str, state: &str, by: &str) -> String {
    let at = TEXT.find(words).unwrap();
    let start = TEXT[..at].chars().count();
    let end = start + words.chars().count();
    format!(
        r#"{{"label": "{label}", "state": "{state}", "origin": {{"by": "{by}", "name": "x"}},
            "fragments": [{{"start": {start}, "end": {end}}}]}}"#
    )
}

#[test]
fn both_scores_are_shown_apart_whatever_the_documents_call_themselves() {
    let calls = Calls::done("\"rules\"");
    let mut person = calls.open();
    person.click("All articles");
    // The open one and the one that was only read, both of the sample.
    person.wait_for("Quote in 2 articles marked without suggestions: precision 50 %, recall 50 %");
    person.wait_for(
        "Quote: 0 accepted as suggested, 0 changed, 1 rejected, 1 added by hand, 0 to decide on; \
         precision 0 %; recall 0 %",
    );
}

#[test]
fn each_article_is_measured_as_it_came() {
    let calls = Calls::done("\"rules\"");
    let mut person = calls.open();
    for (name, told, not_told) in [
        (0, "precision 100 %, recall 100 %", "by hand"),
        (1, "precision 0 %, recall 0 %", "by hand"),
        (2, "1 rejected, 1 added by hand", "marked without"),
    ] {
        calls.go_to(&mut person, name);
        person.wait_for(told);
        assert!(
            !person.shows(not_told) && !person.shows("Nothing missed"),
            "{name}: {}",
            person.everything()
        );
    }
}

#[test]
fn what_a_program_finds_is_not_measured_and_a_change_of_tagger_is_taken_up() {
    let calls = Calls::done("(command: [\"no-such-program\"])");
    let mut person = calls.open();
    calls.go_to(&mut person, 0);
    person.wait_for("articles without suggestions are not measured by it");
    assert!(!person.shows("precision"), "{}", person.everything());
    person.click("All articles");
    person.wait_for("articles without suggestions are not measured by it");
    // The project names another one; the next article that is opened brings it.
    calls.name_tagger("\"rules\"");
    person.click(&format!("{}: 2 not right", calls.names[2]));
    person.wait_for("Quote in 2 articles marked without suggestions");
    // Without a sample, they are articles like any other.
    let project = std::fs::read_to_string(calls.root().join("dictum.ron")).unwrap();
    let project = project.replace("blind_every: 2", "blind_every: 0");
    std::fs::write(calls.root().join("dictum.ron"), project).unwrap();
    calls.go_to(&mut person, 1);
    person.wait_for("1 rejected");
    assert!(!person.shows("marked without"), "{}", person.everything());
}

#[test]
fn a_blind_article_says_when_it_is_measured_and_then_is() {
    let calls = Calls::new("\"rules\"");
    let [first, ..] = &calls.names;
    let quote = span("quote", QUOTE, "accepted", "human");
    calls.put(first, first, "in_work", &[quote]);
    let mut person = calls.open();
    person.wait_for("Once it is done, the tagger is measured");
    person.press("Ctrl+Enter");
    person.wait_for("precision 100 %, recall 100 %");
}
