//! The caret and how it moves.

use super::command::Motion;
use crate::language::words;
use crate::model::{ByteOffset, ByteRange, Text};

/// On which side of a soft line break the caret stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// At the start of the line below.
    #[default]
    Downstream,
    /// At the end of the line above.
    Upstream,
}

/// A place where the caret can stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The offset, at a grapheme boundary.
    pub at: ByteOffset,
    /// Which line it belongs to where a paragraph wraps.
    pub affinity: Affinity,
}

impl Place {
    /// The place at an offset, on the line that begins there.
    pub fn at(at: ByteOffset) -> Self {
        Self {
            at,
            affinity: Affinity::Downstream,
        }
    }

    /// The place at an offset, on the line that ends there.
    pub fn upstream(at: ByteOffset) -> Self {
        Self {
            at,
            affinity: Affinity::Upstream,
        }
    }
}

/// The caret, with the column that it keeps while it moves over short lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Caret {
    /// Where it stands.
    pub place: Place,
    /// The column to keep, in points from the text's left edge; `None` after any sideways move.
    pub goal: Option<f32>,
}

/// What the caret must know of the lines on the screen.
pub trait Lines {
    /// How far right a place is, in points from the text's left edge.
    fn x_of(&self, place: Place) -> f32;
    /// The place one line up, nearest to `x`; `None` on the first line.
    fn above(&self, place: Place, x: f32) -> Option<Place>;
    /// The place one line down, nearest to `x`; `None` on the last line.
    fn below(&self, place: Place, x: f32) -> Option<Place>;
    /// Where the line begins.
    fn line_start(&self, place: Place) -> Place;
    /// Where the line ends.
    fn line_end(&self, place: Place) -> Place;
    /// How many lines are in view.
    fn rows_in_view(&self) -> usize;
    /// The words whose lines are wholly in view.
    fn in_view(&self) -> ByteRange;
}

/// Lines without a screen: each paragraph is one, each character one point wide.
pub struct ParagraphLines<'a>(pub &'a Text);

impl ParagraphLines<'_> {
    fn paragraph(&self, place: Place) -> (usize, ByteRange) {
        let number = self.0.paragraph_at(place.at);
        (number, self.0.paragraphs()[number])
    }

    fn in_paragraph(&self, number: usize, x: f32) -> Option<Place> {
        let paragraph = *self.0.paragraphs().get(number)?;
        let first = self.0.grapheme_offset(paragraph.start).0;
        let wanted = crate::model::GraphemeOffset(first + x.max(0.0).round() as usize);
        let at = self.0.byte_of_grapheme(wanted).unwrap_or(paragraph.end);
        Some(Place::at(at.min(paragraph.end)))
    }
}

impl Lines for ParagraphLines<'_> {
    fn x_of(&self, place: Place) -> f32 {
        let (_, paragraph) = self.paragraph(place);
        (self.0.grapheme_offset(place.at).0 - self.0.grapheme_offset(paragraph.start).0) as f32
    }

    fn above(&self, place: Place, x: f32) -> Option<Place> {
        self.in_paragraph(self.paragraph(place).0.checked_sub(1)?, x)
    }

    fn below(&self, place: Place, x: f32) -> Option<Place> {
        self.in_paragraph(self.paragraph(place).0 + 1, x)
    }

    fn line_start(&self, place: Place) -> Place {
        Place::at(self.paragraph(place).1.start)
    }

    fn line_end(&self, place: Place) -> Place {
        Place::at(self.paragraph(place).1.end)
    }

    fn rows_in_view(&self) -> usize {
        20
    }

    fn in_view(&self) -> ByteRange {
        ByteRange::between(ByteOffset(0), self.0.end())
    }
}

impl Caret {
    /// The caret after a motion.
    pub fn moved(self, motion: Motion, text: &Text, lines: &dyn Lines) -> Self {
        let at = self.place.at;
        let sideways = |at| Self {
            place: Place::at(at),
            goal: None,
        };
        match motion {
            Motion::Left | Motion::Right if motion.goes_forth(text.direction_at(at)) => {
                sideways(text.next_grapheme(at))
            }
            Motion::Left | Motion::Right => sideways(text.prev_grapheme(at)),
            Motion::WordLeft | Motion::WordRight if motion.goes_forth(text.direction_at(at)) => {
                sideways(words::next_word_end(text, at))
            }
            Motion::WordLeft | Motion::WordRight => sideways(words::prev_word_start(text, at)),
            Motion::LineStart => Self {
                place: lines.line_start(self.place),
                goal: None,
            },
            Motion::LineEnd => Self {
                place: lines.line_end(self.place),
                goal: None,
            },
            Motion::ParagraphUp => sideways(paragraph_up(text, at)),
            Motion::ParagraphDown => sideways(paragraph_down(text, at)),
            Motion::Top => sideways(ByteOffset(0)),
            Motion::Bottom => sideways(text.end()),
            Motion::Up => self.by_lines(
                1,
                lines,
                |lines, place, x| lines.above(place, x),
                ByteOffset(0),
            ),
            Motion::Down => self.by_lines(
                1,
                lines,
                |lines, place, x| lines.below(place, x),
                text.end(),
            ),
            Motion::PageUp => self.by_lines(
                page(lines),
                lines,
                |lines, place, x| lines.above(place, x),
                ByteOffset(0),
            ),
            Motion::PageDown => self.by_lines(
                page(lines),
                lines,
                |lines, place, x| lines.below(place, x),
                text.end(),
            ),
        }
    }

    /// Over some lines, keeping the column; to `stop` where there is no line to go to.
    fn by_lines(
        self,
        count: usize,
        lines: &dyn Lines,
        step: impl Fn(&dyn Lines, Place, f32) -> Option<Place>,
        stop: ByteOffset,
    ) -> Self {
        let x = self.goal.unwrap_or_else(|| lines.x_of(self.place));
        let mut place = self.place;
        for done in 0..count {
            match step(lines, place, x) {
                Some(next) => place = next,
                None if done == 0 => {
                    return Self {
                        place: Place::at(stop),
                        goal: Some(x),
                    };
                }
                None => break,
            }
        }
        Self {
            place,
            goal: Some(x),
        }
    }
}

/// A page keeps two lines of what was in view.
fn page(lines: &dyn Lines) -> usize {
    lines.rows_in_view().saturating_sub(2).max(1)
}

/// The start of this paragraph, or of the one with words before it.
fn paragraph_up(text: &Text, at: ByteOffset) -> ByteOffset {
    let paragraphs = text.paragraphs();
    let number = text.paragraph_at(at);
    let earlier = paragraphs[..=number].iter().rev();
    earlier
        .filter(|each| !each.is_empty())
        .map(|each| each.start)
        .find(|&start| start < at)
        .unwrap_or_default()
}

/// The start of the next paragraph with words.
fn paragraph_down(text: &Text, at: ByteOffset) -> ByteOffset {
    let later = &text.paragraphs()[text.paragraph_at(at) + 1..];
    later
        .iter()
        .find(|each| !each.is_empty())
        .map_or_else(|| text.end(), |each| each.start)
}
