use super::*;
use crate::model::{ByteRange, Draft, Edit, Fragments};
use crate::review::made::document;

/// A run of cards, one every so many seconds, each of so many words; how often haste was told.
fn told(pace: &mut Pace, from: f64, cards: usize, seconds: f64, words: usize) -> Vec<Haste> {
    (1..=cards)
        .filter_map(|card| {
            pace.note(Step {
                at: from + card as f64 * seconds,
                cards: 1,
                words,
            })
        })
        .collect()
}

#[test]
fn haste_is_told_of_twenty_cards_faster_than_reading() {
    for (cards, seconds, words, hasty) in [
        (19, 0.2, 10, false),
        (20, 0.2, 10, true),
        (40, 0.2, 10, true),
        (20, 0.9, 1, true),
        (20, 1.1, 1, false),
        (20, 1.5, 30, true),
        (20, 2.1, 30, false),
        (60, 3.0, 40, false),
    ] {
        let found = told(&mut Pace::new(0.0), 0.0, cards, seconds, words);
        assert_eq!(found.len(), usize::from(hasty), "{cards} {seconds} {words}");
    }
}

#[test]
fn it_is_told_once_until_the_pace_can_be_read_again() {
    let mut pace = Pace::new(0.0);
    assert_eq!(told(&mut pace, 0.0, 100, 0.2, 10).len(), 1);
    assert_eq!(told(&mut pace, 20.0, 30, 4.0, 10).len(), 0);
    assert_eq!(told(&mut pace, 140.0, 40, 0.2, 10).len(), 1);
}

#[test]
fn all_in_view_at_once_is_no_haste_after_reading() {
    for (read_for, hasty) in [(60.0, false), (5.0, true)] {
        let mut pace = Pace::new(0.0);
        let step = Step {
            at: read_for,
            cards: 24,
            words: 500,
        };
        assert_eq!(pace.note(step).is_some(), hasty, "{read_for}");
    }
}

fn accepting(document: &crate::model::Document, ids: &[&str]) -> Edit {
    let mut draft = Draft::new(document);
    for id in ids {
        draft
            .change_span(&(*id).into(), |span| span.state = State::Accepted)
            .unwrap();
    }
    let links: Vec<_> = document.links().map(|link| (**link).clone()).collect();
    for mut link in links {
        link.state = State::Accepted;
        draft.put_link(link).unwrap();
    }
    draft.finish()
}

#[test]
fn a_card_is_a_quote_with_its_speaker() {
    let document = document("{q1? one two three} {s1? Ann} {e1? war} {q2 four} | q1>s1?");
    for (ids, counted) in [
        (vec!["q1", "s1"], (1, 3)),
        (vec!["q1", "s1", "e1"], (2, 4)),
        (vec!["q2"], (0, 0)),
    ] {
        assert_eq!(
            accepted(&accepting(&document, &ids), &document),
            counted,
            "{ids:?}"
        );
    }
    let mut draft = Draft::new(&document);
    let fragments = Fragments::one(ByteRange::new(0, 3)).unwrap();
    draft
        .change_span(&"q1".into(), |span| span.fragments = fragments)
        .unwrap();
    assert_eq!(accepted(&draft.finish(), &document), (0, 0), "not accepted");
}
