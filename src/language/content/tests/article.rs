//! Whole articles: each rule with an example that it takes and one that it leaves alone.

use crate::language::{QuoteKind, said};
use crate::model::{ByteOffset, Text};
use std::fmt::Write as _;

/// The article with contents in brackets, speakers in braces and cues between bars; nested ones left out.
fn annotated(words: &str) -> String {
    let text = Text::new(words);
    let mut marks: Vec<(ByteOffset, u8, char)> = Vec::new();
    for found in said(&text).iter().map(|said| &said.attribution) {
        if found.nested || found.belief {
            continue;
        }
        for range in &found.content {
            marks.extend([(range.start, 1, '['), (range.end, 0, ']')]);
        }
        if let Some(speaker) = found.speaker {
            marks.extend([(speaker.start, 1, '{'), (speaker.end, 0, '}')]);
        }
        if !found.cue.is_empty() {
            marks.extend([(found.cue.start, 1, '|'), (found.cue.end, 0, '|')]);
        }
    }
    marks.sort_unstable();
    marks.dedup();
    let mut shown = words.to_owned();
    for (at, _, mark) in marks.into_iter().rev() {
        shown.insert(at.0, mark);
    }
    shown
}

pub(super) fn check(lines: &[&str]) {
    let mut wrong = String::new();
    for line in lines {
        let plain: String = line.chars().filter(|c| !"[]{}|".contains(*c)).collect();
        let found = annotated(&plain);
        if found != *line {
            let _ = writeln!(wrong, "wanted {line}\n found {found}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn passives_have_their_agent_or_nobody() {
    check(&[
        "It was |reported| [that the bridge had closed].",
        "The crews were |told| [that the bridge had closed].",
        "The crews were |told| by {the harbour office} [that the bridge had closed].",
        "The crews were |told| at a briefing [that the bridge had closed].",
        "The bridge is |said| [to be safe].",
        "It is |understood| [that the bridge is safe].",
        // Not reported: done, known, shown to somebody.
        "Salt was added to the bread.",
        "The bridge is known to be safe.",
        "The book will be shown to visitors on Sunday.",
    ]);
}

#[test]
fn nouns_of_saying_report() {
    check(&[
        "{His} |claim| [that the bridge was safe] did not help.",
        "{The office} issued a |warning| [that the bridge might close].",
        "A |warning| by {the harbour office} [that the bridge might close] came late.",
        "{His} |claim|, a week before, [that the bridge was safe] was wrong.",
        // A relative clause reports nothing.
        "The report that was published in May is long.",
        "The claim that he made was false.",
    ]);
}

#[test]
fn what_stands_between_marks_is_said_without_a_cue() {
    check(&[
        "[“We came home late in the night.”] — {Anna Berg}",
        "{The harbour office} closed the bridge to avoid [“any risk to the people on board.”]",
        "{Anna Berg} was tired. [“We came home late in the night.”]",
        // Titles, names and single words are nobody's words.
        "The library has a copy of “The Long Way Home from the Sea.”",
        "The so-called “Blue Book,” a list found in a cellar, was sold.",
        "The boats met at the “old” bridge.",
        "The club owns a boat called “Ripples” and a hut.",
    ]);
}

#[test]
fn a_speech_runs_over_paragraphs() {
    check(&[
        "[“It rained,”] {Berg} |said|.\n\n[“It rained for days and nobody came.”]",
        "{Berg} |said|: [“It rained.]\n\n[“Nobody came.”]\n\nThe boats left.",
        "{Berg} |said|: [“It rained.]\n\n[Nobody came.”]\n\nThe boats left.",
        "{Berg} |said|: [“It rained.]\n\nThe boats left.",
        "[We must “leave now,”] {Berg} |said|. [“One reason is the rain.”]",
    ]);
}

#[test]
fn every_style_of_marks_is_read() {
    check(&[
        "[«It rained,»] {Berg} |said|.",
        "[„It rained,“] {Berg} |said|.",
        "[‹It rained,›] {Berg} |said|.",
        "[``It rained,''] {Berg} |said|.",
        "['It was the boys' fault,'] {Berg} |said|.",
        "[‘It’s wet,’] {Berg} |said|. [‘It was the boys’ fault.’]",
        // Opened and never closed, closed and never opened.
        "[\"It rained a lot], {Berg} |said|.",
        "[It rained a lot,\"] {Berg} |said|.",
        // Apostrophes and inches are no marks.
        "The boys' boat is 5'10\" long.",
    ]);
}

#[test]
fn a_demand_goes_on_in_the_next_sentence() {
    check(&[
        "{Berg} |called on| the crew [to leave]. Also, [the port should close].",
        "{Berg} |called on| the crew [to leave]. Also, the port is closed.",
    ]);
}

#[test]
fn verbs_report_what_only_a_verb_can() {
    check(&[
        "{Berg} |urged| people near the bridge [to stay at home].",
        "{Berg} |asked| the council [not to close the bridge].",
        "{Berg} refused to |say| [whether the bridge was safe].",
        "{Berg} |denied| [that the bridge had closed].",
        "{The company} |accused| [the minister of delay].",
        "{The company} |called| [the plans of the minister “a waste”].",
        "{One banner} |read| [“Save the bridge”].",
        "{Berg} |promised| [a “full and open” inquiry].",
        "|According to| {documents} seen by Berg, [the bridge was safe].",
        "|According to| {state records}, [the bridge was safe].",
        "[“It rained,”] {one of them} was quoted as |saying|.",
        // Other senses.
        "Berg conceded a goal which the referee had seen.",
        "Steve Berg, an officer of the port, told a joke.",
        "Recent reports were long.",
    ]);
}

#[test]
fn the_kind_is_told_with_the_quote() {
    for (words, kind) in [
        ("“It rained,” Berg said.", QuoteKind::Direct),
        ("Berg said that it was “wet.”", QuoteKind::Mixed),
        ("Berg said that it rained.", QuoteKind::Indirect),
    ] {
        let text = Text::new(words);
        let kinds: Vec<QuoteKind> = said(&text).iter().map(|said| said.kind).collect();
        assert_eq!(kinds, [kind], "{words}");
    }
}
