//! The Gender Gap Tracker's quotes: speaker, quote and verb with their places as texts like `(12,34)`.
//!
//! Offsets are code points of a text that the tracker has changed before: quotation marks made straight,
//! accents taken off, a full stop before each newline. So the words are sought near their places where the
//! text is not the changed one. The file holds the quotes alone, with the text beside as NAME.txt, or an
//! article with `body` and `quotes`.

mod changed;

use super::keys::{id_of, shallow};
use super::records::reason;
use super::{
    Fault, Format, Found, FoundLink, FoundSpan, Give, Piece, ReadError, Reads, Sharing, Source,
    Unit, about,
};
use crate::model::{AttributeValue, Extra};
use changed::Changed;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// The format.
pub static GENDER_GAP_TRACKER: Format = Format {
    name: "gendergaptracker",
    title: "Gender Gap Tracker",
    recognises: |glimpse| {
        glimpse.ends_in(&["json", "jsonl"])
            && glimpse.has(&["\"quote_index\"", "\"speaker_index\""])
    },
    reads: Some(&Reader),
    writes: None,
};

struct Reader;

#[derive(Deserialize)]
struct Quote {
    quote: String,
    #[serde(default)]
    quote_index: String,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    speaker_index: String,
    #[serde(default)]
    verb: String,
    #[serde(default)]
    verb_index: String,
    #[serde(flatten)]
    rest: Extra,
}

#[derive(Deserialize)]
struct Article {
    #[serde(alias = "text")]
    body: Option<String>,
    quotes: Vec<Quote>,
    #[serde(flatten)]
    rest: Extra,
}

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let mut alone: Vec<(usize, Quote)> = Vec::new();
        let mut faults = Vec::new();
        let mut given = false;
        source.records(&mut |line, record| {
            // The tracker writes a list of quotes, or articles that hold one.
            if let Ok(article) = serde_json::from_slice::<Article>(record) {
                given = true;
                return Ok(give(of_article(article, line, source)?));
            }
            match serde_json::from_slice(record) {
                Ok(quote) => alone.push((line, quote)),
                Err(error) => faults.push(Fault::at(line, reason(&error))),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if !given || !alone.is_empty() || !faults.is_empty() {
            let mut found = of_quotes(alone, beside(source)?);
            found.faults.extend(faults);
            let _ = give(found);
        }
        Ok(())
    }

    fn sharing(&self, _: &Source<'_>) -> Result<Sharing, ReadError> {
        Ok(Sharing::Articles)
    }
}

fn beside(source: &Source<'_>) -> Result<Option<String>, ReadError> {
    let path = source.beside("txt");
    let there = source.disk.exists(&path);
    there.then(|| source.text_of(&path)).transpose()
}

fn of_article(article: Article, line: usize, source: &Source<'_>) -> Result<Found, ReadError> {
    let text = match article.body {
        Some(body) => Some(body),
        None => beside(source)?,
    };
    let quotes = article.quotes.into_iter().map(|quote| (line, quote));
    let mut found = of_quotes(quotes.collect(), text);
    let mut rest = article.rest;
    let id = ["id", "_id"].iter().find_map(|key| rest.remove(*key));
    // Mongo writes {"$oid": "…"}.
    let id = id.as_ref().map(|id| id_of(id.get("$oid").unwrap_or(id)));
    found.header.id = id.unwrap_or_default();
    for key in about::tell(&mut found.header, rest) {
        found.faults.push(Fault::at(
            line,
            format!("{key} is nested too deeply to be kept"),
        ));
    }
    Ok(found)
}

fn of_quotes(quotes: Vec<(usize, Quote)>, text: Option<String>) -> Found {
    let mut found = Found {
        unit: Unit::CodePoints,
        ..Found::default()
    };
    let Some(text) = text else {
        found
            .faults
            .push(Fault::new("no text: it is needed beside, as NAME.txt"));
        return found;
    };
    let changed = Changed::of(
        &text,
        quotes
            .iter()
            .filter_map(|(_, quote)| Some((place(&quote.quote_index)?, quote.quote.as_str()))),
    );
    found.text = text;
    let mut taken = HashMap::new();
    for (number, (line, quote)) in quotes.into_iter().enumerate() {
        take(&mut found, quote, number + 1, line, &changed, &mut taken);
    }
    found
}

fn take(
    found: &mut Found,
    quote: Quote,
    number: usize,
    line: usize,
    changed: &Changed,
    taken: &mut HashMap<(&'static str, usize, usize), String>,
) {
    let Some(at) = place(&quote.quote_index) else {
        let reason = format!(
            "quote {number} at {:?}, which is no place",
            quote.quote_index
        );
        found.faults.push(Fault::at(line, reason));
        return;
    };
    let id = format!("q{number}");
    let mut span = span("quote", changed.piece(at, &quote.quote), line);
    span.id.clone_from(&id);
    let mut rest = quote.rest;
    shallow(&mut rest, Some(line), &mut found.faults);
    for (key, value) in rest {
        let value = match value {
            Value::Bool(flag) => AttributeValue::Flag(flag),
            Value::Null => continue,
            other => AttributeValue::Text(id_of(&other)),
        };
        span.attributes.insert(key.as_str().into(), value);
    }
    let ends = [
        ("speaker", "speaker", quote.speaker, quote.speaker_index),
        ("verb", "cue", quote.verb, quote.verb_index),
    ];
    let mut spans = Vec::new();
    for (key, link, words, index) in ends {
        let Some(at) = place(&index) else {
            if !words.is_empty() {
                span.attributes.insert(key.into(), words.as_str().into());
            }
            continue;
        };
        let label = if key == "verb" { "cue" } else { key };
        let next = format!("{}{number}", label.get(..1).unwrap_or_default());
        let to = taken.entry((label, at.0, at.1)).or_insert_with(|| {
            let mut span = self::span(label, changed.piece(at, &words), line);
            span.id.clone_from(&next);
            spans.push(span);
            next
        });
        found.links.push(FoundLink {
            label: link.to_owned(),
            from: id.clone(),
            to: to.clone(),
            line: Some(line),
            ..FoundLink::default()
        });
    }
    found.spans.push(span);
    found.spans.extend(spans);
}

fn span(label: &str, piece: Piece, line: usize) -> FoundSpan {
    FoundSpan {
        label: label.to_owned(),
        pieces: vec![piece],
        line: Some(line),
        ..FoundSpan::default()
    }
}

/// A place written as `(12,34)`.
fn place(index: &str) -> Option<(usize, usize)> {
    let inner = index.trim().strip_prefix('(')?.strip_suffix(')')?;
    let (start, end) = inner.split_once(',')?;
    Some((start.trim().parse().ok()?, end.trim().parse().ok()?))
}
