//! What somebody calls something: "called the line a “…”", "accused him of …".

use super::super::super::lexicon::{Classes, Frames, Verb};
use super::super::super::noun_phrase;
use super::super::super::parts_of_speech::Part;
use super::super::super::phrase::{Item, Kind};
use super::super::Pattern;
use super::super::bounds::{clause_end, trimmed_end};
use super::FAR_THAT;
use super::hearer::object;

/// "what they call a “late night”": a name that is in use, and nobody's words.
pub(super) fn is_customary(items: &[Item], subject: usize) -> bool {
    subject.checked_sub(1).is_some_and(|i| items[i].is("what"))
}

/// "called the line a “…”", "described him as …".
pub(super) fn naming(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    if !verb
        .frames
        .any(Frames::NAMING | Frames::AS | Frames::CHARGE)
    {
        return None;
    }
    if verb.frames.any(Frames::CHARGE)
        && let Some(found) = charge(items, at)
    {
        return Some(found);
    }
    if !verb.frames.any(Frames::NAMING | Frames::AS) {
        return None;
    }
    let quote = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Quote);
    if verb.frames.any(Frames::AS) && items.get(at)?.is("as") && quote(at + 1) {
        // "dismissed as “nonsense” the report"
        return Some((at + 1, Pattern::Naming, 0.85));
    }
    let last = noun_phrase::starting_at(items, at).or_else(|| object(items, at));
    let Some(last) = last else {
        return marked_name(items, at, verb);
    };
    let Some(next) = items.get(last + 1) else {
        return marked_name(items, at, verb);
    };
    let named = verb.frames.any(Frames::NAMING)
        && (next.kind == Kind::Quote || matches!(next.lower.as_str(), "a" | "an" | "the"));
    let compared = next.is("as") && items.get(last + 2).is_some();
    (named || compared && verb.frames.any(Frames::AS))
        .then_some((at, Pattern::Naming, 0.85))
        .or_else(|| marked_name(items, at, verb))
}

/// "accused the minister of delay", "blamed the wind for it".
fn charge(items: &[Item], at: usize) -> Option<(usize, Pattern, f32)> {
    let opens = items.get(at)?;
    let end = items.len().min(at + FAR_THAT);
    let tie = (at + 1..end)
        .take_while(|&i| items[i].is_word() || items[i].kind == Kind::Bracket)
        .find(|&i| items[i].is("of") || items[i].is("for"));
    (opens.is_word() && tie.is_some()).then_some((at, Pattern::Naming, 0.85))
}

/// "called the talks in the port “a waste”": the name between marks behind a long object.
fn marked_name(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    let opens = items.get(at)?;
    if !opens.is_word() || opens.any(Classes::PREPOSITION | Classes::ADVERB) {
        return None;
    }
    let end = items.len().min(at + FAR_THAT);
    let name = (at + 1..end)
        .take_while(|&i| {
            !matches!(
                items[i].kind,
                Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon
            ) && !items[i].any(Classes::RELATIVE | Classes::AUXILIARY | Classes::SUBJECT)
                && !items[i].is("to")
        })
        .find(|&i| {
            let compared = items[i].is("as") && verb.frames.any(Frames::AS);
            compared || items[i].kind == Kind::Quote && verb.frames.any(Frames::NAMING)
        })?;
    (name > at).then_some((at, Pattern::Naming, 0.8))
}

/// A name given between marks ends with them; one without marks with its clause.
pub(super) fn naming_end(items: &[Item], first: usize) -> Option<usize> {
    let last = clause_end(items, first)?;
    let Some(quote) = (first..=last).find(|&i| items[i].kind == Kind::Quote) else {
        return Some(last);
    };
    let quote = last_of_list(items, quote, last);
    let goes_on = items.get(quote + 1).is_some_and(|next| {
        next.any(Classes::CONJUNCTION)
            && items
                .get(quote + 2)
                .is_some_and(|i| i.kind == Kind::Quote || i.any(Classes::DETERMINER))
            || next.any(Classes::PREPOSITION | Classes::DETERMINER)
            || matches!(next.part, Part::Noun | Part::Adjective | Part::Name)
                && !next.any(Classes::TEMPORAL)
    });
    if goes_on {
        Some(last)
    } else {
        trimmed_end(items, first, quote + 1)
    }
}

/// "“austere,” “late” and, in one case, “cold”": the last of quotations in a row.
fn last_of_list(items: &[Item], first: usize, last: usize) -> usize {
    let mut quote = first;
    let ties =
        |item: &Item| item.kind == Kind::Comma || item.any(Classes::CONJUNCTION) || item.is("who");
    while items
        .get(quote + 1..=last)
        .is_some_and(|rest| rest.first().is_some_and(ties))
        || items
            .get(quote + 1)
            .is_some_and(|next| next.kind == Kind::Quote)
    {
        let next = (quote + 1..=last.min(quote + 7)).find(|&i| items[i].kind == Kind::Quote);
        match next.filter(|&next| items[quote..next].iter().all(|item| !item.is_verbal())) {
            Some(next) => quote = next,
            None => break,
        }
    }
    quote
}
