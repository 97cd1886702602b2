//! The rules of language, on any text.

use crate::promises;
use dictum::language;
use dictum::model::{ByteOffset, ByteRange, Document, Header, Text};
use dictum::store::schemas;
use dictum::tagger::{self, rules::Rules};

/// The caret is put at so many places.
const PLACES: usize = 24;

/// Tags a text, and asks at several places what may be marked there.
pub fn words(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let text = Text::new(text);
    language::guess_language(&text);
    let step = text.len() / PLACES + 1;
    for at in (0..=text.len()).step_by(step) {
        asked_at(&text, text.grapheme_floor(ByteOffset(at)));
    }
    let header = Header {
        language: Some("en".to_owned()),
        ..Header::default()
    };
    let mut document = Document::new(header, schemas::news(), text);
    let edit = tagger::tag(&Rules, &document);
    let edit = edit.unwrap_or_else(|error| panic!("its tags do not fit: {error}"));
    if let Err(error) = document.apply(&edit) {
        panic!("its tags do not apply: {error}");
    }
    promises::holds_together(&document);
    promises::is_kept(&document);
    for span in document.spans() {
        for range in span.fragments.iter() {
            let whole = document.text().whole_graphemes(range);
            assert_eq!(range, whole, "a tag cuts a character");
        }
    }
}

fn asked_at(text: &Text, at: ByteOffset) {
    let is_in = |range: ByteRange| assert!(text.get(range).is_some(), "{range:?} is not in it");
    is_in(language::sentence_at(text, at));
    let readings = language::quote_readings(text, at, &[]);
    for reading in &readings {
        reading.fragments.iter().for_each(is_in);
        for candidate in language::speakers_for(text, &reading.fragments, &[]) {
            is_in(candidate.mention);
        }
        language::quote_kind(text, &reading.fragments);
    }
    if let Some(mention) = language::mention_at(text, at) {
        is_in(mention.range);
        language::entity_name(text, mention.range);
    }
    if let Some(stop) = language::next_stop(text, at) {
        is_in(stop);
        assert!(stop.end > at, "the next stop is before");
    }
    if let Some(stop) = language::prev_stop(text, at) {
        is_in(stop);
    }
    if let Some(word) = language::word_at(text, at) {
        is_in(word);
        language::grow(text, word).into_iter().for_each(is_in);
    }
    assert!(language::next_word_end(text, at) >= at);
    assert!(language::prev_word_start(text, at) <= at);
}
