//! What of a document stays as it is, and what the tagger may replace: its own open suggestions.

use crate::model::{
    Document, Entity, EntityId, LabelName, Link, Maker, Origin, Span, SpanId, SpanTree, State,
};
use std::collections::HashSet;
use std::sync::Arc;

/// How a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stand {
    /// The tagger's own suggestion, and nobody has touched it.
    Open,
    /// It stays, and nobody has decided: another's suggestion, or one that something decided hangs on.
    Waiting,
    /// A person said no.
    Rejected,
    /// A person made it or said yes.
    Accepted,
}

/// A document as one tagger may change it.
pub(super) struct Standing<'a> {
    document: &'a Document,
    name: &'a str,
    /// Open suggestions at an end of what stays.
    held: HashSet<SpanId>,
    /// Marks that were something else when they were proposed, at the place where they were that.
    changed: SpanTree,
    /// The tagger's own entities that only open suggestions mean.
    open_entities: HashSet<EntityId>,
}

impl<'a> Standing<'a> {
    pub(super) fn new(document: &'a Document, name: &'a str) -> Self {
        let mut standing = Self {
            document,
            name,
            held: HashSet::new(),
            changed: SpanTree::default(),
            open_entities: HashSet::new(),
        };
        standing.held = standing.ends_of_what_stays();
        standing.changed = SpanTree::build(document.spans().filter_map(as_proposed));
        standing.open_entities = document
            .entities()
            .filter(|entity| standing.may_change(entity))
            .map(|entity| entity.id.clone())
            .collect();
        standing
    }

    pub(super) fn document(&self) -> &'a Document {
        self.document
    }

    /// Where marks stood as they were proposed, before a person changed them.
    pub(super) fn changed(&self) -> &SpanTree {
        &self.changed
    }

    pub(super) fn stand(&self, span: &Span) -> Stand {
        match span.state {
            State::Accepted => Stand::Accepted,
            State::Rejected => Stand::Rejected,
            State::Suggested if self.is_untouched(span) && !self.held.contains(&span.id) => {
                Stand::Open
            }
            State::Suggested => Stand::Waiting,
        }
    }

    pub(super) fn open_spans(&self) -> impl Iterator<Item = &'a Arc<Span>> {
        let spans = self.document.spans();
        spans.filter(|span| self.stand(span) == Stand::Open)
    }

    pub(super) fn open_links(&self) -> impl Iterator<Item = &'a Arc<Link>> {
        self.document
            .links()
            .filter(|link| self.is_open_link(link))
            .collect::<Vec<_>>()
            .into_iter()
    }

    pub(super) fn open_entities(&self) -> impl Iterator<Item = &'a Arc<Entity>> {
        let entities = self.document.entities();
        entities.filter(|entity| self.is_open_entity(&entity.id))
    }

    pub(super) fn is_open_entity(&self, id: &EntityId) -> bool {
        self.open_entities.contains(id)
    }

    pub(super) fn is_open_link(&self, link: &Link) -> bool {
        link.state == State::Suggested
            && link.decided.is_none()
            && link.proposed.is_none()
            && self.is_own(&link.origin)
    }

    /// Whether a link from a mark says already where this label leads, or that it leads nowhere.
    pub(super) fn is_settled(&self, from: &SpanId, label: &LabelName) -> bool {
        let nobody = self
            .document
            .span(from)
            .is_some_and(|span| span.no_links.contains(label));
        nobody
            || self
                .document
                .links_from(from)
                .any(|link| link.label == *label && link.state == State::Accepted)
    }

    /// The link that stays between two marks, if there is one.
    pub(super) fn standing_link(
        &self,
        label: &LabelName,
        from: &SpanId,
        to: &SpanId,
    ) -> Option<&'a Arc<Link>> {
        let same = |link: &&Arc<Link>| {
            let led_here = link.to == *to || link.proposed.as_ref() == Some(to);
            link.label == *label && led_here && !self.is_open_link(link)
        };
        // The document outlives the id that is asked for.
        let id = self.document.links_from(from).find(same)?.id.clone();
        self.document.link(&id)
    }

    fn is_own(&self, origin: &Origin) -> bool {
        origin.by == Maker::Tagger && origin.name.as_deref().unwrap_or_default() == self.name
    }

    fn is_untouched(&self, span: &Span) -> bool {
        self.is_own(&span.origin)
            && span.decided.is_none()
            && span.proposed.is_none()
            && span.note.is_none()
            && span.no_links.is_empty()
    }

    fn ends_of_what_stays(&self) -> HashSet<SpanId> {
        self.document
            .links()
            .filter(|link| !self.is_open_link(link))
            .flat_map(|link| [&link.from, &link.to].into_iter().chain(&link.proposed))
            .cloned()
            .collect()
    }

    fn may_change(&self, entity: &Entity) -> bool {
        self.is_own(&entity.origin)
            && entity.uri.is_none()
            && entity.register.is_none()
            && entity.extra.is_empty()
            && self
                .document
                .mentions_of(&entity.id)
                .all(|span| self.stand(span) == Stand::Open)
    }
}

/// A mark as it was proposed, when a person has changed it since.
fn as_proposed(span: &Arc<Span>) -> Option<Arc<Span>> {
    let proposal = span.proposed.as_ref()?;
    Some(Arc::new(Span {
        label: proposal.label.clone(),
        fragments: proposal.fragments.clone(),
        ..Span::clone(span)
    }))
}
