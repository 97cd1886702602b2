//! What has happened in a history since it was last handed to the journal.

use super::entry::Entry;
use crate::model::{History, RevisionId};
use std::sync::Arc;

/// How far a history has been handed over. Whatever way the document was changed, nothing is missed:
/// the history itself is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Follower {
    steps: usize,
    at: RevisionId,
}

impl Follower {
    /// A journal that knows all of a history already.
    pub fn up_to(history: &History) -> Self {
        Self {
            steps: history.revisions().len(),
            at: history.current(),
        }
    }

    /// Whether there is nothing to hand over. Costs the same for any history.
    pub fn has_all(&self, history: &History) -> bool {
        *self == Self::up_to(history)
    }

    /// What to hand over, in order.
    pub fn entries(&mut self, history: &History) -> Vec<Entry> {
        let mut entries = Vec::new();
        let new = history.revisions().get(self.steps..).unwrap_or_default();
        for step in new {
            self.steps += 1;
            self.at = RevisionId(self.steps);
            entries.push(Entry::Step {
                number: self.at,
                step: Arc::clone(step),
            });
        }
        if self.at != history.current() {
            self.at = history.current();
            entries.push(Entry::At(self.at));
        }
        entries
    }
}
