//! WebAnno's tab-separated values, versions 3.0 to 3.3: what INCEpTION and WebAnno give to read and to edit.
//!
//! Offsets are UTF-16 code units. Layers are columns: spans, chains of mentions, relations; a mark of
//! several tokens, or one of several on the same, has a number. The text stands in lines before the tokens
//! of each sentence, so that what is between two sentences is known by its length alone.

mod field;
mod header;
mod kept;
mod layers;
mod read;
mod relations;
mod sheet;
mod table;
mod units;
mod write;

use super::{Format, Glimpse};

/// The format.
pub static WEBANNO_TSV: Format = Format {
    name: "webanno-tsv",
    title: "WebAnno TSV",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

/// How a file begins.
const FORMAT: &str = "#FORMAT=WebAnno TSV 3";

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    glimpse.first_line().starts_with(FORMAT)
}

/// INCEpTION's own layer for spans with a label.
const SPANS: &str = "custom.Span";
/// INCEpTION's own layer for relations between these.
const RELATIONS: &str = "custom.Relation";
/// The layer of tokens, which are no marks, though relations may join them.
const TOKENS: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
/// The feature that names a mark, where a layer has it; else `value`.
const LABEL: &str = "label";
/// The feature that names a mark in layers that INCEpTION brings.
const VALUE: &str = "value";
/// Our columns for what is no attribute.
const NOTE: &str = "note";
const STATE: &str = "state";
const NOBODY: &str = "nobody";
const ENTITY: &str = "entity";
const ENTITY_NAME: &str = "entity_name";
const ENTITY_KIND: &str = "entity_kind";

/// A layer's name without what it is in: `NamedEntity` of `de.….type.NamedEntity`.
fn short(layer: &str) -> &str {
    layer.rsplit('.').next().unwrap_or(layer)
}
