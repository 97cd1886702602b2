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

/// The part of `range` that lies within reach of `at`.
pub(super) fn near(text: &Text, range: ByteRange, at: ByteOffset) -> ByteRange {
    if range.len() <= 2 * REACH {
        return range;
    }
    let at = at.clamp(range.start, range.end);
    let start = ByteOffset(at.0.saturating_sub(REACH)).max(range.start);
    let end = ByteOffset(at.0 + REACH).min(range.end);
    text.whole_graphemes(ByteRange { start, end })
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
