//! Lines under and around words: plain, dashed, waved, dotted.

use super::place::Covered;
use crate::model::schema::Shape;
use eframe::egui;
use egui::epaint::{PathStroke, RectShape};
use egui::{Color32, CornerRadius, Pos2, Rangef, Rect, Stroke, StrokeKind, Vec2, pos2};

/// A dash and the gap after it, in points.
const DASH: f32 = 4.5;
const GAP: f32 = 3.0;
/// Height and length of a wave, in points.
const WAVE: f32 = 1.5;
const WAVE_LENGTH: f32 = 6.5;
/// Distance of dots, in points, and how many of a suggestion's dots stand together.
const DOTS: f32 = 4.2;
const DOT_GROUP: usize = 3;
/// Corners of fills and frames, in points.
const RADIUS: u8 = 3;

/// A wash behind the words of one row, round where the stretch begins and ends.
pub(super) fn wash(covered: &Covered, inset: f32, color: Color32) -> egui::Shape {
    let rect = covered.rect.expand2(egui::vec2(1.0, -inset));
    RectShape::filled(rect, corners(covered), color).into()
}

fn corners(covered: &Covered) -> CornerRadius {
    let left = if covered.open_left { 0 } else { RADIUS };
    let right = if covered.open_right { 0 } else { RADIUS };
    CornerRadius {
        nw: left,
        sw: left,
        ne: right,
        se: right,
    }
}

/// A frame so far around the words of one row, open where the stretch goes on in another row.
pub(super) fn frame(
    covered: &Covered,
    outset: Vec2,
    stroke: Stroke,
    dashed: bool,
    out: &mut Vec<egui::Shape>,
) {
    let rect = covered.rect.expand2(outset);
    if !covered.open_left && !covered.open_right && !dashed {
        out.push(RectShape::stroke(rect, RADIUS, stroke, StrokeKind::Middle).into());
        return;
    }
    for path in open_frame(rect, covered) {
        if dashed {
            egui::Shape::dashed_line_many(&path, stroke, DASH, GAP, out);
        } else {
            out.push(egui::Shape::line(path, PathStroke::from(stroke)));
        }
    }
}

/// The sides of a frame that are there, each a path.
fn open_frame(rect: Rect, covered: &Covered) -> Vec<Vec<Pos2>> {
    let (lt, rt) = (rect.left_top(), rect.right_top());
    let (lb, rb) = (rect.left_bottom(), rect.right_bottom());
    match (!covered.open_left, !covered.open_right) {
        (true, true) => vec![vec![lt, rt, rb, lb, lt]],
        (true, false) => vec![vec![rt, lt, lb, rb]],
        (false, true) => vec![vec![lt, rt, rb, lb]],
        (false, false) => vec![vec![lt, rt], vec![lb, rb]],
    }
}

/// A line of the shape's kind under the words of one row.
pub(super) fn under(
    shape: Shape,
    x: Rangef,
    y: f32,
    color: Color32,
    dashed: bool,
    out: &mut Vec<egui::Shape>,
) {
    match shape {
        Shape::Wave => wave(x, y, color, dashed, out),
        Shape::Dots => dots(x, y, color, dashed, out),
        Shape::DoubleUnderline => {
            line(x, y - 1.0, 1.1, color, dashed, out);
            line(x, y + 1.6, 1.1, color, dashed, out);
        }
        Shape::Underline | Shape::Fill | Shape::Frame => line(x, y, 1.8, color, dashed, out),
    }
}

fn line(x: Rangef, y: f32, width: f32, color: Color32, dashed: bool, out: &mut Vec<egui::Shape>) {
    let ends = [pos2(x.min, y), pos2(x.max, y)];
    let stroke = Stroke::new(width, color);
    if dashed {
        egui::Shape::dashed_line_many(&ends, stroke, DASH, GAP, out);
    } else {
        out.push(egui::Shape::line_segment(ends, stroke));
    }
}

fn wave(x: Rangef, y: f32, color: Color32, dashed: bool, out: &mut Vec<egui::Shape>) {
    let stroke = Stroke::new(1.4, color);
    let (dash, step) = if dashed {
        (1.5 * WAVE_LENGTH, 2.25 * WAVE_LENGTH)
    } else {
        (x.span(), x.span().max(1.0))
    };
    let mut from = x.min;
    while from < x.max {
        let to = (from + dash).min(x.max);
        let points = ((to - from) / 1.2).ceil().max(1.0) as usize;
        let path = (0..=points).map(|i| {
            let at = from + (to - from) * i as f32 / points as f32;
            let phase = (at - x.min) / WAVE_LENGTH * std::f32::consts::TAU;
            pos2(at, y - WAVE * phase.sin())
        });
        out.push(egui::Shape::line(path.collect(), PathStroke::from(stroke)));
        from += step;
    }
}

fn dots(x: Rangef, y: f32, color: Color32, dashed: bool, out: &mut Vec<egui::Shape>) {
    let mut at = x.min + 1.2;
    let mut count = 0;
    while at < x.max {
        // A suggestion's dots come in groups, as its dashes would.
        if !dashed || count % (DOT_GROUP + 1) < DOT_GROUP {
            out.push(egui::Shape::circle_filled(pos2(at, y), 1.15, color));
        }
        at += DOTS;
        count += 1;
    }
}

/// Three small dots beside a fragment: the mark goes on elsewhere.
pub(super) fn joiner(from: Pos2, to_right: bool, color: Color32, out: &mut Vec<egui::Shape>) {
    let step = if to_right { 3.5 } else { -3.5 };
    for i in 1..=3 {
        let at = pos2(from.x + step * i as f32, from.y);
        out.push(egui::Shape::circle_filled(at, 0.9, color));
    }
}
