//! Bytes as one choice after another; when they are at an end, the first is chosen.

use dictum::model::{ByteRange, CharOffset, Text};

pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// Less than this many, and 0 of none.
    pub fn below(&mut self, bound: usize) -> usize {
        let number = if bound > 256 {
            usize::from(u16::from_le_bytes([self.byte(), self.byte()]))
        } else {
            usize::from(self.byte())
        };
        number % bound.max(1)
    }

    /// A stretch of whole code points.
    pub fn stretch(&mut self, text: &Text) -> ByteRange {
        let end = text.chars_len().0;
        let (from, len) = (self.below(end + 1), self.below(40));
        let byte = |at: usize| {
            let at = text.byte_of_char(CharOffset(at.min(end)));
            at.unwrap_or_else(|| text.end())
        };
        ByteRange::between(byte(from), byte(from + len))
    }
}
