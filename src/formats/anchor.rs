//! Finding words in a text when a file's offsets are not of its characters.

use memchr::memmem;
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation as _;

/// Places of some words that are kept: more tell nothing, and memory has an end.
const MOST: usize = 10_000;

/// Where words stand, as bytes: the occurrence that begins nearest to a place, at most so many bytes off.
pub fn nearest(text: &str, words: &str, at: usize, within: usize) -> Option<(usize, usize)> {
    if words.is_empty() {
        return None;
    }
    let here = text.floor_char_boundary(at);
    let first = text.floor_char_boundary(here.saturating_sub(within));
    let last = text.floor_char_boundary(here.saturating_add(within).saturating_add(words.len()));
    let before = text.get(first..text.floor_char_boundary(here.saturating_add(words.len())));
    let before = before.and_then(|text| memmem::rfind(text.as_bytes(), words.as_bytes()));
    let after = text.get(here..last);
    let after = after.and_then(|rest| memmem::find(rest.as_bytes(), words.as_bytes()));
    let starts = [
        before.map(|start| first + start),
        after.map(|start| here + start),
    ];
    let start = starts
        .into_iter()
        .flatten()
        .min_by_key(|start| start.abs_diff(at))?;
    Some((start, start + words.len()))
}

/// Leads numbers of another program's tokens to places in a text.
pub struct Tokens {
    /// Where tokens of our own begin, in bytes.
    ours: Vec<usize>,
}

impl Tokens {
    /// Of a text: words and marks, and more white space than a space.
    pub fn of(text: &str) -> Self {
        let tokens = text
            .split_word_bound_indices()
            .filter(|(_, word)| *word != " ");
        Self {
            ours: tokens.map(|(start, _)| start).collect(),
        }
    }

    /// Where each of the wanted words stand, as bytes, given the number of their first token. The other
    /// program may cut its tokens somewhat otherwise: words that stand once show by how much.
    pub fn places(&self, text: &str, wanted: &[(usize, &str)]) -> Vec<Option<(usize, usize)>> {
        // Where words stand, with the number of our token there.
        let mut starts: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for (_, words) in wanted.iter().filter(|(_, words)| !words.is_empty()) {
            starts.entry(words).or_insert_with(|| {
                let places = memmem::find_iter(text.as_bytes(), words.as_bytes()).take(MOST);
                places.map(|start| (start, self.number(start))).collect()
            });
        }
        let mut sure: Vec<(usize, usize)> = wanted
            .iter()
            .filter_map(|(token, words)| match starts.get(words)?.as_slice() {
                [(_, number)] => Some((*token, *number)),
                _ => None,
            })
            .collect();
        sure.sort_unstable();
        sure.dedup();
        let place = |(token, words): &(usize, &str)| {
            let expected = expected(&sure, *token);
            let starts = starts.get(words)?;
            let after = starts.partition_point(|(_, number)| *number < expected);
            let beside = [
                after.checked_sub(1).and_then(|at| starts.get(at)),
                starts.get(after),
            ];
            let beside = beside.into_iter().flatten();
            let (start, _) = beside.min_by_key(|(_, number)| number.abs_diff(expected))?;
            Some((*start, start + words.len()))
        };
        wanted.iter().map(place).collect()
    }

    fn number(&self, start: usize) -> usize {
        self.ours.partition_point(|&ours| ours < start)
    }
}

/// Which of our tokens another's is likely to be, by those that are sure on both sides of it.
fn expected(sure: &[(usize, usize)], token: usize) -> usize {
    let at = sure.partition_point(|(theirs, _)| *theirs <= token);
    let before = at.checked_sub(1).and_then(|at| sure.get(at));
    match (before, sure.get(at)) {
        (Some(&(theirs, ours)), Some(&(next, next_ours))) => {
            let share = (token - theirs) * next_ours.saturating_sub(ours);
            ours + share / (next - theirs).max(1)
        }
        (Some(&(theirs, ours)), None) => ours + (token - theirs),
        (None, Some(&(next, ours))) => ours.saturating_sub(next - token),
        (None, None) => token,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_words_are_found() {
        let text = "“he said” he said he 😀 he";
        for (at, start) in [
            (0, 3),
            (3, 3),
            (10, 14),
            (13, 14),
            (19, 22),
            (27, 30),
            (99, 30),
        ] {
            assert_eq!(
                nearest(text, "he", at, 99),
                Some((start, start + 2)),
                "{at}"
            );
        }
        assert_eq!(nearest(text, "she", 0, 99), None);
        assert_eq!(nearest(text, "", 0, 99), None);
        assert_eq!(nearest(text, "😀", 9, 3), None);
    }

    #[test]
    fn words_are_told_apart_by_their_tokens() {
        // Another program cuts "don’t" in two.
        let text = "I don’t know, he said. I don’t care, she said. I don’t think so, he said.";
        let tokens = Tokens::of(text);
        let wanted = [
            (6, "he"),
            (7, "said"),
            (14, "she"),
            (15, "said"),
            (23, "he"),
            (24, "said"),
        ];
        let places = tokens.places(text, &wanted);
        let starts: Vec<_> = places
            .iter()
            .map(|place| place.map(|(start, _)| start))
            .collect();
        let word = |word: &str, nth: usize| text.match_indices(word).nth(nth).map(|(at, _)| at);
        assert_eq!(
            starts,
            [
                word(" he ", 0).map(|at| at + 1),
                word("said", 0),
                word("she", 0),
                word("said", 1),
                word(" he ", 1).map(|at| at + 1),
                word("said", 2),
            ]
        );
        assert_eq!(
            tokens.places(text, &[(0, "nowhere"), (0, "")]),
            [None, None]
        );
    }
}
