//! What was said by nobody in particular: "was told that …", "it was reported that …", "is said to …".

use super::super::lexicon::{Classes, Form, Frames, Verb};
use super::super::noun_phrase;
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
    Some(Finding {
        content: vec![(first, clause_end(items, first)?)],
        speaker,
        cue: (at, at),
        pattern: Pattern::Passive,
        belief: verb.frames.any(Frames::BELIEF),
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

fn opened(items: &[Item], at: usize, verb: Verb) -> Option<usize> {
    let item = items.get(at)?;
    let next = items.get(at + 1)?;
    let reports = verb
        .frames
        .any(Frames::THAT | Frames::CLAUSE | Frames::RECIPIENT);
    let begins = match item.kind {
        Kind::Word if item.is("that") => reports,
        Kind::Word if item.is("to") => {
            next.is_word()
                && !next.any(Classes::DETERMINER | Classes::PRONOUN)
                && !next.capital
                && verb
                    .frames
                    .any(Frames::THAT | Frames::CLAUSE | Frames::INFINITIVE)
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
