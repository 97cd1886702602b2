//! Prodigy's JSON Lines: a text with its tokens, spans, relations between them, and an answer.
//!
//! Offsets are code points; `token_end` is the last token of a span, not the one after it, and a relation
//! names the last token of either span. A span may carry any key, so that what is set on it is kept.

mod ends;
mod read;
mod write;

use super::{Format, Glimpse};

/// The key of an article's or a mark's own keys that have no other place.
const KEY: &str = "prodigy";

/// The format.
pub static PRODIGY: Format = Format {
    name: "prodigy",
    title: "Prodigy",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let is_json = glimpse.ends_in(&["jsonl", "ndjson", "json"]);
    let has = |key: &str| glimpse.has(&[key]);
    let hashed = has("\"_input_hash\"") || has("\"_task_hash\"") || has("\"_view_id\"");
    let spanned = has("\"spans\"") && (has("\"tokens\"") || has("\"answer\""));
    // Its own long texts hide what comes after them.
    let answered = has("\"answer\"") && has("\"meta\"");
    let other = has("\"fragments\"") || has("\"result\"") || has("\"dictum/");
    is_json && has("\"text\"") && (hashed || spanned || answered) && !other
}
