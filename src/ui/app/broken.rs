//! Work in the background that broke off: told, and the window goes on.

use super::App;
use crate::ui::{job, wording};
use eframe::egui::Context;

impl App {
    /// Tells of jobs that have panicked, unless something else is being told.
    pub(super) fn tell_broken_jobs(&mut self, ctx: &Context) {
        for broken in job::take_broken(ctx) {
            let words = wording::broke_off(&broken.name, &broken.words);
            if self.alarm.is_some() {
                log::warn!("{words}");
            } else {
                self.alarm(words);
            }
        }
    }
}
