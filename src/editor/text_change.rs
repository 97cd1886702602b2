//! Taking a corrected text, and what is decided on the marks that it has put up for a decision.

use super::{Editor, Outcome, Place};
use crate::model::Edit;

impl Editor {
    /// Takes an edit made elsewhere, by the person and as one step that can be undone. It was made on
    /// this document as it stands. Gives [`Outcome::Done`], or why nothing was changed.
    pub fn take_edit(&mut self, name: &str, edit: Edit) -> Outcome {
        if edit.is_empty() {
            return Outcome::Nothing("That changes nothing");
        }
        if let Err(error) = self.apply(&edit) {
            log::error!("an edit did not apply: {error}");
            return Outcome::Told(format!("Nothing was changed: {error}"));
        }
        let who = self.annotator.clone();
        self.history.push(name, (self.clock)(), Some(who), edit);
        self.settle();
        self.stand_within();
        Outcome::Done
    }

    /// Brings the caret to a place that the text has, should it have become another.
    fn stand_within(&mut self) {
        let text = self.document.text();
        let here = self.selection();
        let fits = text.is_grapheme_boundary(here.start) && text.is_grapheme_boundary(here.end);
        if here.end > text.end() || !fits {
            let at = text.grapheme_floor(here.start.min(text.end()));
            self.stand(Place::at(at));
        }
    }
}
