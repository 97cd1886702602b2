//! Moving by rows, for the arrow keys: works for places that are not on the screen too.

use super::TextView;
use super::layout::{self, PieceLayout};
use super::place::Row;
use crate::editor::{Affinity, Place};
use eframe::egui;
use egui::{Context, pos2};
use std::sync::Arc;

/// As many pieces off the screen stay laid out until the next frame.
const ASIDE: usize = 4;

/// A row somewhere in the text.
struct RowAt {
    piece: usize,
    row: usize,
    layout: Arc<dyn PieceLayout>,
}

impl RowAt {
    fn row(&self) -> Option<&Row> {
        self.layout.rows().get(self.row)
    }

    fn hit(&self, x: f32) -> Option<Place> {
        Some(self.layout.hit(pos2(x, self.row()?.rect.center().y)))
    }
}

impl TextView {
    /// The place one row up at `x` points from the column's left edge; `None` on the first row.
    pub fn line_above(&self, ctx: &Context, from: Place, x: f32) -> Option<Place> {
        self.row_above(ctx, &self.row_at(ctx, from)?)?.hit(x)
    }

    /// The place one row down at `x` points from the column's left edge; `None` on the last row.
    pub fn line_below(&self, ctx: &Context, from: Place, x: f32) -> Option<Place> {
        self.row_below(ctx, &self.row_at(ctx, from)?)?.hit(x)
    }

    /// The place so many points further down (up when negative), for whole screens; stops at the
    /// first and the last row.
    pub fn line_by(&self, ctx: &Context, from: Place, x: f32, points: f32) -> Option<Place> {
        let mut at = self.row_at(ctx, from)?;
        let mut left = points.abs();
        while left > 0.0 {
            let next = if points < 0.0 {
                self.row_above(ctx, &at)
            } else {
                self.row_below(ctx, &at)
            };
            let Some(next) = next else { break };
            left -= next.row()?.rect.height();
            at = next;
        }
        at.hit(x)
    }

    /// Where the row of a place begins.
    pub fn line_start(&self, ctx: &Context, from: Place) -> Option<Place> {
        Some(Place::at(self.row_at(ctx, from)?.row()?.range.start))
    }

    /// Where the row of a place ends: at a soft wrap that is the side before it.
    pub fn line_end(&self, ctx: &Context, from: Place) -> Option<Place> {
        let at = self.row_at(ctx, from)?;
        let end = at.row()?.range.end;
        let last = at.row + 1 == at.layout.rows().len();
        let closes = self.pieces.get(at.piece)?.closes;
        Some(Place {
            at: end,
            affinity: if last && closes {
                Affinity::Downstream
            } else {
                Affinity::Upstream
            },
        })
    }

    /// The x of a place, in points from the column's left edge.
    pub fn x_of(&self, ctx: &Context, place: Place) -> Option<f32> {
        Some(self.row_at(ctx, place)?.layout.caret(place).left())
    }

    fn row_at(&self, ctx: &Context, place: Place) -> Option<RowAt> {
        let mut piece = self.pieces.at(place.at);
        let here = self.pieces.get(piece)?;
        let cut = here.range.start == place.at && !here.opens;
        if cut && place.affinity == Affinity::Upstream {
            piece = piece.checked_sub(1)?;
        }
        let layout = self.layout_anywhere(ctx, piece)?;
        Some(RowAt {
            piece,
            row: layout.row_of(place),
            layout,
        })
    }

    fn row_above(&self, ctx: &Context, from: &RowAt) -> Option<RowAt> {
        if let Some(row) = from.row.checked_sub(1) {
            let layout = Arc::clone(&from.layout);
            return Some(RowAt {
                row,
                layout,
                ..*from
            });
        }
        let piece = from.piece.checked_sub(1)?;
        let layout = self.layout_anywhere(ctx, piece)?;
        Some(RowAt {
            piece,
            row: layout.rows().len().checked_sub(1)?,
            layout,
        })
    }

    fn row_below(&self, ctx: &Context, from: &RowAt) -> Option<RowAt> {
        let row = from.row + 1;
        if row < from.layout.rows().len() {
            let layout = Arc::clone(&from.layout);
            return Some(RowAt {
                row,
                layout,
                ..*from
            });
        }
        let piece = from.piece + 1;
        let layout = self.layout_anywhere(ctx, piece)?;
        Some(RowAt {
            piece,
            row: 0,
            layout,
        })
    }

    fn layout_anywhere(&self, ctx: &Context, index: usize) -> Option<Arc<dyn PieceLayout>> {
        if let Some(kept) = self.kept.get(&index) {
            return Some(Arc::clone(&kept.layout));
        }
        let mut aside = self.aside.borrow_mut();
        if let Some((_, layout)) = aside.iter().find(|(piece, _)| *piece == index) {
            return Some(Arc::clone(layout));
        }
        let piece = self.pieces.get(index)?;
        let setting = self.setting?;
        let galley = layout::galley_of(ctx, self.text.slice(piece.range), &setting);
        let layout = layout::lay_out(ctx, &self.text, piece, &setting, &galley);
        aside.truncate(ASIDE - 1);
        aside.insert(0, (index, Arc::clone(&layout)));
        Some(layout)
    }
}
