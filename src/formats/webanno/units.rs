//! Tokens, the parts of tokens that marks cut out, and sentences.

use super::read::HEADER_KEY;
use crate::formats::tokens;
use crate::language;
use crate::model::{ByteOffset, ByteRange, Header, Text, Utf16Offset};

/// A sentence: its tokens, and where its text ends.
pub struct Sentence {
    /// Its first token, and the one after its last.
    pub tokens: std::ops::Range<usize>,
    /// Its text, from its first token on.
    pub text: ByteRange,
}

/// The tokens of an article, as the file had them that it came from, else Unicode's words; and the
/// sentences, none of which leaves anything of the text out that cannot be told from where the next begins.
pub fn of(header: &Header, text: &Text) -> (Vec<ByteRange>, Vec<Sentence>) {
    let (tokens, firsts) = kept(header, text).unwrap_or_else(|| found(text));
    let mut sentences = Vec::with_capacity(firsts.len());
    for (at, &first) in firsts.iter().enumerate() {
        let end = firsts.get(at + 1).copied().unwrap_or(tokens.len());
        let (Some(start), Some(last)) = (
            tokens.get(first),
            end.checked_sub(1).and_then(|last| tokens.get(last)),
        ) else {
            continue;
        };
        let next = tokens.get(end).map_or(text.end(), |next| next.start);
        let gap = ByteRange::between(last.end, next);
        let is_told = end < tokens.len() && is_told(text.slice(gap));
        sentences.push(Sentence {
            tokens: first..end,
            text: ByteRange::between(start.start, if is_told { last.end } else { next }),
        });
    }
    (tokens, sentences)
}

/// Whether readers put just this between two sentences: nothing, or a newline and spaces.
fn is_told(gap: &str) -> bool {
    gap.is_empty()
        || gap
            .strip_prefix('\n')
            .is_some_and(|rest| rest.bytes().all(|byte| byte == b' '))
}

/// The tokens and the first ones of sentences that came with the article, if they hold together.
fn kept(header: &Header, text: &Text) -> Option<(Vec<ByteRange>, Vec<usize>)> {
    let kept = header.extra.get(HEADER_KEY)?;
    let numbers = |key: &str| -> Option<Vec<usize>> {
        let list = kept.get(key)?.as_array()?;
        list.iter()
            .map(|number| usize::try_from(number.as_u64()?).ok())
            .collect()
    };
    let mut tokens: Vec<ByteRange> = Vec::new();
    for pair in numbers("tokens")?.chunks(2) {
        let [start, end] = pair else { return None };
        let place = |at: usize| text.byte_of_utf16(Utf16Offset(at));
        let (start, end) = (place(*start)?, place(*end)?);
        let before = tokens.last().map_or(ByteOffset(0), |last| last.end);
        if start >= end || start < before {
            return None;
        }
        tokens.push(ByteRange::between(start, end));
    }
    let firsts = numbers("sentences")?;
    let is_first = firsts.first() == Some(&0)
        && text
            .slice(ByteRange::between(ByteOffset(0), tokens.first()?.start))
            .bytes()
            .all(|byte| byte == b' ');
    let rises = firsts.windows(2).all(|pair| pair.first() < pair.get(1));
    let within = firsts.last().is_some_and(|&last| last < tokens.len());
    (is_first && rises && within).then_some((tokens, firsts))
}

fn found(text: &Text) -> (Vec<ByteRange>, Vec<usize>) {
    let words = tokens::words(text.as_str(), &[]);
    let mut tokens: Vec<ByteRange> = words.iter().map(|token| token.range).collect();
    // Spaces before the first sentence are told by where it begins; anything else has to be a token.
    let start = tokens.first().map_or(text.end(), |token| token.start);
    let before = ByteRange::between(ByteOffset(0), start);
    if text.slice(before).bytes().any(|byte| byte != b' ')
        || (tokens.is_empty() && !text.is_empty())
    {
        tokens.insert(0, before);
    }
    let mut firsts: Vec<usize> = Vec::new();
    for &paragraph in text.paragraphs() {
        for sentence in language::sentences(text, paragraph) {
            let first = tokens.partition_point(|token| token.start < sentence.start);
            if first < tokens.len() && firsts.last().is_none_or(|&last| last < first) {
                firsts.push(first);
            }
        }
    }
    if !tokens.is_empty() && firsts.first() != Some(&0) {
        firsts.insert(0, 0);
    }
    (tokens, firsts)
}
