//! Making a document bit by bit, as its file is read.

use super::{Document, Flaw, fits, numbered};
use crate::model::{Entity, EntityId, Header, Link, LinkId, Schema, Span, SpanId, SpanTree, Text};
use imbl::{OrdMap, OrdSet};
use smol_str::SmolStr;
use std::collections::HashMap;
use std::sync::Arc;

/// What a document has besides its text and its spans.
#[derive(Clone, Default)]
pub struct Rest {
    /// What is said of the article as a whole.
    pub header: Header,
    /// The schema in force.
    pub schema: Arc<Schema>,
    /// In any order.
    pub links: Vec<Link>,
    /// In any order.
    pub entities: Vec<Entity>,
}

/// A document in the making: its spans as they come, then the rest.
pub struct Builder {
    text: Text,
    spans: OrdMap<SpanId, Arc<Span>>,
    /// Those that were added, in this order.
    all: Vec<Arc<Span>>,
    /// So many of them stand in `places` and `mentions`.
    settled: usize,
    places: SpanTree,
    mentions: OrdSet<(EntityId, SpanId)>,
    numbers: HashMap<SmolStr, u64>,
    /// What is wrong with the spans.
    flaws: Vec<Flaw>,
}

impl Builder {
    /// Begins with the text.
    pub fn new(text: Text) -> Self {
        Self {
            text,
            spans: OrdMap::new(),
            all: Vec::new(),
            settled: 0,
            places: SpanTree::default(),
            mentions: OrdSet::new(),
            numbers: HashMap::new(),
            flaws: Vec::new(),
        }
    }

    /// The article.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The span of this id.
    pub fn span(&self, id: &SpanId) -> Option<&Arc<Span>> {
        self.spans.get(id)
    }

    /// The ids of the spans.
    pub fn span_ids(&self) -> impl Iterator<Item = &SpanId> {
        self.spans.keys()
    }

    /// Adds a span; its index in a [`Flaw`] is how many were there before it.
    pub fn add(&mut self, span: Arc<Span>) {
        let index = self.all.len();
        if !fits(&self.text, &span) {
            self.flaws.push(Flaw::OutsideText { index });
        }
        note_number(&mut self.numbers, span.id.as_str());
        let id = span.id.clone();
        if self.spans.insert(id.clone(), Arc::clone(&span)).is_some() {
            self.flaws.push(Flaw::SpanIdTwice { index, id });
        }
        self.all.push(span);
    }

    /// Puts in order what was added so far; to be called when nothing follows, else [`Self::finish`]
    /// does it again.
    pub fn settle(&mut self) {
        self.settled = self.all.len();
        self.places = SpanTree::build(self.all.iter().cloned());
        let means = |span: &Arc<Span>| Some((span.entity.clone()?, span.id.clone()));
        self.mentions = self.all.iter().filter_map(means).collect();
    }

    /// Makes the document; tells every flaw when its parts do not fit together.
    pub fn finish(mut self, rest: Rest) -> Result<Document, Vec<Flaw>> {
        if self.settled != self.all.len() {
            self.settle();
        }
        let links: Vec<Arc<Link>> = rest.links.into_iter().map(Arc::new).collect();
        let entities = self.entities(rest.entities);
        let is_much = links.len() > MUCH;
        let (ties, links) = both(is_much, || ties(&links), || self.links(&links, &entities));
        if !self.flaws.is_empty() {
            return Err(self.flaws);
        }
        Ok(Document {
            header: Arc::new(rest.header),
            schema: rest.schema,
            text: self.text,
            spans: self.spans,
            places: self.places,
            links,
            ties,
            entities,
            mentions: self.mentions,
            numbers: self.numbers.into_iter().collect(),
        })
    }

    fn entities(&mut self, all: Vec<Entity>) -> OrdMap<EntityId, Arc<Entity>> {
        let mut entities = OrdMap::new();
        let mut flaws = Vec::new();
        for (index, entity) in all.into_iter().enumerate() {
            note_number(&mut self.numbers, entity.id.as_str());
            let id = entity.id.clone();
            let is_taken = self.spans.contains_key(&SpanId::from(id.as_str()));
            let before = entities.insert(id.clone(), Arc::new(entity));
            if is_taken || before.is_some() {
                flaws.push(Flaw::EntityIdTwice { index, id });
            }
        }
        for (index, span) in self.all.iter().enumerate() {
            if let Some(entity) = &span.entity
                && !entities.contains_key(entity)
            {
                let entity = entity.clone();
                flaws.push(Flaw::NoSuchEntity { index, entity });
            }
        }
        self.flaws.append(&mut flaws);
        entities
    }

    fn links(
        &mut self,
        all: &[Arc<Link>],
        entities: &OrdMap<EntityId, Arc<Entity>>,
    ) -> OrdMap<LinkId, Arc<Link>> {
        let mut links = OrdMap::new();
        // Of an id with a higher number than all of its kind there is no other.
        let others = self.numbers.clone();
        for (index, link) in all.iter().enumerate() {
            let id = link.id.as_str();
            let (prefix, number, _) = numbered(id);
            note_number(&mut self.numbers, id);
            let is_taken = others.get(prefix).is_some_and(|&last| number <= last)
                && (self.spans.contains_key(&SpanId::from(id))
                    || entities.contains_key(&EntityId::from(id)));
            let before = links.insert(link.id.clone(), Arc::clone(link));
            if is_taken || before.is_some() {
                let id = link.id.clone();
                self.flaws.push(Flaw::LinkIdTwice { index, id });
            }
            for span in [&link.from, &link.to] {
                if !self.spans.contains_key(span) {
                    let span = span.clone();
                    self.flaws.push(Flaw::NoSuchEnd { index, span });
                }
            }
        }
        links
    }
}

/// Links from which on a second thread is worth its start.
const MUCH: usize = 5000;

/// Both results; the first is worked out in another thread when that is worth while.
fn both<A: Send, B>(worth: bool, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    if !worth {
        return (a(), b());
    }
    std::thread::scope(|scope| {
        let a = scope.spawn(a);
        let b = b();
        match a.join() {
            Ok(a) => (a, b),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Each link under both of its ends.
fn ties(links: &[Arc<Link>]) -> OrdSet<(SpanId, LinkId)> {
    let mut ties = OrdSet::new();
    for link in links {
        ties.insert((link.from.clone(), link.id.clone()));
        ties.insert((link.to.clone(), link.id.clone()));
    }
    ties
}

/// Keeps the highest number that follows each prefix.
fn note_number(numbers: &mut HashMap<SmolStr, u64>, id: &str) {
    let (prefix, number, _) = numbered(id);
    match numbers.get_mut(prefix) {
        Some(highest) => *highest = number.max(*highest),
        None => {
            numbers.insert(SmolStr::new(prefix), number);
        }
    }
}
