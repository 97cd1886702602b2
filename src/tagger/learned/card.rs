//! A model's card: what it was learned from and how good it is, for people and programs to read.

use serde::{Deserialize, Serialize};

/// What stands at the head of a model's file. Nothing in it depends on the clock: the same articles give
/// the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// What stands in `origin.name` of what it proposes.
    pub name: String,
    /// What stands in `origin.version`: the beginning of `sha256`.
    pub version: String,
    /// The version of Dictum that made it.
    pub made_by: String,
    /// How many annotated articles it was learned from.
    pub documents: usize,
    /// How many were given and left out, being unfinished.
    pub left_out: usize,
    /// Into how many parts the articles were divided to find how good it is; 0 when there were too few.
    pub folds: usize,
    /// What decided on the parts and the order of examples.
    pub seed: u64,
    /// The labels, in the order of their names.
    pub labels: Vec<LabelCard>,
    /// Of what follows the card, to notice damage.
    pub sha256: String,
}

/// One label of a model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LabelCard {
    /// Its name in files.
    pub label: String,
    /// In how many articles it was looked for throughout.
    pub documents: usize,
    /// How many marks it was learned from.
    pub spans: usize,
    /// How good a model learned from the other parts was on each part.
    pub held_out: Option<Counts>,
}

/// How what was proposed agrees with what was right, mark by mark, one to one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Marks that are right.
    pub gold: usize,
    /// Marks that were proposed.
    pub proposed: usize,
    /// Proposed ones that overlap a right one.
    pub overlapping: usize,
    /// Proposed ones that are right to the letter.
    pub exact: usize,
}

/// Precision, recall and their harmonic mean, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Of what was proposed, how much is right.
    pub precision: f64,
    /// Of what is right, how much was proposed.
    pub recall: f64,
    /// Both in one.
    pub f1: f64,
}

impl Counts {
    /// Where a mark that overlaps the right one counts.
    pub fn any(&self) -> Measure {
        self.measure(self.overlapping)
    }

    /// Where only the right one counts.
    pub fn exact(&self) -> Measure {
        self.measure(self.exact)
    }

    fn measure(&self, right: usize) -> Measure {
        let of = |all: usize| {
            if all == 0 {
                0.0
            } else {
                right as f64 / all as f64
            }
        };
        let (precision, recall) = (of(self.proposed), of(self.gold));
        let sum = precision + recall;
        let f1 = if sum == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / sum
        };
        Measure {
            precision,
            recall,
            f1,
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.proposed += other.proposed;
        self.overlapping += other.overlapping;
        self.exact += other.exact;
    }
}
