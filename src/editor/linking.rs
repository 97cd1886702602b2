//! Linking the current mark to another, as the schema allows it.

use super::decide::{accept_link, accept_span};
use super::who::new_link;
use super::{Editor, Outcome};
use crate::model::{ByteOffset, LabelName, Link, Placed, Span, SpanId, State};
use std::sync::Arc;

/// A way to link the current mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkWay {
    /// The link's label.
    pub label: LabelName,
    /// Whether the current mark is where the link leads: its speaker, not its quote.
    pub reversed: bool,
    /// The labels that the other mark may have.
    pub others: Vec<LabelName>,
}

/// A mark that the current one may be linked to.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTarget {
    /// The mark.
    pub span: Arc<Span>,
    /// Whether it is linked so already.
    pub linked: bool,
}

impl Editor {
    /// How the schema lets the current mark be linked.
    pub fn link_ways(&self) -> Vec<LinkWay> {
        let Some(span) = self.current_span() else {
            return Vec::new();
        };
        let links = &self.document.schema().links;
        let from = links.iter().filter(|link| link.from.contains(&span.label));
        let to = links.iter().filter(|link| link.to.contains(&span.label));
        let way = |link: &crate::model::schema::LinkLabel, reversed| LinkWay {
            label: link.name.clone(),
            reversed,
            others: if reversed { &link.from } else { &link.to }.clone(),
        };
        from.map(|link| way(link, false))
            .chain(to.map(|link| way(link, true)))
            .collect()
    }

    /// The live marks that the current one may be linked to, the nearest first.
    pub fn link_targets(&self, way: &LinkWay) -> Vec<LinkTarget> {
        let Some(current) = self.current_span() else {
            return Vec::new();
        };
        let places = self.document.places();
        let start = current.fragments.start();
        let after = std::iter::successors(places.first_from(start), |placed| places.after(placed));
        let before =
            std::iter::successors(places.last_before(start), |placed| places.before(placed));
        let wanted =
            |placed: &&Placed| placed.fragment == 0 && self.is_link_target(way, &placed.span);
        let distance = |placed: &Placed| placed.range.start.0.abs_diff(start.0);
        let (mut after, mut before) = (
            after.filter(wanted).peekable(),
            before.filter(wanted).peekable(),
        );
        let mut targets = Vec::new();
        loop {
            let forth = match (after.peek(), before.peek()) {
                (None, None) => return targets,
                (Some(next), Some(last)) => distance(next) <= distance(last),
                (next, _) => next.is_some(),
            };
            let nearest = if forth { after.next() } else { before.next() };
            targets.extend(nearest.map(|placed| LinkTarget {
                linked: self.live_link(way, &current.id, &placed.span.id).is_some(),
                span: Arc::clone(&placed.span),
            }));
        }
    }

    /// Whether the current mark may be linked to this one.
    pub fn is_link_target(&self, way: &LinkWay, span: &Span) -> bool {
        span.is_live() && way.others.contains(&span.label) && self.current() != Some(&span.id)
    }

    /// Links the current mark to another in one step. What stood for "nobody" is taken back; a link
    /// that was suggested or rejected before is accepted rather than made again.
    pub fn link(&mut self, way: &LinkWay, other: &SpanId) -> Outcome {
        let Some(current) = self.current.clone() else {
            return Outcome::Nothing("Click a mark first, then {link-to} links it to another");
        };
        let fits = self
            .document
            .span(other)
            .is_some_and(|span| self.is_link_target(way, span));
        if !fits || !self.link_ways().contains(way) {
            return Outcome::Nothing("The schema does not link these two marks");
        }
        if let Some(link) = self.live_link(way, &current, other)
            && link.state == State::Accepted
        {
            return Outcome::Nothing("These two are linked already");
        }
        let (from, to) = ends(way, &current, other);
        let (from, to, label) = (from.clone(), to.clone(), way.label.clone());
        let outcome = self.commit_told("Link marks", |draft, hand| {
            let known = draft
                .document()
                .links_from(&from)
                .find(|link| link.label == label && link.to == to)
                .map(|link| Link::clone(link));
            let mut link = known.unwrap_or_else(|| new_link(draft, hand, &label, &from, &to));
            accept_link(&mut link, hand);
            draft.put_link(link)?;
            for end in [&from, &to] {
                draft.change_span(end, |span| {
                    if span.state == State::Suggested {
                        accept_span(span, hand);
                    }
                })?;
            }
            draft.change_span(&from, |span| span.no_links.retain(|each| *each != label))
        });
        self.choices = None;
        outcome
    }

    /// The innermost mark under the pointer that the current one may be linked to.
    pub fn link_target_at(&self, way: &LinkWay, hit: &[SpanId]) -> Option<SpanId> {
        let fits = |id: &&SpanId| {
            let span = self.document.span(id);
            span.is_some_and(|span| self.is_link_target(way, span))
        };
        hit.iter().find(fits).cloned()
    }

    /// Where a mark begins, for telling where a target is.
    pub fn start_of(&self, id: &SpanId) -> Option<ByteOffset> {
        self.document.span(id).map(|span| span.fragments.start())
    }

    fn live_link(&self, way: &LinkWay, current: &SpanId, other: &SpanId) -> Option<Arc<Link>> {
        let (from, to) = ends(way, current, other);
        let mut links = self.document.links_from(from);
        links
            .find(|link| link.label == way.label && link.to == *to && link.state != State::Rejected)
            .cloned()
    }
}

/// The mark that the link starts from and the one that it leads to.
fn ends<'a>(way: &LinkWay, current: &'a SpanId, other: &'a SpanId) -> (&'a SpanId, &'a SpanId) {
    if way.reversed {
        (other, current)
    } else {
        (current, other)
    }
}
