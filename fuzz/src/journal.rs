//! Journals, as they are and with their checksums mended.

use crate::memory_disk::MemoryDisk;
use crate::{acts, framing, promises};
use dictum::journal::{self, About, Base, Begin, Entry, Found, Opened, Outcome, Restored, Whole};
use dictum::model::{History, RevisionId};
use std::path::Path;
use std::sync::Arc;

/// Reads a journal and brings back what it holds.
pub fn journal(bytes: &[u8]) {
    brought_back(bytes);
    brought_back(&framing::mended(bytes));
}

fn brought_back(bytes: &[u8]) {
    let Some(found) = found(bytes) else { return };
    let opened = match &found.begin.base {
        Base::Whole(whole) => Opened {
            document: whole.0.clone(),
            hash: None,
        },
        Base::File(hash) => Opened {
            document: acts::document(0),
            hash: Some(*hash),
        },
    };
    match journal::restore(&found, opened) {
        Outcome::Same(restored) | Outcome::Salvaged(restored) => {
            goes_everywhere_or_stays(&restored.history);
            is_handed_on(&restored.history);
            goes_back_and_forth(restored);
        }
        Outcome::Other(document) => promises::holds_together(&document),
    }
}

/// What stands in a journal.
pub fn found(bytes: &[u8]) -> Option<Found> {
    let disk = MemoryDisk::holding([("a.journal", bytes)]);
    journal::read(&disk, Path::new("a.journal")).ok()
}

/// A step that cannot be read keeps the history where it is; every other is gone to.
fn goes_everywhere_or_stays(history: &History) {
    for number in 0..=history.revisions().len() {
        let mut moved = history.clone();
        let target = RevisionId(number);
        let is_there = moved.go_to(target).is_ok();
        let stands = if is_there { target } else { history.current() };
        assert_eq!(moved.current(), stands);
        moved.stand_at(target);
        let has_undone = moved.undo().is_ok();
        let parent = history.revision(target).map(|step| step.parent);
        let stands = parent.filter(|_| has_undone).unwrap_or(target);
        assert_eq!(moved.current(), stands);
    }
}

/// Written to another journal and read there, every step says the same bytes, whoever can read them.
fn is_handed_on(history: &History) {
    let written = framing::journal(&entries(history));
    let Some(found) = found(&written) else {
        panic!("it is not read again");
    };
    assert_eq!(found.gaps, 0);
    let mut again = vec![Entry::Begin(Box::new(found.begin))];
    again.extend(found.entries);
    assert!(
        framing::journal(&again) == written,
        "it says something else"
    );
}

fn entries(history: &History) -> Vec<Entry> {
    let begin = Begin {
        about: About::default(),
        base: Base::Whole(Whole(acts::document(0))),
        text: None,
    };
    let steps = history.revisions().iter().enumerate();
    let steps = steps.map(|(number, step)| Entry::Step {
        number: RevisionId(number + 1),
        step: Arc::clone(step),
    });
    std::iter::once(Entry::Begin(Box::new(begin)))
        .chain(steps)
        .collect()
}

/// A history that was brought back leads to its beginning and back again.
fn goes_back_and_forth(restored: Restored) {
    let Restored {
        document,
        mut history,
        ..
    } = restored;
    promises::holds_together(&document);
    let here = history.current();
    let mut moved = document.clone();
    // Steps of a branch on which the document does not stand may be of another document.
    for target in [RevisionId::default(), here] {
        for edit in history.go_to(target).into_iter().flatten() {
            if moved.apply(&edit).is_err() {
                return;
            }
        }
        promises::holds_together(&moved);
    }
    assert!(
        moved == document,
        "it comes to another document than it left"
    );
}
