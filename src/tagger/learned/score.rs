//! How marks agree with those that are right.

use super::card::Counts;
use super::shared;
use crate::model::Fragments;

/// Pairs marks one to one, those that share most first, and counts.
pub(super) fn agreement(gold: &[Fragments], proposed: &[Fragments]) -> Counts {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (g, right) in gold.iter().enumerate() {
        for (p, mark) in proposed.iter().enumerate() {
            let both = shared(right, mark);
            if both > 0 {
                let either = right.covered() + mark.covered() - both;
                pairs.push((both as f64 / either as f64, g, p));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut gone, mut used) = (vec![false; gold.len()], vec![false; proposed.len()]);
    let mut counts = Counts {
        gold: gold.len(),
        proposed: proposed.len(),
        ..Counts::default()
    };
    for (overlap, g, p) in pairs {
        if gone[g] || used[p] {
            continue;
        }
        (gone[g], used[p]) = (true, true);
        counts.overlapping += 1;
        counts.exact += usize::from(overlap >= 1.0);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ByteRange;

    #[test]
    fn marks_are_paired_one_to_one() {
        let marks = |ranges: &[(usize, usize)]| -> Vec<Fragments> {
            let one = |&(start, end)| Fragments::one(ByteRange::new(start, end)).unwrap();
            ranges.iter().map(one).collect()
        };
        for (gold, proposed, overlapping, exact) in [
            (marks(&[(0, 5), (10, 15)]), marks(&[(0, 5), (12, 20)]), 2, 1),
            (marks(&[(0, 20)]), marks(&[(0, 5), (5, 20)]), 1, 0),
            (marks(&[(0, 5)]), marks(&[(5, 10)]), 0, 0),
            (marks(&[]), marks(&[(0, 1)]), 0, 0),
        ] {
            let counts = agreement(&gold, &proposed);
            assert_eq!((counts.overlapping, counts.exact), (overlapping, exact));
        }
        let measure = agreement(&marks(&[(0, 5)]), &marks(&[(0, 5), (7, 9)])).exact();
        assert_eq!((measure.precision, measure.recall), (0.5, 1.0));
    }
}
