//! The document's file as others leave it: noticed, compared, and taken in.

use super::{OnDisk, Session};
use crate::disk::{Disk, FileHash};
use crate::editor::FromFile;
use crate::journal::Saving as Noted;
use crate::merge::{difference, merge};
use crate::model::{Document, Edit, EditError, RevisionId};
use crate::rebase::Followed;
use crate::store::{self, Misfit};
use crate::ui::file_watch::FileWatch;
use crate::ui::job::{Job, Progress};
use crate::ui::wording::outside as words;
use eframe::egui::Context;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What cannot be read is told after so many looks, each a moment after the last: it may be half written.
const LOOKS: usize = 3;

/// What is known of the file besides what we wrote to it.
#[derive(Default)]
pub struct Outside {
    watch: Option<FileWatch>,
    look: Option<Look>,
    state: FileState,
    /// How often in a row it was not there or could not be read.
    looks: usize,
    /// A save has found the file changed and goes on once that is taken in: where to, and whether it goes
    /// by itself.
    save: Option<(PathBuf, bool)>,
    /// That save, once it can go on.
    ready: Option<(PathBuf, bool)>,
}

/// How the file is, as far as it is not ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileState {
    /// As we know it.
    #[default]
    Known,
    /// It is not there any more.
    Gone,
    /// It holds something that is not this document, and is not to be written over.
    Foreign,
}

/// What the document is in its file, to compare with.
pub struct Base {
    /// The document as the editor had it when it was saved or read.
    pub saved: Document,
    /// The same as it stands in the file.
    pub in_file: Document,
}

impl Base {
    /// A document that is in its file as the editor has it, but for what the save took out.
    pub fn new(saved: Document, tidy: &Edit) -> Self {
        let mut in_file = saved.clone();
        // What cannot be taken out of it was never in it.
        if in_file.apply(tidy).is_err() {
            in_file = saved.clone();
        }
        Self { saved, in_file }
    }
}

/// Something to be told.
pub enum Noticed {
    /// It was read again; nothing was done here since.
    Reloaded,
    /// It was made one with what was done here: with so many conflicts, and so many ids renamed.
    Merged(usize, usize),
    /// It is gone.
    Gone(PathBuf),
    /// It is there again as it was.
    Back,
    /// What is in it is no document, for this reason.
    Unreadable(PathBuf, String),
    /// It cannot be looked into, for this reason.
    Unseen(String),
    /// It is another document.
    Another(PathBuf),
    /// It could not be taken in, for this reason.
    NotTaken(String),
}

/// A look at the file under way.
struct Look {
    revision: RevisionId,
    path: PathBuf,
    job: Job<Found>,
}

/// What is in the file.
enum Found {
    Same,
    Gone,
    Unseen(String),
    Unreadable(String),
    Another,
    Other(Box<Other>),
    Failed(EditError),
}

/// The document that another program has left in the file.
struct Other {
    hash: FileHash,
    theirs: Document,
    misfits: Vec<Misfit>,
    change: FromFile,
    conflicts: usize,
    renamed: usize,
    followed: Option<Followed>,
}

/// What the file is compared with.
struct Work {
    known: Option<FileHash>,
    base: Base,
    ours: Option<Document>,
}

impl Session {
    /// Looks at the file, or where it will be, from now on.
    pub fn watch_file(&mut self, ctx: &Context, disk: &Arc<dyn Disk>) {
        let place = self.own_place();
        let watched = self.outside.watch.as_ref().map(FileWatch::path);
        if watched == place.as_deref() {
            return;
        }
        self.outside.watch = place.and_then(|place| {
            let watch = FileWatch::start(ctx, Arc::clone(disk), &place);
            let told = watch.inspect_err(|error| log::warn!("the file is not watched: {error}"));
            told.ok()
        });
    }

    /// Has the file looked at now.
    pub fn look_at_file(&self) {
        if let Some(watch) = &self.outside.watch {
            watch.look_now();
        }
    }

    /// Whether the file is being looked at.
    pub fn is_looking_at_file(&self) -> bool {
        let watch = self.outside.watch.as_ref();
        self.outside.look.is_some() || watch.is_some_and(FileWatch::is_busy)
    }

    /// How the file is.
    pub fn file_state(&self) -> FileState {
        self.outside.state
    }

    /// A save has found that the file is not as it was: it is read, and the save goes on after that.
    pub(super) fn save_after_look(&mut self, path: PathBuf, by_itself: bool) {
        self.outside.save = Some((path, by_itself));
    }

    /// The save that waited for the file to be taken in, when it is: where to, and whether it goes by
    /// itself.
    pub fn take_waiting_save(&mut self) -> Option<(PathBuf, bool)> {
        self.outside.ready.take()
    }

    /// Reads the file when it has changed, and takes in what is in it.
    pub fn follow_file(&mut self, ctx: &Context, disk: &Arc<dyn Disk>) -> Option<Noticed> {
        let noticed = self.poll_look();
        let changed = self
            .outside
            .watch
            .as_ref()
            .is_some_and(FileWatch::take_changed);
        let wanted = changed || self.outside.save.is_some();
        // What we are writing ourselves is looked at when it is written.
        if wanted && noticed.is_none() && self.outside.look.is_none() {
            self.start_look(ctx, disk);
        }
        noticed
    }

    fn start_look(&mut self, ctx: &Context, disk: &Arc<dyn Disk>) {
        let Some(path) = self.own_place() else {
            return;
        };
        if self.is_saving() {
            if let Some(watch) = &self.outside.watch {
                watch.look_again();
            }
            return;
        }
        let revision = self.editor.history().current();
        let is_changed = self.editor.saved_revision() != Some(revision);
        let work = Work {
            known: self.file.as_ref().map(|file| file.hash),
            base: Base {
                saved: self.base.saved.clone(),
                in_file: self.base.in_file.clone(),
            },
            ours: is_changed.then(|| self.editor.document().clone()),
        };
        let (disk, file) = (Arc::clone(disk), path.clone());
        let job = Job::start(ctx, "look at the file", move || look(&*disk, &file, &work));
        match job {
            Ok(job) => {
                self.outside.look = Some(Look {
                    revision,
                    path,
                    job,
                });
            }
            Err(error) => log::warn!("the file is not looked at: {error}"),
        }
    }

    fn poll_look(&mut self) -> Option<Noticed> {
        let look = self.outside.look.as_ref()?;
        let found = match look.job.poll() {
            Progress::Running => return None,
            Progress::Done(found) => Some(found),
            Progress::Lost => None,
        };
        let Look { revision, path, .. } = self.outside.look.take()?;
        let Some(found) = found else {
            self.outside.save = None;
            return Some(Noticed::NotTaken(words::BROKE_OFF.to_owned()));
        };
        let is_stale = revision != self.editor.history().current()
            || self.own_place().as_deref() != Some(&*path)
            || self.is_saving();
        match found {
            // The person went on meanwhile: it was compared with a document that is gone.
            Found::Other(_) | Found::Same if is_stale => {
                self.look_again();
                None
            }
            Found::Same => {
                self.outside.ready = self.outside.save.take();
                let was = std::mem::take(&mut self.outside.state);
                self.outside.looks = 0;
                (was != FileState::Known).then_some(Noticed::Back)
            }
            Found::Gone => self.miss(FileState::Gone, 2, Noticed::Gone(path)),
            Found::Unseen(why) => {
                // A save finds out for itself.
                self.outside.ready = self.outside.save.take();
                self.outside.looks += 1;
                if self.outside.looks < LOOKS {
                    self.look_again();
                }
                (self.outside.looks == LOOKS).then_some(Noticed::Unseen(why))
            }
            Found::Unreadable(why) => {
                self.miss(FileState::Foreign, LOOKS, Noticed::Unreadable(path, why))
            }
            Found::Another => self.miss(FileState::Foreign, 1, Noticed::Another(path)),
            Found::Failed(error) => {
                self.outside.save = None;
                Some(Noticed::NotTaken(error.to_string()))
            }
            Found::Other(other) => Some(self.take_in(path, *other)),
        }
    }

    /// The file is as we know it.
    pub(super) fn file_is_known(&mut self) {
        (self.outside.state, self.outside.looks) = (FileState::Known, 0);
    }

    fn look_again(&self) {
        if let Some(watch) = &self.outside.watch {
            watch.look_again();
        }
    }

    /// The file is not one that can be taken in: told after so many looks, and at once to a save.
    fn miss(&mut self, state: FileState, looks: usize, noticed: Noticed) -> Option<Noticed> {
        if state == FileState::Gone && self.file.is_none() {
            // It was never there.
            self.outside.ready = self.outside.save.take();
            return None;
        }
        self.outside.looks += 1;
        if self.outside.looks < looks && self.outside.save.is_none() {
            self.look_again();
            return None;
        }
        let is_new = self.outside.state != state || self.outside.save.is_some();
        self.outside.state = state;
        self.outside.ready = self
            .outside
            .save
            .take()
            .filter(|_| state == FileState::Gone);
        if is_new && state == FileState::Gone {
            self.keep_whole();
        }
        is_new.then_some(noticed)
    }

    /// The file is gone: from now on the journal has all of the document.
    fn keep_whole(&mut self) {
        self.record();
        if let Some(recorder) = &mut self.recorder {
            let revision = self.editor.history().current();
            recorder.note_whole(revision, self.editor.document());
        }
    }

    fn take_in(&mut self, path: PathBuf, other: Other) -> Noticed {
        let is_merged = other.change.merged.is_some();
        let lead = |at| match &other.followed {
            Some(followed) => followed.at(at),
            None => at,
        };
        if other.followed.is_some() {
            self.view.follow(lead);
        }
        if let Err(error) = self.editor.take_from_file(other.change, lead) {
            self.outside.save = None;
            return Noticed::NotTaken(error.to_string());
        }
        self.file_is_known();
        self.outside.ready = self.outside.save.take();
        if !other.misfits.is_empty() {
            self.misfits = super::Misfits::new(other.misfits);
            self.misfits_in = Some(path.clone());
        }
        self.base = Base {
            saved: other.theirs.clone(),
            in_file: other.theirs,
        };
        self.know_file(&path, other.hash);
        if is_merged {
            Noticed::Merged(other.conflicts, other.renamed)
        } else {
            Noticed::Reloaded
        }
    }

    /// The file holds the document of the revision that counts as saved; the journal is told.
    fn know_file(&mut self, path: &Path, hash: FileHash) {
        self.record();
        if let (Some(recorder), Some(revision)) = (&mut self.recorder, self.editor.saved_revision())
        {
            let place = std::path::absolute(path).ok();
            let saving = Noted {
                revision,
                hash,
                tidy: Edit::default(),
                place: place.filter(|place| place.to_str().is_some()),
                text: Some(self.base.in_file.text().sha256().to_owned()),
            };
            recorder.found(saving);
        }
        self.file = Some(OnDisk {
            path: path.to_owned(),
            hash,
        });
    }
}

fn look(disk: &dyn Disk, path: &Path, work: &Work) -> Found {
    let bytes = match disk.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.io().kind() == ErrorKind::NotFound => return Found::Gone,
        Err(error) => return Found::Unseen(error.to_string()),
    };
    if work.known == Some(FileHash::of(&bytes)) {
        return Found::Same;
    }
    let opened = match store::read(&bytes, path) {
        Ok(opened) => opened,
        Err(error) => return Found::Unreadable(error.to_string()),
    };
    let (base, theirs) = (&work.base.in_file, &opened.document);
    if base.header().id != theirs.header().id && base.text() != theirs.text() {
        return Found::Another;
    }
    compare(work, opened).unwrap_or_else(Found::Failed)
}

fn compare(work: &Work, opened: store::Opened) -> Result<Found, EditError> {
    let theirs = opened.document;
    let back = difference(&work.base.saved, &theirs)?;
    let merged = match &work.ours {
        None => None,
        Some(ours) => Some((ours, merge(&work.base.in_file, ours, &theirs)?)),
    };
    let (mut now, mut before) = (theirs.clone(), &work.base.saved);
    if let Some((ours, merged)) = &merged {
        now = (*ours).clone();
        now.apply(&merged.edit)?;
        before = ours;
    }
    let is_other_text = before.text() != now.text();
    let (conflicts, renamed) = merged.as_ref().map_or((0, 0), |(_, merged)| {
        (merged.conflicts.len(), merged.renamed.len())
    });
    Ok(Found::Other(Box::new(Other {
        hash: opened.hash,
        misfits: opened.misfits,
        followed: is_other_text.then(|| Followed::new(before.text(), now.text())),
        change: FromFile {
            name: match &merged {
                Some(_) => words::MERGED,
                None => words::RELOADED,
            },
            aside: words::ASIDE,
            theirs: back,
            is_theirs: now == theirs,
            merged: merged.map(|(_, merged)| merged.edit),
        },
        theirs,
        conflicts,
        renamed,
    })))
}
