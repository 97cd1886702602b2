//! Parts of speech for the items of a sentence.

use super::super::parts_of_speech::{Alone, Part, alone, parts_of_speech};
use super::super::vocabulary;
use super::{Item, Kind};

/// Items tagged in one go; a sentence without end is cut into such pieces.
const LONGEST: usize = 500;

/// Sets what each item is in its sentence. Whole quotations and brackets count as one mark each.
pub(in super::super) fn tag(items: &mut [Item]) {
    for piece in items.chunks_mut(LONGEST) {
        let words: Vec<Alone> = piece.iter().map(token).collect();
        for (item, part) in piece.iter_mut().zip(parts_of_speech(&words)) {
            item.part = known(item, part);
        }
    }
}

/// The item as the parts of speech were learned from: straight apostrophes, one mark for a whole quotation.
fn token(item: &Item) -> Alone {
    match item.kind {
        Kind::Word => item.alone,
        Kind::Quote => vocabulary::word("\"").alone,
        Kind::Bracket => vocabulary::word(")").alone,
        // A loose apostrophe is as often the rest of a word, which the straight one is not.
        _ if item.lower == "’" => alone(&item.lower),
        _ => vocabulary::word(&item.lower).alone,
    }
}

/// What the tagger says; for a word that it does not know, what its shape says.
fn known(item: &Item, part: Part) -> Part {
    if !cfg!(feature = "english") || part != Part::Unknown || !item.is_word() {
        return part;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| item.lower.ends_with(ending));
    match () {
        () if item.capital => Part::Name,
        () if item.lower.starts_with(|c: char| c.is_ascii_digit()) => Part::Number,
        () if item.lower.ends_with("ly") => Part::Adverb,
        () if item.verb().is_some() || ends(&["ed", "ing"]) => Part::Verb,
        () if ends(&["ion", "ment", "ness", "ity", "ism", "ers", "ist", "ists"]) => Part::Noun,
        () => Part::Unknown,
    }
}
