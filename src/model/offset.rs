//! Positions in a text, each unit in a type of its own so that none is taken for another.
//!
//! Inside the program an offset is a [`ByteOffset`]; [`super::Text`] converts at the edge.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! offset {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub usize);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset! {
    /// A position in the text's UTF-8, in bytes from its start, at a code point's boundary.
    ByteOffset
}
offset! {
    /// A position in Unicode code points, the unit of Dictum's files and of Python's strings.
    CharOffset
}
offset! {
    /// A position in UTF-16 code units, the unit of JavaScript, Java and .NET.
    Utf16Offset
}
offset! {
    /// A position in extended grapheme clusters (UAX #29): what a person counts as characters.
    GraphemeOffset
}

impl ByteOffset {
    /// This position moved by `delta` bytes; stops at 0.
    pub fn shifted(self, delta: isize) -> Self {
        Self(self.0.saturating_add_signed(delta))
    }
}

/// A half-open stretch of text, in bytes. `start` is never after `end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct ByteRange {
    /// The first byte.
    pub start: ByteOffset,
    /// The byte after the last.
    pub end: ByteOffset,
}

impl ByteRange {
    /// The stretch between two positions, whichever comes first.
    pub fn new(a: usize, b: usize) -> Self {
        Self::between(ByteOffset(a), ByteOffset(b))
    }

    /// The stretch between two positions, whichever comes first.
    pub fn between(a: ByteOffset, b: ByteOffset) -> Self {
        Self {
            start: a.min(b),
            end: a.max(b),
        }
    }

    /// The empty stretch at a position.
    pub fn empty_at(at: ByteOffset) -> Self {
        Self { start: at, end: at }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.0 - self.start.0
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `at` stands on one of its bytes.
    pub fn contains(self, at: ByteOffset) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether `other` lies within it, ends included.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two share a byte or stand end to end.
    pub fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// What the two share; `None` when they share no byte.
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The shortest stretch that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// As a range for slicing a string.
    pub fn as_range(self) -> std::ops::Range<usize> {
        self.start.0..self.end.0
    }
}

impl From<std::ops::Range<usize>> for ByteRange {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<(usize, usize)> for ByteRange {
    fn from((a, b): (usize, usize)) -> Self {
        Self::new(a, b)
    }
}

impl From<ByteRange> for (usize, usize) {
    fn from(range: ByteRange) -> Self {
        (range.start.0, range.end.0)
    }
}

impl fmt::Debug for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl fmt::Display for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
