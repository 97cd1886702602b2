//! A tagger learned from corrections: for each label a field over the tokens (`crf.rs`), which knows of
//! them what `features.rs` tells, the built-in rules' proposals among it.

mod card;
mod crf;
mod features;
mod file;
mod fit;
mod marks;
mod score;
mod tokens;
mod train;

pub use card::{Card, Counts, LabelCard, Measure};
pub use file::{MODEL_FORMAT, ModelError};
pub use train::{LeftOut, Lesson, Options, Step, TrainError, USUAL_FOLDS, Unfit, lesson, train};

use super::rules::Rules;
use super::{Article, Proposals, ProposedSpan, Tagger};
use crate::model::schema::{Label, LinkLabel, LinkRole, Role};
use crate::model::{Fragments, LabelName, Schema, Text};
use crf::Weights;
use features::{Hints, Known, known};
use smol_str::SmolStr;
use std::sync::LazyLock;
use tokens::{Token, runs};

/// A model learned from annotated articles. It proposes the labels that it has learned; the rest is from
/// the built-in rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    card: Card,
    fields: Vec<(LabelName, Weights)>,
}

impl Learned {
    /// What it was learned from, and how good it was on what it had not seen.
    pub fn card(&self) -> &Card {
        &self.card
    }
}

impl Tagger for Learned {
    fn name(&self) -> &str {
        &self.card.name
    }

    fn version(&self) -> &str {
        &self.card.version
    }

    fn propose(&self, article: Article<'_>) -> Proposals {
        let read = Read::new(article.text, article.language);
        let reason = SmolStr::new(self.reason());
        let mut learned = Vec::new();
        for (label, weights) in &self.fields {
            if article.schema.label(label).is_none() {
                continue;
            }
            for (run, known) in read.runs.iter().zip(&read.known) {
                let tagged = weights.read(known.tokens());
                for (fragments, score) in marks::marks(run, &tagged) {
                    learned.push(span(label, fragments, score, &reason));
                }
            }
        }
        let ruled = Rules.propose(article);
        with_rules(learned, ruled, &self.fields)
    }
}

impl Learned {
    fn reason(&self) -> String {
        match self.card.documents {
            1 => "learned from 1 article".to_owned(),
            documents => format!("learned from {documents} articles"),
        }
    }
}

fn span(label: &LabelName, fragments: Fragments, score: f64, reason: &SmolStr) -> ProposedSpan {
    ProposedSpan {
        label: label.clone(),
        fragments,
        attributes: Default::default(),
        by_rule: Vec::new(),
        entity: None,
        score,
        reason: reason.clone(),
    }
}

/// What was learned, and of the rules' proposals the labels that were not learned. Where a learned mark
/// and a mark of the rules overlap, what the rules know of it, its links among it, is the learned one's.
fn with_rules(
    learned: Vec<ProposedSpan>,
    mut ruled: Proposals,
    fields: &[(LabelName, Weights)],
) -> Proposals {
    let mut spans = learned;
    spans.sort_by(|a, b| (a.fragments.start(), &a.label).cmp(&(b.fragments.start(), &b.label)));
    let own = spans.len();
    let mut places: Vec<Option<usize>> = Vec::with_capacity(ruled.spans.len());
    for rule in std::mem::take(&mut ruled.spans) {
        if fields.iter().any(|(label, _)| *label == rule.label) {
            let place = overlapping(spans.get(..own).unwrap_or_default(), &rule);
            if let Some(span) = place.and_then(|place| spans.get_mut(place)) {
                span.entity = span.entity.or(rule.entity);
                if span.fragments == rule.fragments {
                    span.attributes.clone_from(&rule.attributes);
                    span.by_rule.clone_from(&rule.by_rule);
                }
            }
            places.push(place);
        } else {
            places.push(Some(spans.len()));
            spans.push(rule);
        }
    }
    ruled.links.retain_mut(|link| {
        let ends = (places.get(link.from), places.get(link.to));
        let (Some(Some(from)), Some(Some(to))) = ends else {
            return false;
        };
        (link.from, link.to) = (*from, *to);
        true
    });
    // Two marks of the rules may have become one.
    let mut seen = std::collections::HashSet::new();
    ruled
        .links
        .retain(|link| seen.insert((link.label.clone(), link.from, link.to)));
    ruled.spans = spans;
    ruled
}

/// The mark of the same label that shares most with another; marks are sorted by their starts.
fn overlapping(spans: &[ProposedSpan], other: &ProposedSpan) -> Option<usize> {
    let (start, end) = (other.fragments.start(), other.fragments.end());
    let until = spans.partition_point(|span| span.fragments.start() < end);
    let near = spans.get(..until)?.iter().enumerate().rev();
    // Marks of one label do not overlap, and no mark is longer than a run: few begin before and reach here.
    let near = near.take_while(|(_, span)| span.fragments.start().0 + FARTHEST > start.0);
    near.filter(|(_, span)| span.label == other.label)
        .map(|(place, span)| (place, shared(&span.fragments, &other.fragments)))
        .filter(|(_, shared)| *shared > 0)
        .max_by_key(|(place, shared)| (*shared, std::cmp::Reverse(*place)))
        .map(|(place, _)| place)
}

/// Bytes; a mark that begins farther before is not looked at.
const FARTHEST: usize = 20_000;

/// Bytes that both cover.
pub(super) fn shared(a: &Fragments, b: &Fragments) -> usize {
    a.iter()
        .flat_map(|one| b.iter().map(move |other| (one, other)))
        .map(|(one, other)| {
            one.end
                .min(other.end)
                .0
                .saturating_sub(one.start.max(other.start).0)
        })
        .sum()
}

/// A text as a field reads it.
pub(super) struct Read {
    runs: Vec<Vec<Token>>,
    known: Vec<Known>,
}

impl Read {
    pub(super) fn new(text: &Text, language: Option<&str>) -> Self {
        let runs = runs(text);
        let hints = hints(text, language, &runs);
        let all = runs.iter().zip(&hints);
        let known = all.map(|(run, hints)| known(text, run, hints)).collect();
        Self { runs, known }
    }
}

/// What the rules propose at each token, whatever the schema of the article.
fn hints(text: &Text, language: Option<&str>, runs: &[Vec<Token>]) -> Vec<Vec<Hints>> {
    let schema = &*HINTING;
    let proposals = Rules.propose(Article {
        text,
        language,
        schema,
    });
    let mut hints: Vec<Vec<Hints>> = runs
        .iter()
        .map(|run| vec![vec![0; schema.labels.len()]; run.len()])
        .collect();
    for span in &proposals.spans {
        let Some(number) = schema
            .labels
            .iter()
            .position(|label| label.name == span.label)
        else {
            continue;
        };
        for &range in span.fragments.as_slice() {
            let first = runs.partition_point(|run| {
                run.last()
                    .is_none_or(|token| token.range.end <= range.start)
            });
            let mut hint = 1;
            for (run, hints) in runs.iter().zip(&mut hints).skip(first) {
                if run
                    .first()
                    .is_none_or(|token| token.range.start >= range.end)
                {
                    break;
                }
                let begin = run.partition_point(|token| token.range.end <= range.start);
                let until = run.partition_point(|token| token.range.start < range.end);
                for hints in hints.get_mut(begin..until).unwrap_or_default() {
                    if let Some(held) = hints.get_mut(number) {
                        *held = hint;
                    }
                    hint = 2;
                }
            }
        }
    }
    hints
}

/// A schema with all that the rules can propose. The order is part of the model's format.
static HINTING: LazyLock<Schema> = LazyLock::new(|| {
    let label = |name: &str, role| Label {
        name: LabelName::from(name),
        role,
        fragments: true,
        ..Label::default()
    };
    let link = |name: &str, role, to: &str| LinkLabel {
        name: LabelName::from(name),
        role,
        from: vec![LabelName::from("quote")],
        to: vec![LabelName::from(to)],
        ..LinkLabel::default()
    };
    Schema {
        name: "hints".to_owned(),
        labels: vec![
            label("quote", Role::Quote),
            label("speaker", Role::Speaker),
            label("event", Role::Event),
            label("cue", Role::Cue),
            label("addressee", Role::Addressee),
        ],
        links: vec![
            link("said_by", LinkRole::SaidBy, "speaker"),
            link("cued_by", LinkRole::CuedBy, "cue"),
            link("said_to", LinkRole::SaidTo, "addressee"),
        ],
        ..Schema::default()
    }
});
