//! brat's standoff: a text, its annotations line by line beside it, and one configuration for all.
//!
//! Offsets are code points; what was marked in brat's window after an emoji may be counted in UTF-16 (brat
//! issue 1115). A line is an annotation, so that no piece of a span holds a line end: brat parts the span
//! there, and so do we; reading joins pieces that only line ends part.

mod conf;
mod kept;
pub(super) mod line;
mod marks;
mod page;
mod read;
mod reference;
mod spelling;
mod write;

pub(super) use kept::Kept;
pub(super) use read::article;

use super::{Format, Glimpse};

/// The format.
pub static BRAT: Format = Format {
    name: "brat",
    title: "brat",
    recognises,
    reads: Some(&read::Reader),
    writes: Some(&write::Writer),
};

/// A file of annotations, or an empty one beside a text.
pub(super) fn recognises(glimpse: &Glimpse<'_>) -> bool {
    glimpse.ends_in(&["ann"])
}

/// Whether a line of a file may end here for some reader, or a field of it; no piece of a span has such a
/// character within.
fn is_seam(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{1c}'
            ..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The part without the number that tells several of it apart: `Theme` of `Theme2`.
fn role_of(numbered: &str) -> &str {
    let role = numbered.trim_end_matches(|c: char| c.is_ascii_digit());
    if role.is_empty() { numbered } else { role }
}

/// The kind of a remark that is a person's note.
const NOTE: &str = "AnnotatorNotes";
/// The attribute that says what has been decided, where it is not a yes.
const STATE: &str = "dictum_state";
/// The attribute for each link label for which nobody was decided.
const NOBODY: &str = "dictum_nobody";
/// The kind of a remark that tells how sure a tagger was.
const SCORE: &str = "dictum_score";
/// The kind of a remark that tells more of an entity than its name.
const ENTITY: &str = "dictum_entity";
/// The resource of entities that no other resource knows.
const RESOURCE: &str = "dictum";
