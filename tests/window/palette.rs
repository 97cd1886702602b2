//! The palette: all commands by typing.

use crate::person::{EXAMPLE, Person};
use dictum::model::schema::Role;

#[test]
fn a_command_is_found_by_parts_of_its_words_and_done() {
    let mut person = Person::on_article("“We are ready,” said Anna Petrova.");
    person.press("Ctrl+Shift+P");
    assert!(person.shows("Which command?"));
    person.type_text("quo mar");
    person.press("Enter");
    assert!(!person.shows("Which command?"));
    assert_eq!(person.words_of(Role::Quote), ["“We are ready,”"]);
    assert!(person.article_has_focus());
    // With the list of speakers open, the palette takes a candidate by its name too.
    person.press("Ctrl+Shift+P");
    person.type_text("take speak");
    person.press("Enter");
    assert_eq!(person.said()[0].1, ["Anna Petrova"]);
}

#[test]
fn keys_typed_ahead_of_the_palette_are_its_own() {
    let mut person = Person::on_article(EXAMPLE);
    person.type_ahead("Ctrl+Shift+P", "nex quo", "Enter");
    let selected = person.editor().selection();
    assert!(!selected.is_empty(), "{}", person.told());
    assert_eq!(
        person.editor().document().spans_len(),
        0,
        "q is a letter there"
    );
}

#[test]
fn arrows_and_the_mouse_choose_and_escape_leaves_all_as_it_was() {
    let mut person = Person::on_article(EXAMPLE);
    person.press("Ctrl+Shift+P");
    person.type_text("theme light");
    person.press("Escape");
    assert!(person.article_has_focus());
    assert!(!person.shows("Which command?"));
    // What comes from the palette may ask in turn, and has its keys at once.
    person.press("Ctrl+Shift+P");
    person.type_text("open");
    person.press("Enter");
    assert!(person.shows("Open an article or a document"));
    person.press("Escape");
    person.press("Ctrl+Shift+P");
    person.type_text("keys");
    person.click("Keys");
    assert!(person.shows("Find a command or change its keys"));
}

#[test]
fn what_was_taken_last_stands_in_front() {
    let mut person = Person::on_article(EXAMPLE);
    let first = |person: &mut Person| {
        person.press("Ctrl+Shift+P");
        let top = person.options()[0].clone();
        person.press("Escape");
        top
    };
    assert_eq!(first(&mut person), "Open…");
    person.press("Ctrl+Shift+P");
    person.type_text("larger");
    person.press("Enter");
    assert_eq!(first(&mut person), "Larger text");
}

#[test]
fn a_short_window_shows_the_rows_that_the_arrows_choose() {
    let mut person = Person::on_article(EXAMPLE);
    person.press("Ctrl+Shift+P");
    let drawn = person.options().len();
    assert!(drawn < 20, "only rows on the screen are drawn: {drawn}");
    person.press("End");
    let last = person.options().last().cloned();
    assert_eq!(person.chosen_option(), last);
    person.press("Home");
    assert_eq!(person.chosen_option().as_ref(), person.options().first());
}
