//! The one way to change the document: edits, and the way through the history.

use super::{Editor, Outcome, Place, suggestions};
use crate::model::{
    Decision, Draft, Edit, EditError, NoWay, Origin, RevisionId, Status, Timestamp,
};
use smol_str::SmolStr;

impl Editor {
    /// Goes to a revision, on whatever branch of the history, without losing any other.
    pub fn go_to_revision(&mut self, revision: RevisionId) -> Outcome {
        if revision == self.history.current() {
            return Outcome::Nothing("The article stands there already");
        }
        let mut history = self.history.clone();
        let edits = match history.go_to(revision) {
            Ok(edits) => edits,
            Err(NoWay::NoStep) => return Outcome::Nothing("There is no such step"),
            Err(unread) => return Outcome::Told(format!("Nothing was changed: {unread}")),
        };
        let before = self.document.clone();
        for edit in &edits {
            if let Err(error) = self.document.apply(edit) {
                log::error!("a step of the history did not apply: {error}");
                self.document = before;
                return Outcome::Told(format!("Nothing was changed: {error}"));
            }
        }
        self.index = suggestions::Index::of(&self.document);
        self.history = history;
        self.settle();
        if let Some(place) = edits.last().and_then(Edit::place) {
            let at = place.start.min(self.document.text().end());
            self.stand(Place::at(self.document.text().grapheme_floor(at)));
        }
        Outcome::Done
    }

    /// Goes back to what is on the disk.
    pub fn go_to_saved(&mut self) -> Outcome {
        self.go_to_revision(self.saved.unwrap_or_default())
    }

    /// Makes an edit and takes it into the history under a name. The one way to change the document.
    pub(super) fn commit(
        &mut self,
        name: impl Into<String>,
        make: impl FnOnce(&mut Draft, &Hand<'_>) -> Result<(), EditError>,
    ) -> Result<bool, EditError> {
        if self.is_read_only {
            return Err(EditError::ReadOnly);
        }
        let hand = Hand {
            annotator: &self.annotator,
            now: (self.clock)(),
        };
        let (now, who) = (hand.now.clone(), self.annotator.clone());
        let mut draft = Draft::new(&self.document);
        make(&mut draft, &hand)?;
        if draft.is_empty() {
            return Ok(false);
        }
        if matches!(
            self.document.header().status,
            Status::Untouched | Status::Tagged
        ) {
            let now = draft.document().header().status;
            if now == self.document.header().status {
                draft.change_header(|header| header.status = Status::InWork)?;
            }
        }
        let edit = draft.finish();
        self.apply(&edit)?;
        self.history.push(name, now, Some(who), edit);
        Ok(true)
    }

    /// Puts an edit into the document, and what waits for a decision follows it.
    pub(super) fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.document.apply(edit)?;
        self.index.follow(&self.document, edit);
        Ok(())
    }

    /// [`Self::commit`], with what came of it in words.
    pub(super) fn commit_told(
        &mut self,
        name: impl Into<String>,
        make: impl FnOnce(&mut Draft, &Hand<'_>) -> Result<(), EditError>,
    ) -> Outcome {
        match self.commit(name, make) {
            Ok(true) => Outcome::Done,
            Ok(false) => Outcome::Nothing("That changes nothing"),
            Err(error) => {
                // An edit made on this very document fits it; if not, nothing was changed.
                log::error!("an edit did not apply: {error}");
                Outcome::Told(format!("Nothing was changed: {error}"))
            }
        }
    }

    /// Applies a step that the history has gone from `here`, or says why it has not. Where it does not apply,
    /// the history stands `here` again.
    pub(super) fn step(
        &mut self,
        here: RevisionId,
        step: Result<(Edit, String), NoWay>,
        done: &str,
        none: &'static str,
    ) -> Outcome {
        let (edit, name) = match step {
            Ok(step) => step,
            Err(NoWay::NoStep) => return Outcome::Nothing(none),
            Err(unread) => return Outcome::Told(format!("Nothing was changed: {unread}")),
        };
        if let Err(error) = self.apply(&edit) {
            log::error!("a step of the history did not apply: {error}");
            self.history.stand_at(here);
            return Outcome::Told(format!("Nothing was changed: {error}"));
        }
        self.settle();
        if let Some(place) = edit.place() {
            let at = place.start.min(self.document.text().end());
            self.stand(Place::at(self.document.text().grapheme_floor(at)));
        }
        self.take_up_again(&edit);
        Outcome::Told(format!("{done}: {name}"))
    }

    /// Lets go of what an undo or redo has taken away.
    pub(super) fn settle(&mut self) {
        self.readings = None;
        self.choices = None;
        self.drag = None;
        // The card stays open on a step back, so that the next digit mends it.
        if self.current_span().is_none_or(|span| !span.is_live()) {
            self.current = None;
        }
    }
}

/// Who does it, and when.
pub(super) struct Hand<'a> {
    pub(super) annotator: &'a str,
    pub(super) now: Timestamp,
}

impl Hand<'_> {
    pub(super) fn origin(&self) -> Origin {
        Origin::human(self.annotator)
    }

    pub(super) fn decision(&self) -> Decision {
        Decision {
            name: SmolStr::new(self.annotator),
            at: Some(self.now.clone()),
        }
    }
}
