//! doccano's JSON Lines: sequence labelling and relations.
//!
//! Offsets are UTF-16 code units, or grapheme clusters where the project counts those as one character
//! (doccano issue 2290); no words are stored with them. Older exports write `labels`, or `annotations` of
//! several users; newer ones `label`, or `entities` and `relations`.

mod read;
mod write;

use super::{Format, Glimpse};

/// The format.
pub static DOCCANO: Format = Format {
    name: "doccano",
    title: "doccano",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let is_json = glimpse.ends_in(&["jsonl", "json"]);
    let ours = glimpse.has(&["\"fragments\""]) || glimpse.has(&["\"spans\""]);
    let labels = [
        "\"label\"",
        "\"labels\"",
        "\"entities\"",
        "\"annotations\"",
        "\"column_label\"",
    ];
    let has_labels = labels.iter().any(|key| glimpse.has(&[key]));
    let has_text = glimpse.has(&["\"text\""]) || glimpse.has(&["\"column_data\""]);
    let others = [
        "\"result\"",
        "\"tokens\"",
        "%FEATURE",
        "\"quotes\"",
        "\"sofa",
        "\"data\":",
    ];
    let is_other = others.iter().any(|key| glimpse.has(&[key]));
    is_json && has_text && has_labels && !ours && !is_other
}
