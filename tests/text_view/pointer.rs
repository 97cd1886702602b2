//! Presses, drags, clicks, and what lies under the pointer.

use crate::page::{ENGLISH, Page, Window, click, middle_of, open, range_of, rects, span};
use dictum::editor::{Edge, Place, Side};
use dictum::model::{ByteRange, SpanId, SpanTree, State};
use dictum::ui::text_view::ViewEvent;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

#[test]
fn a_drag_tells_where_it_began_went_and_ended() {
    let mut window = open(Page::new(ENGLISH));
    let from = middle_of(&window, "bridge");
    let to = middle_of(&window, "mayor");
    window.drag_at(from);
    window.run();
    window.hover_at(to);
    window.run();
    window.drop_at(to);
    window.run();
    let view = &window.state().view;
    let (start, end) = (view.hit(from), view.hit(to));
    assert_ne!(start, end);
    let modifiers = Modifiers::NONE;
    let expected = [
        ViewEvent::Press {
            place: start,
            clicks: 1,
            modifiers,
            hit: vec![],
            edge: None,
        },
        ViewEvent::Drag {
            place: end,
            modifiers,
        },
        ViewEvent::Release { place: end },
    ];
    assert_eq!(window.state_mut().done(), expected);
}

#[test]
fn a_drag_within_one_slow_frame_selects_too() {
    let mut window = open(Page::new(ENGLISH));
    let from = middle_of(&window, "bridge");
    let to = middle_of(&window, "mayor");
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.input_mut().events.extend([
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(to),
        button(to, false),
    ]);
    window.run();
    let view = &window.state().view;
    let (start, end) = (view.hit(from), view.hit(to));
    let told = window.state_mut().done();
    let places: Vec<_> = told.iter().filter_map(place_of).collect();
    assert_eq!(places, [start, end, end], "{told:?}");
}

/// Where the button was, while it was down.
fn place_of(event: &ViewEvent) -> Option<Place> {
    match event {
        ViewEvent::Press { place, .. }
        | ViewEvent::Drag { place, .. }
        | ViewEvent::Release { place } => Some(*place),
        _ => None,
    }
}

/// Clicks and gives what the press told.
fn pressed(window: &mut Window, pos: Pos2) -> (u8, Vec<SpanId>, Option<Edge>) {
    click(window, pos);
    match &window.state_mut().done()[..] {
        [
            ViewEvent::Press {
                clicks, hit, edge, ..
            },
            ViewEvent::Release { .. },
        ] => (*clicks, hit.clone(), edge.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn clicks_in_a_row_are_counted_when_the_button_goes_down() {
    let mut window = open(Page::new(ENGLISH));
    let pos = middle_of(&window, "bridge");
    let elsewhere = middle_of(&window, "mayor");
    let clicks: Vec<u8> = [pos, pos, pos, pos, elsewhere]
        .into_iter()
        .map(|pos| pressed(&mut window, pos).0)
        .collect();
    assert_eq!(clicks, [1, 2, 3, 1, 1]);
}

#[test]
fn keys_stay_with_the_article_and_enter_is_no_click() {
    let mut window = open(Page::new(ENGLISH));
    let pos = middle_of(&window, "bridge");
    pressed(&mut window, pos);
    let keys = [
        Key::Enter,
        Key::Space,
        Key::Tab,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::Escape,
    ];
    for key in keys {
        window.key_press(key);
        window.run();
        assert!(window.state().view.has_focus(&window.ctx), "{key:?}");
        assert_eq!(window.state_mut().done(), [], "{key:?}");
    }
}

#[test]
fn a_press_names_the_marks_under_it_innermost_first() {
    let marks: &[(&str, &[&str])] = &[
        ("quote", &["The bridge would open", "the mayor told"]),
        ("event", &["would open"]),
        ("speaker", &["the mayor"]),
    ];
    let mut window = open(Page::marked(ENGLISH, marks));
    let mut hit_at = |words: &str| {
        let pos = middle_of(&window, words);
        let (_, hit, _) = pressed(&mut window, pos);
        hit.iter().map(SpanId::to_string).collect::<Vec<_>>()
    };
    assert_eq!(hit_at("open"), ["m1", "m0"]);
    assert_eq!(hit_at("The"), ["m0"]);
    assert_eq!(hit_at("mayor"), ["m2", "m0"]);
    assert_eq!(hit_at("spring"), [""; 0]);
}

#[test]
fn marks_are_found_by_their_names_and_rejected_ones_are_not_there() {
    let mut page = Page::marked(ENGLISH, &[("quote", &["The bridge"]), ("event", &["open"])]);
    let words = range_of(&page.text, "reporters");
    let gone = span("gone", "speaker", vec![words], State::Rejected);
    let kept = page.spans.iter().map(|placed| Arc::clone(&placed.span));
    let all: Vec<_> = kept.chain([gone]).collect();
    page.spans = SpanTree::build(all.into_iter());
    let mut window = open(page);
    assert!(window.query_by_label("speaker gone").is_none());
    window.get_by_label("Article text");
    let named = window.get_by_label("event m1").rect();
    assert_eq!(named, rects(&window, "open")[0]);
    window.get_by_label("event m1").click();
    window.run();
    let done = window.state_mut().done();
    let hit = matches!(&done[..], [ViewEvent::Press { hit, .. }, _] if *hit == ["m1".into()]);
    assert!(hit, "{done:?}");
}

#[test]
fn an_edge_of_the_current_mark_can_be_got_hold_of_and_no_other() {
    let marks: &[(&str, &[&str])] = &[
        ("quote", &["The bridge", "would open"]),
        ("event", &["spring"]),
    ];
    let mut window = open(Page::marked(ENGLISH, marks));
    window.state_mut().current = Some("m0".into());
    window.run();
    let first = rects(&window, "The bridge")[0];
    let second = rects(&window, "would open")[0];
    let other = rects(&window, "spring")[0];
    let edge = |fragment, side| {
        Some(Edge {
            span: "m0".into(),
            fragment,
            side,
        })
    };
    let cases = [
        (first.right_center() - vec2(3.0, 0.0), edge(0, Side::End)),
        (first.right_center() - vec2(9.0, 0.0), None),
        (second.left_center() + vec2(1.0, 0.0), edge(1, Side::Start)),
        (other.right_center(), None),
    ];
    for (pos, expected) in cases {
        assert_eq!(pressed(&mut window, pos).2, expected, "{pos:?}");
    }
}

#[test]
fn the_marks_under_the_pointer_are_told_once() {
    let mut window = open(Page::marked(ENGLISH, &[("quote", &["The bridge"])]));
    for words in ["bridge", "The", "spring"] {
        let pos = middle_of(&window, words);
        window.hover_at(pos);
        window.run();
    }
    let hovers = std::mem::take(&mut window.state_mut().events);
    let hit = |ids: &[&str]| ViewEvent::Hover {
        hit: ids.iter().map(SpanId::from).collect(),
    };
    assert_eq!(hovers, [hit(&["m0"]), hit(&[])]);
}

#[test]
fn a_secondary_click_tells_its_place_and_marks() {
    let mut window = open(Page::marked(ENGLISH, &[("quote", &["The bridge"])]));
    window.get_by_label("quote m0").click_secondary();
    window.run();
    let done = window.state_mut().done();
    let hit = matches!(&done[..], [ViewEvent::SecondaryClick { hit, .. }] if *hit == ["m0".into()]);
    assert!(hit, "{done:?}");
}

#[test]
fn an_idle_view_asks_for_no_frames() {
    let mut page = Page::marked(ENGLISH, &[("quote", &["The bridge"])]);
    page.current = Some("m0".into());
    page.selection = ByteRange::new(4, 20);
    let mut window = open(page);
    window.step();
    let viewports = &window.output().viewport_output;
    for viewport in viewports.values() {
        let delay = viewport.repaint_delay;
        assert!(delay > std::time::Duration::from_mins(1), "{delay:?}");
    }
}
