//! Cues that stand in the next paragraph, or at the end of the one before.

use super::super::lexicon::{Classes, Form, Frames};
use super::super::phrase::{self, Item, Kind};
use super::super::{noun_phrase, quotation, sentences, window};
use super::bounds::{is_adverbial, skip_adverbs, trimmed_end};
use super::region::Region;
use super::{Attribution, Pattern, following, span};
use crate::model::{ByteRange, Fragments, Text};

/// Bytes that a paragraph that is only a cue may have.
const LONGEST_CUE: usize = 160;

/// Adds the quotes of the paragraph whose cue stands next door.
pub(super) fn add(
    text: &Text,
    paragraph: ByteRange,
    regions: &[Region],
    to: &mut Vec<Attribution>,
) {
    if let Some((speaker, cue)) = bare_cue_after(text, paragraph)
        && let Some(content) = awaiting(regions)
    {
        push(to, content, speaker, cue, Pattern::NextParagraph);
    }
    let quote = regions.iter().find(|region| !region.nested);
    if let Some(quote) = quote.filter(|region| region.is_quote())
        && let Some((speaker, cue)) = colon_cue(text, paragraph)
    {
        push(to, quote.range, speaker, cue, Pattern::ParagraphBefore);
    }
}

fn push(
    to: &mut Vec<Attribution>,
    content: ByteRange,
    speaker: Option<ByteRange>,
    cue: ByteRange,
    pattern: Pattern,
) {
    let Ok(content) = Fragments::one(content) else {
        return;
    };
    to.push(Attribution {
        content,
        speaker,
        cue,
        hearer: None,
        pattern,
        nested: false,
        belief: false,
        score: 0.9,
    });
}

/// What the paragraph leaves to be attributed: a quotation or clause at its end that no cue has closed.
fn awaiting(regions: &[Region]) -> Option<ByteRange> {
    let region = regions.iter().rev().find(|region| !region.nested)?;
    let items = &region.items;
    let quote = items.iter().rposition(|item| item.kind == Kind::Quote);
    if let Some(quote) = quote {
        let tail = &items[quote + 1..];
        let loose = tail.iter().all(|item| !item.is_word());
        let cued = tail.len() <= 8 && is_bare_cue(&items[trim_marks(items, quote + 1)..]);
        if !(loose || cued) {
            return None;
        }
        let only = items[..quote].iter().all(|item| !item.is_word());
        let first = if only {
            items[..=quote]
                .iter()
                .position(|item| item.kind == Kind::Quote)?
        } else {
            0
        };
        return span(items, first, quote);
    }
    // "It rained," with the speaker on the next line.
    let comma = items.last().is_some_and(|last| last.kind == Kind::Comma);
    comma
        .then(|| span(items, 0, trimmed_end(items, 0, items.len())?))
        .flatten()
}

fn trim_marks(items: &[Item], from: usize) -> usize {
    (from..items.len())
        .find(|&i| items[i].is_word())
        .unwrap_or(items.len())
}

fn bare_cue_after(text: &Text, paragraph: ByteRange) -> Option<(Option<ByteRange>, ByteRange)> {
    bare_cue(text, window::neighbour(text, paragraph.end, 1)?)
}

/// The speaker and the cue of a paragraph that is nothing else: "Kirby said.", "provided by the ministry."
pub(in super::super) fn bare_cue(
    text: &Text,
    paragraph: ByteRange,
) -> Option<(Option<ByteRange>, ByteRange)> {
    if paragraph.len() > LONGEST_CUE {
        return None;
    }
    let items = phrase::items(text, paragraph, &quotation::quotations(text, paragraph));
    let (speaker, cue) = parse(&items)?;
    let cue = span(&items, cue.0, cue.1)?;
    let speaker = speaker.and_then(|(first, last)| {
        Some(ByteRange::between(
            items.get(first)?.range.start,
            items.get(last)?.base_end,
        ))
    });
    Some((speaker, cue))
}

/// Whether these items are a speaker and a cue, and nothing else.
pub(super) fn is_bare_cue(items: &[Item]) -> bool {
    parse(items).is_some()
}

type Phrase = (usize, usize);

fn parse(items: &[Item]) -> Option<(Option<Phrase>, Phrase)> {
    if items.len() > 24 || items.iter().any(|item| item.kind == Kind::Quote) {
        return None;
    }
    let start = trim_marks(items, 0);
    according(items, start)
        .or_else(|| passive(items, start))
        .or_else(|| active(items, start))
        .or_else(|| inverted(items, start))
}

/// "Kirby said on Tuesday."
fn active(items: &[Item], start: usize) -> Option<(Option<Phrase>, Phrase)> {
    // The phrase ends right before the verb: so it is looked for from the verb.
    let verb_at = (start..items.len()).find(|&i| saying(items, i))?;
    let mut last = verb_at.checked_sub(1)?;
    while last > start && is_adverbial(&items[last]) {
        last -= 1;
    }
    if items[last].kind == Kind::Comma {
        last = (start..last)
            .find(|&i| items[i].kind == Kind::Comma)?
            .checked_sub(1)?;
    }
    let first = noun_phrase::ending_at(items, last)?;
    if first != start {
        return None;
    }
    let verb = items[verb_at].verb()?;
    let end = following::skip_hearer(items, verb_at + 1, verb);
    over(items, end).then_some((Some((first, last)), (verb_at, verb_at)))
}

/// "said Kirby."
fn inverted(items: &[Item], start: usize) -> Option<(Option<Phrase>, Phrase)> {
    if !saying(items, start) {
        return None;
    }
    let last = noun_phrase::starting_at(items, start + 1)?;
    over(items, last + 1).then_some((Some((start + 1, last)), (start, start)))
}

/// "provided by the ministry.", "reported in the council."
fn passive(items: &[Item], start: usize) -> Option<(Option<Phrase>, Phrase)> {
    let at = skip_adverbs(items, start);
    let verb = items.get(at)?.entry.verb?;
    let tie = items.get(at + 1)?;
    let tied = matches!(tie.lower.as_str(), "by" | "in" | "at" | "from" | "on");
    if !tied
        || !verb.participle && verb.form != Form::Finite
        || !verb
            .frames
            .any(Frames::SOURCE | Frames::QUOTE | Frames::THAT | Frames::NOUN)
    {
        return None;
    }
    let last = noun_phrase::starting_at(items, at + 2)?;
    over(items, last + 1).then_some((Some((at + 2, last)), (at, at + 1)))
}

/// "according to Kirby."
fn according(items: &[Item], start: usize) -> Option<(Option<Phrase>, Phrase)> {
    if !(items.get(start)?.is("according") && items.get(start + 1)?.is("to")) {
        return None;
    }
    let last = noun_phrase::starting_at(items, start + 2)?;
    over(items, last + 1).then_some((Some((start + 2, last)), (start, start + 1)))
}

fn saying(items: &[Item], at: usize) -> bool {
    items
        .get(at)
        .and_then(|item| item.entry.verb)
        .is_some_and(|verb| {
            verb.form == Form::Finite
                && verb.frames.any(Frames::QUOTE | Frames::CLAUSE)
                && !noun_phrase::reads_as_noun(items, at)
        })
}

/// Whether nothing but a stop, a time or a short circumstance follows.
fn over(items: &[Item], end: usize) -> bool {
    let rest = items.get(end..).unwrap_or_default();
    let words = rest.iter().filter(|item| item.is_word()).count();
    let circumstance = rest.first().is_some_and(|item| {
        item.any(Classes::PREPOSITION | Classes::TEMPORAL | Classes::ADVERB)
            && !item.any(Classes::SUBORDINATOR)
    });
    words == 0
        && rest
            .first()
            .is_none_or(|item| !matches!(item.kind, Kind::Colon))
        || circumstance
            && words <= 6
            && rest
                .iter()
                .all(|item| !item.any(Classes::AUXILIARY | Classes::SUBJECT))
}

/// The speaker and the cue at the end of the paragraph before, when that ends in a colon.
pub(in super::super) fn colon_cue(
    text: &Text,
    paragraph: ByteRange,
) -> Option<(Option<ByteRange>, ByteRange)> {
    let before = window::trimmed(text, window::neighbour(text, paragraph.start, -1)?);
    if !text.slice(before).ends_with([':', '：']) {
        return None;
    }
    let last = sentences::sentences(text, before).pop()?;
    let marks = quotation::quotations(text, last);
    let items = phrase::items(text, last, &marks);
    let verb_at = (0..items.len()).rev().find(|&i| {
        items[i].verb().is_some_and(|verb| {
            verb.form != Form::Base
                && verb
                    .frames
                    .any(Frames::QUOTE | Frames::CLAUSE | Frames::THAT)
        }) && !noun_phrase::reads_as_noun(&items, i)
    })?;
    let speaker = super::cue::main_subject(&items, verb_at);
    Some((
        speaker.and_then(|(first, last)| span(&items, first, last)),
        span(&items, verb_at, verb_at)?,
    ))
}
