//! The outline of the open article.

use crate::person::{EXAMPLE, Person};
use std::time::{Duration, Instant};

const TALK: &str =
    "“We are ready,” said Anna.\n\n   \nNobody came.\n“We waited,” said Boris, and “we left”.";

fn on_outline(text: &str) -> Person {
    let mut person = Person::on_article(text);
    person.press("Ctrl+B");
    person.click("Outline");
    person
}

#[test]
fn each_paragraph_with_words_has_a_row_with_its_quotes() {
    let mut person = on_outline(TALK);
    assert!(person.shows("Nobody came.\n"));
    person.click_before("We are");
    person.press("q");
    assert!(person.shows("said Anna. (1 quote), something to decide on"));
    person.press("Enter");
    assert!(person.shows("said Anna. (1 quote)\n"));
}

#[test]
fn a_click_goes_to_the_paragraph_and_gives_the_article_the_keys() {
    let mut person = on_outline(TALK);
    person.click("Nobody came.");
    assert!(person.article_has_focus());
    let at = person.editor().selection().start.0;
    assert_eq!(at, TALK.find("Nobody").unwrap());
}

#[test]
fn the_outline_goes_by_keys() {
    let mut person = on_outline(TALK);
    person.press("F6");
    assert!(!person.article_has_focus());
    // Letters do nothing here, and Esc leads back.
    person.press("q");
    assert_eq!(person.editor().document().spans_len(), 0);
    person.press("ArrowDown");
    person.press("ArrowDown");
    person.press("ArrowUp");
    person.press("Enter");
    assert!(person.article_has_focus());
    let at = person.editor().selection().start.0;
    assert_eq!(at, TALK.find("Nobody").unwrap());
    person.press("F6");
    person.press("Escape");
    assert!(person.article_has_focus());
}

#[test]
fn the_caret_brings_its_row_in_view() {
    let mut person = on_outline(EXAMPLE);
    let last = EXAMPLE.trim_end().lines().last().unwrap();
    let words: String = last.chars().take(30).collect();
    person.press("Ctrl+End");
    person.press("Ctrl+Up");
    person.settle();
    let rows = person.everything();
    assert!(rows.matches(&words).count() >= 2, "{words}\n{rows}");
}

#[test]
fn the_outline_of_ten_megabytes_costs_what_is_on_the_screen() {
    let frame = |lines: usize| {
        let line = "“We are ready,” the minister told reporters on Monday, his office said.\n";
        let mut person = on_outline(&line.repeat(lines));
        person.settle();
        let mut best = Duration::MAX;
        for _ in 0..20 {
            let begun = Instant::now();
            person.harness.step();
            best = best.min(begun.elapsed());
        }
        best
    };
    let (small, large) = (frame(60), frame(140_000));
    assert!(large < small * 4, "{small:?} and {large:?}");
}
