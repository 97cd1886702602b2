//! One row of the list: title with the letters that fit, detail, keys.

use super::Row;
use crate::ui::fonts;
use crate::ui::theme::{RowState, SIZES, Tokens, row_ground};
use eframe::egui;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, FontId, Galley, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// From the row's edge to its words, in points.
const SIDE: f32 = 10.0;
/// Between title, detail and keys, in points.
const GAP: f32 = 12.0;

/// Width of the column of keys, in points.
const KEYS: f32 = 104.0;

/// Draws a row of this height, in points, and takes what the pointer does to it.
pub fn show<T>(
    ui: &mut Ui,
    height: f32,
    row: &Row<T>,
    letters: &[Range<usize>],
    chosen: bool,
    keys: bool,
) -> Response {
    let tokens = Tokens::of(ui.ctx());
    // Not to be reached by Tab: the field keeps the keys, the arrows choose.
    let sense = Sense::CLICK | Sense::HOVER;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    response.widget_info(|| {
        WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            chosen,
            &row.title,
        )
    });
    // What is painted beside the title is told too.
    let beside = [row.detail.as_str(), row.keys.as_str()].join(" ");
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if !beside.trim().is_empty() {
            node.set_description(beside.trim());
        }
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let state = RowState {
        selected: chosen,
        pointed: response.hovered(),
        focused: false,
    };
    let ground = rect.shrink2(vec2(0.0, 1.0));
    ui.painter().add(row_ground(ground, tokens, state));
    let room = if keys { KEYS } else { 0.0 };
    if paint_words(ui, rect, row, letters, tokens, room) {
        let whole = format!("{}\n{}", row.title, row.detail);
        return response.on_hover_text(whole.trim());
    }
    response
}

/// Gives whether something did not fit.
fn paint_words<T>(
    ui: &Ui,
    rect: Rect,
    row: &Row<T>,
    letters: &[Range<usize>],
    tokens: &Tokens,
    keys_room: f32,
) -> bool {
    let (ink, quiet) = if row.possible {
        (tokens.text, tokens.text_weak)
    } else {
        (tokens.text_faint, tokens.text_faint)
    };
    let mut right = rect.right() - SIDE;
    let left = rect.left() + SIDE;
    let put = |galley: Arc<Galley>, x: f32| {
        let at = pos2(x, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
    };
    if !row.keys.is_empty() {
        let keys = line(ui, plain(&row.keys, small(), quiet), rect.width() / 2.0);
        let width = keys.size().x;
        put(keys, right - width);
        right -= width.max(keys_room) + GAP;
    } else if keys_room > 0.0 {
        right -= keys_room + GAP;
    }
    let mut cut = false;
    // The detail takes what the title leaves, and a third of the row at least.
    let title = line(ui, titled(row, letters, ink, tokens), right - left);
    let detail_room = (right - left - title.size().x - GAP).max((right - left) * 0.3);
    let title_room = if row.detail.is_empty() {
        right - left
    } else {
        let detail = line(ui, plain(&row.detail, small(), quiet), detail_room);
        cut |= detail.elided;
        right -= detail.size().x;
        put(detail, right);
        right - GAP - left
    };
    let title = if title.size().x > title_room {
        line(ui, titled(row, letters, ink, tokens), title_room)
    } else {
        title
    };
    cut |= title.elided;
    put(title, left);
    cut
}

/// Draws a heading between rows.
pub fn heading(ui: &mut Ui, height: f32, heading: &str) {
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, heading));
    let font = fonts::semibold_at(SIZES.small);
    let galley = line(ui, plain(heading, font, tokens.text_faint), rect.width());
    let at = pos2(rect.left() + SIDE, rect.bottom() - galley.size().y - 4.0);
    ui.painter().galley(at, galley, tokens.text_faint);
}

fn small() -> FontId {
    fonts::inter_at(SIZES.small)
}

fn plain(words: &str, font: FontId, ink: Color32) -> LayoutJob {
    LayoutJob::simple_singleline(words.to_owned(), font, ink)
}

/// The title, its fitting letters stronger and in the accent's colour.
fn titled<T>(row: &Row<T>, letters: &[Range<usize>], ink: Color32, tokens: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let usual = TextFormat {
        font_id: fonts::inter_at(SIZES.body),
        color: ink,
        valign: Align::Center,
        ..TextFormat::default()
    };
    let strong = TextFormat {
        font_id: fonts::semibold_at(SIZES.body),
        color: if row.possible { tokens.accent } else { ink },
        ..usual.clone()
    };
    let mut at = 0;
    for range in letters {
        let (before, fitting) = (
            row.title.get(at..range.start).unwrap_or_default(),
            row.title.get(range.clone()).unwrap_or_default(),
        );
        job.append(before, 0.0, usual.clone());
        job.append(fitting, 0.0, strong.clone());
        at = range.end;
    }
    job.append(row.title.get(at..).unwrap_or_default(), 0.0, usual);
    job
}

fn line(ui: &Ui, mut job: LayoutJob, width: f32) -> Arc<Galley> {
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job.break_on_newline = false;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
