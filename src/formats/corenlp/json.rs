//! CoreNLP's JSON.

use super::{Speakers, begun, fault, is_known};
use crate::formats::laid_out::LaidOut;
use crate::formats::records::reason;
use crate::formats::{Found, FoundSpan, Piece, ReadError};
use crate::model::Extra;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Output {
    #[serde(rename = "docId")]
    id: Option<String>,
    text: Option<String>,
    #[serde(default)]
    sentences: Vec<Sentence>,
    #[serde(default)]
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Sentence {
    #[serde(default)]
    tokens: Vec<Token>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Token {
    #[serde(default)]
    word: String,
    original_text: Option<String>,
    character_offset_begin: usize,
    character_offset_end: usize,
    #[serde(default)]
    before: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Quote {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    begin_index: usize,
    end_index: usize,
    mention: Option<String>,
    mention_begin: Option<usize>,
    mention_end: Option<usize>,
    mention_type: Option<String>,
    mention_sieve: Option<String>,
    speaker: Option<String>,
    speaker_sieve: Option<String>,
    canonical_speaker: Option<String>,
    canonical_mention_begin: Option<usize>,
    canonical_mention_end: Option<usize>,
}

/// What an output holds; `text` is the file beside.
pub fn read(output: &str, text: Option<String>) -> Result<Found, ReadError> {
    let output: Output = serde_json::from_str(output).map_err(|error| ReadError::AtLine {
        line: error.line(),
        reason: reason(&error),
    })?;
    let tokens: Vec<Token> = output
        .sentences
        .into_iter()
        .flat_map(|each| each.tokens)
        .collect();
    let mut whole = true;
    let text = output
        .text
        .or(text)
        .unwrap_or_else(|| laid_out(&tokens, &mut whole));
    let mut found = begun(text);
    found.header.id = output.id.unwrap_or_default();
    if !whole {
        fault(
            &mut found,
            "tokens out of order: what they hold is not in the text".to_owned(),
        );
    }
    let mut speakers = Speakers::default();
    for (number, quote) in output.quotes.into_iter().enumerate() {
        read_quote(&mut found, quote, number, &tokens, &mut speakers);
    }
    Ok(found)
}

fn laid_out(tokens: &[Token], whole: &mut bool) -> String {
    let mut text = LaidOut::default();
    for token in tokens {
        let words = token.original_text.as_deref().unwrap_or(&token.word);
        let before = token.before.encode_utf16().count();
        let gap = token.character_offset_begin.checked_sub(text.end());
        if before > 0 && gap == Some(before) {
            *whole &= text.put(token.character_offset_begin - before, &token.before, before);
        }
        let len = token
            .character_offset_end
            .saturating_sub(token.character_offset_begin);
        *whole &= text.put(token.character_offset_begin, words, len);
    }
    text.into_text()
}

fn read_quote(
    found: &mut Found,
    quote: Quote,
    number: usize,
    tokens: &[Token],
    speakers: &mut Speakers,
) {
    let id = match &quote.id {
        Value::Null => format!("q{number}"),
        id => format!("q{}", crate::formats::keys::id_of(id)),
    };
    let mut span = FoundSpan {
        id: id.clone(),
        label: "quote".to_owned(),
        pieces: vec![Piece {
            start: quote.begin_index,
            end: quote.end_index,
            text: quote.text,
        }],
        ..FoundSpan::default()
    };
    sieves(&mut span.extra, quote.mention_sieve, quote.speaker_sieve);
    let [speaker, canonical] =
        [quote.speaker, quote.canonical_speaker].map(|name| name.filter(|name| is_known(name)));
    let near = quote.mention_begin.zip(quote.mention_end);
    let far = quote
        .canonical_mention_begin
        .zip(quote.canonical_mention_end);
    let place = |(first, last): (usize, usize)| {
        let (first, last) = (tokens.get(first)?, tokens.get(last)?);
        Some((first.character_offset_begin, last.character_offset_end))
    };
    let name = canonical.or(speaker);
    let mention = match (near.and_then(place), far.and_then(place)) {
        (Some(near), _) => Some((near, quote.mention)),
        (None, far) => far.map(|far| (far, None)),
    };
    if let (Some(name), None) = (&name, &mention) {
        // Whom it means is known, and no place of it.
        span.attributes
            .insert("speaker".into(), name.as_str().into());
    }
    found.spans.push(span);
    let Some(((start, end), text)) = mention else {
        return;
    };
    let mut mention = FoundSpan {
        label: "speaker".to_owned(),
        pieces: vec![Piece { start, end, text }],
        entity: name.map(|name| speakers.person(found, &name)),
        ..FoundSpan::default()
    };
    let kind = match quote.mention_type.as_deref() {
        Some("name") => Some("named"),
        Some("pronoun") => Some("pronoun"),
        Some("animate noun") => Some("nominal"),
        _ => None,
    };
    if let Some(kind) = kind.filter(|_| near.is_some()) {
        mention.attributes.insert("mention".into(), kind.into());
    }
    speakers.tie(found, &id, mention);
}

fn sieves(extra: &mut Extra, mention: Option<String>, speaker: Option<String>) {
    for (key, sieve) in [("mentionSieve", mention), ("speakerSieve", speaker)] {
        if let Some(sieve) = sieve {
            extra.insert(key.to_owned(), sieve.into());
        }
    }
}
