//! Writing the document to its file, in another thread.

use super::outside::Base;
use super::still_ours::StillOurs;
use super::{OnDisk, Session};
use crate::disk::Disk;
use crate::journal::{Keeper, Key, Place, Save, Saving as Noted, Taken};
use crate::model::{Document, RevisionId};
use crate::store::Saved;
use crate::ui::job::{Job, Progress};
use crate::ui::wording;
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What came of a save.
pub struct SaveEnd {
    /// Whether it went by itself.
    pub by_itself: bool,
    /// It goes on when what another program has written is taken in.
    pub waits: bool,
    /// The file, or what went wrong.
    pub result: Result<PathBuf, String>,
}

/// A save under way.
pub(super) struct Saving {
    revision: RevisionId,
    document: Document,
    path: PathBuf,
    by_itself: bool,
    job: Job<Result<Saved, NotSaved>>,
    /// What the journal is told from others by once this is through.
    key: Key,
}

/// Why nothing was written.
struct NotSaved {
    /// Another program has written the file meanwhile.
    is_changed: bool,
    words: String,
}

/// All that a save needs.
struct Work {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    document: Document,
    revision: RevisionId,
    /// The file as we know it.
    known: Option<OnDisk>,
    /// Nothing may be there yet.
    begins: bool,
    /// The journal, and the folder in which it moves along.
    journal: Option<(Keeper, Option<PathBuf>)>,
    key: Key,
}

impl Session {
    /// Starts writing the document as it stands, in another thread. `by_itself` when nobody asked.
    pub fn start_save(
        &mut self,
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        path: PathBuf,
        by_itself: bool,
    ) -> std::io::Result<()> {
        self.record();
        let document = self.editor.document().clone();
        let revision = self.editor.history().current();
        let key = Key::new(&document.header().id, Some(&path), None);
        let recorder = self.recorder.as_mut();
        let journal = recorder.and_then(|recorder| {
            let goes = (*recorder.key() != key).then(|| recorder.folder().to_owned());
            Some((recorder.keeper()?, goes))
        });
        let work = Work {
            disk: Arc::clone(disk),
            path: path.clone(),
            document: document.clone(),
            revision,
            known: self.file.clone().filter(|file| file.path == path),
            begins: self.own_place().as_deref() == Some(&*path),
            journal,
            key: key.clone(),
        };
        let job = Job::start(ctx, "save", move || {
            let mut is_changed = false;
            work.run(&mut is_changed).map_err(|error| NotSaved {
                is_changed,
                words: error.to_string(),
            })
        })?;
        self.rhythm.begun();
        self.saving = Some(Saving {
            revision,
            document,
            path,
            by_itself,
            job,
            key,
        });
        Ok(())
    }

    /// What came of the save, once it is through. `None` while it is under way or when there is none.
    pub fn poll_save(&mut self) -> Option<SaveEnd> {
        let result = match self.saving.as_ref()?.job.poll() {
            Progress::Running => return None,
            Progress::Done(result) => result,
            Progress::Lost => Err(NotSaved {
                is_changed: false,
                words: wording::SAVE_BROKE_OFF.to_owned(),
            }),
        };
        let saving = self.saving.take()?;
        let by_itself = saving.by_itself;
        let (waits, result) = match result {
            Ok(saved) => (false, Ok(self.take_saved(saving, saved))),
            Err(error) => {
                if error.is_changed {
                    self.save_after_look(saving.path, by_itself);
                }
                (error.is_changed, Err(error.words))
            }
        };
        Some(SaveEnd {
            by_itself,
            waits,
            result,
        })
    }

    fn take_saved(&mut self, saving: Saving, saved: Saved) -> PathBuf {
        let Saved { path, hash, tidy } = saved;
        let revision = saving.revision;
        self.editor.saved(revision);
        self.misfits.saved();
        self.later = false;
        self.rhythm.done();
        self.file_is_known();
        self.base = Base::new(saving.document, &tidy);
        if let Some(recorder) = &mut self.recorder {
            let place = std::path::absolute(&path).ok();
            let noted = Noted {
                revision,
                hash,
                tidy,
                place: place.filter(|place| place.to_str().is_some()),
                text: Some(self.base.in_file.text().sha256().to_owned()),
            };
            recorder.saved(noted, saving.key);
        }
        self.file = Some(OnDisk {
            path: path.clone(),
            hash,
        });
        path
    }
}

impl Work {
    fn run(self, is_changed: &mut bool) -> anyhow::Result<Saved> {
        let disk = &*self.disk;
        if self.known.is_none() && self.begins {
            make_room(disk, &self.path, is_changed)?;
        }
        let (keeper, goes) = self.journal.unzip();
        let moves_to = match goes.flatten() {
            None => None,
            Some(folder) => match Place::take(disk, &folder, &self.key)? {
                Taken::Ours(place) => Some(place),
                Taken::Elsewhere => {
                    anyhow::bail!("{}: {}", wording::keeping::ELSEWHERE, self.path.display())
                }
            },
        };
        let save = Save {
            disk,
            path: &self.path,
            document: &self.document,
            revision: self.revision,
            keeper: keeper.as_ref(),
            moves_to,
        };
        let Some(known) = &self.known else {
            return Ok(save.run(&mut || Ok(()))?);
        };
        std::thread::scope(|scope| {
            let mut still = StillOurs::begin(scope, disk, &known.path);
            let saved = save.run(&mut || {
                refuse_if_changed(&mut still, known, is_changed).map_err(std::io::Error::other)
            });
            Ok(saved?)
        })
    }
}

/// Makes the folder of a project's new document. A document that came there meanwhile stays.
fn make_room(disk: &dyn Disk, place: &Path, is_changed: &mut bool) -> anyhow::Result<()> {
    if disk.exists(place) {
        *is_changed = true;
        anyhow::bail!("{}: {}", wording::CHANGED_ON_DISK, place.display());
    }
    if let Some(folder) = place.parent() {
        disk.create_dir(folder)?;
    }
    Ok(())
}

/// A file that another program has changed since is not written over.
fn refuse_if_changed(
    still: &mut StillOurs<'_>,
    known: &OnDisk,
    is_changed: &mut bool,
) -> anyhow::Result<()> {
    match still.hash() {
        Ok(hash) if hash != known.hash => {
            *is_changed = true;
            anyhow::bail!("{}: {}", wording::CHANGED_ON_DISK, known.path.display())
        }
        // A file that is gone or cannot be read now: writing will tell.
        _ => Ok(()),
    }
}
