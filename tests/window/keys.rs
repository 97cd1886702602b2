//! The list of keys, and giving commands others.

use crate::person::{EXAMPLE, Person};
use dictum::model::schema::Role;

#[test]
fn a_command_gets_another_key_and_its_usual_one_again() {
    let mut person = Person::on_article("“We are ready,” said Anna Petrova.");
    person.press("F1");
    person.type_text("mark quote");
    person.press("Enter");
    assert!(person.shows("Press the new keys for “Mark quote”"));
    person.press("z");
    person.press("Escape");
    person.press("q");
    assert!(person.words_of(Role::Quote).is_empty());
    person.press("z");
    assert_eq!(person.words_of(Role::Quote).len(), 1);
    person.press("Ctrl+Z");
    person.press("Escape");
    person.press("F1");
    person.click("All usual keys");
    person.press("Escape");
    assert!(person.article_has_focus(), "{}", person.everything());
    person.press("Ctrl+Home");
    person.press("q");
    assert_eq!(person.words_of(Role::Quote).len(), 1);
}

#[test]
fn a_key_that_is_taken_is_told_and_can_be_taken_over() {
    let mut person = Person::on_article(EXAMPLE);
    for answer in ["Cancel", "Take it over"] {
        person.press("F1");
        person.type_text("join with");
        person.press("Enter");
        person.press("Ctrl+B");
        assert!(
            person.shows("Ctrl+B is “Articles and outline”. Take it over?"),
            "{}",
            person.everything()
        );
        person.click(answer);
        person.press("Escape");
        assert!(person.article_has_focus());
    }
    person.press("Ctrl+B");
    assert!(person.told().contains("join"), "{}", person.told());
}
