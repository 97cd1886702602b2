//! The words before and after a stretch, as many as tell it from all others.

use super::windows::Windows;
use crate::model::{ByteOffset, ByteRange, Text};

/// Code points before and after a stretch that are always given.
const USUAL: usize = 32;
/// Bytes by which they are lengthened at most: a text that repeats itself for longer is told by position.
const LONGEST: usize = 1024;

/// What stands around the stretches of a text.
pub struct Surroundings<'a> {
    text: &'a Text,
    windows: Windows<'a>,
}

impl<'a> Surroundings<'a> {
    /// Of these stretches.
    pub fn of(text: &'a Text, stretches: impl Iterator<Item = ByteRange>) -> Self {
        let around = stretches.map(|range| text.slice(usual(text, range)));
        let windows = Windows::of(text.as_str(), around);
        Self { text, windows }
    }

    /// The words before and after one of them.
    pub fn around(&self, range: ByteRange) -> (&'a str, &'a str) {
        let usual = usual(self.text, range);
        let others = self.windows.places(self.text.slice(usual)).into_iter();
        let others = others.filter(|&other| other != usual.start.0);
        let around = others.fold(usual, |around, other| around.hull(self.apart(usual, other)));
        let before = ByteRange::between(around.start, range.start);
        let after = ByteRange::between(range.end, around.end);
        (self.text.slice(before), self.text.slice(after))
    }

    /// A stretch lengthened so that it is not the same as what stands at another place.
    fn apart(&self, around: ByteRange, other: usize) -> ByteRange {
        let bytes = self.text.as_str().as_bytes();
        let (start, end) = (around.start.0, around.end.0);
        let ours = bytes.get(end..).unwrap_or_default();
        let theirs = bytes.get(other + (end - start)..).unwrap_or_default();
        let same = same(ours.iter(), theirs.iter());
        if same < ours.len().min(LONGEST) {
            let end = self.text.grapheme_ceil(ByteOffset(end + same + 1));
            return ByteRange::between(around.start, end);
        }
        let ours = bytes.get(..start).unwrap_or_default();
        let theirs = bytes.get(..other).unwrap_or_default();
        let same = self::same(ours.iter().rev(), theirs.iter().rev());
        if same < ours.len().min(LONGEST) {
            let start = self.text.grapheme_floor(ByteOffset(start - same - 1));
            return ByteRange::between(start, around.end);
        }
        around
    }
}

/// How many bytes are the same from the first on.
fn same<'b>(ours: impl Iterator<Item = &'b u8>, theirs: impl Iterator<Item = &'b u8>) -> usize {
    let pairs = ours.zip(theirs).take(LONGEST);
    pairs.take_while(|(one, other)| one == other).count()
}

fn usual(text: &Text, range: ByteRange) -> ByteRange {
    let before = text.as_str().get(..range.start.0).unwrap_or_default();
    let start = before.char_indices().rev().nth(USUAL - 1);
    let start = ByteOffset(start.map_or(0, |(at, _)| at));
    let after = text.as_str().get(range.end.0..).unwrap_or_default();
    let length = after.char_indices().nth(USUAL);
    let end = ByteOffset(range.end.0 + length.map_or(after.len(), |(at, _)| at));
    ByteRange::between(text.grapheme_floor(start), text.grapheme_ceil(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, nth: usize) -> (String, String) {
        let text = Text::new(text);
        let (at, _) = text.as_str().match_indices("he said").nth(nth).unwrap();
        let range = ByteRange::new(at, at + 7);
        let surroundings = Surroundings::of(&text, std::iter::once(range));
        let (before, after) = surroundings.around(range);
        (before.to_owned(), after.to_owned())
    }

    #[test]
    fn words_around_are_as_many_as_tell_a_stretch_from_all_others() {
        let same = "and so it went on for a long time, he said, and it went on for long.";
        for text in [
            format!("{same} One. {same} Two. {same}"),
            format!("{same}{same}{same}"),
            format!("Zwei. {same} Eins. {same} Drei. {same}"),
            "he said he said he said".to_owned(),
            "e\u{301}he said\u{301} 👩‍👩‍👧‍👦".repeat(9),
        ] {
            for nth in 0..text.matches("he said").count() {
                let (before, after) = around(&text, nth);
                let whole = format!("{before}he said{after}");
                assert_eq!(text.matches(&whole).count(), 1, "{nth} {whole}");
                let start = text.find(&whole).unwrap() + before.len();
                let expected = text.match_indices("he said").nth(nth).unwrap().0;
                assert_eq!(start, expected);
            }
        }
    }

    #[test]
    fn a_text_that_only_repeats_itself_costs_little() {
        let text = Text::new("ab".repeat(20_000));
        let ranges = (0..200).map(|at| ByteRange::new(at * 100, at * 100 + 2));
        let surroundings = Surroundings::of(&text, ranges.clone());
        let longest = ranges.map(|range| surroundings.around(range).1.len()).max();
        assert!(longest <= Some(LONGEST + USUAL + 2));
    }
}
