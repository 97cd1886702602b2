//! Which words are the same words, however they are printed.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// A word or a sign of a text, by bytes, with a hash of what it is however it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The same for the same word in other print: straight or curly marks, composed or not.
    pub key: u64,
    /// Whether it has no letter and no digit.
    pub is_sign: bool,
}

/// The words and signs of `text`, whose first byte is number `base` of the whole. Blanks and what is
/// not seen are none.
pub fn words(text: &str, base: usize) -> impl Iterator<Item = Word> + '_ {
    text.split_word_bound_indices()
        .filter_map(move |(at, word)| {
            let key = key(word)?;
            Some(Word {
                start: base + at,
                end: base + at + word.len(),
                key,
                is_sign: !word.chars().any(char::is_alphanumeric),
            })
        })
}

/// The hash of a word as it is read; `None` when nothing of it is seen.
fn key(word: &str) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    if word.is_ascii() {
        let word = word.trim_matches(|c: char| c.is_ascii_whitespace());
        if word.is_empty() {
            return None;
        }
        word.bytes()
            .for_each(|byte| char::from(byte).hash(&mut hasher));
        return Some(hasher.finish());
    }
    let mut any = false;
    for c in folded(word) {
        c.hash(&mut hasher);
        any = true;
    }
    any.then(|| hasher.finish())
}

/// The characters of words as they are read: composed, marks and dashes plain, without blanks and
/// what is not seen.
pub fn folded(word: &str) -> impl Iterator<Item = char> + '_ {
    word.nfc()
        .filter(|&c| !c.is_whitespace() && !is_unseen(c))
        .flat_map(|c| {
            let (c, times) = plain(c);
            std::iter::repeat_n(c, times)
        })
}

/// The sign that a keyboard has for a printed one, and how often.
fn plain(c: char) -> (char, usize) {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '‹' | '›' | '`' | '´' => ('\'', 1),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => ('"', 1),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => ('-', 1),
        '…' => ('.', 3),
        c => (c, 1),
    }
}

/// Whether nobody sees it: a place for a line to break, or a sign of direction.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u64> {
        words(text, 0).map(|word| word.key).collect()
    }

    #[test]
    fn print_makes_no_other_word() {
        for (a, b) in [
            ("don’t go", "don't  go\n"),
            ("“Yes”", "\"Yes\""),
            ("caf\u{e9}", "cafe\u{301}"),
            ("a – b", "a—b"),
            ("co\u{ad}op", "coop"),
        ] {
            assert_eq!(keys(a), keys(b), "{a} {b}");
        }
        assert_ne!(keys("million"), keys("billion"));
        assert_ne!(keys("He"), keys("he"));
        assert_eq!(keys(" \u{200b}\n\t\u{a0}"), Vec::<u64>::new());
    }

    #[test]
    fn a_word_stands_where_it_says() {
        let text = "Он said: “No.”";
        let found: Vec<&str> = words(text, 0)
            .map(|word| &text[word.start..word.end])
            .collect();
        assert_eq!(found, ["Он", "said", ":", "“", "No", ".", "”"]);
    }
}
