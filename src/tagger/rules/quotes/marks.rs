//! The marks proposed so far: what several quotes share is marked once.

use crate::model::schema::{AttributeRole, Label};
use crate::model::{AttributeValue, ByteRange, Fragments, LabelName};
use crate::tagger::{Proposals, ProposedLink, ProposedSpan};
use smol_str::SmolStr;
use std::collections::HashMap;

/// Puts marks and links into proposals.
pub(super) struct Marks<'p> {
    to: &'p mut Proposals,
    shared: HashMap<(LabelName, ByteRange), usize>,
}

impl<'p> Marks<'p> {
    pub fn new(to: &'p mut Proposals) -> Self {
        Self {
            to,
            shared: HashMap::new(),
        }
    }

    /// A mark of its own; says its place.
    pub fn quote(
        &mut self,
        label: &Label,
        fragments: Fragments,
        score: f64,
        reason: &SmolStr,
    ) -> usize {
        self.to.spans.push(ProposedSpan {
            label: label.name.clone(),
            fragments,
            attributes: Default::default(),
            by_rule: Vec::new(),
            entity: None,
            score,
            reason: reason.clone(),
        });
        self.to.spans.len() - 1
    }

    /// A mark that stands once for each label and place; the surest of its reasons is kept.
    pub fn shared(
        &mut self,
        label: &Label,
        fragments: Fragments,
        score: f64,
        reason: &SmolStr,
    ) -> usize {
        let key = (label.name.clone(), fragments.hull());
        if let Some(&place) = self.shared.get(&key) {
            if let Some(span) = self.to.spans.get_mut(place)
                && span.score < score
            {
                span.score = score;
                span.reason = reason.clone();
            }
            return place;
        }
        let place = self.quote(label, fragments, score, reason);
        self.shared.insert(key, place);
        place
    }

    /// Sets what a rule says of a mark, where its label has an attribute for it.
    pub fn fill(&mut self, place: usize, label: &Label, role: AttributeRole, value: &str) {
        let Some(attribute) = label.filled(role, value) else {
            return;
        };
        if let Some(span) = self.to.spans.get_mut(place)
            && !span.attributes.contains_key(&attribute.name)
        {
            span.attributes
                .insert(attribute.name.clone(), AttributeValue::from(value));
            span.by_rule.push(attribute.name.clone());
        }
    }

    pub fn link(
        &mut self,
        label: Option<&LabelName>,
        from: usize,
        to: usize,
        score: f64,
        reason: &SmolStr,
    ) {
        let Some(label) = label else { return };
        self.to.links.push(ProposedLink {
            label: label.clone(),
            from,
            to,
            score,
            reason: reason.clone(),
        });
    }
}
