//! Going on with a document where it was left.

use super::entry::{Base, Begin, Entry, Saving};
use super::place::{Key, Place, Taken};
use super::read::{Found, Unreadable, read};
use super::recorder::Start;
use super::restore::{Opened, Outcome, Restored, restore};
use super::{Sequence, set_aside};
use crate::disk::{Disk, DiskError};
use crate::model::{Document, History, RevisionId};
use std::path::{Path, PathBuf};

/// A journal that is gone on with may be this long, in bytes; a longer one is set aside once all of it is saved.
const LONGEST: u64 = 64 << 20;

/// A document that was opened, with what its journal knew of it.
pub struct Resumed {
    /// The document where it was left.
    pub document: Document,
    /// What was done to it.
    pub history: History,
    /// The revision that is in its file or article.
    pub saved: RevisionId,
    /// How the journal goes on.
    pub start: Start,
    /// What the journal is of, when it is gone on with.
    pub begin: Option<Begin>,
    /// The save that its file is from.
    pub saving: Option<Saving>,
    /// How many steps were brought back that no save had taken.
    pub steps: usize,
    /// The names of steps that could not be brought back.
    pub left_out: Vec<String>,
    /// A journal that was not gone on with.
    pub aside: Option<PathBuf>,
    /// The same, when nothing in it could be read.
    pub unread: Option<PathBuf>,
    /// The work was chosen to be kept for later.
    pub later: bool,
}

/// What came of taking up a document's journal.
pub enum TakenUp {
    /// It is this window's.
    Ours(Box<Resumed>),
    /// Another window is at work on the document, which is as it was read.
    Elsewhere(Document),
}

/// Takes hold of a document's journal and brings back what it holds.
pub fn take_up(
    disk: &dyn Disk,
    folder: &Path,
    key: &Key,
    opened: Opened,
) -> Result<TakenUp, DiskError> {
    let place = match Place::take(disk, folder, key)? {
        Taken::Elsewhere => return Ok(TakenUp::Elsewhere(opened.document)),
        Taken::Ours(place) => place,
    };
    if !disk.exists(place.path()) {
        let nothing = Resumed::nothing(opened.document, Start::Held(place));
        return Ok(TakenUp::Ours(Box::new(nothing)));
    }
    let resumed = match read(disk, place.path()) {
        Ok(found) => resume(disk, place, found, opened, false)?,
        Err(Unreadable::Empty) => Resumed::nothing(opened.document, Start::Held(place)),
        Err(Unreadable::Foreign | Unreadable::NoText) => {
            let aside = set_aside(disk, place.path())?;
            let mut resumed = Resumed::nothing(opened.document, Start::Held(place));
            resumed.unread = Some(aside);
            resumed
        }
        Err(Unreadable::Disk(error)) => return Err(error),
    };
    Ok(TakenUp::Ours(Box::new(resumed)))
}

/// Takes over work that was left behind without a file. `None` when another window has it, or when the
/// journal does not hold the document.
pub fn take_over(disk: &dyn Disk, path: &Path) -> Result<Option<Resumed>, Unreadable> {
    let Some(place) = Place::take_over(disk, path)? else {
        return Ok(None);
    };
    let found = read(disk, path)?;
    let Some(document) = whole_in(&found) else {
        return Err(Unreadable::NoText);
    };
    let opened = Opened {
        document,
        hash: None,
    };
    Ok(Some(resume(disk, place, found, opened, true)?))
}

/// The document that a journal holds whole: as noted when its file was gone, or what it began from.
fn whole_in(found: &Found) -> Option<Document> {
    let noted = found.entries.iter().rev().find_map(|entry| match entry {
        Entry::Whole(_, whole) => Some(whole.0.clone()),
        _ => None,
    });
    noted.or_else(|| match &found.begin.base {
        Base::Whole(whole) => Some(whole.0.clone()),
        Base::File(_) => None,
    })
}

fn resume(
    disk: &dyn Disk,
    place: Place,
    found: Found,
    opened: Opened,
    is_wanted: bool,
) -> Result<Resumed, DiskError> {
    let is_article = opened.hash.is_none() && !is_wanted;
    let goes_on = |place, found: &Found| Start::GoOn {
        place,
        end: found.end,
        last: Sequence(found.last),
    };
    match restore(&found, opened) {
        Outcome::Same(restored) => {
            let is_long = found.end > LONGEST && restored.steps == 0;
            if is_long {
                // What is so old is kept, but not read again and again.
                let aside = set_aside(disk, place.path())?;
                log::info!("a long history was set aside: {}", aside.display());
                return Ok(Resumed::nothing(restored.document, Start::Held(place)));
            }
            let start = goes_on(place, &found);
            Ok(Resumed::with(restored, start, Some(found.begin), None))
        }
        // Work on the article as it was: it stays where it is, and is offered.
        Outcome::Salvaged(restored) if is_article => {
            let document = restored.opened;
            Ok(Resumed::nothing(document, Start::Anew(place)))
        }
        Outcome::Salvaged(restored) => {
            let aside = set_aside(disk, place.path())?;
            let start = Start::Held(place);
            // Without a file, it begins from the same document again.
            let begin = is_wanted.then_some(found.begin);
            Ok(Resumed::with(restored, start, begin, Some(aside)))
        }
        Outcome::Other(document) => {
            let aside = set_aside(disk, place.path())?;
            log::info!(
                "the file was replaced; its history is in {}",
                aside.display()
            );
            Ok(Resumed::nothing(document, Start::Held(place)))
        }
    }
}

impl Resumed {
    fn nothing(document: Document, start: Start) -> Self {
        Self {
            document,
            history: History::default(),
            saved: RevisionId::default(),
            start,
            begin: None,
            saving: None,
            steps: 0,
            left_out: Vec::new(),
            aside: None,
            unread: None,
            later: false,
        }
    }

    fn with(
        restored: Restored,
        start: Start,
        begin: Option<Begin>,
        aside: Option<PathBuf>,
    ) -> Self {
        Self {
            document: restored.document,
            history: restored.history,
            saved: restored.saved,
            start,
            begin,
            saving: restored.saving,
            steps: restored.steps,
            left_out: restored.left_out,
            aside,
            unread: None,
            later: restored.later,
        }
    }
}
