//! Linking by `l` and saying who it is by `m`, through the window.

use crate::person::Person;

const TEXT: &str = "Anna Petrova came. “We are ready,” she said. “So are we,” said John Kirby.";

/// An article with a quote, and two speakers of whom one said it.
fn prepared() -> Person {
    let mut person = Person::on_article(TEXT);
    for name in ["Petrova", "Kirby"] {
        person.click_before(name);
        person.press("s");
        person.press("Escape");
    }
    person.click_before("We are");
    person.press("q");
    person.press("Escape");
    person.actions = 0;
    person
}

#[test]
fn l_and_a_name_link_the_quote_in_one_step() {
    let mut person = prepared();
    person.press("l");
    assert!(
        person.shows("Said by which speaker?"),
        "{}",
        person.everything()
    );
    assert_eq!(person.options(), ["Anna Petrova", "John Kirby"]);
    person.type_text("kir");
    assert_eq!(person.options(), ["John Kirby"]);
    person.press("Enter");
    assert_eq!(person.said()[0].1, ["John Kirby"]);
    assert!(person.article_has_focus());
    assert!(person.told().contains("John Kirby"), "{}", person.told());
    // The same again is told and changes nothing.
    person.press("l");
    person.type_text("kirby");
    person.press("Enter");
    assert_eq!(person.told(), "These two are linked already");
    person.press("Ctrl+Z");
    assert!(person.said()[0].1.is_empty());
}

#[test]
fn the_letter_of_the_key_that_asks_is_not_typed_into_the_question() {
    let mut person = prepared();
    person.type_ahead("l", "lkir", "Enter");
    assert_eq!(person.said()[0].1, ["John Kirby"]);
}

#[test]
fn a_click_on_a_mark_answers_and_one_beside_it_asks_again() {
    let mut person = prepared();
    person.press("l");
    person.click_before("came");
    assert!(person.shows("Said by which speaker?"), "it still asks");
    person.type_text("zzz");
    person.click_before("Kirby");
    assert!(!person.shows("Said by which speaker?"));
    assert_eq!(person.said()[0].1, ["John Kirby"]);
    assert_eq!(person.current_label().as_deref(), Some("quote"));
    assert!(person.article_has_focus());
}

#[test]
fn escape_leaves_the_question_and_a_button_elsewhere_closes_it() {
    let mut person = prepared();
    person.press("l");
    person.press("Escape");
    assert!(!person.shows("Said by which speaker?"));
    assert_eq!(person.current_label().as_deref(), Some("quote"));
    assert!(person.article_has_focus());
    person.press("l");
    person.click("Undo");
    assert!(!person.shows("Said by which speaker?"));
    assert!(person.article_has_focus());
}

#[test]
fn m_finds_people_by_typing_and_makes_new_ones() {
    let mut person = prepared();
    person.click_before("she said");
    person.press("s");
    let who = |person: &Person| {
        let span = person.editor().current_span().expect("a mark is current");
        let document = person.editor().document();
        let entity = span.entity.as_ref().and_then(|id| document.entity(id));
        entity.map(|entity| entity.name.clone())
    };
    person.press("m");
    assert!(
        person.shows("Whom does “she” mean?"),
        "{}",
        person.everything()
    );
    person.type_text("kirby john");
    person.press("Enter");
    assert_eq!(who(&person).as_deref(), Some("John Kirby"));
    person.press("m");
    person.type_text("Kirby’s deputy");
    assert_eq!(person.options(), ["New person “Kirby’s deputy”"]);
    person.press("Enter");
    assert_eq!(who(&person).as_deref(), Some("Kirby’s deputy"));
    person.press("m");
    person.type_text("nobody");
    person.press("Enter");
    assert_eq!(who(&person), None);
    assert!(person.article_has_focus());
}
