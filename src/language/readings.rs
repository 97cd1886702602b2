//! What a quote at the caret may be: the likeliest first.

mod found;

use self::found::Found;
use super::content::Attribution;
use super::quotation::{self, Quotation, QuotationKind};
use super::quote_kind::{QuoteKind, is_cued, kind_among};
use super::{sentences, window};
use crate::model::{ByteOffset, ByteRange, Fragments, Text};

/// One way to take the quote at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The words.
    pub fragments: Fragments,
    /// How they are quoted.
    pub kind: QuoteKind,
    /// Why, in plain words.
    pub reason: &'static str,
}

/// Readings offered at most.
const MOST: usize = 24;

/// The quotes that may be meant at the caret, the likeliest first: those of its paragraph that are not
/// yet `taken`, from the caret on; then what lies within taken ones; then the sentence, the paragraph.
pub fn quote_readings(text: &Text, caret: ByteOffset, taken: &[ByteRange]) -> Vec<Reading> {
    let caret = text.grapheme_floor(caret);
    let paragraph = window::paragraph_at(text, caret);
    let found = Found::new(text, paragraph);
    let free = |fragments: &Fragments| !taken.iter().any(|&range| fragments.overlaps(range));
    let mut list: Vec<Draft> = Vec::new();
    let mut inner = found.inner();
    inner.sort_by_key(|draft| draft.rank(caret));
    let within = |draft: &Draft| draft.fragments.contains(caret) && !draft.is_taken(taken);
    // Within a quote that is taken already, what lies inside it at the caret comes first.
    if taken
        .iter()
        .any(|range| range.contains(caret) && range.start < caret)
    {
        list.extend(inner.iter().filter(|draft| within(draft)).cloned());
    }
    let mut outer = found.outer(text);
    outer.retain(|draft| free(&draft.fragments));
    outer.sort_by_key(|draft| draft.rank(caret));
    let variants: Vec<Draft> = outer
        .first()
        .map(|draft| found.variants(text, draft))
        .unwrap_or_default();
    let mut loose = found.loose(text);
    loose.sort_by_key(|draft| draft.rank(caret));
    let mut others = outer
        .into_iter()
        .chain(loose)
        .filter(|draft| free(&draft.fragments));
    list.extend(others.next());
    let (near, far) = variants.split_at(variants.len().min(1));
    list.extend(near.iter().cloned());
    list.extend(others);
    list.extend(far.iter().cloned());
    list.extend(inner.into_iter().filter(|draft| !draft.is_taken(taken)));
    list.extend(
        whole(text, caret, paragraph)
            .into_iter()
            .filter(|draft| !draft.is_taken(taken)),
    );
    finished(text, list, &found.attributions)
}

fn finished(text: &Text, list: Vec<Draft>, attributions: &[Attribution]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for draft in list {
        if readings.len() == MOST {
            break;
        }
        if readings
            .iter()
            .all(|reading| reading.fragments != draft.fragments)
        {
            readings.push(Reading {
                kind: kind_among(text, &draft.fragments, || {
                    is_cued(attributions, &draft.fragments)
                }),
                fragments: draft.fragments,
                reason: draft.reason,
            });
        }
    }
    readings
}

#[derive(Clone)]
struct Draft {
    fragments: Fragments,
    reason: &'static str,
    weak: bool,
}

impl Draft {
    fn one(range: ByteRange, reason: &'static str, weak: bool) -> Option<Self> {
        Some(Self {
            fragments: Fragments::one(range).ok()?,
            reason,
            weak,
        })
    }

    /// At the caret, then after it, then before it; the surer before the less sure; the nearer first.
    fn rank(&self, caret: ByteOffset) -> (u8, bool, usize) {
        let hull = self.fragments.hull();
        if self.fragments.contains(caret) {
            (0, self.weak, hull.len())
        } else if hull.end > caret {
            (1, self.weak, hull.start.0.saturating_sub(caret.0))
        } else {
            (2, self.weak, caret.0 - hull.end.0)
        }
    }

    fn is_taken(&self, taken: &[ByteRange]) -> bool {
        self.fragments
            .iter()
            .all(|fragment| taken.contains(&fragment))
    }
}

fn whole(text: &Text, caret: ByteOffset, paragraph: ByteRange) -> Vec<Draft> {
    let sentence = tidy_quote(text, sentences::sentence_at(text, caret));
    let paragraph = tidy_quote(text, paragraph);
    [
        Draft::one(sentence, "sentence", true),
        Draft::one(paragraph, "paragraph", true),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A selection that is labelled as a quote, with the quotation marks directly around it taken in, and
/// white space and a comma or full stop outside the marks left out.
pub fn tidy_quote(text: &Text, selection: ByteRange) -> ByteRange {
    let paragraph = window::paragraph_at(text, selection.start);
    tidy_among(text, selection, &quotation::quotations(text, paragraph))
}

/// The same, when the paragraph's quotations are known already.
fn tidy_among(text: &Text, selection: ByteRange, marks: &[Quotation]) -> ByteRange {
    let selection = text.whole_graphemes(selection);
    let mut range = bare(text, selection);
    if range.is_empty() {
        return selection;
    }
    let same = |a: ByteRange, b: ByteRange| bare(text, a) == bare(text, b);
    if let Some(mark) = marks.iter().find(|mark| same(mark.inner, range)) {
        return mark.range;
    }
    for mark in marks {
        let opened = mark.inner.start == range.start && mark.range.end <= range.end;
        let closes_after = ByteRange::between(range.end.min(mark.inner.end), mark.inner.end);
        let only_marks = text
            .slice(closes_after)
            .chars()
            .all(|c| !c.is_alphanumeric());
        let closed = mark.inner.end >= range.end
            && only_marks
            && range.start <= mark.range.start
            && mark.kind != QuotationKind::Unclosed;
        if opened || closed {
            range = range.hull(mark.range);
        }
    }
    text.whole_graphemes(range)
}

/// Without white space, and without a comma or full stop at the end.
fn bare(text: &Text, range: ByteRange) -> ByteRange {
    let range = window::trimmed(text, range);
    let words = text.slice(range);
    let last_word = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    // The last stop of "U.S." and the three of an ellipsis stay.
    let dotted = last_word.trim_end_matches('.').contains('.') || words.ends_with("..");
    let cut = match words.chars().next_back() {
        Some('.') if dotted => 0,
        Some(',' | '.' | '。' | '，') => words.chars().next_back().map_or(0, char::len_utf8),
        _ => 0,
    };
    let end = ByteOffset(range.end.0 - cut);
    let cut = window::trimmed(text, ByteRange::between(range.start, end));
    if cut.is_empty() {
        range
    } else {
        text.whole_graphemes(cut)
    }
}

#[cfg(test)]
mod tests;
