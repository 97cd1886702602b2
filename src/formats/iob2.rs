//! CoNLL columns: a token a line, tags in IOB2, an empty line between sentences.
//!
//! The columns are as in CoNLL-2003: the word, its part of speech (not known to us), a third one, the tag.
//! Where spans overlap there is a column of tags for each label, and for spans within others of their label
//! one more. The third column says what stands between words, as CoNLL-U's last column does
//! (`SpaceAfter=No`, `SpacesAfter=\n`), so that the text can be put together again.
//!
//! Read are all columns of tags but chunks, whatever the columns, and CoNLL-U for its text.

mod columns;
mod line;
mod read;
mod spacing;
mod write;

use super::{Format, Glimpse};

/// The format.
pub static IOB2: Format = Format {
    name: "iob2",
    title: "CoNLL columns (IOB2)",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

/// The line between articles, as spaCy asks for it.
const DOCUMENT: &str = "-DOCSTART- -X- O O";
/// How such a line begins.
const DOCUMENT_BEGINS: &str = "-DOCSTART-";

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    if glimpse.text().starts_with(DOCUMENT_BEGINS) {
        return true;
    }
    let is_text = glimpse.ends_in(&["txt", "tsv"]);
    let is_ours = glimpse.ends_in(&["iob", "iob2", "bio", "conll", "conllu", "ner"]);
    (is_ours || is_text)
        && columns::Columns::seen(glimpse.text())
            .is_some_and(|columns| is_ours || columns.has_tags())
}
