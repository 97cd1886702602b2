//! One line around all the rows of a stretch.

use super::place::Covered;
use super::strokes;
use eframe::egui;
use egui::epaint::PathStroke;
use egui::{Pos2, Rect, Stroke, Vec2, pos2};

/// Corners, in points.
const RADIUS: f32 = 3.5;
/// Points that a rounded corner is made of.
const STEPS: usize = 4;

/// Draws a line so far around the boxes of one fragment, which come row by row. Boxes that lie below
/// one another get one outline together; it is open where the stretch goes on off the screen.
pub(super) fn draw(boxes: &[Covered], outset: Vec2, stroke: Stroke, out: &mut Vec<egui::Shape>) {
    for group in groups(boxes) {
        if let [alone] = group {
            strokes::frame(alone, outset, stroke, false, out);
            continue;
        }
        for (path, closed) in paths(group, outset) {
            let path = rounded(&path, closed);
            let stroke = PathStroke::from(stroke);
            out.push(if closed {
                egui::Shape::closed_line(path, stroke)
            } else {
                egui::Shape::line(path, stroke)
            });
        }
    }
}

/// Runs of boxes of which each lies below the one before and under some of it.
fn groups(boxes: &[Covered]) -> impl Iterator<Item = &[Covered]> {
    boxes.chunk_by(|above, below| {
        let under = below.rect.center().y > above.rect.bottom();
        under && above.rect.x_range().intersects(below.rect.x_range())
    })
}

/// The outline of boxes below one another: clockwise from the upper left corner.
fn paths(boxes: &[Covered], outset: Vec2) -> Vec<(Vec<Pos2>, bool)> {
    let rects = rows(boxes, outset);
    let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else {
        return Vec::new();
    };
    let right: Vec<Pos2> = rects
        .iter()
        .flat_map(|rect| [rect.right_top(), rect.right_bottom()])
        .collect();
    let left: Vec<Pos2> = rects
        .iter()
        .rev()
        .flat_map(|rect| [rect.left_bottom(), rect.left_top()])
        .collect();
    match (first.starts, last.ends) {
        (true, true) => vec![([right, left].concat(), true)],
        (false, true) => vec![([right, left].concat(), false)],
        (true, false) => vec![([left, right].concat(), false)],
        (false, false) => vec![(right, false), (left, false)],
    }
}

/// The boxes grown, with no space and no overlap between one row and the next.
fn rows(boxes: &[Covered], outset: Vec2) -> Vec<Rect> {
    let mut rects: Vec<Rect> = boxes.iter().map(|it| it.rect.expand2(outset)).collect();
    for i in 1..rects.len() {
        let middle = f32::midpoint(boxes[i - 1].rect.bottom(), boxes[i].rect.top()).round();
        rects[i - 1].max.y = middle;
        rects[i].min.y = middle;
    }
    rects
}

/// The path with round corners; points that are no corners are left out.
fn rounded(path: &[Pos2], closed: bool) -> Vec<Pos2> {
    let count = path.len();
    let mut round = Vec::with_capacity(count * (STEPS + 1));
    for (i, &corner) in path.iter().enumerate() {
        let inner = closed || (i > 0 && i + 1 < count);
        if !inner {
            round.push(corner);
            continue;
        }
        let before = path[(i + count - 1) % count];
        let after = path[(i + 1) % count];
        push_corner(before, corner, after, &mut round);
    }
    round
}

fn push_corner(before: Pos2, corner: Pos2, after: Pos2, round: &mut Vec<Pos2>) {
    let (back, on) = (before - corner, after - corner);
    let radius = RADIUS.min(back.length() / 2.0).min(on.length() / 2.0);
    if radius < 0.5 {
        round.push(corner);
        return;
    }
    let (from, to) = (
        corner + back.normalized() * radius,
        corner + on.normalized() * radius,
    );
    for step in 0..=STEPS {
        let t = step as f32 / STEPS as f32;
        // A quadratic curve with the corner as its control point.
        let bend = |a: f32, b: f32, c: f32| {
            (1.0 - t).powi(2) * a + 2.0 * (1.0 - t) * t * b + t.powi(2) * c
        };
        round.push(pos2(
            bend(from.x, corner.x, to.x),
            bend(from.y, corner.y, to.y),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(left: f32, right: f32, top: f32, starts: bool, ends: bool) -> Covered {
        Covered {
            rect: Rect::from_min_max(pos2(left, top), pos2(right, top + 20.0)),
            baseline: top + 16.0,
            starts,
            ends,
            open_left: !starts,
            open_right: !ends,
            right_to_left: false,
        }
    }

    #[test]
    fn rows_below_one_another_get_one_line_and_others_one_each() {
        let three = [
            row(40.0, 100.0, 0.0, true, false),
            row(0.0, 100.0, 28.0, false, false),
            row(0.0, 30.0, 56.0, false, true),
        ];
        assert_eq!(groups(&three).count(), 1);
        let outline = paths(&three, Vec2::ZERO);
        assert_eq!((outline.len(), outline[0].1), (1, true));
        // The end of one row, the start of the next: nothing of one lies under the other.
        let apart = [
            row(80.0, 100.0, 0.0, true, false),
            row(0.0, 30.0, 28.0, false, true),
        ];
        assert_eq!(groups(&apart).count(), 2);
        // Two boxes on one row, as in text of both directions.
        let beside = [
            row(0.0, 20.0, 0.0, true, true),
            row(50.0, 70.0, 0.0, true, true),
        ];
        assert_eq!(groups(&beside).count(), 2);
    }

    #[test]
    fn the_line_is_open_where_the_stretch_goes_on() {
        let middle = [
            row(0.0, 100.0, 0.0, false, false),
            row(0.0, 90.0, 28.0, false, false),
        ];
        let sides = paths(&middle, Vec2::ZERO);
        assert_eq!(sides.len(), 2);
        assert!(
            sides
                .iter()
                .all(|(path, closed)| !closed && path.len() == 4)
        );
        let tail = [
            row(0.0, 100.0, 0.0, false, false),
            row(0.0, 30.0, 28.0, false, true),
        ];
        let (path, closed) = &paths(&tail, Vec2::ZERO)[0];
        assert!(!closed);
        assert_eq!(
            (path.first().copied(), path.last().copied()),
            (Some(pos2(100.0, 0.0)), Some(pos2(0.0, 0.0)))
        );
    }
}
