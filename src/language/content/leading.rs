//! Content that stands before its cue, on one side or on both.

use super::super::lexicon::{Classes, Frames, Verb};
use super::super::phrase::{Item, Kind};
use super::bounds::{clause_end, trimmed_end};
use super::following::is_back;
use super::{Finding, Pattern};

/// Items between a cue and the rest of the quotation that it interrupts.
const LONGEST_ASIDE: usize = 24;

/// Items looked at on the left.
const LONGEST: usize = 200;

/// What stands before the cue whose first item (speaker or verb) is `start` and whose clause is over at `end`.
pub(super) fn content(
    items: &[Item],
    start: usize,
    verb_at: usize,
    end: usize,
    speaker: Option<(usize, usize)>,
    verb: Verb,
) -> Option<Finding> {
    let before = start.checked_sub(1)?;
    let loose = |item: &Item| matches!(item.kind, Kind::Comma | Kind::Dash | Kind::Stop);
    let marks = (0..start)
        .rev()
        .take(3)
        .take_while(|&i| loose(&items[i]))
        .count();
    let marked = before
        .checked_sub(marks)
        .is_some_and(|i| items[i].kind == Kind::Quote);
    let plain = matches!(items[before].kind, Kind::Comma | Kind::Dash);
    if !(marked || plain && closes(items, end)) || !verb.frames.any(Frames::QUOTE | Frames::CLAUSE)
    {
        return None;
    }
    let last = trimmed_end(items, 0, start)?;
    let first = left_start(items, last);
    let words = (first..=last).filter(|&i| items[i].is_word()).count();
    let quoted = (first..=last).all(|i| !items[i].is_word());
    if marked && is_named_thing(&items[first..=last]) {
        return None;
    }
    if !marked && (words < 2 || is_adverbial_only(&items[first..=last])) {
        return None;
    }
    let mut content = vec![(first, last)];
    let right = right_part(items, end, quoted);
    let pattern = if right.is_some() {
        Pattern::Interrupted
    } else {
        Pattern::Final
    };
    content.extend(right);
    Some(Finding {
        content,
        speaker,
        cue: (
            verb_at,
            verb_at + usize::from(is_back(items, verb_at + 1, verb)),
        ),
        hearer: None,
        pattern,
        belief: verb.frames.any(Frames::BELIEF),
        score: if quoted {
            0.95
        } else if marked {
            0.9
        } else {
            0.85
        },
    })
}

/// Whether the cue's clause is over here.
fn closes(items: &[Item], end: usize) -> bool {
    items.get(end).is_none_or(|item| {
        matches!(
            item.kind,
            Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Other | Kind::Quote
        ) || item.any(Classes::PREPOSITION | Classes::CONJUNCTION)
            || item.is("as")
    })
}

/// Where the content that ends at `last` begins.
fn left_start(items: &[Item], last: usize) -> usize {
    let from = last.saturating_sub(LONGEST);
    let cut = (from..last)
        .rev()
        .find(|&i| {
            matches!(items[i].kind, Kind::Semicolon)
                || items[i].kind == Kind::Colon && items[i + 1].kind == Kind::Quote
        })
        .map_or(from, |i| i + 1);
    // A whole spoken sentence between marks stands for itself: what precedes it is no part of it.
    let spoken = items[last].kind == Kind::Quote
        && last > cut
        && (matches!(items[last - 1].kind, Kind::Comma | Kind::Colon | Kind::Stop)
            || (cut..last)
                .all(|i| items[i].any(Classes::CONJUNCTION) || items[i].kind == Kind::Comma)
            || is_medium(&items[cut..last]));
    if spoken && (cut..last).all(|i| items[i].kind != Kind::Quote) {
        last
    } else {
        cut
    }
}

/// "In a blog post": where the words stood, and none of them.
fn is_medium(lead: &[Item]) -> bool {
    lead.first()
        .is_some_and(|item| item.any(Classes::PREPOSITION))
        && lead.last().is_some_and(|item| item.any(Classes::MEDIUM))
        && lead.len() < 8
        && !lead.iter().any(Item::is_verbal)
}

/// "The so-called “Blue Book,”": a phrase with a name between marks, and no verb.
fn is_named_thing(left: &[Item]) -> bool {
    let Some((quote, lead)) = left.split_last() else {
        return false;
    };
    // "In an essay headlined “Why I Left,”"
    let titled = [
        "titled",
        "entitled",
        "headlined",
        "called",
        "named",
        "dubbed",
        "captioned",
    ];
    let headed = lead
        .last()
        .is_some_and(|item| titled.iter().any(|word| item.is(word)));
    if headed && quote.kind == Kind::Quote {
        return true;
    }
    let phrase = lead.iter().all(|item| item.is_word() && !item.is_verbal());
    quote.kind == Kind::Quote
        && phrase
        && lead
            .first()
            .is_some_and(|first| first.any(Classes::DETERMINER))
}

/// "On Tuesday", "In a statement": no content.
fn is_adverbial_only(left: &[Item]) -> bool {
    let Some(first) = left.first() else {
        return true;
    };
    let opens = first.any(Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::ADVERB)
        || first.is_ing()
        || first.any(Classes::TEMPORAL);
    let verbal = left
        .iter()
        .any(|item| item.any(Classes::AUXILIARY | Classes::VERB));
    let asked = ["asked", "pressed", "speaking"]
        .iter()
        .any(|word| first.is(word));
    asked || opens && !verbal && left.len() < 12
}

/// "said Berg, who lives in Oslo, “and how”": the quotation behind what is told about the speaker.
fn resumed(items: &[Item], end: usize) -> Option<usize> {
    let quote = (end..items.len().min(end + LONGEST_ASIDE))
        .take_while(|&i| {
            let apart = matches!(items[i].kind, Kind::Colon | Kind::Semicolon | Kind::Stop);
            !apart
                && items[i]
                    .verb()
                    .is_none_or(|verb| !verb.frames.any(Frames::QUOTE))
        })
        .find(|&i| items[i].kind == Kind::Quote)?;
    (quote > end && items[quote - 1].kind == Kind::Comma).then_some(quote)
}

/// The part after the cue of a quote that the cue interrupts.
fn right_part(items: &[Item], end: usize, quoted: bool) -> Option<(usize, usize)> {
    if quoted && let Some(at) = resumed(items, end) {
        let last = (at..items.len())
            .take_while(|&i| !items[i].is_word())
            .last()?;
        return Some((at, trimmed_end(items, at, last + 1)?));
    }
    let at = match items.get(end)?.kind {
        Kind::Comma | Kind::Dash => end + 1,
        Kind::Quote if quoted => end,
        _ => return None,
    };
    let item = items.get(at)?;
    if item.kind == Kind::Quote {
        let last = (at..items.len())
            .take_while(|&i| !items[i].is_word())
            .last()?;
        return Some((at, trimmed_end(items, at, last + 1)?));
    }
    if quoted || !item.is_word() {
        return None;
    }
    let spoken = items[at..]
        .iter()
        .take(LONGEST_ASIDE)
        .any(|item| item.kind == Kind::Quote);
    // "he says, because “nobody will”"
    if spoken
        && ["because", "if", "unless", "until"]
            .iter()
            .any(|word| item.is(word))
    {
        return Some((at, clause_end(items, at)?));
    }
    let away = item.is_ing()
        || item.any(Classes::QUESTION)
        || item.any(Classes::SUBORDINATOR) && !item.any(Classes::DETERMINER)
        || item.is("citing")
        || item.is("according")
        || item.is("in")
            && items[at + 1..]
                .iter()
                .take(6)
                .all(|i| !i.any(Classes::AUXILIARY | Classes::VERB))
        || item.verb().is_some();
    if away {
        None
    } else {
        Some((at, clause_end(items, at)?))
    }
}
