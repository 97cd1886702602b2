//! The menu of the mark: by the secondary button in the article and on a card, and by a key.

use super::App;
use crate::model::{ByteRange, SpanId};
use crate::ui::theme::{menu_info, menu_rows};
use eframe::egui::{Align, Context, Id, LayerId, Layout, Popup, PopupKind, Pos2, SetOpenCommand};

impl App {
    /// Opens the menu at a place on the screen in the next frame, when what was clicked is current.
    pub(super) fn open_menu_at(&mut self, ctx: &Context, at: Pos2) {
        self.menu = Some((at, true));
        ctx.request_repaint();
    }

    /// Opens the menu of a quote whose card was clicked.
    pub(super) fn open_menu_of(&mut self, ctx: &Context, quote: &SpanId) {
        let at = ctx.pointer_interact_pos();
        let Some(session) = &mut self.session else {
            return;
        };
        session.editor.go_to_mark(quote);
        if let Some(at) = at {
            self.open_menu_at(ctx, at);
        }
    }

    /// Opens the menu by a key: under the current mark, else under the caret.
    pub(super) fn open_menu_by_key(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        let editor = &session.editor;
        let range = editor.current_span().map_or_else(
            || ByteRange::empty_at(editor.caret().place.at),
            |span| span.fragments.as_slice()[0],
        );
        let rects = session.view.rects(range);
        let page = session.view.column();
        let at = rects
            .first()
            .map_or(page.left_top(), |rect| rect.left_bottom());
        self.open_menu_at(ctx, at);
    }

    /// Draws the menu while it is open.
    pub(super) fn mark_menu(&mut self, ctx: &Context) {
        let Some((at, fresh)) = self.menu else { return };
        let id = Id::unique("menu of the mark");
        let open = fresh.then_some(SetOpenCommand::Bool(true));
        let popup = Popup::new(id, ctx.clone(), at, LayerId::background())
            .kind(PopupKind::Menu)
            .layout(Layout::top_down_justified(Align::Min))
            .style(menu_rows)
            .info(menu_info())
            .gap(2.0)
            .open_memory(open);
        let mut menus = self.menus();
        let shown = popup.show(|ui| menus.of_mark(ui));
        let wish = shown.and_then(|shown| shown.inner);
        self.menu = Popup::is_id_open(ctx, id).then_some((at, false));
        if let Some(wish) = wish {
            self.grant(ctx, wish);
        }
        if self.menu.is_none() {
            self.give_keys = true;
            ctx.request_repaint();
        }
    }
}
