//! Doing again what fits, on a document that is not the one which the steps were made from.

use super::entry::{Base, Entry};
use super::read::Found;
use super::rejoin;
use super::restore::{Known, Outcome, Restored};
use crate::model::{Change, Document, Edit, History, Revision, RevisionId};
use std::collections::HashMap;
use std::sync::Arc;

/// What stands for a step that cannot be read.
const DAMAGED: &str = "a damaged step";
/// What all steps are called that were merged as one.
const MERGED: &str = "Go on with what had not been saved";

/// Does what no save has taken again, as far as its old values are those of the document.
pub(super) fn onto(document: Document, found: &Found, known: &Known) -> Outcome {
    if known.unsaved() == Some(0) {
        return Outcome::Other(document);
    }
    if let Some(text) = known.text(&found.begin)
        && text != document.text().sha256()
    {
        return on_another_text(document, found, known);
    }
    let mut work = Work {
        document: document.clone(),
        history: History::default(),
        // What was damaged has no name any more.
        left_out: vec![DAMAGED.to_owned(); found.gaps],
    };
    match &known.history {
        Some(history) => work.along(history, known.saved.unwrap_or_default()),
        None => work.one_by_one(&found.entries, known.saved.unwrap_or_default()),
    }
    // What does not fit as it was done may fit field by field, under other ids, or as a conflict.
    if !work.left_out.is_empty()
        && let Some(merged) = merged(&document, found, known)
    {
        return merged;
    }
    Outcome::Salvaged(Restored {
        saving: None,
        opened: document,
        document: work.document,
        steps: work.history.revisions().len(),
        history: work.history,
        saved: RevisionId::default(),
        left_out: work.left_out,
        later: known.later,
    })
}

/// All that no save has taken, merged with the document as one step.
fn merged(document: &Document, found: &Found, known: &Known) -> Option<Outcome> {
    let (merged, edit) = rejoin::onto(document, found, known)?;
    let last = known.history.as_ref()?.revisions().last()?;
    let mut history = History::default();
    if !edit.is_empty() {
        history.push(MERGED, last.at.clone(), last.annotator.clone(), edit);
    }
    Some(Outcome::Salvaged(Restored {
        saving: None,
        opened: document.clone(),
        document: merged,
        steps: known.unsaved()?,
        history,
        saved: RevisionId::default(),
        left_out: Vec::new(),
        later: known.later,
    }))
}

/// In another text the places of the steps mean other words: only what says where its words stood can be
/// merged, the rest is named.
fn on_another_text(document: Document, found: &Found, known: &Known) -> Outcome {
    let is_whole = matches!(found.begin.base, Base::Whole(_)) && known.saved.is_none();
    if let Some(merged) = is_whole.then(|| merged(&document, found, known)).flatten() {
        return merged;
    }
    let saved = known.saved.unwrap_or_default();
    let names = |history: &History| {
        let (back, forth) = history.way(saved, history.current())?;
        let steps = back.iter().chain(&forth);
        let names = steps.filter_map(|&id| Some(history.revision(id)?.name.clone()));
        Some(names.collect::<Vec<String>>())
    };
    let left_out = known.history.as_ref().and_then(names);
    Outcome::Salvaged(Restored {
        saving: None,
        opened: document.clone(),
        document,
        steps: 0,
        history: History::default(),
        saved: RevisionId::default(),
        left_out: left_out.unwrap_or_else(|| vec![DAMAGED.to_owned(); found.gaps.max(1)]),
        later: known.later,
    })
}

struct Work {
    document: Document,
    history: History,
    left_out: Vec<String>,
}

impl Work {
    /// The way from what was saved to where the document stood: nothing else was wanted at the end.
    fn along(&mut self, history: &History, saved: RevisionId) {
        let Some((back, forth)) = history.way(saved, history.current()) else {
            return;
        };
        for step in back.iter().filter_map(|&id| history.revision(id)) {
            self.take_back(step);
        }
        for step in forth.iter().filter_map(|&id| history.revision(id)) {
            self.repeat(step);
        }
    }

    /// Every step that is left of a damaged journal, in the order in which they were done.
    fn one_by_one(&mut self, entries: &[Entry], saved: RevisionId) {
        let mut steps: HashMap<RevisionId, Arc<Revision>> = HashMap::new();
        let mut at = RevisionId::default();
        for entry in entries {
            let (target, step) = match entry {
                Entry::Step { number, step } => (step.parent, Some((*number, step))),
                Entry::At(target) => (*target, None),
                _ => continue,
            };
            let is_new = step.is_some_and(|(number, _)| number > saved);
            // What a save has taken is in the document; only where that stood must be followed.
            if at >= saved && (is_new || step.is_none()) {
                self.walk(&steps, at, target);
            }
            at = target;
            if let Some((number, step)) = step {
                if is_new {
                    self.repeat(step);
                }
                steps.insert(number, Arc::clone(step));
                at = number;
            }
        }
    }

    /// From one revision to another, as far as the steps between are there.
    fn walk(
        &mut self,
        steps: &HashMap<RevisionId, Arc<Revision>>,
        from: RevisionId,
        to: RevisionId,
    ) {
        let (mut here, mut there) = (from, to);
        let mut forth = Vec::new();
        while here != there {
            let is_back = here > there;
            let at = if is_back { &mut here } else { &mut there };
            let Some(step) = steps.get(at) else {
                return;
            };
            *at = step.parent;
            if is_back {
                self.take_back(step);
            } else {
                forth.push(step);
            }
        }
        for step in forth.into_iter().rev() {
            self.repeat(step);
        }
    }

    fn repeat(&mut self, step: &Revision) {
        self.attempt(step.edit.get().cloned(), step, step.name.clone());
    }

    fn take_back(&mut self, step: &Revision) {
        let name = format!("Undo: {}", step.name);
        self.attempt(step.edit.get().map(Edit::inverse), step, name);
    }

    /// Applies an edit, if it could be read.
    fn attempt(&mut self, edit: Option<Edit>, step: &Revision, name: String) {
        let Some(edit) = edit else {
            self.left_out.push(name);
            return;
        };
        if self.document.apply(&edit).is_ok() {
            let (at, annotator) = (step.at.clone(), step.annotator.clone());
            self.history.push(name, at, annotator, edit);
        } else if !is_there_already(&self.document, &edit) {
            self.left_out.push(name);
        }
    }
}

/// Whether a document says already what an edit would have it say.
fn is_there_already(document: &Document, edit: &Edit) -> bool {
    edit.changes.iter().all(|change| match change {
        Change::Span { before, after } => {
            let id = before.as_ref().or(after.as_ref()).map(|span| &span.id);
            id.is_some_and(|id| document.span(id) == after.as_ref())
        }
        Change::Link { before, after } => {
            let id = before.as_ref().or(after.as_ref()).map(|link| &link.id);
            id.is_some_and(|id| document.link(id) == after.as_ref())
        }
        Change::Entity { before, after } => {
            let id = before.as_ref().or(after.as_ref()).map(|entity| &entity.id);
            id.is_some_and(|id| document.entity(id) == after.as_ref())
        }
        Change::Header { after, .. } => document.header() == after,
        Change::Schema { after, .. } => document.schema() == after,
        Change::Text(text) => {
            let (start, end) = (text.at.0, text.at.0 + text.after.len());
            document.text().get((start..end).into()) == Some(&text.after)
        }
    })
}
