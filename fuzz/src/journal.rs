//! Journals, as they are and with their checksums mended.

use crate::memory_disk::MemoryDisk;
use crate::{acts, framing, promises};
use dictum::journal::{self, Base, Found, Opened, Outcome, Restored};
use dictum::model::RevisionId;
use std::path::Path;

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
        Outcome::Same(restored) => goes_back_and_forth(restored),
        Outcome::Salvaged(restored) => goes_back_and_forth(restored),
        Outcome::Other(document) => promises::holds_together(&document),
    }
}

/// What stands in a journal.
pub fn found(bytes: &[u8]) -> Option<Found> {
    let disk = MemoryDisk::holding([("a.journal", bytes)]);
    journal::read(&disk, Path::new("a.journal")).ok()
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
