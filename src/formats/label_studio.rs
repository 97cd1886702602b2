//! Label Studio's tasks: a text with annotations that people made and predictions that programs made.
//!
//! Offsets are code points, with UTF-16 in files from before 2022; the words are stored with them. An
//! annotation is a flat list of results: regions, what is set on them under the same id, and relations.
//! The labels stand in a labeling config of XML beside.

mod config;
mod described;
mod read;
mod results;
mod write;

use super::{Format, Glimpse};
use crate::model::Extra;
use serde_json::{Map, Value};

/// The key of an article's or a mark's own keys that have no other place.
const KEY: &str = "label_studio";

/// The control that regions come from, where the file says no other.
const FROM: &str = "label";

/// The object that is labelled, and the key of the task's text.
const TEXT: &str = "text";

/// The control in which links that nobody has are ticked.
const NOBODY: &str = "nobody";

/// The usual name of the labeling config.
const CONFIG: &str = "label_config.xml";

/// The format.
pub static LABEL_STUDIO: Format = Format {
    name: "label-studio",
    title: "Label Studio",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let is_json = glimpse.ends_in(&["json", "jsonl", "ndjson"]);
    let has = |key: &str| glimpse.has(&[key]);
    let lists = ["\"annotations\"", "\"predictions\"", "\"completions\""];
    let has_list = lists.iter().any(|key| has(key));
    let results = has("\"result\"") && (has("\"from_name\"") || has("\"data\""));
    is_json && (results || (has("\"data\"") && has_list)) && !has("\"dictum/")
}

/// What a thing of Label Studio's had of its own, taken out.
fn own(extra: &mut Extra) -> Map<String, Value> {
    match extra.remove(KEY) {
        Some(Value::Object(own)) => own,
        _ => Map::new(),
    }
}

/// Adds an own key, unless there is nothing in it.
fn keep(extra: &mut Extra, own: Map<String, Value>) {
    if !own.is_empty() {
        extra.insert(KEY.to_owned(), Value::Object(own));
    }
}
