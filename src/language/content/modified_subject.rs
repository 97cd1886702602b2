//! Subjects with more behind their noun: "documents seen by the port show", "two people who came said".

use super::super::lexicon::Classes;
use super::super::noun_phrase;
use super::super::parts_of_speech::Part;
use super::super::phrase::{Item, Kind};
use super::cue::main_subject;

/// Items that may stand between such a subject's noun and its verb.
const LONGEST: usize = 18;

/// Adjectives that say what somebody has to do with a matter.
const CLOSE_TO: [&str; 9] = [
    "familiar", "close", "aware", "privy", "involved", "present", "opposed", "loyal", "critical",
];

/// Participles that do not look like one.
const IRREGULAR: [&str; 10] = [
    "made", "held", "sent", "built", "left", "led", "brought", "drawn", "cut", "put",
];

/// The subject, with all that modifies it, whose last item is `last`: it begins its sentence or follows a comma.
pub(super) fn ending_at(items: &[Item], last: usize) -> Option<(usize, usize)> {
    let after_comma = items
        .get(..=last)?
        .iter()
        .rposition(|item| matches!(item.kind, Kind::Comma | Kind::Quote | Kind::Semicolon))
        .and_then(|mark| {
            let first = mark + 1;
            noun_phrase::starting_at(items, first).map(|end| (first, end))
        });
    [after_comma, main_subject(items, last + 1)]
        .into_iter()
        .flatten()
        .find(|&(_, end)| is_modifier(items, end + 1, last))
        .map(|(first, end)| (first, if is_time(items, end + 1) { end } else { last }))
}

/// "on Tuesday": it belongs to the sentence and not to its subject.
fn is_time(items: &[Item], first: usize) -> bool {
    let temporal = |item: &Item| item.any(Classes::TEMPORAL);
    items.get(first).is_some_and(temporal)
        || items
            .get(first)
            .is_some_and(|item| item.any(Classes::PREPOSITION))
            && items.get(first + 1).is_some_and(temporal)
}

/// The last item of what modifies the phrase before `first`, when a word follows it that ends it.
pub(super) fn until(items: &[Item], first: usize, ends: impl Fn(usize) -> bool) -> Option<usize> {
    let limit = items.len().min(first + LONGEST);
    let end = (first..limit)
        .take_while(|&i| items[i].is_word())
        .find(|&i| i > first && ends(i))?;
    is_modifier(items, first, end - 1).then_some(end - 1)
}

/// Whether `first..=last` says more about the phrase before it.
fn is_modifier(items: &[Item], first: usize, last: usize) -> bool {
    if first > last || last - first >= LONGEST {
        return false;
    }
    let Some(words) = items.get(first..=last) else {
        return false;
    };
    if !words.iter().all(Item::is_word) {
        return false;
    }
    let (Some(opener), rest) = (words.first(), words.get(1..).unwrap_or_default()) else {
        return false;
    };
    let verbs = |words: &[Item]| verb_groups(words);
    let tied = rest.first().is_some_and(|next| {
        next.any(Classes::PREPOSITION | Classes::TEMPORAL | Classes::ADVERB)
            || next.part == Part::Adjective
    });
    match () {
        () if ["who", "that", "which"].iter().any(|word| opener.is(word)) => verbs(rest) == 1,
        () if CLOSE_TO.iter().any(|word| opener.is(word)) => tied && verbs(rest) == 0,
        () if is_participle(opener) => tied && verbs(rest) == 0,
        () if is_time(words, 0) => verbs(words) == 0,
        () if opener.any(Classes::PREPOSITION) && !opener.is("by") => verbs(rest) == 0,
        () => false,
    }
}

fn is_participle(item: &Item) -> bool {
    let looks = item.lower.ends_with("ed") || item.lower.ends_with("en");
    let known = item.entry.verb.is_some_and(|verb| verb.participle);
    let listed = IRREGULAR.iter().any(|word| item.is(word));
    !item.capital && (looks && matches!(item.part, Part::Verb | Part::Adjective) || known || listed)
}

/// How many verbs stand here, each with its auxiliaries and infinitives.
fn verb_groups(words: &[Item]) -> usize {
    let goes_on = |item: &Item| item.is_verbal() || item.any(Classes::ADVERB) || item.is("to");
    let mut groups = 0;
    let mut within = false;
    for item in words {
        let verbal = item.is_verbal() && !item.is_ing();
        groups += usize::from(verbal && !within);
        within = verbal || within && goes_on(item);
    }
    groups
}
