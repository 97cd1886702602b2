//! Learning from a project, and the bar that says how far it is and what came of it.

use super::App;
use crate::project::Project;
use crate::tagger::learned::Learned;
use crate::ui::learning::{self, End, Learning, Stage};
use crate::ui::session::Session;
use crate::ui::theme::Tokens;
use crate::ui::wording::{self, tagging as words};
use eframe::egui::{
    Align, Context, Frame, Label, Layout, Margin, Panel, ProgressBar, RichText, Ui,
};
use std::sync::Arc;

/// What was learned, until the person says what becomes of it.
pub(super) struct Fresh {
    project: Arc<Project>,
    model: Box<Learned>,
}

impl App {
    /// Starts to learn from the project of the open article.
    pub(super) fn learn(&mut self, ctx: &Context) {
        if self.learning.is_some() {
            self.tell(words::LEARNING_ALREADY);
            return;
        }
        let Some(project) = self.session.as_ref().and_then(Session::project).cloned() else {
            self.tell(words::NO_PROJECT);
            return;
        };
        self.fresh = None;
        match Learning::start(ctx, &self.disk, project) {
            Ok(learning) => self.learning = Some(learning),
            Err(error) => self.alarm(format!("{}: {error}", words::NOT_LEARNED)),
        }
    }

    /// Takes up what was learned.
    pub(super) fn poll_learning(&mut self) {
        let Some(end) = self.learning.as_ref().and_then(Learning::poll) else {
            return;
        };
        let Some(learning) = self.learning.take() else {
            return;
        };
        match end {
            End::Failed(error) => self.alarm(format!("{}: {error}", words::NOT_LEARNED)),
            End::Learned(model) => {
                self.fresh = Some(Fresh {
                    project: Arc::clone(&learning.project),
                    model,
                });
            }
        }
    }

    /// How far the learning is, or what came of it.
    pub(super) fn learning_bar(&mut self, ui: &mut Ui) {
        if self.learning.is_some() {
            self.progress_bar(ui);
        } else if self.fresh.is_some() {
            self.fresh_bar(ui);
        }
    }

    fn progress_bar(&mut self, ui: &mut Ui) {
        let Some(learning) = &self.learning else {
            return;
        };
        let (told, part) = match learning.stage() {
            Stage::Reading(documents) => (words::reading(documents), 0.0),
            Stage::Learning(percent) => (words::learning(percent), percent as f32 / 100.0),
        };
        let mut stop = false;
        // On the bars' own ground the empty part of the progress is seen, too.
        let frame = frame(ui).fill(Tokens::of(ui.ctx()).panel);
        Panel::top("learning").frame(frame).show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                stop = ui.button(wording::CANCEL).clicked();
                ui.add(
                    ProgressBar::new(part)
                        .desired_width(160.0)
                        .desired_height(6.0),
                );
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(told).truncate());
                });
            });
        });
        if stop {
            // Dropped, it stops by itself.
            self.learning = None;
            self.tell(words::STOPPED);
            self.give_keys = true;
        }
    }

    fn fresh_bar(&mut self, ui: &mut Ui) {
        let Some(fresh) = &self.fresh else { return };
        let card = fresh.model.card();
        let told = words::learned(card.documents, card.left_out, &learning::told(card));
        let (mut wanted, mut close) = (false, false);
        Panel::top("learned").frame(frame(ui)).show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                close = ui.button(wording::CLOSE).clicked();
                wanted = ui.button(words::USE_IT).clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let color = Tokens::of(ui.ctx()).text;
                    ui.add(Label::new(RichText::new(told).color(color)).wrap());
                });
            });
        });
        if wanted {
            self.use_fresh();
        }
        if wanted || close {
            self.fresh = None;
            self.give_keys = true;
        }
    }

    fn use_fresh(&mut self) {
        let Some(fresh) = &self.fresh else { return };
        match learning::use_from_now_on(&*self.disk, &fresh.project, &fresh.model) {
            Ok(project) => {
                let (told, project) = (words::used(&project.name()), Arc::new(project));
                if let Some(session) = &mut self.session {
                    session.take_project(&project);
                }
                self.blind.renew();
                self.tell(told);
            }
            Err(error) => self.alarm(format!("{}: {error}", words::NOT_USED)),
        }
    }
}

fn frame(ui: &Ui) -> Frame {
    Frame::new()
        .fill(Tokens::of(ui.ctx()).raised)
        .inner_margin(Margin::symmetric(12, 8))
}
