//! The scroll bar: made from heights in `f64`, where egui's own would stutter.

use super::{Shown, TextView};
use crate::ui::theme::{SIZES, Tokens};
use eframe::egui;
use egui::accesskit::Role;
use egui::{CursorIcon, Rangef, Rect, Sense, Ui, WidgetInfo, pos2};

/// The handle is at least this long, in points.
const SHORTEST: f32 = 36.0;
/// Space between the handle and the bar's edge, in points.
const INSET: f32 = 2.0;

impl TextView {
    /// Shows the bar and scrolls when it is dragged. The handle is drawn where the page is now.
    pub(super) fn scroll_bar(&mut self, ui: &Ui, shown: &Shown<'_>) {
        let total = self.heights.total();
        let view = self.view_height();
        if total <= view {
            self.grabbed = None;
            return;
        }
        let left = self.area.right() - SIZES.scroll_bar;
        let track = Rect::from_min_max(pos2(left, self.area.top()), self.area.max);
        let response = ui.interact(track, self.id.with("scroll bar"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Scroll the article"));
        let handle = self.handle(track);
        if let Some(pointer) = response.interact_pointer_pos() {
            let grabbed = *self.grabbed.get_or_insert_with(|| {
                if handle.y_range().contains(pointer.y) {
                    pointer.y - handle.top()
                } else {
                    handle.height() / 2.0
                }
            });
            let room = f64::from(track.height() - handle.height());
            let part = f64::from(pointer.y - grabbed - track.top()) / room.max(1.0);
            self.scroll_to(part.clamp(0.0, 1.0) * (total - view));
            if part >= 1.0 {
                self.scroll_to_end();
            }
            self.settle(ui.ctx());
        } else {
            self.grabbed = None;
        }
        let tokens = Tokens::of(ui.ctx());
        let lit = response.hovered() || self.grabbed.is_some();
        let color = if lit {
            tokens.handle_hover
        } else {
            tokens.handle
        };
        let handle = self.handle(track).shrink2(egui::vec2(INSET, 1.0));
        ui.painter()
            .rect_filled(handle, handle.width() / 2.0, color);
        self.paint_ticks(ui.painter(), track, shown.decided, tokens.line_strong);
        self.paint_ticks(ui.painter(), track, shown.left, tokens.left_tick);
        self.paint_ticks(ui.painter(), track, shown.found, tokens.found_tick);
        response.on_hover_cursor(CursorIcon::Default);
    }

    fn handle(&self, track: Rect) -> Rect {
        let total = self.heights.total();
        let view = self.view_height();
        let height = (track.height() * (view / total) as f32)
            .max(SHORTEST)
            .min(track.height());
        let y = self.heights.above(self.top.piece) + self.top.inside;
        let part = (y / (total - view).max(1.0)).clamp(0.0, 1.0) as f32;
        let top = track.top() + part * (track.height() - height);
        Rect::from_x_y_ranges(track.x_range(), Rangef::new(top, top + height))
    }
}
