//! The people of the article in the window, and the labels in force.

use crate::person::Person;
use dictum::model::schema::Role;
use egui_kittest::kittest::NodeT as _;
use std::fmt::Write as _;
use std::io::Write as _;

const ARTICLE: &str = "Anna Berg met Nils Lund at the harbour.\n\nShe was late.\n\n\
    “We are ready,” the mayor said.\n\nNils Lund left early.\n";

/// The window with Anna Berg, Nils Lund and "She" marked as speakers.
fn with_people() -> Person {
    let mut person = Person::on_article(ARTICLE);
    for words in ["Anna Berg", "Nils Lund", "She was"] {
        person.click_before(words);
        person.press("s");
    }
    person.press("Escape");
    person
}

/// Each speaker's words with the name of its person.
fn meant(person: &Person) -> Vec<(String, String)> {
    let document = person.editor().document();
    let speakers = document
        .spans()
        .filter(|span| document.schema().role_of(&span.label) == Role::Speaker);
    let named = speakers.map(|span| {
        let entity = span.entity.as_ref().and_then(|id| document.entity(id));
        let name = entity.map(|entity| entity.name.clone());
        (document.words(span), name.unwrap_or_default())
    });
    named.collect()
}

fn person_of(person: &Person, words: &str) -> String {
    let all = meant(person);
    let found = all.into_iter().find(|(mention, _)| mention == words);
    found.map(|(_, name)| name).unwrap_or_default()
}

/// The names of the rows on the screen.
fn rows(person: &Person) -> Vec<String> {
    let nodes = person.harness.root().children_recursive();
    let names = nodes.filter_map(|node| node.accesskit_node().label());
    names
        .filter(|name| name.starts_with("Person: ") || name.starts_with("Mention: "))
        .collect()
}

#[test]
fn a_new_mention_tells_whom_it_is_taken_for() {
    let mut person = Person::on_article(ARTICLE);
    for (words, told) in [
        ("Anna Berg", "Anna Berg: a new person"),
        ("She was", "She = Anna Berg"),
    ] {
        person.click_before(words);
        person.press("s");
        assert_eq!(person.app().told(), told);
    }
}

#[test]
fn a_mention_dragged_from_the_article_onto_a_person_means_that_person() {
    let mut person = with_people();
    assert_eq!(person_of(&person, "She"), "Anna Berg");
    person.actions = 0;
    person.drag_words_onto("She", "Person: Nils Lund");
    assert_eq!(person.actions, 1);
    assert_eq!(person_of(&person, "She"), "Nils Lund");
    assert!(person.editor().selection().is_empty());
    person.press("Ctrl+Z");
    assert_eq!(person_of(&person, "She"), "Anna Berg");
    // Esc lets it fall, and over nobody nothing happens.
    let before = person.editor().history().current();
    person.drag_and_escape("She", "Person: Nils Lund");
    person.drag_words_onto("She", "People");
    assert_eq!(person.editor().history().current(), before);
    assert!(person.editor().selection().is_empty());
}

#[test]
fn in_the_article_a_drag_from_a_mention_selects_words() {
    let mut person = with_people();
    person.drag_over("Anna Berg met Nils");
    let selected = person.editor().selection();
    let text = person.editor().document().text();
    assert_eq!(text.slice(selected), "Anna Berg met Nils");
}

#[test]
fn rows_are_dragged_onto_people() {
    let mut person = with_people();
    person.click("Person: Anna Berg");
    assert!(rows(&person).contains(&"Mention: She".to_owned()));
    person.drag_named("Mention: She", "Person: Nils Lund");
    assert_eq!(person_of(&person, "She"), "Nils Lund");
    person.drag_named("Person: Anna Berg", "Person: Nils Lund");
    assert_eq!(
        person_of(&person, "Anna Berg"),
        person_of(&person, "Nils Lund")
    );
    assert!(person.app().told().contains("1 mention moved"));
    assert_eq!(rows(&person).len(), 1, "{:?}", rows(&person));
    person.press("Ctrl+Z");
    assert_eq!(person_of(&person, "Anna Berg"), "Anna Berg");
}

#[test]
fn the_list_is_worked_by_keys() {
    let mut person = with_people();
    person.press("F6");
    person.press("F6");
    assert!(!person.article_has_focus());
    // Down to the second row and back, open it, down to its second mention.
    for key in [
        "ArrowDown",
        "ArrowUp",
        "ArrowRight",
        "ArrowDown",
        "ArrowDown",
    ] {
        person.press(key);
    }
    person.press("Delete");
    assert_eq!(person_of(&person, "She"), "She", "someone else now");
    // It is to be called something: the name is being written.
    person.type_text("Mia Holm");
    person.press("Enter");
    assert_eq!(person_of(&person, "She"), "Mia Holm");
    person.press("F2");
    person.type_text("Nobody");
    person.press("Escape");
    assert_eq!(person_of(&person, "She"), "Mia Holm");
    assert!(
        !person.article_has_focus(),
        "Esc left the field, not the list"
    );
    person.press("ArrowRight");
    person.press("ArrowDown");
    person.press("Enter");
    assert!(person.article_has_focus());
    assert_eq!(person.current_label().as_deref(), Some("speaker"));
    person.press("F6");
    person.press("F6");
    person.press("Escape");
    assert!(person.article_has_focus());
}

#[test]
fn a_menu_says_what_a_person_is_and_merges() {
    let mut person = with_people();
    person.click_secondary("Person: Nils Lund");
    person.click("Kind");
    person.click("Group");
    let document = person.editor().document();
    let kinds: Vec<_> = document
        .entities()
        .map(|entity| entity.kind.clone())
        .collect();
    assert!(kinds.contains(&Some("group".into())), "{kinds:?}");
    person.click_secondary("Person: Nils Lund");
    person.click("Merge into");
    person.click("Anna Berg");
    assert_eq!(person.editor().document().entities().count(), 1);
}

#[test]
fn while_it_is_asked_who_any_mention_and_any_person_is_an_answer() {
    for (act, speaker) in [
        ("Person: Nils Lund", "Nils Lund"),
        ("Person: Anna Berg", "She"),
    ] {
        let mut person = with_people();
        person.click_before("We are");
        person.press("q");
        person.actions = 0;
        person.click(act);
        assert_eq!(person.actions, 1);
        assert_eq!(person.said()[0].1, [speaker], "{act}");
        assert!(person.article_has_focus());
    }
    // Unmarked words; and several, with Ctrl.
    let mut person = with_people();
    person.click_before("We are");
    person.press("q");
    person.ctrl_click("mayor");
    person.ctrl_click("Lund left");
    assert_eq!(person.said()[0].1, Vec::<String>::new());
    person.press("Enter");
    let mut said = person.said()[0].1.clone();
    said.sort();
    assert_eq!(said, ["Nils Lund", "the mayor"]);
    assert!(person.shows("Card: mayor, Nils Lund") || person.shows("Card: Nils Lund, mayor"));
}

#[test]
fn only_the_people_on_the_screen_are_drawn() {
    let (mut text, mut spans, mut entities) = (String::new(), String::new(), String::new());
    for number in 0..3_000 {
        let start = text.len();
        write!(text, "Person {number:04}").expect("strings take all");
        let comma = if number == 0 { "" } else { "," };
        write!(
            spans,
            r#"{comma}{{"id": "s{number}", "label": "speaker", "fragments": [{{"start": {start}, "end": {}}}], "entity": "p{number}", "state": "accepted"}}"#,
            text.len()
        )
        .expect("strings take all");
        write!(
            entities,
            r#"{comma}{{"id": "p{number}", "name": "Person {number:04}"}}"#
        )
        .expect("strings take all");
        text.push_str(" spoke.\n");
    }
    let json = crate::person::document_json(&text, &format!("[{spans}]"));
    let json = json.trim_end().trim_end_matches('}').trim_end().to_owned();
    let json = format!("{json}, \"entities\": [{entities}]}}");
    let mut file = tempfile::Builder::new()
        .suffix(".json")
        .tempfile()
        .expect("a folder for temporary files");
    file.write_all(json.as_bytes()).expect("room on the disk");
    let mut person = Person::on_path(file.path());
    // They are counted beside the window.
    for _ in 0..200 {
        if !rows(&person).is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        person.settle();
    }
    let shown = rows(&person).len();
    assert!((5..40).contains(&shown), "{shown} rows");
    person.press("F6");
    person.press("F6");
    person.press("End");
    person.settle();
    assert!(rows(&person).contains(&"Person: Person 2999".to_owned()));
}

#[test]
fn other_labels_are_taken_where_all_marks_fit() {
    let mut person = Person::on_article(ARTICLE);
    person.click("Attribution");
    assert_eq!(person.editor().document().schema().name, "attribution");
    // The ghost brings the cue and its link, and the keys are the schema's.
    person.click_before("We are");
    person.press("q");
    assert_eq!(person.editor().ghosts().len(), 2);
    person.press("Enter");
    assert_eq!(person.words_of(Role::Cue), ["said"]);
    assert_eq!(person.said()[0].1, ["the mayor"]);
    assert!(person.shows("Card: mayor"));
    person.press("u");
    person.press("Escape");
    person.press("Escape");
    // A cue has no place among the news labels.
    person.click("News");
    assert!(person.shows("1 × cue"));
    assert_eq!(person.editor().document().schema().name, "attribution");
    for _ in 0..3 {
        person.press("Ctrl+Z");
    }
    assert_eq!(person.editor().document().schema().name, "news");
    person.press("d");
    assert!(
        person.words_of(Role::Addressee).is_empty(),
        "its key is gone with it"
    );
    // What was chosen last is what a new article begins with.
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let path = folder.path().join("other.txt");
    std::fs::write(&path, "Another article.").expect("room on the disk");
    person.click("Attribution");
    person.press("Ctrl+O");
    person.type_path(&path);
    if person.shows("Save your work?") {
        person.click("Discard changes");
        person.wait();
    }
    assert_eq!(
        person.editor().document().text().as_str(),
        "Another article."
    );
    assert_eq!(person.editor().document().schema().name, "attribution");
}
