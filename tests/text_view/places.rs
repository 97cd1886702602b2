//! Points of the screen and places in the text.

use crate::page::{ENGLISH, Page, boundaries, open};
use dictum::editor::{Affinity, Place};
use dictum::model::{ByteOffset, ByteRange};
use eframe::egui::pos2;

#[test]
fn a_point_at_the_caret_is_the_carets_place_in_every_script() {
    let texts = [
        ("Latin", ENGLISH.repeat(4)),
        (
            "Greek",
            "Η γέφυρα θα ανοίξει την άνοιξη, είπε ο δήμαρχος. ".repeat(4),
        ),
        (
            "Cyrillic",
            "Мост откроется весной, сказал мэр журналистам. ".repeat(4),
        ),
        (
            "Chinese",
            "市长说：“大桥将于春天开放。”记者在市政厅外等候。".repeat(6),
        ),
        ("emoji", "👍🏽 🇺🇦 👩‍👩‍👧‍👦 ok 🇺🇸🇫🇷 ".repeat(40)),
        (
            "combining",
            "e\u{301}te\u{301} a\u{308}\u{323} n\u{303}o ".repeat(30),
        ),
        ("tabs", "one\ttwo\tthree ".repeat(20)),
    ];
    for (script, text) in texts {
        let window = open(Page::new(&text));
        let page = window.state();
        let mut wraps = 0;
        for at in boundaries(&page.text, page.view.visible()) {
            let caret = page.view.caret_rect(Place::at(at)).unwrap();
            let hit = page.view.hit(caret.center());
            assert_eq!(hit, Place::at(at), "{script}: {caret:?}");
            let before = page.view.caret_rect(Place::upstream(at)).unwrap();
            if before != caret {
                wraps += 1;
                let hit = page.view.hit(before.center());
                assert_eq!(hit, Place::upstream(at), "{script}: {before:?}");
            }
        }
        assert!(wraps >= 2, "{script} did not wrap");
    }
}

#[test]
fn every_point_of_right_to_left_text_is_a_place_between_clusters_of_its_paragraph() {
    let texts = [
        "ראש העיר אמרה: \"אנחנו מוכנים\" abc 123 (סוף). ",
        "قالت العمدة: «نحن مستعدون» يوم الاثنين مع Anna Petrova في 2024. ",
        "The word שלום means peace \u{600}12. ",
    ];
    for text in texts {
        let window = open(Page::new(&format!("Before.\n{}\nAfter.", text.repeat(5))));
        let page = window.state();
        let paragraph = page.text.paragraphs()[1];
        let rects = page.view.rects(paragraph);
        assert!(rects.len() > 1, "{text} did not wrap");
        for rect in rects {
            for step in 0..=20 {
                let x = rect.left() - 10.0 + (rect.width() + 20.0) * step as f32 / 20.0;
                let at = page.view.hit(pos2(x, rect.center().y)).at;
                assert!(page.text.is_grapheme_boundary(at), "{text} {at}");
                assert!(paragraph.start <= at && at <= paragraph.end, "{text} {at}");
            }
        }
    }
}

#[test]
fn the_boxes_of_a_stretch_cover_its_words_and_nothing_else() {
    let window = open(Page::new(&ENGLISH.repeat(6)));
    let page = window.state();
    let stretch = ByteRange::new(14, 300);
    let boxes = page.view.rects(stretch);
    assert!(boxes.len() > 2);
    let mut row_ends = 0;
    for at in boundaries(&page.text, page.view.visible()) {
        let next = page.text.next_grapheme(at);
        let letter = ByteRange::between(at, next);
        if letter.is_empty() {
            continue;
        }
        let from = page.view.caret_rect(Place::at(at)).unwrap();
        let to = page.view.caret_rect(Place::upstream(next)).unwrap();
        let after = page.view.caret_rect(Place::at(next)).unwrap();
        let middle = from.union(to).center();
        let covered = boxes.iter().any(|rect| rect.contains(middle));
        if page.text.slice(letter) == " " && after.top() != from.top() {
            assert!(!covered, "the space at a row's end, {at}");
            row_ends += 1;
        } else {
            assert_eq!(covered, stretch.contains(at), "{at}");
        }
    }
    assert!(row_ends > 2);
}

#[test]
fn arrow_keys_find_rows_on_the_screen_and_off_it() {
    let text = format!("{}\n\n{}", ENGLISH.repeat(3), ENGLISH.repeat(150));
    let window = open(Page::new(&text));
    let (view, ctx) = (&window.state().view, &window.ctx);
    let mut place = Place::at(ByteOffset(20));
    let x = view.x_of(ctx, place).unwrap();
    let mut rows = vec![place];
    while let Some(below) = view.line_below(ctx, place, x) {
        assert!(below.at > place.at, "{place:?} {below:?}");
        assert_eq!(view.line_above(ctx, below, x), Some(place));
        let start = view.line_start(ctx, below).unwrap();
        let end = view.line_end(ctx, below).unwrap();
        assert!(start.at <= below.at && below.at <= end.at);
        place = below;
        rows.push(place);
    }
    assert!(rows.len() > 120, "{}", rows.len());
    let empty = ByteOffset(3 * ENGLISH.len() + 1);
    assert!(rows.contains(&Place::at(empty)));
    let page_down = view.line_by(ctx, rows[0], x, view.page_height()).unwrap();
    assert!(rows[5..25].contains(&page_down), "{page_down:?}");
    let end = view.line_end(ctx, rows[0]).unwrap();
    assert_eq!(end.affinity, Affinity::Upstream);
    assert_eq!(view.line_start(ctx, end), Some(Place::default()));
}
