//! Saving a document so that its journal always knows what stands in its file.

use super::entry::written;
use super::handle::Keeper;
use super::place::Place;
use super::{Saving, set_aside};
use crate::disk::Disk;
use crate::model::{Document, RevisionId};
use crate::store::{self, Ready, SaveError, Saved};
use std::io;
use std::path::Path;

/// A save of a document that has a journal.
pub struct Save<'a> {
    /// Where files are.
    pub disk: &'a dyn Disk,
    /// The file.
    pub path: &'a Path,
    /// The document as it stands at `revision`.
    pub document: &'a Document,
    /// Which revision it is.
    pub revision: RevisionId,
    /// The journal, if it has begun.
    pub keeper: Option<&'a Keeper>,
    /// Where the journal goes, when the document goes elsewhere.
    pub moves_to: Option<Place>,
}

impl Save<'_> {
    /// Saves: the new file is whole on the disk, then the journal says what is about to happen, then
    /// `is_ours` tells whether the old file may be replaced, then it is replaced.
    ///
    /// Ended anywhere, the document's file is one that the journal knows.
    pub fn run(self, is_ours: &mut dyn FnMut() -> io::Result<()>) -> Result<Saved, SaveError> {
        let Self {
            disk,
            path,
            document,
            revision,
            keeper,
            mut moves_to,
        } = self;
        let mut moved_from = None;
        let result = store::save_checked(disk, path, document, &mut |ready: Ready<'_>| {
            let Some(keeper) = keeper else {
                return is_ours();
            };
            let saving = Saving {
                revision,
                hash: ready.hash,
                tidy: ready.tidy.clone(),
                place: written(ready.path),
                text: Some(document.text().sha256().to_owned()),
            };
            // The save itself makes the work safe: a journal that cannot be written does not hold it up.
            if let Err(error) = keeper.saving(saving) {
                log::warn!("the journal does not know of this save: {error}");
            }
            is_ours()?;
            if let Some(to) = moves_to.take() {
                make_way(disk, &to)?;
                moved_from = keeper.move_to(to).map_err(io::Error::other)?;
            }
            Ok(())
        });
        match (&result, keeper, moved_from) {
            (Ok(_), Some(keeper), _) => keeper.saved(revision),
            (Err(_), Some(keeper), Some(from)) => come_back(disk, keeper, &from),
            _ => {}
        }
        result
    }
}

/// The journal of a document that is about to be replaced is kept aside: its work may be wanted.
fn make_way(disk: &dyn Disk, to: &Place) -> io::Result<()> {
    if disk.exists(to.path()) {
        set_aside(disk, to.path()).map_err(io::Error::other)?;
    }
    Ok(())
}

fn come_back(disk: &dyn Disk, keeper: &Keeper, from: &Path) {
    match Place::at(disk, from) {
        Ok(Some(place)) => {
            if let Err(error) = keeper.move_to(place) {
                log::warn!("the journal is not where its document is: {error}");
            }
        }
        _ => log::warn!("the journal is not where its document is"),
    }
}
