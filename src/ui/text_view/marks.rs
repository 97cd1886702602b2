//! The marks on the screen: where they are, how they look, which lane each has.

use super::place::Covered;
use super::{Shown, TextView};
use crate::model::schema::Shape;
use crate::model::{ByteRange, Placed, Schema, Span, SpanId, State};
use crate::ui::theme::{Tokens, color};
use eframe::egui;
use egui::{Color32, Context, Rect};
use std::collections::HashMap;

/// A fragment of a mark, or a proposed stretch, as it is on the screen.
pub(super) struct Mark {
    pub placed: Placed,
    /// Its boxes on the screen, row by row.
    pub covered: Vec<Covered>,
    pub look: Look,
    pub current: bool,
}

/// How a mark is drawn.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub color: Color32,
    pub shape: Shape,
    /// Nobody has decided yet: dashed.
    pub suggested: bool,
    /// Marks of the same kind of shape that overlap have different lanes, from 0.
    pub lane: usize,
    /// The letter at its start.
    pub letter: Option<char>,
}

/// Shapes that would lie on one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Fills,
    Frames,
    Lines,
}

impl Layer {
    fn of(shape: Shape) -> Self {
        match shape {
            Shape::Fill => Self::Fills,
            Shape::Frame => Self::Frames,
            Shape::Underline | Shape::DoubleUnderline | Shape::Wave | Shape::Dots => Self::Lines,
        }
    }
}

impl TextView {
    /// The fragments on the screen of all marks that are not rejected, in the text's order.
    pub(super) fn marks_on_screen(&self, ctx: &Context, shown: &Shown<'_>) -> Vec<Mark> {
        let seen = self.visible();
        let dark = Tokens::of(ctx).dark;
        let mut marks = Vec::new();
        for layer in [Layer::Fills, Layer::Frames, Layer::Lines] {
            let wanted = |span: &Span| {
                let seen = span.is_live() && !(shown.hidden)(span);
                seen && Layer::of(shape_of(shown.schema, span)) == layer
            };
            for (placed, lane) in shown.spans.lanes(seen, wanted) {
                let look = Look {
                    lane,
                    ..look(shown.schema, &placed.span, dark)
                };
                marks.push(Mark {
                    covered: self.covered_on_screen(placed.range),
                    current: shown.current == Some(&placed.span.id),
                    look,
                    placed,
                });
            }
        }
        marks
    }

    /// The boxes of a stretch on the screen, row by row.
    pub(super) fn covered_on_screen(&self, range: ByteRange) -> Vec<Covered> {
        let mut all = Vec::new();
        for visible in &self.visible {
            let Some(piece) = self.pieces.get(visible.piece) else {
                continue;
            };
            if !piece.range.overlaps(range) {
                continue;
            }
            let offset = visible.origin.to_vec2();
            for covered in visible.layout.covered(range) {
                let rect = covered.rect.translate(offset);
                if rect.intersects(self.area) {
                    all.push(Covered {
                        rect,
                        baseline: covered.baseline + offset.y,
                        ..covered
                    });
                }
            }
        }
        all
    }
}

/// How a span is drawn, but for its lane.
fn look(schema: &Schema, span: &Span, dark: bool) -> Look {
    let label = schema.label(&span.label);
    let plain = crate::model::schema::Color::default();
    let color = label.map_or(&plain, |label| &label.color);
    let letter = label.and_then(|label| label.key.or_else(|| label.title.chars().next()));
    Look {
        color: color::label_color(color, dark),
        shape: shape_of(schema, span),
        suggested: span.state == State::Suggested,
        lane: 0,
        letter: letter.and_then(|letter| letter.to_uppercase().next()),
    }
}

/// A span whose label the schema does not know is underlined.
fn shape_of(schema: &Schema, span: &Span) -> Shape {
    schema
        .label(&span.label)
        .map_or(Shape::Underline, |label| label.shape)
}

/// The marks that share a byte with a stretch, innermost first, each once.
pub(super) fn marks_at(marks: &[Mark], stretch: ByteRange) -> Vec<SpanId> {
    let mut hit: Vec<&Placed> = marks
        .iter()
        .map(|mark| &mark.placed)
        .filter(|placed| placed.range.overlaps(stretch))
        .collect();
    hit.sort_by_key(|placed| (placed.range.len(), std::cmp::Reverse(placed.range.start)));
    let mut ids: Vec<SpanId> = Vec::with_capacity(hit.len());
    for placed in hit {
        if !ids.contains(&placed.span.id) {
            ids.push(placed.span.id.clone());
        }
    }
    ids
}

/// Each mark on the screen once, with the box of its first row there.
pub(super) fn first_boxes(marks: &[Mark]) -> Vec<(&Mark, Rect)> {
    let mut seen: HashMap<&SpanId, usize> = HashMap::new();
    let mut first: Vec<(&Mark, Rect)> = Vec::new();
    for mark in marks {
        let Some(covered) = mark.covered.first() else {
            continue;
        };
        let index = *seen.entry(&mark.placed.span.id).or_insert(first.len());
        if index == first.len() {
            first.push((mark, covered.rect));
        }
    }
    first
}
