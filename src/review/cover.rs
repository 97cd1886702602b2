//! Which characters of a text a span covers, as far as they count in a comparison.

use crate::model::{ByteOffset, ByteRange, Text};

/// Quotation marks, end punctuation and white space, which count for neither side: on whether they
/// belong to a quote, the conventions differ.
const TAIL: &str = " \t\n\r\"“”‘’«»„'`,.;:-–—";
/// The marks that tell a quote with quotation marks from one without.
const QUOTATION_MARKS: &str = "\"“”«»„";

/// Measures spans of one text in the characters that count, in code points.
#[derive(Clone, Debug)]
pub struct Ruler {
    text: Text,
    /// Where what does not count stands, in bytes.
    tails: Vec<usize>,
    /// Where quotation marks stand, in bytes.
    marks: Vec<usize>,
}

impl Ruler {
    /// A ruler for a text, made in one walk over it.
    pub fn new(text: &Text) -> Self {
        let (mut tails, mut marks) = (Vec::new(), Vec::new());
        for (at, c) in text.as_str().char_indices() {
            if c.is_ascii_alphanumeric() {
                continue;
            }
            if TAIL.contains(c) {
                tails.push(at);
            }
            if QUOTATION_MARKS.contains(c) {
                marks.push(at);
            }
        }
        Self {
            text: text.clone(),
            tails,
            marks,
        }
    }

    /// What these stretches cover, in any order; they may overlap. What lies past the text is nothing.
    pub fn cover(&self, stretches: impl IntoIterator<Item = ByteRange>) -> Cover {
        let counted = |range: ByteRange| (self.counted(range.start), self.counted(range.end));
        Cover::new(stretches.into_iter().map(counted).collect())
    }

    /// Whether a quotation mark stands in one of the stretches or right beside it.
    pub fn has_quotation_mark(&self, stretches: impl IntoIterator<Item = ByteRange>) -> bool {
        stretches.into_iter().any(|range| {
            let around = self.widened(range);
            let first = self.marks.partition_point(|at| *at < around.start.0);
            self.marks.get(first).is_some_and(|at| *at < around.end.0)
        })
    }

    /// The stretch with the character before it and the one after it.
    fn widened(&self, range: ByteRange) -> ByteRange {
        let string = self.text.as_str();
        let before = string.get(..range.start.0).unwrap_or_default();
        let after = string.get(range.end.0..).unwrap_or_default();
        let first = before.chars().next_back().map_or(0, char::len_utf8);
        let last = after.chars().next().map_or(0, char::len_utf8);
        ByteRange::new(range.start.0 - first, range.end.0 + last)
    }

    /// How many characters before `at` count.
    fn counted(&self, at: ByteOffset) -> usize {
        let left_out = self.tails.partition_point(|tail| *tail < at.0);
        self.text.char_offset(at).0 - left_out
    }
}

/// The characters that a span covers: numbers of those that count, from the text's start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// In order, none empty, none touching another.
    stretches: Vec<(usize, usize)>,
}

impl Cover {
    fn new(mut stretches: Vec<(usize, usize)>) -> Self {
        stretches.retain(|(start, end)| start < end);
        stretches.sort_unstable();
        let mut joined: Vec<(usize, usize)> = Vec::with_capacity(stretches.len());
        for (start, end) in stretches {
            match joined.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        Self { stretches: joined }
    }

    /// Its stretches in characters that count, in order.
    pub(super) fn stretches(&self) -> &[(usize, usize)] {
        &self.stretches
    }

    /// How many characters it covers.
    pub fn len(&self) -> usize {
        self.stretches.iter().map(|(start, end)| end - start).sum()
    }

    /// Whether it covers none.
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// How many characters both cover.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut mine, mut theirs) = (self.stretches.iter(), other.stretches.iter());
        let (mut a, mut b) = (mine.next(), theirs.next());
        let mut shared = 0;
        while let (Some(left), Some(right)) = (a, b) {
            shared += left.1.min(right.1).saturating_sub(left.0.max(right.0));
            if left.1 < right.1 {
                a = mine.next();
            } else {
                b = theirs.next();
            }
        }
        shared
    }

    /// What both cover as a part of what either covers, 0 to 1: the Jaccard index.
    pub fn jaccard(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        if shared == 0 {
            return 0.0;
        }
        shared as f64 / (self.len() + other.len() - shared) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn marks_stops_and_spaces_count_for_neither_side() {
        let text = Text::new("“Да, so be it.” he said");
        let ruler = Ruler::new(&text);
        let cover = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            ruler.cover([ByteRange::new(start, start + words.len())])
        };
        assert_eq!(cover("“Да, so be it.”").len(), 8);
        assert_eq!(cover("“Да, so be it.”"), cover("Да, so be it"));
        assert!(cover(".” ").is_empty());
        let (all, some) = (cover("Да, so be it."), cover("so be"));
        assert_eq!((all.shared(&some), all.jaccard(&some)), (4, 0.5));
    }

    #[test]
    fn a_quotation_mark_counts_also_right_beside_the_words() {
        let text = Text::new("a “b” c d");
        let ruler = Ruler::new(&text);
        let has = |start, end| ruler.has_quotation_mark([ByteRange::new(start, end)]);
        let b = "a “".len();
        assert!(has(b, b + 1));
        assert!(has(0, 2), "the mark follows");
        assert!(!has(0, 1));
        let d = text.len();
        assert!(!has(d - 1, d));
        assert!(has(0, d));
    }

    proptest! {
        /// The sums over stretches are those over sets of characters.
        #[test]
        fn stretches_count_as_sets_of_characters_do(
            string in "[ab .,“”é]{0,24}",
            cuts in proptest::collection::vec((0usize..30, 0usize..30), 0..6),
        ) {
            let text = Text::new(string.as_str());
            let bounds: Vec<usize> = string.char_indices().map(|(at, _)| at).chain([string.len()]).collect();
            let ranges: Vec<ByteRange> = cuts
                .iter()
                .map(|(a, b)| ByteRange::new(bounds[a % bounds.len()], bounds[b % bounds.len()]))
                .collect();
            let set = |ranges: &[ByteRange]| -> BTreeSet<usize> {
                let inside = |at: usize| ranges.iter().any(|range| range.contains(ByteOffset(at)));
                let chars = string.char_indices();
                chars.filter(|(at, c)| inside(*at) && !TAIL.contains(*c)).map(|(at, _)| at).collect()
            };
            let (left, right) = ranges.split_at(ranges.len() / 2);
            let ruler = Ruler::new(&text);
            let (a, b) = (ruler.cover(left.iter().copied()), ruler.cover(right.iter().copied()));
            prop_assert_eq!(a.len(), set(left).len());
            prop_assert_eq!(a.shared(&b), set(left).intersection(&set(right)).count());
        }
    }
}
