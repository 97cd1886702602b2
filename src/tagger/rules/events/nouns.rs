//! Nouns that tell of an event.

use super::Finding;
use super::sentence::{Reading, Sentence};
use crate::language::Part;

/// The event that the noun here tells of.
pub(super) fn at(sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    if sentence.reading(at) != Reading::Noun {
        return None;
    }
    let entry = sentence.entry(at);
    let token = sentence.token(at)?;
    let named = token.capital && at > 0 && !sentence.titled;
    if named && !(entry.names && ends_name(sentence, at)) {
        return None;
    }
    let noun = entry.noun?;
    if is_idiom(sentence, at) || governs_infinitive(sentence, at) {
        return None;
    }
    if noun.asks && !named && !is_shown(sentence, at) || !named && only_qualifies(sentence, at) {
        return None;
    }
    Some(Finding {
        at,
        class: noun.class,
        score: if noun.asks { 0.6 } else { 0.8 },
        what: if named {
            "name of an event"
        } else {
            "event noun"
        },
    })
}

/// Whether the lists say that the noun here tells of an event, perhaps.
pub(super) fn may_tell(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.entry(at).noun.is_some()
}

fn ends_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.token(at + 1);
    !next.is_some_and(|next| next.capital && next.part != Part::Pronoun)
}

/// Whether the noun only says of which kind the noun after it is: "flight crew".
fn only_qualifies(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = at + 1;
    let token = sentence.token(at);
    sentence.reading(next) == Reading::Noun
        && !token.is_some_and(|token| token.possessive)
        && sentence.token(next).is_some_and(|token| !token.capital)
        && !sentence.is(Some(next), &["today", "tonight", "tomorrow", "yesterday"])
}

/// "in order to", "in response to", "in the event of".
fn is_idiom(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    let (plain, the) = (
        [
            "order", "response", "reaction", "case", "return", "charge", "place", "exchange",
            "support", "view",
        ],
        ["event", "case", "course", "wake"],
    );
    sentence.is(before, &["in"]) && sentence.is(Some(at), &plain)
        || sentence.is(before, &["the"])
            && sentence.is(before.and_then(|the| the.checked_sub(1)), &["in"])
            && sentence.is(Some(at), &the)
            && sentence.is(Some(at + 1), &["of", "that"])
}

/// "attempts to delay": the verb tells of the event.
fn governs_infinitive(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(
        Some(at),
        &[
            "attempt", "attempts", "effort", "efforts", "bid", "failure", "struggle",
        ],
    ) && sentence.is(Some(at + 1), &["to"])
        && matches!(sentence.reading(at + 2), Reading::Verb(_))
}

/// Verbs and prepositions that have events beside them.
const BESIDE: [&str; 40] = [
    "hold",
    "holds",
    "held",
    "holding",
    "make",
    "makes",
    "made",
    "making",
    "take",
    "takes",
    "took",
    "taken",
    "taking",
    "give",
    "gives",
    "gave",
    "given",
    "giving",
    "launch",
    "launched",
    "begin",
    "began",
    "start",
    "started",
    "stop",
    "stopped",
    "end",
    "ended",
    "continue",
    "conduct",
    "conducted",
    "after",
    "during",
    "before",
    "amid",
    "since",
    "place",
    "until",
    "following",
    "despite",
];

/// Whether the sentence shows that a noun that may be a thing is an event.
fn is_shown(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = Some(at + 1);
    let follows = sentence.is(
        next,
        &[
            "of", "by", "between", "against", "on", "over", "with", "to", "for",
        ],
    );
    let before = (0..at)
        .rev()
        .take(5)
        .find(|&i| !sentence.is_within_phrase(Some(i)) && sentence.reading(i) != Reading::Noun);
    follows || sentence.is(before, &BESIDE)
}
