//! Taking a corrected text of the open article.

use super::{Alarm, App, Dialog, WayOut};
use crate::editor::Outcome;
use crate::rebase::Rebased;
use crate::ui::job::Progress;
use crate::ui::path_dialog::{PathDialog, Purpose};
use crate::ui::text_change::{Looking, TextChange};
use crate::ui::wording::text_change as words;
use eframe::egui::Context;
use std::path::PathBuf;

impl App {
    pub(super) fn ask_new_text(&mut self) {
        let source = self
            .session
            .as_ref()
            .and_then(|session| session.source.clone());
        let beside = source.map(|source| source.with_extension("txt"));
        let dialog = PathDialog::new(Purpose::NewText, beside.as_deref(), &[]);
        self.dialog = Some(Dialog::Path(dialog));
    }

    pub(super) fn start_text_change(&mut self, ctx: &Context, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let work = (
            session.editor.history().current(),
            session.editor.document().snapshot(),
        );
        match TextChange::start(ctx, &self.disk, path, work) {
            Ok(change) => {
                self.text_change = Some(change);
                self.tell(words::COMPARING);
            }
            Err(error) => self.alarm(format!("{}: {error}", words::NOT_TAKEN)),
        }
    }

    /// Takes up what the comparison has found.
    pub(super) fn poll_text_change(&mut self, ctx: &Context) {
        let Some(result) = self.text_change.as_ref().and_then(TextChange::poll) else {
            return;
        };
        let Some(change) = self.text_change.take() else {
            return;
        };
        let now = self
            .session
            .as_ref()
            .map(|session| session.editor.history().current());
        match result {
            Err(error) => self.alarm(format!("{}: {error}", words::NOT_TAKEN)),
            Ok(rebased) if now == Some(change.revision()) => self.take_rebased(ctx, rebased),
            // The person went on meanwhile: it was compared with a document that is gone.
            Ok(_) => self.start_text_change(ctx, change.path().to_owned()),
        }
    }

    fn take_rebased(&mut self, ctx: &Context, rebased: Rebased) {
        let Some(session) = &mut self.session else {
            return;
        };
        if rebased.edit.is_empty() {
            self.tell(words::SAME);
            return;
        }
        let told = words::taken(&rebased);
        let outcome = session.editor.take_edit(words::NAME, rebased.edit);
        if outcome == Outcome::Done {
            self.alarm = None;
            self.tell(told);
        } else {
            self.take_outcome(ctx, outcome);
        }
    }

    // ---- the article's own file ----------------------------------------------------------------

    /// Looks whether the file of the article just opened has another text now.
    pub(super) fn look_at_text(&mut self, ctx: &Context) {
        self.text_change = None;
        let session = self.session.as_ref();
        self.looking_at_text = session.and_then(|session| Looking::start(ctx, &self.disk, session));
    }

    pub(super) fn poll_look_at_text(&mut self) {
        let found = match self.looking_at_text.as_ref().map(Looking::poll) {
            None | Some(Progress::Running) => return,
            Some(Progress::Done(found)) => found,
            Some(Progress::Lost) => None,
        };
        self.looking_at_text = None;
        // What else is wrong is said first.
        if let Some(file) = found.filter(|_| self.alarm.is_none()) {
            self.alarm = Some(Alarm {
                words: words::differs(&file),
                way_out: Some(WayOut::TakeText(file)),
            });
        }
    }
}
