//! Which suggestions are shown: those sure enough, of the labels looked at.

use crate::model::{LabelName, Span, State};
use std::collections::BTreeSet;

/// What a person wants to see of the suggestions. What is decided on is always seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuggestionFilter {
    /// Suggestions of a lower score are hidden, in hundredths, 0 to 100; 0 hides none.
    pub least: u8,
    /// Only suggestions of these labels are seen; all when it is empty.
    pub labels: BTreeSet<LabelName>,
}

/// In which order `Tab` goes through suggestions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SuggestionOrder {
    /// As they stand in the article.
    #[default]
    Text,
    /// The least certain first.
    LeastCertain,
}

impl SuggestionFilter {
    /// Whether it may hide anything.
    pub fn is_on(&self) -> bool {
        self.least > 0 || !self.labels.is_empty()
    }

    /// Whether a suggestion of this label and score, in hundredths, is seen.
    pub(super) fn passes(&self, label: &LabelName, score: u8) -> bool {
        score >= self.least && (self.labels.is_empty() || self.labels.contains(label))
    }
}

/// How sure a tagger is of a suggestion, in hundredths. Who says nothing is taken at their word, and
/// so is what a person has decided on.
pub(super) fn score_of(span: &Span) -> u8 {
    match span.state {
        State::Suggested => hundredths(span.origin.score),
        State::Accepted | State::Rejected => 100,
    }
}

pub(super) fn hundredths(score: Option<f64>) -> u8 {
    let score = score.filter(|score| !score.is_nan()).unwrap_or(1.0);
    (score.clamp(0.0, 1.0) * 100.0).round() as u8
}
