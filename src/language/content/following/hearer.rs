//! Whom, when and where something was said: what stands between a verb and its content.

use super::super::super::lexicon::{Classes, Frames, Verb};
use super::super::super::noun_phrase;
use super::super::super::parts_of_speech::Part;
use super::super::super::phrase::{Item, Kind};

/// The item after the hearer, the time and the medium: "told Reuters on Tuesday in a statement".
pub(in super::super) fn skip_hearer(items: &[Item], at: usize, verb: Verb) -> usize {
    let mut next = at + usize::from(is_back(items, at, verb));
    while items.get(next).is_some_and(|item| {
        let listed =
            item.any(Classes::ADVERB) && !item.any(Classes::PREPOSITION | Classes::DETERMINER);
        listed || item.part == Part::Adverb && item.lower.ends_with("ly")
    }) {
        next += 1;
    }
    let direct = verb.frames.any(Frames::RECIPIENT)
        && items.get(next).is_some_and(|item| !item.is("that"))
        && !items.get(next).is_some_and(|item| item.is("it"));
    let titled = |at: usize| {
        items.get(at).is_some_and(|item| item.kind == Kind::Quote)
            && items.get(at + 1).is_some_and(|item| item.is("that"))
    };
    if direct && titled(next) {
        // "told “Meet the Nation” that"
        next += 1;
    } else if direct
        && let Some(last) = noun_phrase::starting_at(items, next).or_else(|| object(items, next))
    {
        next = last + 1;
    } else if items.get(next).is_some_and(|item| item.is("to"))
        && let Some(last) = hearer(items, next + 1)
    {
        next = last + 1;
    }
    loop {
        let after = skip_time_or_medium(items, next);
        if after == next {
            return next;
        }
        next = after;
    }
}

/// "shot *back*"
pub(in super::super) fn is_back(items: &[Item], at: usize, verb: Verb) -> bool {
    verb.frames.any(Frames::BACK) && items.get(at).is_some_and(|item| item.is("back"))
}

/// Whom the verb names as its hearer: "told *Reuters*", "said to *her*".
pub(in super::super) fn addressee(items: &[Item], at: usize, verb: Verb) -> Option<(usize, usize)> {
    let opens = items.get(at)?;
    if verb.frames.any(Frames::RECIPIENT) && !opens.is("that") && !opens.is("it") {
        let last = noun_phrase::starting_at(items, at).or_else(|| object(items, at))?;
        return Some((at, last));
    }
    let last = hearer(items, at + 1).filter(|_| opens.is("to"))?;
    Some((at + 1, last))
}

pub(super) fn object(items: &[Item], at: usize) -> Option<usize> {
    items.get(at)?.any(Classes::PRONOUN).then_some(at)
}

/// A hearer after "to": a name, a pronoun, a known noun or a phrase with a determiner.
fn hearer(items: &[Item], at: usize) -> Option<usize> {
    let item = items.get(at)?;
    let opens = item.is_name()
        || item.any(Classes::PRONOUN | Classes::DETERMINER)
        || item.any(Classes::PERSON | Classes::ROLE);
    opens
        .then(|| noun_phrase::starting_at(items, at).or_else(|| object(items, at)))
        .flatten()
}

/// "on Tuesday", "last week", "in a statement", "at a press conference", "also".
fn skip_time_or_medium(items: &[Item], at: usize) -> usize {
    let Some(item) = items.get(at) else { return at };
    if item.any(Classes::TEMPORAL) {
        return at + 1;
    }
    if matches!(
        item.lower.as_str(),
        "last" | "next" | "this" | "earlier" | "late" | "early"
    ) && items
        .get(at + 1)
        .is_some_and(|next| next.any(Classes::TEMPORAL))
    {
        return at + 2;
    }
    if !item.any(Classes::PREPOSITION) {
        return at;
    }
    let Some(next) = items.get(at + 1) else {
        return at;
    };
    let titled = next.kind == Kind::Quote && items.get(at + 2).is_some_and(|item| item.is("that"));
    if titled {
        return at + 2;
    }
    if next.any(Classes::TEMPORAL) {
        return after_date(items, at + 2);
    }
    match noun_phrase::starting_at(items, at + 1) {
        Some(last)
            if items[at + 1..=last]
                .iter()
                .any(|item| item.any(Classes::MEDIUM)) =>
        {
            last + 1
        }
        _ => at,
    }
}

fn after_date(items: &[Item], mut at: usize) -> usize {
    let number = |item: &Item| item.lower.starts_with(|c: char| c.is_ascii_digit());
    while items
        .get(at)
        .is_some_and(|item| number(item) || item.any(Classes::TEMPORAL))
    {
        at += 1;
        let year = items.get(at).is_some_and(|item| item.kind == Kind::Comma)
            && items
                .get(at + 1)
                .is_some_and(|item| number(item) && item.lower.len() == 4);
        at += usize::from(year);
    }
    at
}
