//! Where reported clauses begin and end.

use super::super::lexicon::{Classes, Form, Frames, Verb};
use super::super::noun_phrase;
use super::super::phrase::{Item, Kind};
use super::modified_subject;

/// Items that a reported clause may have at most.
const LONGEST: usize = 200;

/// The last item of the clause that begins at `first`, its final full stop left out.
pub(super) fn clause_end(items: &[Item], first: usize) -> Option<usize> {
    let limit = items.len().min(first + LONGEST);
    let cut = (first + 1..limit)
        .find(|&at| ends_clause(items, at))
        .unwrap_or(limit);
    trimmed_end(items, first, cut)
}

/// The last item of `first..end` that is no comma, full stop or loose mark.
pub(super) fn trimmed_end(items: &[Item], first: usize, end: usize) -> Option<usize> {
    (first..end.min(items.len()))
        .rev()
        .find(|&at| match items[at].kind {
            Kind::Comma | Kind::Dash | Kind::Colon | Kind::Semicolon => false,
            Kind::Stop => !matches!(items[at].lower.as_str(), "." | "。"),
            Kind::Other => false,
            _ => true,
        })
}

/// Whether a clause before `at` ends here: another cue of its own begins.
fn ends_clause(items: &[Item], at: usize) -> bool {
    let item = &items[at];
    match item.kind {
        Kind::Semicolon => true,
        Kind::Comma => after_comma(items, at + 1),
        // “…,” though others disagreed
        Kind::Word
            if ["though", "although", "while", "whereas"]
                .iter()
                .any(|w| item.is(w)) =>
        {
            items[at - 1].is_quote_ending(&[','])
        }
        Kind::Word if item.is("according") => items.get(at + 1).is_some_and(|next| next.is("to")),
        Kind::Word if item.any(Classes::CONJUNCTION) => own_cue(items, at + 1),
        _ => false,
    }
}

fn after_comma(items: &[Item], at: usize) -> bool {
    let Some(item) = items.get(at) else {
        return false;
    };
    if item.is_gerund()
        || matches!(
            item.lower.as_str(),
            "according" | "citing" | "quoting" | "referring"
        )
    {
        return true;
    }
    if item.is("having") {
        return items
            .get(at + 1)
            .and_then(Item::verb)
            .is_some_and(|verb| verb.participle);
    }
    if item.is("with") {
        return items[at + 1..]
            .iter()
            .take(6)
            .take_while(|item| item.is_word())
            .any(Item::is_gerund);
    }
    if item.any(Classes::CONJUNCTION) || item.is("while") {
        return own_cue(items, at + 1);
    }
    // "…, Kirby said." and "…, said Kirby."
    closing_cue(items, at)
}

/// Whether a verb of saying with its own speaker or a shared one stands here.
fn own_cue(items: &[Item], at: usize) -> bool {
    let start = skip_adverbs(items, at);
    if is_saying(items, start) || is_refusal(items, start) || is_plural_saying(items, start) {
        return true;
    }
    let Some(last) = noun_phrase::starting_at(items, start) else {
        return false;
    };
    let verb = skip_adverbs(items, last + 1);
    (is_saying(items, verb) || is_refusal(items, verb))
        && items
            .get(verb + 1)
            .is_some_and(|next| next.kind != Kind::Stop)
        || is_not_said(items, last + 1, verb)
}

/// "refused to say": saying all the same.
fn is_refusal(items: &[Item], at: usize) -> bool {
    let refuses = ["refused", "declined", "refuses", "declines"];
    let word = |at: usize| items.get(at);
    word(at).is_some_and(|item| refuses.iter().any(|word| item.is(word)))
        && word(at + 1).is_some_and(|item| item.is("to"))
        && word(at + 2).and_then(Item::verb).is_some()
}

/// "and privately acknowledge that": a verb in its base form that goes on from another one.
fn is_plural_saying(items: &[Item], at: usize) -> bool {
    let saying = |verb: Verb| verb.form == Form::Base && !verb.frames.any(Frames::BELIEF);
    items.get(at).and_then(Item::verb).is_some_and(saying)
        && items.get(at + 1).is_some_and(|next| next.is("that"))
        && !noun_phrase::reads_as_noun(items, at)
}

/// "would not say whether": a verb of saying in its base form behind `from`, with what only it can have.
fn is_not_said(items: &[Item], from: usize, verb: usize) -> bool {
    let base = items
        .get(verb)
        .and_then(Item::verb)
        .is_some_and(|verb| verb.form == Form::Base);
    let denied = items.get(from..verb).unwrap_or_default();
    let denied = denied
        .iter()
        .any(|item| item.is("not") || item.lower.ends_with("n't"));
    let opens = items
        .get(verb + 1)
        .is_some_and(|next| next.any(Classes::QUESTION) || next.is("that"));
    base && denied && opens
}

fn closing_cue(items: &[Item], at: usize) -> bool {
    let closed = |at: usize| {
        items
            .get(at)
            .is_none_or(|item| matches!(item.kind, Kind::Stop | Kind::Comma | Kind::Semicolon))
    };
    if is_saying(items, at) {
        return noun_phrase::starting_at(items, at + 1).is_some_and(|last| closed(last + 1));
    }
    let cue = |at: usize| is_saying(items, at) && closed(at + 1);
    // "…, people familiar with the plan said."
    noun_phrase::starting_at(items, at).is_some_and(|last| {
        cue(last + 1) || modified_subject::until(items, last + 1, cue).is_some()
    })
}

fn is_saying(items: &[Item], at: usize) -> bool {
    items.get(at).and_then(Item::verb).is_some_and(|verb| {
        verb.form == Form::Finite
            && !verb.frames.any(Frames::BELIEF)
            && !noun_phrase::reads_as_noun(items, at)
    })
}

/// The first item at or after `at` that is no adverb and no auxiliary.
pub(super) fn skip_adverbs(items: &[Item], mut at: usize) -> usize {
    while items.get(at).is_some_and(is_adverbial) {
        at += 1;
    }
    at
}

/// Words that stand between subject and verb: "also", "has", "not", "personally".
pub(super) fn is_adverbial(item: &Item) -> bool {
    item.is_word()
        && (item.any(Classes::ADVERB | Classes::AUXILIARY)
            && !item.any(Classes::PRONOUN | Classes::PREPOSITION)
            || !item.capital
                && item.lower.len() > 4
                && item.lower.ends_with("ly")
                && !item.is_noun())
}

/// The first item that belongs to what is said: connectives at a sentence's start do not.
pub(in super::super) fn skip_connectives(items: &[Item]) -> usize {
    let mut at = after_dateline(items);
    let from = at;
    while let Some(item) = items.get(at) {
        let comma = |i: usize| items.get(i).is_some_and(|item| item.kind == Kind::Comma);
        let phrase = connecting_phrase(items, at);
        if item.any(Classes::CONNECTIVE)
            && (comma(at + 1) || at == from && item.any(Classes::CONJUNCTION))
        {
            at += if comma(at + 1) { 2 } else { 1 };
        } else if phrase > 0 {
            at += phrase;
        } else {
            break;
        }
    }
    if at < items.len() { at } else { 0 }
}

/// Items that the place and date before a report's first sentence may have.
const LONGEST_DATELINE: usize = 10;

/// "OSLO (Northern Press) — The port": where the sentence begins behind its dateline.
fn after_dateline(items: &[Item]) -> usize {
    let capitals = |item: &Item| item.is_word() && item.capital && !item.is_function();
    let of_place = |item: &Item| {
        capitals(item)
            || item.any(Classes::TEMPORAL)
            || item.lower.starts_with(|c: char| c.is_ascii_digit())
            || matches!(item.kind, Kind::Comma | Kind::Bracket)
            || item.kind == Kind::Stop
    };
    let place = items.iter().take_while(|item| of_place(item)).count();
    let long =
        matches!(items.get(place), Some(item) if item.kind == Kind::Dash && item.lower != "-");
    let opens = items.first().is_some_and(capitals);
    let goes_on = items
        .get(place + 1)
        .is_some_and(|item| item.capital || item.kind == Kind::Quote);
    if opens && long && goes_on && place <= LONGEST_DATELINE {
        place + 1
    } else {
        0
    }
}

/// Items of "In addition," and its like at `at`.
fn connecting_phrase(items: &[Item], at: usize) -> usize {
    let words = |n: usize| -> Option<Vec<&str>> {
        let phrase = items.get(at..at + n)?;
        (items.get(at + n)?.kind == Kind::Comma)
            .then(|| phrase.iter().map(|i| i.lower.as_str()).collect())
    };
    let two = words(2).is_some_and(|w| {
        matches!(
            w.as_slice(),
            [
                "in",
                "addition" | "turn" | "particular" | "fact" | "conclusion"
            ] | ["for", "example" | "instance"]
                | ["of", "course"]
                | ["after", "that"]
        )
    });
    let more = words(4).is_some_and(|w| {
        matches!(
            w.as_slice(),
            ["at", "the", "same", "time"] | ["on", "the", "other", "hand"] | ["for", _, "part", _]
        )
    });
    match (two, more) {
        (true, _) => 3,
        (_, true) => 5,
        _ => 0,
    }
}
