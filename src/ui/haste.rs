//! The quiet word when suggestions are accepted faster than they can be read.

use super::wording;
use crate::editor::Editor;
use crate::review::Pace;
use eframe::egui::Context;
use std::time::Duration;

/// So long it stands in the status bar, in seconds.
const SHOWN: f64 = 12.0;

/// Watches the open article's decisions.
#[derive(Default)]
pub struct HasteWatch {
    pace: Option<Pace>,
    /// How many steps of the history were looked at.
    seen: usize,
    /// What is said, and until when.
    said: Option<(String, f64)>,
}

impl HasteWatch {
    /// Looks at what was done since the last frame.
    pub fn watch(&mut self, ctx: &Context, editor: &Editor) {
        let now = ctx.input(|input| input.time);
        let steps = editor.history().revisions();
        let pace = self.pace.get_or_insert_with(|| {
            // What was brought back was done at another time.
            self.seen = steps.len();
            Pace::new(now)
        });
        for step in steps.get(self.seen..).unwrap_or_default() {
            if let Some(edit) = step.edit.get()
                && let Some(haste) = pace.take(now, edit, editor.document())
            {
                self.said = Some((wording::tagger::haste(haste), now + SHOWN));
            }
        }
        self.seen = steps.len();
        match &self.said {
            Some((_, until)) if *until <= now => self.said = None,
            Some((_, until)) => ctx.request_repaint_after(Duration::from_secs_f64(until - now)),
            None => {}
        }
    }

    /// What is to be said now.
    pub fn said(&self) -> Option<&str> {
        self.said.as_ref().map(|(words, _)| words.as_str())
    }
}
