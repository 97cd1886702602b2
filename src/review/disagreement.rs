//! Where two sides differ.

use super::comparison::same_speaker;
use super::score::{EXACT, HALF};
use super::{Cover, Mark, Marks, Pair, Ruler, pairs};
use crate::model::ByteOffset;
use std::collections::BTreeSet;

/// How two sides differ at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The gold has a mark that the other side has not.
    Missed,
    /// The other side has a mark that the gold has not.
    Extra,
    /// Both have a mark, and it does not cover the same words.
    OtherBoundary,
    /// Both have a quote, and nobody is named as its speaker by both.
    OtherSpeaker,
    /// Both have a mark on at least half the same words, with another label.
    OtherLabel,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Missed,
        Self::Extra,
        Self::OtherBoundary,
        Self::OtherSpeaker,
        Self::OtherLabel,
    ];

    /// What it is called in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Extra => "extra",
            Self::OtherBoundary => "other boundary",
            Self::OtherSpeaker => "other speaker",
            Self::OtherLabel => "other label",
        }
    }
}

/// A difference: the mark of either side, where it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// How they differ.
    pub kind: Kind,
    /// What the gold has, in bytes of the other side's text.
    pub gold: Option<Mark>,
    /// What the other side has.
    pub other: Option<Mark>,
}

impl Disagreement {
    /// Where to look.
    pub fn start(&self) -> ByteOffset {
        let mark = self.gold.as_ref().or(self.other.as_ref());
        mark.map_or(ByteOffset(0), Mark::start)
    }
}

/// A side with what measures its text.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub marks: &'a Marks,
    pub ruler: &'a Ruler,
}

impl Side<'_> {
    /// The marks that no pair holds, by place, with what they cover.
    fn left_over(&self, paired: &BTreeSet<usize>, optional: bool) -> Vec<(usize, Cover)> {
        let marks = self.marks.marks.iter().enumerate();
        marks
            .filter(|(at, mark)| !paired.contains(at) && (optional || !mark.optional))
            .map(|(at, mark)| (at, self.ruler.cover(mark.stretches.iter().copied())))
            .collect()
    }

    fn mark(&self, at: usize) -> Option<&Mark> {
        self.marks.marks.get(at)
    }
}

/// Every difference, in the text's order. `same` pairs marks of one label.
pub(super) fn list(gold: Side<'_>, other: Side<'_>, same: &[Pair]) -> Vec<Disagreement> {
    let mut found: Vec<Disagreement> = Vec::new();
    for pair in same {
        let (Some(mine), Some(theirs)) = (gold.mark(pair.gold), other.mark(pair.other)) else {
            continue;
        };
        if mine.optional {
            continue;
        }
        let both = |kind| Disagreement {
            kind,
            gold: Some(mine.clone()),
            other: Some(theirs.clone()),
        };
        if pair.overlap < EXACT {
            found.push(both(Kind::OtherBoundary));
        }
        if pair.overlap >= HALF && !same_speaker(gold.ruler, mine, theirs) {
            found.push(both(Kind::OtherSpeaker));
        }
    }
    found.extend(left_over(gold, other, same));
    found.sort_by_key(|each| (each.start(), each.kind));
    found
}

/// The marks that one side alone has; with another label, they are one difference.
fn left_over(gold: Side<'_>, other: Side<'_>, same: &[Pair]) -> Vec<Disagreement> {
    let paired = same.iter().map(|pair| pair.gold).collect();
    let missed = gold.left_over(&paired, false);
    let paired = same.iter().map(|pair| pair.other).collect();
    let extra = other.left_over(&paired, true);
    let covers = |marks: &[(usize, Cover)]| -> Vec<Cover> {
        marks.iter().map(|(_, cover)| cover.clone()).collect()
    };
    let relabelled = pairs(&covers(&missed), &covers(&extra)).into_iter();
    let relabelled: Vec<Pair> = relabelled.filter(|pair| pair.overlap >= HALF).collect();
    let made = |kind, mine: Option<usize>, theirs: Option<usize>| Disagreement {
        kind,
        gold: mine.and_then(|at| gold.mark(at)).cloned(),
        other: theirs.and_then(|at| other.mark(at)).cloned(),
    };
    let (mut is_told, mut is_told_extra) = (vec![false; missed.len()], vec![false; extra.len()]);
    let mut found = Vec::new();
    for pair in relabelled {
        if let (Some(mine), Some(theirs)) = (missed.get(pair.gold), extra.get(pair.other)) {
            found.push(made(Kind::OtherLabel, Some(mine.0), Some(theirs.0)));
            is_told[pair.gold] = true;
            is_told_extra[pair.other] = true;
        }
    }
    for ((at, _), _) in missed.iter().zip(is_told).filter(|(_, told)| !told) {
        found.push(made(Kind::Missed, Some(*at), None));
    }
    for ((at, _), _) in extra.iter().zip(is_told_extra).filter(|(_, told)| !told) {
        found.push(made(Kind::Extra, None, Some(*at)));
    }
    found
}
