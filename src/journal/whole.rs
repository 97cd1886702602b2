//! A whole document in a record: for work that has no file to begin from.

use crate::model::{Document, Entity, Header, Link, Parts, Schema, Span, Text};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// A document as it is, suggestions, ids and all.
#[derive(Clone, Debug)]
pub struct Whole(pub Document);

#[derive(Serialize)]
struct Out<'a> {
    header: &'a Header,
    schema: &'a Schema,
    text: &'a str,
    spans: Vec<&'a Arc<Span>>,
    links: Vec<&'a Arc<Link>>,
    entities: Vec<&'a Arc<Entity>>,
}

#[derive(Deserialize)]
struct In {
    header: Header,
    schema: Schema,
    text: String,
    spans: Vec<Span>,
    links: Vec<Link>,
    entities: Vec<Entity>,
}

impl Serialize for Whole {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = &self.0;
        Out {
            header: document.header(),
            schema: document.schema(),
            text: document.text().as_str(),
            spans: document.spans().collect(),
            links: document.links().collect(),
            entities: document.entities().collect(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = In::deserialize(deserializer)?;
        let built = Document::build(Parts {
            header: parts.header,
            schema: Arc::new(parts.schema),
            text: Text::new(parts.text),
            spans: parts.spans,
            links: parts.links,
            entities: parts.entities,
        });
        built.map(Self).map_err(|flaws| {
            let first = flaws.first().map(ToString::to_string);
            D::Error::custom(first.unwrap_or_default())
        })
    }
}
