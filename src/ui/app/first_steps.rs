//! Showing the first steps over the article.

use super::App;
use crate::model::schema::Role;
use crate::model::{ByteRange, Span};
use crate::ui::first_steps::Beside;
use crate::ui::first_steps::callout::{self, Place, Wish};
use crate::ui::session::Session;
use crate::ui::wording::first_steps as words;
use crate::ui::{menus, who_card};
use eframe::egui::{Context, Rect};
use std::sync::Arc;

impl App {
    /// Shows the hints again, from the first.
    pub(super) fn begin_first_steps(&mut self, ctx: &Context) {
        self.set_first_step(Some(0));
        if self.session.is_none() {
            self.open_half_annotated(ctx);
        }
    }

    fn set_first_step(&mut self, step: Option<usize>) {
        self.settings.first_step = step.filter(|step| *step < words::STEPS);
        self.first_steps.forget();
        self.store_settings();
    }

    /// Draws the hint that is due over the article's page, and goes on when what it says is done.
    pub(super) fn show_first_step(&mut self, ctx: &Context, page: Rect) {
        self.panes.hint = None;
        let (Some(step), Some(session)) = (self.settings.first_step, &mut self.session) else {
            return;
        };
        let from = session.view.visible().start;
        if self.first_steps.begin(step, &session.editor, from)
            && let Some(quote) = self.first_steps.subject()
        {
            session.view.reveal(quote);
            // The key that the hint names is to mean this quote, wherever the caret was left.
            if step == 1 {
                session.editor.go_to(quote.start);
            }
            ctx.request_repaint();
        }
        let beside = Beside {
            dialog: self.dialog.is_some(),
            saving: session.is_saving(),
        };
        if self.first_steps.is_done(&session.editor, beside) {
            self.set_first_step(Some(step + 1));
            ctx.request_repaint();
            return;
        }
        if self.dialog.is_some() {
            return;
        }
        let (about, keep_clear) = subject(ctx, session, step, self.first_steps.subject(), page);
        let told = words::words(step, &self.keymap, session.editor.document().schema());
        let place = Place {
            about,
            keep_clear,
            within: page.shrink(8.0),
        };
        let (wish, first) = callout::show(ctx, step, &told, &place);
        self.panes.hint = Some(first);
        let Some(wish) = wish else { return };
        session.view.request_focus(ctx);
        self.set_first_step((wish == Wish::Next).then_some(step + 1));
        ctx.request_repaint();
    }
}

/// What a step is about, as far as it is on the screen, and what must not be covered besides.
fn subject(
    ctx: &Context,
    session: &Session,
    step: usize,
    quote: Option<ByteRange>,
    page: Rect,
) -> (Option<Rect>, Vec<Rect>) {
    let current = session.editor.current_span();
    let words_of = |span: &Span| {
        let rows = span
            .fragments
            .iter()
            .flat_map(|range| session.view.rects(range));
        hull(rows, page)
    };
    let of_current = || current.and_then(|span| words_of(span));
    let of_quote = || quote.and_then(|range| hull(session.view.rects(range), page));
    match step {
        0 => match first_card(ctx, session, page) {
            Some((card, quote)) => (Some(card), words_of(&quote).into_iter().collect()),
            None => (of_quote(), Vec::new()),
        },
        1 => (of_quote(), Vec::new()),
        2 if session.editor.choices().is_some() => {
            let card = ctx.memory(|memory| memory.area_rect(who_card::id()));
            (card, of_current().into_iter().collect())
        }
        2 | 3 => (of_current(), Vec::new()),
        _ => (menus::save_button(ctx), Vec::new()),
    }
}

/// The topmost card, with its quote.
fn first_card(ctx: &Context, session: &Session, page: Rect) -> Option<(Rect, Arc<Span>)> {
    let document = session.editor.document();
    let on_screen = document.places().overlapping(session.view.visible());
    let quotes =
        on_screen.filter(|placed| document.schema().role_of(&placed.span.label) == Role::Quote);
    quotes
        .filter_map(|placed| {
            let card = session.view.id().with(("card", placed.span.id.as_str()));
            let rect = ctx.read_response(card)?.rect;
            page.contains_rect(rect)
                .then_some((rect, Arc::clone(&placed.span)))
        })
        .min_by(|(a, _), (b, _)| a.top().total_cmp(&b.top()))
}

/// The rectangle around what of these is on the page.
fn hull(rows: impl IntoIterator<Item = Rect>, page: Rect) -> Option<Rect> {
    let seen = rows.into_iter().filter(|row| row.intersects(page));
    let hull = seen.reduce(Rect::union)?;
    Some(hull.intersect(page))
}
