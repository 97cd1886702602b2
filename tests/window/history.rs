//! Going to any step of what was done.

use crate::keeping::Home;
use crate::later_steps::{is_later, make_later};
use crate::person::Person;
use dictum::disk::RealDisk;
use dictum::ui::app::Start;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use std::sync::Arc;

const TALKS: &str = "“We are ready,” said Anna Petrova.\n\n“So are we,” said Boris Ivanov.\n";

/// What a screen reader is told of the rows beside their titles.
fn beside(person: &Person) -> Vec<String> {
    let mut told = Vec::new();
    for node in person.harness.root().children_recursive() {
        let node = node.accesskit_node();
        if node.role() == Role::ListBoxOption {
            told.push(node.description().unwrap_or_default());
        }
    }
    told
}

#[test]
fn any_step_is_gone_to_and_what_came_after_is_not_lost() {
    let mut person = Person::on_article(TALKS);
    person.click_before("We are");
    person.press("q");
    person.press("Enter");
    person.press("Ctrl+Z");
    person.click_before("So are we");
    person.press("q");
    person.press("Ctrl+H");
    let rows = person.options();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[0].starts_with("Mark quote"), "{rows:?}");
    assert!(rows[3].starts_with("As it was at first"), "{rows:?}");
    let beside = beside(&person);
    assert!(beside[0].ends_with("a moment ago now"), "{beside:?}");
    assert!(beside[1].ends_with("a moment ago undone"), "{beside:?}");
    assert!(beside[2].ends_with("a moment ago"), "{beside:?}");
    // The step that was undone, on its branch.
    person.press("ArrowDown");
    person.press("Enter");
    assert_eq!(
        person.said(),
        [(
            "“We are ready,”".to_owned(),
            vec!["Anna Petrova".to_owned()]
        )]
    );
    assert!(
        person.told().starts_with("Now as after: "),
        "{}",
        person.told()
    );
    assert!(person.article_has_focus());
    // And back to the latest.
    person.press("Ctrl+H");
    person.press("Home");
    person.press("Enter");
    let said: Vec<String> = person.said().into_iter().map(|(words, _)| words).collect();
    assert_eq!(said, ["“We are ready,”", "“So are we,”"]);
    person.press("Ctrl+H");
    person.type_text("first");
    person.press("Enter");
    assert_eq!(person.editor().document().spans_len(), 0);
    assert_eq!(person.editor().history().revisions().len(), 3);
}

#[test]
fn a_step_of_a_later_version_stays_done_and_is_told_of() {
    let home = Home::new();
    let mut person = home.on_document(Arc::new(RealDisk::default()));
    person.press("q");
    person.press("Escape");
    person.idle(1.2);
    let last = person.editor().history().revisions().len() - 1;
    drop(person);
    make_later(&home.journals()[0], last);
    let mut again = home.start(Start::Path(home.saved()));
    assert!(!again.told().contains("here again"), "{}", again.told());
    let mut steps = again.editor().history().revisions().iter();
    assert!(
        steps.all(|step| step.edit.is_unread()),
        "nothing wants them"
    );
    let marks = again.editor().document().spans_len();
    let told = "Nothing was changed: “Mark quote” cannot be read; a later version of Dictum may have done it";
    again.press("Ctrl+Z");
    assert_eq!(again.told(), told);
    again.press("Ctrl+H");
    again.type_text("first");
    again.press("Enter");
    assert!(again.shows(told), "{}", again.everything());
    assert_eq!(again.editor().document().spans_len(), marks);
    assert!(again.app().may_close(), "nothing is unsaved");
    drop(again);
    assert!(is_later(&home.journals()[0], last));
}
