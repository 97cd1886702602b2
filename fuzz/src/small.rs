//! Small things that are read.

use crate::memory_disk::MemoryDisk;
use crate::promises;
use dictum::article;
use dictum::editor::Chord;
use dictum::formats::Names;
use dictum::model::ByteOffset;
use dictum::model::Text;
use dictum::project::Agreements;
use dictum::search::Query;
use dictum::store::schemas;
use dictum::tagger::command::CommandLine;
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

/// Reads which programs may be run.
pub fn agreements(bytes: &[u8]) {
    let disk = MemoryDisk::holding([("agreed.ron", bytes)]);
    let agreed = Agreements::load(&disk, Some(Path::new("")));
    agreed.has(Path::new("a"), &["b".to_owned()]);
}

/// Reads a command as it is typed.
pub fn command_line(bytes: &[u8]) {
    let Ok(typed) = str::from_utf8(bytes) else {
        return;
    };
    let Ok(command) = typed.parse::<CommandLine>() else {
        return;
    };
    assert!(!command.program().is_empty());
    command.name();
    // In quotation marks every word is itself.
    let words =
        std::iter::once(command.program()).chain(command.arguments().iter().map(String::as_str));
    let quoted: Vec<_> = words
        .map(|word| format!("'{}'", word.replace('\'', r"'\''")))
        .collect();
    assert_eq!(quoted.join(" ").parse(), Ok(command));
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
