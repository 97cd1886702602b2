//! The first start: half an example, and five hints that go on when they are followed.

use crate::person::Person;
use dictum::disk::RealDisk;
use dictum::model::schema::Role;
use dictum::ui::app::Start;
use std::path::Path;
use std::sync::Arc;

fn start(home: &Path) -> Person {
    let settings = home.join("dictum").join("settings.ron");
    let disk = Arc::new(RealDisk::default());
    let mut person = Person::start_with(Start::Usual, disk, Some(settings));
    person.wait();
    person
}

#[test]
fn the_first_start_leads_through_five_steps_by_doing_them() {
    let home = tempfile::tempdir().unwrap();
    let mut person = start(home.path());
    assert!(person.words_of(Role::Quote).len() > 5);
    assert!(person.app().may_close(), "nothing of it is the person's");
    assert!(person.shows("1 of 5"));
    assert!(person.article_has_focus());
    // Letters go on being the article's.
    person.click_before("Russian Defense Minister");
    assert!(person.shows("1 of 5"));
    person.press("Ctrl+Tab");
    while person.current_label().as_deref() != Some("quote") {
        person.press("Ctrl+Tab");
    }
    assert!(person.shows("2 of 5"), "{}", person.everything());
    let quotes = person.words_of(Role::Quote).len();
    // The key alone takes the quote that the hint stands beside, not words of the current one.
    person.press("q");
    assert!(person.shows("3 of 5"));
    assert!(person.article_has_focus());
    let made = person.words_of(Role::Quote);
    assert_eq!(made.len(), quotes + 1);
    assert!(
        made.iter()
            .any(|words| words.starts_with("Of course, I am")),
        "{made:?}"
    );
    person.press("Escape");
    assert!(person.shows("4 of 5"));
    person.press("[");
    assert!(person.shows("5 of 5"));
    person.press("Ctrl+Z");
    assert_eq!(person.words_of(Role::Quote).len(), quotes + 1);
    person.press("Ctrl+S");
    person.press("Escape");
    assert!(!person.shows("of 5"));
    drop(person);
    // Later starts show what can be opened.
    let again = start(home.path());
    assert!(again.shows("No article is open"));
}

#[test]
fn hints_are_hidden_for_good_and_come_again_when_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let mut person = start(home.path());
    person.click("Hide hints");
    assert!(!person.shows("1 of 5"));
    assert!(person.article_has_focus());
    drop(person);
    let mut again = start(home.path());
    // The example stands on the page, with the digit 1 as nothing else does.
    again.press("1");
    again.wait();
    assert!(!again.shows("1 of 5"));
    again.press("Shift+F1");
    for step in 1..=4 {
        assert!(again.shows(&format!("{step} of 5")));
        again.click("Next");
    }
    again.click("Done");
    // The toolbar says "Done" too, of the article: the hint's is the last.
    assert!(!again.shows("5 of 5"));
    assert!(again.article_has_focus());
}
