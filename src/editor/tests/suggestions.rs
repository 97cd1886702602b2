//! Going through suggestions: whole cards, the keys that decide, what the filter hides.

use super::notation::tagged;
use super::*;
use crate::editor::suggestions::Index;
use crate::model::{EntityId, Link};
use proptest::prelude::*;

/// A card with everything that belongs to one: q1 with the cue c2, the speaker s3, the addressee d4,
/// and an event e5.
fn whole_card() -> Editor {
    tagged(
        "^[“We agree,”](q) [said](c) [Anna Lund](s) to [Boris](d). [Talks](e) failed.",
        &[
            ("said_by", "q1", "s3"),
            ("cued_by", "q1", "c2"),
            ("said_to", "q1", "d4"),
        ],
        &[],
    )
}

fn states(editor: &Editor) -> Vec<(String, State)> {
    let spans = editor.document().spans();
    spans
        .map(|span| (span.id.to_string(), span.state))
        .collect()
}

fn all_links(editor: &Editor) -> Vec<Link> {
    let links = editor.document().links();
    links.map(|link| Link::clone(link)).collect()
}

fn current(editor: &Editor) -> &str {
    editor.current().map_or("", |id| id.as_str())
}

#[test]
fn enter_accepts_the_whole_card_in_one_step_and_goes_on() {
    let mut editor = whole_card();
    let before = states(&editor);
    assert_eq!(perform(&mut editor, NextSuggestion), Outcome::Done);
    assert_eq!(current(&editor), "q1");
    assert_eq!(perform(&mut editor, Accept), Outcome::Done);
    let accepted = |editor: &Editor| {
        let states = states(editor).into_iter();
        let accepted = states.filter(|(_, state)| *state == State::Accepted);
        accepted.map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(accepted(&editor), ["q1", "c2", "s3", "d4"]);
    assert!(
        all_links(&editor)
            .iter()
            .all(|link| link.state == State::Accepted)
    );
    let people = editor
        .document()
        .entities()
        .map(|entity| entity.name.as_str());
    assert_eq!(people.collect::<Vec<_>>(), ["Anna Lund", "Boris"]);
    // The event is next, and after it nothing is left.
    assert_eq!(current(&editor), "e5");
    assert!(matches!(perform(&mut editor, Accept), Outcome::Advised(_)));
    assert_eq!(
        editor.left(),
        Left {
            waiting: 0,
            hidden: 0,
            all: 2
        }
    );
    // Each step back gives the suggestion back, and stands on it again.
    perform(&mut editor, Undo);
    assert_eq!(current(&editor), "e5");
    perform(&mut editor, Undo);
    assert_eq!((current(&editor), states(&editor)), ("q1", before));
}

#[test]
fn tab_goes_to_cards_and_events_and_never_to_what_belongs_to_a_card() {
    let mut editor = tagged(
        "^[Talks](e) failed. [“No,”](q) said [Anna](s). [Boris](s) left. [“Yes,”](q) she said.",
        &[("said_by", "q2", "s3")],
        &[],
    );
    let mut walk = |command| {
        perform(&mut editor, command);
        current(&editor).to_owned()
    };
    // Boris belongs to no card: he is one by himself.
    let forth: Vec<String> = (0..5).map(|_| walk(NextSuggestion)).collect();
    assert_eq!(forth, ["e1", "q2", "s4", "q5", "e1"]);
    let back: Vec<String> = (0..3).map(|_| walk(PreviousSuggestion)).collect();
    assert_eq!(back, ["q5", "s4", "q2"]);
}

#[test]
fn a_digit_takes_the_card_with_another_speaker_in_one_key() {
    let mut editor = tagged(
        "^[“We are ready,”](q) John Kirby told [Anna Petrova](s). [Talks](e) failed.",
        &[("said_by", "q1", "s2")],
        &[],
    );
    perform(&mut editor, NextSuggestion);
    let before = states(&editor);
    let offered = editor.offered().unwrap();
    let words = |at: usize| {
        let choice = offered.all.get(at)?;
        Some(editor.document().text().slice(choice.mention))
    };
    // The one suggested is first; nobody has asked for the list.
    assert_eq!(
        (words(0), words(1)),
        (Some("Anna Petrova"), Some("John Kirby"))
    );
    assert!(editor.choices().is_none());
    assert_eq!(perform(&mut editor, PickCandidate(2)), Outcome::Done);
    assert_eq!(current(&editor), "e3");
    let link = all_links(&editor).remove(0);
    let speaker = editor.document().span(&link.to).unwrap();
    assert_eq!(editor.document().words(speaker), "John Kirby");
    assert_eq!(link.state, State::Accepted);
    assert_eq!(
        link.proposed,
        Some("s2".into()),
        "what was suggested is kept"
    );
    // Anna said nothing here, so that her mark is no suggestion any more.
    let anna = editor.document().span(&"s2".into()).unwrap();
    assert_eq!(anna.state, State::Rejected);
    perform(&mut editor, Undo);
    assert_eq!((current(&editor), states(&editor)), ("q1", before));
}

#[test]
fn a_digit_for_the_suggested_speaker_is_the_same_as_enter() {
    let make = || {
        let mut editor = whole_card();
        perform(&mut editor, NextSuggestion);
        editor
    };
    let (mut enter, mut digit) = (make(), make());
    perform(&mut enter, Accept);
    perform(&mut digit, PickCandidate(1));
    assert_eq!(states(&enter), states(&digit));
    assert_eq!(all_links(&enter), all_links(&digit));
    assert_eq!(current(&enter), current(&digit));
}

#[test]
fn nobody_decides_on_the_card_and_goes_on() {
    let mut editor = whole_card();
    perform(&mut editor, NextSuggestion);
    perform(&mut editor, Nobody);
    assert_eq!(current(&editor), "e5");
    let quote = editor.document().span(&"q1".into()).unwrap();
    assert_eq!(quote.state, State::Accepted);
    assert_eq!(quote.no_links, [LabelName::from("said_by")]);
    let of = |id: &str| editor.document().span(&id.into()).unwrap().state;
    assert_eq!(
        (of("s3"), of("c2"), of("d4")),
        (State::Rejected, State::Accepted, State::Accepted)
    );
}

#[test]
fn x_rejects_a_card_with_what_nothing_else_uses() {
    let mut editor = tagged(
        "^[“We agree,”](q) said [Anna](s). [“Always,”](q) she said, [“and ever.”](q)",
        &[("said_by", "q1", "s2"), ("said_by", "q3", "s2")],
        &[],
    );
    perform(&mut editor, NextSuggestion);
    perform(&mut editor, Reject);
    let of = |editor: &Editor, id: &str| editor.document().span(&id.into()).unwrap().state;
    assert_eq!(of(&editor, "q1"), State::Rejected);
    assert_eq!(
        of(&editor, "s2"),
        State::Suggested,
        "the other quote uses her"
    );
    assert_eq!(current(&editor), "q3");
    perform(&mut editor, Reject);
    assert_eq!(of(&editor, "s2"), State::Rejected);
    // A decision is not taken back by rejecting something else.
    let mut editor = whole_card();
    perform(&mut editor, NextSuggestion);
    editor.current = Some("s3".into());
    perform(&mut editor, Accept);
    assert_eq!(
        current(&editor),
        "q1",
        "a speaker alone leads back to its card"
    );
    perform(&mut editor, Reject);
    assert_eq!(of(&editor, "s3"), State::Accepted);
    assert_eq!(of(&editor, "c2"), State::Rejected);
}

#[test]
fn what_is_changed_is_accepted_as_changed_and_keeps_what_was_proposed() {
    let written = "[“We agree”](q), [Anna](s) said [on Monday](q). Boris left.";
    let make = || {
        let mut editor = tagged(written, &[("said_by", "q1", "s2")], &[]);
        perform(&mut editor, NextSuggestion);
        editor
    };
    let select = |editor: &mut Editor, words: &str| {
        let start = editor.document().text().as_str().find(words).unwrap();
        editor.select(ByteRange::new(start, start + words.len()));
    };
    let word = |side, way| Bound(side, way, Step::Word);
    type Act = Box<dyn Fn(&mut Editor)>;
    let does = |command| -> Act {
        Box::new(move |editor: &mut Editor| {
            perform(editor, command);
        })
    };
    let on = |words: &'static str, command| -> Act {
        Box::new(move |editor: &mut Editor| {
            select(editor, words);
            perform(editor, command);
        })
    };
    let acts: [(&str, Act); 7] = [
        ("the end", does(word(Side::End, Way::Forth))),
        ("the start", does(word(Side::Start, Way::Forth))),
        ("a piece", on("Boris", AddPiece)),
        ("a cut", on("agree", CutPiece)),
        ("a join", does(Join)),
        ("another label", does(E)),
        (
            "an attribute",
            Box::new(|editor: &mut Editor| {
                editor.set_attribute(&"q1".into(), &"kind".into(), Some("direct".into()));
            }),
        ),
    ];
    for (what, act) in acts {
        let mut editor = make();
        let before = editor.document().span(&"q1".into()).unwrap().clone();
        act(&mut editor);
        let after = editor.document().span(&"q1".into()).unwrap().clone();
        assert_ne!(before.state, after.state, "{what}");
        let proposed = after.proposed.as_ref().unwrap_or_else(|| panic!("{what}"));
        assert_eq!(
            (&proposed.label, &proposed.fragments, &proposed.attributes),
            (&before.label, &before.fragments, &before.attributes),
            "{what}"
        );
        perform(&mut editor, Undo);
        assert_eq!(
            editor.document().span(&"q1".into()),
            Some(&before),
            "{what}"
        );
    }
    // Another person: the mark is accepted as changed, and its entity was none.
    let mut editor = make();
    editor.set_person(&"s2".into(), &Person::New("Anna Lund".to_owned()));
    let anna = editor.document().span(&"s2".into()).unwrap();
    assert_eq!(anna.state, State::Accepted);
    assert_eq!(anna.proposed.as_ref().unwrap().entity, None::<EntityId>);
}

#[test]
fn a_mended_card_still_asks_for_its_speaker_and_enter_goes_on() {
    let mut editor = whole_card();
    perform(&mut editor, NextSuggestion);
    perform(&mut editor, Bound(Side::End, Way::Forth, Step::Word));
    assert_eq!(current(&editor), "q1");
    assert!(editor.current_waiting().is_some());
    perform(&mut editor, Accept);
    assert!(
        all_links(&editor)
            .iter()
            .all(|link| link.state == State::Accepted)
    );
    assert_eq!(current(&editor), "e5");
}

#[test]
fn joined_and_relabelled_suggestions_stay_as_rejected_ones() {
    let mut editor = tagged(
        "^[“We agree,”](q) said [Anna](s), [“always.”](q)",
        &[("said_by", "q1", "s2"), ("said_by", "q3", "s2")],
        &[],
    );
    perform(&mut editor, NextSuggestion);
    perform(&mut editor, Join);
    assert_eq!(
        draw(&editor),
        "^[“We agree,”](q1) said [Anna](s), [“always.”](q1)"
    );
    let second = editor.document().span(&"q3".into()).unwrap();
    assert_eq!(second.state, State::Rejected);
    // An event is said by nobody: the link was wrong.
    let mut editor = whole_card();
    perform(&mut editor, NextSuggestion);
    perform(&mut editor, E);
    assert!(
        all_links(&editor)
            .iter()
            .all(|link| link.state == State::Rejected)
    );
}

const SCORED: &str =
    "^[“One,”](q) said [Anna](s). [Talks](e) failed. [“Two,”](q) said [Boris](s). [War](e) ended.";

fn scored() -> Editor {
    tagged(
        SCORED,
        &[("said_by", "q1", "s2"), ("said_by", "q4", "s5")],
        &[
            ("q1", 0.9),
            ("s2", 0.3),
            ("e3", 0.4),
            ("q4", 0.5),
            ("s5", 0.9),
            ("e6", 0.8),
        ],
    )
}

#[test]
fn what_is_below_the_score_is_not_walked_not_accepted_and_counted_as_hidden() {
    let mut editor = scored();
    editor.set_filter(SuggestionFilter {
        least: 60,
        ..SuggestionFilter::default()
    });
    assert_eq!(
        editor.left(),
        Left {
            waiting: 4,
            hidden: 2,
            all: 4
        }
    );
    let hidden =
        |editor: &Editor, id: &str| editor.is_hidden(editor.document().span(&id.into()).unwrap());
    // A speaker is seen as long as its card is, whatever its own score.
    assert!(!hidden(&editor, "q1") && !hidden(&editor, "s2"));
    assert!(hidden(&editor, "q4") && hidden(&editor, "s5") && hidden(&editor, "e3"));
    let walk = |editor: &mut Editor| {
        perform(editor, NextSuggestion);
        current(editor).to_owned()
    };
    let walked: Vec<String> = (0..3).map(|_| walk(&mut editor)).collect();
    assert_eq!(walked, ["q1", "e6", "q1"]);
    assert_eq!(
        perform(&mut editor, AcceptInView),
        Outcome::Told("2 suggestions accepted, 2 left".to_owned())
    );
    assert!(matches!(
        perform(&mut editor, NextSuggestion),
        Outcome::Nothing(_)
    ));
    // What is decided on never hides.
    editor.set_filter(SuggestionFilter {
        least: 100,
        ..SuggestionFilter::default()
    });
    assert!(!hidden(&editor, "q1") && !hidden(&editor, "s2"));
    perform(&mut editor, ShowAllSuggestions);
    assert_eq!(walk(&mut editor), "e3");
}

#[test]
fn one_label_alone_and_with_the_score() {
    let mut editor = scored();
    let walk = |editor: &mut Editor| {
        perform(editor, NextSuggestion);
        current(editor).to_owned()
    };
    perform(&mut editor, OneLabel);
    assert_eq!(
        [walk(&mut editor), walk(&mut editor), walk(&mut editor)],
        ["q1", "q4", "q1"]
    );
    perform(&mut editor, OneLabel);
    assert_eq!([walk(&mut editor), walk(&mut editor)], ["e3", "e6"]);
    perform(&mut editor, HideBelow(Way::Forth));
    editor.set_filter(SuggestionFilter {
        least: 50,
        ..editor.filter().clone()
    });
    assert_eq!([walk(&mut editor), walk(&mut editor)], ["e6", "e6"]);
    perform(&mut editor, OneLabel);
    assert!(editor.filter().labels.is_empty() && editor.filter().least == 50);
    // Esc decides nothing and leaves the filter.
    perform(&mut editor, Escape);
    assert_eq!(editor.filter().least, 50);
}

#[test]
fn the_least_certain_first_is_an_order() {
    let mut editor = scored();
    perform(&mut editor, LeastCertainFirst);
    let mut walk = |command| {
        perform(&mut editor, command);
        current(&editor).to_owned()
    };
    // q1 is as sure as its speaker.
    let all: Vec<String> = (0..5).map(|_| walk(NextSuggestion)).collect();
    assert_eq!(all, ["q1", "e3", "q4", "e6", "q1"]);
    assert_eq!(walk(PreviousSuggestion), "e6");
    // Deciding goes on in the same order.
    assert_eq!(walk(Accept), "q1");
    assert_eq!(walk(Reject), "e3");
}

#[test]
fn undo_takes_what_was_accepted_in_view_back_in_one_step() {
    let mut editor = scored();
    let before = states(&editor);
    perform(&mut editor, AcceptInView);
    assert_eq!(editor.left().waiting, 0);
    perform(&mut editor, Undo);
    assert_eq!(states(&editor), before);
    assert_eq!(editor.left().waiting, 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What is kept edit by edit is what a look at the whole document gives.
    #[test]
    fn the_index_follows_every_edit(acts in prop::collection::vec(0usize..16, 1..14)) {
        let commands = [
            NextSuggestion, PreviousSuggestion, Accept, Reject, PickCandidate(1), PickCandidate(2),
            Nobody, Undo, Redo, Delete, Join, E, NextMark, AcceptInView, OneLabel,
            Bound(Side::End, Way::Forth, Step::Word),
        ];
        let mut editor = scored();
        for act in acts {
            perform(&mut editor, commands[act]);
            prop_assert!(editor.index.is_same(&Index::of(&editor.document)));
        }
    }
}
