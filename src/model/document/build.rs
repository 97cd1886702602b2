//! Making a document of its parts at once, as when a file is read.

use super::{Document, fits, numbered};
use crate::model::{Entity, EntityId, Header, Link, LinkId, Schema, Span, SpanId, SpanTree, Text};
use smol_str::SmolStr;
use std::collections::HashMap;
use std::sync::Arc;

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
    let many = parts.entities.len() + parts.spans.len() + parts.links.len();
    let mut ids: HashSet<&str> = HashSet::with_capacity(many);
    let mut entities: HashSet<&EntityId> = HashSet::with_capacity(parts.entities.len());
    let mut spans: HashSet<&SpanId> = HashSet::with_capacity(parts.spans.len());
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
