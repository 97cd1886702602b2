//! Recording what is done to a document that is open: the journal begins when there is something to say.

use super::entry::{Base, Begin, Entry, Saving};
use super::follow::Follower;
use super::handle::{Journal, Keeper, Sequence, State};
use super::place::{Key, Place};
use super::whole::Whole;
use super::writer::{Target, Wake};
use crate::disk::Disk;
use crate::model::{Document, History, RevisionId};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Where the journal of a document will be.
pub enum Start {
    /// In the file of one that was read.
    GoOn {
        /// The file.
        place: Place,
        /// The byte behind the last record.
        end: u64,
        /// The number of the last record.
        last: Sequence,
    },
    /// In a file that is held already; what stands there is not wanted any more.
    Held(Place),
    /// In a new file beside one that is held, and wanted by somebody else later.
    Anew(Place),
    /// In a new file of this key.
    Claim,
}

impl Start {
    /// The file that is gone on with or begun.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::GoOn { place, .. } | Self::Held(place) => Some(place.path()),
            Self::Anew(_) | Self::Claim => None,
        }
    }
}

/// Records one document.
pub struct Recorder {
    disk: Arc<dyn Disk>,
    wake: Arc<dyn Fn() + Send + Sync>,
    folder: PathBuf,
    key: Key,
    /// What the journal is of: to begin it, and to begin it again when its file is taken away.
    begin: Begin,
    start: Option<Start>,
    journal: Option<Journal>,
    follower: Follower,
    /// The last record of something that a person did.
    last: Sequence,
    /// The last save, for a journal that has to begin again.
    last_saving: Option<Saving>,
    is_later: bool,
    /// Where the history stood when the journal was let go of: until more is done, nothing is written.
    left_at: Option<Follower>,
    trouble: Option<String>,
}

impl Recorder {
    /// Records a document from where `follower` says that the journal knows it.
    pub fn new(
        disk: Arc<dyn Disk>,
        folder: PathBuf,
        key: Key,
        begin: Begin,
        start: Start,
        follower: Follower,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        let start = match start {
            // The file there is let go of, so that it can be offered and taken.
            Start::Anew(place) => {
                place.let_go(&*disk);
                Start::Claim
            }
            other => other,
        };
        Self {
            disk,
            wake,
            folder,
            key,
            begin,
            start: Some(start),
            journal: None,
            follower,
            last: Sequence(0),
            last_saving: None,
            is_later: false,
            left_at: None,
            trouble: None,
        }
    }

    /// Hands over what was done since the last time and waits for it to be written, but no longer than
    /// `limit`. Costs next to nothing when nothing was done.
    pub fn record(&mut self, history: &History, limit: Duration) {
        if self.is_gone() {
            self.begin_again();
        }
        if self.has_handed(history) {
            return;
        }
        self.left_at = None;
        let entries = self.follower.entries(history);
        if let Some(journal) = self.journal() {
            let last = entries
                .into_iter()
                .map(|entry| journal.append(entry))
                .last();
            let last = last.unwrap_or_default();
            journal.wait(last, limit);
            self.last = last;
        }
    }

    /// How the work stands.
    pub fn state(&self) -> State {
        match (&self.journal, &self.trouble) {
            (_, Some(trouble)) => State::Trouble(trouble.clone()),
            (Some(journal), _) => journal.state(self.last),
            (None, _) => State::Safe,
        }
    }

    /// Whether all of a history is in the journal and survives the end of this process.
    pub fn has(&self, history: &History) -> bool {
        self.has_handed(history) && self.state() == State::Safe
    }

    fn has_handed(&self, history: &History) -> bool {
        let left = self.left_at.as_ref();
        self.follower.has_all(history) || left.is_some_and(|left| left.has_all(history))
    }

    /// Notes that the work was chosen to be kept for later.
    pub fn keep_for_later(&mut self) {
        self.is_later = true;
        if let Some(journal) = self.journal() {
            self.last = journal.append(Entry::Later);
        }
    }

    /// The last record that is written.
    pub fn safe(&self) -> Sequence {
        match (&self.journal, &self.start) {
            (Some(journal), _) => journal.safe(),
            (None, Some(Start::GoOn { last, .. })) => *last,
            _ => Sequence(0),
        }
    }

    /// For a thread that saves. The journal begins now if it has not: it has to know of every save.
    pub fn keeper(&mut self) -> Option<Keeper> {
        self.journal().map(Journal::keeper)
    }

    /// Notes what a save has put in place, and where the document is from now on.
    pub fn saved(&mut self, saving: Saving, key: Key) {
        self.begin.about.place.clone_from(&saving.place);
        self.key = key;
        self.last_saving = Some(saving);
        self.is_later = false;
    }

    /// Notes that the file holds the document of a revision, though we did not write it: another program
    /// has left it there, and it was taken in.
    pub fn found(&mut self, saving: Saving) {
        let goes_on = matches!(self.start, Some(Start::GoOn { .. }));
        let is_begun = self.journal.is_some() || goes_on;
        if !is_begun && saving.revision == RevisionId::default() {
            // It is what a journal would begin from.
            self.begin.base = Base::File(saving.hash);
        } else if let Some(journal) = self.journal() {
            let revision = saving.revision;
            journal.append(Entry::Saving(Box::new(saving.clone())));
            self.last = journal.append(Entry::Saved(revision));
        }
        self.begin.about.place.clone_from(&saving.place);
        self.last_saving = Some(saving);
    }

    /// Notes the whole document as it stands at a revision, for its file is gone: the journal alone can
    /// bring it back then.
    pub fn note_whole(&mut self, revision: RevisionId, document: &Document) {
        if let Some(journal) = self.journal() {
            let whole = Box::new(Whole(document.clone()));
            self.last = journal.append(Entry::Whole(revision, whole));
        }
    }

    /// The folder of journals.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the journal is told from others by.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Knows the save that the document was opened from.
    pub fn after(mut self, saving: Option<Saving>) -> Self {
        self.last_saving = saving;
        self
    }

    /// Lets go of the journal, in its thread's own time, so that it can be opened again; what was handed
    /// over is written. Should more be done after all, another is begun with the whole history.
    pub fn let_go(&mut self) {
        self.release();
        self.start = Some(Start::Claim);
        self.left_at = Some(self.follower);
        self.follower = Follower::default();
        self.last = Sequence(0);
        if let Some(journal) = self.journal.take() {
            journal.close();
        }
    }

    /// Removes the journal: the work is not wanted.
    pub fn remove(mut self) {
        // One that was read is removed by its thread too.
        if matches!(self.start, Some(Start::GoOn { .. })) {
            self.journal();
        }
        self.release();
        if let Some(journal) = self.journal.take() {
            journal.remove();
        }
    }

    fn release(&mut self) {
        match self.start.take() {
            Some(Start::Held(place) | Start::GoOn { place, .. } | Start::Anew(place)) => {
                place.let_go(&*self.disk);
            }
            Some(Start::Claim) | None => {}
        }
    }

    // ---- beginning -------------------------------------------------------------------------

    fn is_gone(&self) -> bool {
        let journal = self.journal.as_ref();
        journal.is_some_and(|journal| journal.state(self.last) == State::Gone)
    }

    /// The journal, begun now if it was not.
    fn journal(&mut self) -> Option<&Journal> {
        if self.journal.is_none() {
            let (target, last) = self.target()?;
            let wake = Arc::clone(&self.wake);
            let wake: Wake = Box::new(move || wake());
            match Journal::start(Arc::clone(&self.disk), target, last, wake) {
                Ok(journal) => {
                    self.trouble = None;
                    self.journal = Some(journal);
                }
                Err(error) => {
                    log::warn!("the journal has no thread: {error}");
                    self.trouble = Some(error.to_string());
                }
            }
        }
        self.journal.as_ref()
    }

    fn target(&mut self) -> Option<(Target, Sequence)> {
        let begin = || Box::new(self.begin.clone());
        let target = match self.start.take()? {
            Start::GoOn { place, end, last } => return Some((Target::GoOn { place, end }, last)),
            Start::Held(place) => Target::Begin {
                place,
                begin: begin(),
            },
            Start::Claim | Start::Anew(_) => Target::Claim {
                folder: self.folder.clone(),
                key: self.key.clone(),
                begin: begin(),
            },
        };
        Some((target, Sequence(0)))
    }

    /// The file was taken away: another is begun, with all that was done.
    fn begin_again(&mut self) {
        if let Some(journal) = self.journal.take() {
            journal.close();
        }
        self.start = Some(Start::Claim);
        self.follower = Follower::default();
        let saving = self.last_saving.clone();
        let is_later = self.is_later;
        let Some(journal) = self.journal() else {
            return;
        };
        if let Some(saving) = saving {
            let revision = saving.revision;
            journal.append(Entry::Saving(Box::new(saving)));
            journal.append(Entry::Saved(revision));
        }
        if is_later {
            journal.append(Entry::Later);
        }
    }
}
