//! A piece word by word, each a galley of its own: for text with right-to-left letters.
//!
//! egui shapes such a word rightly but does not order words, so we do: letters and numbers that run
//! from left to right keep together, the rest runs by the direction of the first letter. Words are
//! the unit of selection.

use super::direction::{
    Direction, direction_of, direction_of_paragraph, has_right_to_left, turned,
};
use super::{PieceLayout, Setting, galley_within};
use crate::editor::{Affinity, Place};
use crate::model::{ByteOffset, ByteRange};
use crate::ui::text_view::pieces::Piece;
use crate::ui::text_view::place::{Covered, Row};
use eframe::egui;
use egui::{Color32, Context, FontId, Galley, Painter, Pos2, Rect, pos2, vec2};
use std::sync::Arc;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// Told above a paragraph of this kind.
const NOTICE: &str = "Right-to-left text: selection works by whole words";
/// Height of the notice, in points.
const NOTICE_HEIGHT: f32 = 18.0;

/// See the module.
pub struct RightToLeft {
    range: ByteRange,
    setting: Setting,
    rows: Vec<Row>,
    /// In the text's order.
    words: Vec<Word>,
    notice: Option<Arc<Galley>>,
    /// Whether the paragraph ends with this piece, so that its last row does not go on.
    closes: bool,
}

struct Word {
    range: ByteRange,
    row: usize,
    left: f32,
    width: f32,
    direction: Direction,
    space: bool,
    galley: Arc<Galley>,
}

impl RightToLeft {
    /// Lays out `words`, which are the piece's.
    pub fn new(ctx: &Context, words: &str, piece: Piece, setting: &Setting) -> Self {
        let range = piece.range;
        let notice = (piece.opens && has_right_to_left(words)).then(|| {
            let font = FontId::proportional(11.0);
            ctx.fonts_mut(|fonts| {
                fonts.layout_no_wrap(NOTICE.to_owned(), font, Color32::PLACEHOLDER)
            })
        });
        let base = direction_of_paragraph(words);
        let mut layout = Self {
            range,
            setting: *setting,
            rows: Vec::new(),
            words: Vec::new(),
            notice,
            closes: piece.closes,
        };
        for (at, word) in whole_words(words) {
            layout.push_word(ctx, word, range.start.shifted(at as isize));
        }
        layout.settle_neutral(base);
        layout.turn_brackets(ctx, words);
        layout.break_rows();
        layout.order(base);
        layout
    }

    /// Adds a word, in halves when it is wider than the column.
    fn push_word(&mut self, ctx: &Context, word: &str, at: ByteOffset) {
        let direction = direction_of(word);
        let galley = galley_within(ctx, word, &self.setting, f32::INFINITY);
        let width = width_of(&galley);
        let clusters = word.grapheme_indices(true).count();
        if width > self.setting.width && clusters > 1 {
            let middle = word.grapheme_indices(true).nth(clusters / 2);
            let (first, second) = word.split_at(middle.map_or(0, |(i, _)| i));
            self.push_word(ctx, first, at);
            self.push_word(ctx, second, at.shifted(first.len() as isize));
            return;
        }
        self.words.push(Word {
            range: ByteRange {
                start: at,
                end: at.shifted(word.len() as isize),
            },
            row: 0,
            left: 0.0,
            width,
            direction,
            space: word.chars().all(char::is_whitespace),
            galley,
        });
    }

    /// Spaces and signs run as the words on both sides of them do, else as the paragraph.
    fn settle_neutral(&mut self, base: Direction) {
        let mut before = base;
        for i in 0..self.words.len() {
            if self.words[i].direction == Direction::Neutral {
                let after = self.words[i..]
                    .iter()
                    .map(|word| word.direction)
                    .find(|&direction| direction != Direction::Neutral)
                    .unwrap_or(base);
                self.words[i].direction = if before == after { before } else { base };
            }
            before = self.words[i].direction;
        }
    }

    /// Brackets and such face the other way in right-to-left text.
    fn turn_brackets(&mut self, ctx: &Context, words: &str) {
        for word in &mut self.words {
            let start = word.range.start.0 - self.range.start.0;
            let sign = words.get(start..start + word.range.len());
            let turned = sign.and_then(turned);
            if let Some(turned) = turned.filter(|_| word.direction == Direction::Right) {
                word.galley = galley_within(ctx, turned, &self.setting, f32::INFINITY);
                word.width = width_of(&word.galley);
            }
        }
    }

    fn break_rows(&mut self) {
        let mut top = self.notice.as_ref().map_or(0.0, |_| NOTICE_HEIGHT);
        let (mut row, mut x) = (0, 0.0);
        let mut row_start = self.range.start;
        let line = self.setting.line;
        let mut rows = Vec::new();
        let mut end_row = |start: ByteOffset, end: ByteOffset| {
            let rect = Rect::from_min_size(pos2(0.0, top), vec2(self.setting.width, line));
            rows.push(Row {
                range: ByteRange { start, end },
                rect,
                baseline: self.setting.baseline(top, line),
            });
            top += line;
        };
        for word in &mut self.words {
            if !word.space && x + word.width > self.setting.width && word.range.start > row_start {
                end_row(row_start, word.range.start);
                row_start = word.range.start;
                row += 1;
                x = 0.0;
            }
            word.row = row;
            x += word.width;
        }
        end_row(row_start, self.range.end);
        self.rows = rows;
    }

    /// Gives every word its place on its row.
    fn order(&mut self, base: Direction) {
        let mut start = 0;
        while start < self.words.len() {
            let row = self.words[start].row;
            let len = self.words[start..]
                .iter()
                .take_while(|word| word.row == row)
                .count();
            let words = &mut self.words[start..start + len];
            let order = visual_order(words, base);
            let width: f32 = words.iter().map(|word| word.width).sum();
            // A space at the row's end hangs over the column's edge.
            let mut x = if base == Direction::Right {
                self.setting.width - width
            } else {
                0.0
            };
            for i in order {
                words[i].left = x;
                x += words[i].width;
            }
            start += len;
        }
    }

    fn row_at(&self, y: f32) -> usize {
        self.rows
            .partition_point(|row| row.rect.bottom() <= y)
            .min(self.rows.len().saturating_sub(1))
    }

    fn word_near(&self, point: Pos2) -> Option<&Word> {
        let row = self.row_at(point.y);
        let distance = |word: &Word| {
            let right = word.left + word.width;
            (word.left - point.x).max(point.x - right).max(0.0)
        };
        self.words
            .iter()
            .filter(|word| word.row == row)
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    fn word_of(&self, place: Place) -> Option<&Word> {
        let after = self
            .words
            .partition_point(|word| word.range.start <= place.at)
            .saturating_sub(1);
        let word = self.words.get(after)?;
        let before = self.words.get(after.wrapping_sub(1));
        match before {
            Some(before)
                if place.affinity == Affinity::Upstream && word.range.start == place.at =>
            {
                Some(before)
            }
            _ => Some(word),
        }
    }
}

/// The words, spaces and signs, parted only between grapheme clusters.
fn whole_words(words: &str) -> Vec<(usize, &str)> {
    let mut whole = Vec::new();
    let mut start = 0;
    for (at, word) in words.split_word_bound_indices() {
        let end = at + word.len();
        let mut cursor = GraphemeCursor::new(end, words.len(), true);
        if cursor.is_boundary(words, 0) != Ok(false) {
            whole.push((start, words.get(start..end).unwrap_or_default()));
            start = end;
        }
    }
    whole
}

fn width_of(galley: &Galley) -> f32 {
    galley.rows.iter().map(|row| row.size.x).fold(0.0, f32::max)
}

/// The words of a row from left to right.
fn visual_order(words: &[Word], base: Direction) -> Vec<usize> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if words[run[0]].direction == word.direction => run.push(i),
            _ => runs.push(vec![i]),
        }
    }
    for run in &mut runs {
        if words[run[0]].direction == Direction::Right {
            run.reverse();
        }
    }
    if base == Direction::Right {
        runs.reverse();
    }
    runs.into_iter().flatten().collect()
}

impl Word {
    /// The x of a place at it or within it.
    fn x(&self, at: ByteOffset) -> f32 {
        let inside = at.0.saturating_sub(self.range.start.0) as f32;
        let part = (inside / self.range.len().max(1) as f32).min(1.0) * self.width;
        if self.direction == Direction::Right {
            self.left + self.width - part
        } else {
            self.left + part
        }
    }
}

impl PieceLayout for RightToLeft {
    fn rows(&self) -> &[Row] {
        &self.rows
    }

    fn hit(&self, point: Pos2) -> Place {
        let Some(word) = self.word_near(point) else {
            return Place::at(self.range.start);
        };
        let left_half = point.x < word.left + word.width / 2.0;
        let at_end = left_half == (word.direction == Direction::Right);
        let row_end = self.rows.get(word.row).map(|row| row.range.end);
        if !at_end {
            Place::at(word.range.start)
        } else if row_end == Some(word.range.end)
            && (word.row + 1 < self.rows.len() || !self.closes)
        {
            Place::upstream(word.range.end)
        } else {
            Place::at(word.range.end)
        }
    }

    fn cluster_at(&self, point: Pos2) -> Option<ByteRange> {
        let word = self.word_near(point)?;
        let row = self.rows.get(word.row)?;
        let inside = word.left <= point.x && point.x <= word.left + word.width;
        (inside && row.rect.y_range().contains(point.y)).then_some(word.range)
    }

    fn covered(&self, range: ByteRange) -> Vec<Covered> {
        let mut covered = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let (top, bottom) = self.setting.band(row.baseline);
            let on_row: Vec<&Word> = self.words.iter().filter(|word| word.row == index).collect();
            let inked = on_row
                .iter()
                .rposition(|word| !word.space)
                .map_or(0, |i| i + 1);
            let mut boxes: Vec<(f32, f32)> = on_row
                .iter()
                .take(inked)
                .filter(|word| word.range.overlaps(range))
                .map(|word| (word.left, word.left + word.width))
                .collect();
            boxes.sort_by(|a, b| a.0.total_cmp(&b.0));
            boxes.dedup_by(|next, last| {
                let joins = next.0 <= last.1 + 0.5;
                if joins {
                    last.1 = last.1.max(next.1);
                }
                joins
            });
            covered.extend(boxes.into_iter().map(|(left, right)| Covered {
                rect: Rect::from_min_max(pos2(left, top), pos2(right, bottom)),
                baseline: row.baseline,
                starts: true,
                ends: true,
            }));
        }
        covered
    }

    fn caret(&self, place: Place) -> Rect {
        let word = self.word_of(place);
        let row = word.map_or(0, |word| word.row);
        let x = word.map_or(0.0, |word| word.x(place.at));
        let baseline = self.rows.get(row).map_or(0.0, |row| row.baseline);
        let (top, bottom) = self.setting.band(baseline);
        Rect::from_min_max(pos2(x, top), pos2(x, bottom))
    }

    fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        if let Some(notice) = &self.notice {
            let quiet = color.gamma_multiply(0.6);
            painter.galley(origin, Arc::clone(notice), quiet);
        }
        for word in &self.words {
            let top = self.rows.get(word.row).map_or(0.0, |row| row.rect.top());
            let at = vec2(word.left, top);
            painter.galley(origin + at, Arc::clone(&word.galley), color);
        }
    }
}
