//! Making a document of its parts at once, as when a file is read.

use super::{Builder, Document, Rest};
use crate::model::{Entity, EntityId, Header, Link, LinkId, Schema, Span, SpanId, Text};
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
        let mut builder = Builder::new(parts.text);
        for span in parts.spans {
            builder.add(Arc::new(span));
        }
        builder.finish(Rest {
            header: parts.header,
            schema: parts.schema,
            links: parts.links,
            entities: parts.entities,
        })
    }
}
