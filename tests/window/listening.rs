//! The window for those who listen to it: by names, keys and what a screen reader may ask, without a
//! place on the screen.

use crate::person::{Person, document_json};
use dictum::model::schema::Role as Labelled;
use eframe::egui::Event;
use eframe::egui::accesskit::{Action, ActionData, ActionRequest, Live, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const TALK: &str =
    "Boris Lind came late. “We are ready,” said Anna Petrova. “So am I,” said Carla Mendes.";

/// Asks what a screen reader asks of the node of this name.
fn ask(person: &mut Person, name: &str, action: Action) {
    let (target_node, target_tree) = person.harness.get_by_label(name).accesskit_node().locate();
    person
        .harness
        .event(Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree,
            target_node,
            data: None,
        }));
    person.settle();
}

/// Selects some words of the article as a screen reader does; of two same places a caret.
fn set_selection(person: &mut Person, from: &str, to: &str) {
    let article = person.harness.get_by_role(Role::Document);
    let node = article.accesskit_node();
    let text = node.document_range().text();
    let place = |words: &str| {
        let at = text.find(words).expect("the article says so");
        let at = text[..at].chars().count();
        node.text_position_from_global_usv_index(at)
            .expect("a place in the text")
    };
    let mut selection = place(from).to_degenerate_range().to_text_selection();
    selection.focus = place(to).to_degenerate_range().to_text_selection().focus;
    let (target_node, target_tree) = node.locate();
    person
        .harness
        .event(Event::AccessKitActionRequest(ActionRequest {
            action: Action::SetTextSelection,
            target_tree,
            target_node,
            data: Some(ActionData::SetTextSelection(selection)),
        }));
    person.settle();
}

/// All that is read out when it changes.
fn heard(person: &Person) -> String {
    let mut heard = String::new();
    for node in person.harness.root().children_recursive() {
        let node = node.accesskit_node();
        if node.live() == Live::Polite {
            let words = node.label().or_else(|| node.value()).unwrap_or_default();
            heard.push_str(&words);
            heard.push('\n');
        }
    }
    heard
}

/// The marks on the screen: name, whether current, what is said of them.
fn marks(person: &Person) -> Vec<(String, bool, String)> {
    let nodes = person.harness.get_all_by_role(Role::Mark);
    let told = nodes.map(|node| {
        let node = node.accesskit_node();
        (
            node.label().unwrap_or_default(),
            node.is_selected() == Some(true),
            node.description().unwrap_or_default(),
        )
    });
    told.collect()
}

fn focused(person: &Person) -> Option<String> {
    let mut nodes = person.harness.root().children_recursive();
    nodes.find_map(|node| {
        let node = node.accesskit_node();
        node.is_focused()
            .then(|| node.label().or_else(|| node.value()))
            .flatten()
    })
}

#[test]
fn the_main_job_is_done_by_names_and_keys() {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let path = folder.path().join("talk.ron");
    let mut person = Person::on_article(TALK);
    person.save_as(&path);
    set_selection(&mut person, "We are", "We are");
    person.press("q");
    assert!(
        heard(&person).contains("Who said it? Anna Petrova, 1 of"),
        "{}",
        heard(&person)
    );
    person.press("Tab");
    let second = heard(&person);
    let second = second
        .lines()
        .find_map(|line| line.strip_prefix("Who said it? ")?.split(", 2 of").next())
        .expect("the second candidate is told")
        .to_owned();
    ask(
        &mut person,
        &format!("Candidate 2: {second}"),
        Action::Click,
    );
    assert!(person.shows(&format!("Card: {second}\n")));
    assert_eq!(person.said()[0].1, [second.as_str()]);
    // To the next mark and away with it.
    let before = marks(&person).len();
    person.press("Ctrl+Tab");
    person.press("Delete");
    assert_eq!(marks(&person).len(), before - 1);
    person.press("Ctrl+Z");
    assert_eq!(marks(&person).len(), before);
    assert!(heard(&person).contains("Undone"), "{}", heard(&person));
    person.press("Ctrl+S");
    person.wait();
    assert!(heard(&person).contains("Saved"), "{}", heard(&person));
    assert_eq!(Person::on_path(&path).said()[0].1, [second.as_str()]);
}

#[test]
fn a_mark_is_taken_by_its_name_and_tells_what_it_is() {
    let mut person = Person::on_article(TALK);
    set_selection(&mut person, "We are", "We are");
    person.press("q");
    person.press("Enter");
    for action in [Action::Click, Action::Focus] {
        for name in ["Speaker Anna Petrova", "Quote by Anna Petrova"] {
            person.press("F6");
            ask(&mut person, name, action);
            assert!(person.article_has_focus());
            let current = marks(&person).into_iter().filter(|mark| mark.1);
            let current: Vec<_> = current.map(|mark| mark.0).collect();
            assert_eq!(current, [name]);
        }
    }
    let about = |name: &str| {
        let found = marks(&person).into_iter().find(|mark| mark.0 == name);
        found.map(|mark| mark.2).unwrap_or_default()
    };
    assert_eq!(about("Quote by Anna Petrova"), "Direct, accepted");
    assert_eq!(
        about("Speaker Anna Petrova"),
        "Named, accepted, means Anna Petrova"
    );
}

#[test]
fn a_mention_taken_by_its_name_says_who_while_that_is_asked() {
    let mut person = Person::on_article(TALK);
    set_selection(&mut person, "Boris", " came");
    assert_eq!(person.selected(), "Boris Lind");
    person.press("s");
    set_selection(&mut person, "So am", "So am");
    person.press("q");
    ask(&mut person, "Speaker Boris Lind", Action::Click);
    assert_eq!(person.said()[0].1, ["Boris Lind"]);
    assert_eq!(person.words_of(Labelled::Speaker), ["Boris Lind"]);
}

#[test]
fn a_selection_is_set_both_ways() {
    let mut person = Person::on_article(TALK);
    for (from, to) in [("Anna", " came"), (" came", "Anna"), ("late", "late")] {
        set_selection(&mut person, from, to);
        let (start, end) = (TALK.find(from), TALK.find(to));
        let (start, end) = (start.min(end), start.max(end));
        assert_eq!(Some(person.editor().selection().start.0), start);
        assert_eq!(Some(person.editor().selection().end.0), end);
        assert_eq!(Some(person.editor().caret().place.at.0), TALK.find(to));
        let article = person.harness.get_by_role(Role::Document);
        let node = article.accesskit_node();
        let told = node.text_selection();
        let told = told.expect("a selection is told").text();
        assert_eq!(told, person.selected());
    }
}

fn on_quotes(count: usize) -> Person {
    let text = "We go on. ".repeat(count);
    let spans: Vec<String> = (0..count)
        .map(|number| {
            let (start, end) = (number * 10, number * 10 + 5);
            format!(
                r#"{{"id": "m{number}", "label": "quote", "fragments": [{{"start": {start}, "end": {end}}}], "state": "accepted"}}"#
            )
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let path = folder.path().join("quotes.json");
    let json = document_json(&text, &format!("[{}]", spans.join(",")));
    std::fs::write(&path, json).expect("room on the disk");
    Person::on_path(&path)
}

#[test]
fn f6_comes_to_the_cards_and_arrows_go_among_them() {
    let mut person = on_quotes(4);
    person.press("F6");
    assert_eq!(focused(&person).as_deref(), Some("Card: Not said yet"));
    let current = |person: &Person| person.editor().current().map(ToString::to_string);
    person.press("ArrowDown");
    person.press("ArrowDown");
    person.press("ArrowUp");
    person.press("Enter");
    assert!(person.article_has_focus());
    assert_eq!(current(&person).as_deref(), Some("m1"));
    // Now it is the current quote's card; past the last there is no further.
    person.press("F6");
    for _ in 0..9 {
        person.press("ArrowDown");
    }
    person.press("Enter");
    assert_eq!(current(&person).as_deref(), Some("m3"));
    person.press("F6");
    person.press("Escape");
    assert!(person.article_has_focus());
}

#[test]
fn the_button_below_the_cards_leads_to_the_next_quote_left_out() {
    let mut person = on_quotes(90);
    let more = |person: &Person| {
        let all = person.everything();
        let mut lines = all.lines();
        let found = lines.find(|line| line.ends_with(" more"));
        found.expect("cards are left out").to_owned()
    };
    let first = more(&person);
    ask(&mut person, &first, Action::Click);
    let one = person.editor().current().map(ToString::to_string);
    let shown = 90
        - first[1..]
            .trim_end_matches(" more")
            .parse::<usize>()
            .expect("a number");
    assert_eq!(one, Some(format!("m{shown}")));
    assert!(person.article_has_focus());
}
