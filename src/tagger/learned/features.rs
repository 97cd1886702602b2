//! What is known of a token, as numbers: each is the hash of what is known and how.

use super::tokens::Token;
use crate::language::{Part, word_classes};
use crate::model::Text;

/// What is known of the tokens of a run: a list for each, all in one.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    all: Vec<u64>,
    ends: Vec<usize>,
}

impl Known {
    /// What is known of the tokens, one after the other.
    pub fn tokens(&self) -> impl Iterator<Item = &[u64]> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins
            .zip(&self.ends)
            .map(|(begin, end)| self.all.get(begin..*end).unwrap_or_default())
    }
}

/// What another tagger proposes for a token: a small number for each label, 0 for nothing.
pub(super) type Hints = Vec<u8>;

/// What is known of a run. `hints` holds for each token what the rules propose there.
pub(super) fn known(text: &Text, run: &[Token], hints: &[Hints]) -> Known {
    let words: Vec<Word> = run.iter().map(|token| Word::new(text, token)).collect();
    let mut known = Known::default();
    for at in 0..run.len() {
        let mut facts = Facts {
            into: &mut known.all,
        };
        around(&mut facts, &words, at);
        hinted(&mut facts, hints, at);
        known.ends.push(known.all.len());
    }
    known
}

/// A token, read once.
struct Word {
    lower: u64,
    shape: u64,
    part: u64,
    classes: u32,
    quoted: bool,
    first: bool,
    /// Hashes of endings of two, three and four letters and of a beginning of three.
    affixes: [u64; 4],
}

impl Word {
    fn new(text: &Text, token: &Token) -> Self {
        let words = text.slice(token.range);
        // Every number is the same number; its shape tells how long it is.
        let lower: String = words
            .chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        let letters: Vec<char> = lower.chars().collect();
        let end = |count: usize| hash_letters(letters.get(letters.len().saturating_sub(count)..));
        Self {
            lower: hash(lower.as_bytes()),
            shape: shape(words),
            part: part(token.part),
            classes: word_classes(&lower),
            quoted: token.quoted,
            first: token.first,
            affixes: [
                end(2),
                end(3),
                end(4),
                hash_letters(letters.get(..3.min(letters.len()))),
            ],
        }
    }
}

/// The facts of a token in the making; each kind has a number of its own.
struct Facts<'a> {
    into: &'a mut Vec<u64>,
}

impl Facts<'_> {
    fn one(&mut self, kind: u64, value: u64) {
        self.into.push(mix(kind, value));
    }

    fn two(&mut self, kind: u64, a: u64, b: u64) {
        self.into.push(mix(mix(kind, a), b));
    }
}

/// What stands in place of a word before the first and after the last.
const OUTSIDE: u64 = 1;

fn around(facts: &mut Facts<'_>, words: &[Word], at: usize) {
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at));
    let lower = |offset| word(offset).map_or(OUTSIDE, |word| word.lower);
    let part = |offset| word(offset).map_or(OUTSIDE, |word| word.part);
    let shape = |offset| word(offset).map_or(OUTSIDE, |word| word.shape);
    let classes = |offset| word(offset).map_or(0, |word| word.classes);
    let Some(here) = words.get(at) else { return };

    facts.one(0, 0);
    for (kind, offset) in (1..).zip(-2..=2) {
        facts.one(kind, lower(offset));
        facts.one(10 + kind, part(offset));
        facts.one(20 + kind, shape(offset));
    }
    facts.two(30, lower(-1), lower(0));
    facts.two(31, lower(0), lower(1));
    facts.two(32, part(-1), part(0));
    facts.two(33, part(0), part(1));
    facts.two(34, lower(0), part(0));
    facts.two(35, lower(-1), part(0));
    facts.two(36, part(0), lower(1));
    facts.two(37, mix(part(-1), part(0)), part(1));
    for (kind, affix) in (40..).zip(here.affixes) {
        facts.one(kind, affix);
        facts.two(10 + kind, affix, part(0));
    }
    facts.one(60, u64::from(here.quoted));
    facts.one(61, u64::from(here.first));
    for (kind, offset) in (70..).zip(-1..=1) {
        bits(classes(offset), |bit| facts.two(kind, bit, 0));
    }
}

/// What the rules propose here and beside.
fn hinted(facts: &mut Facts<'_>, hints: &[Hints], at: usize) {
    for (kind, offset) in (80..).zip(-1..=1) {
        let Some(hints) = at.checked_add_signed(offset).and_then(|at| hints.get(at)) else {
            continue;
        };
        for (label, hint) in hints.iter().enumerate() {
            facts.two(kind, label as u64, u64::from(*hint));
        }
    }
}

fn bits(set: u32, mut tell: impl FnMut(u64)) {
    let mut left = set;
    while left != 0 {
        tell(u64::from(left.trailing_zeros()));
        left &= left - 1;
    }
}

/// The kinds of characters in their order, each once in a row: `Xx`, `0.0`, `X-x`.
fn shape(word: &str) -> u64 {
    let mut shape = String::new();
    for c in word.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            c => c,
        };
        if !shape.ends_with(kind) {
            shape.push(kind);
        }
    }
    hash(shape.as_bytes())
}

fn part(part: Part) -> u64 {
    part as u64 + 2
}

fn hash_letters(letters: Option<&[char]>) -> u64 {
    let letters = letters.unwrap_or_default();
    letters
        .iter()
        .fold(FIRST, |hash, c| mix(hash, u64::from(*c)))
}

const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, which is the same on every machine and in every version.
fn hash(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(FIRST, step)
}

/// A number of two, the order of which counts (the finisher of MurmurHash3).
fn mix(a: u64, b: u64) -> u64 {
    let mut mixed = a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.rotate_left(32) ^ b;
    mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ (mixed >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::learned::tokens::runs;

    fn facts(words: &str, at: usize) -> Vec<u64> {
        let text = Text::new(words);
        let run = runs(&text).remove(0);
        let known = known(&text, &run, &vec![Vec::new(); run.len()]);
        assert_eq!(known.tokens().count(), run.len());
        known.tokens().nth(at).unwrap().to_vec()
    }

    #[test]
    fn the_same_words_are_known_alike_and_others_are_told_apart() {
        assert_eq!(facts("Prices rose.", 1), facts("Prices rose.", 1));
        assert_ne!(facts("Prices rose.", 1), facts("Prices fell.", 1));
        let shared = |a: &[u64], b: &[u64]| a.iter().filter(|fact| b.contains(fact)).count();
        let (ten, twelve) = (facts("It cost $10.", 3), facts("It cost $12.", 3));
        assert_eq!(
            shared(&ten, &twelve),
            ten.len(),
            "numbers differ by their shape only"
        );
    }

    #[test]
    fn no_two_kinds_of_fact_are_taken_for_each_other() {
        let mut facts = facts("A man who was not there said that he was.", 6);
        let count = facts.len();
        facts.sort_unstable();
        facts.dedup();
        assert_eq!(facts.len(), count);
    }
}
