//! Some rows of words outside the article, in their right order whichever way they run.

use super::layout::{Bidirectional, PieceLayout as _, Setting};
use super::pieces::Piece;
use crate::model::{ByteRange, Direction};
use crate::ui::bidi;
use crate::ui::fonts::Face;
use eframe::egui;
use egui::accesskit::Role;
use egui::{Color32, Response, RichText, Sense, Ui, WidgetInfo, vec2};

/// Distance of two rows, in times the size of the letters.
const LINE: f32 = 1.35;

/// Words that wrap at the width there is. egui's own label draws words from left to right only.
pub fn label(ui: &mut Ui, words: &str, face: Face, size: f32, color: Color32) -> Response {
    if !bidi::has_right_to_left(words) {
        let text = RichText::new(words).font(face.at(size)).color(color);
        return ui.label(text);
    }
    // The layout takes one paragraph.
    let line: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line_height = (size * LINE).round();
    let setting = Setting {
        width: ui.available_width(),
        size,
        line: line_height,
        empty_line: line_height,
        pixels_per_point: ui.ctx().pixels_per_point(),
        face,
    };
    let piece = Piece {
        range: ByteRange::new(0, line.len()),
        opens: true,
        closes: true,
    };
    let layout = Bidirectional::new(ui.ctx(), &line, piece, &setting, Direction::of(&line));
    let room = vec2(setting.width, layout.height());
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    layout.paint(ui.painter(), rect.min, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}
