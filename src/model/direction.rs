//! Which way a paragraph runs.

use super::{ByteOffset, Text};
use unicode_bidi::get_base_direction;

/// So many bytes of a paragraph are looked at for its first letter.
const LOOKED_AT: usize = 2048;

/// Which way words run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As Latin does.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew do.
    RightToLeft,
}

impl Direction {
    /// Which way these words run as a paragraph: as their first letter does that is not set apart by
    /// isolates (UAX #9, P2 and P3); from left to right when they begin without letters.
    pub fn of(words: &str) -> Self {
        let start = words.get(..words.floor_char_boundary(LOOKED_AT));
        match get_base_direction(start.unwrap_or_default()) {
            unicode_bidi::Direction::Rtl => Self::RightToLeft,
            unicode_bidi::Direction::Ltr | unicode_bidi::Direction::Mixed => Self::LeftToRight,
        }
    }

    /// Whether this is from right to left.
    pub fn is_right_to_left(self) -> bool {
        self == Self::RightToLeft
    }
}

impl Text {
    /// Which way the paragraph runs that holds `at`. Costs the same for every paragraph.
    pub fn direction_at(&self, at: ByteOffset) -> Direction {
        let paragraph = self.paragraphs().get(self.paragraph_at(at));
        Direction::of(self.slice(paragraph.copied().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_runs_as_its_first_letter() {
        use Direction::{LeftToRight, RightToLeft};
        let long = format!("{}שלום", ".".repeat(LOOKED_AT));
        for (words, direction) in [
            ("", LeftToRight),
            ("12 … “", LeftToRight),
            ("abc שלום", LeftToRight),
            ("«12» שלום abc", RightToLeft),
            ("قالت Anna", RightToLeft),
            // What an isolate sets apart does not count.
            ("\u{2067}שלום\u{2069} abc", LeftToRight),
            ("\u{2066}abc\u{2069} שלום", RightToLeft),
            ("\u{200f}abc", RightToLeft),
            (&long, LeftToRight),
        ] {
            assert_eq!(Direction::of(words), direction, "{words}");
        }
    }

    #[test]
    fn every_paragraph_has_its_own_direction() {
        let text = Text::new("abc\nשלום abc\r\n\nabc שלום");
        let right: Vec<bool> = text
            .as_str()
            .char_indices()
            .map(|(i, _)| text.direction_at(ByteOffset(i)).is_right_to_left())
            .collect();
        let second = text.paragraphs()[1];
        for ((i, _), right) in text.as_str().char_indices().zip(right) {
            let separator = text.as_str()[second.end.0..].starts_with("\r\n")
                && (second.end.0..second.end.0 + 2).contains(&i);
            let inside = second.contains(ByteOffset(i)) || separator;
            assert_eq!(right, inside, "{i}");
        }
    }
}
