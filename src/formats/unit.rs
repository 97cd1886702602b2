//! How a file counts: which unit, whether ends are meant, whether CRLF is one.

use crate::model::{ByteOffset, ByteRange, CharOffset, GraphemeOffset, Text, Utf16Offset};

/// What one step of an offset is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Unicode code points, as in Python.
    #[default]
    CodePoints,
    /// UTF-16 code units, as in JavaScript and Java.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// What a person sees as characters (UAX #29).
    Graphemes,
}

impl Unit {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 4] = [Self::CodePoints, Self::Utf16, Self::Bytes, Self::Graphemes];

    /// In words, as in "counted in code points".
    pub fn words(self) -> &'static str {
        match self {
            Self::CodePoints => "code points",
            Self::Utf16 => "UTF-16 code units",
            Self::Bytes => "bytes",
            Self::Graphemes => "characters as people see them",
        }
    }

    /// A position of a text in this unit.
    pub fn of(self, text: &Text, at: ByteOffset) -> usize {
        match self {
            Self::CodePoints => text.char_offset(at).0,
            Self::Utf16 => text.utf16_offset(at).0,
            Self::Bytes => at.0,
            Self::Graphemes => text.grapheme_offset(at).0,
        }
    }

    fn byte(self, text: &Text, at: usize) -> Option<ByteOffset> {
        match self {
            Self::CodePoints => text.byte_of_char(CharOffset(at)),
            Self::Utf16 => text.byte_of_utf16(Utf16Offset(at)),
            Self::Bytes => Some(ByteOffset(at)).filter(|&at| text.is_boundary(at)),
            Self::Graphemes => text.byte_of_grapheme(GraphemeOffset(at)),
        }
    }
}

/// One way to read a file's offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reading {
    /// What is counted.
    pub unit: Unit,
    /// Whether an end is the last that belongs, not the one after it.
    pub inclusive: bool,
    /// Whether CRLF counts as one, as when it was read as LF.
    pub crlf_is_one: bool,
}

impl Reading {
    /// The plain reading of a unit: ends are after the last, every newline counts as it is.
    pub fn plain(unit: Unit) -> Self {
        Self {
            unit,
            ..Self::default()
        }
    }

    /// Every reading that makes sense for a text, the declared one first and then the likelier.
    pub fn all(declared: Unit, text: &Text) -> Vec<Self> {
        let others = Unit::ALL.into_iter().filter(|&unit| unit != declared);
        let units: Vec<Unit> = std::iter::once(declared).chain(others).collect();
        let newlines: &[bool] = if text.as_str().contains("\r\n") {
            &[false, true]
        } else {
            &[false]
        };
        let mut all = Vec::new();
        for inclusive in [false, true] {
            for &crlf_is_one in newlines {
                all.extend(units.iter().map(|&unit| Self {
                    unit,
                    inclusive,
                    crlf_is_one,
                }));
            }
        }
        all
    }

    /// In words, as in "counted in UTF-16 code units, ends included".
    pub fn words(self) -> String {
        let mut words = self.unit.words().to_owned();
        if self.inclusive {
            words.push_str(", ends included");
        }
        if self.crlf_is_one {
            words.push_str(", CRLF as one");
        }
        words
    }
}

/// Leads offsets of a reading to places in a text.
pub struct Ruler<'a> {
    text: &'a Text,
    reading: Reading,
    /// Where each CRLF begins when all before it count as one; empty when they count as two.
    crlf: Vec<usize>,
}

impl<'a> Ruler<'a> {
    /// A ruler for a text.
    pub fn new(text: &'a Text, reading: Reading) -> Self {
        let crlf = if reading.crlf_is_one {
            let places = memchr::memmem::find_iter(text.as_str().as_bytes(), b"\r\n");
            let unit = |at: usize| reading.unit.of(text, ByteOffset(at));
            places
                .enumerate()
                .map(|(before, at)| unit(at).saturating_sub(before))
                .collect()
        } else {
            Vec::new()
        };
        Self {
            text,
            reading,
            crlf,
        }
    }

    /// The stretch between two offsets; `None` when it is outside the text, ends before it begins or cuts
    /// a code point.
    pub fn range(&self, start: usize, end: usize) -> Option<ByteRange> {
        let end = end.checked_add(usize::from(self.reading.inclusive))?;
        if start > end {
            return None;
        }
        Some(ByteRange::between(self.byte(start)?, self.byte(end)?))
    }

    fn byte(&self, at: usize) -> Option<ByteOffset> {
        let at = at.checked_add(self.crlf.partition_point(|&crlf| crlf < at))?;
        self.reading.unit.byte(self.text, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_finds_the_same_words() {
        let text = Text::new("e\u{301}😀\r\nsaid\r\n😀 Anna");
        for (unit, inclusive, crlf_is_one, start, end) in [
            (Unit::CodePoints, false, false, 13, 17),
            (Unit::CodePoints, true, false, 13, 16),
            (Unit::CodePoints, false, true, 11, 15),
            (Unit::Utf16, false, false, 15, 19),
            (Unit::Utf16, false, true, 13, 17),
            (Unit::Bytes, false, false, 20, 24),
            (Unit::Bytes, true, true, 18, 21),
            (Unit::Graphemes, false, false, 10, 14),
        ] {
            let reading = Reading {
                unit,
                inclusive,
                crlf_is_one,
            };
            let range = Ruler::new(&text, reading).range(start, end);
            let words = range.map(|range| text.slice(range));
            assert_eq!(words, Some("Anna"), "{}", reading.words());
        }
    }

    #[test]
    fn what_is_outside_or_cuts_a_character_is_nowhere() {
        let text = Text::new("a😀");
        let at = |unit, start, end| Ruler::new(&text, Reading::plain(unit)).range(start, end);
        assert_eq!(at(Unit::CodePoints, 0, 3), None);
        assert_eq!(at(Unit::CodePoints, 2, 1), None);
        assert_eq!(at(Unit::Utf16, 1, 2), None);
        assert_eq!(at(Unit::Bytes, 1, 3), None);
        assert_eq!(at(Unit::Bytes, 0, usize::MAX), None);
        assert_eq!(at(Unit::CodePoints, 0, 2), Some(ByteRange::new(0, 5)));
    }
}
