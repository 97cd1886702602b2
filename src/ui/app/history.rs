//! The history of the article: every step with its time and who did it, any of which can be gone to.

use super::{Alarm, App, Dialog, WayOut};
use crate::editor::Outcome;
use crate::model::{History, Revision, RevisionId};
use crate::ui::picker::{Answer, Picker, Reading, Row};
use crate::ui::session;
use crate::ui::wording::{history as words, keeping};
use eframe::egui::{Context, RichText};

/// An edit after which so many more marks are gone than have come is told of.
const MANY: usize = 10;

impl App {
    /// Lists what was done, the latest first.
    pub(super) fn ask_history(&mut self) {
        let Some(session) = &self.session else { return };
        let history = session.editor.history();
        // The way from the opened article to here; what is not on it was undone or left for another branch.
        let way = history.way(RevisionId::default(), history.current());
        let (_, line) = way.unwrap_or_default();
        let rows = (0..=history.revisions().len()).rev().map(|number| {
            let id = RevisionId(number);
            let done = number == 0 || line.binary_search(&id).is_ok();
            row(history, id, done)
        });
        let picker = Picker::new("history", words::TITLE, Reading::Words, rows.collect());
        self.dialog = Some(Dialog::History(picker));
    }

    /// Draws the list; gives whether it stays.
    pub(super) fn history(&mut self, ctx: &Context, picker: &mut Picker<RevisionId>) -> bool {
        let answer = picker.show(ctx, |ui, _| {
            ui.add_space(6.0);
            ui.label(RichText::new(words::HINT).small().weak());
        });
        match answer {
            None => true,
            Some(Answer::Close) => false,
            Some(Answer::Take(revision)) => {
                self.go_to_revision(ctx, revision);
                false
            }
        }
    }

    fn go_to_revision(&mut self, ctx: &Context, revision: RevisionId) {
        let Some(session) = &mut self.session else {
            return;
        };
        let outcome = match session.editor.go_to_revision(revision) {
            Outcome::Done => {
                let at = session.editor.caret().place.at;
                session.view.reveal((at.0..at.0).into());
                let step = session.editor.history().revision(revision);
                Outcome::Told(words::gone_to(step.map(|step| step.name.as_str())))
            }
            other => other,
        };
        self.take_outcome(ctx, outcome);
    }

    /// Warns when something done since the last frame has taken many marks away at once.
    pub(super) fn warn_of_vanished(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some((gone, name)) = session.vanished(MANY) else {
            return;
        };
        self.alarm = Some(Alarm {
            words: keeping::vanished(gone, &name),
            way_out: Some(WayOut::Undo),
        });
    }
}

fn row(history: &History, id: RevisionId, done: bool) -> Row<RevisionId> {
    let step = history.revision(id);
    let title = step.map_or(words::OPENED, |step| step.name.as_str());
    let here = if id == history.current() {
        words::HERE
    } else if done {
        ""
    } else {
        words::UNDONE
    };
    Row {
        detail: step.map(told).unwrap_or_default(),
        keys: here.to_owned(),
        possible: done,
        ..Row::new(title, id)
    }
}

/// Who did it, and how long ago.
fn told(step: &Revision) -> String {
    let ago = session::seconds_since(&step.at).map(keeping::ago);
    let when = ago.unwrap_or_else(|| step.at.as_str().to_owned());
    match &step.annotator {
        Some(name) => format!("{name}, {when}"),
        None => when,
    }
}
