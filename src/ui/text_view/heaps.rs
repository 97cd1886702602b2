//! Marks in heaps: those too deep for a lane of their own lie on one another, and what would not be seen of them is
//! not drawn.

use super::marks::Look;
use super::place::Covered;
use crate::model::schema::Shape;
use eframe::egui;
use egui::{Color32, Rangef};
use std::collections::HashMap;

/// Where something is drawn in the deepest lane already.
#[derive(Default)]
pub(super) struct Heaps(HashMap<Heap, Vec<Rangef>>);

/// What looks alike in a row.
#[derive(PartialEq, Eq, Hash)]
struct Heap {
    /// The baseline, to the nearest point.
    row: i32,
    shape: Shape,
    color: Color32,
    suggested: bool,
}

impl Heaps {
    /// Whether anything would be seen of a mark in the deepest lane that others there do not show.
    pub(super) fn shows(&mut self, look: &Look, covered: &Covered) -> bool {
        let heap = Heap {
            row: covered.baseline.round() as i32,
            shape: look.shape,
            color: look.color,
            suggested: look.suggested,
        };
        let drawn = self.0.entry(heap).or_default();
        let mut x = covered.rect.x_range();
        if drawn
            .iter()
            .any(|seen| seen.min <= x.min && x.max <= seen.max)
        {
            return false;
        }
        // What it touches is one with it from now on.
        drawn.retain(|seen| {
            let is_apart = seen.max < x.min || x.max < seen.min;
            if !is_apart {
                x = Rangef::new(x.min.min(seen.min), x.max.max(seen.max));
            }
            is_apart
        });
        drawn.push(x);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::place::Beyond;
    use super::*;
    use egui::{Rect, pos2};

    fn shown(heaps: &mut Heaps, row: f32, (from, to): (f32, f32), color: Color32) -> bool {
        let look = Look {
            color,
            shape: Shape::Underline,
            suggested: false,
            lane: 9,
            letter: None,
        };
        let covered = Covered {
            rect: Rect::from_min_max(pos2(from, row - 12.0), pos2(to, row + 4.0)),
            baseline: row,
            starts: true,
            ends: true,
            left: Beyond::Nothing,
            right: Beyond::Nothing,
            right_to_left: false,
        };
        heaps.shows(&look, &covered)
    }

    #[test]
    fn what_others_cover_is_not_drawn_and_all_else_is() {
        let heaps = &mut Heaps::default();
        let red = Color32::RED;
        assert!(shown(heaps, 100.0, (10.0, 90.0), red));
        assert!(!shown(heaps, 100.0, (20.0, 80.0), red), "inside");
        assert!(!shown(heaps, 100.0, (10.0, 90.0), red), "the same again");
        assert!(shown(heaps, 120.0, (20.0, 80.0), red), "another row");
        assert!(
            shown(heaps, 100.0, (20.0, 80.0), Color32::BLUE),
            "another label"
        );
        assert!(shown(heaps, 100.0, (80.0, 99.0), red), "further on");
        assert!(
            !shown(heaps, 100.0, (30.0, 95.0), red),
            "over two that touch"
        );
        assert!(shown(heaps, 100.0, (5.0, 95.0), red), "begins before them");
    }
}
