//! Hugging Face datasets: tables in Parquet or JSON Lines, with the names of their labels.
//!
//! `load_dataset(DIR, NAME)` reads a folder's tables by the head of its README.md. `documents` holds all that
//! is marked; `attributions` has a row for each quote and `tokens` one for each sentence, both made from the
//! same documents and not read back.

mod attributions;
pub mod card;
mod cells;
#[cfg(feature = "parquet")]
mod columns;
mod documents;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod read;
mod rows;
mod tags;
mod write;

use super::{Format, Glimpse};

/// The format.
pub static HF: Format = Format {
    name: "hf",
    title: "Hugging Face dataset",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

/// The key of a Parquet file's metadata under which the types of its columns stand.
#[cfg(feature = "parquet")]
const FEATURES_KEY: &str = "huggingface";

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let path = glimpse.source.path;
    let stem = path.file_stem().unwrap_or_default();
    // What is beside the documents is made of them.
    let is_made = ["attributions", "tokens"]
        .iter()
        .any(|table| stem == *table)
        && path.extension().is_some_and(|extension| {
            let documents = path.with_file_name("documents").with_extension(extension);
            glimpse.source.disk.exists(&documents)
        });
    if is_made {
        return false;
    }
    if glimpse.head.starts_with(b"PAR1") || glimpse.ends_in(&["parquet"]) {
        return true;
    }
    let first = glimpse.first_line();
    let has = |words: &[&str]| words.iter().all(|word| first.contains(word));
    let is_other = [
        "_task_hash",
        "_input_hash",
        "\"answer\"",
        "\"format\"",
        "\"meta\"",
    ]
    .iter()
    .any(|key| first.contains(key));
    let spans =
        has(&["\"text\"", "\"spans\"", "\"start\"", "\"label\""]) && !has(&["\"fragments\""]);
    // Our own: the metadata are a string.
    let ours = has(&["\"metadata\": \"{", "\"spans\""]) || has(&["\"metadata\":\"{", "\"spans\""]);
    let words = has(&["\"tokens\""]) || has(&["\"words\""]);
    let tags = has(&["\"ner_tags\""]) || has(&["\"ner\""]) || has(&["\"tags\""]);
    glimpse.ends_in(&["jsonl", "json", "ndjson"])
        && first.trim_start().starts_with('{')
        && !is_other
        && (ours || spans || (words && tags && !has(&["\"text\""])))
}
