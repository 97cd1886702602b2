//! The caret, what is selected, and letting go of it.

use super::{Affinity, Caret, Editor, Lines, Motion, Outcome, Place};
use crate::model::ByteRange;

impl Editor {
    pub(super) fn stand(&mut self, place: Place) {
        self.caret = Caret { place, goal: None };
        self.anchor = place.at;
        self.grown.clear();
    }

    /// Selects a stretch; the caret stands at its end.
    pub fn select(&mut self, range: ByteRange) {
        self.anchor = range.start;
        self.caret = Caret {
            place: Place {
                at: range.end,
                affinity: Affinity::Upstream,
            },
            goal: None,
        };
        self.grown.clear();
    }

    pub(super) fn move_caret(&mut self, motion: Motion, lines: &dyn Lines) -> Outcome {
        let selection = self.selection();
        let moved = match motion {
            // Without Shift, an arrow leaves a selection at the end it points to.
            Motion::Left | Motion::Right if !selection.is_empty() => {
                let text = self.document.text();
                let forth = motion.goes_forth(text.direction_at(self.caret.place.at));
                let end = if forth {
                    selection.end
                } else {
                    selection.start
                };
                Caret {
                    place: Place::at(end),
                    goal: None,
                }
            }
            _ => self.caret.moved(motion, self.document.text(), lines),
        };
        self.caret = moved;
        self.anchor = moved.place.at;
        self.grown.clear();
        Outcome::Done
    }

    pub(super) fn extend(&mut self, motion: Motion, lines: &dyn Lines) -> Outcome {
        self.caret = self.caret.moved(motion, self.document.text(), lines);
        self.grown.clear();
        Outcome::Done
    }

    /// Whether the caret stands in the current mark or at one of its ends. The mark stays current
    /// when the caret leaves it, so that words elsewhere can be added to it; label keys then mean
    /// the words at the caret.
    pub(super) fn is_in_current(&self) -> bool {
        let at = self.caret.place.at;
        let touches = |range: ByteRange| range.start <= at && at <= range.end;
        self.current_span()
            .is_some_and(|span| span.fragments.iter().any(touches))
    }

    pub(super) fn grow(&mut self) -> Outcome {
        let selection = self.selection();
        let Some(grown) = crate::language::grow(self.document.text(), selection) else {
            return Outcome::Nothing("The selection is as large as it gets");
        };
        let mut before = std::mem::take(&mut self.grown);
        before.push(selection);
        self.select(grown);
        self.grown = before;
        Outcome::Done
    }

    pub(super) fn shrink(&mut self) -> Outcome {
        let Some(range) = self.grown.pop() else {
            return Outcome::Nothing("The selection was not grown");
        };
        let rest = std::mem::take(&mut self.grown);
        self.select(range);
        self.grown = rest;
        Outcome::Done
    }

    pub(super) fn copy(&self) -> Outcome {
        let selection = self.selection();
        if !selection.is_empty() {
            return Outcome::Copy(self.document.text().slice(selection).to_owned());
        }
        match self.current_span() {
            Some(span) => Outcome::Copy(self.document.words(span)),
            None => Outcome::Nothing("Select the words to copy"),
        }
    }

    pub(super) fn escape(&mut self) -> Outcome {
        if self.drag.take().is_some() {
            return Outcome::Done;
        }
        if self.card.take().is_some() || self.choices.take().is_some() {
            return Outcome::Done;
        }
        if !self.selection().is_empty() {
            self.anchor = self.caret.place.at;
            self.grown.clear();
            return Outcome::Done;
        }
        if self.current.take().is_some() {
            return Outcome::Done;
        }
        if self.kept_label.take().is_some() {
            return Outcome::Done;
        }
        Outcome::Nothing("Nothing to leave")
    }
}
