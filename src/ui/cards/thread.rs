//! The thread from a card to its speaker: along the margin, then through the gap between two rows.

use eframe::egui::epaint::QuadraticBezierShape;
use eframe::egui::{Color32, Pos2, Rect, Shape, Stroke, pos2};

/// How far corners are rounded, in points.
const ROUND: f32 = 7.0;
/// A dash and the gap after it, in points.
const DASH: f32 = 5.0;
const DASH_GAP: f32 = 3.5;
/// Points to a rounded corner.
const CORNER_POINTS: usize = 6;

/// What a thread needs to know of the page.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// Where the thread goes up and down: right of the column, left of the cards.
    pub gutter: f32,
    /// Distance of two rows, in points.
    pub line: f32,
}

/// The corners of a thread from a card's left edge to the nearest of a mention's rows.
pub(super) fn corners(card: Pos2, mention: &[Rect], way: Way) -> Option<Vec<Pos2>> {
    let distance = |row: &&Rect| (row.center().y - card.y).abs();
    let row = mention
        .iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    let half_gap = ((way.line - row.height()) / 2.0).max(1.5);
    // Above the row when the card is higher up, so that the thread does not go round the words.
    let up = card.y < row.top();
    let (edge, between) = if up {
        (row.top(), row.top() - half_gap)
    } else {
        (row.bottom(), row.bottom() + half_gap)
    };
    // Not at the very corner, where the frame is round and the badge stands.
    let x = row.right() - (row.width() / 4.0).min(10.0);
    Some(vec![
        card,
        pos2(way.gutter, card.y),
        pos2(way.gutter, between),
        pos2(x, between),
        pos2(x, edge),
    ])
}

/// Draws a thread through these corners; dashed while it is only suggested.
pub(super) fn draw(corners: &[Pos2], color: Color32, dashed: bool, out: &mut Vec<Shape>) {
    let path = rounded(corners);
    let stroke = Stroke::new(1.5, color);
    if dashed {
        Shape::dashed_line_many(&path, stroke, DASH, DASH_GAP, out);
    } else {
        out.push(Shape::line(path, stroke));
    }
    if let Some(&end) = corners.last() {
        out.push(Shape::circle_filled(end, 2.6, color));
    }
}

/// The same way with its corners rounded off.
fn rounded(corners: &[Pos2]) -> Vec<Pos2> {
    let mut path: Vec<Pos2> = corners.first().copied().into_iter().collect();
    for around in corners.windows(3) {
        let &[before, corner, after] = around else {
            continue;
        };
        let (from, to) = (towards(corner, before), towards(corner, after));
        let points = [from, corner, to];
        let curve = QuadraticBezierShape::from_points_stroke(
            points,
            false,
            Color32::TRANSPARENT,
            Stroke::NONE,
        );
        let step = |i| curve.sample(i as f32 / CORNER_POINTS as f32);
        path.extend((0..=CORNER_POINTS).map(step));
    }
    path.extend(corners.last().copied().filter(|_| corners.len() > 1));
    path
}

/// A point on the way from a corner to its neighbour, at most half way.
fn towards(corner: Pos2, neighbour: Pos2) -> Pos2 {
    let way = neighbour - corner;
    let length = way.length();
    if length <= f32::EPSILON {
        return corner;
    }
    corner + way * (ROUND.min(length / 2.0) / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAY: Way = Way {
        gutter: 610.0,
        line: 28.0,
    };

    fn row(top: f32) -> Rect {
        Rect::from_min_max(pos2(100.0, top), pos2(180.0, top + 20.0))
    }

    #[test]
    fn a_thread_keeps_to_the_margin_and_the_gap_between_rows() {
        for (card, edge, gap) in [(100.0, 300.0, 296.0), (500.0, 320.0, 324.0)] {
            let corners = corners(pos2(620.0, card), &[row(300.0)], WAY).unwrap();
            assert_eq!(corners[0], pos2(620.0, card));
            assert_eq!(corners[4].y, edge);
            for pair in corners.windows(2) {
                let along = pair[0].x == pair[1].x || pair[0].y == pair[1].y;
                assert!(along, "{pair:?} goes across");
                // Left of the gutter it never runs through a row's words.
                let in_column = pair[0].x < WAY.gutter && pair[0].y == pair[1].y;
                assert!(!in_column || pair[0].y == gap, "{pair:?}");
            }
        }
    }

    #[test]
    fn it_leads_to_the_nearest_row_of_a_mention() {
        let rows = [row(300.0), row(328.0)];
        let corners = corners(pos2(620.0, 500.0), &rows, WAY).unwrap();
        assert_eq!(corners[4].y, 348.0);
        assert!(super::corners(pos2(620.0, 500.0), &[], WAY).is_none());
    }

    #[test]
    fn rounding_keeps_the_ends_and_stays_within_the_corners() {
        let corners = corners(pos2(620.0, 500.0), &[row(300.0)], WAY).unwrap();
        let path = rounded(&corners);
        assert_eq!(path.first(), corners.first());
        assert_eq!(path.last(), corners.last());
        let bounds = Rect::from_points(&corners).expand(0.01);
        assert!(path.iter().all(|&point| bounds.contains(point)));
    }
}
