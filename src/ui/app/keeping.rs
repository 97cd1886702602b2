//! Bringing work to the disk by itself, and leaving it only when it is safe.

use super::{Alarm, App, Dialog, Then, WayOut};
use crate::editor::Command;
use crate::ui::session::{Desk, FileState, Session};
use crate::ui::wording;
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What has to be done before the open article may be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing.
    Nothing,
    /// A save under way ends, or what was done is in the journal.
    Wait,
    /// It is saved, which it would be by itself in a moment.
    Save,
    /// The person is asked.
    Ask,
}

/// Where journals are kept, given the settings' file.
pub(super) fn journals_beside(settings: Option<&Path>) -> Option<PathBuf> {
    Some(settings?.parent()?.join("journals"))
}

impl App {
    /// Where journals are kept: beside the settings.
    pub(super) fn journals(&self) -> Option<PathBuf> {
        journals_beside(self.settings_path.as_deref())
    }

    /// Where an article that is opened is recorded.
    pub(super) fn desk(&self, ctx: &Context) -> Option<Desk> {
        Some(Desk {
            disk: std::sync::Arc::clone(&self.disk),
            folder: self.journals()?,
            ctx: ctx.clone(),
        })
    }

    /// Hands over to the journal what was done. Before a frame shows it, so that what is shown as safe is.
    pub(super) fn record(&mut self) {
        if let Some(session) = &mut self.session {
            session.record();
        }
    }

    /// Writes what is due, and has the window drawn again when something will be.
    pub(super) fn keep_work(&mut self, ctx: &Context) {
        self.watch_journal(ctx);
        let clock = ctx.input(|input| input.time);
        let wanted = self.wants_writing();
        let Some(session) = &mut self.session else {
            return;
        };
        let at = session.editor.history().current();
        let Some(due) = session.rhythm.due(clock, at, wanted) else {
            return;
        };
        if session.is_saving() {
            return;
        }
        if due > clock {
            ctx.request_repaint_after(Duration::from_secs_f64(due - clock));
        } else {
            self.save_by_itself(ctx);
        }
    }

    /// Whether there is work that is to be saved without being asked for.
    fn wants_writing(&self) -> bool {
        let Some(session) = &self.session else {
            return false;
        };
        session.own_place().is_some()
            && self.settings.autosave
            && session.is_dirty()
            && !session.is_held_back()
            && session.file_state() == FileState::Known
            && !session.editor.is_read_only()
    }

    fn save_by_itself(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(path) = session.own_place() else {
            return;
        };
        if session.would_lose_marks(&path) {
            return;
        }
        if let Err(error) = session.start_save(ctx, &self.disk, path, true) {
            self.not_kept(ctx, wording::NOT_SAVED_WORK_KEPT, &error.to_string());
        }
    }

    /// Tells once that the journal cannot be written, and lets go of that when it can. What waits for the
    /// work to be safe goes on.
    fn watch_journal(&mut self, ctx: &Context) {
        let Some(session) = &self.session else {
            return;
        };
        let trouble = session.journal_trouble();
        let is_safe = session.is_recorded();
        if let Some(trouble) = trouble {
            if self.journal_alarm.is_none() {
                self.then = None;
                self.journal_alarm = Some(trouble.clone());
                self.alarm(format!("{}. {trouble}", wording::keeping::NOT_KEPT));
            }
            return;
        }
        if self.journal_alarm.take().is_some() {
            let is_shown = |alarm: &Alarm| alarm.words.starts_with(wording::keeping::NOT_KEPT);
            self.alarm = self.alarm.take().filter(|alarm| !is_shown(alarm));
        }
        let waits = session.is_for_later() && is_safe && !session.is_saving();
        if waits
            && self.dialog.is_none()
            && let Some(then) = self.then.take()
        {
            self.leave(ctx, then);
        }
    }

    /// Work could not be written. That is told once; a later try that fails too only brings the
    /// words up to date while they are still in sight.
    pub(super) fn not_kept(&mut self, ctx: &Context, what: &str, error: &str) {
        self.then = None;
        let Some(session) = &mut self.session else {
            return;
        };
        let is_first = !session.rhythm.is_failing();
        let wait = session.rhythm.failed(ctx.input(|input| input.time));
        let words = wording::keeping::tried_again(what, error, wait);
        log::warn!("{words}");
        if is_first || self.shows_keeping_alarm() {
            self.keeping_alarm = Some(words.clone());
            self.alarm = Some(Alarm {
                words,
                way_out: Some(WayOut::SaveElsewhere),
            });
        }
    }

    /// Work that could not be written is on the disk now.
    pub(super) fn kept_again(&mut self) {
        if self.shows_keeping_alarm() {
            self.alarm = None;
        }
        self.keeping_alarm = None;
    }

    fn shows_keeping_alarm(&self) -> bool {
        let shown = self.alarm.as_ref().map(|alarm| &alarm.words);
        shown.is_some() && shown == self.keeping_alarm.as_ref()
    }

    // ---- leaving ---------------------------------------------------------------------------

    /// Leaves what is open, once the work is safe.
    pub(super) fn leave(&mut self, ctx: &Context, then: Then) {
        match self.before_leaving() {
            Before::Nothing => self.go_on(ctx, then),
            Before::Wait => self.then = Some(then),
            Before::Save => self.save_then(ctx, then),
            Before::Ask => self.dialog = Some(Dialog::Unsaved(then)),
        }
    }

    /// Whether the window may close; saves or asks if not.
    pub fn may_close(&mut self) -> bool {
        if self.leaving {
            self.store_layout();
            return true;
        }
        match self.before_leaving() {
            Before::Nothing => {
                self.store_layout();
                return true;
            }
            Before::Ask => self.dialog = Some(Dialog::Unsaved(Then::Quit)),
            Before::Wait | Before::Save => self.asked.push(Command::Quit),
        }
        false
    }

    /// Keeps the work for later, then goes on.
    pub(super) fn keep_then(&mut self, ctx: &Context, then: Then) {
        if let Some(session) = &mut self.session {
            session.keep_for_later();
        }
        self.then = Some(then);
        ctx.request_repaint();
    }

    /// Lets go of the work, also of what is kept of it, then goes on.
    pub(super) fn discard_then(&mut self, ctx: &Context, then: Then) {
        if let Some(session) = &mut self.session {
            session.discard();
        }
        self.go_on(ctx, then);
    }

    /// Whether the work could be kept for later instead of saved.
    pub(super) fn can_keep_for_later(&self) -> bool {
        let has_place = |session: &Session| session.own_place().is_some();
        self.settings_path.is_some() && !self.session.as_ref().is_some_and(has_place)
    }

    fn before_leaving(&self) -> Before {
        let Some(session) = &self.session else {
            return Before::Nothing;
        };
        let is_waiting = self.then.is_some();
        if session.is_saving() && !is_waiting {
            return Before::Wait;
        }
        if !session.is_dirty() && !session.is_saving() {
            return Before::Nothing;
        }
        let smooth = !session.rhythm.is_failing() && !is_waiting;
        if session.own_place().is_some() {
            let known = session.file_state() == FileState::Known;
            let by_itself = self.settings.autosave && smooth && known && !session.is_held_back();
            return if by_itself { Before::Save } else { Before::Ask };
        }
        if session.is_for_later() && session.is_recorded() {
            Before::Nothing
        } else if session.is_for_later() && session.journal_trouble().is_none() && !is_waiting {
            Before::Wait
        } else {
            Before::Ask
        }
    }
}
