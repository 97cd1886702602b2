//! Where each proposal goes: beside what stands, in place of an earlier one, or nowhere.

use super::standing::{Stand, Standing};
use crate::model::schema::Role;
use crate::model::{ByteRange, Fragments, LabelName, Span, SpanId};
use crate::tagger::ProposedSpan;
use std::collections::HashMap;

/// Where a proposal goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A mark of its own.
    Fresh,
    /// The tagger's open suggestion at the same place.
    Own(SpanId),
    /// A mark that stays as it is and says the same.
    Kept(SpanId),
    /// The mark of an earlier proposal, by its number.
    Again(usize),
    /// Nothing: a person has rejected it.
    Nowhere,
}

/// Where all proposals go.
pub(super) struct Places(Vec<Place>);

impl Places {
    pub(super) fn find(standing: &Standing<'_>, spans: &[ProposedSpan]) -> Self {
        let mut seen: HashMap<(&LabelName, &Fragments), usize> = HashMap::new();
        let mut places = Vec::with_capacity(spans.len());
        for (index, span) in spans.iter().enumerate() {
            let first = *seen.entry((&span.label, &span.fragments)).or_insert(index);
            places.push(if first == index {
                place(standing, span)
            } else {
                Place::Again(first)
            });
        }
        Self(places)
    }

    /// Where a proposal goes; nowhere for a number that no proposal has.
    pub(super) fn of(&self, index: usize) -> &Place {
        self.0.get(index).unwrap_or(&Place::Nowhere)
    }

    /// The same for the proposal that a repeated one repeats.
    pub(super) fn root(&self, index: usize) -> usize {
        match self.of(index) {
            Place::Again(first) => *first,
            _ => index,
        }
    }

    /// Whether the proposal becomes a mark, new or renewed.
    pub(super) fn is_put(&self, index: usize) -> bool {
        matches!(self.of(index), Place::Fresh | Place::Own(_))
    }

    /// Lets a proposal fall away.
    pub(super) fn drop(&mut self, index: usize) {
        if let Some(place) = self.0.get_mut(index) {
            *place = Place::Nowhere;
        }
    }
}

fn place(standing: &Standing<'_>, span: &ProposedSpan) -> Place {
    let hull = span.fragments.hull();
    let role = standing.document().schema().role_of(&span.label);
    let now = standing.document().places().overlapping(hull);
    let now = now.filter(|placed| is_told_by(standing, &placed.span, span, role));
    let then = standing.changed().overlapping(hull);
    let then = then.filter(|placed| {
        placed.span.label == span.label && is_near(&placed.span.fragments, &span.fragments)
    });
    let best = now.chain(then).max_by_key(|placed| {
        let shared = shared(&placed.span.fragments, &span.fragments);
        (standing.stand(&placed.span), shared)
    });
    let Some(best) = best else {
        return Place::Fresh;
    };
    let id = best.span.id.clone();
    match standing.stand(&best.span) {
        Stand::Open => Place::Own(id),
        Stand::Waiting | Stand::Accepted => Place::Kept(id),
        Stand::Rejected => Place::Nowhere,
    }
}

/// Whether a mark makes a proposal superfluous, or is the one to renew.
fn is_told_by(standing: &Standing<'_>, mark: &Span, proposed: &ProposedSpan, role: Role) -> bool {
    if mark.label != proposed.label {
        return false;
    }
    match standing.stand(mark) {
        Stand::Open | Stand::Waiting => mark.fragments == proposed.fragments,
        Stand::Rejected => is_near(&mark.fragments, &proposed.fragments),
        Stand::Accepted => {
            let near = is_near(&mark.fragments, &proposed.fragments);
            near || !may_nest(role) && is_mostly_within(&proposed.fragments, &mark.fragments)
        }
    }
}

/// Whether marks of a role stand within others of it: quotes do, and who knows of other labels.
fn may_nest(role: Role) -> bool {
    matches!(role, Role::Quote | Role::Plain)
}

/// Whether two share at least half of the longer.
fn is_near(one: &Fragments, other: &Fragments) -> bool {
    2 * shared(one, other) >= one.covered().max(other.covered())
}

/// Whether at least half of `part` lies in `whole`.
fn is_mostly_within(part: &Fragments, whole: &Fragments) -> bool {
    2 * shared(part, whole) >= part.covered()
}

/// Bytes that two have in common.
fn shared(one: &Fragments, other: &Fragments) -> usize {
    let (one, other) = (one.as_slice(), other.as_slice());
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        shared += a.intersection(*b).map_or(0, ByteRange::len);
        if a.end <= b.end {
            i += 1;
        } else {
            j += 1;
        }
    }
    shared
}
