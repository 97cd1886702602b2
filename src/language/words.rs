//! Words, and the steps between them.

use crate::model::{ByteOffset, ByteRange, Text};
use unicode_segmentation::UnicodeSegmentation as _;

/// Bytes looked at on each side of a position for the word there. A longer word is cut.
const REACH: usize = 512;

/// The word on or right before `at`: hyphens and apostrophes inside it belong to it, and the stops of
/// an abbreviation ("U.S.") do. `None` between words.
pub fn word_at(text: &Text, at: ByteOffset) -> Option<ByteRange> {
    let near = around(text, at);
    let words = words(text, near);
    words
        .iter()
        .find(|word| word.contains(at))
        .or_else(|| words.iter().find(|word| word.end == at))
        .copied()
}

/// The first end of a word after `at`; the text's end when there is none.
pub fn next_word_end(text: &Text, at: ByteOffset) -> ByteOffset {
    forward(text, at, |word| (word.end > at).then_some(word.end))
}

/// The first start of a word after `at`; the text's end when there is none.
pub fn next_word_start(text: &Text, at: ByteOffset) -> ByteOffset {
    forward(text, at, |word| (word.start > at).then_some(word.start))
}

/// The last start of a word before `at`; the text's start when there is none.
pub fn prev_word_start(text: &Text, at: ByteOffset) -> ByteOffset {
    let mut end = text.grapheme_floor(at);
    while end.0 > 0 {
        let start = text.grapheme_floor(ByteOffset(end.0.saturating_sub(REACH)));
        // A little more on the right, so that the word that `end` cuts is seen whole.
        let right = text.grapheme_ceil(ByteOffset(end.0 + REACH));
        let found = words(text, ByteRange { start, end: right });
        if let Some(word) = found.iter().rev().find(|word| word.start < at)
            && (word.start > start || start.0 == 0)
        {
            return word.start;
        }
        end = start;
    }
    ByteOffset(0)
}

/// The last end of a word before `at`; the text's start when there is none.
pub fn prev_word_end(text: &Text, at: ByteOffset) -> ByteOffset {
    let mut start = prev_word_start(text, at);
    loop {
        match word_at(text, start) {
            Some(word) if word.end < at => return word.end,
            _ if start.0 == 0 => return ByteOffset(0),
            _ => start = prev_word_start(text, start),
        }
    }
}

fn forward(
    text: &Text,
    at: ByteOffset,
    wanted: impl Fn(&ByteRange) -> Option<ByteOffset>,
) -> ByteOffset {
    let mut start = text.grapheme_floor(at);
    let mut near = around(text, at);
    while start < text.end() {
        if let Some(found) = words(text, near).iter().find_map(&wanted) {
            return found;
        }
        start = near.end;
        near = ByteRange {
            start,
            end: text.grapheme_ceil(ByteOffset(start.0 + REACH)),
        };
    }
    text.end()
}

/// A stretch around `at` that begins and ends between words where the text allows.
fn around(text: &Text, at: ByteOffset) -> ByteRange {
    let range = ByteRange {
        start: text.grapheme_floor(ByteOffset(at.0.saturating_sub(REACH))),
        end: text.grapheme_ceil(ByteOffset(at.0.saturating_add(REACH))),
    };
    let space = |c: char| c.is_whitespace();
    let words = text.slice(range);
    let before = at.0.min(text.len()).saturating_sub(range.start.0);
    // Cut at white space between the edge and the caret, but never past the caret.
    let start = match words.char_indices().find(|&(i, c)| i < before && space(c)) {
        Some((i, c)) if range.start.0 > 0 => ByteOffset(range.start.0 + i + c.len_utf8()),
        _ => range.start,
    };
    let end = match words
        .char_indices()
        .rev()
        .find(|&(i, c)| i > before && space(c))
    {
        Some((i, _)) if range.end < text.end() => ByteOffset(range.start.0 + i),
        _ => range.end,
    };
    text.whole_graphemes(ByteRange {
        start,
        end: end.max(start),
    })
}

/// The words of a stretch (UAX #29), with hyphens inside and the stops of abbreviations joined on.
pub(super) fn words(text: &Text, range: ByteRange) -> Vec<ByteRange> {
    let string = text.slice(range);
    let mut words: Vec<ByteRange> = Vec::new();
    for (from, until) in uax29(string) {
        let found = ByteRange::new(range.start.0 + from, range.start.0 + until);
        match words.last_mut() {
            Some(last) if is_hyphen(text.slice(ByteRange::between(last.end, found.start))) => {
                last.end = found.end;
            }
            _ => words.push(found),
        }
    }
    for word in &mut words {
        if is_dotted(text.slice(*word)) && text.as_str()[word.end.0..].starts_with('.') {
            word.end.0 += 1;
        }
        *word = text.whole_graphemes(*word);
    }
    words
}

/// The words of UAX #29, as bytes of the string from and until. No word runs over a space, so that what stands between spaces is looked at by
/// itself: quickly where it is ASCII and the marks of print, as nearly all English is.
pub(super) fn uax29(string: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::with_capacity(string.len() / 6 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b' ', string.as_bytes()).chain([string.len()]) {
        let chunk = &string[start..end];
        if is_plain(chunk.as_bytes()) {
            plain_words(chunk.as_bytes(), start, &mut words);
        } else {
            let found = chunk.unicode_word_indices();
            words.extend(found.map(|(i, word)| (start + i, start + i + word.len())));
        }
        start = end + 1;
    }
    words
}

/// Whether it is ASCII but for the dashes, quotation marks, apostrophes and dots of print.
fn is_plain(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [byte, rest @ ..] if byte.is_ascii() => rest,
            [
                0xE2,
                0x80,
                0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6,
                rest @ ..,
            ] => rest,
            _ => return false,
        };
    }
}

/// The words of plain text: letters, digits and `_`, with what joins them.
fn plain_words(bytes: &[u8], offset: usize, to: &mut Vec<(usize, usize)>) {
    let inside = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().take_while(inside).count();
            match joint(bytes, at) {
                width @ 1.. if at > start => at += width,
                _ => break,
            }
        }
        let word = bytes.get(start..at).unwrap_or_default();
        if word.iter().any(u8::is_ascii_alphanumeric) {
            to.push((offset + start, offset + at));
        }
        at = at.max(start + 1);
    }
}

/// The bytes of a mark that joins what stands around it: a stop or an apostrophe between two letters or
/// two digits, a colon between letters, a comma or semicolon between digits; 0 for any other.
fn joint(bytes: &[u8], at: usize) -> usize {
    let width = match bytes.get(at..) {
        Some([b'.' | b'\'' | b':' | b',' | b';', ..]) => 1,
        Some([0xE2, 0x80, 0x98 | 0x99, ..]) => 3,
        _ => return 0,
    };
    let beside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(0);
    let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + width)));
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    let joins = match bytes.get(at) {
        Some(b':') => letters,
        Some(b',' | b';') => digits,
        _ => letters || digits,
    };
    if joins { width } else { 0 }
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}" | "\u{ad}")
}

/// Whether this is an abbreviation of single letters but for its last stop: "U.S", "D.C".
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_hyphens_apostrophes_and_stops() {
        for (text, at, word) in [
            ("He can’t go", 4, Some("can’t")),
            ("self-medicating ants", 6, Some("self-medicating")),
            ("the U.S. army", 5, Some("U.S.")),
            ("ends. Then", 2, Some("ends")),
            ("a – b", 3, None),
            ("end", 3, Some("end")),
            ("Киев-1 да", 2, Some("Киев-1")),
            ("", 0, None),
            ("well -known", 1, Some("well")),
        ] {
            let text = Text::new(text);
            assert_eq!(
                word_at(&text, ByteOffset(at)).map(|word| text.slice(word)),
                word,
                "{text:?}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn words_of_plain_text_are_those_of_the_standard(string in "[a-cA 0-3_.,:;'\"@\t\n\r‘’“”—…é\u{300}-]{0,40}") {
            let standard: Vec<_> = string
                .unicode_word_indices()
                .map(|(i, word)| (i, i + word.len()))
                .collect();
            proptest::prop_assert_eq!(uax29(&string), standard);
        }
    }

    #[test]
    fn steps_go_by_word_and_cross_paragraphs() {
        let text = Text::new("One, two.\n\nThree");
        let at = ByteOffset;
        assert_eq!(next_word_end(&text, at(0)), at(3));
        assert_eq!(next_word_end(&text, at(3)), at(8));
        assert_eq!(next_word_start(&text, at(5)), at(11));
        assert_eq!(next_word_start(&text, at(11)), at(16));
        assert_eq!(prev_word_start(&text, at(11)), at(5));
        assert_eq!(prev_word_start(&text, at(7)), at(5));
        assert_eq!(prev_word_start(&text, at(0)), at(0));
    }

    #[test]
    fn steps_cross_long_stretches_without_words() {
        let text = Text::new(format!("one{}two", " ".repeat(5000)));
        assert_eq!(next_word_start(&text, ByteOffset(1)), ByteOffset(5003));
        assert_eq!(prev_word_start(&text, ByteOffset(5003)), ByteOffset(0));
    }
}
