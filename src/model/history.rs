//! What was done, step by step, so that any of it can be undone and nothing is forgotten.

use super::{Edit, NotedEdit, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

/// Which revision, counted from 0: the document as it was opened.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct RevisionId(pub usize);

/// A step: what was done, by whom and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// What was done, in the person's words: "Mark quote".
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Who did it, if known.
    pub annotator: Option<SmolStr>,
    /// What it changed; it may be read when it is first wanted.
    pub edit: NotedEdit,
    /// The revision it was made from.
    pub parent: RevisionId,
}

impl Revision {
    /// What it changed, read now if it was not.
    pub fn read(&self) -> Result<&Edit, NoWay> {
        let unread = || NoWay::Unread(self.name.clone());
        self.edit.get().ok_or_else(unread)
    }
}

/// Why a history goes nowhere. It stands where it stood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoWay {
    /// There is nothing to undo or redo, or no such revision.
    #[error("there is no such step")]
    NoStep,
    /// What a step on the way changed cannot be read.
    #[error("“{0}” cannot be read; a later version of Dictum may have done it")]
    Unread(String),
}

/// Every step since the document was opened, without limit.
///
/// The steps form a tree: a new edit after an undo begins a branch, and what was undone stays.
/// Redo goes the way that was gone last.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Shared, so that what keeps them elsewhere copies nothing.
    revisions: Vec<Arc<Revision>>,
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
        self.add(Arc::new(Revision {
            name: name.into(),
            at,
            annotator,
            edit: edit.into(),
            parent,
        }));
    }

    /// Takes in a step as it was noted elsewhere; history stands there then. Gives `false`, and is as
    /// it was, when the revision that it was made from is not there.
    pub fn note(&mut self, step: Arc<Revision>) -> bool {
        let known = step.parent.0 <= self.revisions.len();
        if known {
            self.add(step);
        }
        known
    }

    /// Notes a step that was made from another revision than the document stands at, which it goes on
    /// to do. Gives which revision it leads to; `None`, and nothing is noted, when the revision that it
    /// was made from is not there.
    pub fn note_aside(&mut self, step: Revision) -> Option<RevisionId> {
        let here = self.current;
        let noted = self.note(Arc::new(step)).then_some(self.current);
        // Redo goes the way that leads here.
        self.stand_at(here);
        noted
    }

    fn add(&mut self, step: Arc<Revision>) {
        let parent = step.parent;
        self.revisions.push(step);
        self.current = RevisionId(self.revisions.len());
        self.next.resize(self.revisions.len() + 1, None);
        self.next[parent.0] = Some(self.current);
    }

    /// Where the document stands.
    pub fn current(&self) -> RevisionId {
        self.current
    }

    /// Every step, in the order in which they were done.
    pub fn revisions(&self) -> &[Arc<Revision>] {
        &self.revisions
    }

    /// The step that led to a revision; `None` for the opened document.
    pub fn revision(&self, id: RevisionId) -> Option<&Revision> {
        self.revisions.get(id.0.checked_sub(1)?).map(|step| &**step)
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
    pub fn undo(&mut self) -> Result<(Edit, String), NoWay> {
        let step = self.undoable().ok_or(NoWay::NoStep)?;
        let (edit, name, parent) = (step.read()?.inverse(), step.name.clone(), step.parent);
        self.current = parent;
        Ok((edit, name))
    }

    /// Goes one step forward; gives the edit to apply and the name of what is redone.
    pub fn redo(&mut self) -> Result<(Edit, String), NoWay> {
        let next = self.next.get(self.current.0).copied().flatten();
        let next = next.ok_or(NoWay::NoStep)?;
        let step = self.revision(next).ok_or(NoWay::NoStep)?;
        let (edit, name) = (step.read()?.clone(), step.name.clone());
        self.current = next;
        Ok((edit, name))
    }

    /// The edits that lead from where the document stands to `target`, to be applied in order;
    /// history stands there afterwards.
    pub fn go_to(&mut self, target: RevisionId) -> Result<Vec<Edit>, NoWay> {
        let (back, forth) = self.way(self.current, target).ok_or(NoWay::NoStep)?;
        let read = |&id| self.revision(id).ok_or(NoWay::NoStep)?.read();
        let undo = back.iter().map(|id| Ok(read(id)?.inverse()));
        let redo = forth.iter().map(|id| read(id).cloned());
        let edits = undo.chain(redo).collect::<Result<_, _>>()?;
        self.stand(target, &forth);
        Ok(edits)
    }

    /// Stands at a revision at which the document stands already. Gives `false` when there is none.
    pub fn stand_at(&mut self, target: RevisionId) -> bool {
        let way = self.way(self.current, target);
        if let Some((_, forth)) = &way {
            self.stand(target, forth);
        }
        way.is_some()
    }

    /// The steps to take back and then those to do, in order, that lead from one revision to another.
    /// `None` when one of the two is not there.
    pub fn way(
        &self,
        from: RevisionId,
        to: RevisionId,
    ) -> Option<(Vec<RevisionId>, Vec<RevisionId>)> {
        if from.0.max(to.0) > self.revisions.len() {
            return None;
        }
        let (mut here, mut there) = (from, to);
        let (mut back, mut forth) = (Vec::new(), Vec::new());
        // What a revision was made from is older than it: the younger one steps down until both meet.
        while here != there {
            let (line, at) = if here > there {
                (&mut back, &mut here)
            } else {
                (&mut forth, &mut there)
            };
            line.push(*at);
            *at = self.revision(*at)?.parent;
        }
        forth.reverse();
        Some((back, forth))
    }

    fn stand(&mut self, target: RevisionId, forth: &[RevisionId]) {
        for &id in forth {
            if let Some(parent) = self.revision(id).map(|step| step.parent) {
                self.next[parent.0] = Some(id);
            }
        }
        self.current = target;
    }
}
