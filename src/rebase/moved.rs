//! Words that stand elsewhere in the new text: cut here, pasted there.
//!
//! Found where a row of words, or a whole sentence, stands once among the words that are left of the
//! old text and once among those that are left of the new; from there it reaches as far as the words
//! are the same.

use super::alignment::Pair;
use super::fold::Word;
use super::sentences::Cut;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

/// So many words side by side, once here and once there, are the same words.
const ROW: usize = 8;

/// A whole sentence may have fewer, but not fewer than this.
const SHORTEST_SENTENCE: usize = 3;

/// Pairs what was moved. Pairs that are not sure give way to it.
pub fn find(old: &Cut, new: &Cut, pairs: &mut [Option<Pair>]) {
    let mut taken = vec![false; new.words.len()];
    for pair in pairs.iter().flatten().filter(|pair| pair.is_sure) {
        set(&mut taken, pair.new);
    }
    let is_free_old = |at: usize, pairs: &[Option<Pair>]| {
        pairs
            .get(at)
            .is_some_and(|pair| !pair.is_some_and(|pair| pair.is_sure))
    };
    let old_rows = rows(old, |at| is_free_old(at, pairs));
    let new_rows = rows(new, |at| taken.get(at) == Some(&false));
    let mut seeds: Vec<(usize, usize, usize)> = old_rows
        .into_iter()
        .filter_map(|(key, place)| {
            let ((from, len), (to, _)) = (place?, new_rows.get(&key).copied().flatten()?);
            Some((from, to, len))
        })
        .collect();
    seeds.sort_unstable();
    for (from, to, len) in seeds {
        let free = |pairs: &[Option<Pair>], taken: &[bool], i: usize, k: usize| {
            is_free_old(i, pairs)
                && taken.get(k) == Some(&false)
                && key(&old.words, i) == key(&new.words, k)
        };
        // A seed within what an earlier one has reached is paired already.
        if !(0..len).all(|n| free(pairs, &taken, from + n, to + n)) {
            continue;
        }
        let mut back = 0;
        while back < from.min(to) && free(pairs, &taken, from - back - 1, to - back - 1) {
            back += 1;
        }
        let mut on = len;
        while free(pairs, &taken, from + on, to + on) {
            on += 1;
        }
        for (i, k) in (from - back..from + on).zip(to - back..to + on) {
            if let Some(pair) = pairs.get_mut(i) {
                *pair = Some(Pair {
                    new: k,
                    is_sure: true,
                });
            }
            set(&mut taken, k);
        }
    }
    // What only read the same gives way to what is.
    for pair in pairs {
        if pair.is_some_and(|it| !it.is_sure && taken.get(it.new) == Some(&true)) {
            *pair = None;
        }
    }
}

/// Where each row of free words stands and how long it is; `None` where it stands twice.
fn rows(cut: &Cut, is_free: impl Fn(usize) -> bool) -> HashMap<u64, Option<(usize, usize)>> {
    let mut rows = HashMap::new();
    let mut note = |range: Range<usize>, kind: u8| {
        let mut hasher = DefaultHasher::new();
        kind.hash(&mut hasher);
        let words = cut.words.get(range.clone()).unwrap_or_default();
        for word in words {
            word.key.hash(&mut hasher);
        }
        rows.entry(hasher.finish())
            .and_modify(|place| *place = None)
            .or_insert(Some((range.start, range.len())));
    };
    let mut free = 0;
    for at in 0..cut.words.len() {
        free = if is_free(at) { free + 1 } else { 0 };
        if free >= ROW {
            note(at + 1 - ROW..at + 1, 0);
        }
    }
    for sentence in &cut.sentences {
        let words = sentence.first..sentence.last;
        if words.len() >= SHORTEST_SENTENCE && words.len() < ROW && words.clone().all(&is_free) {
            note(words, 1);
        }
    }
    rows
}

fn key(words: &[Word], at: usize) -> Option<u64> {
    words.get(at).map(|word| word.key)
}

fn set(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}
