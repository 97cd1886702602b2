//! The article's text, with quick conversion between units of position.

use super::{ByteOffset, ByteRange, CharOffset, GraphemeOffset, Utf16Offset};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// Bytes between two entries of the index: a conversion counts through at most this many.
const STRIDE: usize = 512;

/// Bytes that are counted at once within a block.
const STEP: usize = 64;

/// An article's text, exactly as annotated. Cloning shares it.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    string: Box<str>,
    /// One entry per [`STRIDE`] bytes: what stands before it.
    marks: Vec<Mark>,
    graphemes: OnceLock<Vec<GraphemeMark>>,
    paragraphs: OnceLock<Vec<ByteRange>>,
    sha256: OnceLock<String>,
}

#[derive(Clone, Copy, Default)]
struct Mark {
    chars: usize,
    utf16: usize,
}

/// A grapheme boundary and how many clusters stand before it.
#[derive(Clone, Copy)]
struct GraphemeMark {
    byte: usize,
    graphemes: usize,
}

impl Text {
    /// Takes a text as it is: no newline and no mark is changed.
    pub fn new(string: impl Into<Box<str>>) -> Self {
        let string = string.into();
        let mut marks = Vec::with_capacity(string.len() / STRIDE + 1);
        let mut before = Mark::default();
        for block in string.as_bytes().chunks(STRIDE) {
            marks.push(before);
            before.chars += count_chars(block);
            before.utf16 += count_utf16(block);
        }
        marks.push(before);
        Self(Arc::new(Inner {
            string,
            marks,
            graphemes: OnceLock::new(),
            paragraphs: OnceLock::new(),
            sha256: OnceLock::new(),
        }))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.string
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.string.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.0.string.is_empty()
    }

    /// The position after the last byte.
    pub fn end(&self) -> ByteOffset {
        ByteOffset(self.len())
    }

    /// The words of a stretch; `None` when it is outside the text or cuts a code point.
    pub fn get(&self, range: ByteRange) -> Option<&str> {
        self.0.string.get(range.as_range())
    }

    /// The words of a stretch; empty when it is outside the text or cuts a code point.
    pub fn slice(&self, range: ByteRange) -> &str {
        self.get(range).unwrap_or_default()
    }

    /// Whether `at` is in the text and between code points.
    pub fn is_boundary(&self, at: ByteOffset) -> bool {
        self.0.string.is_char_boundary(at.0)
    }

    /// SHA-256 of the text in UTF-8, in lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        self.0.sha256.get_or_init(|| {
            let digest = Sha256::digest(self.0.string.as_bytes());
            digest
                .iter()
                .fold(String::with_capacity(64), |mut hex, byte| {
                    let _ = write!(hex, "{byte:02x}");
                    hex
                })
        })
    }

    // ---- code points -----------------------------------------------------------------------

    /// How many code points the text has.
    pub fn chars_len(&self) -> CharOffset {
        CharOffset(self.0.marks.last().map_or(0, |mark| mark.chars))
    }

    /// Code points before `at`. Positions past the end count as the end.
    pub fn char_offset(&self, at: ByteOffset) -> CharOffset {
        let (mark, rest) = self.before(at);
        CharOffset(mark.chars + count_chars(rest))
    }

    /// Where the code point number `at` begins; `None` past the end.
    pub fn byte_of_char(&self, at: CharOffset) -> Option<ByteOffset> {
        self.seek(at.0, |mark| mark.chars, |_| 1, count_chars)
    }

    /// The stretch from one code point to another; `None` when it ends past the end of the text, or before it
    /// begins.
    pub fn range_of_chars(&self, start: CharOffset, end: CharOffset) -> Option<ByteRange> {
        let length = end.0.checked_sub(start.0)?;
        let first = self.byte_of_char(start)?;
        // What is not far is counted from here.
        let last = if length <= STRIDE {
            self.walk(first.0, length, |_| 1, count_chars)?
        } else {
            self.byte_of_char(end)?
        };
        Some(ByteRange::between(first, last))
    }

    // ---- UTF-16 ----------------------------------------------------------------------------

    /// How many UTF-16 code units the text has.
    pub fn utf16_len(&self) -> Utf16Offset {
        Utf16Offset(self.0.marks.last().map_or(0, |mark| mark.utf16))
    }

    /// UTF-16 code units before `at`. Positions past the end count as the end.
    pub fn utf16_offset(&self, at: ByteOffset) -> Utf16Offset {
        let (mark, rest) = self.before(at);
        Utf16Offset(mark.utf16 + count_utf16(rest))
    }

    /// Where the UTF-16 code unit number `at` begins; `None` past the end or within a surrogate pair.
    pub fn byte_of_utf16(&self, at: Utf16Offset) -> Option<ByteOffset> {
        self.seek(at.0, |mark| mark.utf16, char::len_utf16, count_utf16)
    }

    fn before(&self, at: ByteOffset) -> (Mark, &[u8]) {
        let at = at.0.min(self.len());
        let block = at / STRIDE;
        let mark = self.0.marks.get(block).copied().unwrap_or_default();
        (mark, &self.0.string.as_bytes()[block * STRIDE..at])
    }

    fn seek(
        &self,
        wanted: usize,
        counted: impl Fn(&Mark) -> usize,
        width: impl Fn(char) -> usize,
        count_in: impl Fn(&[u8]) -> usize,
    ) -> Option<ByteOffset> {
        if wanted > self.0.marks.last().map_or(0, &counted) {
            return None;
        }
        let block = self
            .0
            .marks
            .partition_point(|mark| counted(mark) <= wanted)
            .saturating_sub(1);
        let at = (block * STRIDE).min(self.len());
        let count = counted(&self.0.marks[block]);
        self.walk(at, wanted - count, width, count_in)
    }

    /// Where as many units as are wanted stand between `at` and what is found.
    fn walk(
        &self,
        mut at: usize,
        mut wanted: usize,
        width: impl Fn(char) -> usize,
        count_in: impl Fn(&[u8]) -> usize,
    ) -> Option<ByteOffset> {
        // Bytes are counted many at once as long as they are all before it.
        for step in self.0.string.as_bytes()[at..].chunks(STEP) {
            let here = count_in(step);
            if here > wanted {
                break;
            }
            wanted -= here;
            at += step.len();
        }
        // What is left may begin within a code point, which has been counted.
        while !self.0.string.is_char_boundary(at) {
            at += 1;
        }
        for (i, c) in self.0.string[at..].char_indices() {
            if wanted == 0 {
                return Some(ByteOffset(at + i));
            }
            // Nothing is found within a character of several units.
            wanted = wanted.checked_sub(width(c))?;
        }
        (wanted == 0).then(|| self.end())
    }

    // ---- grapheme clusters -----------------------------------------------------------------

    /// How many grapheme clusters the text has.
    pub fn graphemes_len(&self) -> GraphemeOffset {
        self.grapheme_offset(self.end())
    }

    /// Grapheme clusters that begin before `at`. Positions past the end count as the end.
    pub fn grapheme_offset(&self, at: ByteOffset) -> GraphemeOffset {
        let at = at.0.min(self.len());
        let marks = self.grapheme_marks();
        let mark = marks[marks
            .partition_point(|mark| mark.byte <= at)
            .saturating_sub(1)];
        let rest = self.0.string[mark.byte..].grapheme_indices(true);
        GraphemeOffset(mark.graphemes + rest.take_while(|(i, _)| mark.byte + i < at).count())
    }

    /// Where the grapheme cluster number `at` begins; `None` past the end.
    pub fn byte_of_grapheme(&self, at: GraphemeOffset) -> Option<ByteOffset> {
        let marks = self.grapheme_marks();
        let mark = marks[marks
            .partition_point(|mark| mark.graphemes <= at.0)
            .saturating_sub(1)];
        let rest = &self.0.string[mark.byte..];
        let ends = rest
            .grapheme_indices(true)
            .map(|(i, _)| i)
            .chain(std::iter::once(rest.len()));
        ends.skip(at.0 - mark.graphemes)
            .map(|i| ByteOffset(mark.byte + i))
            .next()
    }

    fn grapheme_marks(&self) -> &[GraphemeMark] {
        self.0
            .graphemes
            .get_or_init(|| index_graphemes(&self.0.string))
    }

    /// Whether `at` stands between grapheme clusters.
    pub fn is_grapheme_boundary(&self, at: ByteOffset) -> bool {
        let bytes = self.0.string.as_bytes();
        let before = at.0.checked_sub(1).and_then(|i| bytes.get(i));
        // Between two ASCII characters a cluster ends, but for a newline of two: most places, quickly.
        if let (Some(before), Some(after)) = (before, bytes.get(at.0))
            && before.is_ascii()
            && after.is_ascii()
        {
            return (*before, *after) != (b'\r', b'\n');
        }
        let (before, after) = bytes.split_at(at.0.min(bytes.len()));
        if ends_alone(before) && begins_alone(after) {
            return true;
        }
        if self.is_among_flags(at) {
            return self.indexed_floor(at) == at;
        }
        self.is_boundary(at)
            && GraphemeCursor::new(at.0, self.len(), true)
                .is_boundary(&self.0.string, 0)
                .unwrap_or(true)
    }

    /// Whether `at` stands behind a half of a flag: where the cluster ends then depends on all the flags
    /// before it, so that the index is asked.
    fn is_among_flags(&self, at: ByteOffset) -> bool {
        let before = at.0.checked_sub(4).map(|start| start..at.0);
        let before = before.and_then(|range| self.0.string.as_bytes().get(range));
        matches!(before, Some([0xF0, 0x9F, 0x87, 0xA6..=0xBF]))
    }

    /// The nearest grapheme boundary at or before `at`, by the index.
    fn indexed_floor(&self, at: ByteOffset) -> ByteOffset {
        let marks = self.grapheme_marks();
        let before = marks.partition_point(|mark| mark.byte <= at.0);
        let start = before
            .checked_sub(1)
            .and_then(|i| marks.get(i))
            .map_or(0, |mark| mark.byte);
        let rest = self.0.string.get(start..).unwrap_or_default();
        let begins = rest.grapheme_indices(true).map(|(i, _)| start + i);
        let ends = begins.chain([self.len()]);
        ends.take_while(|&i| i <= at.0)
            .last()
            .map_or(at, ByteOffset)
    }

    /// The nearest grapheme boundary at or before `at`.
    pub fn grapheme_floor(&self, at: ByteOffset) -> ByteOffset {
        let mut at = ByteOffset(at.0.min(self.len()));
        while !self.is_boundary(at) {
            at.0 -= 1;
        }
        if self.is_grapheme_boundary(at) {
            at
        } else {
            self.prev_grapheme(at)
        }
    }

    /// The nearest grapheme boundary at or after `at`.
    pub fn grapheme_ceil(&self, at: ByteOffset) -> ByteOffset {
        let mut at = ByteOffset(at.0.min(self.len()));
        while !self.is_boundary(at) {
            at.0 += 1;
        }
        if self.is_grapheme_boundary(at) {
            at
        } else {
            self.next_grapheme(at)
        }
    }

    /// The grapheme boundary after `at`; the end at the end.
    pub fn next_grapheme(&self, at: ByteOffset) -> ByteOffset {
        GraphemeCursor::new(at.0.min(self.len()), self.len(), true)
            .next_boundary(&self.0.string, 0)
            .ok()
            .flatten()
            .map_or_else(|| self.end(), ByteOffset)
    }

    /// The grapheme boundary before `at`; 0 at 0.
    pub fn prev_grapheme(&self, at: ByteOffset) -> ByteOffset {
        if self.is_among_flags(at) {
            return self.indexed_floor(ByteOffset(at.0 - 1));
        }
        GraphemeCursor::new(at.0.min(self.len()), self.len(), true)
            .prev_boundary(&self.0.string, 0)
            .ok()
            .flatten()
            .map_or(ByteOffset(0), ByteOffset)
    }

    /// The stretch widened to whole grapheme clusters.
    pub fn whole_graphemes(&self, range: ByteRange) -> ByteRange {
        ByteRange {
            start: self.grapheme_floor(range.start),
            end: self.grapheme_ceil(range.end),
        }
    }

    // ---- paragraphs ------------------------------------------------------------------------

    /// The paragraphs without their separators (CRLF, CR, LF, U+2028, U+2029), in order.
    /// There is always one; an empty line is an empty paragraph.
    pub fn paragraphs(&self) -> &[ByteRange] {
        self.0
            .paragraphs
            .get_or_init(|| split_paragraphs(&self.0.string))
    }

    /// The number of the paragraph that holds `at`; a separator belongs to the paragraph before it.
    pub fn paragraph_at(&self, at: ByteOffset) -> usize {
        let paragraphs = self.paragraphs();
        paragraphs
            .partition_point(|paragraph| paragraph.start <= at)
            .saturating_sub(1)
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Whether the last character is a cluster by itself whatever follows it, but for marks that attach: ASCII,
/// a letter of Latin, a dash or a quotation mark.
fn ends_alone(before: &[u8]) -> bool {
    match before {
        [.., 0xE2, 0x80, last] => (0x90..=0xA7).contains(last),
        [.., 0xC3..=0xC9, 0x80..=0xBF] => true,
        [.., last] => last.is_ascii(),
        [] => false,
    }
}

/// Whether the first character is of that kind, so that a cluster begins with it.
fn begins_alone(after: &[u8]) -> bool {
    match after {
        [0xE2, 0x80, last, ..] => (0x90..=0xA7).contains(last),
        [0xC3..=0xC9, ..] => true,
        [first, ..] => first.is_ascii() && *first != b'\n',
        [] => false,
    }
}

/// Code points that begin in these bytes.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| (byte as i8) >= -0x40).count()
}

/// UTF-16 code units of the code points that begin in these bytes.
fn count_utf16(bytes: &[u8]) -> usize {
    count_chars(bytes) + bytes.iter().filter(|&&byte| byte >= 0xF0).count()
}

fn index_graphemes(text: &str) -> Vec<GraphemeMark> {
    let bytes = text.as_bytes();
    let mut marks = vec![GraphemeMark {
        byte: 0,
        graphemes: 0,
    }];
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        let stop = (at + STRIDE).min(text.len());
        // Plain ASCII has one cluster a byte, if nothing after it joins on and no CR meets an LF.
        let plain = &bytes[at..(stop + 1).min(text.len())];
        if plain.is_ascii() && memchr::memchr(b'\r', plain).is_none() {
            count += stop - at;
            at = stop;
        } else {
            let ends = text[at..]
                .grapheme_indices(true)
                .map(|(i, cluster)| i + cluster.len());
            for end in ends {
                count += 1;
                if end >= STRIDE || at + end == text.len() {
                    at += end;
                    break;
                }
            }
        }
        marks.push(GraphemeMark {
            byte: at,
            graphemes: count,
        });
    }
    marks
}

fn split_paragraphs(text: &str) -> Vec<ByteRange> {
    let bytes = text.as_bytes();
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut skip_to = 0;
    // 0xE2 leads U+2028 and U+2029, and curly quotation marks besides.
    for at in memchr::memchr3_iter(b'\n', b'\r', 0xE2, bytes) {
        if at < skip_to {
            continue;
        }
        let width = match &bytes[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => continue,
        };
        paragraphs.push(ByteRange::new(start, at));
        start = at + width;
        skip_to = start;
    }
    paragraphs.push(ByteRange::new(start, text.len()));
    paragraphs
}

#[cfg(test)]
mod tests;
