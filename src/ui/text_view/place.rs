//! What text covers on the screen.

use crate::model::ByteRange;
use eframe::egui::Rect;

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
    /// Whether it goes on over the left edge, on another row.
    pub open_left: bool,
    /// Whether it goes on over the right edge, on another row.
    pub open_right: bool,
    /// Whether its first words run from right to left.
    pub right_to_left: bool,
}
