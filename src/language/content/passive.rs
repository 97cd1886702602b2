//! What was said by nobody in particular: "was told that …", "it was reported that …", "is said to …".

use super::super::lexicon::{Classes, Form, Frames, Verb};
use super::super::noun_phrase;
use super::super::parts_of_speech::Part;
use super::super::phrase::{Item, Kind};
use super::bounds::{clause_end, is_adverbial};
use super::{Finding, Pattern};

/// The attribution whose cue is the passive verb `at`; its speaker is the agent after "by", if there is one.
pub(super) fn at(items: &[Item], at: usize) -> Option<Finding> {
    let verb = items[at].verb()?;
    if !verb.participle || verb.form == Form::Gerund || !is_passive(items, at) {
        return None;
    }
    let (speaker, next) = agent(items, at + 1);
    let first = opened(items, next, verb)?;
    // "it is understood that" is what somebody says; "he is known to" is nobody's word.
    let belief = verb.frames.any(Frames::BELIEF);
    let impersonal = items[..at].iter().rev().take(4).any(|item| item.is("it"));
    if belief && !(impersonal && items[first].is("that")) {
        return None;
    }
    Some(Finding {
        content: vec![(first, clause_end(items, first)?)],
        speaker,
        cue: (at, at),
        hearer: None,
        pattern: Pattern::Passive,
        belief: false,
        score: if speaker.is_some() { 0.8 } else { 0.7 },
    })
}

/// Whether a form of "be" stands before the verb, with at most adverbs and auxiliaries between.
fn is_passive(items: &[Item], at: usize) -> bool {
    (0..at)
        .rev()
        .take(5)
        .take_while(|&i| is_adverbial(&items[i]))
        .any(|i| items[i].any(Classes::BE))
}

/// "by the ministry", and what comes after it.
fn agent(items: &[Item], at: usize) -> (Option<(usize, usize)>, usize) {
    let found = items
        .get(at)
        .filter(|item| item.is("by"))
        .and_then(|_| noun_phrase::starting_at(items, at + 1));
    match found {
        Some(last) => (Some((at + 1, last)), last + 1),
        None => (None, at),
    }
}

/// "was told at a briefing that", "was reported, that".
fn far_that(items: &[Item], at: usize, verb: Verb) -> Option<usize> {
    if !verb
        .frames
        .any(Frames::THAT | Frames::CLAUSE | Frames::RECIPIENT)
    {
        return None;
    }
    let end = items.len().min(at + 10);
    (at..end)
        .take_while(|&i| {
            let comma =
                items[i].kind == Kind::Comma && items.get(i + 1).is_some_and(|n| n.is("that"));
            comma || items[i].is_word() && !items[i].is_verbal() && !items[i].any(Classes::RELATIVE)
        })
        .find(|&i| items[i].is("that"))
}

/// A verb in its base form: "be", "have", "leave"; without parts of speech a word that can be one.
fn is_infinitive(item: &Item) -> bool {
    item.is_word()
        && !item.capital
        && match item.part {
            Part::Unknown | Part::Verb
                if item.lower.ends_with("ors") || item.lower.ends_with("ers") =>
            {
                false
            }
            Part::Unknown => {
                !item.lower.ends_with('s')
                    && !item.any(Classes::DETERMINER | Classes::PRONOUN | Classes::ADVERB)
            }
            part => matches!(part, Part::Verb | Part::Auxiliary),
        }
}

fn opened(items: &[Item], at: usize, verb: Verb) -> Option<usize> {
    let at = far_that(items, at, verb).unwrap_or(at);
    let item = items.get(at)?;
    let next = items.get(at + 1)?;
    let reports = verb
        .frames
        .any(Frames::THAT | Frames::CLAUSE | Frames::RECIPIENT);
    let begins = match item.kind {
        Kind::Word if item.is("that") => reports,
        Kind::Word if item.is("to") => {
            is_infinitive(next) && verb.frames.any(Frames::CLAUSE | Frames::INFINITIVE)
        }
        // "was asked whether", "were told what"
        Kind::Word if item.any(Classes::QUESTION) => {
            verb.frames.any(Frames::QUESTION | Frames::HEARER) && !item.is("when")
        }
        // "were told they could": a clause with its own subject.
        Kind::Word => verb.frames.any(Frames::HEARER) && item.any(Classes::SUBJECT),
        Kind::Colon => next.kind == Kind::Quote,
        Kind::Comma => false,
        Kind::Quote => verb.frames.any(Frames::QUOTE),
        _ => false,
    };
    begins.then_some(if item.kind == Kind::Colon { at + 1 } else { at })
}
