//! Texts of all scripts: every place is where it is seen, and nothing else is covered.

use crate::page::{Page, Window, boundaries, open_with, range_of};
use crate::typefaces;
use dictum::editor::{Affinity, Place};
use dictum::model::{ByteOffset, ByteRange, Text};
use eframe::egui;
use egui::{Rect, pos2};
use proptest::prelude::*;

const ARABIC: &str = include_str!("../made/articles/arabic.txt");
const HEBREW: &str = include_str!("../made/articles/hebrew.txt");
const MANY: &str = include_str!("../made/articles/many_scripts.txt");

/// Each a paragraph that is repeated until it fills some rows.
const TEXTS: [(&str, &str); 12] = [
    (
        "Arabic",
        "قالت العمدة (ليلى): «نحن مستعدون لا محالة» يوم الاثنين. ",
    ),
    (
        "Arabic with marks",
        "السَّلَامُ عَلَى الزِّحَامِ، قَالَتْ لِلْأَطْفَالِ: «أَهْلاً!» ",
    ),
    (
        "Arabic with English",
        "قالت Anna Petrova (من The Harbour Times) في 2024 إن ١٢ جسراً فُتحت. ",
    ),
    ("Persian", "او گفت: «می\u{200c}خواهم ۱۲ کتاب بخرم» و رفت. "),
    (
        "Hebrew",
        "ראש העיר אמרה: ״אנחנו מוכנים״ (סוף). צה\"ל אישר זאת ב־12 בחודש. ",
    ),
    ("Hebrew with points", "שָׁלוֹם לַפְּקָקִים, אָמְרָה הַיַּלְדָּה. "),
    (
        "English with Hebrew",
        "The word שלום (or “שלום לכם”) means peace, said כהן 12 of them. ",
    ),
    (
        "Hindi",
        "महापौर ने पत्रकारों से कहा, “पुल वसंत में खुलेगा।” श्री कृष्ण शर्मा विद्यार्थियों से मिले। ",
    ),
    (
        "Thai",
        "นายกเทศมนตรีกล่าวว่า “สะพานจะเปิดในฤดูใบไม้ผลิ” น้ำท่วมเมื่อปีที่แล้ว ",
    ),
    (
        "Chinese",
        "市长说：“大桥将于春天开放。”记者（王小明）在市政厅外等候，共12人。",
    ),
    ("emoji", "👍🏽 🇺🇦🇫🇷 ok 👩‍👩‍👧‍👦 😀 ❤️ 1️⃣ "),
    (
        "all",
        "She said שלום (מאוד), then «مرحبا لا» in 2024, then नमस्ते कृष्ण, สวัสดี น้ำ, 你好，and 👋🏾👩‍👩‍👧‍👦! ",
    ),
];

fn window(text: &str, margin: f32) -> Window {
    let mut page = Page::new(text);
    page.margin = margin;
    open_with(page, typefaces::install)
}

/// Every caret on the screen leads back to its place.
fn check_places(name: &str, window: &Window) {
    let view = &window.state().view;
    let text = &window.state().text;
    let seen = view.visible();
    for at in boundaries(text, seen) {
        // Where a long paragraph is cut at the edge of the screen, one side is not there.
        let Some(caret) = view.caret_rect(Place::at(at)) else {
            assert_eq!(at, seen.end, "{name}: no caret");
            continue;
        };
        let hit = view.hit(caret.center());
        assert_eq!(hit, Place::at(at), "{name}: {caret:?}");
        let Some(before) = view.caret_rect(Place::upstream(at)) else {
            assert_eq!(at, seen.start, "{name}: no caret");
            continue;
        };
        let expected = if before == caret {
            Affinity::Downstream
        } else {
            Affinity::Upstream
        };
        let hit = view.hit(before.center());
        let place = Place {
            at,
            affinity: expected,
        };
        assert_eq!(hit, place, "{name}: {before:?}");
    }
}

/// The stretch covers what its clusters cover and touches no other.
fn check_covered(name: &str, window: &Window, range: ByteRange) {
    let page = window.state();
    let boxes = page.view.rects(range);
    let seen = page.view.visible();
    for pair in boundaries(&page.text, seen).windows(2) {
        let cluster = ByteRange::between(pair[0], pair[1]);
        for own in page.view.rects(cluster) {
            let shared: f32 = boxes.iter().map(|each| overlap(*each, own)).sum();
            let wanted = if range.overlaps(cluster) {
                own.width()
            } else {
                0.0
            };
            let words = page.text.slice(range);
            assert!(
                (shared - wanted).abs() < 0.05,
                "{name}: {words:?} covers {shared} of {cluster:?}, not {wanted}"
            );
        }
    }
    let own: f32 = boundaries(&page.text, range)
        .windows(2)
        .flat_map(|pair| page.view.rects(ByteRange::between(pair[0], pair[1])))
        .map(|rect| rect.width())
        .sum();
    let all: f32 = boxes.iter().map(|rect| rect.width()).sum();
    assert!((all - own).abs() < 0.5, "{name}: {all} {own}");
}

fn overlap(a: Rect, b: Rect) -> f32 {
    let both = a.intersect(b);
    if both.height() > 0.0 {
        both.width().max(0.0)
    } else {
        0.0
    }
}

#[test]
fn every_caret_of_every_script_is_hit_where_it_stands() {
    for (name, text) in TEXTS {
        for margin in [0.0, 330.0] {
            let window = window(&text.repeat(8), margin);
            check_places(name, &window);
        }
    }
    for (name, text) in [("Arabic", ARABIC), ("Hebrew", HEBREW), ("many", MANY)] {
        check_places(name, &window(text, 0.0));
    }
}

#[test]
fn a_stretch_of_any_script_covers_its_own_and_nothing_else() {
    for (name, text) in TEXTS {
        let window = window(&text.repeat(4), 200.0);
        let places = boundaries(&window.state().text, window.state().view.visible());
        let count = places.len();
        for (from, len) in [
            (0, 5),
            (3, 1),
            (7, 40),
            (11, 90),
            (2, count - 3),
            (0, count - 1),
        ] {
            let to = (from + len).min(count - 1);
            let range = ByteRange::between(places[from.min(to)], places[to]);
            check_covered(name, &window, range);
        }
    }
}

#[test]
fn long_paragraphs_are_cut_and_keep_their_direction() {
    // Its second piece begins with English, but it is a Hebrew paragraph.
    let text = format!("שלום. {}", "The bridge would open by spring. ".repeat(600));
    let mut window = window(&text, 0.0);
    for at in [0, 8_000, 16_000, text.len()] {
        let at = window.state().text.grapheme_floor(ByteOffset(at));
        crate::page::reveal(&mut window, ByteRange::empty_at(at));
        check_places("cut", &window);
        let view = &window.state().view;
        let seen = view.visible();
        let right = view.column().right();
        let inside = ByteRange::between(seen.start, ByteOffset(seen.end.0 - 60));
        let rows = view.rects(inside);
        let flush = rows.iter().filter(|row| (row.right() - right).abs() < 2.0);
        assert!(flush.count() + 2 >= rows.len(), "{rows:?}");
    }
}

#[test]
fn right_to_left_words_run_from_the_right() {
    let window = window("ראש העיר אמרה (שלום) abc def 12.", 0.0);
    let x = |words: &str| {
        let page = window.state();
        page.view.rects(range_of(&page.text, words))[0]
    };
    assert!(x("ראש").left() > x("העיר").right() - 1.0);
    assert!(x("העיר").left() > x("אמרה").right() - 1.0);
    assert!(x("abc").right() <= x("def").left() + 1.0);
    assert!(x("שלום").left() > x("def").right());
    assert!(x("(").left() > x("שלום").right() - 1.0);
    // A number after Latin letters goes with them.
    assert!(x("12").left() >= x("def").right());
    assert!(x(".").right() <= x("abc").left() + 1.0);
    assert!((x("ראש").right() - window.state().view.column().right()).abs() < 2.0);
}

#[test]
fn a_stretch_that_turns_has_a_box_for_each_part() {
    let text = "one two שלום לכם three";
    let window = window(text, 0.0);
    let page = window.state();
    let words = range_of(&page.text, "two שלום");
    let boxes = page.view.rects(words);
    assert_eq!(boxes.len(), 2, "{boxes:?}");
    let apart = range_of(&page.text, "לכם");
    let between = page.view.rects(apart)[0];
    assert!(boxes[0].right() < between.center().x && between.center().x < boxes[1].left());
    let whole = page.view.rects(range_of(&page.text, "two שלום לכם three"));
    assert_eq!(whole.len(), 1, "{whole:?}");
}

#[test]
fn a_point_beside_a_row_is_its_start_or_its_end() {
    let text = HEBREW.lines().nth(2).unwrap();
    let window = window(text, 250.0);
    let view = &window.state().view;
    let first = view.rects(ByteRange::new(0, text.len()))[0];
    let column = view.column();
    let start = view.hit(pos2(column.right() + 20.0, first.center().y));
    assert_eq!(start, Place::at(ByteOffset(0)));
    let end = view.hit(pos2(column.left() - 20.0, first.center().y));
    assert_eq!(end.affinity, Affinity::Upstream);
    assert_eq!(view.line_end(&window.ctx, start), Some(end));
}

fn any_mix() -> impl Strategy<Value = String> {
    let parts = [
        "abc",
        "fi",
        "Ab1",
        " ",
        " ",
        "  ",
        "12",
        "3.5",
        ".",
        ",",
        "(",
        ")",
        "«",
        "»",
        "\"",
        "-",
        "שלום",
        "לַפְּ",
        "ב־",
        "צה\"ל",
        "قالت",
        "لا",
        "عَلَى",
        "١٢",
        "۱۲",
        "می\u{200c}خواهم",
        "،",
        "कृष्ण",
        "द्या",
        "कि",
        "น้ำ",
        "กล่าว",
        "大桥",
        "。",
        "👍🏽",
        "🇺🇦",
        "👩‍👩‍👧‍👦",
        "❤️",
        "\t",
        "\u{200f}",
        "\u{200e}",
        "\u{2067}",
        "\u{2066}",
        "\u{2069}",
        "\u{202e}",
        "\u{202c}",
        "e\u{301}",
        "\u{200b}",
        "\n",
    ];
    let part = proptest::sample::select(parts.to_vec());
    proptest::collection::vec(part, 1..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_mix_of_scripts_is_exact(text in any_mix(), from in 0usize..40, len in 1usize..40) {
        thread_local! {
            // One window for all: to make one costs more than to show a text in it.
            static WINDOW: std::cell::RefCell<Option<Window>> = const { std::cell::RefCell::new(None) };
        }
        WINDOW.with_borrow_mut(|shared| {
            let window = shared.get_or_insert_with(|| window("", 300.0));
            window.state_mut().text = Text::new(text.as_str());
            window.run();
            check_places(&text, window);
            let places = boundaries(&window.state().text, window.state().view.visible());
            let to = (from + len).min(places.len() - 1);
            let range = ByteRange::between(places[from.min(to)], places[to]);
            if !range.is_empty() {
                check_covered(&text, window, range);
            }
        });
    }
}
