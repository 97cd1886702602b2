//! What is said to be possible does something; what is said not to be gives nothing.

use super::*;

const TEXTS: [&str; 12] = [
    "",
    "^",
    "^“We are ready,” said John Kirby.",
    "<John Kirby> said it.",
    "< >John",
    "[John^](s) said [it rained](q) and [it poured](q).",
    "[“We told [John](s) so,”](q) she ^said.\n\nTalks failed.",
    "[These steps](q1) she said [help^ us](q1).",
    "[a^](s)",
    "<[Talks](e)> failed.",
    "[T](e)alks ^failed. “So it ended",
    "“We are ready,” ^John Kirby told Anna Petrova.",
];

/// What leads to different states, each on a fresh editor.
const WAYS: [&[Command]; 20] = [
    &[],
    &[NextMark],
    &[Q],
    &[Q, Q],
    &[Q, TakeCandidate],
    &[Q, TakeCandidate, Who],
    &[Q, Nobody],
    &[Q, Nobody, Who],
    &[Q, Escape, Attributes],
    &[S],
    &[E, Undo],
    &[NextMark, Delete],
    &[NextMark, Attributes],
    &[NextMark, Attributes, Attributes],
    &[NextMark, Extend(Motion::WordRight)],
    &[NextMark, NextMark, Extend(Motion::Right)],
    &[Grow],
    &[Grow, Grow, Grow, Grow, Grow, Grow],
    &[SelectAll, Q],
    &[Move(Motion::Bottom)],
];

type Make = fn(&str) -> Editor;

#[test]
fn what_is_possible_does_something_and_the_rest_gives_nothing() {
    let makes: [Make; 4] = [
        sketch,
        notation::suggested,
        notation::with_cues,
        notation::with_attributes,
    ];
    let mut asked = 0;
    for (number, make) in makes.into_iter().enumerate() {
        for (place, text) in TEXTS.into_iter().enumerate() {
            // Each way with some of the texts, each text with some of the ways.
            let some = WAYS.iter().skip((number + place) % 7).step_by(7);
            for way in some {
                let all = Command::all(make(text).document().schema());
                for command in all.into_iter().filter(|command| may_fail(*command)) {
                    let mut editor = make(text);
                    for step in *way {
                        perform(&mut editor, *step);
                    }
                    let told = editor.is_possible(command);
                    let outcome = perform(&mut editor, command);
                    let did = !matches!(outcome, Outcome::Nothing(_));
                    assert_eq!(
                        told, did,
                        "{command:?} after {way:?} on {text:?} ({number}): {outcome:?}"
                    );
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 3_000, "{asked}");
}

/// Movement is always possible; one digit stands for the others.
fn may_fail(command: Command) -> bool {
    match command {
        Move(_) | Extend(_) => false,
        PickCandidate(number) | SetValue(number) => number < 4,
        _ => true,
    }
}
