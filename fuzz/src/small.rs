//! Small things that are read.

use crate::memory_disk::MemoryDisk;
use crate::promises;
use dictum::article;
use dictum::editor::Chord;
use dictum::formats::Names;
use dictum::model::ByteOffset;
use dictum::model::Text;
use dictum::search::Query;
use dictum::store::schemas;
use dictum::tagger::learned::Learned;
use dictum::tagger::{Article, Tagger as _, adopt};
use std::path::Path;

/// Reads an article's file.
pub fn article(bytes: &[u8]) {
    let disk = MemoryDisk::holding([("a.txt", bytes)]);
    if let Ok(article) = article::read(&disk, Path::new("a.txt")) {
        let document = article.into_document(schemas::news());
        promises::holds_together(&document);
        promises::is_kept(&document);
    }
}

/// Reads a table of what labels are called elsewhere.
pub fn label_names(bytes: &[u8]) {
    if let Ok(text) = str::from_utf8(bytes)
        && let Ok(names) = Names::read(text)
    {
        let ours = names.label("QUOTE");
        names.label_there(&ours);
    }
}

/// Reads a key as it is shown.
pub fn keys(bytes: &[u8]) {
    if let Ok(text) = str::from_utf8(bytes)
        && let Ok(chord) = text.parse::<Chord>()
    {
        let shown = chord.to_string();
        assert_eq!(shown.parse::<Chord>().ok(), Some(chord), "{shown}");
    }
}

/// Reads a tagger that was learned, and tags with it.
pub fn learned(bytes: &[u8]) {
    let Ok(learned) = Learned::from_bytes(bytes) else {
        return;
    };
    let document = crate::acts::document(0);
    let proposals = learned.propose(Article {
        text: document.text(),
        language: Some("en"),
        schema: document.schema(),
    });
    if let Err(error) = adopt(&document, &proposals, learned.name(), learned.version()) {
        panic!("its tags do not fit: {error}");
    }
}

/// Looks for words or an expression: the first byte says how, the first line what, the rest where.
pub fn search(bytes: &[u8]) {
    let Some((how, rest)) = bytes.split_first() else {
        return;
    };
    let Ok(rest) = str::from_utf8(rest) else {
        return;
    };
    let (words, text) = rest.split_once('\n').unwrap_or((rest, ""));
    let query = Query {
        words: words.to_owned(),
        match_case: how & 1 != 0,
        whole_words: how & 2 != 0,
        is_expression: how & 4 != 0,
    };
    let (Ok(finder), text) = (query.compile(), Text::new(text)) else {
        return;
    };
    let Some(all) = finder.all(&text, || true) else {
        panic!("it was not broken off");
    };
    for found in all.as_slice() {
        assert!(text.get(*found).is_some_and(|words| !words.is_empty()));
    }
    let first = finder.next(&text, ByteOffset(0));
    assert_eq!(first, all.as_slice().first().copied());
}
