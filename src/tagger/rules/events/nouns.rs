//! Nouns that tell of an event.

use super::Finding;
use super::reading::Reading;
use super::sentence::Sentence;
use super::signs::Signs;
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
    let thing = !named && (noun.asks && !is_shown(sentence, at) || only_qualifies(sentence, at));
    if thing || is_idiom(sentence, at) || governs_infinitive(sentence, at) {
        return None;
    }
    let (score, what) = match (named, noun.asks) {
        (true, _) => (0.8, "name of an event"),
        (false, true) => (0.6, "noun that is an event here"),
        (false, false) => (0.85, "event noun"),
    };
    Some(Finding {
        at,
        class: noun.class,
        score,
        what,
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
    let possessive = sentence.token(at).is_some_and(|token| token.possessive);
    let days = ["today", "tonight", "tomorrow", "yesterday"];
    sentence.reading(next) == Reading::Noun
        && !possessive
        && sentence.token(next).is_some_and(|token| !token.capital)
        && !sentence.is(Some(next), &days)
}

/// "in order to", "in the event of".
fn is_idiom(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    if sentence.has(Some(at), Signs::IDIOM) && sentence.is(before, &["in"]) {
        return true;
    }
    let before_that = before.and_then(|the| the.checked_sub(1));
    sentence.is(before, &["the"])
        && sentence.is(before_that, &["in"])
        && sentence.is(Some(at), &["event", "case", "course", "wake"])
        && sentence.is(Some(at + 1), &["of", "that"])
}

/// "attempts to delay": the verb tells of the event.
fn governs_infinitive(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.has(Some(at), Signs::TRIES)
        && sentence.is(Some(at + 1), &["to"])
        && matches!(sentence.reading(at + 2), Reading::Verb(_))
}

/// Words before a noun among which a verb that shows it for an event may stand.
const NEAR: usize = 5;

/// Whether the sentence shows that a noun that may be a thing is an event.
fn is_shown(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = (0..at)
        .rev()
        .take(NEAR)
        .find(|&i| !sentence.is_within_phrase(Some(i)) && sentence.reading(i) != Reading::Noun);
    sentence.has(Some(at + 1), Signs::FOLLOWS) || sentence.has(before, Signs::BESIDE)
}
