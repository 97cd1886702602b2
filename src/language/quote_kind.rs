//! How a quote gives the words: between marks, in part between marks, or in the writer's words.

use super::content::{self, Attribution};
use super::quotation::{self, Quotation};
use super::window;
use crate::model::{ByteOffset, ByteRange, Fragments, Text};

/// The four ways of quoting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// All between marks, or a paragraph closed and never opened.
    Direct,
    /// Reported in the writer's words.
    Indirect,
    /// Some of it between marks.
    Mixed,
    /// Somebody's words in the writer's, with no cue of their own.
    FreeIndirect,
}

impl QuoteKind {
    /// The value of the quote attribute `kind` in the schema `news`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::FreeIndirect => "free_indirect",
        }
    }
}

/// How these words are quoted, by the marks within them and the cues beside them.
pub fn quote_kind(text: &Text, quote: &Fragments) -> QuoteKind {
    let cued = || {
        let paragraph = window::paragraph_at(text, quote.start());
        is_cued(&content::attributions(text, paragraph), quote)
    };
    kind_among(text, quote, cued)
}

/// The kind, when it is known already whether the paragraph has a cue for it.
pub(super) fn kind_among(text: &Text, quote: &Fragments, cued: impl FnOnce() -> bool) -> QuoteKind {
    let (mut marked, mut plain) = (false, false);
    for fragment in quote {
        let marks = marks_in(text, fragment);
        for (i, c) in text.slice(fragment).char_indices() {
            if c.is_alphanumeric() {
                let at = ByteOffset(fragment.start.0 + i);
                let inside = marks.iter().any(|mark| mark.range.contains(at));
                marked |= inside;
                plain |= !inside;
            }
        }
    }
    match (marked, plain) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) if cued() => QuoteKind::Indirect,
        (false, _) => QuoteKind::FreeIndirect,
    }
}

/// The kind of words that stand in a paragraph whose quotations are known; of words that run on past it they
/// are looked for.
pub(super) fn kind_by_marks(
    text: &Text,
    quote: &Fragments,
    paragraph: ByteRange,
    marks: &[Quotation],
    cued: bool,
) -> QuoteKind {
    if !paragraph.covers(quote.hull()) {
        return kind_among(text, quote, || cued);
    }
    let worded = |range: ByteRange| text.slice(range).contains(char::is_alphanumeric);
    let (mut marked, mut plain) = (false, false);
    for fragment in quote {
        let mut at = fragment.start;
        let from = marks.partition_point(|mark| mark.range.start < fragment.start);
        for mark in marks.get(from..).unwrap_or_default() {
            if mark.range.start >= fragment.end {
                break;
            }
            if mark.range.start >= at && fragment.covers(mark.range) {
                plain |= worded(ByteRange::between(at, mark.range.start));
                marked |= worded(mark.range);
                at = mark.range.end;
            }
        }
        plain |= worded(ByteRange::between(at, fragment.end));
    }
    match (marked, plain) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) if cued => QuoteKind::Indirect,
        (false, _) => QuoteKind::FreeIndirect,
    }
}

/// The outermost quotations that lie within `fragment` with a mark of theirs.
fn marks_in(text: &Text, fragment: ByteRange) -> Vec<Quotation> {
    let first = text.paragraph_at(fragment.start);
    let last = text.paragraph_at(fragment.end);
    let paragraphs = text.paragraphs().get(first..=last).unwrap_or_default();
    paragraphs
        .iter()
        .flat_map(|&whole| quotation::quotations(text, window::near(text, whole, fragment.start)))
        .filter(|mark| fragment.covers(mark.range))
        .collect()
}

/// Whether one of these cues reports the quote, and does not stand in it.
pub(super) fn is_cued(attributions: &[Attribution], quote: &Fragments) -> bool {
    attributions.iter().any(|attribution| {
        quote.iter().any(|fragment| {
            attribution.content.overlaps(fragment) && !fragment.covers(attribution.cue)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_follows_the_marks() {
        for (marked, kind) in [
            ("[“It rained,”] Berg said.", QuoteKind::Direct),
            ("[It rained. We left,”]", QuoteKind::Direct),
            ("Berg said [that it was “wet.”]", QuoteKind::Mixed),
            ("Berg said [that it rained].", QuoteKind::Indirect),
            (
                "Berg said that it rained. [Norway should wait].",
                QuoteKind::FreeIndirect,
            ),
            ("“Berg said [it rained],” she said.", QuoteKind::Indirect),
            ("[“It rained,”] Berg said, [“and how.”]", QuoteKind::Direct),
        ] {
            let (text, quote) = crate::language::tests::marked(marked);
            assert_eq!(quote_kind(&text, &quote), kind, "{marked}");
        }
    }
}
