//! A box to tick that can be seen before it is ticked, in both themes.

use super::Tokens;
use eframe::egui::{Response, Stroke, Ui};

/// A box to tick with its words beside it.
pub fn tick_box(ui: &mut Ui, on: &mut bool, words: &str) -> Response {
    let tokens = Tokens::of(ui.ctx());
    // A control's own line is meant for buttons, whose words show where they are.
    let line = Stroke::new(1.0, tokens.text_weak);
    let drawn = ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for widget in [&mut widgets.inactive, &mut widgets.hovered] {
            widget.bg_stroke = line;
            widget.bg_fill = tokens.field;
        }
        ui.checkbox(on, words)
    });
    drawn.inner
}
