//! Taking a corrected text, and what is decided on the marks that it has put up for a decision.

use super::{Editor, Outcome, Place};
use crate::model::{ByteOffset, Edit, EditError, Revision};

/// What another program has made of the document's file.
pub struct FromFile {
    /// What the step is called by which it comes here.
    pub name: &'static str,
    /// What the step is called that leads to what is in the file, where that is another.
    pub aside: &'static str,
    /// From the document as it was saved last to what is in the file.
    pub theirs: Edit,
    /// From the document as it stands to both; `None` when nothing was done since it was saved.
    pub merged: Option<Edit>,
    /// The two together are what is in the file.
    pub is_theirs: bool,
}

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

    /// Takes in what another program has made of the file, as one step that can be undone; what is in the
    /// file counts as saved then. `lead` says where a place of the text is after it.
    pub fn take_from_file(
        &mut self,
        file: FromFile,
        lead: impl Fn(ByteOffset) -> ByteOffset,
    ) -> Result<(), EditError> {
        let (anchor, caret) = (self.anchor, self.caret.place.at);
        let now = (self.clock)();
        let saved = self.saved.unwrap_or_default();
        let (edit, aside) = match file.merged {
            None => (file.theirs, None),
            Some(merged) => (merged, Some(file.theirs).filter(|_| !file.is_theirs)),
        };
        if !edit.is_empty() {
            self.apply(&edit)?;
            self.history.push(file.name, now.clone(), None, edit);
            self.settle();
        }
        // What is in the file has a place of its own in the history, to be gone to and to begin from.
        let noted = match aside {
            None => Some(self.history.current()),
            Some(edit) if edit.is_empty() => Some(saved),
            Some(edit) => self.history.note_aside(Revision {
                name: file.aside.to_owned(),
                at: now,
                annotator: None,
                edit: edit.into(),
                parent: saved,
            }),
        };
        self.saved = noted;
        let end = self.document.text().end();
        let led = |at| self.document.text().grapheme_floor(lead(at).min(end));
        let (anchor, caret) = (led(anchor), led(caret));
        if (anchor, caret) != (self.anchor, self.caret.place.at) {
            self.caret.place = Place::at(caret);
            self.anchor = anchor;
            self.grown.clear();
        }
        Ok(())
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
