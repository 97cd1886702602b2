//! Finding: the bar's wishes, and the keys for the next and the previous match.

use super::App;
use crate::editor::Way;
use crate::model::ByteRange;
use crate::search::Query;
use crate::ui::find_bar::Wish;
use crate::ui::finding::Step;
use crate::ui::wording;
use eframe::egui::{Context, Ui};

/// More selected bytes than these are no words to look for.
const LONGEST: usize = 200;

impl App {
    /// Opens the find bar: with the selected words, else with what was looked for last.
    pub(super) fn open_find(&mut self) {
        let Some(session) = &self.session else {
            self.tell(wording::NOTHING_OPEN);
            return;
        };
        let selection = session.editor.selection();
        let text = session.editor.document().text();
        let words = text.slice(selection);
        let one_line = text.paragraph_at(selection.start) == text.paragraph_at(selection.end);
        if !words.trim().is_empty() && words.len() <= LONGEST && one_line {
            let query = Query {
                words: words.to_owned(),
                is_expression: false,
                ..self.finding.query().clone()
            };
            // The bar is asked again while it is open: a match keeps the expression that found it.
            if self.find_bar.shown != Some(selection) {
                self.finding.set_query(query);
            }
        }
        self.find_bar.open(ByteRange::empty_at(selection.start));
        self.find_bar.shown = Some(selection);
    }

    /// Closes the bar; the article has the keys, with the found words selected.
    pub(super) fn close_find(&mut self, ctx: &Context) {
        self.find_bar.close();
        if let Some(session) = &self.session {
            session.view.request_focus(ctx);
        }
        ctx.request_repaint();
    }

    /// Goes to the next match after the selection or the one before it.
    pub(super) fn find_step(&mut self, ctx: &Context, way: Way) {
        let Some(session) = &self.session else {
            self.tell(wording::NOTHING_OPEN);
            return;
        };
        if self.finding.query().words.is_empty() {
            self.open_find();
            return;
        }
        let from = session.editor.selection();
        let text = session.editor.document().text().clone();
        self.told.clear();
        self.finding.update(ctx, &text);
        let step = self.finding.step(&text, way, from);
        let went_round = match (way, step) {
            (Way::Forth, Step::To(found)) => found.start < from.start,
            (Way::Back, Step::To(found)) => found.start > from.start,
            _ => false,
        };
        self.take_step(step);
        if went_round {
            self.tell(match way {
                Way::Forth => wording::find::FROM_START,
                Way::Back => wording::find::FROM_END,
            });
        } else if !self.find_bar.is_open() {
            self.tell_place(step);
        }
    }

    /// With the bar closed, the status bar says which match it is.
    fn tell_place(&mut self, step: Step) {
        let Some(matches) = self.finding.matches() else {
            return;
        };
        let number = match step {
            Step::To(found) => matches.number(found),
            _ => None,
        };
        self.tell(wording::find::place(number, matches.len()));
    }

    /// Picks up what was counted meanwhile.
    pub(super) fn poll_finding(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        if !self.find_bar.is_open() && !self.finding.is_counting() {
            return;
        }
        let text = session.editor.document().text().clone();
        if let Some(step) = self.finding.update(ctx, &text) {
            self.take_step(step);
        }
    }

    pub(super) fn find_pane(&mut self, ui: &mut Ui) {
        let Some(session) = &self.session else { return };
        let selection = session.editor.selection();
        let ctx = ui.ctx().clone();
        for wish in self.find_bar.show(ui, &self.finding, selection) {
            match wish {
                Wish::Query(query) => self.look_for(&ctx, query),
                Wish::Step { way, by_pointer } => {
                    self.find_step(&ctx, way);
                    if let Some(session) = self.session.as_ref().filter(|_| by_pointer) {
                        session.view.request_focus(&ctx);
                    }
                }
                Wish::Close => self.close_find(&ctx),
            }
            ctx.request_repaint();
        }
    }

    /// Shows the first match while the words are being typed.
    fn look_for(&mut self, ctx: &Context, query: Query) {
        let Some(session) = &mut self.session else {
            return;
        };
        // Who has gone elsewhere meanwhile searches from there.
        let selection = session.editor.selection();
        if self.find_bar.shown.is_some_and(|shown| shown != selection) {
            self.find_bar.origin = ByteRange::empty_at(selection.start);
        }
        let origin = self.find_bar.origin;
        let text = session.editor.document().text().clone();
        let nothing = query.words.is_empty();
        self.finding.set_query(query);
        self.finding.update(ctx, &text);
        let step = if nothing {
            Step::Nowhere
        } else {
            self.finding.step(&text, Way::Forth, origin)
        };
        self.take_step(step);
    }

    fn take_step(&mut self, step: Step) {
        let Some(session) = &mut self.session else {
            return;
        };
        let place = match step {
            Step::To(found) => found,
            Step::Nowhere if self.find_bar.is_open() => self.find_bar.origin,
            Step::Nowhere | Step::Later => return,
        };
        session.editor.select(place);
        session.view.reveal(place);
        self.find_bar.shown = Some(place);
    }
}
