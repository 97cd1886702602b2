//! Bringing back what a journal holds, when its document is opened again.

use super::entry::{Base, Begin, Entry, Saving};
use super::read::Found;
use super::salvage;
use super::whole::Whole;
use crate::disk::FileHash;
use crate::model::{Document, EditError, History, NoWay, RevisionId};
use std::path::Path;
use std::sync::Arc;

/// A document as it was opened.
pub struct Opened {
    /// What was read.
    pub document: Document,
    /// The hash of its own file; `None` for an article that has none.
    pub hash: Option<FileHash>,
}

/// What came of it.
pub enum Outcome {
    /// The document stands where it stood, with its history. The journal is gone on with.
    Same(Restored),
    /// The document was opened in another state than the journal knows, or the journal is damaged: what
    /// fits was done again, as a new history. The journal is to be set aside.
    Salvaged(Restored),
    /// The document is in another state, and nothing in the journal is wanted: all of it was saved once.
    Other(Document),
}

/// A document brought back.
pub struct Restored {
    /// The document as it was opened.
    pub opened: Document,
    /// The document where it was left.
    pub document: Document,
    /// What was done to it.
    pub history: History,
    /// The revision that is in its file, or in the article.
    pub saved: RevisionId,
    /// The save that the file is from, if it is from one that the journal knows.
    pub saving: Option<Saving>,
    /// How many steps no save had taken.
    pub steps: usize,
    /// The names of those that did not fit, and could not be done again.
    pub left_out: Vec<String>,
    /// It was chosen to be kept for later.
    pub later: bool,
}

/// What a journal knows of its document, sorted.
pub(super) struct Known {
    /// All steps, where none is missing.
    pub history: Option<History>,
    /// The saves that were whole on the disk.
    savings: Vec<Saving>,
    /// The last save that surely took place.
    pub saved: Option<RevisionId>,
    pub later: bool,
    /// The whole document, noted when its file was gone.
    whole: Option<(RevisionId, Whole)>,
}

impl Known {
    pub(super) fn of(entries: &[Entry], gaps: usize) -> Self {
        let mut known = Self {
            history: Some(History::default()),
            savings: Vec::new(),
            saved: None,
            later: false,
            whole: None,
        };
        for entry in entries {
            known.take(entry);
        }
        if gaps > 0 {
            known.history = None;
        }
        known
    }

    fn take(&mut self, entry: &Entry) {
        let follows = match (entry, &mut self.history) {
            (Entry::Step { number, step }, Some(history)) => {
                number.0 == history.revisions().len() + 1 && history.note(Arc::clone(step))
            }
            (Entry::At(at), Some(history)) => history.stand_at(*at),
            (Entry::Saving(saving), _) => {
                self.savings.push((**saving).clone());
                true
            }
            (Entry::Saved(revision), _) => {
                self.saved = Some(*revision);
                true
            }
            (Entry::Whole(revision, whole), _) => {
                self.whole = Some((*revision, (**whole).clone()));
                true
            }
            (Entry::Later, _) => {
                self.later = true;
                true
            }
            _ => true,
        };
        if !follows {
            self.history = None;
        }
    }

    /// The save that wrote a file of this hash; the latest where there are several.
    fn saving_of(&self, hash: FileHash) -> Option<&Saving> {
        self.savings.iter().rev().find(|saving| saving.hash == hash)
    }

    /// The SHA-256 of the text that the steps which no save has taken begin from, if it is known.
    pub(super) fn text<'a>(&'a self, begin: &'a Begin) -> Option<&'a str> {
        let text = match self.saved {
            Some(_) => &self.last_saved()?.text,
            None => &begin.text,
        };
        text.as_deref()
    }

    /// The save that is in place, as far as the journal knows.
    pub(super) fn last_saved(&self) -> Option<&Saving> {
        let saved = self.saved?;
        self.savings
            .iter()
            .rev()
            .find(|saving| saving.revision == saved)
    }

    /// Whether the file holds the document as it stood last, given the file's hash.
    pub(super) fn is_saved_as_it_stands(
        &self,
        hash: impl FnOnce(&Path) -> Option<FileHash>,
    ) -> bool {
        let (Some(history), Some(last)) = (&self.history, self.savings.last()) else {
            return false;
        };
        let Some(place) = &last.place else {
            return false;
        };
        last.revision == history.current() && hash(place) == Some(last.hash)
    }

    /// How many steps lead from what was saved last to where the document stood.
    pub(super) fn unsaved(&self) -> Option<usize> {
        let history = self.history.as_ref()?;
        let saved = self.saved.unwrap_or_default();
        let (back, forth) = history.way(saved, history.current())?;
        Some(back.len() + forth.len())
    }
}

/// Brings back what a journal holds onto its document as it was opened.
pub fn restore(found: &Found, start: Opened) -> Outcome {
    let known = Known::of(&found.entries, found.gaps);
    let Some((mut document, saved)) = known_state(found, &known, &start) else {
        return salvage::onto(start.document, found, &known);
    };
    let Some(history) = &known.history else {
        return salvage::onto(start.document, found, &known);
    };
    match replay(&mut document, history, saved) {
        Ok(steps) => Outcome::Same(Restored {
            saving: match start.hash {
                Some(hash) => known.saving_of(hash).cloned(),
                None => known.last_saved().cloned(),
            },
            opened: start.document,
            document,
            history: history.clone(),
            saved,
            steps,
            left_out: Vec::new(),
            later: known.later,
        }),
        Err(error) => {
            log::warn!("the journal does not fit the document that it is of: {error}");
            salvage::onto(start.document, found, &known)
        }
    }
}

/// The document at a revision that the journal knows, as the editor had it.
fn known_state(found: &Found, known: &Known, start: &Opened) -> Option<(Document, RevisionId)> {
    let first = RevisionId::default();
    let Some(hash) = start.hash else {
        if let Some((revision, whole)) = &known.whole
            && whole.0 == start.document
        {
            return Some((whole.0.clone(), *revision));
        }
        return match &found.begin.base {
            Base::Whole(whole) if whole.0.text() == start.document.text() => {
                Some((whole.0.clone(), first))
            }
            _ => None,
        };
    };
    if let Some(saving) = known.saving_of(hash) {
        // Back to before the save took out what nobody means.
        let mut document = start.document.clone();
        document.apply(&saving.tidy.inverse()).ok()?;
        return Some((document, saving.revision));
    }
    match &found.begin.base {
        Base::File(base) if *base == hash => Some((start.document.clone(), first)),
        _ => None,
    }
}

/// Why a document cannot be led where its history stands.
#[derive(Debug, thiserror::Error)]
enum Astray {
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Way(#[from] NoWay),
}

/// Leads a document from a revision to where its history stands; gives how many steps that took. Only
/// those are read.
fn replay(document: &mut Document, history: &History, from: RevisionId) -> Result<usize, Astray> {
    let way = history.way(from, history.current());
    let (back, forth) = way.ok_or(NoWay::NoStep)?;
    let step = |&id| history.revision(id).ok_or(NoWay::NoStep);
    for id in &back {
        document.apply(&step(id)?.read()?.inverse())?;
    }
    for id in &forth {
        document.apply(step(id)?.read()?)?;
    }
    Ok(back.len() + forth.len())
}
