//! How much of two sides is the same, in the field's measures.

use std::ops::AddAssign;

/// From this Jaccard index on, two spans count as the same mark.
pub(super) const HALF: f64 = 0.5;
/// From this Jaccard index on, two spans count as the same words.
pub(super) const EXACT: f64 = 0.98;

/// What must hold of two marks to count as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// They share a character.
    Any,
    /// Their Jaccard index is at least one half.
    Half,
    /// It is at least 0.98: the same words.
    Exact,
    /// One half, and their speakers share a character, or neither has one.
    WithSpeaker,
}

impl Measure {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Any, Self::Half, Self::Exact, Self::WithSpeaker];

    /// What it is called in tables.
    pub fn title(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Half => "J>=.5",
            Self::Exact => "exact",
            Self::WithSpeaker => "+spk",
        }
    }
}

/// How many marks each side has, and how many of them are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Marks of the gold, without those that are optional.
    pub gold: usize,
    /// Marks of the other side, without those that match an optional one.
    pub other: usize,
    /// Pairs that share a character.
    pub any: usize,
    /// Pairs with a Jaccard index of at least one half.
    pub half: usize,
    /// Pairs with a Jaccard index of at least 0.98.
    pub exact: usize,
    /// Pairs with a Jaccard index of at least one half and a speaker in common, or none on both sides.
    pub with_speaker: usize,
}

/// Precision, recall and what lies between them, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rate {
    /// How much of the other side is right.
    pub precision: f64,
    /// How much of the gold was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Score {
    /// How many pairs count by a measure.
    pub fn same(&self, measure: Measure) -> usize {
        match measure {
            Measure::Any => self.any,
            Measure::Half => self.half,
            Measure::Exact => self.exact,
            Measure::WithSpeaker => self.with_speaker,
        }
    }

    /// The rates by a measure; 0 where a side has no marks.
    pub fn rate(&self, measure: Measure) -> Rate {
        let same = self.same(measure) as f64;
        let precision = same / self.other.max(1) as f64;
        let recall = same / self.gold.max(1) as f64;
        Rate {
            precision,
            recall,
            f1: 2.0 * precision * recall / (precision + recall).max(1e-9),
        }
    }

    /// Takes in a pair with this Jaccard index.
    pub(super) fn take(&mut self, overlap: f64, same_speaker: bool) {
        self.any += 1;
        self.half += usize::from(overlap >= HALF);
        self.exact += usize::from(overlap >= EXACT);
        self.with_speaker += usize::from(overlap >= HALF && same_speaker);
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, more: Self) {
        self.gold += more.gold;
        self.other += more.other;
        self.any += more.any;
        self.half += more.half;
        self.exact += more.exact;
        self.with_speaker += more.with_speaker;
    }
}
