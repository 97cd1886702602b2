//! Which of the words that two stretches share are the same ones, and which merely read the same.
//!
//! Any two sentences share a “the”. A row of shared words counts only if it is longer than what
//! changed on one of its sides, and if enough of the whole was shared so.

use super::fold::Word;
use std::ops::Range;

/// Of the shorter of two stretches at least one part in so many must be shared.
const ONE_PART_IN: usize = 3;

/// A row of shared words, without a change within.
struct Row {
    /// Of the pairs, by number.
    pairs: Range<usize>,
    /// Bytes of its old words.
    len: usize,
    /// The bytes of words that changed before it: the longer side's.
    changed_before: usize,
    is_sure: bool,
}

/// For each pair, whether it is trusted. `found` are pairs in the order of both stretches.
pub fn trusted(
    found: &[(usize, usize)],
    (old, old_stretch): (&[Word], Range<usize>),
    (new, new_stretch): (&[Word], Range<usize>),
) -> Vec<bool> {
    let old_len = |range: Range<usize>| length(old, range);
    let new_len = |range: Range<usize>| length(new, range);
    let mut rows: Vec<Row> = Vec::new();
    let (mut at_old, mut at_new) = (old_stretch.start, new_stretch.start);
    for (number, &(i, k)) in found.iter().enumerate() {
        let len = old_len(i..i + 1);
        match rows.last_mut() {
            Some(row) if (at_old, at_new) == (i, k) => {
                row.pairs.end = number + 1;
                row.len += len;
            }
            _ => rows.push(Row {
                pairs: number..number + 1,
                len,
                changed_before: old_len(at_old..i).max(new_len(at_new..k)),
                is_sure: true,
            }),
        }
        (at_old, at_new) = (i + 1, k + 1);
    }
    let tail = old_len(at_old..old_stretch.end).max(new_len(at_new..new_stretch.end));
    doubt(&mut rows, tail);
    let shared: usize = rows
        .iter()
        .filter(|row| row.is_sure)
        .map(|row| row.len)
        .sum();
    let whole = old_len(old_stretch).min(new_len(new_stretch));
    let enough = shared * ONE_PART_IN >= whole;
    let mut trusted = vec![false; found.len()];
    for row in rows.iter().filter(|row| row.is_sure && enough) {
        trusted
            .get_mut(row.pairs.clone())
            .unwrap_or_default()
            .fill(true);
    }
    trusted
}

/// Doubts each row that is no longer than what changed on either side of it; what is doubted counts as
/// changed for its neighbours. `tail` is what changed behind the last.
fn doubt(rows: &mut [Row], tail: usize) {
    // Twice, since a row doubted makes its neighbours doubtful; more makes hardly a difference.
    for _ in 0..2 {
        let mut behind = vec![tail; rows.len()];
        let mut changed = tail;
        for (row, behind) in rows.iter().zip(&mut behind).rev() {
            *behind = changed;
            changed = if row.is_sure {
                row.changed_before
            } else {
                changed + row.len + row.changed_before
            };
        }
        let mut changed = 0;
        for (row, behind) in rows.iter_mut().zip(behind) {
            changed += row.changed_before;
            if row.len <= changed && row.len <= behind {
                row.is_sure = false;
            }
            changed = if row.is_sure { 0 } else { changed + row.len };
        }
    }
}

fn length(words: &[Word], range: Range<usize>) -> usize {
    let words = words.get(range).unwrap_or_default();
    words.iter().map(|word| word.end - word.start).sum()
}
