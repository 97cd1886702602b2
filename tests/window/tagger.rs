//! How the tagger fared, beside the article, and the quiet word about haste.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::keeping::Home;
use crate::person::{Person, document_json};
use dictum::ui::app::Start;
use egui_kittest::kittest::Queryable as _;
use std::path::PathBuf;

const TEXT: &str = "“We are ready,” said Anna.\n“They left,” Boris said of the war.";

/// A span of these words: made by the tagger when there is a score.
fn span(id: &str, label: &str, words: &str, state: &str, by_tagger: bool) -> String {
    let at = TEXT.find(words).unwrap();
    let start = TEXT[..at].chars().count();
    let end = start + words.chars().count();
    let origin = if by_tagger {
        r#"{"by": "tagger", "name": "rules", "version": "0.1", "score": 0.93, "reason": "subject of *said*"}"#
    } else {
        r#"{"by": "human", "name": "anna"}"#
    };
    let decided = match state {
        "suggested" => "null",
        _ => r#"{"name": "anna", "at": "2026-11-22T10:00:00Z"}"#,
    };
    format!(
        r#"{{"id": "{id}", "label": "{label}", "state": "{state}", "origin": {origin}, "decided": {decided},
            "fragments": [{{"start": {start}, "end": {end}}}]}}"#
    )
}

fn marks() -> String {
    let spans = [
        span("q1", "quote", "“We are ready,”", "accepted", true),
        span("s1", "speaker", "Anna", "suggested", true),
        span("q2", "quote", "“They left,”", "accepted", false),
        span("e1", "event", "ready", "rejected", true),
    ];
    format!("[{}]", spans.join(", "))
}

/// A folder with two documents that a tagger has been over.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.json", "b.json"] {
        std::fs::write(folder.path().join(name), document_json(TEXT, &marks())).unwrap();
    }
    folder
}

fn file(folder: &tempfile::TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

#[test]
fn the_tagger_s_record_is_in_view_and_its_faults_are_gone_to() {
    let folder = folder();
    let mut person = Person::on_path(&file(&folder, "a.json"));
    person.press("Ctrl+Shift+R");
    for told in [
        "Quote: 1 accepted as suggested, 0 changed, 0 rejected, 1 added by hand, 0 to decide on; precision 100 %",
        "Speaker: 0 accepted as suggested, 0 changed, 0 rejected, 0 added by hand, 1 to decide on",
        "Event: 0 accepted as suggested, 0 changed, 1 rejected, 0 added by hand, 0 to decide on; precision 0 %",
    ] {
        assert!(person.shows(told), "{told}\n{}", person.everything());
    }
    person.click(
        "missed: Quote “They left,”"
            .replace("“They", "““They")
            .replace(",”", ",””")
            .as_str(),
    );
    assert_eq!(person.editor().current().unwrap().as_str(), "q2");
    assert!(person.article_has_focus());
    // What was rejected is no mark any more: its words are shown.
    person.click("false alarm: Event “ready”");
    assert_eq!(person.selected(), "ready");
    // What is decided now is counted at once.
    person.press("Escape");
    person.press("Escape");
    person.click_before("Anna");
    person.press("Enter");
    assert!(
        person.shows("Speaker: 1 accepted as suggested"),
        "{}",
        person.everything()
    );
    // Asked again, the pane shows what it usually does.
    person.press("Ctrl+Shift+R");
    assert!(!person.shows("Where the tagger was not right"));
}

#[test]
fn recall_is_told_once_the_article_is_done() {
    let folder = folder();
    let path = file(&folder, "a.json");
    let done = document_json(TEXT, &marks()).replacen('{', r#"{"status": "done", "#, 1);
    std::fs::write(&path, done).unwrap();
    let mut person = Person::on_path(&path);
    person.press("Ctrl+Shift+R");
    assert!(
        person.shows("precision 100 %; recall 50 %"),
        "{}",
        person.everything()
    );
}

#[test]
fn all_articles_are_added_up_and_opened_at_the_place() {
    let folder = folder();
    let mut person = Person::on_paths(&[folder.path()], None);
    person.wait_for("b: ");
    person.press("Ctrl+Shift+R");
    person.click("All articles");
    person.wait_for("Quote: 2 accepted as suggested, 0 changed, 0 rejected, 2 added by hand");
    let row = "false alarm: Event “ready”, in b";
    assert_eq!(person.harness.get_all_by_label(row).count(), 1);
    person.click(row);
    person.wait();
    assert_eq!(person.app().title(), "b.json – Dictum");
    assert_eq!(person.selected(), "ready");
}

#[test]
fn the_panel_says_where_a_mark_came_from_and_who_decided() {
    let folder = folder();
    let mut person = Person::on_path(&file(&folder, "a.json"));
    person.click_before("We are");
    for told in [
        "Tagged by rules 0.1, 93 % sure\n",
        "subject of said\n",
        "Accepted by anna, 2026-11-22 10:00 UTC\n",
    ] {
        assert!(person.shows(told), "{told}\n{}", person.everything());
    }
    person.press("]");
    assert!(
        person.shows("Changed and accepted by"),
        "{}",
        person.everything()
    );
    assert!(
        person.shows("Was ““We are ready,””"),
        "{}",
        person.everything()
    );
}

#[test]
fn haste_is_told_quietly_and_goes_by_itself() {
    let words: Vec<String> = (0..30).map(|number| format!("war{number}")).collect();
    let text = words.join(" ");
    let mut at = 0;
    let spans = words.iter().map(|word| {
        let start = at;
        at += word.len() + 1;
        format!(
            r#"{{"label": "event", "origin": {{"by": "tagger"}}, "fragments": [{{"start": {start}, "end": {}}}]}}"#,
            start + word.len()
        )
    });
    let spans = spans.collect::<Vec<_>>().join(", ");
    let home = Home::new();
    let path = home.0.path().join("wars.json");
    std::fs::write(&path, document_json(&text, &format!("[{spans}]"))).unwrap();
    let mut person = home.start(Start::Path(path.clone()));
    let haste = "20 suggestions accepted in";
    for _ in 0..19 {
        person.press("u");
        person.press("Enter");
    }
    assert!(!person.shows(haste));
    person.press("u");
    person.press("Enter");
    assert!(person.shows(haste), "{}", person.everything());
    assert!(person.article_has_focus());
    person.idle(13.0);
    assert!(!person.shows(haste));
    drop(person);
    // Brought back all at once, it was not done so.
    let again = home.start(Start::Path(path));
    assert!(again.editor().history().revisions().len() >= 20);
    assert!(!again.shows(haste));
}
