//! What the view asks of a piece that has been laid out, whatever its script.

mod bidirectional;
mod left_to_right;

pub use bidirectional::Bidirectional;
pub use left_to_right::LeftToRight;

use super::pieces::Piece;
use super::place::{Covered, Row};
use crate::editor::Place;
use crate::model::{ByteRange, Text};
use crate::ui::{bidi, fonts};
use eframe::egui;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, Galley, Painter, Pos2, Rect};
use std::sync::Arc;

/// A piece of text laid out. Positions are in points from the piece's upper left corner.
pub trait PieceLayout {
    /// Its rows from top to bottom; at least one, an empty one for an empty piece.
    fn rows(&self) -> &[Row];

    /// The place nearest to a point: always between grapheme clusters and within the piece.
    fn hit(&self, point: Pos2) -> Place;

    /// The grapheme cluster that a point lies on.
    fn cluster_at(&self, point: Pos2) -> Option<ByteRange>;

    /// What a stretch covers, row by row, without the spaces at the end of a wrapped row.
    fn covered(&self, range: ByteRange) -> Vec<Covered>;

    /// The caret's line at a place: a box without width.
    fn caret(&self, place: Place) -> Rect;

    /// Draws the words with the piece's corner at `origin`.
    fn paint(&self, painter: &Painter, origin: Pos2, color: Color32);

    /// The galley of the whole piece, if it is one; screen readers get its rows.
    fn galley(&self) -> Option<&Arc<Galley>> {
        None
    }

    /// Its height in points.
    fn height(&self) -> f32 {
        self.rows().last().map_or(0.0, |row| row.rect.bottom())
    }

    /// The row that holds a place.
    fn row_of(&self, place: Place) -> usize {
        let y = self.caret(place).center().y;
        let rows = self.rows();
        rows.partition_point(|row| row.rect.bottom() <= y)
            .min(rows.len().saturating_sub(1))
    }
}

/// What decides how pieces are laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Width of the column, in points.
    pub width: f32,
    /// Size of the letters, in points.
    pub size: f32,
    /// Distance from row to row, in points.
    pub line: f32,
    /// Height of the row of an empty paragraph, in points.
    pub empty_line: f32,
    /// Pixels per point: layout is rounded to pixels.
    pub pixels_per_point: f32,
}

impl Setting {
    /// The top and bottom of the words' box around a baseline.
    fn band(&self, baseline: f32) -> (f32, f32) {
        (
            (baseline - 0.90 * self.size).round(),
            (baseline + 0.34 * self.size).round(),
        )
    }

    /// Where the baseline stands in a row with no letters to tell.
    fn baseline(&self, top: f32, height: f32) -> f32 {
        top + 0.5 * height + 0.28 * self.size
    }
}

/// Lays out a piece, or finds it in egui's cache.
pub fn galley_of(ctx: &Context, words: &str, setting: &Setting) -> Arc<Galley> {
    galley_within(ctx, words, setting, setting.width)
}

fn galley_within(ctx: &Context, words: &str, setting: &Setting, width: f32) -> Arc<Galley> {
    let format = TextFormat {
        line_height: Some(setting.line),
        ..TextFormat::simple(fonts::serif_at(setting.size), Color32::PLACEHOLDER)
    };
    let job = LayoutJob {
        wrap: TextWrapping::wrap_at_width(width),
        break_on_newline: false,
        keep_trailing_whitespace: true,
        ..LayoutJob::single_section(words.to_owned(), format)
    };
    ctx.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Makes the layout that a piece's script asks for.
pub fn lay_out(
    ctx: &Context,
    text: &Text,
    piece: Piece,
    setting: &Setting,
    galley: &Arc<Galley>,
) -> Arc<dyn PieceLayout> {
    let words = text.slice(piece.range);
    let direction = text.direction_at(piece.range.start);
    let turns = direction.is_right_to_left() || bidi::has_right_to_left(words);
    if !turns && glyphs(galley) == words.chars().count() || words.is_empty() {
        let layout = LeftToRight::new(words, piece, setting, Arc::clone(galley));
        if layout.is_exact() {
            return Arc::new(layout);
        }
    }
    Arc::new(Bidirectional::new(ctx, words, piece, setting, direction))
}

fn glyphs(galley: &Galley) -> usize {
    galley.rows.iter().map(|row| row.glyphs.len()).sum()
}
