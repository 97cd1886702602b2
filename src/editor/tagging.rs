//! Taking what a tagger proposes.

use super::{Editor, Outcome};
use crate::model::Edit;

impl Editor {
    /// Takes a tagger's marks as one step that can be undone; the edit was made on this document as it
    /// stands. Gives [`Outcome::Done`], or why nothing was changed.
    pub fn take_tags(&mut self, name: &str, edit: Edit) -> Outcome {
        if edit.changes.is_empty() {
            return Outcome::Nothing("The tagger found nothing new");
        }
        if let Err(error) = self.apply(&edit) {
            log::error!("a tagger's marks did not apply: {error}");
            return Outcome::Told(format!("Nothing was changed: {error}"));
        }
        self.history.push(name, (self.clock)(), None, edit);
        self.settle();
        Outcome::Done
    }
}
