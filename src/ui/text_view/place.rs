//! What text covers on the screen.

use crate::model::ByteRange;
use eframe::egui::{Rangef, Rect};

/// A row of text on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its words, with the spaces at its end.
    pub range: ByteRange,
    /// Its full height, with the space between rows.
    pub rect: Rect,
    /// Where the letters stand.
    pub baseline: f32,
}

/// What a stretch of text covers on one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Covered {
    /// The words' box: as high as the letters, less high than the row.
    pub rect: Rect,
    /// Where the letters stand.
    pub baseline: f32,
    /// Whether the stretch begins here.
    pub starts: bool,
    /// Whether the stretch ends here.
    pub ends: bool,
    /// What is beyond its left edge.
    pub left: Beyond,
    /// What is beyond its right edge.
    pub right: Beyond,
    /// Whether its first words run from right to left.
    pub right_to_left: bool,
}

/// What of a stretch is beyond an edge of a box of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing, or another box on the same row further on.
    Nothing,
    /// It comes from the row above.
    Above,
    /// It goes on in the row below.
    Below,
}

impl Beyond {
    /// This when it is so, else nothing.
    pub fn when(self, so: bool) -> Self {
        if so { self } else { Self::Nothing }
    }
}

impl Covered {
    /// Whether the stretch comes from the row above.
    pub fn is_from_above(&self) -> bool {
        [self.left, self.right].contains(&Beyond::Above)
    }

    /// Whether the stretch goes on in the row below.
    pub fn goes_below(&self) -> bool {
        [self.left, self.right].contains(&Beyond::Below)
    }
}

/// Characters side by side on one row that run one way, as screen readers want them.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// Their box, as high as the row.
    pub rect: Rect,
    /// Whether they run from right to left.
    pub right_to_left: bool,
    /// In the text's order; never none.
    pub characters: Vec<Character>,
}

/// What a person counts as one character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Character {
    /// Its bytes.
    pub range: ByteRange,
    /// Its left edge, in points.
    pub left: f32,
    /// Its right edge, in points.
    pub right: f32,
}

/// Readers count the words of a run in a byte.
const LONGEST_RUN: usize = 255;

impl TextRun {
    /// The runs, none of them too long, of characters side by side on a row.
    pub fn several(
        row: &Row,
        right_to_left: bool,
        characters: &[Character],
    ) -> impl Iterator<Item = Self> + use<> {
        let y = row.rect.y_range();
        let runs = characters.chunks(LONGEST_RUN).map(|run| Self {
            rect: Rect::from_x_y_ranges(extent(run), y),
            right_to_left,
            characters: run.to_vec(),
        });
        runs.collect::<Vec<_>>().into_iter()
    }

    /// From where the run begins to where a character begins, in points along its direction.
    pub fn position(&self, character: &Character) -> f32 {
        if self.right_to_left {
            self.rect.right() - character.right
        } else {
            character.left - self.rect.left()
        }
    }
}

fn extent(run: &[Character]) -> Rangef {
    let left = run.iter().map(|each| each.left).fold(f32::MAX, f32::min);
    let right = run.iter().map(|each| each.right).fold(f32::MIN, f32::max);
    Rangef::new(left, right)
}
