//! Which word of the new text is which word of the old.

use super::fold::Word;
use super::{differ, moved, sentences};

/// The words of two texts, and which of the old are which of the new.
pub struct Alignment {
    /// The words of the old text.
    pub old: Vec<Word>,
    /// Those of the new.
    pub new: Vec<Word>,
    /// For each word of the old text, what it is in the new.
    pub to: Vec<Option<Pair>>,
    /// For each word of the old text, the paired word before it, by number; itself if it is paired.
    before: Vec<Option<usize>>,
    /// The same behind it.
    behind: Vec<Option<usize>>,
}

/// A word of the new text that a word of the old one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The word of the new text, by number.
    pub new: usize,
    /// Whether it is the word itself; else it may be another one that reads the same, since little of
    /// what stood around it is there.
    pub is_sure: bool,
}

/// Unpaired words of the old text, side by side, and the words of the new text in their place, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first old word.
    pub old: usize,
    /// The old word after the last.
    pub old_end: usize,
    /// The first new word.
    pub new: usize,
    /// The new word after the last.
    pub new_end: usize,
}

impl Alignment {
    /// Compares two texts.
    pub fn new(old_text: &str, new_text: &str) -> Self {
        let (old, new) = (sentences::cut(old_text), sentences::cut(new_text));
        let mut pairs = differ::pairs((old_text, &old), (new_text, &new));
        moved::find(&old, &new, &mut pairs);
        let before = paired(pairs.iter().enumerate());
        let mut behind = paired(pairs.iter().enumerate().rev());
        behind.reverse();
        Self {
            old: old.words,
            new: new.words,
            to: pairs,
            before,
            behind,
        }
    }

    /// What the old word number `at` is in the new text.
    pub fn pair(&self, at: usize) -> Option<Pair> {
        self.to.get(at).copied().flatten()
    }

    /// What the last paired word before the old word number `at` is in the new text.
    pub fn pair_before(&self, at: usize) -> Option<Pair> {
        let before = self.before.get(at.checked_sub(1)?).copied().flatten()?;
        self.pair(before)
    }

    /// The gap that the unpaired old word number `at` is in; `None` when what stands before it in the
    /// old text stands behind it in the new.
    pub fn gap(&self, at: usize) -> Option<Gap> {
        let before = self.before.get(at).copied().flatten();
        let behind = self.behind.get(at).copied().flatten();
        let new = before
            .and_then(|word| self.pair(word))
            .map_or(0, |pair| pair.new + 1);
        let new_end = behind
            .and_then(|word| self.pair(word))
            .map_or(self.new.len(), |pair| pair.new);
        (new <= new_end).then(|| Gap {
            old: before.map_or(0, |word| word + 1),
            old_end: behind.unwrap_or(self.old.len()),
            new,
            new_end,
        })
    }

    /// How many words of the new text are none of the old.
    pub fn added(&self) -> usize {
        let paired = self.to.iter().flatten().filter(|pair| pair.is_sure);
        self.new.len() - paired.count()
    }

    /// How many words of the old text are not in the new.
    pub fn removed(&self) -> usize {
        let lost = |to: &&Option<Pair>| !to.is_some_and(|pair| pair.is_sure);
        self.to.iter().filter(lost).count()
    }
}

/// For each word in the order given, the last paired one so far.
fn paired<'a>(words: impl Iterator<Item = (usize, &'a Option<Pair>)>) -> Vec<Option<usize>> {
    let mut last = None;
    words
        .map(|(at, pair)| {
            if pair.is_some() {
                last = Some(at);
            }
            last
        })
        .collect()
}
