//! Words, and the steps between them.

use super::word_bounds::uax29;
use crate::model::{ByteOffset, ByteRange, Text};

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
