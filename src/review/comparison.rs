//! Comparing what two sides have marked in one article.

use super::disagreement::{self, Side};
use super::{Cover, Disagreement, Mark, Marks, Pair, Ruler, Score, links, pairs};
use crate::model::LabelName;
use crate::model::schema::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// What came of comparing an article, or several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// All quotes.
    pub quotes: Score,
    /// The quotes with a quotation mark in them or beside them.
    pub quoted: Score,
    /// Event triggers.
    pub events: Score,
    /// The marks of each label whose absence means something in the gold.
    pub labels: BTreeMap<LabelName, Score>,
    /// The links of each label between such marks; the same when both their ends are.
    pub links: BTreeMap<LabelName, Score>,
    /// Where the two differ, in the text's order.
    pub disagreements: Vec<Disagreement>,
}

impl AddAssign for Comparison {
    fn add_assign(&mut self, more: Self) {
        self.quotes += more.quotes;
        self.quoted += more.quoted;
        self.events += more.events;
        for (label, score) in more.labels {
            *self.labels.entry(label).or_default() += score;
        }
        for (label, score) in more.links {
            *self.links.entry(label).or_default() += score;
        }
        self.disagreements.extend(more.disagreements);
    }
}

/// Compares a side with the gold, both on the same article but for white space at its ends.
///
/// A label counts where the gold has marks of it or says that it was looked for.
pub fn compare(gold: Marks, other: Marks) -> Comparison {
    let ruler = Ruler::new(&other.text);
    let gold = gold.on(&other.text);
    let other = if gold.nested {
        other
    } else {
        other.without_nested(&ruler)
    };
    let end = gold.scored_to.unwrap_or_else(|| other.text.end());
    let other = other.kept(|_, mark| {
        gold.counts(&mark.label) && (mark.role != Role::Event || mark.end() <= end)
    });
    let sides = Sides {
        ruler: &ruler,
        gold: &gold,
        other: &other,
    };
    let is_quote = |mark: &Mark| mark.role == Role::Quote;
    let marked =
        |mark: &Mark| is_quote(mark) && ruler.has_quotation_mark(mark.stretches.iter().copied());
    let mut made = Comparison {
        quotes: sides.score(is_quote).0,
        quoted: sides.score(marked).0,
        events: sides.score(|mark| mark.role == Role::Event).0,
        ..Comparison::default()
    };
    let mut same = Vec::new();
    for label in sides.labels() {
        let (score, pairs) = sides.score(|mark| mark.label == label);
        made.labels.insert(label, score);
        same.extend(pairs);
    }
    made.links = links::score(&gold, &other, &same);
    let side = |marks| Side {
        marks,
        ruler: &ruler,
    };
    made.disagreements = disagreement::list(side(&gold), side(&other), &same);
    made
}

/// Both sides on one text.
struct Sides<'a> {
    ruler: &'a Ruler,
    gold: &'a Marks,
    other: &'a Marks,
}

impl Sides<'_> {
    /// Compares the marks of a kind; the pairs are places in all marks.
    fn score(&self, of: impl Fn(&Mark) -> bool) -> (Score, Vec<Pair>) {
        let (gold, covers) = self.covers(self.gold, &of);
        let (other, other_covers) = self.covers(self.other, &of);
        let wanted = gold.iter().filter(|(_, mark)| !mark.optional);
        let mut score = Score {
            gold: wanted.count(),
            other: other.len(),
            ..Score::default()
        };
        let mut same = pairs(&covers, &other_covers);
        for pair in &mut same {
            let (Some((i, mark)), Some((j, match_))) = (gold.get(pair.gold), other.get(pair.other))
            else {
                continue;
            };
            (pair.gold, pair.other) = (*i, *j);
            if mark.optional {
                score.other -= 1;
            } else {
                score.take(pair.overlap, same_speaker(self.ruler, mark, match_));
            }
        }
        (score, same)
    }

    /// The marks of a kind with their places among all, and what they cover.
    fn covers<'m>(
        &self,
        side: &'m Marks,
        of: &impl Fn(&Mark) -> bool,
    ) -> (Vec<(usize, &'m Mark)>, Vec<Cover>) {
        let marks = side.marks.iter().enumerate();
        let marks: Vec<_> = marks.filter(|(_, mark)| of(mark)).collect();
        let covers = marks
            .iter()
            .map(|(_, mark)| self.ruler.cover(mark.stretches.iter().copied()));
        let covers = covers.collect();
        (marks, covers)
    }

    /// The labels that either side has; of the other side only those that count are left.
    fn labels(&self) -> BTreeSet<LabelName> {
        let both = self.gold.marks.iter().chain(&self.other.marks);
        both.map(|mark| mark.label.clone()).collect()
    }
}

/// Whether two quotes have a speaker in common, or neither has one.
pub(super) fn same_speaker(ruler: &Ruler, a: &Mark, b: &Mark) -> bool {
    let a = ruler.cover(a.speakers.iter().copied());
    let b = ruler.cover(b.speakers.iter().copied());
    a.shared(&b) > 0 || a.is_empty() && b.is_empty()
}

#[cfg(test)]
mod tests;
