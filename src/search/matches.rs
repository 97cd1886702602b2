//! All places where a query stands in a text.

use crate::model::{ByteOffset, ByteRange};

/// The matches of a text, in order, none overlapping another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches(Vec<ByteRange>);

impl Matches {
    pub(super) fn new(all: Vec<ByteRange>) -> Self {
        Self(all)
    }

    /// In the text's order.
    pub fn as_slice(&self) -> &[ByteRange] {
        &self.0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first that begins at or after `from`, going round at the end.
    pub fn next(&self, from: ByteOffset) -> Option<ByteRange> {
        let after = self.0.partition_point(|found| found.start < from);
        self.0.get(after).or_else(|| self.0.first()).copied()
    }

    /// The last that begins before `before`, going round at the start.
    pub fn previous(&self, before: ByteOffset) -> Option<ByteRange> {
        let after = self.0.partition_point(|found| found.start < before);
        let last = after.checked_sub(1).and_then(|last| self.0.get(last));
        last.or_else(|| self.0.last()).copied()
    }

    /// The number of a match, from 1; `None` when the stretch is none.
    pub fn number(&self, found: ByteRange) -> Option<usize> {
        self.0.binary_search(&found).ok().map(|index| index + 1)
    }
}
