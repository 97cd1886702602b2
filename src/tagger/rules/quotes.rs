//! Quotes with their speakers.

use crate::language::{Attribution, quotes};
use crate::model::schema::{LinkRole, Role};
use crate::model::{ByteRange, Fragments, LabelName, Schema, Text};
use crate::tagger::{Article, Proposals, ProposedLink, ProposedSpan};
use smol_str::SmolStr;

/// The labels that the schema has for what is proposed.
struct Labels {
    quote: LabelName,
    speaker: Option<LabelName>,
    said_by: Option<LabelName>,
}

impl Labels {
    fn of(schema: &Schema) -> Option<Self> {
        let label = |role| {
            let found = schema.labels.iter().find(|label| label.role == role);
            found.map(|label| label.name.clone())
        };
        let said_by = schema
            .links
            .iter()
            .find(|link| link.role == LinkRole::SaidBy);
        Some(Self {
            quote: label(Role::Quote)?,
            speaker: label(Role::Speaker),
            said_by: said_by.map(|link| link.name.clone()),
        })
    }
}

/// Adds what was said, and by whom. Gives the verbs and nouns of saying that tell of it.
pub(super) fn propose(article: Article<'_>, to: &mut Proposals) -> Vec<ByteRange> {
    let mut cues = Vec::new();
    let Some(labels) = Labels::of(article.schema) else {
        return cues;
    };
    for attribution in quotes(article.text) {
        if !attribution.belief || is_marked(article.text, &attribution) {
            add(&labels, &attribution, to);
            cues.push(attribution.cue);
        }
    }
    cues
}

/// A belief is nobody's words but for those between marks.
fn is_marked(text: &Text, attribution: &Attribution) -> bool {
    let marks = ['"', '“', '”', '«', '»', '„'];
    attribution
        .content
        .iter()
        .any(|piece| text.slice(piece).contains(marks))
}

fn add(labels: &Labels, attribution: &Attribution, to: &mut Proposals) {
    let score = f64::from(attribution.score);
    let reason = SmolStr::new(format!("{:?}", attribution.pattern));
    let quote = push(
        to,
        &labels.quote,
        attribution.content.clone(),
        score,
        &reason,
    );
    let (Some(speaker), Some(label), Some(said_by)) =
        (attribution.speaker, &labels.speaker, &labels.said_by)
    else {
        return;
    };
    let Some(speaker) = one(speaker) else { return };
    let place = to
        .spans
        .iter()
        .position(|span| span.label == *label && span.fragments == speaker);
    let speaker = place.unwrap_or_else(|| push(to, label, speaker, score, &reason));
    to.links.push(ProposedLink {
        label: said_by.clone(),
        from: quote,
        to: speaker,
        score,
        reason,
    });
}

fn one(range: ByteRange) -> Option<Fragments> {
    Fragments::one(range).ok()
}

fn push(
    to: &mut Proposals,
    label: &LabelName,
    fragments: Fragments,
    score: f64,
    reason: &SmolStr,
) -> usize {
    to.spans.push(ProposedSpan {
        label: label.clone(),
        fragments,
        attributes: Default::default(),
        by_rule: Vec::new(),
        entity: None,
        score,
        reason: reason.clone(),
    });
    to.spans.len() - 1
}
