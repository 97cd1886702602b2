//! A piece as one galley, each of whose glyphs is one code point from left to right.

use super::{PieceLayout, Setting};
use crate::editor::{Affinity, Place};
use crate::model::{ByteOffset, ByteRange};
use crate::ui::text_view::pieces::Piece;
use crate::ui::text_view::place::{Covered, Row};
use eframe::egui;
use egui::epaint::text::PlacedRow;
use egui::{Color32, Galley, Painter, Pos2, Rect, pos2};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

/// See the module.
pub struct LeftToRight {
    galley: Arc<Galley>,
    setting: Setting,
    rows: Vec<Row>,
    /// For each row its places.
    stops: Vec<Stops>,
    /// Whether the paragraph ends with this piece, so that its last row does not go on.
    closes: bool,
}

/// The places of one row.
#[derive(Default)]
struct Stops {
    /// The grapheme boundaries from the row's start to its end, each with its x.
    places: Vec<(ByteOffset, f32)>,
    /// How many of the last places are before letters: only letters are drawn as one, such as "fi".
    joined: usize,
    /// How many of them, from the front, come before the spaces at the row's end or right at it.
    inked: usize,
}

impl LeftToRight {
    /// Maps the galley of `words`, which are the piece's.
    pub fn new(words: &str, piece: Piece, setting: &Setting, galley: Arc<Galley>) -> Self {
        let range = piece.range;
        let mut clusters = words
            .grapheme_indices(true)
            .map(|(i, cluster)| Cluster {
                at: range.start.shifted(i as isize),
                chars: cluster.chars().count(),
                space: cluster.chars().all(char::is_whitespace),
                letter: cluster.chars().next().is_some_and(is_letter),
            })
            .peekable();
        let mut layout = Self {
            setting: *setting,
            rows: Vec::with_capacity(galley.rows.len()),
            stops: Vec::with_capacity(galley.rows.len()),
            galley: Arc::clone(&galley),
            closes: piece.closes,
        };
        // The char that a row begins with and the one that the next cluster begins with.
        let (mut row_char, mut char) = (0, 0);
        let mut top = 0.0;
        for placed in &galley.rows {
            let row_end = row_char + placed.glyphs.len();
            let mut stops = Stops::default();
            while let Some(cluster) = clusters.next_if(|_| char < row_end) {
                let x = x_of(placed, char.saturating_sub(row_char));
                stops.push(&cluster, x);
                char += cluster.chars;
                if !cluster.space {
                    stops.inked = stops.places.len() + 1;
                }
            }
            let end = clusters.peek().map_or(range.end, |cluster| cluster.at);
            stops.close(end, x_of(placed, placed.glyphs.len()));
            stops.inked = stops.inked.clamp(1, stops.places.len());
            let height = if words.is_empty() {
                setting.empty_line
            } else {
                placed.row.size.y.max(setting.line)
            };
            layout.push_row(placed, stops, top, height);
            top += height;
            row_char = row_end;
        }
        layout
    }

    /// Whether every place has a point of its own. Not where something is not seen that a caret can
    /// stand beside.
    pub fn is_exact(&self) -> bool {
        let mut rows = self.stops.iter().map(|stops| &stops.places);
        rows.all(|places| places.windows(2).all(|pair| pair[0].1 < pair[1].1))
    }

    fn push_row(&mut self, placed: &PlacedRow, stops: Stops, top: f32, height: f32) {
        let start = stops.places.first().map_or(ByteOffset(0), |stop| stop.0);
        let end = stops.places.last().map_or(start, |stop| stop.0);
        let right = stops.places.last().map_or(0.0, |stop| stop.1);
        let glyph = placed.glyphs.first();
        let baseline = glyph.map_or_else(
            || self.setting.baseline(top, height),
            |glyph| placed.pos.y + glyph.pos.y,
        );
        self.rows.push(Row {
            range: ByteRange { start, end },
            rect: Rect::from_min_max(pos2(0.0, top), pos2(right, top + height)),
            baseline,
        });
        self.stops.push(stops);
    }

    fn row_at(&self, y: f32) -> usize {
        self.rows
            .partition_point(|row| row.rect.bottom() <= y)
            .min(self.rows.len().saturating_sub(1))
    }

    fn row_with(&self, place: Place) -> usize {
        let downstream = self
            .rows
            .partition_point(|row| row.range.start <= place.at)
            .saturating_sub(1);
        let wrapped = self
            .rows
            .get(downstream)
            .is_some_and(|row| row.range.start == place.at);
        if place.affinity == Affinity::Upstream && wrapped {
            downstream.saturating_sub(1)
        } else {
            downstream
        }
    }
}

struct Cluster {
    at: ByteOffset,
    chars: usize,
    space: bool,
    /// What is seen, so that it takes room.
    letter: bool,
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c.is_ascii_punctuation()
}

fn x_of(placed: &PlacedRow, glyph: usize) -> f32 {
    let x = placed.glyphs.get(glyph).map_or_else(
        || placed.glyphs.last().map_or(0.0, |last| last.max_x()),
        |glyph| glyph.pos.x,
    );
    placed.pos.x + x
}

impl Stops {
    /// Adds the place before a cluster.
    fn push(&mut self, cluster: &Cluster, x: f32) {
        self.part(x);
        self.joined = if cluster.letter { self.joined + 1 } else { 0 };
        self.places.push((cluster.at, x));
    }

    /// Adds the place at the row's end.
    fn close(&mut self, at: ByteOffset, x: f32) {
        self.part(x);
        self.places.push((at, x));
    }

    /// Letters drawn as one sign share its width: the sign is the first one's and the others get
    /// none. Gives each an equal part once it is known where the sign ends.
    fn part(&mut self, end: f32) {
        let count = self.places.len();
        let Some(&(_, last)) = self.places.last() else {
            return;
        };
        if last < end || self.joined < 2 {
            return;
        }
        let run = self.places[count - self.joined..].iter();
        let zero = run.rev().take_while(|stop| stop.1 >= end).count();
        let Some(first) = count.checked_sub(zero + 1) else {
            return;
        };
        let from = self.places[first].1;
        let step = (end - from) / (zero + 1) as f32;
        for (i, stop) in self.places[first..].iter_mut().enumerate() {
            stop.1 = from + step * i as f32;
        }
    }

    /// The x of a place on this row, or of the cluster that it cuts.
    fn x(&self, at: ByteOffset) -> f32 {
        let stop = self.places.partition_point(|stop| stop.0 <= at);
        self.places
            .get(stop.saturating_sub(1))
            .map_or(0.0, |stop| stop.1)
    }

    /// Where the last word ends.
    fn ink_end(&self) -> (ByteOffset, f32) {
        self.places
            .get(self.inked.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    fn nearest(&self, x: f32) -> Option<usize> {
        let after = self.places.partition_point(|stop| stop.1 < x);
        let before = after.saturating_sub(1);
        let distance = |i: usize| self.places.get(i).map(|stop| (stop.1 - x).abs());
        match (distance(before), distance(after)) {
            (Some(left), Some(right)) if right <= left => Some(after),
            (None, Some(_)) => Some(after),
            (Some(_), _) => Some(before),
            (None, None) => None,
        }
    }
}

impl PieceLayout for LeftToRight {
    fn rows(&self) -> &[Row] {
        &self.rows
    }

    fn hit(&self, point: Pos2) -> Place {
        let row = self.row_at(point.y);
        let Some(stops) = self.stops.get(row) else {
            return Place::default();
        };
        let Some(nearest) = stops.nearest(point.x) else {
            return Place::default();
        };
        let at = stops.places[nearest].0;
        let wraps =
            nearest + 1 == stops.places.len() && (row + 1 < self.rows.len() || !self.closes);
        if wraps {
            Place::upstream(at)
        } else {
            Place::at(at)
        }
    }

    fn cluster_at(&self, point: Pos2) -> Option<ByteRange> {
        let row = self.row_at(point.y);
        let within = self.rows.get(row)?.rect.y_range().contains(point.y);
        let places = &self.stops.get(row)?.places;
        let after = places.partition_point(|stop| stop.1 <= point.x);
        let start = places.get(after.checked_sub(1)?)?.0;
        let end = places.get(after)?.0;
        within.then_some(ByteRange { start, end })
    }

    fn covered(&self, range: ByteRange) -> Vec<Covered> {
        let first = self
            .rows
            .partition_point(|row| row.range.end <= range.start);
        let mut covered = Vec::new();
        for (row, stops) in self.rows.iter().zip(&self.stops).skip(first) {
            if row.range.start >= range.end {
                break;
            }
            let (ink_end, _) = stops.ink_end();
            let start = range.start.max(row.range.start);
            let end = range.end.min(ink_end);
            if start >= end {
                continue;
            }
            let (top, bottom) = self.setting.band(row.baseline);
            let starts = range.start >= row.range.start;
            let ends = range.end <= row.range.end;
            covered.push(Covered {
                rect: Rect::from_min_max(pos2(stops.x(start), top), pos2(stops.x(end), bottom)),
                baseline: row.baseline,
                starts,
                ends,
                open_left: !starts,
                open_right: !ends,
                right_to_left: false,
            });
        }
        covered
    }

    fn caret(&self, place: Place) -> Rect {
        let row = self.row_with(place);
        let (Some(row), Some(stops)) = (self.rows.get(row), self.stops.get(row)) else {
            return Rect::ZERO;
        };
        let x = stops.x(place.at);
        let (top, bottom) = self.setting.band(row.baseline);
        Rect::from_min_max(pos2(x, top), pos2(x, bottom))
    }

    fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        painter.galley(origin, Arc::clone(&self.galley), color);
    }

    fn galley(&self) -> Option<&Arc<Galley>> {
        Some(&self.galley)
    }
}
