//! Comparing the links of two sides.

use super::{Marks, Pair, Score, Tie};
use crate::model::LabelName;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many links are the same: those whose ends are, as well as the worse of their two ends is.
pub(super) fn score(gold: &Marks, other: &Marks, same: &[Pair]) -> BTreeMap<LabelName, Score> {
    let mut scores: BTreeMap<LabelName, Score> = BTreeMap::new();
    let there: HashSet<&Tie> = other.ties.iter().collect();
    let matched: HashMap<usize, &Pair> = same.iter().map(|pair| (pair.gold, pair)).collect();
    for tie in &other.ties {
        scores.entry(tie.label.clone()).or_default().other += 1;
    }
    for tie in &gold.ties {
        let score = scores.entry(tie.label.clone()).or_default();
        score.gold += 1;
        let (Some(from), Some(to)) = (matched.get(&tie.from), matched.get(&tie.to)) else {
            continue;
        };
        let led = Tie {
            label: tie.label.clone(),
            from: from.other,
            to: to.other,
        };
        if there.contains(&led) {
            score.take(from.overlap.min(to.overlap), false);
        }
    }
    scores
}
