//! Bringing work to the disk by itself, and leaving it only when it is safe.

use super::{Alarm, App, Dialog, Then, WayOut};
use crate::editor::Command;
use crate::store::kept::About;
use crate::ui::session::{Session, now};
use crate::ui::wording;
use eframe::egui::Context;
use std::path::PathBuf;
use std::time::Duration;

/// What has to be done before the open article may be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing.
    Nothing,
    /// A save under way ends.
    Wait,
    /// It is saved, which it would be by itself in a moment.
    Save,
    /// It is kept for later, as was chosen before.
    Keep,
    /// The person is asked.
    Ask,
}

impl App {
    /// Where work is kept that has no place yet: beside the settings.
    pub(super) fn kept_folder(&self) -> Option<PathBuf> {
        let folder = self.settings_path.as_ref()?.parent()?;
        Some(folder.join("drafts"))
    }

    /// Writes what is due, and has the window drawn again when something will be.
    pub(super) fn keep_work(&mut self, ctx: &Context) {
        self.poll_keeping(ctx);
        let clock = ctx.input(|input| input.time);
        let wanted = self.wants_writing();
        let Some(session) = &mut self.session else {
            return;
        };
        let at = session.editor.history().current();
        let Some(due) = session.rhythm.due(clock, at, wanted) else {
            return;
        };
        if session.is_saving() || session.keeping.is_busy() {
            return;
        }
        if due > clock {
            ctx.request_repaint_after(Duration::from_secs_f64(due - clock));
        } else if session.own_place().is_some() {
            self.save_by_itself(ctx);
        } else if session.is_dirty() {
            self.start_keeping(ctx, false);
        } else {
            // Undone to what it was: there is nothing to keep.
            session.keeping.forget(&*self.disk, at);
        }
    }

    /// Whether there is work that is to be written without being asked for.
    fn wants_writing(&self) -> bool {
        let Some(session) = &self.session else {
            return false;
        };
        let at = session.editor.history().current();
        match session.own_place() {
            Some(_) => self.settings.autosave && session.is_dirty() && !session.is_held_back(),
            None if !session.is_dirty() => session.keeping.any(),
            None => self.settings_path.is_some() && !session.keeping.has(at),
        }
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

    /// Starts to keep work that has no place; `later` when it was chosen to be kept for later.
    fn start_keeping(&mut self, ctx: &Context, later: bool) {
        let (Some(folder), Some(session)) = (self.kept_folder(), &mut self.session) else {
            return;
        };
        let mut about = About::new(session.name(), session.source.as_deref(), now());
        session.keeping.later |= later;
        about.later = session.keeping.later;
        let at = session.editor.history().current();
        let work = (at, session.editor.document().snapshot());
        session.rhythm.begun();
        let started = session.keeping.start(ctx, &self.disk, folder, work, about);
        if let Err(error) = started {
            self.not_kept(ctx, wording::keeping::NOT_KEPT, &error.to_string());
        }
    }

    fn poll_keeping(&mut self, ctx: &Context) {
        let polled = self
            .session
            .as_mut()
            .and_then(|session| session.keeping.poll());
        match polled {
            None => {}
            Some(Ok(())) => {
                if let Some(session) = &mut self.session {
                    session.rhythm.done();
                }
                self.kept_again();
                // What waits for a save waits on.
                let saves = self.session.as_ref().is_some_and(Session::is_saving);
                if !saves
                    && self.dialog.is_none()
                    && let Some(then) = self.then.take()
                {
                    self.leave(ctx, then);
                }
            }
            Some(Err(error)) => {
                self.not_kept(ctx, wording::keeping::NOT_KEPT, &error);
            }
        }
    }

    /// Work could not be written. That is told once; a later try that fails too only brings the
    /// words up to date while they are still in sight.
    pub(super) fn not_kept(&mut self, ctx: &Context, what: &str, error: &str) {
        self.then = None;
        let Some(session) = &mut self.session else {
            return;
        };
        session.keeping.later = false;
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
            Before::Keep => self.keep_then(ctx, then),
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
            Before::Wait | Before::Save | Before::Keep => self.asked.push(Command::Quit),
        }
        false
    }

    /// Keeps the work for later, then goes on.
    pub(super) fn keep_then(&mut self, ctx: &Context, then: Then) {
        self.then = Some(then);
        self.start_keeping(ctx, true);
    }

    /// Lets go of the work, also of what is kept of it, then goes on.
    pub(super) fn discard_then(&mut self, ctx: &Context, then: Then) {
        if let Some(session) = &mut self.session {
            let at = session.editor.history().current();
            session.keeping.forget(&*self.disk, at);
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
        let at = session.editor.history().current();
        let is_waiting = self.then.is_some();
        if session.is_saving() && !is_waiting {
            return Before::Wait;
        }
        if !session.is_dirty() && !session.is_saving() {
            return Before::Nothing;
        }
        let smooth = !session.rhythm.is_failing() && !is_waiting;
        if session.own_place().is_some() {
            let by_itself = self.settings.autosave && smooth && !session.is_held_back();
            return if by_itself { Before::Save } else { Before::Ask };
        }
        match session.keeping.later {
            true if session.keeping.is_kept_for_later(at) => Before::Nothing,
            true if smooth => Before::Keep,
            _ => Before::Ask,
        }
    }
}
