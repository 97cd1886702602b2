//! W3C Web Annotations: JSON-LD beside the text that they are about.
//!
//! An article is a page of annotations and a text of the same name. A mark is an annotation with a target
//! for each of its pieces, each with both selectors: the position, in code points as the model asks, and
//! the words with what stands around them. Its label is a tag, its note a comment, its attributes are
//! descriptions with a label, and a link is an annotation that leads from one to another. What the model
//! has no words for stands under a key of our own, which other programs pass over.

mod anchored;
mod bodies;
mod iri;
mod kept;
mod parse;
mod read;
mod surroundings;
mod targets;
mod windows;
mod write;

use super::{Format, Glimpse};

/// The format.
pub static W3C: Format = Format {
    name: "w3c",
    title: "W3C Web Annotations",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

/// The context that makes JSON a Web Annotation.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// The key in `extra` under which stays what a document has no place for.
const KEY: &str = "w3c";
/// The key in an annotation or a page under which stands what the model has no words for.
const OURS: &str = "dictum";
/// The media type of a description that is no plain text: a flag or a list.
const JSON: &str = "application/json";

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let by_context = glimpse.has(&["\"@context\"", "http://www.w3.org/ns/anno"]);
    let has_selector = |kind| glimpse.has(&["\"target\"", "\"selector\"", kind]);
    let by_selector = ["\"TextPositionSelector\"", "\"TextQuoteSelector\""]
        .into_iter()
        .any(has_selector);
    let is_schema = glimpse.has(&["\"$schema\""]) || glimpse.has(&["\"dictum/"]);
    glimpse.ends_in(&["jsonld", "json", "jsonl"]) && (by_context || by_selector) && !is_schema
}
