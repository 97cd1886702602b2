//! A piece stretch by stretch, each a galley of its own that we put in its place: for text that runs
//! both ways, and for scripts whose glyphs are not one for each code point.

mod cells;
mod rows;
mod shaping;
mod widths;

use super::{PieceLayout, Setting, galley_within};
use crate::editor::Place;
use crate::model::{ByteOffset, ByteRange, Direction};
use crate::ui::bidi;
use crate::ui::text_view::pieces::Piece;
use crate::ui::text_view::place::{Covered, Row};
use cells::{Cell, Cells};
use eframe::egui;
use egui::{Color32, Context, Galley, Painter, Pos2, Rect, pos2, vec2};
use shaping::Word;
use std::sync::Arc;

/// See the module.
pub struct Bidirectional {
    setting: Setting,
    rows: Vec<Row>,
    cells: Cells,
    /// The words of every row, in no order that matters.
    drawn: Vec<Vec<Drawn>>,
}

/// A word in its place.
struct Drawn {
    left: f32,
    /// From the galley's top to where its letters stand, in points.
    baseline: f32,
    galley: Arc<Galley>,
}

impl Bidirectional {
    /// Lays out `words`, which are the piece's, in a paragraph that runs in this direction.
    pub fn new(
        ctx: &Context,
        words: &str,
        piece: Piece,
        setting: &Setting,
        direction: Direction,
    ) -> Self {
        let mut shaped = Vec::new();
        for stretch in bidi::stretches(words, direction) {
            Word::shape(ctx, words, stretch, setting, &mut shaped);
        }
        let broken = rows::broken(ctx, words, shaped, setting);
        let mut layout = Self {
            setting: *setting,
            rows: Vec::with_capacity(broken.len()),
            cells: Cells::new(piece, direction),
            drawn: Vec::with_capacity(broken.len()),
        };
        let letters = first_baseline(&galley_within(ctx, "x", setting, f32::INFINITY));
        let baseline = letters.unwrap_or_else(|| setting.baseline(0.0, setting.line));
        for row in broken {
            layout.push_row(row, piece, direction, baseline);
        }
        layout
    }

    /// Adds a row, given in the text's order.
    fn push_row(&mut self, row: Vec<Word>, piece: Piece, direction: Direction, baseline: f32) {
        let stretches: Vec<bidi::Stretch> = row.iter().map(|word| word.stretch.clone()).collect();
        let width: f32 = row.iter().map(Word::width).sum();
        // Spaces at the row's end hang over the column's edge.
        let mut x = if direction.is_right_to_left() {
            self.setting.width - width
        } else {
            0.0
        };
        let start = piece.range.start;
        let at = |byte: usize| start.shifted(byte as isize);
        let top = self.rows.len() as f32 * self.setting.line;
        let mut cells: Vec<Vec<Cell>> = row.iter().map(|_| Vec::new()).collect();
        let mut drawn = Vec::with_capacity(row.len());
        for place in bidi::from_left_to_right(&stretches) {
            let (Some(word), Some(own)) = (row.get(place), cells.get_mut(place)) else {
                continue;
            };
            drawn.push(Drawn {
                left: x,
                baseline: word.baseline,
                galley: Arc::clone(&word.galley),
            });
            *own = cells_of(word, &mut x, start);
        }
        let range = match (row.first(), row.last()) {
            (Some(first), Some(last)) => ByteRange {
                start: at(first.stretch.range.start),
                end: at(last.stretch.range.end),
            },
            _ => ByteRange::empty_at(start),
        };
        let extent = self.cells.push_row(cells.concat());
        self.rows.push(Row {
            range,
            rect: Rect::from_x_y_ranges(extent, top..=top + self.setting.line),
            baseline: top + baseline,
        });
        self.drawn.push(drawn);
    }

    fn row_at(&self, y: f32) -> usize {
        self.rows
            .partition_point(|row| row.rect.bottom() <= y)
            .min(self.rows.len().saturating_sub(1))
    }
}

/// Where the letters of a galley's first row stand, from its top.
fn first_baseline(galley: &Galley) -> Option<f32> {
    let row = galley.rows.first()?;
    Some(row.pos.y + row.glyphs.first()?.pos.y)
}

/// The grapheme clusters of a word whose left edge is at `x`, in the text's order. Moves `x` to the
/// word's right edge.
fn cells_of(word: &Word, x: &mut f32, piece: ByteOffset) -> Vec<Cell> {
    let rtl = word.stretch.level.is_rtl();
    let mut cells = Vec::with_capacity(word.clusters.len());
    let mut at = piece.shifted(word.stretch.range.start as isize);
    for cluster in &word.clusters {
        let end = at.shifted(cluster.len as isize);
        cells.push(Cell {
            range: ByteRange { start: at, end },
            left: cluster.width,
            right: 0.0,
            rtl,
            space: word.stretch.space,
        });
        at = end;
    }
    let mut place = |cell: &mut Cell| {
        let width = cell.left;
        cell.left = *x;
        *x += width;
        cell.right = *x;
    };
    if rtl {
        cells.iter_mut().rev().for_each(&mut place);
    } else {
        cells.iter_mut().for_each(&mut place);
    }
    cells
}

impl PieceLayout for Bidirectional {
    fn rows(&self) -> &[Row] {
        &self.rows
    }

    fn hit(&self, point: Pos2) -> Place {
        self.cells.hit(self.row_at(point.y), point.x)
    }

    fn cluster_at(&self, point: Pos2) -> Option<ByteRange> {
        let row = self.row_at(point.y);
        let within = self.rows.get(row)?.rect.y_range().contains(point.y);
        let cell = self.cells.at_x(row, point.x)?;
        within.then_some(cell.range)
    }

    fn covered(&self, range: ByteRange) -> Vec<Covered> {
        let first = self
            .rows
            .partition_point(|row| row.range.end <= range.start);
        let rows = self.rows.iter().enumerate().skip(first);
        rows.take_while(|(_, row)| row.range.start < range.end)
            .flat_map(|(number, row)| {
                let band = self.setting.band(row.baseline);
                self.cells.covered(number, row, range, band)
            })
            .collect()
    }

    fn caret(&self, place: Place) -> Rect {
        let (row, x) = self.cells.caret(place);
        let baseline = self.rows.get(row).map_or(0.0, |row| row.baseline);
        let (top, bottom) = self.setting.band(baseline);
        Rect::from_min_max(pos2(x, top), pos2(x, bottom))
    }

    fn row_of(&self, place: Place) -> usize {
        self.cells.caret(place).0
    }

    fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        let seen = painter.clip_rect().y_range();
        for (row, drawn) in self.rows.iter().zip(&self.drawn) {
            let rect = row
                .rect
                .expand(row.rect.height())
                .translate(origin.to_vec2());
            if rect.y_range().intersection(seen).span() <= 0.0 {
                continue;
            }
            for word in drawn {
                let at = origin + vec2(word.left, row.baseline - word.baseline);
                painter.galley(at, Arc::clone(&word.galley), color);
            }
        }
    }
}
