//! Reported content: which words a cue of saying reports, and whose they are.
//!
//! Boundaries: quotation marks and what stands between them belong to the content; `that` and `to` that
//! open it belong to it; a final full stop only inside the marks; whom it was said to belongs to nothing.

mod article;
mod bounds;
mod continued;
mod cue;
mod following;
mod goes_on;
mod leading;
mod modified_subject;
mod neighbours;
mod nominal;
mod passive;
mod reason;
mod region;
mod source;
mod unclaimed;

use super::phrase::Item;
use crate::model::{ByteRange, Fragments, Text};

pub use article::{Said, said};
pub(super) use bounds::skip_connectives;
pub(super) use continued::continued_end;
pub(super) use cue::main_subject;
pub(super) use neighbours::{bare_cue, colon_cue};
pub use reason::reason;
pub(super) use region::{Region, regions};

/// How the content stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// "according to X, …"
    AccordingTo,
    /// "X said that …", "X urged Y to …", "X said …"
    Clause,
    /// "X said: “…”", "X added, “…”"
    Marked,
    /// "X stressed the need for …", "X called for …"
    Matter,
    /// "X called the line a “…”"
    Naming,
    /// "…, X said"
    Final,
    /// "…, X said, …"
    Interrupted,
    /// The cue is a paragraph of its own after the content.
    NextParagraph,
    /// The cue ends in a colon in the paragraph before.
    ParagraphBefore,
    /// "was told that …", "is said to …"
    Passive,
    /// "his claim that …"
    Nominal,
    /// Between marks in a sentence whose subject speaks, without a cue.
    InSentence,
    /// Between marks, with the name after a dash.
    Signed,
    /// Between marks without a cue, after a sentence whose subject can speak.
    SentenceBefore,
    /// Without a cue, and the speaker of the quote before goes on.
    GoesOn,
    /// Between marks, and nobody is named.
    Unclaimed,
}

/// A cue of saying with what it reports and who speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The reported words.
    pub content: Fragments,
    /// The speaker's mention; `None` when the sentence names nobody.
    pub speaker: Option<ByteRange>,
    /// The cue: the verb with its particle or preposition, without adverbs, auxiliaries and hearers.
    /// Empty where there is none.
    pub cue: ByteRange,
    /// Whom it was said to.
    pub hearer: Option<ByteRange>,
    /// How the two stand.
    pub pattern: Pattern,
    /// Whether it lies within the content of another.
    pub nested: bool,
    /// Whether the cue is a verb of thinking rather than of saying.
    pub belief: bool,
    /// How sure the rule is, 0 to 1.
    pub score: f32,
}

/// The attributions whose content lies in this paragraph, in order of their content.
pub fn attributions(text: &Text, paragraph: ByteRange) -> Vec<Attribution> {
    cued(text, paragraph, &regions(text, paragraph))
}

fn cued(text: &Text, paragraph: ByteRange, regions: &[Region]) -> Vec<Attribution> {
    let mut found = Vec::new();
    for (i, region) in regions.iter().enumerate() {
        let from = found.len();
        in_region(region, &mut found);
        if let Some(next) = regions.get(i + 1) {
            for attribution in &mut found[from..] {
                continue_quote(attribution, region, next);
            }
        }
    }
    neighbours::add(text, paragraph, regions, &mut found);
    found.sort_by_key(|a| (a.content.start(), std::cmp::Reverse(a.content.end())));
    mark_nested(&mut found);
    found
}

/// Attributions of one region's words, by positions of items.
struct Finding {
    content: Vec<(usize, usize)>,
    speaker: Option<(usize, usize)>,
    cue: (usize, usize),
    hearer: Option<(usize, usize)>,
    pattern: Pattern,
    belief: bool,
    score: f32,
}

fn in_region(region: &Region, to: &mut Vec<Attribution>) {
    let items = &region.items;
    let mut subject = None;
    let mut reported_to = None;
    let mut opened = None;
    for at in 0..items.len() {
        let finding = source::according_to(items, at)
            .or_else(|| source::put_it(items, at))
            .or_else(|| cue::at(items, at, subject))
            .or_else(|| passive::at(items, at))
            .or_else(|| nominal::at(items, at, cue::main_subject(items, at)));
        let Some(finding) = finding else { continue };
        let opens = finding.content.first().map(|&(first, _)| first);
        let again = finding.pattern == Pattern::Nominal && opened.is_some() && opened == opens;
        if again {
            // "said in a statement that": the verb has it already.
            continue;
        }
        opened = opens;
        // "X said her party backed it, and added": the cue within the content shares nothing outside it.
        let within = reported_to.is_some_and(|last| finding.cue.0 <= last);
        if !within {
            subject = finding.speaker.or(subject);
            reported_to = finding.content.last().map(|&(_, last)| last);
        }
        if let Some(mut attribution) = placed(items, &finding) {
            attribution.nested = region.nested;
            to.push(attribution);
        }
    }
}

/// A finding as offsets into the text.
fn placed(items: &[Item], finding: &Finding) -> Option<Attribution> {
    let content = finding
        .content
        .iter()
        .filter_map(|&(first, last)| span(items, first, last))
        .collect();
    let mention = |phrase: Option<(usize, usize)>| {
        let (first, last) = phrase?;
        let range = span(items, first, last)?;
        Some(ByteRange::between(range.start, items.get(last)?.base_end))
    };
    Some(Attribution {
        content: Fragments::joined(content).ok()?,
        speaker: mention(finding.speaker),
        hearer: mention(finding.hearer),
        cue: span(items, finding.cue.0, finding.cue.1)?,
        pattern: finding.pattern,
        nested: false,
        belief: finding.belief,
        score: finding.score,
    })
}

/// The stretch from the item `first` to the item `last`, both included.
fn span(items: &[Item], first: usize, last: usize) -> Option<ByteRange> {
    (first <= last).then_some(())?;
    Some(ByteRange::between(
        items.get(first)?.range.start,
        items.get(last)?.range.end,
    ))
}

/// “…,” he said. “…”: the quotation that follows the sentence goes on with the same words.
fn continue_quote(attribution: &mut Attribution, region: &Region, next: &Region) {
    let ends_region = region
        .items
        .last()
        .is_some_and(|last| last.range.end >= attribution.cue.end);
    // What stands before the cue ends between marks: in whole or in part somebody's very words.
    let spoken = |item: &Item| {
        item.kind == super::phrase::Kind::Quote
            && attribution
                .content
                .iter()
                .any(|piece| piece.end == item.range.end)
    };
    let marked = matches!(attribution.pattern, Pattern::Final | Pattern::Interrupted)
        && region.items.iter().any(spoken);
    if ends_region && marked && !next.nested && next.is_quote() && !attribution.nested {
        attribution.content = attribution.content.with(next.range);
    }
}

/// Attributions before one that are looked at for the one that holds it.
const DEEPEST: usize = 64;

/// What lies within the content of another is nested in it. The attributions are in order.
fn mark_nested(found: &mut [Attribution]) {
    for i in 1..found.len() {
        let (before, rest) = found.split_at_mut(i);
        let Some(inner) = rest.first_mut() else {
            return;
        };
        let range = inner.content.hull();
        inner.nested |= before.iter().rev().take(DEEPEST).any(|outer| {
            let covers = |fragment: ByteRange| fragment.covers(range) && fragment != range;
            outer.content.iter().any(covers) && outer.content.contains(inner.cue.start)
        });
    }
}

#[cfg(test)]
mod tests;
