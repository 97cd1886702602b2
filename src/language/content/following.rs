//! Content that follows its verb.

mod clause;
mod hearer;
mod infinitive;
mod naming;

use self::clause::bare;
use self::infinitive::{appealed, far_infinitive, infinitive, is_for_anonymity};
use self::naming::{is_customary, naming, naming_end};
use super::super::lexicon::{Classes, Frames, Verb};
use super::super::phrase::{Item, Kind};
use super::bounds::clause_end;
use super::cue::Subject;
use super::{Finding, Pattern};

pub(super) use self::hearer::{addressee, is_back, skip_hearer};

/// Items searched for a `that` behind "at a hearing in the Senate".
const FAR_THAT: usize = 14;

/// What the verb `at` reports on its right; `None` when nothing follows it.
pub(super) fn content(items: &[Item], at: usize, subject: &Subject, verb: Verb) -> Option<Finding> {
    let mut cue_end = at;
    let mut next = at + 1;
    if verb.frames.any(Frames::OUT) {
        if !items.get(next)?.is("out") {
            return None;
        }
        cue_end = next;
        next += 1;
    }
    if is_back(items, next, verb) {
        cue_end = next;
        next += 1;
    }
    // "can tell whether": it is seen, and nobody is told.
    let seen = verb.frames.any(Frames::HEARER)
        && items
            .get(next)
            .is_some_and(|item| item.is("whether") || item.is("if"));
    if seen {
        return None;
    }
    let found = particle(items, next, verb).map(|(part, first)| {
        cue_end = part.unwrap_or(cue_end);
        (first, Pattern::Matter, 0.8)
    });
    let behind = skip_hearer(items, next, verb);
    let (first, pattern, score) = found
        .or_else(|| {
            appealed(items, next, verb).map(|(on, to)| {
                cue_end = on;
                (to, Pattern::Clause, 0.85)
            })
        })
        .or_else(|| opened(items, behind, verb))
        .or_else(|| after_as(items, behind, subject))
        .or_else(|| naming(items, next, verb).filter(|_| !is_customary(items, subject.first)))
        .or_else(|| far_that(items, next, verb))
        .or_else(|| far_infinitive(items, behind, verb).filter(|_| !is_for_anonymity(items, next)))
        .or_else(|| bare(items, behind, verb))
        .or_else(|| bare(items, next, verb).filter(|_| behind > next))?;
    let last = match pattern {
        Pattern::Naming => naming_end(items, first),
        // "a banner reading “…” hung there"
        Pattern::Marked if items.get(first)?.kind == Kind::Quote && items[at].is("reading") => {
            Some(first)
        }
        Pattern::Marked if items.get(first)?.kind == Kind::Quote => marked_end(items, first),
        _ => clause_end(items, first),
    }?;
    let last = if in_clause(items, subject) {
        before_comma(items, first, last)
    } else {
        last
    };
    Some(Finding {
        content: vec![(first, last)],
        speaker: Some((subject.first, subject.last)),
        cue: (at, cue_end),
        hearer: None,
        pattern,
        belief: verb.frames.any(Frames::BELIEF),
        score: if subject.own { score } else { score - 0.05 },
    })
}

/// "called for X", "warned Y about X": the particle when it belongs to the cue, and where the matter begins.
fn particle(items: &[Item], at: usize, verb: Verb) -> Option<(Option<usize>, usize)> {
    let item = items.get(at)?;
    if verb.frames.any(Frames::FOR) && item.is("for") {
        return Some((Some(at), at + 1));
    }
    if !verb.frames.any(Frames::ABOUT) {
        return None;
    }
    let about = |at: usize| {
        items
            .get(at)
            .is_some_and(|item| matches!(item.lower.as_str(), "about" | "of" | "against"))
    };
    let at = if about(at) {
        at
    } else {
        skip_hearer(items, at, verb)
    };
    about(at).then_some((None, at + 1)).filter(|&(_, first)| {
        items
            .get(first)
            .is_some_and(|i| i.is_word() || i.kind == Kind::Quote)
    })
}

/// Whether the cue's own clause depends on another: "after Berg promised to leave, the port …".
fn in_clause(items: &[Item], subject: &Subject) -> bool {
    let before = subject.first.checked_sub(1).and_then(|i| items.get(i));
    subject.own
        && before.is_some_and(|item| {
            [
                "after", "when", "while", "since", "because", "although", "though", "before",
            ]
            .iter()
            .any(|word| item.is(word))
        })
}

/// The last item before the first comma of `first..=last`, a comma within marks included.
fn before_comma(items: &[Item], first: usize, last: usize) -> usize {
    let ends = |at: usize| {
        let item = items.get(at)?;
        let comma = item.kind == Kind::Comma && at > first;
        (item.is_quote_ending(&[',']) || comma).then(|| at - usize::from(comma))
    };
    (first..last).find_map(ends).unwrap_or(last)
}

/// The end of what begins with a quotation: of the quotation, when only a circumstance follows it.
fn marked_end(items: &[Item], first: usize) -> Option<usize> {
    let last = clause_end(items, first)?;
    let rest = items.get(first + 1..=last).unwrap_or_default();
    let circumstance = rest.first().is_some_and(|item| {
        item.any(Classes::PREPOSITION | Classes::TEMPORAL | Classes::SUBORDINATOR | Classes::ADVERB)
    });
    let leads_away = rest.first().is_some_and(|item| {
        ["when", "after", "as", "before", "while", "during"]
            .iter()
            .any(|word| item.is(word))
    });
    let said = rest
        .iter()
        .any(|item| item.is_verbal() && !item.is_ing() || item.kind == Kind::Quote);
    Some(if leads_away || circumstance && !said {
        first
    } else {
        last
    })
}

/// Content that something opens: `that`, a question word, `to`, a colon, a mark.
fn opened(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    let item = items.get(at)?;
    let quote_at = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Quote);
    let words_at = |at: usize| {
        items
            .get(at)
            .is_some_and(|item| item.is_word() || item.kind == Kind::Quote)
    };
    match item.kind {
        Kind::Quote
            if verb
                .frames
                .any(Frames::QUOTE | Frames::THAT | Frames::CLAUSE | Frames::NOUN | Frames::AS) =>
        {
            Some((at, Pattern::Marked, 0.95))
        }
        Kind::Quote => None,
        Kind::Comma if quote_at(at + 1) && verb.frames.any(Frames::QUOTE | Frames::THAT) => {
            Some((at + 1, Pattern::Marked, 0.95))
        }
        Kind::Colon if words_at(at + 1) => Some((at + 1, Pattern::Marked, 0.95)),
        Kind::Comma => {
            // "said, that", "said, in turn, that"
            let opens = items.get(at + 1).is_some_and(|next| {
                next.is("that") || next.is("whether") && verb.frames.any(Frames::QUESTION)
            });
            if opens {
                return Some((at + 1, Pattern::Clause, 0.85));
            }
            let that = (at + 1..items.len().min(at + 8)).find(|&i| items[i].is("that"))?;
            (items[that - 1].kind == Kind::Comma).then_some((that, Pattern::Clause, 0.8))
        }
        // "argue — and others agree — that"
        Kind::Dash => {
            let close = (at + 1..items.len().min(at + FAR_THAT))
                .find(|&i| items[i].kind == Kind::Dash && !items[i - 1].is("that"))?;
            items
                .get(close + 1)
                .filter(|next| next.is("that"))
                .map(|_| (close + 1, Pattern::Clause, 0.8))
        }
        Kind::Word
            if item.is("that")
                && verb.frames.any(Frames::THAT | Frames::CLAUSE)
                && items
                    .get(at + 1)
                    .is_some_and(|next| next.kind != Kind::Stop)
                && !(items[at - 1].is_noun() && items[at + 1].is_verbal()) =>
        {
            Some((at, Pattern::Clause, 0.95))
        }
        Kind::Word
            if item.any(Classes::QUESTION)
                && verb
                    .frames
                    .any(Frames::QUESTION | Frames::BELIEF | Frames::RECIPIENT) =>
        {
            Some((at, Pattern::Clause, 0.8))
        }
        Kind::Word
            if verb.frames.any(Frames::INFINITIVE)
                && infinitive(items, at)
                && !is_for_anonymity(items, at) =>
        {
            Some((at, Pattern::Clause, 0.8))
        }
        _ => None,
    }
}

/// "As Berg told Reuters, …"
fn after_as(items: &[Item], at: usize, subject: &Subject) -> Option<(usize, Pattern, f32)> {
    let led = subject
        .first
        .checked_sub(1)
        .is_some_and(|i| i < 2 && items[i].is("as"));
    let goes_on = items.get(at + 1).is_some_and(Item::is_word);
    (led && items.get(at)?.kind == Kind::Comma && goes_on).then_some((
        at + 1,
        Pattern::Clause,
        0.85,
    ))
}

/// "stated at a hearing in the Senate that …"
fn far_that(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    if !verb.frames.any(Frames::THAT)
        || !items
            .get(at)?
            .any(Classes::PREPOSITION | Classes::TEMPORAL | Classes::ADVERB)
    {
        return None;
    }
    let far = items.get(at..)?.iter().take(FAR_THAT);
    let stops = |item: &Item| {
        !item.is_word() || item.any(Classes::CONJUNCTION | Classes::AUXILIARY | Classes::SUBJECT)
    };
    let (that, found) = far
        .enumerate()
        .find(|(_, item)| item.is("that") || stops(item))?;
    // "in a note that was found": no content.
    let relative = items.get(at + that + 1).is_some_and(Item::is_verbal);
    (found.is("that") && !relative).then_some((at + that, Pattern::Clause, 0.85))
}
