//! spaCy's DocBin: documents as columns of token attributes, in msgpack, in zlib.
//!
//! Spans stand in span groups, which may overlap, and where they do not overlap among the entities too.
//! Links, attributes, notes and people are custom attributes of the document (`doc._.links` once
//! `Doc.set_extension("links", default=None)` was called), kept in its user data.

mod deflated;
mod document;
mod entities;
mod groups;
mod hash;
mod message;
mod packed;
mod read;
mod user_data;
mod write;

use super::{Format, Glimpse};

/// The format.
pub static SPACY: Format = Format {
    name: "spacy",
    title: "spaCy DocBin",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

/// The group in which spaCy's own span categorizer looks for spans.
const GROUP: &str = "sc";
/// The entities, among the names of groups.
const ENTITIES: &str = "ents";
/// The key of a span's extra under which the groups are named in which it stood.
const GROUPS_KEY: &str = "spacy_groups";
/// The key of an article that says that nobody looked for entities.
const UNSEEN_KEY: &str = "spacy_entities_unseen";
/// The key of an article's categories.
const CATEGORIES_KEY: &str = "spacy_categories";
/// The key of an article's user data that are not ours, as msgpack in hexadecimal digits.
const USER_DATA_KEY: &str = "spacy_user_data";

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let begins = deflated::beginning(glimpse.head, 64);
    begins.is_some_and(|head| memchr::memmem::find(&head, b"attrs").is_some())
        || glimpse.ends_in(&["spacy"])
}
