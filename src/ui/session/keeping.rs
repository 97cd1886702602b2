//! Keeping the work of a document that has no place yet.

use crate::disk::Disk;
use crate::model::{Document, RevisionId};
use crate::store::kept::{About, Place};
use crate::ui::job::{Job, Progress};
use crate::ui::wording;
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where the work is kept, and how far.
#[derive(Default)]
pub struct Keeping {
    slot: Slot,
    /// What is kept now, and whether as chosen to be kept for later.
    kept: Option<(RevisionId, bool)>,
    job: Option<Writing>,
    /// Not wanted: nothing of it is kept until it is changed.
    unwanted: Option<RevisionId>,
    /// Chosen to be kept for later: leaving it needs no question.
    pub later: bool,
}

/// A write under way.
struct Writing {
    revision: RevisionId,
    later: bool,
    job: Job<anyhow::Result<()>>,
}

/// The file, shared with the threads that write it.
#[derive(Clone, Debug, Default)]
pub struct Slot(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    place: Option<Place>,
    /// Goes up when the file is removed: whoever began to write before then writes no more.
    turn: usize,
}

impl Slot {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes what is kept. Waits for a write under way.
    pub fn remove(&self, disk: &dyn Disk) {
        let mut held = self.held();
        held.turn += 1;
        if let Some(place) = held.place.take()
            && let Err(error) = place.remove(disk)
        {
            log::warn!("kept work that is not needed any more could not be removed: {error}");
        }
    }
}

impl Keeping {
    /// Goes on with work that was left behind; `at` is where its document stands now.
    pub fn taken_over(place: Place, later: bool, at: RevisionId) -> Self {
        let held = Held {
            place: Some(place),
            turn: 0,
        };
        Self {
            slot: Slot(Arc::new(Mutex::new(held))),
            kept: Some((at, later)),
            later,
            ..Self::default()
        }
    }

    /// The file, for whoever saves the work elsewhere.
    pub fn slot(&self) -> Slot {
        self.slot.clone()
    }

    /// Whether this state of the work needs no keeping: it is kept, being kept, or not wanted.
    pub fn has(&self, at: RevisionId) -> bool {
        self.is_kept(at) || self.unwanted == Some(at)
    }

    /// Whether this state of the work would be found again.
    pub fn is_kept(&self, at: RevisionId) -> bool {
        self.kept.is_some_and(|(kept, _)| kept == at)
    }

    /// Whether this state of the work is kept for later, as was chosen.
    pub fn is_kept_for_later(&self, at: RevisionId) -> bool {
        self.later && self.kept == Some((at, true))
    }

    /// Whether any state of it is kept.
    pub fn any(&self) -> bool {
        self.kept.is_some()
    }

    /// Whether it is being written.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Starts to write the work as it stands, in another thread. Not while another write is under
    /// way: the later one would not surely be the last.
    pub fn start(
        &mut self,
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        folder: PathBuf,
        work: (
            RevisionId,
            impl std::ops::Deref<Target = Document> + Send + 'static,
        ),
        about: About,
    ) -> std::io::Result<()> {
        let (revision, snapshot) = work;
        if self.is_busy() {
            return Ok(());
        }
        let later = about.later;
        let (slot, disk) = (self.slot.clone(), Arc::clone(disk));
        let turn = slot.held().turn;
        self.unwanted = None;
        let job = Job::start(ctx, "keep", move || {
            let mut held = slot.held();
            if held.turn != turn {
                return Ok(());
            }
            let place = match held.place.take() {
                Some(place) => place,
                None => claim(&*disk, &folder, &snapshot, &about)?,
            };
            let result = place.keep(&*disk, &about, &snapshot);
            held.place = Some(place);
            Ok(result?)
        })?;
        self.job = Some(Writing {
            revision,
            later,
            job,
        });
        Ok(())
    }

    /// What came of writing, once it is through; `None` while it is under way or when there is none.
    pub fn poll(&mut self) -> Option<Result<(), String>> {
        let writing = self.job.as_ref()?;
        let result = match writing.job.poll() {
            Progress::Running => return None,
            Progress::Done(result) => result.map_err(|error| error.to_string()),
            Progress::Lost => Err(wording::SAVE_BROKE_OFF.to_owned()),
        };
        if result.is_ok() {
            self.kept = Some((writing.revision, writing.later));
        }
        self.job = None;
        Some(result)
    }

    /// Removes what is kept: it has a place now, or is not wanted as it stands.
    pub fn forget(&mut self, disk: &dyn Disk, at: RevisionId) {
        self.slot.remove(disk);
        (self.kept, self.job, self.later) = (None, None, false);
        self.unwanted = Some(at);
    }

    /// It is wanted after all.
    pub fn want(&mut self) {
        self.unwanted = None;
    }
}

fn claim(
    disk: &dyn Disk,
    folder: &Path,
    document: &Document,
    about: &About,
) -> anyhow::Result<Place> {
    let id = &document.header().id;
    Ok(Place::claim(disk, folder, id, about.source.as_deref())?)
}
