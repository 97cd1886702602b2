//! The bounded stretch of text that the rules look at.

use crate::model::{ByteOffset, ByteRange, Text};

/// Bytes looked at on each side of the caret in a paragraph without end.
const REACH: usize = 10 * 1024;

/// The caret's paragraph, cut to what lies near the caret.
pub(super) fn paragraph_at(text: &Text, at: ByteOffset) -> ByteRange {
    paragraph(text, text.paragraph_at(at), at)
}

/// The paragraph with this number, cut to what lies near `at`.
pub(super) fn paragraph(text: &Text, number: usize, at: ByteOffset) -> ByteRange {
    let whole = text.paragraphs().get(number).copied().unwrap_or_default();
    near(text, whole, at)
}

/// The part of `range` that lies within reach of `at`. Places near one another get the same part.
pub(super) fn near(text: &Text, range: ByteRange, at: ByteOffset) -> ByteRange {
    if range.len() <= 2 * REACH {
        return range;
    }
    let at = at.clamp(range.start, range.end);
    let block = (at.0 - range.start.0) / REACH;
    let start = range.start.0 + block.saturating_sub(1) * REACH;
    let end = range.start.0 + (block + 2) * REACH;
    text.whole_graphemes(ByteRange {
        start: ByteOffset(start),
        end: ByteOffset(end).min(range.end),
    })
}

/// The paragraphs of a text in order, long ones cut at the ends of sentences, or between words, or
/// where there are none between grapheme clusters: pieces that the rules read one at a time.
pub fn pieces(text: &Text) -> impl Iterator<Item = ByteRange> + '_ {
    text.paragraphs().iter().flat_map(|&paragraph| Pieces {
        text,
        rest: paragraph,
        first: true,
    })
}

/// Bytes that a piece has at most.
const PIECE: usize = 8 * 1024;

struct Pieces<'t> {
    text: &'t Text,
    rest: ByteRange,
    /// An empty paragraph is one piece.
    first: bool,
}

impl Iterator for Pieces<'_> {
    type Item = ByteRange;

    fn next(&mut self) -> Option<ByteRange> {
        if self.rest.is_empty() && !self.first {
            return None;
        }
        self.first = false;
        let start = self.rest.start;
        let end = if self.rest.len() <= PIECE {
            self.rest.end
        } else {
            self.cut()
        };
        self.rest.start = end;
        Some(ByteRange { start, end })
    }
}

impl Pieces<'_> {
    /// Where the next piece ends: in the second half of what it may have.
    fn cut(&self) -> ByteOffset {
        let floor = |at: usize| {
            let mut at = at;
            while !self.text.is_boundary(ByteOffset(at)) {
                at -= 1;
            }
            at
        };
        let limit = floor(self.rest.start.0 + PIECE);
        let from = floor(self.rest.start.0 + PIECE / 2);
        let half = self.text.slice(ByteRange::new(from, limit));
        let stop = [". ", ".” ", ".\" ", "? ", "! ", "。"];
        let stops = stop
            .iter()
            .filter_map(|stop| Some(half.rfind(stop)? + stop.len()));
        let at = stops
            .max()
            .or_else(|| half.rfind(char::is_whitespace))
            .map_or(limit, |at| from + at);
        let cut = self.text.grapheme_ceil(ByteOffset(at));
        cut.clamp(self.text.next_grapheme(self.rest.start), self.rest.end)
    }
}

/// The nearest paragraph after (`step` 1) or before (`step` -1) the one at `at` that is not blank,
/// looking at most six paragraphs away.
pub(super) fn neighbour(text: &Text, at: ByteOffset, step: isize) -> Option<ByteRange> {
    let mut number = text.paragraph_at(at);
    for _ in 0..6 {
        number = number.checked_add_signed(step)?;
        let whole = *text.paragraphs().get(number)?;
        let edge = if step > 0 { whole.start } else { whole.end };
        let near = near(text, whole, edge);
        if !text.slice(near).trim().is_empty() {
            return Some(near);
        }
    }
    None
}

/// The stretch without white space at its ends.
pub(super) fn trimmed(text: &Text, range: ByteRange) -> ByteRange {
    let words = text.slice(range);
    let start = range.start.0 + (words.len() - words.trim_start().len());
    let end = range.start.0 + words.trim_end().len();
    if end <= start {
        return ByteRange::empty_at(range.start);
    }
    text.whole_graphemes(ByteRange::new(start, end))
}
