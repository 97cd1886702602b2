//! A document that is worked on with its journal, as the window does it.

use crate::edits::{self, Random};
use dictum::disk::{Disk, FileHash, RealDisk};
use dictum::editor::Editor;
use dictum::journal::{
    About, Base, Begin, Follower, Key, Opened, Recorder, Resumed, Save, Saving, State, TakenUp,
    Whole, take_up,
};
use dictum::store;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub struct Work {
    pub editor: Editor,
    pub recorder: Option<Recorder>,
    /// What should not have happened when it was opened.
    pub problem: Option<String>,
    disk: Arc<dyn Disk>,
    /// The document's file; half of all documents have one.
    pub place: Option<PathBuf>,
    hash: Option<FileHash>,
}

impl Work {
    pub fn open(home: &Path, seed: u64) -> Self {
        Self::try_open(home, &home.join("state"), seed).unwrap()
    }

    /// As [`Work::open`], with the local state elsewhere, or why it cannot be.
    pub fn try_open(home: &Path, state: &Path, seed: u64) -> Result<Self, String> {
        Self::opened(home, state, seed, Arc::new(RealDisk::default()))
    }

    pub fn try_open_on(home: &Path, seed: u64, disk: Arc<dyn Disk>) -> Result<Self, String> {
        Self::opened(home, &home.join("state"), seed, disk)
    }

    fn opened(home: &Path, state: &Path, seed: u64, disk: Arc<dyn Disk>) -> Result<Self, String> {
        let (document, place, hash) = read(home, seed);
        let folder = state.join("journals");
        let source = home.join("random.txt");
        let key = Key::new("random", place.as_deref(), Some(&source));
        let until = Instant::now() + Duration::from_secs(10);
        let resumed = loop {
            let opened = Opened {
                document: document.clone(),
                hash,
            };
            match take_up(&*disk, &folder, &key, opened) {
                Ok(TakenUp::Ours(resumed)) => break *resumed,
                // A process that another test starts holds our files for a moment, before it is itself.
                Ok(TakenUp::Elsewhere(_)) if Instant::now() < until => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Ok(TakenUp::Elsewhere(_)) => panic!("somebody else has it"),
                Err(error) => return Err(error.to_string()),
            }
        };
        let is_odd = !resumed.left_out.is_empty() || resumed.aside.is_some();
        let odd = || format!("left out {:?}, aside {:?}", resumed.left_out, resumed.aside);
        let problem = is_odd.then(odd);
        let base = match hash {
            Some(hash) => Base::File(hash),
            None => Base::Whole(Whole(document)),
        };
        let Resumed {
            document,
            history,
            saved,
            start,
            begin,
            saving,
            ..
        } = resumed;
        let about = About::new(
            "random",
            "random".to_owned(),
            place.as_deref(),
            Some(&source),
        );
        let begin = begin.unwrap_or(Begin {
            about,
            base,
            text: None,
        });
        let follower = Follower::up_to(&history);
        let recorder = Recorder::new(
            Arc::clone(&disk),
            folder,
            key,
            begin,
            start,
            follower,
            Arc::new(|| {}),
        );
        let editor = Editor::resume(document, history, saved, "anna", Box::new(edits::clock));
        Ok(Self {
            editor,
            recorder: Some(recorder.after(saving)),
            problem,
            disk,
            place,
            hash,
        })
    }

    /// Hands over what was done.
    pub fn record(&mut self, limit: Duration) -> State {
        let recorder = self.recorder.as_mut().unwrap();
        recorder.record(self.editor.history(), limit);
        recorder.state()
    }

    pub fn save(&mut self) -> Result<(), String> {
        let recorder = self.recorder.as_mut().unwrap();
        recorder.record(self.editor.history(), Duration::from_secs(5));
        let (place, expected) = (self.place.clone().unwrap(), self.hash);
        let revision = self.editor.history().current();
        let disk = Arc::clone(&self.disk);
        let keeper = recorder.keeper();
        let save = Save {
            disk: &*self.disk,
            path: &place,
            document: self.editor.document(),
            revision,
            keeper: keeper.as_ref(),
            moves_to: None,
        };
        let saved = save.run(&mut || match disk.hash(&place) {
            Ok(hash) if Some(hash) != expected => Err(io::ErrorKind::AlreadyExists.into()),
            _ => Ok(()),
        });
        let saved = saved.map_err(|error| error.to_string())?;
        self.hash = Some(saved.hash);
        let saving = Saving {
            revision,
            hash: saved.hash,
            tidy: saved.tidy,
            place: Some(place.clone()),
            text: None,
        };
        let key = recorder.key().clone();
        recorder.saved(saving, key);
        self.editor.saved(revision);
        Ok(())
    }

    /// Lets go of the journal, so that another may have it.
    pub fn let_go(&mut self) {
        drop(self.recorder.take());
    }

    /// Whether the documents say the same and stand in the same history.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let (a, b) = (self.editor.history(), other.editor.history());
        a.current() == b.current()
            && a.revisions() == b.revisions()
            && self.editor.document() == other.editor.document()
    }
}

/// The document as it is in its file or, without one, as its article is.
fn read(home: &Path, seed: u64) -> (dictum::model::Document, Option<PathBuf>, Option<FileHash>) {
    let mut random = Random(seed);
    let document = edits::document(&mut random);
    if seed.is_multiple_of(2) {
        return (document, None, None);
    }
    let path = home.join("random.ron");
    if !path.exists() {
        store::save(&RealDisk::default(), &path, &document).unwrap();
    }
    let opened = store::open(&RealDisk::default(), &path).unwrap();
    (opened.document, Some(path), Some(opened.hash))
}
