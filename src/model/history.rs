//! What was done, step by step, so that any of it can be undone and nothing is forgotten.

use super::{Edit, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Which revision, counted from 0: the document as it was opened.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct RevisionId(pub usize);

/// A step: what was done, by whom and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// What was done, in the person's words: "Mark quote".
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Who did it, if known.
    pub annotator: Option<SmolStr>,
    /// What it changed.
    pub edit: Edit,
    /// The revision it was made from.
    pub parent: RevisionId,
}

/// Every step since the document was opened, without limit.
///
/// The steps form a tree: a new edit after an undo begins a branch, and what was undone stays.
/// Redo goes the way that was gone last.
#[derive(Clone, Debug, Default)]
pub struct History {
    revisions: Vec<Revision>,
    /// For each revision, the opened document's first, the child to redo.
    next: Vec<Option<RevisionId>>,
    current: RevisionId,
}

impl History {
    /// Notes a step that has been applied.
    pub fn push(
        &mut self,
        name: impl Into<String>,
        at: Timestamp,
        annotator: Option<SmolStr>,
        edit: Edit,
    ) {
        let parent = self.current;
        self.revisions.push(Revision {
            name: name.into(),
            at,
            annotator,
            edit,
            parent,
        });
        self.current = RevisionId(self.revisions.len());
        self.next.resize(self.revisions.len() + 1, None);
        self.next[parent.0] = Some(self.current);
    }

    /// Where the document stands.
    pub fn current(&self) -> RevisionId {
        self.current
    }

    /// Every step, in the order in which they were done.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// The step that led to a revision; `None` for the opened document.
    pub fn revision(&self, id: RevisionId) -> Option<&Revision> {
        self.revisions.get(id.0.checked_sub(1)?)
    }

    /// The step that undo would take back.
    pub fn undoable(&self) -> Option<&Revision> {
        self.revision(self.current)
    }

    /// The step that redo would do again.
    pub fn redoable(&self) -> Option<&Revision> {
        self.revision(self.next.get(self.current.0).copied().flatten()?)
    }

    /// Goes one step back; gives the edit to apply and the name of what is undone.
    pub fn undo(&mut self) -> Option<(Edit, String)> {
        let step = self.undoable()?;
        let (edit, name, parent) = (step.edit.inverse(), step.name.clone(), step.parent);
        self.current = parent;
        Some((edit, name))
    }

    /// Goes one step forward; gives the edit to apply and the name of what is redone.
    pub fn redo(&mut self) -> Option<(Edit, String)> {
        let next = self.next.get(self.current.0).copied().flatten()?;
        let step = self.revision(next)?;
        let (edit, name) = (step.edit.clone(), step.name.clone());
        self.current = next;
        Some((edit, name))
    }

    /// The edits that lead from where the document stands to `target`, to be applied in order;
    /// history stands there afterwards. `None` when there is no such revision.
    pub fn go_to(&mut self, target: RevisionId) -> Option<Vec<Edit>> {
        if target.0 > self.revisions.len() {
            return None;
        }
        let ancestors = |mut id: RevisionId| {
            let mut line = vec![id];
            while let Some(step) = self.revision(id) {
                id = step.parent;
                line.push(id);
            }
            line
        };
        let (mut back, mut forth) = (ancestors(self.current), ancestors(target));
        // What both lines share, from the root on, is not walked.
        while back.len() > 1 && forth.len() > 1 && back[back.len() - 2] == forth[forth.len() - 2] {
            back.pop();
            forth.pop();
        }
        let undo = back[..back.len() - 1]
            .iter()
            .filter_map(|&id| Some(self.revision(id)?.edit.inverse()));
        let redo = forth[..forth.len() - 1]
            .iter()
            .rev()
            .filter_map(|&id| Some(self.revision(id)?.edit.clone()));
        let edits = undo.chain(redo).collect();
        for pair in forth.windows(2) {
            self.next[pair[1].0] = Some(pair[0]);
        }
        self.current = target;
        Some(edits)
    }
}
