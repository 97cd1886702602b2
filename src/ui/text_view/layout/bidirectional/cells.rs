//! The grapheme clusters on their rows: which is at a point, and where a place is.
//!
//! A boundary has two sides: the end of the cluster before it and the start of the one after it.
//! Where words change direction these are apart on the screen, and beside each of them is a cluster
//! that is not its neighbour in the text. So a caret there stands a little within its own cluster:
//! then every caret has a point of its own, and a point tells which caret it is.

use crate::editor::{Affinity, Place};
use crate::model::{ByteOffset, ByteRange, Direction};
use crate::ui::text_view::pieces::Piece;
use crate::ui::text_view::place::{Covered, Row};
use eframe::egui::{Rangef, Rect, pos2};
use std::ops::Range;

/// So far within its cluster a caret stands where directions change, in points.
const WITHIN: f32 = 0.75;
/// So far beside a row is still on it, in points.
const BESIDE: f32 = 0.5;

/// Edges at most so far apart are one, in points.
const TOUCH: f32 = 0.01;

/// A grapheme cluster on the page.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub range: ByteRange,
    pub left: f32,
    pub right: f32,
    /// Whether it starts on the right.
    pub rtl: bool,
    pub space: bool,
}

/// All clusters of a piece.
pub(super) struct Cells {
    piece: Piece,
    direction: Direction,
    /// In the text's order.
    cells: Vec<Cell>,
    /// The numbers of each row's cells from left to right, row after row.
    shown: Vec<usize>,
    /// The numbers of each row's cells.
    rows: Vec<Range<usize>>,
}

impl Cell {
    fn start_x(&self) -> f32 {
        if self.rtl { self.right } else { self.left }
    }

    fn end_x(&self) -> f32 {
        if self.rtl { self.left } else { self.right }
    }

    /// A little within from its start or its end.
    fn within(&self, edge: f32) -> f32 {
        let inset = WITHIN.min((self.right - self.left) / 4.0);
        if edge == self.left {
            edge + inset
        } else {
            edge - inset
        }
    }
}

impl Cells {
    pub fn new(piece: Piece, direction: Direction) -> Self {
        Self {
            piece,
            direction,
            cells: Vec::new(),
            shown: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Adds a row's cells, given in the text's order. Returns from where to where they reach.
    pub fn push_row(&mut self, row: Vec<Cell>) -> Rangef {
        let start = self.cells.len();
        self.cells.extend(row);
        let range = start..self.cells.len();
        let from = self.shown.len();
        self.shown.extend(range.clone());
        let cells = &self.cells;
        let left = |&number: &usize| cells.get(number).map_or(0.0, |cell: &Cell| cell.left);
        self.shown[from..].sort_by(|a, b| left(a).total_cmp(&left(b)));
        self.rows.push(range.clone());
        let row = self.cells.get(range).unwrap_or_default();
        let left = row.iter().map(|cell| cell.left).fold(f32::MAX, f32::min);
        let right = row.iter().map(|cell| cell.right).fold(f32::MIN, f32::max);
        if left <= right {
            Rangef::new(left, right)
        } else {
            Rangef::point(0.0)
        }
    }

    /// A row's cells in the text's order.
    fn of_row(&self, row: usize) -> &[Cell] {
        let range = self.rows.get(row).cloned().unwrap_or_default();
        self.cells.get(range).unwrap_or_default()
    }

    /// The numbers of a row's cells from left to right.
    fn shown_on(&self, row: usize) -> &[usize] {
        let range = self.rows.get(row).cloned().unwrap_or_default();
        self.shown.get(range).unwrap_or_default()
    }

    /// The cell of a row that a point lies on.
    pub fn at_x(&self, row: usize, x: f32) -> Option<&Cell> {
        let shown = self.shown_on(row);
        let cell = |number: &usize| self.cells.get(*number);
        let after = shown.partition_point(|number| cell(number).is_some_and(|cell| cell.left <= x));
        let found = shown.get(after.checked_sub(1)?).and_then(cell)?;
        (x < found.right).then_some(found)
    }

    /// The place nearest to a point of a row.
    pub fn hit(&self, row: usize, x: f32) -> Place {
        let cells = self.of_row(row);
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
            return Place::at(self.piece.range.start);
        };
        let shown = self.shown_on(row);
        let edge = |number: Option<&usize>| number.and_then(|&number| self.cells.get(number));
        let (Some(leftmost), Some(rightmost)) = (edge(shown.first()), edge(shown.last())) else {
            return Place::at(self.piece.range.start);
        };
        let beside_left = x < leftmost.left - BESIDE;
        let beside_right = x > rightmost.right + BESIDE;
        if beside_left || beside_right {
            return if beside_left == self.direction.is_right_to_left() {
                self.end_of(row, last)
            } else {
                Place::at(first.range.start)
            };
        }
        let x = x.clamp(leftmost.left, rightmost.right);
        let cell = self.at_x(row, x).unwrap_or(rightmost);
        let on_left = x < f32::midpoint(cell.left, cell.right);
        if on_left == cell.rtl {
            self.end_of(row, cell)
        } else {
            Place::at(cell.range.start)
        }
    }

    /// The place at a cell's end. It is the next cell's start where both are the same on the screen.
    fn end_of(&self, row: usize, cell: &Cell) -> Place {
        let end = cell.range.end;
        let cells = self.of_row(row);
        let next = cells.partition_point(|other| other.range.start < end);
        let goes_on = match cells.get(next) {
            Some(next) => meet(cell, next),
            None => row + 1 == self.rows.len() && self.piece.closes,
        };
        if goes_on {
            Place::at(end)
        } else {
            Place::upstream(end)
        }
    }

    /// The row and the x of the caret at a place.
    pub fn caret(&self, place: Place) -> (usize, f32) {
        let after = self
            .cells
            .partition_point(|cell| cell.range.end <= place.at);
        let before = self.cells.partition_point(|cell| cell.range.end < place.at);
        let ends = self
            .cells
            .get(before)
            .filter(|cell| cell.range.end == place.at);
        let starts = self.cells.get(after);
        match (starts, ends) {
            (Some(next), _) if place.affinity == Affinity::Downstream || ends.is_none() => {
                let row = self.row_with(after);
                (row, self.start_in(row, after, next))
            }
            (_, Some(last)) => {
                let row = self.row_with(before);
                (row, self.end_in(row, before, last))
            }
            _ => (0, 0.0),
        }
    }

    fn row_with(&self, cell: usize) -> usize {
        self.rows.partition_point(|row| row.end <= cell)
    }

    fn start_in(&self, row: usize, number: usize, cell: &Cell) -> f32 {
        let edge = cell.start_x();
        let before = number
            .checked_sub(1)
            .and_then(|before| self.cells.get(before));
        let before = before.filter(|_| self.row_with(number.saturating_sub(1)) == row);
        if before.is_some_and(|before| meet(before, cell)) || self.is_outermost(row, edge) {
            edge
        } else {
            cell.within(edge)
        }
    }

    fn end_in(&self, row: usize, number: usize, cell: &Cell) -> f32 {
        let edge = cell.end_x();
        let next = self.cells.get(number + 1);
        let next = next.filter(|_| self.row_with(number + 1) == row);
        if next.is_some_and(|next| meet(cell, next)) || self.is_outermost(row, edge) {
            edge
        } else {
            cell.within(edge)
        }
    }

    /// Whether nothing stands beyond this x on the row.
    fn is_outermost(&self, row: usize, x: f32) -> bool {
        let shown = self.shown_on(row);
        let cell = |number: Option<&usize>| number.and_then(|&number| self.cells.get(number));
        cell(shown.first()).is_some_and(|cell| cell.left == x)
            || cell(shown.last()).is_some_and(|cell| cell.right == x)
    }

    /// What a stretch covers on a row, in the text's order: a box for each run of cells that touch.
    pub fn covered(
        &self,
        number: usize,
        row: &Row,
        range: ByteRange,
        (top, bottom): (f32, f32),
    ) -> Vec<Covered> {
        let cells = self.of_row(number);
        let inked = cells.iter().rposition(|cell| !cell.space);
        let cells = cells
            .get(..inked.map_or(0, |last| last + 1))
            .unwrap_or_default();
        let first = cells.partition_point(|cell| cell.range.end <= range.start);
        let mut boxes: Vec<Run> = Vec::new();
        for cell in cells.iter().skip(first) {
            if cell.range.start >= range.end {
                break;
            }
            match boxes.last_mut() {
                Some(run) if run.touches(cell) => run.take(cell),
                _ => boxes.push(Run::of(cell)),
            }
        }
        let boxes = joined(boxes);
        let (from_before, goes_on) = (range.start < row.range.start, range.end > row.range.end);
        let last = cells.last().map_or(range.end, |cell| cell.range.end);
        let rtl = self.direction.is_right_to_left();
        let (open_left, open_right) = if rtl {
            (goes_on, from_before)
        } else {
            (from_before, goes_on)
        };
        let left = boxes.iter().map(|run| run.left).fold(f32::MAX, f32::min);
        let right = boxes.iter().map(|run| run.right).fold(f32::MIN, f32::max);
        let covered = boxes.iter().map(|run| Covered {
            rect: Rect::from_min_max(pos2(run.left, top), pos2(run.right, bottom)),
            baseline: row.baseline,
            starts: !from_before && run.holds(range.start),
            ends: !goes_on && run.ends_at(range.end.min(last)),
            open_left: open_left && run.left == left,
            open_right: open_right && run.right == right,
            right_to_left: run.rtl,
        });
        covered.collect()
    }
}

/// Whether the end of a cell and the start of the next one are at the same x.
fn meet(cell: &Cell, next: &Cell) -> bool {
    cell.rtl == next.rtl && (cell.end_x() - next.start_x()).abs() < TOUCH
}

/// Cells side by side.
struct Run {
    left: f32,
    right: f32,
    /// Whether the first of them starts on the right.
    rtl: bool,
    /// What of the text they are, in order.
    parts: Vec<ByteRange>,
}

impl Run {
    fn of(cell: &Cell) -> Self {
        Self {
            left: cell.left,
            right: cell.right,
            rtl: cell.rtl,
            parts: vec![cell.range],
        }
    }

    fn touches(&self, cell: &Cell) -> bool {
        (self.right - cell.left).abs() < TOUCH || (cell.right - self.left).abs() < TOUCH
    }

    fn take(&mut self, cell: &Cell) {
        self.left = self.left.min(cell.left);
        self.right = self.right.max(cell.right);
        match self.parts.last_mut() {
            Some(part) if part.end == cell.range.start => part.end = cell.range.end,
            _ => self.parts.push(cell.range),
        }
    }

    fn holds(&self, at: ByteOffset) -> bool {
        self.parts
            .iter()
            .any(|part| part.start <= at && at < part.end)
    }

    fn ends_at(&self, at: ByteOffset) -> bool {
        self.parts
            .iter()
            .any(|part| part.start < at && at <= part.end)
    }
}

/// Joins boxes that touch, and puts them in the text's order.
fn joined(mut boxes: Vec<Run>) -> Vec<Run> {
    boxes.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut joined: Vec<Run> = Vec::with_capacity(boxes.len());
    for run in boxes {
        match joined.last_mut() {
            Some(last) if (last.right - run.left).abs() < TOUCH => {
                last.right = run.right;
                last.parts.extend(run.parts);
                last.parts.sort_by_key(|part| part.start);
            }
            _ => joined.push(run),
        }
    }
    joined.sort_by_key(|run| run.parts.first().map(|part| part.start));
    joined
}
