//! Quotations that run over several paragraphs.

use super::super::quotation::{self, Quotation, QuotationKind};
use super::super::window;
use crate::model::{ByteOffset, Text};

/// Where a quotation that is left open at its paragraph's end ends: at the first paragraph near it that closes
/// it, if each one between opens with a mark again or has none.
pub(in super::super) fn continued_end(text: &Text, open: &Quotation) -> Option<ByteOffset> {
    let mut at = open.range.end;
    for _ in 0..6 {
        let next = window::neighbour(text, at, 1)?;
        let marks = quotation::quotations(text, next);
        let start = window::trimmed(text, next).start;
        match marks.iter().find(|mark| mark.depth == 0) {
            Some(mark) if mark.range.start == start && mark.kind != QuotationKind::Unclosed => {
                return Some(mark.range.end);
            }
            // Closed there and never opened: the speech goes on without a new mark.
            Some(mark) if mark.kind == QuotationKind::Unopened => return Some(mark.range.end),
            Some(mark) if mark.range.start != start => return None,
            _ => at = next.end,
        }
    }
    None
}
