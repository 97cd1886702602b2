//! CoreNLP's text output: sentences with their tokens, and at the end the quotes, a line or several each.

use super::{Speakers, begun, fault, is_known};
use crate::formats::anchor::nearest;
use crate::formats::laid_out::LaidOut;
use crate::formats::{Found, FoundSpan, Piece};
use crate::model::{ByteOffset, Text, Utf16Offset};

/// How far from a quote its speaker's name is sought, in bytes.
const BESIDE: usize = 1 << 16;

/// What is told of a quote.
struct Quote<'a> {
    speaker: &'a str,
    words: &'a str,
    index: &'a str,
    begin: usize,
}

/// What an output holds; `text` is the file beside.
pub fn read(output: &str, text: Option<String>) -> Found {
    let text = text.unwrap_or_else(|| sentences(output));
    let mut found = begun(text);
    let text = Text::new(found.text.as_str());
    let mut speakers = Speakers::default();
    for quote in quotes(output, &mut found) {
        let id = format!("q{}", quote.index);
        let end = quote.begin + quote.words.encode_utf16().count();
        let mut span = FoundSpan {
            id: id.clone(),
            label: "quote".to_owned(),
            pieces: vec![Piece {
                start: quote.begin,
                end,
                text: Some(quote.words.to_owned()),
            }],
            ..FoundSpan::default()
        };
        let mention = is_known(quote.speaker)
            .then(|| mention(&text, &quote))
            .flatten();
        if mention.is_none() && is_known(quote.speaker) {
            span.attributes
                .insert("speaker".into(), quote.speaker.into());
        }
        found.spans.push(span);
        if let Some(mut mention) = mention {
            mention.entity = Some(speakers.person(&mut found, quote.speaker));
            speakers.tie(&mut found, &id, mention);
        }
    }
    found
}

/// The nearest words that are the speaker's name: the output tells no place.
fn mention(text: &Text, quote: &Quote<'_>) -> Option<FoundSpan> {
    let begin = text.byte_of_utf16(Utf16Offset(quote.begin))?;
    let end = begin.0 + quote.words.len();
    let outside = |(start, stop): &(usize, usize)| *stop <= begin.0 || *start >= end;
    let found = [begin.0, end].map(|at| nearest(text.as_str(), quote.speaker, at, BESIDE));
    let places = found.into_iter().flatten().filter(outside);
    let (start, stop) =
        places.min_by_key(|(start, _)| start.abs_diff(begin.0).min(start.abs_diff(end)))?;
    let at = |byte: usize| text.utf16_offset(ByteOffset(byte)).0;
    let mut span = FoundSpan::new("speaker", at(start), at(stop));
    span.origin.reason =
        Some("the nearest words that are the name; the file tells no place".into());
    if let Some(piece) = span.pieces.first_mut() {
        piece.text = Some(quote.speaker.to_owned());
    }
    Some(span)
}

/// The text, of sentences at the places of their first tokens.
fn sentences(output: &str) -> String {
    let mut text = LaidOut::default();
    for part in output
        .split("\nSentence #")
        .skip(usize::from(!output.starts_with("Sentence #")))
    {
        let Some((_, rest)) = part.split_once(":\n").or_else(|| part.split_once(":\r\n")) else {
            continue;
        };
        let Some((words, tokens)) = rest.split_once("\nTokens:") else {
            continue;
        };
        let words = words.trim_end_matches(['\r', '\n']);
        if let Some(start) = number_after(tokens, "CharacterOffsetBegin=") {
            text.put_paragraph(start, words, words.encode_utf16().count());
        }
    }
    text.into_text()
}

fn number_after(text: &str, key: &str) -> Option<usize> {
    let (_, rest) = text.split_once(key)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

/// The quotes: a speaker, a colon and a tab, the words, a tab, and where they begin.
fn quotes<'a>(output: &'a str, found: &mut Found) -> Vec<Quote<'a>> {
    let after = output
        .rsplit_once("Extracted quotes:")
        .map(|(_, rest)| rest);
    let mut rest = after
        .or_else(|| Some(output).filter(|text| !text.contains("[Text=")))
        .unwrap_or_default();
    let mut quotes = Vec::new();
    while let Some((head, tail)) = rest.split_once("\t[index=") {
        let (numbers, next) = tail.split_once(']').unwrap_or((tail, ""));
        let head = head.trim_start_matches(['\r', '\n']);
        let begin = number_after(numbers, "charOffsetBegin=");
        let index = numbers.split(',').next().unwrap_or_default().trim();
        match (head.split_once(":\t"), begin) {
            (Some((speaker, words)), Some(begin)) => quotes.push(Quote {
                speaker,
                words,
                index,
                begin,
            }),
            _ => fault(found, format!("quote {index} without a speaker or a place")),
        }
        rest = next;
    }
    quotes
}
