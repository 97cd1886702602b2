//! The window's layout: which panes are shown and how wide, and where the window stands.

use super::App;
use crate::ui::theme::Tokens;
use crate::ui::window_layout::WindowPlace;
use crate::ui::wording::keyed::Keys;
use eframe::egui::{Context, Frame, Margin, Panel, Ui};

/// How narrow and wide the panel at the right may be, in points.
const MARK_WIDTHS: std::ops::RangeInclusive<f32> = 220.0..=420.0;

impl App {
    /// Shows or hides the panel at the right.
    pub(super) fn switch_mark_pane(&mut self) {
        self.settings.layout.mark = !self.settings.layout.mark;
        self.told.clear();
        self.settling.changed();
    }

    pub(super) fn inspector_pane(&mut self, ui: &mut Ui) {
        (self.panes.inspector, self.panes.people) = (None, None);
        let Some(session) = self.session.as_ref().filter(|_| self.settings.layout.mark) else {
            return;
        };
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.panel)
            .inner_margin(Margin::symmetric(14, 4));
        let panel = Panel::right("inspector")
            .frame(frame)
            .default_size(self.settings.layout.mark_width)
            .size_range(MARK_WIDTHS);
        let keys = Keys {
            keymap: &self.keymap,
            schema: session.editor.document().schema(),
        };
        let shown = panel.show(ui, |ui| self.inspector.show(ui, session, keys));
        let (wishes, first) = shown.inner;
        self.panes.inspector = first;
        self.panes.people = self.inspector.people.list();
        let width = shown.response.rect.width();
        if self.settings.layout.mark_width != width {
            self.settings.layout.mark_width = width;
            self.settling.changed();
        }
        let ctx = ui.ctx().clone();
        for wish in wishes {
            self.grant(&ctx, wish);
            ctx.request_repaint();
        }
    }

    /// Notes where the real window stands.
    pub fn note_window(&mut self, ctx: &Context) {
        let before = self.settings.layout.window;
        let now = WindowPlace::now(ctx, before);
        if now.is_some() && now != before {
            self.settings.layout.window = now;
            self.settling.changed();
        }
    }

    /// Writes the layout once it has come to rest.
    pub(super) fn poll_layout(&mut self, ctx: &Context) {
        if self.settling.is_due(ctx) {
            self.store_settings();
        }
    }

    /// Writes the layout if it has changed, before the window goes.
    pub(super) fn store_layout(&mut self) {
        if self.settling.take() {
            self.store_settings();
        }
    }
}
