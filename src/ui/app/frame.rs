//! One frame of the window.

use super::App;
use crate::ui::wording;
use eframe::egui::{Context, Ui};

impl App {
    /// What goes on without drawing: results of other threads.
    pub fn logic(&mut self, ctx: &Context) {
        self.offers.poll();
        self.poll_opening(ctx);
        self.poll_saving(ctx);
        self.follow_file(ctx);
        self.tell_broken_jobs(ctx);
        self.keep_work(ctx);
        self.poll_finding(ctx);
        self.poll_tagging(ctx);
        self.poll_text_change(ctx);
        self.poll_look_at_text();
        self.poll_learning();
        self.poll_project_file();
        self.follow_blind_sample(ctx);
        if let Some(session) = &mut self.session {
            session.count(ctx, self.articles.blind());
            self.haste.watch(ctx, &session.editor);
        }
        self.poll_articles(ctx);
        self.poll_layout(ctx);
        self.record();
    }

    /// Draws the window and takes what the person does.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.follow_schema();
        self.look_at_project(&ctx);
        self.look_at_file(&ctx);
        self.find_bar.keep_keys(&ctx);
        self.give_keys_to_article(&ctx);
        self.take_keys(&ctx);
        self.warn_of_vanished();
        self.record();
        self.bars(ui);
        self.side_pane(ui);
        self.inspector_pane(ui);
        self.find_pane(ui);
        self.suggestions_pane(ui);
        self.article_pane(ui);
        self.dialogs(&ctx);
        self.dropped_files(&ctx);
        // What was clicked is done at once, so that the next frame shows it, and the article has
        // the keys again: after a click on "Quote", Enter takes the ghost, not the button.
        if !self.asked.is_empty() {
            if let Some(session) = &self.session {
                session.view.request_focus(&ctx);
            }
            self.run_asked(&ctx);
        }
        self.record();
    }

    /// What nothing else has, the article has: its caret is always to be seen.
    /// Asks until it is so: in the frame after a dialog, egui still keeps the keys from what lay below.
    fn give_keys_to_article(&mut self, ctx: &Context) {
        let Some(session) = &self.session else {
            return;
        };
        let nowhere = ctx.memory(|memory| memory.focused().is_none());
        if !self.give_keys && !nowhere {
            return;
        }
        if session.view.has_focus(ctx) || self.dialog.is_some() {
            self.give_keys = false;
        } else {
            session.view.request_focus(ctx);
            ctx.request_repaint();
        }
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        match &self.session {
            Some(session) if session.is_dirty() => {
                format!("• {} – {}", session.name(), wording::DICTUM)
            }
            Some(session) => format!("{} – {}", session.name(), wording::DICTUM),
            None => wording::DICTUM.to_owned(),
        }
    }
}
