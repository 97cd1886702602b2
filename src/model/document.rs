//! The document itself, and the one way to change it: [`Document::apply`].

use super::edit::{Moved, TextChange};
use super::{
    ByteRange, Change, Edit, EditError, Entity, EntityId, Fragments, Header, Link, LinkId, Schema,
    Span, SpanId, SpanTree, Text,
};
use imbl::{OrdMap, OrdSet};
use smol_str::SmolStr;
use std::collections::HashMap;
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

/// What a document is built of.
#[derive(Clone, Default)]
pub struct Parts {
    /// What is said of the article as a whole.
    pub header: Header,
    /// The schema in force.
    pub schema: Arc<Schema>,
    /// The article.
    pub text: Text,
    /// In any order.
    pub spans: Vec<Span>,
    /// In any order.
    pub links: Vec<Link>,
    /// In any order.
    pub entities: Vec<Entity>,
}

/// Why parts do not make a document. Indices are those of [`Parts`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// An entity's id is used before.
    #[error("entities[{index}] has the id {id}, which is used before")]
    EntityIdTwice {
        /// Which entity.
        index: usize,
        /// The id.
        id: EntityId,
    },
    /// A span's id is used before.
    #[error("spans[{index}] has the id {id}, which is used before")]
    SpanIdTwice {
        /// Which span.
        index: usize,
        /// The id.
        id: SpanId,
    },
    /// A link's id is used before.
    #[error("links[{index}] has the id {id}, which is used before")]
    LinkIdTwice {
        /// Which link.
        index: usize,
        /// The id.
        id: LinkId,
    },
    /// A fragment lies outside the text or cuts a code point.
    #[error("spans[{index}] reaches outside the text or cuts a character")]
    OutsideText {
        /// Which span.
        index: usize,
    },
    /// A span means an entity that is not there.
    #[error("spans[{index}] means the entity {entity}, which is not there")]
    NoSuchEntity {
        /// Which span.
        index: usize,
        /// What it means.
        entity: EntityId,
    },
    /// A link's end is not there.
    #[error("links[{index}] leads to or from the span {span}, which is not there")]
    NoSuchEnd {
        /// Which link.
        index: usize,
        /// The missing end.
        span: SpanId,
    },
}

// ---- reading --------------------------------------------------------------------------------

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
        let mut links: Vec<&Arc<Link>> = self.links.values().collect();
        links.sort_by(|a, b| numbered(a.id.as_str()).cmp(&numbered(b.id.as_str())));
        links.into_iter()
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

// ---- building -------------------------------------------------------------------------------

impl Document {
    /// Makes a document of its parts at once; tells every flaw when they do not fit together.
    pub fn build(parts: Parts) -> Result<Self, Vec<Flaw>> {
        let flaws = flaws(&parts);
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let Parts {
            header,
            schema,
            text,
            spans,
            links,
            entities,
        } = parts;
        let mut numbers: HashMap<&str, u64> = HashMap::new();
        let ids = spans
            .iter()
            .map(|span| span.id.as_str())
            .chain(links.iter().map(|link| link.id.as_str()))
            .chain(entities.iter().map(|entity| entity.id.as_str()));
        for id in ids {
            let (prefix, number, _) = numbered(id);
            let highest = numbers.entry(prefix).or_default();
            *highest = number.max(*highest);
        }
        let numbers = numbers
            .into_iter()
            .map(|(prefix, number)| (SmolStr::new(prefix), number))
            .collect();
        let spans: Vec<Arc<Span>> = spans.into_iter().map(Arc::new).collect();
        let mentions = spans
            .iter()
            .filter_map(|span| Some((span.entity.clone()?, span.id.clone())))
            .collect();
        let ties = links
            .iter()
            .flat_map(|link| {
                [
                    (link.from.clone(), link.id.clone()),
                    (link.to.clone(), link.id.clone()),
                ]
            })
            .collect();
        Ok(Self {
            header: Arc::new(header),
            schema,
            text,
            places: SpanTree::build(spans.iter().cloned()),
            spans: spans
                .into_iter()
                .map(|span| (span.id.clone(), span))
                .collect(),
            links: links
                .into_iter()
                .map(|link| (link.id.clone(), Arc::new(link)))
                .collect(),
            ties,
            entities: entities
                .into_iter()
                .map(|entity| (entity.id.clone(), Arc::new(entity)))
                .collect(),
            mentions,
            numbers,
        })
    }
}

fn flaws(parts: &Parts) -> Vec<Flaw> {
    use std::collections::HashSet;
    let mut flaws = Vec::new();
    let mut ids: HashSet<&str> = HashSet::new();
    let mut entities: HashSet<&EntityId> = HashSet::new();
    let mut spans: HashSet<&SpanId> = HashSet::new();
    for (index, entity) in parts.entities.iter().enumerate() {
        if !ids.insert(entity.id.as_str()) {
            flaws.push(Flaw::EntityIdTwice {
                index,
                id: entity.id.clone(),
            });
        }
        entities.insert(&entity.id);
    }
    for (index, span) in parts.spans.iter().enumerate() {
        if !ids.insert(span.id.as_str()) {
            flaws.push(Flaw::SpanIdTwice {
                index,
                id: span.id.clone(),
            });
        }
        spans.insert(&span.id);
        if !fits(&parts.text, span) {
            flaws.push(Flaw::OutsideText { index });
        }
        if let Some(entity) = &span.entity
            && !entities.contains(entity)
        {
            flaws.push(Flaw::NoSuchEntity {
                index,
                entity: entity.clone(),
            });
        }
    }
    for (index, link) in parts.links.iter().enumerate() {
        if !ids.insert(link.id.as_str()) {
            flaws.push(Flaw::LinkIdTwice {
                index,
                id: link.id.clone(),
            });
        }
        for span in [&link.from, &link.to] {
            if !spans.contains(span) {
                flaws.push(Flaw::NoSuchEnd {
                    index,
                    span: span.clone(),
                });
            }
        }
    }
    flaws
}

fn fits(text: &Text, span: &Span) -> bool {
    span.stretches()
        .all(|range| text.is_boundary(range.start) && text.is_boundary(range.end))
}

// ---- changing -------------------------------------------------------------------------------

impl Document {
    /// Applies an edit whole, or not at all.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        let kept = self.clone();
        for change in &edit.changes {
            if let Err(error) = self.apply_change(change) {
                *self = kept;
                return Err(error);
            }
        }
        Ok(())
    }

    pub(super) fn apply_change(&mut self, change: &Change) -> Result<(), EditError> {
        match change {
            Change::Span { before, after } => self.change_span(before.as_ref(), after.as_ref()),
            Change::Link { before, after } => self.change_link(before.as_ref(), after.as_ref()),
            Change::Entity { before, after } => self.change_entity(before.as_ref(), after.as_ref()),
            Change::Header { before, after } => replace(&mut self.header, before, after, "header"),
            Change::Schema { before, after } => replace(&mut self.schema, before, after, "schema"),
            Change::Text(change) => self.change_text(change),
        }
    }

    fn change_span(
        &mut self,
        before: Option<&Arc<Span>>,
        after: Option<&Arc<Span>>,
    ) -> Result<(), EditError> {
        let id = &before.or(after).ok_or(EditError::Malformed)?.id;
        if self.spans.get(id) != before {
            return Err(EditError::SpanDiffers(id.clone()));
        }
        match after {
            Some(span) => {
                if span.id != *id {
                    return Err(EditError::Malformed);
                }
                if before.is_none() && self.is_taken(id.as_str()) {
                    return Err(EditError::IdTaken(id.to_string()));
                }
                if !fits(&self.text, span) {
                    return Err(EditError::OutsideText(id.clone()));
                }
                if span
                    .entity
                    .as_ref()
                    .is_some_and(|entity| !self.entities.contains_key(entity))
                {
                    return Err(EditError::NoSuchEntity(id.clone()));
                }
            }
            None if self.links_of(id).next().is_some() => {
                return Err(EditError::StillLinked(id.clone()));
            }
            None => {}
        }
        if let Some(old) = before {
            self.places.remove(old);
            if let Some(entity) = &old.entity {
                self.mentions.remove(&(entity.clone(), id.clone()));
            }
        }
        if let Some(new) = after {
            self.places.insert(new);
            self.spans.insert(id.clone(), Arc::clone(new));
            if let Some(entity) = &new.entity {
                self.mentions.insert((entity.clone(), id.clone()));
            }
            self.note_id(id.as_str());
        } else {
            self.spans.remove(id);
        }
        Ok(())
    }

    fn change_link(
        &mut self,
        before: Option<&Arc<Link>>,
        after: Option<&Arc<Link>>,
    ) -> Result<(), EditError> {
        let id = &before.or(after).ok_or(EditError::Malformed)?.id;
        if self.links.get(id) != before {
            return Err(EditError::LinkDiffers(id.clone()));
        }
        if let Some(link) = after {
            if link.id != *id {
                return Err(EditError::Malformed);
            }
            if before.is_none() && self.is_taken(id.as_str()) {
                return Err(EditError::IdTaken(id.to_string()));
            }
            if !self.spans.contains_key(&link.from) || !self.spans.contains_key(&link.to) {
                return Err(EditError::NoSuchEnd(id.clone()));
            }
        }
        if let Some(old) = before {
            self.ties.remove(&(old.from.clone(), id.clone()));
            self.ties.remove(&(old.to.clone(), id.clone()));
        }
        if let Some(new) = after {
            self.ties.insert((new.from.clone(), id.clone()));
            self.ties.insert((new.to.clone(), id.clone()));
            self.links.insert(id.clone(), Arc::clone(new));
            self.note_id(id.as_str());
        } else {
            self.links.remove(id);
        }
        Ok(())
    }

    fn change_entity(
        &mut self,
        before: Option<&Arc<Entity>>,
        after: Option<&Arc<Entity>>,
    ) -> Result<(), EditError> {
        let id = &before.or(after).ok_or(EditError::Malformed)?.id;
        if self.entities.get(id) != before {
            return Err(EditError::EntityDiffers(id.clone()));
        }
        match after {
            Some(entity) if entity.id != *id => return Err(EditError::Malformed),
            Some(_) if before.is_none() && self.is_taken(id.as_str()) => {
                return Err(EditError::IdTaken(id.to_string()));
            }
            Some(entity) => {
                self.entities.insert(id.clone(), Arc::clone(entity));
                self.note_id(id.as_str());
            }
            None if self.mentions_of(id).next().is_some() => {
                return Err(EditError::StillMeant(id.clone()));
            }
            None => {
                self.entities.remove(id);
            }
        }
        Ok(())
    }

    fn change_text(&mut self, change: &TextChange) -> Result<(), EditError> {
        let replaced = change.replaced();
        if self.text.get(replaced) != Some(change.before.as_str()) {
            return Err(EditError::Differs("text"));
        }
        let text = self.text.as_str();
        let text = Text::new(
            [
                &text[..replaced.start.0],
                change.after.as_str(),
                &text[replaced.end.0..],
            ]
            .concat(),
        );
        let listed: HashMap<&SpanId, &Moved> = change
            .spans
            .iter()
            .map(|moved| (&moved.id, moved))
            .collect();
        let shift = |range: ByteRange| {
            if range.start > replaced.end {
                ByteRange::between(
                    range.start.shifted(change.shift()),
                    range.end.shifted(change.shift()),
                )
            } else if range.end > replaced.end {
                ByteRange::between(range.start, range.end.shifted(change.shift()))
            } else {
                range
            }
        };
        let mut spans = Vec::with_capacity(self.spans.len());
        for span in self.spans.values() {
            let moved = match listed.get(&span.id) {
                Some(moved) if moved.before == bounds(span) => {
                    with_bounds(span, moved.after.clone())?
                }
                Some(_) => return Err(EditError::SpanDiffers(span.id.clone())),
                // Where its ends go is not told: the change was made from another document.
                None if span.has_bound_in(replaced) => {
                    return Err(EditError::SpanDiffers(span.id.clone()));
                }
                None if span.stretches().all(|range| range.end < replaced.start) => {
                    Arc::clone(span)
                }
                None => Arc::new(span.mapped(shift)?),
            };
            if !fits(&text, &moved) {
                return Err(EditError::OutsideText(span.id.clone()));
            }
            spans.push(moved);
        }
        if let Some(missing) = change
            .spans
            .iter()
            .find(|moved| !self.spans.contains_key(&moved.id))
        {
            return Err(EditError::NoSuchSpan(missing.id.clone()));
        }
        self.text = text;
        self.places = SpanTree::build(spans.iter().cloned());
        self.spans = spans
            .into_iter()
            .map(|span| (span.id.clone(), span))
            .collect();
        Ok(())
    }

    fn note_id(&mut self, id: &str) {
        let (prefix, number, _) = numbered(id);
        if self
            .numbers
            .get(prefix)
            .is_none_or(|&highest| highest < number)
        {
            self.numbers.insert(SmolStr::new(prefix), number);
        }
    }
}

/// Where a span stands, and where it was proposed.
pub(super) fn bounds(span: &Span) -> (Fragments, Option<Fragments>) {
    (
        span.fragments.clone(),
        span.proposed
            .as_ref()
            .map(|proposal| proposal.fragments.clone()),
    )
}

fn with_bounds(
    span: &Span,
    (fragments, proposed): (Fragments, Option<Fragments>),
) -> Result<Arc<Span>, EditError> {
    let mut span = Span {
        fragments,
        ..span.clone()
    };
    match (&mut span.proposed, proposed) {
        (Some(proposal), Some(fragments)) => proposal.fragments = fragments,
        (None, None) => {}
        _ => return Err(EditError::SpanDiffers(span.id)),
    }
    Ok(Arc::new(span))
}

fn replace<T: PartialEq>(
    held: &mut Arc<T>,
    before: &Arc<T>,
    after: &Arc<T>,
    name: &'static str,
) -> Result<(), EditError> {
    if *held != *before {
        return Err(EditError::Differs(name));
    }
    *held = Arc::clone(after);
    Ok(())
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
