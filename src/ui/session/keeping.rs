//! The journal of an open article: begun, followed, and let go of.

use super::{Loaded, Session};
use crate::disk::Disk;
use crate::journal::{
    self, About, Base, Begin, Follower, Key, Opened, Recorder, Resumed, Start, State, TakenUp,
    Whole,
};
use crate::model::{Document, Edit, RevisionId};
use crate::ui::wording;
use eframe::egui::Context;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A frame waits so long for what was done to be written; then it is shown as not yet safe.
const FRAME_WAIT: Duration = Duration::from_millis(20);
/// Opening an article waits so long for a window that has just left it.
const LEAVE_WAIT: Duration = Duration::from_millis(120);
/// And so long for this window itself, which has let go of the journal a moment ago.
const OWN_WAIT: Duration = Duration::from_secs(2);

/// What an article's journal knew of it when it was opened.
pub enum Kept {
    /// The journal is ours: where the work was left.
    Ours(Box<Resumed>),
    /// Another window is at work on the document.
    Elsewhere,
    /// It cannot be read, for this reason.
    Unread(String),
}

/// Work that was brought back, to tell of.
#[derive(Default)]
pub struct BroughtBack {
    /// How many steps no save had taken.
    pub steps: usize,
    /// The names of those that could not be done again.
    pub left_out: Vec<String>,
    /// The journal that it came from, if that is gone on with.
    pub journal: Option<std::path::PathBuf>,
    /// Why the journal could not be read, or where it is kept that could not.
    pub unread: Option<Unread>,
}

/// A journal that could not be read.
pub enum Unread {
    /// The disk does not give it, for this reason.
    Unseen(String),
    /// It is damaged where it begins, or of a later version, and is kept here.
    Aside(std::path::PathBuf),
}

/// [`super::load`], with what the journal knows of it; `was_ours` when this window had it open just now.
pub fn load_with_journal(
    disk: &dyn Disk,
    path: &Path,
    annotator: &str,
    folder: Option<&Path>,
    was_ours: bool,
) -> anyhow::Result<Loaded> {
    let mut loaded = super::load(disk, path, annotator)?;
    let Some(folder) = folder else {
        return Ok(loaded);
    };
    let place = loaded.place();
    let key = Key::new(
        &loaded.document.header().id,
        place.as_deref(),
        loaded.path.as_deref(),
    );
    let until = Instant::now() + if was_ours { OWN_WAIT } else { LEAVE_WAIT };
    loop {
        let opened = Opened {
            document: loaded.document.clone(),
            hash: loaded.file.as_ref().map(|file| file.hash),
        };
        match journal::take_up(disk, folder, &key, opened) {
            Ok(TakenUp::Ours(resumed)) => {
                loaded.document = resumed.document.clone();
                loaded.kept = Some(Kept::Ours(resumed));
                return Ok(loaded);
            }
            Ok(TakenUp::Elsewhere(_)) if Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(20));
            }
            // Of an article without a place, every window has work of its own.
            Ok(TakenUp::Elsewhere(_)) => {
                loaded.kept = place.map(|_| Kept::Elsewhere);
                return Ok(loaded);
            }
            Err(error) => {
                log::warn!("the journal could not be read: {error}");
                loaded.kept = Some(Kept::Unread(error.to_string()));
                return Ok(loaded);
            }
        }
    }
}

/// Reads work that was left behind without a file, and takes it over.
pub fn load_kept(disk: &dyn Disk, path: &Path) -> anyhow::Result<Loaded> {
    let Some(mut resumed) = journal::take_over(disk, path)? else {
        anyhow::bail!("{}: {}", wording::keeping::ELSEWHERE, path.display());
    };
    let begin = resumed.begin.as_ref();
    // A document whose file is gone is saved where it was.
    let saved = resumed.saving.as_ref();
    let saved = saved.and_then(|saving| Some((saving.place.clone()?, saving.hash)));
    let read = begin.and_then(|begin| match (&begin.base, &begin.about.place) {
        (Base::File(hash), Some(place)) => Some((place.clone(), *hash)),
        _ => None,
    });
    let file = saved.or(read);
    let file = file.map(|(path, hash)| super::OnDisk { path, hash });
    let source = begin.and_then(|begin| begin.about.source.clone());
    // What was chosen to be opened needs no words about its coming back.
    resumed.steps = 0;
    Ok(Loaded {
        document: resumed.document.clone(),
        path: source.or(file.as_ref().map(|file| file.path.clone())),
        file,
        misfits: Vec::new(),
        notes: Vec::new(),
        kept: Some(Kept::Ours(Box::new(resumed))),
        project: None,
    })
}

/// Where and for whom a session is recorded.
pub struct Desk {
    /// Where files are.
    pub disk: Arc<dyn Disk>,
    /// The folder of journals.
    pub folder: std::path::PathBuf,
    /// The window, to be drawn again when something is safe that was not.
    pub ctx: Context,
}

impl Session {
    /// Begins to record what is done, from what was brought back on; without that a journal is found when
    /// there is something to write.
    pub(super) fn begin_recording(&mut self, desk: Desk, resumed: Option<Resumed>) {
        let (kept, begin, saving) = match resumed {
            Some(resumed) => (Some(resumed.start), resumed.begin, resumed.saving),
            None => (None, None, None),
        };
        let id = self.editor.document().header().id.clone();
        let place = self.own_place();
        let key = Key::new(&id, place.as_deref(), self.source.as_deref());
        let about = About::new(&id, self.name(), place.as_deref(), self.source.as_deref());
        let begin = begin.unwrap_or_else(|| {
            let base = match &self.file {
                Some(file) => Base::File(file.hash),
                None => Base::Whole(Whole(self.first.clone())),
            };
            let text = Some(self.first.text().sha256().to_owned());
            Begin { about, base, text }
        });
        let follower = match &kept {
            Some(Start::GoOn { .. }) => Follower::up_to(self.editor.history()),
            _ => Follower::default(),
        };
        let ctx = desk.ctx;
        let start = kept.unwrap_or(Start::Claim);
        let wake = Arc::new(move || ctx.request_repaint());
        let recorder = Recorder::new(desk.disk, desk.folder, key, begin, start, follower, wake);
        self.recorder = Some(recorder.after(saving));
    }

    /// Hands over to the journal what was done, and waits a moment for it to be written.
    pub fn record(&mut self) {
        if let Some(recorder) = &mut self.recorder {
            recorder.record(self.editor.history(), FRAME_WAIT);
        }
    }

    /// Whether what was done would be there again if Dictum ended now. Never without a journal.
    pub fn is_recorded(&self) -> bool {
        let recorder = self.recorder.as_ref();
        recorder.is_some_and(|recorder| recorder.has(self.editor.history()))
    }

    /// How far the journal is, once all that was done is in it: its last record, the steps of the history,
    /// and where the document stands in it.
    pub fn safe_up_to(&self) -> Option<[u64; 3]> {
        let recorder = self.recorder.as_ref().filter(|_| self.is_recorded())?;
        let history = self.editor.history();
        let (steps, at) = (history.revisions().len(), history.current().0);
        Some([recorder.safe().0, steps as u64, at as u64])
    }

    /// Whether something is being written to the journal.
    pub fn is_recording(&self) -> bool {
        let state = self.recorder.as_ref().map(Recorder::state);
        state == Some(State::Waiting)
    }

    /// Why the journal cannot be written, when it cannot.
    pub fn journal_trouble(&self) -> Option<String> {
        match self.recorder.as_ref()?.state() {
            State::Trouble(trouble) => Some(trouble),
            _ => None,
        }
    }

    /// Whether the work was chosen to be kept for later: leaving it needs no question.
    pub fn is_for_later(&self) -> bool {
        self.later && self.recorder.is_some()
    }

    /// Keeps the work for later.
    pub fn keep_for_later(&mut self) {
        self.later = true;
        if let Some(recorder) = &mut self.recorder {
            recorder.keep_for_later();
        }
    }

    /// Lets go of what is not saved: the article stands as it is in its file, in the journal too. What was
    /// done is still in its history.
    pub fn discard(&mut self) {
        self.editor.go_to_saved();
        self.record();
    }

    /// Lets go of the journal, so that the same article can be opened again.
    pub fn let_go(&mut self) {
        if let Some(recorder) = &mut self.recorder {
            recorder.let_go();
        }
    }

    /// Whether a path leads to this article or its file.
    pub fn is_at(&self, path: &Path) -> bool {
        let one = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let own = [self.own_place(), self.source.clone()];
        own.iter().flatten().any(|own| one(own) == one(path))
    }
}

impl Loaded {
    /// The document's own file: where it was read from, or its place in the project.
    fn place(&self) -> Option<std::path::PathBuf> {
        let file = self.file.as_ref().map(|file| &file.path);
        let place = file.or(self.project.as_ref().map(|project| &project.place));
        place.cloned()
    }

    /// Takes out what the journal knew; where it is not ours, why.
    pub(super) fn take_kept(&mut self) -> (Option<Resumed>, Option<Kept>) {
        match self.kept.take() {
            Some(Kept::Ours(resumed)) => (Some(*resumed), None),
            other => (None, other),
        }
    }

    /// Whether nobody has worked on it, here or before.
    pub fn is_fresh(&self) -> bool {
        let resumed = match &self.kept {
            Some(Kept::Ours(resumed)) => resumed.begin.is_some(),
            _ => false,
        };
        self.file.is_none() && self.project.is_none() && !resumed
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some(recorder) = self.recorder.take() else {
            return;
        };
        // Of work without a file that was undone to its beginning nothing is left to keep.
        if self.own_place().is_none() && !self.is_dirty() {
            recorder.remove();
        }
    }
}

/// What the document is in its file: as it stood at the revision that is saved.
pub(super) fn base(
    document: &Document,
    history: &crate::model::History,
    saved: RevisionId,
    resumed: Option<&Resumed>,
) -> super::Base {
    let mut at_saved = document.clone();
    let way = history.clone().go_to(saved).unwrap_or_default();
    if way.iter().any(|edit| at_saved.apply(edit).is_err()) {
        log::error!("the history does not lead to what is saved");
        at_saved = document.clone();
    }
    let saving = resumed.and_then(|resumed| resumed.saving.as_ref());
    let saving = saving.filter(|saving| saving.revision == saved);
    let nothing = Edit::default();
    super::Base::new(at_saved, saving.map_or(&nothing, |saving| &saving.tidy))
}

/// What a session begins with, of a document and what was done to it.
pub(super) fn begun_with(
    document: Document,
    resumed: Option<&Resumed>,
) -> (Document, crate::model::History, RevisionId) {
    match resumed {
        Some(resumed) => (
            resumed.document.clone(),
            resumed.history.clone(),
            resumed.saved,
        ),
        None => (
            document,
            crate::model::History::default(),
            RevisionId::default(),
        ),
    }
}
