//! Rows of a dialog: a title at the left, and what can be chosen beside it.

use eframe::egui::{Align, Button, Id, Layout, Ui, vec2};

/// Width of the titles, in points.
const TITLES: f32 = 104.0;

/// A row; what is added is told the id of its title.
pub fn row(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui, Id)) {
    ui.horizontal_wrapped(|ui| {
        let size = vec2(TITLES, ui.spacing().interact_size.y);
        let left = Layout::left_to_right(Align::Center);
        let drawn = ui.allocate_ui_with_layout(size, left, |ui| {
            ui.set_min_width(TITLES);
            ui.label(title).id
        });
        add(ui, drawn.inner);
    });
}

/// A row of values side by side, of which one is chosen; gives whether another was.
pub fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    title: &str,
    value: &mut T,
    all: &[(T, &str)],
) -> bool {
    let before = *value;
    row(ui, title, |ui, _| {
        for (each, name) in all {
            if ui.add(Button::selectable(*value == *each, *name)).clicked() {
                *value = *each;
            }
        }
    });
    *value != before
}
