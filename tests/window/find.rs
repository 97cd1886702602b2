//! Finding words, by keys and by the bar's names.

use crate::person::{EXAMPLE, Person};
use dictum::model::schema::Role;
use std::time::{Duration, Instant};

const WARS: &str = "War came. The warden said: no war.\n\nA third war, and a Warrant.";

#[test]
fn typing_shows_the_first_match_from_the_caret_and_enter_goes_on() {
    let mut person = Person::on_article(WARS);
    person.click_before("The warden");
    person.press("Ctrl+F");
    assert!(!person.article_has_focus());
    person.type_text("wa");
    assert_eq!(person.selected(), "wa");
    person.type_text("r");
    assert!(person.shows("2 of 5"), "{}", person.everything());
    for (keys, place) in [
        ("Enter", "3 of 5"),
        ("Enter", "4 of 5"),
        ("Shift+Enter", "3 of 5"),
        ("F3", "4 of 5"),
        ("Ctrl+G", "5 of 5"),
        ("Enter", "1 of 5"),
        ("Shift+F3", "5 of 5"),
        ("Ctrl+Shift+G", "4 of 5"),
    ] {
        person.press(keys);
        assert!(person.shows(place), "{keys}: {place}");
        assert!(!person.article_has_focus(), "{keys}");
    }
    assert_eq!(person.editor().document().spans_len(), 0);
}

#[test]
fn found_words_are_marked_with_the_next_key() {
    let mut person = Person::on_article(EXAMPLE);
    person.press("Ctrl+F");
    person.type_text("Sullivan");
    person.press("Escape");
    assert!(person.article_has_focus());
    assert_eq!(person.selected(), "Sullivan");
    assert!(!person.shows("Find in the article"));
    person.press("s");
    assert_eq!(person.words_of(Role::Speaker), ["Sullivan"]);
    // Without the bar, the keys go on with the same words.
    person.press("F3");
    assert_eq!(person.selected(), "Sullivan");
    assert!(
        person.app().told().starts_with("2 of "),
        "{}",
        person.app().told()
    );
}

#[test]
fn selected_words_are_looked_for_and_else_the_last_ones() {
    let mut person = Person::on_article(WARS);
    person.double_click("warden");
    person.press("Ctrl+F");
    assert!(person.shows("1 of 1"));
    assert_eq!(person.selected(), "warden");
    person.press("Escape");
    person.click_before("A third");
    person.press("Ctrl+F");
    // The last words stand in the field, selected: typing replaces them.
    assert!(person.shows("1 found"));
    person.type_text("third");
    assert_eq!(person.selected(), "third");
}

#[test]
fn the_switches_say_what_a_match_is() {
    let mut person = Person::on_article(WARS);
    person.press("Ctrl+F");
    person.type_text("war");
    assert!(person.shows("1 of 5"));
    person.click("Whole words");
    assert!(person.shows("1 of 3"));
    person.click("Match case");
    assert!(person.shows("1 of 2"));
    assert_eq!(person.selected(), "war");
    person.click("Whole words");
    person.click("Match case");
    person.click("Regular expression");
    // A click on a switch leaves the keys with the field.
    person.type_text("(");
    assert!(person.shows("Unclosed group"));
    person.press("Backspace");
    person.type_text(r"[a-z]+t");
    assert!(person.shows("1 of 1"));
    assert_eq!(person.selected(), "Warrant");
}

#[test]
fn no_match_is_told_and_leaves_the_caret_where_it_was() {
    let mut person = Person::on_article(WARS);
    person.click_before("third");
    let before = person.editor().selection();
    person.press("Ctrl+F");
    person.type_text("thi");
    assert_eq!(person.selected(), "thi");
    person.type_text("x");
    assert!(person.shows("No match"));
    assert_eq!(person.editor().selection(), before);
}

#[test]
fn the_fields_own_keys_are_the_fields() {
    let mut person = Person::on_article(WARS);
    person.double_click("warden");
    person.press("e");
    person.press("Ctrl+F");
    person.type_text("third");
    for keys in ["Ctrl+A", "Ctrl+Z", "Delete", "Home", "ArrowLeft"] {
        person.press(keys);
        assert!(!person.article_has_focus(), "{keys}");
    }
    assert_eq!(
        person.words_of(Role::Event),
        ["warden"],
        "nothing was undone"
    );
}

#[test]
fn keys_typed_ahead_go_where_they_would_go_typed_slowly() {
    let mut person = Person::on_article(WARS);
    person.type_ahead("Ctrl+F", "third", "Escape");
    person.settle();
    assert!(person.article_has_focus());
    assert_eq!(person.selected(), "third");
    let mut person = Person::on_article(WARS);
    person.type_ahead("Ctrl+F", "war", "Enter");
    person.settle();
    assert!(person.shows("2 of 5"));
    // In the open bar as well: the last letter and Esc arrive in one frame.
    person.type_ahead("Ctrl+A", "third", "Escape");
    person.settle();
    assert_eq!(person.selected(), "third");
    assert_eq!(person.editor().document().spans_len(), 0);
}

#[test]
fn the_bars_buttons_go_to_and_fro_and_close() {
    let mut person = Person::on_article(WARS);
    person.press("Ctrl+F");
    person.type_text("war");
    person.click("Next match");
    assert!(person.shows("2 of 5"));
    assert!(person.article_has_focus());
    person.click("Previous match");
    person.click("Previous match");
    assert!(person.shows("5 of 5"));
    // Esc in the article lets go of the selection first, then closes the bar.
    person.press("Escape");
    assert!(person.shows("Next match"));
    person.press("Escape");
    assert!(!person.shows("Next match"));
    person.press("Ctrl+F");
    person.click("Close the find bar");
    assert!(!person.shows("Next match"));
    assert!(person.article_has_focus());
}

#[test]
fn opening_the_bar_does_not_move_the_words() {
    let mut person = Person::on_article(EXAMPLE);
    let before = person.place_on_screen("For the first time");
    person.press("Ctrl+F");
    assert_eq!(person.place_on_screen("For the first time"), before);
    person.press("Escape");
    assert_eq!(person.place_on_screen("For the first time"), before);
}

#[test]
fn typing_in_ten_megabytes_blocks_no_frame() {
    let line = "The minister told reporters on Monday that talks would go on, his office said.\n";
    let mut text = line.repeat(10_000_000 / line.len());
    text.push_str("At the very end stands the needle.");
    let mut person = Person::on_article(&text);
    person.press("Ctrl+F");
    let mut longest = Duration::ZERO;
    for letter in ["n", "e", "e", "d", "l"] {
        let begun = Instant::now();
        person.type_text(letter);
        longest = longest.max(begun.elapsed());
    }
    // Four frames each, not optimised; a scan in a frame would take a hundred times as long.
    assert!(longest < Duration::from_millis(1500), "{longest:?}");
    let begun = Instant::now();
    while person.selected() != "needl" && begun.elapsed() < Duration::from_mins(1) {
        person.settle();
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(person.shows("1 of 1"));
}
