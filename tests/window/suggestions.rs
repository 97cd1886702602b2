//! Going through suggestions in the window, by accessible name, without a screen.

use crate::person::Person;
use dictum::model::State;
use eframe::egui::{self, vec2};
use egui_kittest::kittest::NodeT as _;
use std::fmt::Write as _;
use std::io::Write as _;

const TEXT: &str = "“We are ready,” said John Kirby on Monday.\n\nTalks failed at night.\n\n“We wait,” Anna Petrova told Nils Berg.\n";

/// The marks of [`TEXT`] as a tagger suggests them: id, label, words, score.
const MARKS: [(&str, &str, &str, f64); 5] = [
    ("q1", "quote", "“We are ready,”", 0.95),
    ("s1", "speaker", "John Kirby", 0.95),
    ("e1", "event", "Talks", 0.4),
    ("q2", "quote", "“We wait,”", 0.7),
    // Not the one who said it.
    ("s2", "speaker", "Nils Berg", 0.6),
];

/// A tagged document of a text with marks and links between them.
fn tagged(text: &str, marks: &[(&str, &str, &str, f64)], links: &[(&str, &str)]) -> String {
    let origin = |score: f64| {
        format!(r#"{{"by": "tagger", "name": "rules", "score": {score}, "reason": "a *rule*"}}"#)
    };
    let mut spans = Vec::new();
    for (id, label, words, score) in marks {
        let at = text.find(words).expect("words of the text");
        let start = text[..at].chars().count();
        let end = start + words.chars().count();
        let mut span = String::new();
        write!(
            span,
            r#"{{"id": "{id}", "label": "{label}", "fragments": [{{"start": {start}, "end": {end}}}], "state": "suggested", "origin": {}}}"#,
            origin(*score)
        )
        .expect("strings take all");
        spans.push(span);
    }
    let links: Vec<String> = links
        .iter()
        .enumerate()
        .map(|(id, (from, to))| {
            format!(
                r#"{{"id": "l{id}", "label": "said_by", "from": "{from}", "to": "{to}", "state": "suggested", "origin": {}}}"#,
                origin(0.9)
            )
        })
        .collect();
    format!(
        "{{\"format\": \"dictum/1\", \"status\": \"tagged\", \"text\": {text:?}, \"spans\": [{}], \"links\": [{}]}}",
        spans.join(","),
        links.join(",")
    )
}

fn on(json: &str) -> Person {
    let mut file = tempfile::Builder::new()
        .suffix(".json")
        .tempfile()
        .expect("a folder for temporary files");
    file.write_all(json.as_bytes()).expect("room on the disk");
    Person::on_path(file.path())
}

fn on_tagged() -> Person {
    on(&tagged(TEXT, &MARKS, &[("q1", "s1"), ("q2", "s2")]))
}

fn current(person: &Person) -> String {
    let id = person.editor().current();
    id.map_or(String::new(), |id| id.to_string())
}

fn state(person: &Person, id: &str) -> State {
    person
        .editor()
        .document()
        .span(&id.into())
        .expect("a mark")
        .state
}

fn names(person: &Person, part: &str) -> Vec<String> {
    let nodes = person.harness.root().children_recursive();
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.contains(part)).collect()
}

#[test]
fn a_right_card_takes_one_key_and_two_with_getting_there() {
    let mut person = on_tagged();
    person.press("Tab");
    assert_eq!((current(&person).as_str(), person.actions), ("q1", 1));
    person.press("Enter");
    assert_eq!(person.actions, 2, "getting there and taking it");
    for id in ["q1", "s1"] {
        assert_eq!(state(&person, id), State::Accepted, "{id}");
    }
    let said = person.said();
    assert_eq!(said[0].1, ["John Kirby"], "the link, too");
    let document = person.editor().document();
    let people = document.entities().map(|entity| entity.name.clone());
    assert_eq!(people.collect::<Vec<_>>(), ["John Kirby"]);
    // It has gone on to the next: that takes one more, and so does each after it.
    assert_eq!(current(&person), "e1");
    person.press("Enter");
    assert_eq!((state(&person, "e1"), person.actions), (State::Accepted, 3));
}

#[test]
fn the_right_quote_with_the_wrong_speaker_takes_one_digit() {
    let mut person = on_tagged();
    for _ in 0..3 {
        person.press("Tab");
    }
    // The digits are there without another key, the suggested speaker first.
    assert_eq!(current(&person), "q2");
    let candidates = names(&person, "Candidate ");
    assert_eq!(
        candidates[..2],
        ["Candidate 1: Nils Berg", "Candidate 2: Anna Petrova"]
    );
    let before = person.actions;
    person.press("2");
    assert_eq!(person.actions - before, 1);
    assert_eq!(person.said()[1].1, ["Anna Petrova"]);
    assert_eq!(state(&person, "s2"), State::Rejected);
    assert_eq!(current(&person), "q1", "on to what is left");
    // Taken back, the card asks again.
    person.press("Ctrl+Z");
    assert_eq!(
        (current(&person).as_str(), state(&person, "s2")),
        ("q2", State::Suggested)
    );
    assert_eq!(names(&person, "Candidate "), candidates);
}

#[test]
fn the_bar_counts_down_and_says_at_the_end_what_to_do() {
    let mut person = on_tagged();
    assert!(person.shows("3 of 3 left"));
    for (key, left) in [
        ("Tab", "3 of 3 left"),
        ("Enter", "2 of 3 left"),
        ("x", "1 of 3 left"),
    ] {
        person.press(key);
        assert!(person.shows(left), "{key}: {}", person.everything());
    }
    person.press("Enter");
    assert!(person.shows("All 3 suggestions are decided on"));
    assert!(person.told().contains("Ctrl+Enter"), "{}", person.told());
    person.click("Done, next article");
    person.wait();
    assert!(!person.shows("All 3 suggestions are decided on"));
    // An article without suggestions has no bar.
    let person = Person::on_article("Nothing was said.");
    assert!(!person.shows("left") && !person.shows("Least certain first"));
}

#[test]
fn the_buttons_of_the_card_do_what_the_keys_do() {
    let mut person = on_tagged();
    person.press("Tab");
    person.click("Accept this suggestion");
    assert_eq!(
        (state(&person, "q1"), current(&person).as_str()),
        (State::Accepted, "e1")
    );
    person.click("Reject this suggestion");
    assert_eq!(
        (state(&person, "e1"), current(&person).as_str()),
        (State::Rejected, "q2")
    );
    person.click("Nobody said it");
    assert!(person.article_has_focus());
    assert_eq!(person.editor().left().waiting, 0);
    assert!(person.said()[1].1.is_empty());
}

#[test]
fn a_score_hides_what_is_less_certain_and_one_key_shows_it_again() {
    let mut person = on_tagged();
    let marks = |person: &Person| names(person, ", suggested").len();
    assert_eq!(marks(&person), 5);
    for _ in 0..10 {
        person.press("Alt+PageUp");
    }
    assert_eq!(person.editor().filter().least, 50);
    assert_eq!(marks(&person), 4, "Talks are not to be seen");
    assert!(person.shows("Show all, 1 hidden"));
    person.press("Tab");
    person.press("Tab");
    assert_eq!(current(&person), "q2", "nor gone to");
    person.press("Shift+Enter");
    assert!(person.told().starts_with("2 suggestions accepted, 1 left"));
    assert_eq!(state(&person, "e1"), State::Suggested);
    person.press("Escape");
    assert_eq!(person.editor().filter().least, 50, "Esc decides nothing");
    person.press("0");
    assert_eq!((marks(&person), person.editor().filter().least), (1, 0));
    assert!(!person.shows("Show all,"));
}

#[test]
fn labels_and_order_are_switched_in_the_bar_and_the_article_keeps_the_keys() {
    let mut person = on_tagged();
    person.click("Only suggested quotes, 2 left");
    assert!(person.article_has_focus());
    person.press("Tab");
    person.press("Tab");
    assert_eq!(current(&person), "q2");
    assert!(names(&person, "Event Talks").is_empty());
    person.click("Show all, 1 hidden");
    person.click("Least certain first");
    assert!(person.article_has_focus());
    person.press("Escape");
    person.press("Tab");
    assert_eq!(current(&person), "e1");
}

#[test]
fn the_slider_is_moved_by_keys_and_the_score_and_order_are_remembered() {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let (path, settings) = (
        folder.path().join("a.json"),
        folder.path().join("settings.ron"),
    );
    let json = tagged(TEXT, &MARKS, &[("q1", "s1"), ("q2", "s2")]);
    std::fs::write(&path, json).expect("room on the disk");
    let mut person = Person::on_paths(&[&path], Some(&settings));
    // F6 comes to the bar; there Tab goes on from switch to switch, and the arrows move the slider.
    let slider = |person: &Person| {
        let nodes = person.harness.root().children_recursive();
        let mut sliders = nodes.filter(|node| {
            node.accesskit_node().label().as_deref() == Some("Hide suggestions below this score")
        });
        sliders.any(|node| node.accesskit_node().is_focused())
    };
    while !slider(&person) {
        person.press(if person.article_has_focus() {
            "F6"
        } else {
            "Tab"
        });
        assert!(person.actions < 40, "the slider is not come to");
    }
    person.press("ArrowRight");
    assert!(
        slider(&person),
        "{:?}",
        person.harness.ctx.memory(|memory| memory.focused())
    );
    person.press("ArrowRight");
    assert_eq!(person.editor().filter().least, 10);
    while !person.article_has_focus() {
        person.press("F6");
        assert!(person.actions < 60, "the article is not come to");
    }
    person.press("o");
    let person = Person::on_paths(&[&path], Some(&settings));
    assert_eq!(person.editor().filter().least, 10);
    assert_eq!(
        person.editor().order(),
        dictum::editor::SuggestionOrder::LeastCertain
    );
}

#[test]
fn what_is_gone_to_is_wholly_in_view_with_its_speaker() {
    let filler = "Nothing was said here at all.\n\n".repeat(60);
    let text = format!(
        "{filler}“We are ready to go on with the talks,” it said.\n\nThat was John Kirby.\n"
    );
    let marks = [
        (
            "q1",
            "quote",
            "“We are ready to go on with the talks,”",
            0.9,
        ),
        ("s1", "speaker", "John Kirby", 0.9),
    ];
    let mut person = on(&tagged(&text, &marks, &[("q1", "s1")]));
    person.harness.set_size(vec2(900.0, 600.0));
    person.settle();
    person.press("Tab");
    let seen = person.app().session().expect("open").view.wholly_in_view();
    let document = person.editor().document();
    for id in ["q1", "s1"] {
        let hull = document.span(&id.into()).expect("a mark").fragments.hull();
        assert!(
            seen.start <= hull.start && hull.end <= seen.end,
            "{id} {hull:?} in {seen:?}"
        );
    }
}

#[test]
fn a_current_card_at_rest_asks_for_no_frames() {
    let mut person = on_tagged();
    person.press("Tab");
    person.harness.run();
    let output = person.harness.output();
    let delay = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(1), "{delay:?}");
}
