//! "According to X": a cue without a verb.

use super::super::noun_phrase;
use super::super::phrase::{Item, Kind};
use super::bounds::{clause_end, skip_connectives, trimmed_end};
use super::{Finding, Pattern};

/// The attribution of "according to" at this item.
pub(super) fn according_to(items: &[Item], at: usize) -> Option<Finding> {
    let words = |words: &[&str]| {
        let phrase = items.get(at..at + words.len());
        phrase.is_some_and(|phrase| phrase.iter().zip(words).all(|(item, word)| item.is(word)))
    };
    // "in the words of": its last word is where the rest is counted from.
    let start = at;
    let at = match () {
        () if words(&["according", "to"]) => at,
        () if words(&["in", "the", "words", "of"]) => at + 2,
        () => return None,
    };
    let last = noun_phrase::starting_at(items, at + 2).or_else(|| object(items, at + 2))?;
    let last = with_plural(items, at + 2, last);
    if !can_speak(&items[at + 2..=last]) {
        return None;
    }
    let end = after_apposition(items, last + 1);
    let end = after_circumstance(items, end, start <= skip_connectives(items).max(1));
    let right_at = if items.get(end).is_some_and(|item| item.kind == Kind::Comma) {
        end + 1
    } else {
        end
    };
    let right = || {
        items.get(right_at).filter(|item| item.kind != Kind::Stop)?;
        Some((right_at, clause_end(items, right_at)?))
    };
    let first = left_start(items, start);
    let left = trimmed_end(items, first, start).map(|last| (first, last));
    let opens = left.is_none_or(|(_, last)| {
        items[last].is("that") || items[last].is("and") || items[last].is("but")
    });
    let content = if opens {
        vec![right()?]
    } else {
        let goes_on = right_at > end
            && items
                .get(right_at)
                .is_some_and(|item| goes_on(items, item, right_at));
        let mut content: Vec<_> = left.into_iter().collect();
        content.extend(goes_on.then(right).flatten());
        content
    };
    Some(Finding {
        pattern: Pattern::AccordingTo,
        content,
        speaker: Some((at + 2, last)),
        cue: (start, at + 1),
        hearer: None,
        belief: false,
        score: 0.9,
    })
}

/// "state records": a plural that closes the source belongs to it, though it might be a verb elsewhere.
fn with_plural(items: &[Item], first: usize, last: usize) -> usize {
    let plural = items
        .get(last + 1)
        .is_some_and(|item| item.is_word() && item.lower.ends_with('s') && !item.is_function());
    let closes = items.get(last + 2).is_none_or(|item| !item.is_word());
    last + usize::from(first == last && plural && closes && !items[first].is_function())
}

/// "As Berg put it, “…”", "“…,” as Berg put it."
pub(super) fn put_it(items: &[Item], at: usize) -> Option<Finding> {
    let item = items.get(at)?;
    if !(item.is("put") || item.is("puts")) || !items.get(at + 1)?.is("it") {
        return None;
    }
    let mut last = at.checked_sub(1)?;
    if items[last].kind == Kind::Comma {
        // "As one captain, who gave no name, put it"
        let open = items[..last]
            .iter()
            .position(|item| item.kind == Kind::Comma)?;
        last = open.checked_sub(1)?;
    }
    let first = noun_phrase::ending_at(items, last)?;
    let quote = |i: usize| items.get(i).is_some_and(|item| item.kind == Kind::Quote);
    let right = (at + 2..at + 4).find(|&i| quote(i));
    let left = (first.saturating_sub(3)..first).rev().find(|&i| quote(i));
    let content = match (right, left) {
        (Some(quote), _) => (quote, trimmed_end(items, quote, quote + 1)?),
        (None, Some(quote)) => (quote, quote),
        (None, None) => return None,
    };
    Some(Finding {
        pattern: if right.is_some() {
            Pattern::Marked
        } else {
            Pattern::Final
        },
        content: vec![content],
        speaker: Some((first, last)),
        cue: (at, at + 1),
        hearer: None,
        belief: false,
        score: 0.85,
    })
}

/// Whether somebody or something that states is named: not "according to plan".
fn can_speak(phrase: &[Item]) -> bool {
    use super::super::lexicon::Classes;
    phrase
        .first()
        .is_some_and(|first| first.is_name() || first.any(Classes::DETERMINER | Classes::PRONOUN))
        || phrase.iter().any(|item| item.is_noun() || item.possessive)
        || phrase.last().is_some_and(|last| last.lower.ends_with('s'))
}

fn object(items: &[Item], at: usize) -> Option<usize> {
    use super::super::lexicon::Classes;
    items.get(at)?.any(Classes::PRONOUN).then_some(at)
}

/// "according to the coach, Anna Berg, …": where the apposition ends.
fn after_apposition(items: &[Item], at: usize) -> usize {
    if items.get(at).is_none_or(|item| item.kind != Kind::Comma) {
        return at;
    }
    match noun_phrase::starting_at(items, at + 1) {
        Some(last)
            if items
                .get(last + 1)
                .is_some_and(|item| item.kind == Kind::Comma)
                && (items[at + 1].is_name() || items[at + 1..=last].iter().any(Item::is_noun)) =>
        {
            last + 1
        }
        _ => at,
    }
}

/// "According to a note sent on Tuesday, …": what stands between the source and the comma.
fn after_circumstance(items: &[Item], at: usize, opens: bool) -> usize {
    use super::super::lexicon::Classes;
    use super::super::parts_of_speech::Part;
    let circumstance = items.get(at).is_some_and(|item| {
        matches!(item.part, Part::Verb | Part::Adjective)
            || opens && item.any(Classes::PREPOSITION | Classes::TEMPORAL)
    });
    if !circumstance {
        return at;
    }
    (at..items.len().min(at + 14))
        .find(|&i| items[i].kind == Kind::Comma)
        .unwrap_or(at)
}

/// Where the clause before the cue begins: behind connectives, behind a semicolon.
fn left_start(items: &[Item], at: usize) -> usize {
    let from = (0..at)
        .rev()
        .take(400)
        .find(|&i| matches!(items[i].kind, Kind::Semicolon | Kind::Colon))
        .map(|i| i + 1);
    from.unwrap_or_else(|| skip_connectives(items).min(at))
}

/// Whether what follows the closing comma belongs to the content as well.
fn goes_on(items: &[Item], item: &Item, at: usize) -> bool {
    use super::super::lexicon::Classes;
    item.kind == Kind::Quote
        || item.is_word() && !item.any(Classes::QUESTION) && !item.is_ing() && items.len() > at + 1
}
