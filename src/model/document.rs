//! The document itself: what it holds and what can be asked of it.

mod build;
mod builder;
mod change;

pub use build::{Flaw, Parts};
pub use builder::{Builder, Rest};
pub(super) use change::bounds;

use super::{Entity, EntityId, Header, Link, LinkId, Schema, Span, SpanId, SpanTree, Text};
use imbl::{OrdMap, OrdSet};
use smol_str::SmolStr;
use std::sync::Arc;

/// One article with its annotations.
///
/// Every part is shared between copies, so a copy costs nothing and an edit costs the logarithm
/// of the number of annotations. What holds at every moment: fragments lie in the text and cut no
/// code point; both ends of a link are there; the entity that a span means is there; ids are
/// unique across spans, links and entities.
#[derive(Clone, Default)]
pub struct Document {
    header: Arc<Header>,
    schema: Arc<Schema>,
    text: Text,
    spans: OrdMap<SpanId, Arc<Span>>,
    places: SpanTree,
    links: OrdMap<LinkId, Arc<Link>>,
    /// Each link under both of its ends.
    ties: OrdSet<(SpanId, LinkId)>,
    entities: OrdMap<EntityId, Arc<Entity>>,
    mentions: OrdSet<(EntityId, SpanId)>,
    /// The highest number that follows each prefix in an id, so that a new id is found at once.
    numbers: OrdMap<SmolStr, u64>,
}

/// A document at one moment, to read in another thread while the person goes on.
#[derive(Clone)]
pub struct Snapshot(Document);

impl std::ops::Deref for Snapshot {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.0
    }
}

impl Document {
    /// A document of a text alone.
    pub fn new(header: Header, schema: Arc<Schema>, text: Text) -> Self {
        Self {
            header: Arc::new(header),
            schema,
            text,
            ..Self::default()
        }
    }

    /// The document at this moment; costs the same for any size.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(self.clone())
    }

    /// What is said of the article as a whole.
    pub fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// The schema in force.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// The article.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The spans by place.
    pub fn places(&self) -> &SpanTree {
        &self.places
    }

    /// How many spans there are.
    pub fn spans_len(&self) -> usize {
        self.spans.len()
    }

    /// Every span once, in text order: by start, the longer first, then by id.
    pub fn spans(&self) -> impl Iterator<Item = &Arc<Span>> {
        self.places
            .iter()
            .filter(|placed| placed.fragment == 0)
            .map(|placed| &placed.span)
    }

    /// The span of this id.
    pub fn span(&self, id: &SpanId) -> Option<&Arc<Span>> {
        self.spans.get(id)
    }

    /// The words of a span, its fragments joined by " … ".
    pub fn words(&self, span: &Span) -> String {
        let words: Vec<&str> = span
            .fragments
            .iter()
            .map(|range| self.text.slice(range))
            .collect();
        words.join(" … ")
    }

    /// Every link, by id: `l2` before `l10`.
    pub fn links(&self) -> impl Iterator<Item = &Arc<Link>> {
        let mut links: Vec<_> = self
            .links
            .values()
            .map(|link| (numbered(link.id.as_str()), link))
            .collect();
        links.sort_unstable_by_key(|(number, _)| *number);
        links.into_iter().map(|(_, link)| link)
    }

    /// Every link, in an order that means nothing: where it does not matter, this is quicker.
    pub fn links_unordered(&self) -> impl Iterator<Item = &Arc<Link>> {
        self.links.values()
    }

    /// How many links there are.
    pub fn links_len(&self) -> usize {
        self.links.len()
    }

    /// The link of this id.
    pub fn link(&self, id: &LinkId) -> Option<&Arc<Link>> {
        self.links.get(id)
    }

    /// The links from or to a span, by id.
    pub fn links_of<'a>(&'a self, span: &'a SpanId) -> impl Iterator<Item = &'a Arc<Link>> + 'a {
        self.ties
            .range((span.clone(), LinkId::default())..)
            .take_while(move |(end, _)| end == span)
            .filter_map(|(_, link)| self.links.get(link))
    }

    /// The links from a span, by id.
    pub fn links_from<'a>(&'a self, span: &'a SpanId) -> impl Iterator<Item = &'a Arc<Link>> + 'a {
        self.links_of(span).filter(move |link| link.from == *span)
    }

    /// The links to a span, by id.
    pub fn links_to<'a>(&'a self, span: &'a SpanId) -> impl Iterator<Item = &'a Arc<Link>> + 'a {
        self.links_of(span).filter(move |link| link.to == *span)
    }

    /// Every entity, by id: `p2` before `p10`.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        let mut entities: Vec<&Arc<Entity>> = self.entities.values().collect();
        entities.sort_by(|a, b| numbered(a.id.as_str()).cmp(&numbered(b.id.as_str())));
        entities.into_iter()
    }

    /// The entity of this id.
    pub fn entity(&self, id: &EntityId) -> Option<&Arc<Entity>> {
        self.entities.get(id)
    }

    /// The spans that mean an entity, by id.
    pub fn mentions_of<'a>(
        &'a self,
        entity: &'a EntityId,
    ) -> impl Iterator<Item = &'a Arc<Span>> + 'a {
        self.mentions
            .range((entity.clone(), SpanId::default())..)
            .take_while(move |(meant, _)| meant == entity)
            .filter_map(|(_, span)| self.spans.get(span))
    }

    /// An id that begins with `prefix` and that nothing has or had since the document was opened.
    pub fn free_id(&self, prefix: &str) -> String {
        let last = self.numbers.get(prefix).copied().unwrap_or(0);
        format!("{prefix}{}", last + 1)
    }

    fn is_taken(&self, id: &str) -> bool {
        // Every id was noted by its number: a higher one is new.
        let (prefix, number, _) = numbered(id);
        if self.numbers.get(prefix).is_none_or(|&last| last < number) {
            return false;
        }
        self.spans.contains_key(&SpanId::from(id))
            || self.links.contains_key(&LinkId::from(id))
            || self.entities.contains_key(&EntityId::from(id))
    }
}

/// A name split before its final number, so that `l2` sorts before `l10`.
fn numbered(id: &str) -> (&str, u64, &str) {
    let digits = id.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (prefix, number) = id.split_at(id.len() - digits);
    (prefix, number.parse().unwrap_or(0), id)
}

/// Whether a span's stretches lie in the text and cut no code point.
fn fits(text: &Text, span: &Span) -> bool {
    span.stretches()
        .all(|range| text.is_boundary(range.start) && text.is_boundary(range.end))
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("id", &self.header.id)
            .field("bytes", &self.text.len())
            .field("spans", &self.spans.len())
            .field("links", &self.links.len())
            .field("entities", &self.entities.len())
            .finish_non_exhaustive()
    }
}

impl PartialEq for Document {
    /// Whether the two say the same; what ids were once used does not count.
    fn eq(&self, other: &Self) -> bool {
        self.header == other.header
            && self.schema == other.schema
            && self.text == other.text
            && self.spans == other.spans
            && self.links == other.links
            && self.entities == other.entities
    }
}
