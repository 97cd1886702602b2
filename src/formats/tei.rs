//! TEI: an article with who said what in it, and all marks beside it.
//!
//! Quotes stand in the text as `said` with `who`, in several elements tied by `next` and `prev` where they
//! cross others, paragraphs or the words between. Every mark stands once in `standOff`, its places as
//! `string-range` of the body: the words of the body are those of the article, character for character, so
//! that these are our own offsets, in code points. People, bodies and events have their lists there too.

mod body;
mod header;
mod ids;
mod lists;
mod marks;
mod said;
mod write;
mod xml;

use super::{Format, Glimpse};

/// The format.
pub static TEI: Format = Format {
    name: "tei",
    title: "TEI",
    recognises,
    reads: None,
    writes: Some(&write::Writer),
};

/// The namespace of its elements.
const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";
/// The id of the body, from whose beginning all places count.
const BODY: &str = "article";

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    glimpse.has(&["<TEI", NAMESPACE])
}
