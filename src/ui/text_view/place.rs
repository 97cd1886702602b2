//! Places in the text as the screen knows them.

use crate::model::{ByteOffset, ByteRange};
use eframe::egui::Rect;

/// Which of two rows a place between them belongs to: a soft wrap is one place with two sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// The end of the row before.
    Upstream,
    /// The start of the row after.
    #[default]
    Downstream,
}

/// Where the caret stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CaretPlace {
    /// The place in the text, between grapheme clusters.
    pub at: ByteOffset,
    /// Its side of a soft wrap.
    pub affinity: Affinity,
}

impl CaretPlace {
    /// A place on the side of the row after it.
    pub fn at(at: ByteOffset) -> Self {
        Self {
            at,
            affinity: Affinity::Downstream,
        }
    }

    /// A place on the side of the row before it.
    pub fn upstream(at: ByteOffset) -> Self {
        Self {
            at,
            affinity: Affinity::Upstream,
        }
    }
}

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
}
