//! The difference of two texts: by sentences first, then by words where sentences differ.

use super::alignment::Pair;
use super::fold::{Word, folded};
use super::same::is_corrected;
use super::sentences::Cut;
use super::trust;
use imara_diff::{Algorithm, Diff, Token};
use std::collections::HashMap;
use std::ops::Range;

/// A stretch with more words on both sides together is not compared word by word: that costs more
/// than in proportion, and texts so long that share no sentence are different texts.
const MOST_WORDS: usize = 1 << 17;

/// With more sentences on both sides together, only what both begin and end with is paired here, and the
/// rest as what was moved is: a text that has a word on each line, say.
const MOST_SENTENCES: usize = 1 << 19;

/// Sentences of fewer words, alone between others that changed, may be any.
const FEWEST_WORDS: usize = 3;

/// For each word of the old text, what it is in the new.
pub fn pairs((old_text, old): (&str, &Cut), (new_text, new): (&str, &Cut)) -> Vec<Option<Pair>> {
    let mut pairs = vec![None; old.words.len()];
    let old_keys = old.sentences.iter().map(|each| each.key);
    let new_keys = new.sentences.iter().map(|each| each.key);
    let mut stretch = Stretch {
        old_text,
        new_text,
        old: &old.words,
        new: &new.words,
        pairs: &mut pairs,
    };
    let of_old = |range: Range<usize>| words_of(old, range);
    let of_new = |range: Range<usize>| words_of(new, range);
    let (mut at_old, mut at_new) = (0, 0);
    for hunk in hunks(old_keys, new_keys) {
        let (same_old, same_new) = (at_old..hunk.0.start, at_new..hunk.1.start);
        let is_edge = (at_old, at_new) == (0, 0)
            || (hunk.0.start, hunk.1.start) == (old.sentences.len(), new.sentences.len());
        let (same_old, same_new) = (of_old(same_old), of_new(same_new));
        let is_sure = is_edge || same_old.len() >= FEWEST_WORDS;
        for (old, new) in same_old.zip(same_new) {
            stretch.pair(old, new, is_sure);
        }
        stretch.compare(of_old(hunk.0.clone()), of_new(hunk.1.clone()));
        (at_old, at_new) = (hunk.0.end, hunk.1.end);
    }
    pairs
}

/// The words of some sentences, by number.
fn words_of(cut: &Cut, sentences: Range<usize>) -> Range<usize> {
    let Some(inside) = cut.sentences.get(sentences).filter(|all| !all.is_empty()) else {
        return 0..0;
    };
    let first = inside.first().map_or(0, |each| each.first);
    first..inside.last().map_or(first, |each| each.last)
}

/// What differs between two rows of keys, in order; at the end an empty one, so that what is behind the
/// last difference is seen too.
fn hunks(
    old: impl Iterator<Item = u64>,
    new: impl Iterator<Item = u64>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut numbers: HashMap<u64, u32> = HashMap::new();
    let mut number = |key| {
        let next = numbers.len() as u32;
        Token(*numbers.entry(key).or_insert(next))
    };
    let old: Vec<Token> = old.map(&mut number).collect();
    let new: Vec<Token> = new.map(&mut number).collect();
    let end = (old.len()..old.len(), new.len()..new.len());
    if old.len() + new.len() > MOST_SENTENCES {
        let same = |(a, b): &(&Token, &Token)| a == b;
        let head = old.iter().zip(&new).take_while(same).count();
        let room = old.len().min(new.len()) - head;
        let tails = old.iter().rev().zip(new.iter().rev()).take(room);
        let tail = tails.take_while(same).count();
        return vec![(head..old.len() - tail, head..new.len() - tail), end];
    }
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Myers, &old, &new, numbers.len() as u32);
    let wide = |range: Range<u32>| range.start as usize..range.end as usize;
    let found = diff
        .hunks()
        .map(|hunk| (wide(hunk.before), wide(hunk.after)));
    found.chain([end]).collect()
}

/// Two texts being compared, and what has been found.
struct Stretch<'a> {
    old_text: &'a str,
    new_text: &'a str,
    old: &'a [Word],
    new: &'a [Word],
    pairs: &'a mut Vec<Option<Pair>>,
}

impl Stretch<'_> {
    fn pair(&mut self, old: usize, new: usize, is_sure: bool) {
        if let Some(pair) = self.pairs.get_mut(old) {
            *pair = Some(Pair { new, is_sure });
        }
    }

    /// Compares two stretches word by word, signs after the words: a full stop is like any other and
    /// would as soon be taken for the one that stayed as the word beside it.
    fn compare(&mut self, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() || new.is_empty() || old.len() + new.len() > MOST_WORDS {
            return;
        }
        let mut words = Vec::new();
        self.shared((old.clone(), new.clone()), |word| !word.is_sign, &mut words);
        let mut found = Vec::new();
        let (mut at_old, mut at_new) = (old.start, new.start);
        for (i, k) in words.into_iter().chain([(old.end, new.end)]) {
            self.between((at_old..i, at_new..k), &mut found);
            found.push((i, k));
            (at_old, at_new) = (i + 1, k + 1);
        }
        found.pop();
        let trusted = trust::trusted(&found, (self.old, old), (self.new, new));
        for ((old, new), is_sure) in found.into_iter().zip(trusted) {
            self.pair(old, new, is_sure);
        }
    }

    /// Pairs what two stretches share, in the order of both, looking only at some of the words.
    fn shared(
        &self,
        (old, new): (Range<usize>, Range<usize>),
        of: impl Fn(&Word) -> bool,
        found: &mut Vec<(usize, usize)>,
    ) {
        let some = |words: &[Word], range: Range<usize>| -> Vec<(usize, u64)> {
            let numbered = range.filter_map(|at| words.get(at).map(|word| (at, word)));
            numbered
                .filter(|(_, word)| of(word))
                .map(|(at, word)| (at, word.key))
                .collect()
        };
        let (old, new) = (some(self.old, old), some(self.new, new));
        let keys = |words: &[(usize, u64)]| words.iter().map(|&(_, key)| key).collect::<Vec<_>>();
        let (mut at_old, mut at_new) = (0, 0);
        for (gap_old, gap_new) in hunks(keys(&old).into_iter(), keys(&new).into_iter()) {
            let (same_old, same_new) = (
                old.get(at_old..gap_old.start).unwrap_or_default(),
                new.get(at_new..gap_new.start).unwrap_or_default(),
            );
            found.extend(same_old.iter().zip(same_new).map(|(a, b)| (a.0, b.0)));
            (at_old, at_new) = (gap_old.end, gap_new.end);
        }
    }

    /// Pairs the signs and the corrected words between two pairs.
    fn between(&self, (old, new): (Range<usize>, Range<usize>), found: &mut Vec<(usize, usize)>) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        let mut signs = Vec::new();
        self.shared((old.clone(), new.clone()), |_| true, &mut signs);
        let (mut at_old, mut at_new) = (old.start, new.start);
        for (i, k) in signs.into_iter().chain([(old.end, new.end)]) {
            self.corrected(at_old..i, at_new..k, found);
            found.push((i, k));
            (at_old, at_new) = (i + 1, k + 1);
        }
        found.pop();
    }

    /// Pairs words of a gap that differ by a corrected letter: from its front, then from its back.
    fn corrected(
        &self,
        mut old: Range<usize>,
        mut new: Range<usize>,
        found: &mut Vec<(usize, usize)>,
    ) {
        while !old.is_empty() && !new.is_empty() && self.is_corrected(old.start, new.start) {
            found.push((old.start, new.start));
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        let mut back = Vec::new();
        while !old.is_empty() && !new.is_empty() && self.is_corrected(old.end - 1, new.end - 1) {
            (old.end, new.end) = (old.end - 1, new.end - 1);
            back.push((old.end, new.end));
        }
        if old.len() == new.len() {
            let inside = old.zip(new);
            found.extend(inside.filter(|&(old, new)| self.is_corrected(old, new)));
        }
        found.extend(back.into_iter().rev());
    }

    fn is_corrected(&self, old: usize, new: usize) -> bool {
        let read = |text: &str, word: Option<&Word>| -> String {
            let words = word.and_then(|word| text.get(word.start..word.end));
            words.map(|word| folded(word).collect()).unwrap_or_default()
        };
        is_corrected(
            &read(self.old_text, self.old.get(old)),
            &read(self.new_text, self.new.get(new)),
        )
    }
}
