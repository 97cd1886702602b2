//! A text put together of words that stand at known places, where the text itself is not there.

/// Puts words where they stand; what is between them is white space.
#[derive(Default)]
pub struct LaidOut {
    text: String,
    /// How long the text is, in the unit of the places.
    at: usize,
}

/// The longest gap that is filled, so that a wrong number asks for no memory without end.
const LONGEST_GAP: usize = 1 << 20;

impl LaidOut {
    /// Adds words that begin at a place; `len` is their length in the same unit. Words out of order or far
    /// off are left out, and that is said.
    pub fn put(&mut self, start: usize, words: &str, len: usize) -> bool {
        self.put_after(start, words, len, ' ')
    }

    /// The same with newlines before them, as before a paragraph.
    pub fn put_paragraph(&mut self, start: usize, words: &str, len: usize) -> bool {
        self.put_after(start, words, len, '\n')
    }

    fn put_after(&mut self, start: usize, words: &str, len: usize, blank: char) -> bool {
        let Some(gap) = start.checked_sub(self.at).filter(|gap| *gap <= LONGEST_GAP) else {
            return false;
        };
        self.text.extend(std::iter::repeat_n(blank, gap));
        self.text.push_str(words);
        self.at = start + len;
        true
    }

    /// Where the text ends.
    pub fn end(&self) -> usize {
        self.at
    }

    /// The text as far as it is known.
    pub fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_they_did() {
        let mut text = LaidOut::default();
        assert!(text.put(1, "He", 2) && text.put(4, "said", 4) && text.put_paragraph(10, "No", 2));
        assert!(!text.put(3, "again", 5) && !text.put(usize::MAX, "far", 3));
        assert_eq!(text.end(), 12);
        assert_eq!(text.into_text(), " He said\n\nNo");
    }
}
