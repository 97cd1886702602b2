//! The menu of the mark.

use crate::person::Person;

const TEXT: &str = "“We are ready,” said Anna Petrova.";

fn quoted() -> Person {
    let mut person = Person::on_article(TEXT);
    person.click_before("We are");
    person.press("q");
    person.press("Enter");
    person
}

#[test]
fn the_menu_key_opens_all_that_can_be_done_with_a_mark() {
    let mut person = quoted();
    person.press("Shift+F10");
    for entry in [
        "Quote",
        "Kind",
        "Say who…",
        "Same person as…",
        "Link to…",
        "Remove mark",
    ] {
        assert!(person.shows(entry), "{entry}");
    }
    assert!(
        !person.shows("Accept suggestion"),
        "what is not possible is left out"
    );
    person.click("Kind");
    person.click("Indirect");
    let span = person.editor().current_span().expect("the quote");
    let kind = span.attributes.get(&"kind".into());
    assert_eq!(kind.and_then(|kind| kind.as_str()), Some("indirect"));
    assert!(person.article_has_focus());
}

#[test]
fn the_secondary_button_opens_it_on_marks_on_words_and_on_cards() {
    let mut person = quoted();
    person.press("Escape");
    person.secondary_click_before("Petrova");
    assert!(person.shows("Same person as…"));
    person.click("Event");
    assert_eq!(person.current_label().as_deref(), Some("event"));
    person.press("Ctrl+Z");
    person.secondary_click_before("said");
    assert!(!person.shows("Remove mark"));
    assert!(person.shows("Grow selection"));
    person.press("Escape");
    person.secondary_click("Card: Anna Petrova");
    assert!(person.shows("Remove mark"));
    assert_eq!(person.current_label().as_deref(), Some("quote"));
    person.press("Escape");
    assert!(!person.shows("Remove mark"));
    assert!(person.article_has_focus());
}
