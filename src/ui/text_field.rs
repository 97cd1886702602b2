//! What fields to type in have in common.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Context, Id};

/// Selects all that stands in a field, so that typing replaces it.
pub fn select_all(ctx: &Context, field: Id, words: &str) {
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    let (start, end) = (CCursor::new(0), CCursor::new(words.chars().count()));
    state
        .cursor
        .set_char_range(Some(CCursorRange::two(start, end)));
    state.store(ctx, field);
}
