//! Draws the page from back to front: washes, frames, selection, lines, words, letters, caret.

use super::heaps::Heaps;
use super::marks::{Look, Mark};
use super::place::Covered;
use super::{Shown, TextView, outline, strokes};
use crate::model::schema::Shape;
use crate::ui::fonts;
use crate::ui::theme::{Tokens, color};
use eframe::egui;
use egui::{Align2, Painter, Rect, Shape as Drawn, Stroke, Ui, Vec2, pos2, vec2};

/// Frames stand so far beside the words, in points.
const SIDE: f32 = 1.5;
/// The current mark's outline stands so far around the words, in points.
const OUTLINE: Vec2 = vec2(3.0, 2.0);
/// Frames and washes one inside the other stand so far apart, in points.
const NEST: f32 = 2.0;
/// Lines below one another stand so far apart, in points.
const LANE: f32 = 3.6;
/// No more of either are told apart.
const LANES: usize = 3;
/// Height of a badge, in times the size of its letter.
const BADGE: f32 = 0.92;
/// The caret's width, in points.
const CARET: f32 = 2.0;

impl TextView {
    pub(super) fn paint(&self, ui: &Ui, shown: &Shown<'_>, marks: &[Mark]) {
        let tokens = Tokens::of(ui.ctx());
        let painter = ui.painter_at(self.area);
        self.paint_marks(&painter, tokens, shown, marks);
        for visible in &self.visible {
            visible.layout.paint(&painter, visible.origin, tokens.text);
        }
        paint_outline(&painter, marks);
        if shown.badges {
            self.paint_badges(&painter, tokens, marks);
        }
        if shown.focused
            && let Some(caret) = self.caret_rect(shown.caret)
        {
            let line = Rect::from_center_size(caret.center(), vec2(CARET, caret.height()));
            painter.rect_filled(line, 0.0, tokens.caret);
        }
    }

    fn paint_marks(&self, painter: &Painter, tokens: &Tokens, shown: &Shown<'_>, marks: &[Mark]) {
        let mut shapes = Vec::new();
        for found in self.found_on_screen(shown.found) {
            shapes.push(strokes::wash(&found, 0.0, tokens.found));
        }
        let mut heaps = Heaps::default();
        for mark in marks {
            for covered in seen_of(mark, &mut heaps) {
                paint_fill(tokens, &mark.look, covered, &mut shapes);
            }
        }
        for covered in self.covered_on_screen(shown.selection) {
            shapes.push(strokes::wash(&covered, 0.0, tokens.selection));
        }
        let mut heaps = Heaps::default();
        for mark in marks {
            for covered in seen_of(mark, &mut heaps) {
                self.paint_lines(&mark.look, covered, &mut shapes);
            }
            self.paint_joiners(mark, &mut shapes);
        }
        self.paint_ghosts(tokens, shown, &mut shapes);
        painter.extend(shapes);
    }

    fn paint_lines(&self, look: &Look, covered: &Covered, out: &mut Vec<Drawn>) {
        let lane = look.lane.min(LANES) as f32;
        let x = covered.rect.x_range();
        match look.shape {
            Shape::Fill if look.suggested => {
                strokes::frame(
                    covered,
                    vec2(SIDE, -lane * NEST),
                    Stroke::new(1.0, color::with_opacity(look.color, 0.8)),
                    true,
                    out,
                );
            }
            Shape::Fill => {}
            Shape::Frame => {
                let stroke = Stroke::new(1.3, look.color);
                strokes::frame(
                    covered,
                    vec2(SIDE, -lane * NEST),
                    stroke,
                    look.suggested,
                    out,
                );
            }
            Shape::Underline | Shape::DoubleUnderline | Shape::Wave | Shape::Dots => {
                let y = self.line_y(covered, look.lane);
                strokes::under(look.shape, x, y, look.color, look.suggested, out);
            }
        }
    }

    fn line_y(&self, covered: &Covered, lane: usize) -> f32 {
        covered.baseline + 0.24 * self.text_size + lane.min(LANES) as f32 * LANE
    }

    /// Dots at the inner ends of a mark's fragments.
    fn paint_joiners(&self, mark: &Mark, out: &mut Vec<Drawn>) {
        let last = mark.placed.span.fragments.len() - 1;
        let color = color::with_opacity(mark.look.color, 0.9);
        if let Some(covered) = mark.covered.last().filter(|covered| covered.ends)
            && mark.placed.fragment < last
        {
            let (x, to_right) = after(covered);
            let from = pos2(x, self.line_y(covered, 0));
            strokes::joiner(from, to_right, color, out);
        }
        if let Some(covered) = mark.covered.first().filter(|covered| covered.starts)
            && mark.placed.fragment > 0
        {
            let (x, to_right) = before(covered);
            let from = pos2(x, self.line_y(covered, 0));
            strokes::joiner(from, to_right, color, out);
        }
    }

    fn paint_ghosts(&self, tokens: &Tokens, shown: &Shown<'_>, out: &mut Vec<Drawn>) {
        for ghost in shown.ghosts {
            let Some(label) = shown.schema.label(&ghost.label) else {
                continue;
            };
            let color = color::label_color(&label.color, tokens.dark);
            let stroke = Stroke::new(1.2, color::with_opacity(color, 0.75));
            for covered in self.covered_on_screen(ghost.range) {
                let wash = color::with_opacity(color, tokens.fill_ghost);
                out.push(strokes::wash(&covered, 0.0, wash));
                strokes::frame(&covered, vec2(SIDE, 0.5), stroke, true, out);
            }
        }
    }

    /// A letter above the start of each mark, in the space between the rows.
    fn paint_badges(&self, painter: &Painter, tokens: &Tokens, marks: &[Mark]) {
        let size = (self.text_size * 0.52).max(8.0);
        let font = fonts::semibold_at(size);
        let mut taken: Vec<Rect> = Vec::new();
        for mark in marks.iter().filter(|mark| mark.placed.fragment == 0) {
            let Some(covered) = mark.covered.first().filter(|covered| covered.starts) else {
                continue;
            };
            let Some(letter) = mark.look.letter else {
                continue;
            };
            let ink = color::blend(mark.look.color, tokens.text, 0.25);
            let galley = painter.layout_no_wrap(letter.to_string(), font.clone(), ink);
            let box_size = vec2(galley.size().x + 3.0, BADGE * size);
            let (corner, step) = if covered.right_to_left {
                (covered.rect.right_top() + vec2(2.0 - box_size.x, 0.0), -1.0)
            } else {
                (covered.rect.left_top() - vec2(2.0, 0.0), 1.0)
            };
            let mut place = Rect::from_min_size(corner + vec2(0.0, 2.0 - box_size.y), box_size);
            while taken.iter().any(|other| other.intersects(place)) {
                place = place.translate(vec2(step * (box_size.x + 1.0), 0.0));
            }
            taken.push(place);
            // The page shows around the letter, also where an outline runs.
            painter.rect_filled(place, 2.0, tokens.page);
            let at = Align2::CENTER_CENTER.anchor_size(place.center(), galley.size());
            painter.galley(at.min, galley, ink);
        }
    }
}

/// The boxes of a mark of which anything would be seen. Frames are seen by their ends, however deep they lie.
fn seen_of<'a>(mark: &'a Mark, heaps: &'a mut Heaps) -> impl Iterator<Item = &'a Covered> {
    let look = &mark.look;
    let is_deep = look.lane > LANES && look.shape != Shape::Frame && !mark.current;
    let boxes = mark.covered.iter();
    boxes.filter(move |covered| !is_deep || heaps.shows(look, covered))
}

/// Right after a box in its own direction, and whether that leads to the right.
fn after(covered: &Covered) -> (f32, bool) {
    if covered.right_to_left {
        (covered.rect.left() - 1.0, false)
    } else {
        (covered.rect.right() + 1.0, true)
    }
}

/// Right before a box in its own direction, and whether that leads to the right.
fn before(covered: &Covered) -> (f32, bool) {
    if covered.right_to_left {
        (covered.rect.right() + 1.0, true)
    } else {
        (covered.rect.left() - 1.0, false)
    }
}

/// The current mark's outline, around all its fragments.
fn paint_outline(painter: &Painter, marks: &[Mark]) {
    let mut shapes = Vec::new();
    for mark in marks.iter().filter(|mark| mark.current) {
        let stroke = Stroke::new(1.7, mark.look.color);
        outline::draw(&mark.covered, OUTLINE, stroke, &mut shapes);
    }
    painter.extend(shapes);
}

fn paint_fill(tokens: &Tokens, look: &Look, covered: &Covered, out: &mut Vec<Drawn>) {
    if look.shape != Shape::Fill {
        return;
    }
    let opacity = if look.suggested {
        tokens.fill_suggested
    } else {
        tokens.fill
    };
    let inset = look.lane.min(LANES) as f32 * NEST;
    let wash = color::with_opacity(look.color, opacity);
    out.push(strokes::wash(covered, inset, wash));
}
