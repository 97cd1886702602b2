//! Marking in scripts that run from right to left or have glyphs of their own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use crate::person::Person;
use crate::typefaces;
use dictum::editor::Place;
use dictum::model::ByteRange;
use dictum::model::schema::Role;
use eframe::egui::{Event, Modifiers, PointerButton, Pos2};

const HEBREW: &str = include_str!("../made/articles/hebrew.txt");
const ARABIC: &str = include_str!("../made/articles/arabic.txt");
const MANY: &str = include_str!("../made/articles/many_scripts.txt");

fn at(text: &str) -> Person {
    let mut person = Person::on_article(text);
    typefaces::install(&person.harness.ctx);
    person.settle();
    person
}

fn range_of(person: &Person, words: &str) -> ByteRange {
    let text = person.editor().document().text();
    let start = text.as_str().find(words).unwrap();
    (start..start + words.len()).into()
}

/// Drags by characters from where the caret is before some words to where it is after them.
fn drag_characters(person: &mut Person, words: &str) {
    let range = range_of(person, words);
    let view = &person.app().session().unwrap().view;
    let caret = |place| view.caret_rect(place).unwrap().center();
    let (from, to) = (
        caret(Place::at(range.start)),
        caret(Place::upstream(range.end)),
    );
    let mut pointer = |pos: Pos2, pressed: Option<bool>| {
        person
            .harness
            .event_modifiers(Event::PointerMoved(pos), Modifiers::CTRL);
        if let Some(pressed) = pressed {
            let event = Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::CTRL,
            };
            person.harness.event_modifiers(event, Modifiers::CTRL);
        }
        person.harness.step();
    };
    pointer(from, Some(true));
    pointer(from + (to - from) / 2.0, None);
    pointer(to, None);
    pointer(to, Some(false));
    person.settle();
}

#[test]
fn what_is_dragged_over_is_what_is_stored() {
    for (text, words) in [
        (HEBREW, "ד״ר רות לוי"),
        (HEBREW, "Northgate Engineering, דן כהן"),
        (HEBREW, "ושבת השכו"),
        (HEBREW, "12 מיליון"),
        (HEBREW, "לַפְּקָקִים"),
        (ARABIC, "ليلى الحداد"),
        (ARABIC, "سامي خوري، أن «الأرض"),
        (ARABIC, "لاً"),
        (ARABIC, "Anna Petrova، وهي"),
        (ARABIC, "لسَّلَا"),
        (MANY, "श्री कृष्ण शर्मा"),
        (MANY, "सं"),
        (MANY, "สะพาน"),
        (MANY, "王小明（工程师）"),
        (MANY, "🇺🇦🇫🇷"),
        (MANY, "👩‍👩‍👧‍👦 😀"),
        (MANY, "שלום, then مرحبا"),
    ] {
        let mut person = at(text);
        drag_characters(&mut person, words);
        let selection = person.editor().selection();
        assert_eq!(selection, range_of(&person, words), "{words}");
        person.press("s");
        assert_eq!(person.words_of(Role::Speaker), [words]);
    }
}

#[test]
fn a_double_click_takes_the_word_under_the_pointer() {
    for (text, word) in [
        (HEBREW, "לעיתונאים"),
        (HEBREW, "Petrova"),
        (ARABIC, "للصحفيين"),
        (ARABIC, "السَّلَامُ"),
        (MANY, "विद्यार्थियों"),
    ] {
        let mut person = at(text);
        person.double_click(word);
        assert_eq!(
            person.editor().selection(),
            range_of(&person, word),
            "{word}"
        );
    }
}

#[test]
fn an_edge_is_dragged_to_the_left_in_hebrew() {
    let mut person = at(HEBREW);
    person.double_click("רות");
    person.press("s");
    let (name, next) = (range_of(&person, "רות"), range_of(&person, "לוי"));
    let view = &person.app().session().unwrap().view;
    let edge = view.caret_rect(Place::upstream(name.end)).unwrap().center();
    let to = view.rects(next)[0].left_center();
    assert!(to.x < edge.x);
    for (pos, pressed) in [(edge, true), (to, false)] {
        person.harness.event(Event::PointerMoved(pos));
        person.harness.step();
        person.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        person.harness.step();
    }
    person.settle();
    assert_eq!(person.words_of(Role::Speaker), ["רות לוי"]);
}
