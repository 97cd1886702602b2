//! Nouns that report: "his claim that …", "a warning by the port that …", "news that …".

use super::super::lexicon::Classes;
use super::super::noun_phrase;
use super::super::phrase::{Item, Kind};
use super::bounds::{clause_end, is_adverbial};
use super::{Finding, Pattern};

/// Verbs whose subject utters the noun that is their object: "made the claim that".
const UTTERING: [&str; 38] = [
    "advanced",
    "delivered",
    "expressed",
    "expresses",
    "expressing",
    "floated",
    "gave",
    "give",
    "given",
    "gives",
    "giving",
    "issue",
    "issued",
    "issues",
    "issuing",
    "made",
    "make",
    "makes",
    "making",
    "offered",
    "offering",
    "raised",
    "raises",
    "raising",
    "reached",
    "reaching",
    "reiterated",
    "repeated",
    "repeating",
    "repeats",
    "take",
    "taken",
    "takes",
    "taking",
    "took",
    "voiced",
    "voices",
    "voicing",
];

/// Nouns whose clause somebody states only when a verb says so: "raised the possibility that".
const RAISED: [&str; 14] = [
    "possibility",
    "prospect",
    "idea",
    "notion",
    "belief",
    "doubt",
    "doubts",
    "confidence",
    "optimism",
    "regret",
    "surprise",
    "point",
    "case",
    "conviction",
];

/// Verbs that have the noun as their object in a relative clause: "the claim that he made".
const MADE: [&str; 11] = [
    "read",
    "seen",
    "made",
    "makes",
    "issued",
    "gave",
    "published",
    "wrote",
    "sent",
    "received",
    "heard",
];

/// The attribution whose cue is the noun `at`.
pub(super) fn at(items: &[Item], at: usize, subject: Option<(usize, usize)>) -> Option<Finding> {
    let item = &items[at];
    let raised = RAISED.iter().any(|word| item.is(word));
    if !(item.any(Classes::SAYING) || raised) || item.capital && at > 0 || item.possessive {
        return None;
    }
    let (agent, that) = agent(items, at + 1);
    let that = after_parenthesis(items, that).unwrap_or(that);
    let end = end(items, at, that)?;
    if !items.get(that)?.is("that") || !is_clause(items, that + 1, end) {
        return None;
    }
    let speaker = agent.or_else(|| owner(items, at)).or_else(|| {
        let verb = uttering(items, at)?;
        nearest_subject(items, verb).or(subject)
    });
    if raised && speaker.is_none() {
        return None;
    }
    Some(Finding {
        content: vec![(that, end)],
        speaker,
        cue: (at, at),
        hearer: None,
        pattern: Pattern::Nominal,
        belief: false,
        score: if speaker.is_some() { 0.7 } else { 0.55 },
    })
}

/// Whether a noun of saying stands at the head of the phrase at `at` and a clause with "that" follows it:
/// the verb before has no matter of its own, "voiced concern that".
pub(super) fn is_reported(items: &[Item], at: usize) -> bool {
    let end = items.len().min(at + 5);
    let that = (at + 1..end).find(|&i| items[i].is("that"));
    that.is_some_and(|that| {
        let noun = &items[that - 1];
        noun.any(Classes::SAYING) || RAISED.iter().any(|word| noun.is(word))
    })
}

/// The verb that makes somebody say the noun `at`: "*issued* a warning", "*came* to the conclusion".
fn uttering(items: &[Item], at: usize) -> Option<usize> {
    let before = base_start(items, at).checked_sub(1)?;
    let came = |i: usize| {
        ["came", "come", "comes", "coming"]
            .iter()
            .any(|word| items[i].is(word))
    };
    if ["to", "of"].iter().any(|word| items[before].is(word)) {
        return before
            .checked_sub(1)
            .filter(|&i| came(i) || items[i].is("warned"));
    }
    UTTERING
        .contains(&items[before].lower.as_str())
        .then_some(before)
}

/// The subject right before the verb: "*She* issued a warning".
fn nearest_subject(items: &[Item], verb: usize) -> Option<(usize, usize)> {
    let mut last = verb.checked_sub(1)?;
    while is_adverbial(&items[last]) {
        last = last.checked_sub(1)?;
    }
    if items[last].is("who") {
        last = last.checked_sub(1)?;
        last -= usize::from(items[last].kind == Kind::Comma && last > 0);
    }
    let bound = |first: usize| first > 0 && items[first - 1].any(Classes::PREPOSITION);
    let subject = items[last].any(Classes::SUBJECT) || !items[last].any(Classes::PRONOUN);
    let first = noun_phrase::ending_at(items, last).filter(|&first| subject && !bound(first))?;
    Some((first, last))
}

/// "by the ministry", "from Berg", "of the ministry": who reports, and what comes after.
fn agent(items: &[Item], at: usize) -> (Option<(usize, usize)>, usize) {
    let tie = items
        .get(at)
        .filter(|item| ["by", "from", "of"].iter().any(|word| item.is(word)));
    match tie.and_then(|_| noun_phrase::starting_at(items, at + 1)) {
        Some(last) => (Some((at + 1, last)), last + 1),
        None => (None, at),
    }
}

/// "His claim, a week before, that": what comes after the second comma.
fn after_parenthesis(items: &[Item], at: usize) -> Option<usize> {
    items.get(at).filter(|item| item.kind == Kind::Comma)?;
    let end = items.len().min(at + 8);
    let close = (at + 1..end).find(|&i| items[i].kind == Kind::Comma)?;
    items.get(close + 1).filter(|item| item.is("that"))?;
    Some(close + 1)
}

fn base_start(items: &[Item], at: usize) -> usize {
    let modifier = |item: &Item| {
        item.any(Classes::DETERMINER) || item.is_nounlike() || item.possessive || item.is_name()
    };
    let mut start = at;
    while start > 0 && modifier(&items[start - 1]) {
        start -= 1;
    }
    start
}

/// "his claim", "the minister’s repeated claims".
fn owner(items: &[Item], at: usize) -> Option<(usize, usize)> {
    let last = (0..at).rev().take(3).find(|&i| {
        items[i].possessive
            || ["his", "her", "their", "its", "my", "our"]
                .iter()
                .any(|word| items[i].is(word))
    })?;
    if !items[last].possessive {
        return Some((last, last));
    }
    noun_phrase::ending_at(items, last).map(|first| (first, last))
}

/// "that it rained", but not the relative "that was made", "that he made".
fn is_clause(items: &[Item], first: usize, end: usize) -> bool {
    let Some(item) = items.get(first) else {
        return false;
    };
    if item.is_verbal() || !(item.is_word() || item.kind == Kind::Quote) {
        return false;
    }
    let made = |i: usize| MADE.iter().any(|verb| items[i].is(verb));
    // "reports that I have read, …": the verb's object is the noun.
    let closes = |i: usize| {
        items.get(i + 1).is_none_or(|next| {
            next.kind == Kind::Comma || next.is_verbal() || next.any(Classes::PREPOSITION)
        })
    };
    let relative = item.any(Classes::SUBJECT);
    let object =
        made(end) || relative && (first..=end.min(first + 3)).any(|i| made(i) && closes(i));
    !object && (first..=end).any(|i| items[i].is_verbal())
}

/// Where the reported clause ends. Of a noun that is the sentence's subject the sentence's own verb follows:
/// "His claim that it was safe *did not help*".
fn end(items: &[Item], noun: usize, that: usize) -> Option<usize> {
    let last = clause_end(items, that)?;
    if items[..noun].iter().any(Item::is_verbal) {
        return Some(last);
    }
    let object_taken = |i: usize| MADE.iter().any(|verb| items[i - 1].is(verb));
    // "was rigged *has* been rejected"
    let anew = |i: usize| {
        items[i].any(Classes::AUXILIARY)
            && items[i - 1].is_verbal()
            && !items[i - 1].any(Classes::AUXILIARY)
    };
    let begins = |i: usize| {
        items[i].is_verbal() && (!is_verb_group(&items[i - 1]) || object_taken(i) || anew(i))
    };
    let own = (that + 1..=last).filter(|&i| begins(i)).nth(1);
    Some(own.map_or(last, |verb| verb - 1))
}

/// Whether a verb may go on after this word: "was *not* built".
fn is_verb_group(item: &Item) -> bool {
    item.is_verbal() || item.any(Classes::ADVERB) || item.is("to")
}
