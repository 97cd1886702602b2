//! Where a stretch of the old text stands in the new.

use super::alignment::{Alignment, Gap};
use super::fold::Word;
use super::same::{Likeness, likeness};
use crate::model::{ByteRange, Fragments, Text};
use std::ops::Range;

/// Two texts and what of the one is in the other.
pub struct Places<'a> {
    old: &'a Text,
    new: &'a Text,
    alignment: Alignment,
}

/// Where a stretch stands in the new text, or may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// There, and nowhere else; the words are plainly the same.
    Sure(ByteRange, Likeness),
    /// Where its words stood, other words stand now.
    Changed(ByteRange),
    /// Its words are there, but what stood around them is not.
    Stray(ByteRange),
    /// Its words are gone; they stood here.
    Gone(usize),
}

impl Place {
    /// The stretch of the new text that it speaks of: empty for what is gone.
    pub fn range(self) -> ByteRange {
        match self {
            Self::Sure(range, _) | Self::Changed(range) | Self::Stray(range) => range,
            Self::Gone(at) => ByteRange::new(at, at),
        }
    }
}

impl<'a> Places<'a> {
    /// Compares two texts.
    pub fn new(old: &'a Text, new: &'a Text) -> Self {
        let alignment = Alignment::new(old.as_str(), new.as_str());
        Self {
            old,
            new,
            alignment,
        }
    }

    /// Which words are which.
    pub fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    /// Where fragments stand when each is sure, in the order they had and apart or touching; else where
    /// each may be.
    pub fn fragments(&self, fragments: &Fragments) -> Result<(Fragments, Likeness), Vec<Place>> {
        let places: Vec<Place> = fragments.iter().map(|each| self.place(each)).collect();
        let mut ranges: Vec<ByteRange> = Vec::with_capacity(places.len());
        let mut least = Likeness::Same;
        for place in &places {
            match *place {
                Place::Sure(range, likeness)
                    if ranges.last().is_none_or(|last| last.end <= range.start) =>
                {
                    ranges.push(range);
                    least = least.max(likeness);
                }
                _ => return Err(places),
            }
        }
        match Fragments::joined(ranges) {
            Ok(fragments) => Ok((fragments, least)),
            Err(_) => Err(places),
        }
    }

    /// Where one stretch stands.
    pub fn place(&self, stretch: ByteRange) -> Place {
        let words = self.words_in(stretch);
        if words.is_empty() {
            return self.blank(stretch, words.start);
        }
        if let Some(there) = self.unchanged(stretch, words.clone()) {
            return there;
        }
        let Some(there) = self.led(stretch, words.clone()) else {
            return Place::Gone(self.point(words.start));
        };
        let likeness = likeness(self.old.slice(stretch), self.new.slice(there));
        match likeness {
            Likeness::Other => Place::Changed(there),
            _ if self.is_doubtful(words) => Place::Stray(there),
            likeness => Place::Sure(there, likeness),
        }
    }

    /// The old words that share a byte with a stretch, by number.
    fn words_in(&self, stretch: ByteRange) -> Range<usize> {
        let old = &self.alignment.old;
        let first = old.partition_point(|word| word.end <= stretch.start.0);
        let last = old.partition_point(|word| word.start < stretch.end.0);
        first..last.max(first)
    }

    /// The stretch where its words stand side by side, and every byte is as it was.
    fn unchanged(&self, stretch: ByteRange, words: Range<usize>) -> Option<Place> {
        let first = self.alignment.pair(words.start)?;
        let side_by_side = words
            .clone()
            .zip(first.new..)
            .all(|(old, new)| self.alignment.pair(old).is_some_and(|pair| pair.new == new));
        let (old, new) = (self.old_word(words.start)?, self.new_word(first.new)?);
        let start = (new.start + stretch.start.0).checked_sub(old.start)?;
        let there = ByteRange::new(start, start + stretch.len());
        let same = side_by_side && self.new.get(there) == Some(self.old.slice(stretch));
        same.then(|| {
            if self.is_doubtful(words) {
                Place::Stray(there)
            } else {
                Place::Sure(there, Likeness::Same)
            }
        })
    }

    /// Whether some of the words may be others that read the same, or none is known at all.
    fn is_doubtful(&self, words: Range<usize>) -> bool {
        let mut pairs = words.map(|word| self.alignment.pair(word));
        let mut any = false;
        let unsure = pairs.any(|pair| {
            any |= pair.is_some();
            pair.is_some_and(|pair| !pair.is_sure)
        });
        unsure || !any
    }

    /// A stretch of blanks: it stands where it stood between the same two words.
    fn blank(&self, stretch: ByteRange, next: usize) -> Place {
        let before = next.checked_sub(1);
        let pair = before.and_then(|word| self.alignment.pair(word));
        let there = || {
            let before = before?;
            let (old, pair) = (self.old_word(before)?, pair?);
            let new = self.new_word(pair.new)?;
            let start = new.end + stretch.start.0.checked_sub(old.end)?;
            let there = ByteRange::new(start, start + stretch.len());
            let same = self.new.get(there) == Some(self.old.slice(stretch));
            let room = self
                .new_word(pair.new + 1)
                .map_or(self.new.len(), |word| word.start);
            (pair.is_sure && same && there.end.0 <= room).then_some(there)
        };
        let head = || {
            // Before the first word, from the start of the text.
            let same = self.new.get(stretch) == Some(self.old.slice(stretch));
            (before.is_none() && same).then_some(stretch)
        };
        match there().or_else(head) {
            Some(there) => Place::Sure(there, Likeness::Same),
            None => Place::Gone(self.point(next)),
        }
    }

    // ---- led by the words at its ends ------------------------------------------------------------

    /// Where the words at its ends lead a stretch; `None` when they lead nowhere.
    fn led(&self, stretch: ByteRange, words: Range<usize>) -> Option<ByteRange> {
        let last = words.end.checked_sub(1)?;
        let any = words
            .clone()
            .any(|word| self.alignment.pair(word).is_some());
        if !any && !self.is_most_of_its_gap(words.clone()) {
            return None;
        }
        let start = self.start(stretch.start.0, words.start)?;
        let end = self.end(stretch.end.0, last)?;
        // Words far apart now are not what they were together.
        const MOST_MORE: usize = 200;
        if start >= end || end - start > 2 * stretch.len() + MOST_MORE {
            return self.largest_part(words);
        }
        let there = ByteRange::new(start, end);
        self.new.get(there).map(|_| there)
    }

    /// Whether unpaired words are at least a third of the gap that they are in, and something is there.
    fn is_most_of_its_gap(&self, words: Range<usize>) -> bool {
        const ONE_PART_IN: usize = 3;
        self.alignment.gap(words.start).is_some_and(|gap| {
            gap.new < gap.new_end && words.len() * ONE_PART_IN >= gap.old_end - gap.old
        })
    }

    fn start(&self, at: usize, word: usize) -> Option<usize> {
        let old = self.old_word(word)?;
        match self.alignment.pair(word) {
            Some(pair) => {
                let new = self.new_word(pair.new)?;
                if at > old.start {
                    return Some(self.within(old, new, at).unwrap_or(new.start));
                }
                let blank = self.old.slice(ByteRange::new(at, old.start));
                let start = new.start.checked_sub(blank.len());
                let kept = start
                    .filter(|&start| self.new.get(ByteRange::new(start, new.start)) == Some(blank));
                Some(kept.unwrap_or(new.start))
            }
            None => {
                let gap = self.alignment.gap(word)?;
                let new = new_in(gap, word);
                self.new_word(new).map(|word| word.start)
            }
        }
    }

    fn end(&self, at: usize, word: usize) -> Option<usize> {
        let old = self.old_word(word)?;
        match self.alignment.pair(word) {
            Some(pair) => {
                let new = self.new_word(pair.new)?;
                if at < old.end {
                    return Some(self.within(old, new, at).unwrap_or(new.end));
                }
                let blank = self.old.slice(ByteRange::new(old.end, at));
                let end = new.end + blank.len();
                let kept = self.new.get(ByteRange::new(new.end, end)) == Some(blank);
                Some(if kept { end } else { new.end })
            }
            None => {
                let gap = self.alignment.gap(word)?;
                let behind = gap.old_end - word - 1;
                let new = match gap.new_end - gap.new {
                    0 => gap.new.checked_sub(1)?,
                    len if behind == 0 => gap.new + len - 1,
                    _ => new_in(gap, word),
                };
                self.new_word(new).map(|word| word.end)
            }
        }
    }

    /// A place within a word, in the word that it became: as far from its start, else from its end, as
    /// far as the two read the same.
    fn within(&self, old: Word, new: Word, at: usize) -> Option<usize> {
        let before = self.old.get(ByteRange::new(old.start, at))?;
        let behind = self.old.get(ByteRange::new(at, old.end))?;
        let word = self.new.get(ByteRange::new(new.start, new.end))?;
        if word.starts_with(before) {
            return Some(new.start + before.len());
        }
        if word.ends_with(behind) {
            return Some(new.end - behind.len());
        }
        // The same word in other print has as many characters, or nearly.
        let (at, _) = word.char_indices().nth(before.chars().count())?;
        Some(new.start + at)
    }

    /// The longest row of a stretch's words that stand side by side in the new text too.
    fn largest_part(&self, words: Range<usize>) -> Option<ByteRange> {
        let mut best: Option<(usize, usize)> = None;
        let mut row: Option<(usize, usize)> = None;
        for pair in words.map(|word| self.alignment.pair(word)) {
            row = match (row, pair) {
                (Some((first, last)), Some(pair)) if pair.new == last + 1 => {
                    Some((first, pair.new))
                }
                (_, Some(pair)) => Some((pair.new, pair.new)),
                (_, None) => None,
            };
            let len = |row: Option<(usize, usize)>| row.map_or(0, |(first, last)| last - first + 1);
            if len(row) > len(best) {
                best = row;
            }
        }
        let (first, last) = best?;
        let (first, last) = (self.new_word(first)?, self.new_word(last)?);
        Some(ByteRange::new(first.start, last.end))
    }

    /// Where in the new text the old word number `word` would stand.
    fn point(&self, word: usize) -> usize {
        let before = self.alignment.pair_before(word);
        let word = before.and_then(|pair| self.new_word(pair.new));
        word.map_or(0, |word| word.end)
    }

    fn old_word(&self, at: usize) -> Option<Word> {
        self.alignment.old.get(at).copied()
    }

    fn new_word(&self, at: usize) -> Option<Word> {
        self.alignment.new.get(at).copied()
    }
}

/// The word of the new text that is as far in its gap as an old one is in it; the one behind the gap
/// when nothing is in it.
fn new_in(gap: Gap, word: usize) -> usize {
    let (olds, news) = (gap.old_end - gap.old, gap.new_end - gap.new);
    let at = (word - gap.old) * news / olds.max(1);
    gap.new + at.min(news.saturating_sub(1))
}
