//! Words that were looked for: a wash behind them, and where they are in the scroll bar.

use super::TextView;
use super::place::Covered;
use crate::model::{ByteOffset, ByteRange};
use eframe::egui;
use egui::{Color32, Painter, Rangef, Rect};

/// Height of a tick, in points.
const TICK: f32 = 2.0;
/// Space left and right of a tick, in points.
const INSET: f32 = 1.0;
/// What sums of heights may be off by, in points of the bar.
const ROUNDING: f64 = 1e-6;

impl TextView {
    /// The boxes of what is found on the screen. Found are all stretches, in order.
    pub(super) fn found_on_screen(&self, found: &[ByteRange]) -> Vec<Covered> {
        let (Some(first), Some(last)) = (self.visible.first(), self.visible.last()) else {
            return Vec::new();
        };
        let (Some(first), Some(last)) = (self.pieces.get(first.piece), self.pieces.get(last.piece))
        else {
            return Vec::new();
        };
        let from = found.partition_point(|each| each.end <= first.range.start);
        let seen = found.iter().skip(from);
        seen.take_while(|each| each.start < last.range.end)
            .flat_map(|each| self.covered_on_screen(*each))
            .collect()
    }

    /// Paints a tick for each point of the bar where something stands: no more work than the bar
    /// is high, however much there is.
    pub(super) fn paint_ticks(
        &self,
        painter: &Painter,
        track: Rect,
        found: &[ByteRange],
        color: Color32,
    ) {
        for point in self.ticks(track.height(), found) {
            let y = (track.top() + point).min(track.bottom() - TICK);
            let x = track.x_range().shrink(INSET);
            let tick = Rect::from_x_y_ranges(x, Rangef::new(y, y + TICK));
            painter.rect_filled(tick, 0.0, color);
        }
    }

    /// The whole points of a bar of this height at which something is found.
    fn ticks(&self, height: f32, found: &[ByteRange]) -> Vec<f32> {
        let per_point = self.heights.total() / f64::from(height.max(1.0));
        let mut ticks = Vec::new();
        let mut rest = found;
        while let Some(each) = rest.first() {
            let point = (self.y_of(each.start) / per_point + ROUNDING).floor();
            ticks.push(point as f32);
            let next = self.offset_at((point + 1.0) * per_point);
            let passed = rest.partition_point(|each| each.start < next);
            rest = &rest[passed.max(1)..];
        }
        ticks
    }

    /// How far down the page an offset is, in points, by the heights known so far.
    fn y_of(&self, at: ByteOffset) -> f64 {
        let index = self.pieces.at(at);
        let Some(piece) = self.pieces.get(index) else {
            return 0.0;
        };
        let part = (at.0 - piece.range.start.0) as f64 / piece.range.len().max(1) as f64;
        self.heights.above(index) + part.min(1.0) * f64::from(self.heights.get(index))
    }

    /// The offset so far down the page, by the heights known so far.
    fn offset_at(&self, y: f64) -> ByteOffset {
        let (index, inside) = self.heights.find(y);
        let Some(piece) = self.pieces.get(index) else {
            return self.text.end();
        };
        let part = inside / f64::from(self.heights.get(index).max(1.0));
        let bytes = (part * piece.range.len() as f64).ceil() as usize;
        ByteOffset(piece.range.start.0 + bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::ui::text_view::heights::Heights;
    use crate::ui::text_view::pieces::Pieces;

    /// A view of paragraphs of 100 bytes, each 10 points high.
    fn view(paragraphs: usize) -> TextView {
        let mut view = TextView::new("ticks");
        let line = format!("{}\n", "x".repeat(99));
        view.text = Text::new(line.repeat(paragraphs).trim_end());
        view.pieces = Pieces::of(&view.text);
        view.heights = Heights::new((0..paragraphs).map(|_| 10.0));
        view
    }

    #[test]
    fn ticks_stand_where_the_words_are() {
        let view = view(100);
        let at = |start: usize| ByteRange::new(start, start + 1);
        // A bar of 100 points: one for each paragraph.
        let found = [at(0), at(5), at(250), at(9850)];
        assert_eq!(view.ticks(100.0, &found), [0.0, 2.0, 98.0]);
        assert_eq!(view.ticks(100.0, &[]), [0.0; 0]);
    }

    #[test]
    fn there_are_no_more_ticks_than_points() {
        let view = view(1000);
        let found: Vec<ByteRange> = (0..99_000).map(|at| ByteRange::new(at, at + 1)).collect();
        let ticks = view.ticks(300.0, &found);
        assert_eq!(ticks.len(), 297);
        assert!(ticks.is_sorted());
    }
}
