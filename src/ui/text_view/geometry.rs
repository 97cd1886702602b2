//! The column on the page, and what of the text is on the screen.

use super::layout::Setting;
use super::{Heights, Pieces, Shown, TextView, Top, Visible};
use crate::editor::Place;
use crate::model::{ByteRange, Text};
use crate::ui::fonts::{self, Face};
use crate::ui::theme::SIZES;
use eframe::egui;
use egui::emath::GuiRounding as _;
use egui::{Color32, Context, Pos2, Rect, pos2};

/// Space left and right of the column, in points, and on a narrow page.
const SIDE: f32 = 36.0;
const NARROW_SIDE: f32 = 20.0;
/// A column that would be narrower than this has less space beside it, in points.
const NARROW_COLUMN: f32 = 480.0;
/// The column is never narrower, in points.
const NARROWEST: f32 = 120.0;
/// English as it is printed, to learn how wide letters are.
const SAMPLE: &str =
    "The minister told reporters on Monday that talks would go on, his office said.";
/// So much of a row, in points, holds no letters above or below.
const ROW_GAP: f32 = 5.0;
/// As many bytes at the start or the end tell whether a text is an edition of the one before.
const TELLING: usize = 256;

impl TextView {
    /// Takes in the text and the space there is; what has not changed costs nothing.
    pub(super) fn arrange(&mut self, ctx: &Context, area: Rect, shown: &Shown<'_>) {
        let anchor = self.anchor();
        let setting = self.setting_for(ctx, area, shown.margin);
        let new_text = self.text != *shown.text;
        let new_setting = self.setting != Some(setting);
        // What opens or closes above the page leaves the words where they are on the screen.
        if self.area != Rect::ZERO && !new_text && !new_setting {
            self.top.inside += f64::from(area.top() - self.area.top());
        }
        self.area = area;
        if new_text {
            let other = !is_edition(&self.text, shown.text);
            self.text = shown.text.clone();
            self.pieces = Pieces::of(&self.text);
            if other {
                self.top = Top::default();
            }
            self.top.piece = self.top.piece.min(self.pieces.len() - 1);
        }
        if !new_text && !new_setting {
            return;
        }
        self.setting = Some(setting);
        self.kept.clear();
        self.guess_heights(&setting);
        let anchor = if new_text { self.led.take() } else { anchor };
        if let Some(anchor) = anchor {
            self.hold(ctx, anchor);
        }
    }

    fn setting_for(&mut self, ctx: &Context, area: Rect, margin: f32) -> Setting {
        let pixels_per_point = ctx.pixels_per_point();
        let size = self.text_size;
        let letter = self.letter_width(ctx, size, pixels_per_point);
        let room = area.width() - margin - SIZES.scroll_bar;
        let side = if room - 2.0 * SIDE < NARROW_COLUMN {
            NARROW_SIDE
        } else {
            SIDE
        };
        let column = (SIZES.column * letter).min(room - 2.0 * side);
        let width = column.max(NARROWEST).floor();
        self.left =
            (area.left() + ((room - width) / 2.0).max(8.0)).round_to_pixels(pixels_per_point);
        let line = (size * SIZES.article_line).round();
        Setting {
            width,
            size,
            line,
            empty_line: (line * SIZES.empty_paragraph).round(),
            pixels_per_point,
            face: Face::Serif,
        }
    }

    fn letter_width(&mut self, ctx: &Context, size: f32, pixels_per_point: f32) -> f32 {
        if let Some((for_size, for_pixels, width)) = self.letter_width
            && for_size == size
            && for_pixels == pixels_per_point
        {
            return width;
        }
        let sample = ctx.fonts_mut(|fonts| {
            let font = fonts::serif_at(size);
            fonts.layout_no_wrap(SAMPLE.to_owned(), font, Color32::PLACEHOLDER)
        });
        let width = sample.size().x / SAMPLE.len() as f32;
        self.letter_width = Some((size, pixels_per_point, width));
        width
    }

    /// Guesses from the number of bytes; the only work that grows with the document.
    fn guess_heights(&mut self, setting: &Setting) {
        let letter = self.letter_width.map_or(8.0, |(_, _, width)| width);
        let chars_per_byte = self.text.chars_len().0 as f32 / self.text.len().max(1) as f32;
        // Where a character takes three bytes it is most likely as wide as it is high.
        let width_of_char = if chars_per_byte < 0.4 {
            setting.size
        } else {
            letter
        };
        let row = setting.width / (width_of_char * chars_per_byte).max(0.1);
        let guess = |(index, piece): (usize, &super::pieces::Piece)| {
            let rows = if piece.range.is_empty() {
                setting.empty_line
            } else {
                (piece.range.len() as f32 / row).ceil() * setting.line
            };
            rows + Self::lead(index) + self.tail(index)
        };
        self.heights = Heights::new(self.pieces.as_slice().iter().enumerate().map(guess));
    }

    /// Space after a paragraph, in points.
    pub(super) fn paragraph_gap(&self) -> f32 {
        self.setting
            .map_or(0.0, |setting| (setting.line * SIZES.paragraph_gap).round())
    }

    /// Finds the pieces on the screen, and their places there.
    pub(super) fn place_visible(&mut self, ctx: &Context) {
        self.visible.clear();
        let (mut y, mut piece) = (-self.top.inside, self.top.piece);
        while y < self.view_height() && piece < self.pieces.len() {
            let Some(layout) = self.layout_of(ctx, piece) else {
                break;
            };
            let top = self.area.top() + y as f32 + Self::lead(piece);
            self.visible.push(Visible {
                piece,
                origin: pos2(self.left, top),
                layout,
            });
            y += self.measure(ctx, piece);
            piece += 1;
        }
    }

    /// What of the text is on the screen, in whole rows.
    pub fn visible(&self) -> ByteRange {
        let area = self.area;
        self.rows_where(|row| row.bottom() > area.top() && row.top() < area.bottom())
    }

    /// The words of the rows whose letters are wholly on the screen.
    pub fn wholly_in_view(&self) -> ByteRange {
        // The space between rows may be cut.
        let area = self.area.expand(ROW_GAP);
        self.rows_where(|row| row.top() >= area.top() && row.bottom() <= area.bottom())
    }

    fn rows_where(&self, wanted: impl Fn(Rect) -> bool) -> ByteRange {
        let mut seen: Option<ByteRange> = None;
        for visible in &self.visible {
            for row in visible.layout.rows() {
                let rect = row.rect.translate(visible.origin.to_vec2());
                if wanted(rect) {
                    seen = Some(seen.map_or(row.range, |seen| seen.hull(row.range)));
                }
            }
        }
        seen.unwrap_or_default()
    }

    /// Where a stretch is on the screen: a box for each row, none for rows off the screen.
    pub fn rects(&self, range: ByteRange) -> Vec<Rect> {
        let covered = self.visible.iter().flat_map(|visible| {
            let offset = visible.origin.to_vec2();
            let covered = visible.layout.covered(range).into_iter();
            covered.map(move |covered| covered.rect.translate(offset))
        });
        covered.filter(|rect| rect.intersects(self.area)).collect()
    }

    /// The caret's line at a place, if that piece of the text is on the screen.
    pub fn caret_rect(&self, place: Place) -> Option<Rect> {
        let piece = self.pieces.at(place.at);
        // At a soft cut the upstream side is in the piece before.
        let upstream = place.affinity == crate::editor::Affinity::Upstream
            && self.pieces.get(piece)?.range.start == place.at
            && !self.pieces.get(piece)?.opens;
        let piece = if upstream {
            piece.checked_sub(1)?
        } else {
            piece
        };
        let visible = self.visible.iter().find(|visible| visible.piece == piece)?;
        Some(
            visible
                .layout
                .caret(place)
                .translate(visible.origin.to_vec2()),
        )
    }

    /// The place nearest to a point of the screen.
    pub fn hit(&self, pos: Pos2) -> Place {
        self.visible_at(pos.y)
            .map_or_else(Place::default, |visible| {
                visible.layout.hit(pos - visible.origin.to_vec2())
            })
    }

    /// The words under a point of the screen: the unit of selection there, such as a character.
    pub(super) fn cluster_at(&self, pos: Pos2) -> Option<ByteRange> {
        let visible = self.visible_at(pos.y)?;
        visible.layout.cluster_at(pos - visible.origin.to_vec2())
    }

    fn visible_at(&self, y: f32) -> Option<&Visible> {
        // The space after a paragraph belongs half to it, half to the next one.
        let after = self.visible.partition_point(|visible| {
            let gap = self.gap_after(visible.piece) / 2.0;
            visible.origin.y + visible.layout.height() + gap <= y
        });
        self.visible.get(after).or_else(|| self.visible.last())
    }

    /// The column on the screen.
    pub fn column(&self) -> Rect {
        let width = self.setting.map_or(0.0, |setting| setting.width);
        Rect::from_min_max(
            pos2(self.left, self.area.top()),
            pos2(self.left + width, self.area.bottom()),
        )
    }

    /// What PageUp and PageDown move by, in points: a screen without two rows.
    pub fn page_height(&self) -> f32 {
        let line = self.setting.map_or(28.0, |setting| setting.line);
        (self.area.height() - 2.0 * line).max(line)
    }
}

fn is_edition(before: &Text, after: &Text) -> bool {
    let (before, after) = (before.as_str().as_bytes(), after.as_str().as_bytes());
    let len = TELLING.min(before.len()).min(after.len());
    let starts = before.get(..len) == after.get(..len);
    let ends = before.get(before.len() - len..) == after.get(after.len() - len..);
    len > 0 && (starts || ends)
}
