//! The pane at the left in the window.

use super::{App, Then};
use crate::model::SpanId;
use crate::ui::side_pane::{Tab, Wish};
use crate::ui::theme::Tokens;
use eframe::egui::{Context, Frame, Margin, Panel, Ui};

/// How narrow and wide the pane may be, in points.
const WIDTHS: std::ops::RangeInclusive<f32> = 150.0..=420.0;

impl App {
    fn shows_side(&self, ctx: &Context) -> bool {
        let width = ctx.content_rect().width();
        let articles = self.articles.entries().len();
        self.settings
            .layout
            .shows_side(width, articles, self.session.is_some())
    }

    /// Shows or hides the pane; from then on it stays as the person wants it.
    pub(super) fn switch_side(&mut self, ctx: &Context) {
        self.settings.layout.side = Some(!self.shows_side(ctx));
        self.told.clear();
        self.settling.changed();
    }

    /// Shows how the tagger fared; asked again, what the pane usually shows.
    pub(super) fn switch_tagger_pane(&mut self, ctx: &Context) {
        let shown = self.shows_side(ctx);
        let layout = &mut self.settings.layout;
        let there = shown && layout.side_shows == Some(Tab::Tagger);
        layout.side_shows = (!there).then_some(Tab::Tagger);
        layout.side = Some(true);
        self.told.clear();
        self.settling.changed();
    }

    /// Brings a mark on the screen: makes it current, or selects its words when it does not count.
    fn show_mark(&mut self, ctx: &Context, id: &SpanId) {
        let Some(session) = &mut self.session else {
            return;
        };
        let editor = &mut session.editor;
        let Some(span) = editor.document().span(id).cloned() else {
            return;
        };
        let place = span.fragments.as_slice()[0];
        if span.is_live() {
            editor.go_to_mark(id);
        } else {
            editor.select(place);
        }
        session.view.reveal(place);
        session.view.request_focus(ctx);
    }

    /// Shows the mark that the article was opened for.
    pub(super) fn show_awaited(&mut self, ctx: &Context) {
        let Some((path, span)) = self.awaited.take() else {
            return;
        };
        let source = self
            .session
            .as_ref()
            .and_then(|session| session.source.as_ref());
        if source == Some(&path) {
            self.show_mark(ctx, &span);
        }
    }

    pub(super) fn side_pane(&mut self, ui: &mut Ui) {
        self.panes.side = None;
        if !self.shows_side(ui.ctx()) {
            return;
        }
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.panel)
            .inner_margin(Margin::symmetric(8, 4));
        let layout = &mut self.settings.layout;
        let panel = Panel::left("side")
            .frame(frame)
            .default_size(layout.side_width)
            .size_range(WIDTHS);
        let session = self.session.as_ref();
        let tab = layout.side_tab(self.articles.entries().len(), session.is_some());
        let shown = panel.show(ui, |ui| {
            self.side_pane.show(ui, tab, &self.articles, session)
        });
        let (wishes, first) = shown.inner;
        self.panes.side = first;
        let width = shown.response.rect.width();
        if layout.side_width != width {
            layout.side_width = width;
            self.settling.changed();
        }
        let ctx = ui.ctx().clone();
        for wish in wishes {
            self.grant_of_side(&ctx, wish);
            ctx.request_repaint();
        }
    }

    fn grant_of_side(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Tab(tab) => {
                self.settings.layout.side_shows = Some(tab);
                self.settling.changed();
            }
            Wish::Open(path) => self.leave(ctx, Then::Open(path)),
            Wish::Show { path: None, span } => self.show_mark(ctx, &span),
            Wish::Show {
                path: Some(path),
                span,
            } => {
                self.awaited = Some((path.clone(), span));
                self.leave(ctx, Then::Open(path));
            }
            Wish::Go(at) => {
                let Some(session) = &mut self.session else {
                    return;
                };
                session.editor.go_to(at);
                session.view.reveal(crate::model::ByteRange::empty_at(at));
                session.view.request_focus(ctx);
            }
        }
    }
}
