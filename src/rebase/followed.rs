//! Where a place of the old text is in the new: the caret, the page's upper edge.

use super::alignment::Alignment;
use crate::model::{ByteOffset, Text};

/// Two texts, by which a place in the one is found in the other.
pub struct Followed(Alignment);

impl Followed {
    /// Compares two texts.
    pub fn new(old: &Text, new: &Text) -> Self {
        Self(Alignment::new(old.as_str(), new.as_str()))
    }

    /// Where a place of the old text is: in or at its word, else behind the last word before it that
    /// is there. It need not be where a character begins.
    pub fn at(&self, at: ByteOffset) -> ByteOffset {
        let Self(alignment) = self;
        let number = alignment.old.partition_point(|word| word.end < at.0);
        let there = |pair: super::alignment::Pair| alignment.new.get(pair.new);
        let old = alignment.old.get(number);
        let word = old.zip(alignment.pair(number).and_then(there));
        if let Some((old, new)) = word {
            return ByteOffset((new.start + at.0.saturating_sub(old.start)).min(new.end));
        }
        let before = alignment.pair_before(number).and_then(there);
        ByteOffset(before.map_or(0, |word| word.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_stays_at_its_word() {
        // The caret is the bar.
        for (old, new) in [
            ("One two |three four.", "Zero. One two |three four."),
            ("One two th|ree four.", "One two th|ree and four."),
            ("One two three|.", "One, two three|."),
            ("One two |three four.", "One two| four."),
            ("|One two.", "|One two."),
            ("One two.|", "One two.| Three."),
        ] {
            let at = |text: &str| ByteOffset(text.find('|').unwrap_or_default());
            let bare = |text: &str| Text::new(text.replace('|', ""));
            let followed = Followed::new(&bare(old), &bare(new));
            assert_eq!(followed.at(at(old)), at(new), "{old} -> {new}");
        }
    }
}
