//! The ground of a row in any list: selected like a selected button, lit under the pointer.

use super::tokens::{SIZES, Tokens};
use eframe::egui::epaint::RectShape;
use eframe::egui::{Color32, Rect, Shape, Stroke, StrokeKind};

/// How a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowState {
    /// It is the one in force.
    pub selected: bool,
    /// The pointer is over it.
    pub pointed: bool,
    /// The keys act on it.
    pub focused: bool,
}

/// What is painted behind a row's words.
pub fn row_ground(rect: Rect, tokens: &Tokens, state: RowState) -> Shape {
    let fill = match (state.selected, state.pointed) {
        (true, _) => tokens.selection,
        (false, true) => tokens.control,
        (false, false) => Color32::TRANSPARENT,
    };
    let stroke = if state.focused {
        Stroke::new(1.5, tokens.accent)
    } else {
        Stroke::NONE
    };
    RectShape::new(rect, SIZES.radius, fill, stroke, StrokeKind::Inside).into()
}
