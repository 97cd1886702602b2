//! Moving over the page.

use crate::page::{ENGLISH, Page, Window, open, range_of, reveal, wheel};
use dictum::editor::Place;
use dictum::model::{ByteOffset, ByteRange};
use eframe::egui::pos2;
use egui_kittest::kittest::Queryable as _;

fn long_article() -> Page {
    let paragraph = |i: usize| format!("Paragraph {i}. {}", ENGLISH.repeat(i * 7 % 9));
    let paragraphs: Vec<String> = (0..3000).map(paragraph).collect();
    Page::new(&paragraphs.join("\n\n"))
}

fn reveal_words(window: &mut Window, words: &str) -> ByteRange {
    let range = range_of(&window.state().text, words);
    reveal(window, range);
    range
}

#[test]
fn scrolling_moves_what_is_read_by_exactly_what_was_asked() {
    let mut window = open(long_article());
    let at = reveal_words(&mut window, "Paragraph 1500.");
    let y = |window: &Window| window.state().view.rects(at)[0].top();
    window.hover_at(pos2(300.0, 250.0));
    window.run();
    let mut expected = y(&window);
    for delta in [40.0, 70.0, -55.0, 30.0, -90.0, 100.0] {
        wheel(&mut window, delta);
        expected += delta;
        let now = y(&window);
        assert!((now - expected).abs() < 0.05, "{now} {expected}");
    }
}

#[test]
fn the_first_and_the_last_words_can_be_reached_and_nothing_beyond() {
    let mut window = open(long_article());
    let end = window.state().text.end();
    window.hover_at(pos2(300.0, 250.0));
    wheel(&mut window, 5000.0);
    assert_eq!(window.state().view.visible().start, ByteOffset(0));
    reveal(&mut window, ByteRange::empty_at(end));
    assert_eq!(window.state().view.visible().end, end);
    wheel(&mut window, -5000.0);
    let last = window.state().view.caret_rect(Place::at(end)).unwrap();
    assert!(last.bottom() > 300.0, "{last:?}");
    reveal(&mut window, ByteRange::new(0, 3));
    assert_eq!(window.state().view.visible().start, ByteOffset(0));
}

#[test]
fn what_is_revealed_is_on_the_screen_and_what_is_there_stays() {
    let mut window = open(long_article());
    for n in [2000, 2001, 1999, 5, 2999, 0] {
        let range = reveal_words(&mut window, &format!("Paragraph {n}."));
        let before = window.state().view.rects(range)[0];
        let inside = before.top() > 20.0 && before.bottom() < 480.0;
        assert!(inside, "{n}: {before:?}");
        reveal(&mut window, range);
        assert_eq!(window.state().view.rects(range)[0], before);
    }
}

#[test]
fn a_new_width_keeps_the_reading_position() {
    let mut window = open(long_article());
    reveal_words(&mut window, "Paragraph 1700.");
    let first = window.state().view.visible().start;
    for margin in [150.0, 260.0, 0.0] {
        window.state_mut().margin = margin;
        window.run();
        let now = window.state().view.visible();
        assert!(now.start.0.abs_diff(first.0) < 200, "{first} {now}");
    }
}

#[test]
fn another_article_begins_at_its_top() {
    let mut window = open(long_article());
    reveal_words(&mut window, "Paragraph 1700.");
    window.state_mut().text = Page::new(&"Elsewhere it rained. ".repeat(5000)).text;
    window.run();
    assert_eq!(window.state().view.visible().start, ByteOffset(0));
}

#[test]
fn the_scroll_bar_can_be_dragged_to_both_ends() {
    let mut window = open(long_article());
    let bar = window.get_by_label("Scroll the article").rect();
    let x = bar.center().x;
    window.drag_at(pos2(x, bar.top() + 5.0));
    window.run();
    window.hover_at(pos2(x, bar.bottom() + 50.0));
    window.run();
    let end = window.state().text.end();
    assert_eq!(window.state().view.visible().end, end);
    window.hover_at(pos2(x, bar.top() - 50.0));
    window.run();
    assert_eq!(window.state().view.visible().start, ByteOffset(0));
    window.drop_at(pos2(x, bar.top()));
    window.run();
    assert_eq!(window.state_mut().done(), []);
}

#[test]
fn a_drag_past_the_edge_scrolls_and_goes_on_selecting() {
    use dictum::ui::text_view::ViewEvent;
    let mut window = open(long_article());
    window.drag_at(pos2(300.0, 450.0));
    window.step();
    window.hover_at(pos2(300.0, 540.0));
    window.run_steps(60);
    let events = window.state_mut().done();
    let places = events.iter().filter_map(|event| match event {
        ViewEvent::Drag { place, .. } => Some(place.at),
        _ => None,
    });
    let dragged: Vec<ByteOffset> = places.collect();
    assert!(dragged.len() > 5, "{dragged:?}");
    assert!(dragged.is_sorted(), "{dragged:?}");
    let seen = window.state().view.visible();
    assert!(seen.start > ByteOffset(0), "{seen}");
    assert!(dragged[dragged.len() - 1] > seen.start, "{seen}");
    window.drop_at(pos2(300.0, 540.0));
    window.run();
    let events = window.state_mut().done();
    assert!(matches!(events[..], [.., ViewEvent::Release { .. }]));
}
