//! Citron's JSON: quotes with their cue, sources and contents, a document a file.
//!
//! Training files count code points. What Citron itself finds looks the same, but counts spaCy's tokens:
//! there the words say where a span is. The text may then be a file beside.

mod read;
mod roles;
mod write;

use super::{Format, Glimpse};

/// The label of a mention that stands for a source, and of the link from a quote to it.
const COREFERENCE: &str = "coreference";

/// The key of an article's or a mark's own keys that have no other place.
const KEY: &str = "citron";

/// The format.
pub static CITRON: Format = Format {
    name: "citron",
    title: "Citron",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let quotes = glimpse.has(&["\"quotes\""]);
    let parts = glimpse.has(&["\"cue\"", "\"contents\""]);
    let none = glimpse.has(&["\"quotes\": []"]) || glimpse.has(&["\"quotes\":[]"]);
    let empty = none && glimpse.has(&["\"text\""]);
    let others = glimpse.has(&["\"quote_index\""]) || glimpse.has(&["\"dictum/"]);
    glimpse.ends_in(&["json", "jsonl"]) && (quotes && parts || empty) && !others
}

/// The name of people of whom only mentions are known: the longest.
fn name_of<'a>(mentions: impl Iterator<Item = &'a str>) -> &'a str {
    let by_length = |longest: &'a str, mention: &'a str| {
        let is_longer = mention.chars().count() > longest.chars().count();
        if is_longer { mention } else { longest }
    };
    mentions.reduce(by_length).unwrap_or_default()
}
