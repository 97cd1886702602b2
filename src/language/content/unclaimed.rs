//! Quotations that no cue reports: whether they are somebody's words, and whose.

use super::super::lexicon::Classes;
use super::super::mention;
use super::super::parts_of_speech::Part;
use super::super::phrase::{Item, Kind};
use super::super::{noun_phrase, phrase, window};
use super::region::Region;
use super::{Attribution, Pattern, cue, span};
use crate::model::{ByteRange, Fragments, Text};

/// Words between marks that are somebody's own without any cue.
const SPOKEN: usize = 5;

/// Bytes that the line with a writer's name may have.
const LONGEST_SIGNATURE: usize = 120;

/// Adds the quotations of the paragraph's regions that nothing found so far covers.
pub(super) fn add(text: &Text, regions: &[Region], to: &mut Vec<Attribution>) {
    let cued = to.len();
    for region in regions.iter().filter(|region| !region.nested) {
        for (at, item) in region.items.iter().enumerate() {
            let claimed = |a: &Attribution| {
                a.content.overlaps(item.range) || item.range.covers(a.content.hull())
            };
            if item.kind == Kind::Quote
                && !to.iter().take(cued).filter(|a| !a.nested).any(claimed)
                && let Some(found) = unclaimed(text, region, at)
            {
                to.push(found);
            }
        }
    }
}

fn unclaimed(text: &Text, region: &Region, at: usize) -> Option<Attribution> {
    let range = region.items.get(at)?.range;
    let whole = region.is_quote();
    if !is_speech(text.slice(range), whole) {
        return None;
    }
    let (speaker, pattern, score) = if let Some(signed) = signature(text, range) {
        (Some(signed), Pattern::Signed, 0.8)
    } else if whole {
        (None, Pattern::Unclaimed, 0.6)
    } else {
        if is_name_of(&region.items, at) || is_acted_on(&region.items, at) {
            return None;
        }
        let subject = subject(text, &region.items, at)?;
        (Some(subject), Pattern::InSentence, 0.5)
    };
    Some(Attribution {
        content: Fragments::one(range).ok()?,
        speaker,
        cue: ByteRange::empty_at(range.start),
        hearer: None,
        pattern,
        nested: false,
        belief: false,
        score,
    })
}

/// "with the line “…”": what is called so.
fn is_name_of(items: &[Item], at: usize) -> bool {
    let names = [
        "line", "word", "words", "phrase", "term", "slogan", "title", "caption", "motto", "name",
        "headline", "label", "nickname", "for",
    ];
    at.checked_sub(1)
        .and_then(|before| items.get(before))
        .is_some_and(|before| names.iter().any(|name| before.is(name)))
}

/// "He was charged with “…”": the subject does nothing, and says nothing.
fn is_acted_on(items: &[Item], at: usize) -> bool {
    let before = items.get(..at).unwrap_or_default();
    let Some(be) = before.iter().rposition(|item| item.any(Classes::BE)) else {
        return false;
    };
    let mut rest = before.get(be + 1..).unwrap_or_default().iter();
    let participle = rest.find(|item| !item.any(Classes::ADVERB | Classes::AUXILIARY));
    participle.is_some_and(|item| {
        let known = item.entry.verb.is_some_and(|verb| verb.participle);
        known || item.part == Part::Verb && !item.is_ing()
    })
}

/// Enough words, not the capitals of a title; alone in its sentence fewer are enough.
fn is_speech(words: &str, whole: bool) -> bool {
    let count = words.split_whitespace().count();
    let capitals = words
        .split_whitespace()
        .filter(|word| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(char::is_uppercase)
        })
        .count();
    let ended = words
        .trim_end_matches(['”', '"', '’', '\'', '»'])
        .ends_with([',', '.', '!', '?', '…']);
    let title = count > 1 && capitals * 2 >= count && count < 12;
    !title && (count >= SPOKEN || whole && (ended || count >= 3))
}

/// “…” — Anna Berg
fn signature(text: &Text, quotation: ByteRange) -> Option<ByteRange> {
    let paragraph = window::paragraph_at(text, quotation.start);
    let rest = ByteRange::between(quotation.end, paragraph.end.max(quotation.end));
    if !text
        .slice(rest)
        .trim_start()
        .starts_with(['—', '–', '-', '―'])
    {
        return None;
    }
    let items = phrase::items(text, rest, &[]);
    let dash = items.first()?.kind == Kind::Dash;
    let last = noun_phrase::starting_at(&items, 1).filter(|_| dash)?;
    let named = items.get(1)?.is_name();
    named.then(|| mention::mention(&items, 1, last).range)
}

/// A post or letter without marks, with its writer named after a dash in the next paragraph.
pub(super) fn signed_below(text: &Text, paragraph: ByteRange) -> Option<Attribution> {
    let next = window::trimmed(text, window::neighbour(text, paragraph.end, 1)?);
    let dashed = text.slice(next).starts_with(['—', '–', '―']) && next.len() <= LONGEST_SIGNATURE;
    let content = window::trimmed(text, paragraph);
    let opens = text.slice(content).starts_with(['—', '–', '―', '-', '•']);
    if !dashed || opens {
        return None;
    }
    let items = phrase::items(text, next, &[]);
    let last = noun_phrase::starting_at(&items, 1)?;
    let named = items.get(1)?.is_name();
    Some(Attribution {
        content: Fragments::one(content).ok()?,
        speaker: named.then(|| mention::mention(&items, 1, last).range),
        cue: ByteRange::empty_at(content.start),
        hearer: None,
        pattern: Pattern::Signed,
        nested: false,
        belief: false,
        score: 0.6,
    })
    .filter(|found| found.speaker.is_some())
}

/// The subject of the quotation's sentence, when it can speak.
pub(super) fn subject(text: &Text, items: &[Item], at: usize) -> Option<ByteRange> {
    let (first, last) = cue::main_subject(items, at)?;
    let range = span(items, first, last)?;
    let found = mention::mention(items, first, last);
    mention::means_someone(text, found).then(|| ByteRange::between(range.start, found.range.end))
}
