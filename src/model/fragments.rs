//! The stretches of text that a span covers.

use super::{ByteOffset, ByteRange};
use serde::{Deserialize, Serialize};

/// A span's stretches: in text order, none empty, none overlapping or touching another, at least one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<ByteRange>", into = "Vec<ByteRange>")]
pub struct Fragments(Vec<ByteRange>);

/// Why stretches cannot be a span's fragments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FragmentsError {
    /// There are none.
    #[error("a span needs at least one fragment")]
    None,
    /// One holds no text.
    #[error("fragment {0} is empty")]
    Empty(usize),
    /// One begins before the end of the one before it, or right at it.
    #[error("fragment {0} overlaps or touches the one before it, or stands before it")]
    Order(usize),
}

impl Fragments {
    /// One stretch.
    pub fn one(range: ByteRange) -> Result<Self, FragmentsError> {
        Self::new(vec![range])
    }

    /// Several stretches, already in order and apart.
    pub fn new(ranges: Vec<ByteRange>) -> Result<Self, FragmentsError> {
        if ranges.is_empty() {
            return Err(FragmentsError::None);
        }
        for (i, range) in ranges.iter().enumerate() {
            if range.is_empty() {
                return Err(FragmentsError::Empty(i));
            }
            if i > 0 && ranges[i - 1].end >= range.start {
                return Err(FragmentsError::Order(i));
            }
        }
        Ok(Self(ranges))
    }

    /// Stretches in any order: sorted, joined where they touch, empty ones left out.
    pub fn joined(mut ranges: Vec<ByteRange>) -> Result<Self, FragmentsError> {
        ranges.retain(|range| !range.is_empty());
        ranges.sort_unstable();
        let mut joined: Vec<ByteRange> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if last.touches(range) => *last = last.hull(range),
                _ => joined.push(range),
            }
        }
        Self::new(joined)
    }

    /// With another stretch added, joined to those it touches.
    pub fn with(&self, range: ByteRange) -> Self {
        let mut ranges = self.0.clone();
        ranges.push(range);
        // Adding never empties, so the old fragments are only a formal answer.
        Self::joined(ranges).unwrap_or_else(|_| self.clone())
    }

    /// With a stretch cut out; `None` when nothing is left.
    pub fn without(&self, cut: ByteRange) -> Option<Self> {
        let left = self.0.iter().map(|range| ByteRange {
            start: range.start,
            end: range.end.min(cut.start).max(range.start),
        });
        let right = self.0.iter().map(|range| ByteRange {
            start: range.start.max(cut.end).min(range.end),
            end: range.end,
        });
        if cut.is_empty() {
            return Some(self.clone());
        }
        Self::joined(left.chain(right).collect()).ok()
    }

    /// The stretches, in text order.
    pub fn as_slice(&self) -> &[ByteRange] {
        &self.0
    }

    /// The stretches, in text order.
    pub fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, ByteRange>> {
        self.0.iter().copied()
    }

    /// Where the first begins.
    pub fn start(&self) -> ByteOffset {
        self.0[0].start
    }

    /// Where the last ends.
    pub fn end(&self) -> ByteOffset {
        self.0[self.0.len() - 1].end
    }

    /// From the first's start to the last's end.
    pub fn hull(&self) -> ByteRange {
        ByteRange {
            start: self.start(),
            end: self.end(),
        }
    }

    /// How many there are: at least one.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Bytes covered.
    pub fn covered(&self) -> usize {
        self.iter().map(ByteRange::len).sum()
    }

    /// Whether one of them stands on `at`.
    pub fn contains(&self, at: ByteOffset) -> bool {
        self.iter().any(|range| range.contains(at))
    }

    /// Whether one of them shares a byte with `range`.
    pub fn overlaps(&self, range: ByteRange) -> bool {
        self.iter().any(|fragment| fragment.overlaps(range))
    }

    /// The index of the fragment nearest to `at`, the earlier one when two are as near.
    pub fn nearest(&self, at: ByteOffset) -> usize {
        let distance = |range: ByteRange| {
            if range.contains(at) {
                0
            } else {
                range.start.0.abs_diff(at.0).min(range.end.0.abs_diff(at.0))
            }
        };
        (0..self.0.len())
            .min_by_key(|&i| distance(self.0[i]))
            .unwrap_or(0)
    }
}

impl<'a> IntoIterator for &'a Fragments {
    type Item = ByteRange;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, ByteRange>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl TryFrom<Vec<ByteRange>> for Fragments {
    type Error = FragmentsError;

    fn try_from(ranges: Vec<ByteRange>) -> Result<Self, FragmentsError> {
        Self::new(ranges)
    }
}

impl From<Fragments> for Vec<ByteRange> {
    fn from(fragments: Fragments) -> Self {
        fragments.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragments(ranges: &[(usize, usize)]) -> Fragments {
        Fragments::new(ranges.iter().copied().map(ByteRange::from).collect()).unwrap()
    }

    #[test]
    fn only_ordered_separate_stretches_are_fragments() {
        let check = |ranges: &[(usize, usize)]| {
            Fragments::new(ranges.iter().copied().map(ByteRange::from).collect()).err()
        };
        assert_eq!(check(&[]), Some(FragmentsError::None));
        assert_eq!(check(&[(3, 3)]), Some(FragmentsError::Empty(0)));
        assert_eq!(check(&[(0, 2), (2, 4)]), Some(FragmentsError::Order(1)));
        assert_eq!(check(&[(5, 6), (0, 2)]), Some(FragmentsError::Order(1)));
        assert_eq!(check(&[(0, 2), (3, 4)]), None);
    }

    #[test]
    fn adding_joins_and_cutting_parts() {
        assert_eq!(
            fragments(&[(0, 2), (5, 9)]).with((2, 5).into()),
            fragments(&[(0, 9)])
        );
        assert_eq!(
            fragments(&[(0, 9)]).without((2, 5).into()),
            Some(fragments(&[(0, 2), (5, 9)]))
        );
        assert_eq!(
            fragments(&[(0, 2), (5, 9)]).without((1, 6).into()),
            Some(fragments(&[(0, 1), (6, 9)]))
        );
        assert_eq!(fragments(&[(2, 5)]).without((0, 9).into()), None);
        assert_eq!(
            fragments(&[(2, 5)]).without((3, 3).into()),
            Some(fragments(&[(2, 5)]))
        );
    }
}
