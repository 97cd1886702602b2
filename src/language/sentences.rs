//! Sentences.

use super::lexicon::Lexicon;
use super::{vocabulary, window};
use crate::model::{ByteOffset, ByteRange, Text};
use unicode_segmentation::UnicodeSegmentation as _;

/// The sentences of a paragraph without the white space around them. A closing mark after the stop
/// belongs to the sentence.
pub fn sentences(text: &Text, paragraph: ByteRange) -> Vec<ByteRange> {
    let words = text.slice(paragraph);
    let mut sentences = Vec::new();
    let mut start = 0;
    let low = words.find('„').unwrap_or(words.len());
    let mut from = 0;
    while let Some(stop) = next_stop(words, from) {
        let end = after_stop(words, stop, low);
        if ends_sentence(words, stop, end) {
            push(text, paragraph, start, end, &mut sentences);
            start = end;
            from = end;
        } else {
            from = words.ceil_char_boundary(stop + 1);
        }
    }
    push(text, paragraph, start, words.len(), &mut sentences);
    sentences
}

/// The sentence that holds `at`, or the nearest one before it in its paragraph; empty in a blank paragraph.
pub fn sentence_at(text: &Text, at: ByteOffset) -> ByteRange {
    let paragraph = window::paragraph_at(text, at);
    let all = sentences(text, paragraph);
    let index = all.partition_point(|sentence| sentence.start <= at);
    all.get(index.saturating_sub(1))
        .copied()
        .unwrap_or_else(|| {
            ByteRange::empty_at(text.grapheme_floor(at.clamp(paragraph.start, paragraph.end)))
        })
}

fn push(text: &Text, paragraph: ByteRange, start: usize, end: usize, to: &mut Vec<ByteRange>) {
    let from = paragraph.start.0;
    let range = window::trimmed(text, ByteRange::new(from + start, from + end));
    if !range.is_empty() {
        to.push(text.whole_graphemes(range));
    }
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔'
    )
}

/// The first stop at or after `from`, which is between characters.
fn next_stop(words: &str, mut from: usize) -> Option<usize> {
    // The first bytes of the stops: most characters are passed without being read.
    let first = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | 0xD8 | 0xDB | 0xE0..=0xEF);
    loop {
        let rest = words.as_bytes().get(from..)?;
        let at = from + rest.iter().position(first)?;
        let c = words.get(at..)?.chars().next()?;
        if is_stop(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '"' | '\'' | '»' | '›' | ')' | ']' | '」' | '』' | '“'
    )
}

/// Where the run of stops and closing marks that begins at `at` ends. `low` is the first `„`, which
/// makes `“` a mark that closes.
fn after_stop(words: &str, at: usize, low: usize) -> usize {
    let mut end = at;
    let mut chars = words[at..].chars().peekable();
    while let Some(&c) = chars.peek() {
        let opens_next = c == '“' && end <= low;
        if !(is_stop(c) || is_closing(c) && !opens_next) {
            break;
        }
        end += c.len_utf8();
        chars.next();
    }
    // A typed '' is two marks and has been taken; a mark after a space opens the next sentence.
    end
}

fn ends_sentence(words: &str, stop: usize, end: usize) -> bool {
    let rest = &words[end..];
    let wide = words[stop..].starts_with(['。', '！', '？']);
    if rest.is_empty() || wide {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        // "end.“Next": a mark stands between; "3.5" and "U.S.-led" do not end.
        return false;
    }
    let next = rest.trim_start();
    if !begins_sentence(next) {
        return false;
    }
    let only_stop = words[stop..end] == *".";
    !(only_stop && is_abbreviated(words, stop, next))
}

fn begins_sentence(next: &str) -> bool {
    let mut letters = next
        .chars()
        .skip_while(|&c| !c.is_alphanumeric() && !c.is_whitespace())
        .peekable();
    match letters.peek() {
        Some(c) => !c.is_lowercase() || next.starts_with("e-"),
        None => true,
    }
}

fn is_abbreviated(words: &str, stop: usize, next: &str) -> bool {
    let word = words[..stop]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | '«'))
        .next()
        .unwrap_or_default();
    let mut chars = word.chars();
    // An initial: "Lloyd J. Austin". A lone "I" ends sentences as well, and is left to do so.
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_uppercase() && c != 'I';
    }
    let lower = word.to_lowercase();
    if !Lexicon::english().is_abbreviation(&lower) {
        return false;
    }
    // "in Washington, D.C. The" ends; "the U.S. Senate" does not; "No. 5" does not, "No. He" does.
    let follower = next.unicode_words().next().unwrap_or_default();
    let number = follower.starts_with(|c: char| c.is_ascii_digit());
    match lower.as_str() {
        "no" | "nos" | "vol" | "fig" | "p" | "pp" | "art" | "est" | "sat" | "sun" => number,
        "mr" | "mrs" | "ms" | "dr" | "prof" | "gen" | "sgt" | "lt" | "col" | "capt" | "rev"
        | "hon" | "sen" | "rep" | "gov" | "st" | "mt" | "messrs" => true,
        _ => !is_opener(follower),
    }
}

/// Words that begin a sentence far more often than they follow an abbreviation in capitals.
fn is_opener(word: &str) -> bool {
    use super::lexicon::Classes as C;
    let classes = vocabulary::word(word).listed;
    let opens =
        C::DETERMINER | C::PRONOUN | C::PREPOSITION | C::SUBORDINATOR | C::CONNECTIVE | C::ADVERB;
    classes.any(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences are written in brackets.
    #[test]
    fn sentences_end_at_stops_that_end_them() {
        for marked in [
            "[It rained.] [It stopped.]",
            "[Lloyd J. Austin III spoke with Mr. Shoigu.] [He left.]",
            "[The U.S. Senate met in Washington, D.C.] [The vote failed.]",
            "[“We are ready.”] [He left.]",
            "[“Why?” he asked.] [Nobody knew…] [Then it ended!]",
            "[Prices rose 3.5 percent.] [“Too much,” she said.]",
            "[It was No. 5.] [He said No.] [He went.]",
            "[He said it (today).] [She agreed.)]",
            "[Он ушёл.] [Она осталась.]",
            "[no stop at all]",
            "[我去了。][他没去。]",
            "",
        ] {
            let mut plain = String::new();
            let mut wanted = Vec::new();
            let mut start = 0;
            for c in marked.chars() {
                match c {
                    '[' => start = plain.len(),
                    ']' => wanted.push(ByteRange::new(start, plain.len())),
                    c => plain.push(c),
                }
            }
            let text = Text::new(plain);
            let whole = ByteRange::between(ByteOffset(0), text.end());
            let found: Vec<&str> = sentences(&text, whole)
                .iter()
                .map(|&s| text.slice(s))
                .collect();
            let wanted: Vec<&str> = wanted.iter().map(|&s| text.slice(s)).collect();
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn the_sentence_at_a_caret() {
        let text = Text::new("One. Two.\n\n");
        assert_eq!(text.slice(sentence_at(&text, ByteOffset(6))), "Two.");
        assert_eq!(text.slice(sentence_at(&text, ByteOffset(4))), "One.");
        assert_eq!(sentence_at(&text, ByteOffset(10)), ByteRange::new(10, 10));
    }
}
