//! Finding parts of words in any order, in any script, whatever their case and accents.

use nucleo_matcher::chars::normalize;
use std::ops::Range;

/// What is typed, as words to be found.
pub struct Words(Vec<Vec<char>>);

/// A letter as it is compared, with the bytes that it stands for.
struct Letter {
    folded: char,
    bytes: Range<usize>,
}

impl Words {
    /// The words of what is typed.
    pub fn of(typed: &str) -> Self {
        let words = typed.split_whitespace();
        Self(
            words
                .map(|word| {
                    letters(word)
                        .into_iter()
                        .map(|letter| letter.folded)
                        .collect()
                })
                .collect(),
        )
    }

    /// How well a title, or other words for the same, hold them all, and where in the title.
    pub fn fit(&self, title: &str, also: &str) -> Option<(u32, Vec<Range<usize>>)> {
        let (title, also) = (letters(title), letters(also));
        let (mut score, mut found) = (0, Vec::new());
        for word in &self.0 {
            if let Some((good, range)) = find(&title, word) {
                score += 2 * good;
                found.push(range);
            } else {
                score += find(&also, word)?.0;
            }
        }
        found.sort_by_key(|range| range.start);
        // Two words may have been found in the same place.
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in found {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        Some((score, apart))
    }
}

fn letters(words: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for (start, c) in words.char_indices() {
        let end = start + c.len_utf8();
        if is_accent(c) {
            if let Some(last) = letters.last_mut() {
                last.bytes.end = end;
            }
            continue;
        }
        letters.extend(normalize(c).to_lowercase().map(|folded| Letter {
            folded,
            bytes: start..end,
        }));
    }
    letters
}

/// A mark that stands over or under the letter before it.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The best place of a word: at the start of one, else anywhere.
fn find(letters: &[Letter], word: &[char]) -> Option<(u32, Range<usize>)> {
    let stands = |at: &usize| {
        let here = letters.iter().skip(*at).map(|letter| letter.folded);
        here.take(word.len()).eq(word.iter().copied())
    };
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        before.is_none_or(|letter| !letter.folded.is_alphanumeric())
    };
    let mut places = (0..letters.len()).filter(stands);
    let first = places.next()?;
    let at = std::iter::once(first).chain(places).find(begins);
    let start = letters.get(at.unwrap_or(first))?.bytes.start;
    let end = letters
        .get(at.unwrap_or(first) + word.len().saturating_sub(1))?
        .bytes
        .end;
    Some((if at.is_some() { 2 } else { 1 }, start..end))
}
