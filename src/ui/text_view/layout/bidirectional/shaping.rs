//! Stretches of text shaped by egui.

use super::{Setting, first_baseline, galley_within, widths};
use crate::ui::bidi::Stretch;
use eframe::egui;
use egui::{Context, Galley};
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

/// A stretch as it is drawn.
pub(super) struct Word {
    pub stretch: Stretch,
    pub galley: Arc<Galley>,
    /// Its grapheme clusters in the text's order.
    pub clusters: Vec<Cluster>,
    /// From the galley's top to where its letters stand, in points.
    pub baseline: f32,
}

/// A grapheme cluster.
pub(super) struct Cluster {
    /// Its length in bytes.
    pub len: usize,
    /// Its width, in points: never nothing, so that there is a place on each side of it.
    pub width: f32,
}

impl Word {
    /// Shapes a stretch of `words`. It becomes several words where egui would put its parts in the
    /// wrong order, as they come from several typefaces.
    pub fn shape(
        ctx: &Context,
        words: &str,
        stretch: Stretch,
        setting: &Setting,
        out: &mut Vec<Self>,
    ) {
        let word = Self::of_one_face(ctx, words, stretch, setting);
        if !word.stretch.level.is_rtl() || !has_many_faces(&word.galley) {
            out.push(word);
            return;
        }
        for part in parts_by_face(ctx, words, &word.stretch, setting) {
            out.push(Self::of_one_face(ctx, words, word.part(part), setting));
        }
    }

    fn of_one_face(ctx: &Context, words: &str, stretch: Stretch, setting: &Setting) -> Self {
        let drawn = stretch.drawn(words);
        let shape = |part: &str| galley_within(ctx, part, setting, f32::INFINITY);
        let galley = shape(&drawn);
        let own = words.get(stretch.range.clone()).unwrap_or_default();
        let widths = if stretch.level.is_rtl() {
            widths::from_right(&galley, &drawn)
        } else {
            widths::from_left(&galley, &drawn, shape)
        };
        let clusters = own.graphemes(true).zip(widths);
        Self {
            baseline: first_baseline(&galley).unwrap_or_default(),
            clusters: clusters
                .map(|(cluster, width)| Cluster {
                    len: cluster.len(),
                    width,
                })
                .collect(),
            stretch,
            galley,
        }
    }

    /// Its width, in points.
    pub fn width(&self) -> f32 {
        self.clusters.iter().map(|cluster| cluster.width).sum()
    }

    /// The stretch of a part of it.
    pub fn part(&self, range: Range<usize>) -> Stretch {
        Stretch {
            range,
            ..self.stretch.clone()
        }
    }

    /// Cuts it before the cluster of this number.
    pub fn cut(
        self,
        ctx: &Context,
        words: &str,
        cluster: usize,
        setting: &Setting,
    ) -> (Self, Self) {
        let len: usize = self
            .clusters
            .iter()
            .take(cluster)
            .map(|each| each.len)
            .sum();
        let whole = self.stretch.range.clone();
        let middle = whole.start + len;
        let shape = |range| Self::of_one_face(ctx, words, self.part(range), setting);
        (shape(whole.start..middle), shape(middle..whole.end))
    }
}

/// What tells typefaces apart in a galley: their height and ascent, in points.
fn face_of(galley: &Galley) -> Option<(f32, f32)> {
    let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
    let mut shown = glyphs.filter(|glyph| glyph.advance_width > 0.0);
    shown
        .next()
        .map(|glyph| (glyph.font_face_height, glyph.font_face_ascent))
}

fn has_many_faces(galley: &Galley) -> bool {
    let Some(first) = face_of(galley) else {
        return false;
    };
    let mut glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
    glyphs.any(|glyph| {
        let face = (glyph.font_face_height, glyph.font_face_ascent);
        glyph.advance_width > 0.0 && face != first
    })
}

fn parts_by_face(
    ctx: &Context,
    words: &str,
    stretch: &Stretch,
    setting: &Setting,
) -> Vec<Range<usize>> {
    let own = words.get(stretch.range.clone()).unwrap_or_default();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (at, cluster) in own.grapheme_indices(true) {
        let face = face_of(&galley_within(ctx, cluster, setting, f32::INFINITY));
        let (start, end) = (
            stretch.range.start + at,
            stretch.range.start + at + cluster.len(),
        );
        match parts.last_mut() {
            Some(part) if face == last || face.is_none() => part.end = end,
            _ => parts.push(start..end),
        }
        last = face.or(last);
    }
    parts
}
