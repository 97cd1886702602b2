//! What other programs do to the document's file: told, and what waited for it goes on.

use super::{Alarm, App, WayOut};
use crate::ui::session::Noticed;
use crate::ui::wording::outside as words;
use eframe::egui::{Context, Event};

impl App {
    /// Looks after the file of the open article.
    pub(super) fn follow_file(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.watch_file(ctx, &self.disk);
        let noticed = session.follow_file(ctx, &self.disk);
        let waiting = session.take_waiting_save();
        if let Some(noticed) = noticed {
            self.tell_noticed(noticed);
            ctx.request_repaint();
        }
        match waiting {
            None => {}
            Some((path, false)) => self.start_save(ctx, path),
            // It is due again by itself; who wanted to leave still does.
            Some((_, true)) => {
                if let Some(then) = self.then.take() {
                    self.leave(ctx, then);
                }
            }
        }
    }

    /// Whoever comes back to the window may have changed the file elsewhere.
    pub(super) fn look_at_file(&self, ctx: &Context) {
        let came = |event: &Event| matches!(event, Event::WindowFocused(true));
        if let Some(session) = &self.session
            && ctx.input(|input| input.events.iter().any(came))
        {
            session.look_at_file();
        }
    }

    fn tell_noticed(&mut self, noticed: Noticed) {
        if matches!(
            noticed,
            Noticed::Reloaded | Noticed::Merged(..) | Noticed::Back
        ) {
            self.forget_file_alarm();
        }
        match noticed {
            Noticed::Reloaded => self.tell(words::RELOADED_TOLD),
            Noticed::Merged(conflicts, renamed) => self.tell(words::merged(conflicts, renamed)),
            Noticed::Back => self.tell(words::BACK),
            Noticed::Unseen(why) => self.tell(words::unseen(&why)),
            Noticed::Gone(path) => self.alarm_of_file(words::gone(&path), None),
            Noticed::Unreadable(_, why) => {
                self.alarm_of_file(words::unreadable(&why), Some(WayOut::SaveElsewhere));
            }
            Noticed::Another(path) => {
                let way_out = WayOut::Open(path.clone());
                self.alarm_of_file(words::another(&path), Some(way_out));
            }
            Noticed::NotTaken(why) => {
                let words = format!("{}: {why}", words::NOT_TAKEN);
                self.alarm_of_file(words, Some(WayOut::SaveElsewhere));
            }
        }
    }

    fn alarm_of_file(&mut self, words: String, way_out: Option<WayOut>) {
        log::warn!("{words}");
        self.then = None;
        self.file_alarm = Some(words.clone());
        self.alarm = Some(Alarm { words, way_out });
    }

    /// What was said of the file holds no longer.
    pub(super) fn forget_file_alarm(&mut self) {
        let said = self.file_alarm.take();
        self.alarm = self
            .alarm
            .take()
            .filter(|alarm| Some(&alarm.words) != said.as_ref());
    }
}
