//! Matching the spans of two sides one to one, best overlap first.

use super::Cover;
use std::cmp::Ordering;

/// Two spans that mean the same, by their places on either side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// On the one side.
    pub gold: usize,
    /// On the other.
    pub other: usize,
    /// The Jaccard index of the two, above 0, at most 1.
    pub overlap: f64,
}

/// Pairs the spans of two sides that share a character: each at most once, the best overlap first.
/// Of pairs as good as each other, the one that stands later in its side's order comes first.
///
/// Costs the sorting of the spans and one look at each pair that overlaps.
pub fn pairs(gold: &[Cover], other: &[Cover]) -> Vec<Pair> {
    let mut all: Vec<Pair> = overlapping(gold, other)
        .into_iter()
        .filter_map(|(i, j)| {
            Some(Pair {
                gold: i,
                other: j,
                overlap: gold.get(i)?.jaccard(other.get(j)?),
            })
        })
        .collect();
    all.sort_unstable_by(better_first);
    let (mut gone, mut gone_other) = (vec![false; gold.len()], vec![false; other.len()]);
    all.retain(|pair| {
        if gone[pair.gold] || gone_other[pair.other] {
            return false;
        }
        gone[pair.gold] = true;
        gone_other[pair.other] = true;
        true
    });
    all
}

fn better_first(a: &Pair, b: &Pair) -> Ordering {
    let of = |pair: &Pair| (pair.gold, pair.other);
    b.overlap
        .total_cmp(&a.overlap)
        .then_with(|| of(b).cmp(&of(a)))
}

/// Which spans lie in no other of them; of spans that cover the same characters, the first.
/// The places are in order.
pub fn outermost(covers: &[Cover]) -> Vec<usize> {
    let lengths: Vec<usize> = covers.iter().map(Cover::len).collect();
    let mut inside = vec![false; covers.len()];
    for (i, j) in overlapping(covers, covers) {
        let within = i != j && covers[i].shared(&covers[j]) == lengths[i];
        inside[i] |= within && (lengths[i] < lengths[j] || j < i);
    }
    // What covers nothing lies in whatever covers something, and in what covers nothing before it.
    let any = lengths.iter().any(|length| *length > 0);
    let mut empty = lengths
        .iter()
        .enumerate()
        .filter(|(_, length)| **length == 0);
    let kept = if any { None } else { empty.next() };
    let kept = kept.map(|(i, _)| i);
    (0..covers.len())
        .filter(|i| !inside[*i] && (lengths[*i] > 0 || kept == Some(*i)))
        .collect()
}

/// Every two spans, one of each side, that share a character: a sweep over the text.
fn overlapping(gold: &[Cover], other: &[Cover]) -> Vec<(usize, usize)> {
    let mut starts: Vec<Start> = Vec::new();
    for (side, covers) in [gold, other].into_iter().enumerate() {
        for (span, cover) in covers.iter().enumerate() {
            let stretches = cover.stretches().iter();
            starts.extend(stretches.map(|&(start, end)| Start {
                start,
                end,
                is_gold: side == 0,
                span,
            }));
        }
    }
    starts.sort_unstable_by_key(|start| start.start);
    let (mut open, mut open_other) = (Vec::<Start>::new(), Vec::<Start>::new());
    let mut found = Vec::new();
    for start in starts {
        let (mine, theirs) = if start.is_gold {
            (&mut open, &mut open_other)
        } else {
            (&mut open_other, &mut open)
        };
        // What has ended is let go when it is met; what has not is a pair.
        theirs.retain(|there| there.end > start.start);
        for there in theirs.iter() {
            found.push(if start.is_gold {
                (start.span, there.span)
            } else {
                (there.span, start.span)
            });
        }
        mine.push(start);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A stretch that begins, in the characters that count.
#[derive(Clone, Copy)]
struct Start {
    start: usize,
    end: usize,
    is_gold: bool,
    span: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByteRange, Text};
    use crate::review::Ruler;
    use proptest::prelude::*;

    fn covers(spans: &[Vec<(usize, usize)>]) -> Vec<Cover> {
        let ruler = Ruler::new(&Text::new("x".repeat(60)));
        let cover = |span: &Vec<(usize, usize)>| {
            ruler.cover(
                span.iter()
                    .map(|&(start, len)| ByteRange::new(start, start + len)),
            )
        };
        spans.iter().map(cover).collect()
    }

    fn matched(gold: &[Vec<(usize, usize)>], other: &[Vec<(usize, usize)>]) -> Vec<(usize, usize)> {
        let pairs = pairs(&covers(gold), &covers(other));
        pairs.iter().map(|pair| (pair.gold, pair.other)).collect()
    }

    #[test]
    fn each_is_matched_once_and_the_best_first() {
        let one = |start, len| vec![(start, len)];
        let gold = [one(0, 10), one(20, 5)];
        assert_eq!(
            matched(&gold, &[one(0, 4), one(1, 9), one(18, 5)]),
            [(0, 1), (1, 2)]
        );
        assert_eq!(matched(&gold, &[one(10, 10)]), []);
        // Two as good as each other: the later one.
        assert_eq!(matched(&[one(0, 10)], &[one(0, 5), one(5, 5)]), [(0, 1)]);
        let split = [vec![(0, 5), (10, 5)]];
        assert_eq!(matched(&split, &[one(12, 3)]), [(0, 0)]);
    }

    #[test]
    fn what_lies_in_another_is_not_outermost() {
        let spans = [
            vec![(0, 10)],
            vec![(2, 3)],
            vec![(0, 10)],
            vec![(8, 5)],
            vec![],
        ];
        assert_eq!(outermost(&covers(&spans)), [0, 3]);
        assert_eq!(outermost(&covers(&[vec![], vec![]])), [0]);
    }

    fn spans() -> impl Strategy<Value = Vec<Vec<(usize, usize)>>> {
        let span = proptest::collection::vec((0usize..50, 0usize..10), 0..3);
        proptest::collection::vec(span, 0..9)
    }

    proptest! {
        #[test]
        fn the_sweep_finds_what_looking_at_all_pairs_finds(gold in spans(), other in spans()) {
            let (gold, other) = (covers(&gold), covers(&other));
            let mut all = Vec::new();
            for (i, a) in gold.iter().enumerate() {
                for (j, b) in other.iter().enumerate() {
                    if a.shared(b) > 0 {
                        all.push((i, j));
                    }
                }
            }
            prop_assert_eq!(overlapping(&gold, &other), all);
            let within = |i: usize, j: usize| {
                let (a, b) = (&gold[i], &gold[j]);
                a.shared(b) == a.len() && (a.len() < b.len() || j < i)
            };
            let plain: Vec<usize> = (0..gold.len())
                .filter(|&i| !(0..gold.len()).any(|j| i != j && within(i, j)))
                .collect();
            prop_assert_eq!(outermost(&gold), plain);
        }
    }
}
