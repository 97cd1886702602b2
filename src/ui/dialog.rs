//! The frame of what lies over the window.

use super::theme::{SIZES, Tokens};
use eframe::egui::{Context, Frame, Id, Margin, Modal, ModalResponse, Stroke, Ui};

/// Shows a dialog of at most this width, in points, with its title.
pub fn show<R>(
    ctx: &Context,
    name: &'static str,
    width: f32,
    title: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> ModalResponse<R> {
    let tokens = Tokens::of(ctx);
    let frame = Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line_strong))
        .corner_radius(SIZES.radius_large)
        .inner_margin(Margin::same(20));
    Modal::new(Id::unique(name)).frame(frame).show(ctx, |ui| {
        ui.set_width(width.min(ctx.content_rect().width() - 80.0));
        ui.heading(title);
        ui.add_space(8.0);
        add(ui)
    })
}
