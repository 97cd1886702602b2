//! Where on the page we are: scrolling, revealing, keeping the reading position.

use super::TextView;
use crate::editor::Place;
use crate::model::{ByteOffset, ByteRange};
use eframe::egui::Context;

/// Space above the first paragraph, in points.
const PAGE_TOP: f32 = 30.0;
/// Space below the last paragraph, in points.
const PAGE_BOTTOM: f32 = 72.0;
/// Beyond this many screens a scroll goes by estimated heights, not piece by piece.
const LEAP: f64 = 4.0;
/// Rows kept between a revealed stretch and the edge.
const REVEAL_ROWS: f32 = 2.0;

/// The page's upper edge: so many points into a piece. Exact whatever is estimated elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Top {
    pub piece: usize,
    pub inside: f64,
}

/// A row to hold on to while everything is laid out anew.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub at: ByteOffset,
    /// Points from the view's upper edge to the row's.
    pub y: f32,
}

impl TextView {
    /// Space above a piece's rows, in points.
    pub(super) fn lead(piece: usize) -> f32 {
        if piece == 0 { PAGE_TOP } else { 0.0 }
    }

    /// Space below a piece's rows, in points.
    pub(super) fn tail(&self, index: usize) -> f32 {
        let last = index + 1 == self.pieces.len();
        self.gap_after(index) + if last { PAGE_BOTTOM } else { 0.0 }
    }

    /// Space between a piece's rows and the next piece's, in points.
    pub(super) fn gap_after(&self, index: usize) -> f32 {
        let piece = self.pieces.get(index);
        match piece.filter(|piece| piece.closes && !piece.range.is_empty()) {
            Some(_) => self.paragraph_gap(),
            None => 0.0,
        }
    }

    /// Lays a piece out and keeps its height; returns the height with the space around.
    pub(super) fn measure(&mut self, ctx: &Context, piece: usize) -> f64 {
        let rows = self
            .layout_of(ctx, piece)
            .map_or(0.0, |layout| layout.height());
        let height = rows + Self::lead(piece) + self.tail(piece);
        self.heights.set(piece, height);
        f64::from(height)
    }

    /// Moves down the page by so many points; up when negative.
    pub(super) fn scroll_by(&mut self, points: f64) {
        if points.abs() > LEAP * self.view_height() {
            let y = self.heights.above(self.top.piece) + self.top.inside + points;
            self.scroll_to(y);
        } else {
            self.top.inside += points;
        }
    }

    /// Puts the page's upper edge at a height from the top, by the heights known so far.
    pub(super) fn scroll_to(&mut self, y: f64) {
        let (piece, inside) = self.heights.find(y);
        self.top = Top { piece, inside };
    }

    /// Puts the end of the text at the view's lower edge.
    pub(super) fn scroll_to_end(&mut self) {
        self.top = Top {
            piece: self.pieces.len().saturating_sub(1),
            inside: self.view_height(),
        };
    }

    /// Makes the position a real one: within its piece, not above the start nor below the end.
    pub(super) fn settle(&mut self, ctx: &Context) {
        self.climb(ctx);
        loop {
            let height = self.measure(ctx, self.top.piece);
            if self.top.inside < height || self.top.piece + 1 >= self.pieces.len() {
                break;
            }
            self.top.inside -= height;
            self.top.piece += 1;
        }
        let view = self.view_height();
        let (mut y, mut piece) = (-self.top.inside, self.top.piece);
        while y < view && piece < self.pieces.len() {
            y += self.measure(ctx, piece);
            piece += 1;
        }
        if y < view {
            self.top.inside -= view - y;
            self.climb(ctx);
        }
    }

    fn climb(&mut self, ctx: &Context) {
        while self.top.inside < 0.0 {
            let Some(above) = self.top.piece.checked_sub(1) else {
                self.top.inside = 0.0;
                return;
            };
            self.top.piece = above;
            self.top.inside += self.measure(ctx, above);
        }
    }

    /// The first row that begins on the screen.
    pub(super) fn anchor(&self) -> Option<Anchor> {
        let area = self.area;
        self.visible.iter().find_map(|visible| {
            let rows = visible.layout.rows().iter();
            let y = |top: f32| visible.origin.y + top - area.top();
            rows.map(|row| (row.range.start, y(row.rect.top())))
                .find(|&(_, y)| y >= -1.0)
                .map(|(at, y)| Anchor { at, y })
        })
    }

    /// Puts the anchor's row back where it was on the screen.
    pub(super) fn hold(&mut self, ctx: &Context, anchor: Anchor) {
        let at = self.text.grapheme_floor(anchor.at.min(self.text.end()));
        let piece = self.pieces.at(at);
        let (top, _) = self.row_span(ctx, piece, Place::at(at));
        self.top = Top {
            piece,
            inside: f64::from(top - anchor.y),
        };
        self.settle(ctx);
    }

    /// The top and bottom of a place's row, from the upper edge of its piece.
    fn row_span(&mut self, ctx: &Context, piece: usize, place: Place) -> (f32, f32) {
        let lead = Self::lead(piece);
        self.layout_of(ctx, piece).map_or((0.0, 0.0), |layout| {
            let row = layout.rows().get(layout.row_of(place));
            row.map_or((lead, lead), |row| {
                (lead + row.rect.top(), lead + row.rect.bottom())
            })
        })
    }

    /// Scrolls so that a stretch is on the screen: its start, and its end if both fit.
    pub(super) fn bring_in(&mut self, ctx: &Context, range: ByteRange) {
        let line = self.setting.map_or(28.0, |setting| setting.line);
        let view = self.view_height() as f32;
        let margin = (REVEAL_ROWS * line).min(view * 0.2);
        let piece = self.pieces.at(range.start);
        let last = self.pieces.at(range.end);
        let (start, _) = self.row_span(ctx, piece, Place::at(range.start));
        let (_, end) = self.row_span(ctx, last, Place::upstream(range.end));
        let Some(start_y) = self.y_near(ctx, piece).map(|y| y + start) else {
            self.top = Top {
                piece,
                inside: f64::from(start - view / 3.0),
            };
            return self.settle(ctx);
        };
        let end_y = self.y_near(ctx, last).map_or(f32::INFINITY, |y| y + end);
        let above = start_y - margin;
        let below = end_y - (view - margin);
        let change = if above < 0.0 {
            above
        } else if below > 0.0 {
            below.min(above)
        } else {
            return;
        };
        self.top.inside += f64::from(change);
        self.settle(ctx);
    }

    /// The upper edge of a piece on the screen or next to it, from the view's upper edge.
    fn y_near(&mut self, ctx: &Context, wanted: usize) -> Option<f32> {
        if wanted + 1 == self.top.piece {
            let height = self.measure(ctx, wanted);
            return Some((-self.top.inside - height) as f32);
        }
        let view = self.view_height();
        let (mut y, mut piece) = (-self.top.inside, self.top.piece);
        while piece < wanted && y < view {
            y += self.measure(ctx, piece);
            piece += 1;
        }
        (piece == wanted).then_some(y as f32)
    }

    /// The view's height in points.
    pub(super) fn view_height(&self) -> f64 {
        f64::from(self.area.height())
    }
}
