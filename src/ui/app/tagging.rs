//! Having the article tagged, by itself or when asked.

use super::{App, Dialog};
use crate::editor::Outcome;
use crate::model::{Change, Edit, Status};
use crate::project::Agreements;
use crate::ui::session::Session;
use crate::ui::tagging::{Chosen, End, Tagged, Tagging};
use crate::ui::wording::tagging as words;
use crate::ui::{dialog, theme::Tokens};
use eframe::egui::{Context, Frame, Label, Margin, RichText};
use std::path::{Path, PathBuf};

impl App {
    /// Has the tagger propose marks for the open article; what was decided stays.
    pub(super) fn tag_article(&mut self, ctx: &Context) {
        let Some(session) = &self.session else {
            self.tell(super::super::wording::NOTHING_OPEN);
            return;
        };
        if session.is_blind() && session.editor.document().header().status != Status::Done {
            self.tell(words::BLIND);
            return;
        }
        match self.chosen_tagger() {
            Chosen::Command(project, command) if !self.has_agreed(&project, &command) => {
                self.dialog = Some(Dialog::Agree(project, command));
            }
            chosen => self.start_tagging(ctx, chosen, false),
        }
    }

    /// An article of a project that nobody has touched is tagged when it is opened.
    pub(super) fn tag_by_itself(&mut self, ctx: &Context) {
        self.tagging = None;
        let Some(session) = &self.session else { return };
        let document = session.editor.document();
        let is_bare = document.spans_len() == 0
            && document.header().status == Status::Untouched
            && session.file.is_none();
        let names_tagger = session
            .project()
            .is_some_and(|project| project.tagger().is_some());
        if !is_bare || !names_tagger || session.is_blind() || !self.settings.tag_at_once {
            return;
        }
        match self.chosen_tagger() {
            // Nobody is asked anything for having opened an article.
            Chosen::Command(project, command) if !self.has_agreed(&project, &command) => {
                self.tell(super::super::wording::keyed::fill(
                    words::ASKS_FIRST,
                    &self.keymap,
                    &self.schema(),
                ));
            }
            chosen => self.start_tagging(ctx, chosen, true),
        }
    }

    /// Whether the open article is being tagged.
    pub(super) fn is_tagging(&self) -> bool {
        self.tagging.is_some()
    }

    fn chosen_tagger(&self) -> Chosen {
        let project = self.session.as_ref().and_then(Session::project);
        Chosen::of(
            project.map(|project| &**project),
            self.settings.model.as_deref(),
        )
    }

    /// Has the articles of the project's blind sample measured by its tagger.
    pub(super) fn follow_blind_sample(&mut self, ctx: &Context) {
        let project = self.session.as_ref().and_then(Session::project);
        let model = self.settings.model.as_deref();
        let chosen = || Chosen::of(project.map(|project| &**project), model);
        if let Some(sample) = self.blind.follow(ctx, &self.disk, project, chosen) {
            self.articles.set_blind(sample);
        }
    }

    fn agreements(&self) -> Agreements {
        let folder = self.settings_path.as_ref().and_then(|path| path.parent());
        Agreements::load(&*self.disk, folder)
    }

    fn has_agreed(&self, project: &Path, command: &[String]) -> bool {
        self.agreed
            .contains(&(project.to_owned(), command.to_vec()))
            || self.agreements().has(project, command)
    }

    fn start_tagging(&mut self, ctx: &Context, chosen: Chosen, by_itself: bool) {
        let Some(session) = &self.session else { return };
        let work = (
            session.editor.history().current(),
            session.editor.document().snapshot(),
        );
        match Tagging::start(ctx, &self.disk, chosen, work, by_itself) {
            Ok(tagging) => {
                self.tagging = Some(tagging);
                self.tell(words::TAGGING);
            }
            Err(error) => self.alarm(format!("{}: {error}", words::NOT_TAGGED)),
        }
    }

    /// Takes up what the tagger has proposed.
    pub(super) fn poll_tagging(&mut self, ctx: &Context) {
        let Some(end) = self.tagging.as_ref().and_then(Tagging::poll) else {
            return;
        };
        let Some(tagging) = self.tagging.take() else {
            return;
        };
        match end {
            End::Failed(error) => self.alarm(format!("{}: {error}", words::NOT_TAGGED)),
            End::Tagged(revision, tagged) => {
                let now = self
                    .session
                    .as_ref()
                    .map(|session| session.editor.history().current());
                if now == Some(revision) {
                    self.take_tagged(ctx, tagged);
                } else {
                    // The person went on meanwhile: what was proposed is for a document that is gone.
                    let chosen = tagging.chosen().clone();
                    self.start_tagging(ctx, chosen, tagging.is_by_itself());
                }
            }
        }
    }

    fn take_tagged(&mut self, ctx: &Context, tagged: Tagged) {
        let Some(session) = &mut self.session else {
            return;
        };
        let marks = new_marks(&tagged.edit);
        let outcome = session.editor.take_tags(words::TAG, tagged.edit);
        if outcome == Outcome::Done {
            self.tell(words::tagged(&tagged.name, marks));
        } else {
            self.take_outcome(ctx, outcome);
        }
        // What the tagger has to say of the article matters more than how much it found.
        if let Some(remark) = tagged.remarks.first() {
            let told = format!("{}. {remark}", self.told);
            self.tell(told);
        }
    }

    /// Asks whether a program of a project may run; gives whether the question stays.
    pub(super) fn agreement(&mut self, ctx: &Context, project: &Path, command: &[String]) -> bool {
        let tokens = Tokens::of(ctx);
        let name = self
            .session
            .as_ref()
            .and_then(Session::project)
            .map_or_else(|| project.display().to_string(), |project| project.name());
        let (mut open, mut agreed) = (true, false);
        let modal = dialog::show(ctx, "agreement", 480.0, words::AGREE_TITLE, |ui| {
            ui.add(Label::new(words::agree_to(&name)).wrap());
            ui.add_space(8.0);
            let frame = Frame::new()
                .fill(tokens.page)
                .inner_margin(Margin::same(10));
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                // One argument a line: a space within one is not taken for the next.
                for argument in command {
                    ui.add(Label::new(RichText::new(argument).monospace()).wrap());
                }
            });
            let place = RichText::new(project.display().to_string());
            ui.add(Label::new(place.small().color(tokens.text_weak)).wrap());
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                let cancel = ui.button(crate::ui::wording::CANCEL);
                if ui.memory(|memory| memory.focused().is_none()) {
                    cancel.request_focus();
                }
                if cancel.clicked() {
                    open = false;
                }
                agreed = ui.button(words::AGREE).clicked();
            });
        });
        if agreed {
            self.agree(ctx, project.to_owned(), command.to_vec());
            return false;
        }
        let stays = open && !modal.should_close();
        if !stays {
            self.tell(words::NOT_AGREED);
        }
        stays
    }

    fn agree(&mut self, ctx: &Context, project: PathBuf, command: Vec<String>) {
        let mut agreements = self.agreements();
        let given = agreements.give(&*self.disk, &project, &command);
        self.agreed.push((project.clone(), command.clone()));
        self.start_tagging(ctx, Chosen::Command(project, command), false);
        // It holds while the window lives; that it is asked again next time is worth a word.
        if let Err(error) = given {
            self.tell(format!("{}: {error}", words::NOT_REMEMBERED));
        }
    }
}

/// How many marks an edit makes.
fn new_marks(edit: &Edit) -> usize {
    let is_new = |change: &&Change| matches!(change, Change::Span { before: None, .. });
    edit.changes.iter().filter(is_new).count()
}
