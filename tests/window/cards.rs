//! The cards in the margin, by accessible name, without a screen.

use crate::person::{Person, document_json};
use dictum::model::schema::Role;
use eframe::egui::{self, Event, Pos2, Rect, Shape, vec2};
use egui_kittest::kittest::NodeT as _;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// The worked example, which has 25 quotes.
fn on_example() -> Person {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("annotations/pentagon-shoigu-call.ron");
    Person::on_path(&path)
}

/// An article whose marks are written in it: `[words|label]`, without nesting.
fn on_marked(marked: &str, links: &[(usize, usize)], more: &str) -> Person {
    let (mut text, mut spans) = (String::new(), String::new());
    let mut id = 0;
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (words, after) = after.split_once('|').expect("a label");
        let (label, after) = after.split_once(']').expect("the mark's end");
        let start = text.chars().count();
        text.push_str(words);
        let end = text.chars().count();
        let comma = if id == 0 { "" } else { "," };
        let state = if label == "suggestion" {
            "suggested"
        } else {
            "accepted"
        };
        let label = label.replace("suggestion", "quote");
        let fragments = format!(r#"[{{"start": {start}, "end": {end}}}]"#);
        write!(
            spans,
            r#"{comma}{{"id": "m{id}", "label": "{label}", "fragments": {fragments}, "state": "{state}"{}}}"#,
            if label == "quote" { more } else { "" },
        )
        .expect("strings take all");
        id += 1;
        rest = after;
    }
    text.push_str(rest);
    let links: Vec<String> = links
        .iter()
        .enumerate()
        .map(|(id, (from, to))| {
            format!(
                r#"{{"id": "l{id}", "label": "said_by", "from": "m{from}", "to": "m{to}", "state": "accepted"}}"#
            )
        })
        .collect();
    let json = document_json(&text, &format!("[{spans}]"));
    let json = json.trim_end().trim_end_matches('}').trim_end().to_owned();
    let json = format!("{json}, \"links\": [{}]}}", links.join(","));
    let mut file = tempfile::Builder::new()
        .suffix(".json")
        .tempfile()
        .expect("a folder for temporary files");
    file.write_all(json.as_bytes()).expect("room on the disk");
    Person::on_path(file.path())
}

/// Names and places of the cards, from top to bottom.
fn cards(person: &Person) -> Vec<(String, Rect)> {
    named(person, "Card: ")
}

fn named(person: &Person, prefix: &str) -> Vec<(String, Rect)> {
    let nodes = person.harness.root().children_recursive();
    let mut found: Vec<(String, Rect)> = nodes
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            let name = label.strip_prefix(prefix)?.to_owned();
            Some((name, node.rect()))
        })
        .collect();
    found.sort_by(|a, b| a.1.top().total_cmp(&b.1.top()));
    found
}

fn names(person: &Person) -> Vec<String> {
    cards(person).into_iter().map(|(name, _)| name).collect()
}

fn move_to(person: &mut Person, at: Pos2) {
    person.harness.event(Event::PointerMoved(at));
    person.settle();
}

/// How many lines are drawn from the column into the margin.
fn threads(person: &mut Person) -> usize {
    let edge = person
        .app()
        .session()
        .expect("an article is open")
        .view
        .column()
        .right();
    let shapes = &person.harness.output().shapes;
    let crosses = |shape: &Shape| match shape {
        Shape::Path(path) => {
            let bounds = Rect::from_points(&path.points);
            bounds.left() < edge && bounds.right() > edge + 15.0
        }
        _ => false,
    };
    shapes
        .iter()
        .filter(|clipped| crosses(&clipped.shape))
        .count()
}

#[test]
fn every_quote_on_the_screen_has_a_card_that_names_its_speaker() {
    let mut person = on_example();
    assert_eq!(names(&person), ["Russian Defense Ministry"]);
    person.bring_in_view("Pentagon spokesman John Kirby");
    let shown = names(&person);
    assert!(shown.contains(&"John Kirby".to_owned()), "{shown:?}");
    assert!(shown.contains(&"Lloyd Austin".to_owned()), "{shown:?}");
}

#[test]
fn a_card_tells_of_several_speakers_of_nobody_and_of_nothing_said_yet() {
    let person = on_marked(
        "[“We agree,”|quote] said [Anna|speaker] and [Boris|speaker].",
        &[(0, 1), (0, 2)],
        "",
    );
    assert_eq!(names(&person), ["Anna, Boris"]);
    let person = on_marked("[“We agree,”|quote] it said.", &[], "");
    assert_eq!(names(&person), ["Not said yet"]);
    let nobody = r#", "no_links": ["said_by"]"#;
    let person = on_marked("[“We agree,”|quote] it said.", &[], nobody);
    assert_eq!(names(&person), ["Nobody"]);
}

#[test]
fn a_click_on_a_card_makes_its_quote_current_and_the_article_keeps_the_keys() {
    let mut person = on_marked(
        "[“We agree,”|quote] said [Anna|speaker].\n\n[“Never,”|suggestion] said [Boris|speaker].",
        &[(0, 1), (2, 3)],
        "",
    );
    for (card, quote) in [("Card: Boris", "m2"), ("Card: Anna", "m0")] {
        person.click(card);
        assert_eq!(person.editor().current().unwrap().as_str(), quote);
        assert!(person.article_has_focus());
    }
}

#[test]
fn a_press_on_a_card_is_not_one_on_the_article_below() {
    let mut person = on_marked("[“We agree,”|quote] said [Anna|speaker].", &[(0, 1)], "");
    person.press("Ctrl+End");
    let caret = person.editor().caret().place;
    let pos = cards(&person)[0].1.center();
    for event in [
        Event::PointerMoved(pos),
        Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: egui::Modifiers::NONE,
        },
        Event::PointerMoved(Pos2::new(100.0, 120.0)),
    ] {
        person.harness.event(event);
        person.harness.step();
    }
    assert_eq!(person.editor().caret().place, caret);
    assert!(person.editor().selection().is_empty());
}

#[test]
fn only_the_quote_pointed_at_and_the_current_one_have_threads() {
    let mut person = on_marked(
        "[“We agree,”|quote] said [Anna|speaker].\n\n[“Never,”|quote] said [Boris|speaker].",
        &[(0, 1), (2, 3)],
        "",
    );
    move_to(&mut person, Pos2::new(300.0, 600.0));
    assert_eq!(threads(&mut person), 0);
    let boris = cards(&person)[1].1.center();
    move_to(&mut person, boris);
    assert_eq!(threads(&mut person), 1, "the pointer is on a card");
    person.click("Card: Anna");
    assert_eq!(threads(&mut person), 1, "one is current and pointed at");
    move_to(&mut person, boris);
    assert_eq!(threads(&mut person), 2, "one is current, one pointed at");
    let view = &person.app().session().unwrap().view;
    let words = view.rects((28..31).into())[0].center();
    move_to(&mut person, Pos2::new(300.0, 600.0));
    assert_eq!(threads(&mut person), 1);
    person.press("Escape");
    assert_eq!(threads(&mut person), 0);
    move_to(&mut person, words);
    assert_eq!(
        threads(&mut person),
        1,
        "the pointer is on the quote's words"
    );
}

#[test]
fn a_speaker_off_the_screen_is_a_chip_to_jump_by() {
    let filler = "Nothing was said here.\n\n".repeat(60);
    let marked = format!("[Anna|speaker] came.\n\n{filler}[“We agree,”|quote] she said.");
    let mut person = on_marked(&marked, &[(1, 0)], "");
    person.press("Ctrl+End");
    assert_eq!(names(&person), ["Anna"]);
    person.click("Go to Anna, above");
    assert_eq!(person.editor().current().unwrap().as_str(), "m0");
    assert!(person.article_has_focus());
    let view = &person.app().session().unwrap().view;
    assert_eq!(
        view.rects((0..4).into()).len(),
        1,
        "the mention is on the screen"
    );
}

#[test]
fn crowded_cards_stay_apart_and_on_the_page() {
    for count in [5, 20, 33, 60, 90] {
        let marked = "[We go|quote] on. ".repeat(count);
        let mut person = on_marked(&marked, &[], "");
        let shown = cards(&person);
        let page = person.app().session().unwrap().view.column().y_range();
        for (_, card) in &shown {
            assert!(
                card.top() >= page.min && card.bottom() <= page.max,
                "{card:?}"
            );
        }
        for pair in shown.windows(2) {
            let (first, second) = (pair[0].1, pair[1].1);
            let below = first.bottom() <= second.top();
            let beside = first.right() <= second.left() && first.top() == second.top();
            assert!(below || beside, "{pair:?} overlap");
        }
        let left_out = count - shown.len();
        assert_eq!(person.shows(" more\n"), left_out > 0, "{count}");
        if left_out > 0 {
            assert!(person.shows(&format!("+{left_out} more")));
            assert!(shown.len() > 50, "only {} of {count}", shown.len());
        }
    }
}

#[test]
fn no_card_lies_below_the_list_of_candidates() {
    let marked =
        "[“We agree,”|quote] said [Anna|speaker]. [“Never,”|quote] said [Boris|speaker].\n\n"
            .repeat(4);
    let mut person = on_marked(&marked, &[(0, 1)], "");
    let before = cards(&person).len();
    person.click("Card: Anna");
    person.press("w");
    let candidates = named(&person, "Candidate ");
    assert!(!candidates.is_empty());
    let shown = cards(&person);
    assert!(shown.len() < before);
    for (name, card) in &shown {
        let over = candidates.iter().find(|(_, rect)| rect.intersects(*card));
        assert!(over.is_none(), "{name} lies below {over:?}");
    }
    person.press("Escape");
    assert_eq!(cards(&person).len(), before);
}

#[test]
fn a_narrow_page_has_narrow_cards_and_the_narrowest_none() {
    let mut person = on_marked("[“We agree,”|quote] said [Anna|speaker].", &[(0, 1)], "");
    let wide = cards(&person)[0].1.width();
    person.harness.set_size(vec2(900.0, 600.0));
    person.settle();
    let shown = cards(&person);
    assert_eq!(shown.len(), 1);
    assert!(shown[0].1.width() < wide / 1.5, "{shown:?} and {wide}");
    person.harness.set_size(vec2(700.0, 600.0));
    person.settle();
    assert!(cards(&person).is_empty());
}

#[test]
fn cards_at_rest_ask_for_no_frames() {
    let mut person = on_example();
    person.click("Card: Russian Defense Ministry");
    person.harness.run();
    let output = person.harness.output();
    let delay = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(1), "{delay:?}");
}

#[test]
fn cards_stand_for_live_quotes_only() {
    let mut person = on_marked(
        "[“We agree,”|suggestion] said [Anna|speaker].",
        &[(0, 1)],
        "",
    );
    person.click("Card: Anna");
    person.press("x");
    assert!(cards(&person).is_empty());
    assert_eq!(person.words_of(Role::Quote).len(), 0);
}
