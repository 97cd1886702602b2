//! Texts that are unusual or very long.

use crate::page::{ENGLISH, Page, boundaries, open, reveal, wheel};
use dictum::editor::Place;
use dictum::model::{ByteOffset, ByteRange};
use eframe::egui::pos2;

#[test]
fn odd_texts_are_shown_and_their_ends_can_be_reached() {
    let texts = [
        ("nothing", String::new()),
        ("only newlines", "\n\n\n".to_owned()),
        ("CR", "one\rtwo\rthree".to_owned()),
        ("CRLF", "one\r\n\r\ntwo\r\n".to_owned()),
        (
            "separators",
            "one\u{2028}two\u{2029}three\u{b}four\u{c}five\u{85}six".to_owned(),
        ),
        (
            "controls",
            "a\u{0}b\u{1b}c\u{200b}d\u{feff}e\u{ad}f".to_owned(),
        ),
        ("only emoji", "👩‍👩‍👧‍👦🇺🇦👍🏽😀".repeat(2000)),
        ("only combining", "\u{301}".repeat(3000)),
        ("one line", "word ".repeat(20_000)),
        ("no spaces", "x".repeat(60_000)),
    ];
    for (name, text) in texts {
        let mut window = open(Page::new(&text));
        let end = window.state().text.end();
        assert_eq!(window.state().view.visible().start, ByteOffset(0), "{name}");
        reveal(&mut window, ByteRange::empty_at(end));
        let page = window.state();
        assert_eq!(page.view.visible().end, end, "{name}");
        let caret = page.view.caret_rect(Place::at(end));
        assert!(
            caret.is_some_and(|caret| caret.bottom() < 500.0),
            "{name}: {caret:?}"
        );
        for step in 0..50 {
            let pos = pos2(14.0 * step as f32, 10.0 * step as f32);
            let at = page.view.hit(pos).at;
            assert!(page.text.is_grapheme_boundary(at), "{name}: {at}");
        }
    }
}

#[test]
fn an_empty_paragraph_is_low_and_holds_the_caret() {
    let window = open(Page::new("one\n\ntwo\nthree"));
    let view = &window.state().view;
    let y = |at| {
        let place = Place::at(ByteOffset(at));
        view.caret_rect(place).unwrap().center().y
    };
    assert!(y(0) < y(4) && y(4) < y(5));
    let (blank, plain) = (y(5) - y(0), y(9) - y(5));
    assert!(plain < blank && blank < 1.5 * plain, "{blank} {plain}");
    assert_eq!(view.hit(pos2(300.0, y(4))).at, ByteOffset(4));
}

#[test]
fn ten_megabytes_cost_what_is_on_the_screen() {
    let mut text = String::with_capacity(10_100_000);
    for n in 0.. {
        text.push_str(&ENGLISH.repeat(n % 5));
        text.push('\n');
        if text.len() > 10_000_000 {
            break;
        }
    }
    let mut window = open(Page::new(&text));
    window.hover_at(pos2(300.0, 250.0));
    for part in 0..=4 {
        let at = ByteOffset(text.len() / 4 * part);
        window.state_mut().view.reveal(ByteRange::empty_at(at));
        window.step();
        let layouts = window.state().view.layouts();
        assert!(layouts < 60, "a leap: {layouts}");
        wheel(&mut window, 200.0);
        let layouts = window.state().view.layouts();
        assert!(layouts < 40, "at rest: {layouts}");
    }
    window.state_mut().margin = 200.0;
    window.step();
    let layouts = window.state().view.layouts();
    assert!(layouts < 60, "a new width: {layouts}");
}

#[test]
fn one_line_of_five_megabytes_is_laid_out_in_pieces_that_look_like_one() {
    let mut window = open(Page::new(&ENGLISH.repeat(5_000_000 / ENGLISH.len())));
    reveal(&mut window, ByteRange::empty_at(ByteOffset(2_500_000)));
    let layouts = window.state().view.layouts();
    assert!(layouts < 8, "{layouts}");
    let text = window.state().text.clone();
    window.hover_at(pos2(300.0, 250.0));
    for _ in 0..6 {
        wheel(&mut window, -600.0);
        let view = &window.state().view;
        let carets = boundaries(&text, view.visible())
            .into_iter()
            .filter_map(|at| view.caret_rect(Place::at(at)));
        let mut tops: Vec<f32> = carets.map(|rect| rect.top()).collect();
        tops.dedup();
        assert!(tops.len() > 10);
        for pair in tops.windows(2) {
            assert!((pair[1] - pair[0] - 28.0).abs() < 0.6, "{pair:?}");
        }
    }
}

#[test]
fn letters_larger_than_the_window_and_no_room_at_all_do_no_harm() {
    for (size, margin) in [(18.0, 5000.0), (300.0, 0.0), (6.0, 600.0)] {
        let mut page = Page::marked(&ENGLISH.repeat(30), &[("quote", &["bridge"])]);
        page.view.text_size = size;
        page.margin = margin;
        let mut window = open(page);
        let end = window.state().text.end();
        reveal(&mut window, ByteRange::empty_at(end));
        assert_eq!(window.state().view.visible().end, end, "{size} {margin}");
    }
}
