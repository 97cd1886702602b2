//! What a screen reader is told of the paragraphs and the selection.

use crate::page::{ENGLISH, Page, Window, open_with, range_of, reveal};
use crate::typefaces;
use dictum::model::{ByteOffset, ByteRange};
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const HEBREW: &str = include_str!("../made/articles/hebrew.txt");
const MANY: &str = include_str!("../made/articles/many_scripts.txt");

fn window(text: &str) -> Window {
    open_with(Page::new(text), typefaces::install)
}

/// The words of each paragraph on the screen, and what of them is selected.
fn told(window: &Window) -> Vec<(String, Option<String>)> {
    let paragraphs = window.get_all_by_role(Role::Paragraph);
    let told = paragraphs.map(|node| {
        let node = node.accesskit_node();
        let selected = node.text_selection().map(|range| range.text());
        (node.document_range().text(), selected)
    });
    told.collect()
}

#[test]
fn paragraphs_of_every_script_are_read_as_they_are() {
    for text in [ENGLISH, HEBREW, MANY] {
        let window = window(text);
        let told: Vec<String> = told(&window).into_iter().map(|(words, _)| words).collect();
        let words = text.lines().filter(|line| !line.is_empty());
        assert_eq!(told, words.collect::<Vec<_>>());
    }
}

#[test]
fn a_selection_is_told_to_where_each_paragraph_on_the_screen_ends() {
    for line in [ENGLISH, HEBREW, MANY] {
        let text = format!("{line}\n").repeat(200);
        let mut window = window(&text);
        let last = ByteOffset(text.len() - 8);
        window.state_mut().selection =
            ByteRange::between(ByteOffset(2), window.state().text.grapheme_floor(last));
        for part in [0, 30, 50, 100] {
            let at = window
                .state()
                .text
                .grapheme_floor(ByteOffset(text.len() / 100 * part));
            reveal(&mut window, ByteRange::empty_at(at));
            let told = told(&window);
            assert!(!told.is_empty());
            let whole = told
                .iter()
                .filter(|(words, selected)| selected.as_ref() == Some(words));
            // Where the selection begins and ends there is a paragraph that is not all in it.
            assert!(whole.count() + 1 >= told.len(), "{told:?}");
            assert!(
                told.iter().all(|(_, selected)| selected.is_some()),
                "{told:?}"
            );
        }
    }
}

#[test]
fn what_is_selected_is_told_by_the_character() {
    for (text, words) in [
        (ENGLISH, "mayor told"),
        (HEBREW, "רות לוי, אמרה"),
        (HEBREW, "חברת Northgate Eng"),
        (HEBREW, "לַפְּקָ"),
        (MANY, "कृष्ण शर्मा"),
        (MANY, "👩‍👩‍👧‍👦"),
    ] {
        let mut window = window(text);
        window.state_mut().selection = range_of(&window.state().text, words);
        window.run();
        let selected: Vec<String> = told(&window)
            .into_iter()
            .filter_map(|told| told.1)
            .collect();
        assert_eq!(selected, [words]);
    }
}

#[test]
fn a_caret_is_told_in_its_paragraph_alone() {
    let window = window(&format!("{HEBREW}\n{ENGLISH}"));
    let carets = told(&window).into_iter().filter(|told| told.1.is_some());
    let carets: Vec<_> = carets.map(|(_, selected)| selected).collect();
    assert_eq!(carets, [Some(String::new())]);
}
