//! An open article: the editor, its view, and where it stands on the disk.

mod disputes;
mod in_project;
mod keeping;
mod misfits;
mod outside;
mod rhythm;
mod saving;
mod still_ours;
mod suggested;
mod vanished;
mod waiting;

use super::blind_sample::BlindSample;
use super::cards::Cards;
use super::summary::{Counts, Summary};
use super::tagger_record::TaggerRecord;
use super::text_view::TextView;
use crate::article::{self, Article};
use crate::disk::{Disk, FileHash};
use crate::editor::Editor;
use crate::journal::Recorder;
use crate::model::{Document, Draft, Schema, Timestamp};
use crate::store::{self, Misfit, Note};
pub use disputes::Disputes;
use eframe::egui::Context;
pub use in_project::InProject;
pub use keeping::{BroughtBack, Desk, Kept, Unread, load_kept, load_with_journal};
pub use misfits::Misfits;
use outside::{Base, Outside};
pub use outside::{FileState, Noticed};
pub use rhythm::Rhythm;
pub use saving::SaveEnd;
use saving::Saving;
use std::path::{Path, PathBuf};
use std::sync::Arc;
pub use suggested::SuggestedPlaces;
pub use waiting::Waiting;

/// What was read from a path, before anyone works on it.
pub struct Loaded {
    /// The document.
    pub document: Document,
    /// Its own file, when it was read from one; an article has none yet.
    pub file: Option<OnDisk>,
    /// Where it was read from; `None` for what the program brings itself.
    pub path: Option<PathBuf>,
    /// Marks that do not fit the article's words.
    pub misfits: Vec<Misfit>,
    /// What the person should know.
    pub notes: Vec<Note>,
    /// What its journal knew of it.
    pub kept: Option<Kept>,
    /// The project it is of, if it is of one.
    pub project: Option<InProject>,
}

/// A document's file as we last knew it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDisk {
    /// Where it is.
    pub path: PathBuf,
    /// What it held.
    pub hash: FileHash,
}

/// Reads an article or a document.
pub fn load(disk: &dyn Disk, path: &Path, annotator: &str) -> anyhow::Result<Loaded> {
    if let Some(loaded) = in_project::load(disk, path, annotator)? {
        return Ok(loaded);
    }
    if store::Format::of(path).is_some() {
        let opened = store::open(disk, path)?;
        let file = OnDisk {
            path: path.to_owned(),
            hash: opened.hash,
        };
        return Ok(Loaded {
            document: opened.document,
            file: Some(file),
            path: Some(path.to_owned()),
            misfits: opened.misfits,
            notes: opened.notes,
            kept: None,
            project: None,
        });
    }
    let article = article::read(disk, path)?;
    begun(article, annotator, Some(path.to_owned()))
}

/// The example article that the program brings.
pub fn example(text: &str, name: &str, annotator: &str) -> anyhow::Result<Loaded> {
    begun(
        Article::new(text.as_bytes(), Path::new(name))?,
        annotator,
        None,
    )
}

/// A document of an article that nobody has marked.
fn begun(article: Article, annotator: &str, path: Option<PathBuf>) -> anyhow::Result<Loaded> {
    let mut document = article.into_document(crate::store::schemas::news());
    let mut draft = Draft::new(&document);
    draft.change_header(|header| header.annotator = Some(annotator.to_owned()))?;
    document.apply(&draft.finish())?;
    Ok(Loaded {
        document,
        file: None,
        path,
        misfits: Vec::new(),
        notes: Vec::new(),
        kept: None,
        project: None,
    })
}

/// Whether the work is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// A save is under way.
    Saving,
    /// It is.
    Saved,
    /// There are changes that would be lost if Dictum ended now.
    Unsafe,
    /// There are changes that are not.
    Unsaved,
    /// There are, and they have no place yet, but would be found again after a crash.
    Kept,
    /// Marks of the file wait for a decision.
    Undecided,
    /// The file is not there any more.
    Gone,
    /// The file holds something else, and is not written over.
    Foreign,
    /// Nothing was changed since it was opened.
    Untouched,
}

/// An article that is open.
pub struct Session {
    /// The document being worked on.
    pub editor: Editor,
    /// How it is shown.
    pub view: TextView,
    /// The cards beside it.
    pub cards: Cards,
    /// Its file.
    pub file: Option<OnDisk>,
    /// What it was read from.
    pub source: Option<PathBuf>,
    /// Marks kept apart.
    pub misfits: Misfits,
    /// Marks kept apart in the document, since its text has changed.
    pub waiting: Waiting,
    /// What is in conflict with what another program has written.
    pub disputes: Disputes,
    /// The schema that the document came with, when it is none of the bundled ones.
    pub own_schema: Option<Arc<Schema>>,
    /// The journal; `None` where nothing is kept.
    recorder: Option<Recorder>,
    /// The document before anything was done, to begin a journal with.
    first: Document,
    /// What was brought back when it was opened.
    pub brought_back: BroughtBack,
    /// Chosen to be kept for later.
    later: bool,
    /// So many steps of the history were looked at.
    seen_steps: usize,
    /// When the work is due to be written.
    pub rhythm: Rhythm,
    in_project: Option<InProject>,
    /// Where suggestions stand, for the scroll bar.
    pub suggested: SuggestedPlaces,
    summary: Summary,
    /// How the tagger fared on it.
    pub tagger_record: TaggerRecord,
    saving: Option<Saving>,
    /// What others do to the file.
    outside: Outside,
    /// What the document is in its file.
    base: Base,
    /// The file whose marks are kept apart.
    misfits_in: Option<PathBuf>,
}

impl Session {
    /// Begins work on what was read, recorded at this desk if there is one.
    pub fn new(mut loaded: Loaded, annotator: &str, desk: Option<Desk>) -> Self {
        let id = loaded.document.header().id.clone();
        let schema = loaded.document.schema();
        let bundled = store::schemas::bundled(&schema.name).is_some_and(|each| each == *schema);
        let own_schema = (!bundled).then(|| Arc::clone(schema));
        let (resumed, not_ours) = loaded.take_kept();
        let is_elsewhere = matches!(not_ours, Some(Kept::Elsewhere));
        let (document, history, saved) = keeping::begun_with(loaded.document, resumed.as_ref());
        let first = document.clone();
        let base = keeping::base(&document, &history, saved, resumed.as_ref());
        let mut editor = Editor::resume(document, history, saved, annotator, Box::new(now));
        if is_elsewhere {
            editor.only_read();
        }
        let brought_back = resumed.as_ref().map(|resumed| BroughtBack {
            steps: resumed.steps,
            left_out: resumed.left_out.clone(),
            journal: resumed.start.path().map(Path::to_owned),
            unread: resumed.unread.clone().map(Unread::Aside),
        });
        let mut brought_back = brought_back.unwrap_or_default();
        if let Some(Kept::Unread(why)) = not_ours {
            brought_back.unread = Some(Unread::Unseen(why));
        }
        let later = resumed.as_ref().is_some_and(|resumed| resumed.later);
        let seen_steps = editor.history().revisions().len();
        let mut session = Self {
            editor,
            view: TextView::new(id),
            cards: Cards::default(),
            file: loaded.file,
            source: loaded.path,
            misfits: Misfits::new(loaded.misfits),
            waiting: Waiting::default(),
            disputes: Disputes::default(),
            own_schema,
            recorder: None,
            first,
            brought_back,
            later,
            seen_steps,
            rhythm: Rhythm::default(),
            in_project: loaded.project,
            suggested: SuggestedPlaces::default(),
            summary: Summary::default(),
            tagger_record: TaggerRecord::default(),
            saving: None,
            outside: Outside::default(),
            base,
            misfits_in: None,
        };
        session.misfits_in.clone_from(&session.source);
        if let Some(desk) = desk.filter(|_| !is_elsewhere) {
            session.begin_recording(desk, resumed);
        }
        session
    }

    /// The name to show: the file's, else the article's.
    pub fn name(&self) -> String {
        // In a project a document is named after who annotates, which says nothing here.
        if let Some(it) = &self.in_project {
            return it.article.clone();
        }
        let path = self
            .file
            .as_ref()
            .map(|file| &file.path)
            .or(self.source.as_ref());
        let name = path
            .and_then(|path| path.file_name())
            .map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.editor.document().header().id.clone())
    }

    /// Where "Save as" begins: the document's own file, else a file beside the article.
    pub fn suggested_path(&self) -> PathBuf {
        if let Some(place) = self.own_place() {
            return place;
        }
        match &self.source {
            Some(source) => source.with_extension("ron"),
            None => PathBuf::from(crate::disk::file_name::escape(
                &self.editor.document().header().id,
            ))
            .with_extension("ron"),
        }
    }

    /// The schemas that the document may have: the bundled ones, and its own.
    pub fn schemas(&self) -> Vec<Arc<Schema>> {
        let bundled = store::schemas::NAMES.iter();
        let bundled = bundled.filter_map(|name| store::schemas::bundled(name));
        bundled.chain(self.own_schema.clone()).collect()
    }

    // ---- counting --------------------------------------------------------------------------

    /// How far the work is.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// What was counted last.
    pub fn counts(&self) -> &Counts {
        self.summary.counts()
    }

    /// Brings what is counted and what is undecided up to date.
    pub fn count(&mut self, ctx: &Context, blind: Option<&Arc<BlindSample>>) {
        self.misfits
            .update(self.editor.document(), self.editor.history().current());
        self.waiting.update(self.editor.document());
        self.disputes.update(self.editor.document());
        let (document, revision) = (self.editor.document(), self.editor.history().current());
        self.summary.update(ctx, document, revision);
        let blind = blind.filter(|sample| self.is_of(sample));
        self.tagger_record.update(ctx, document, revision, blind);
    }

    /// Whether a file is the one whose marks are not all decided on: a save would lose them.
    pub fn would_lose_marks(&self, path: &Path) -> bool {
        let same = |a: &Path, b: &Path| match (a.canonicalize(), b.canonicalize()) {
            (Ok(a), Ok(b)) => a == b,
            _ => a == b,
        };
        !self.misfits.undecided().is_empty()
            && self
                .misfits_in
                .as_ref()
                .is_some_and(|file| same(file, path))
    }

    /// Whether marks of the document's own file wait for a decision, so that it is not to be written.
    pub fn is_held_back(&self) -> bool {
        let own = self.file.as_ref().map(|file| &file.path);
        !self.misfits.undecided().is_empty() && own == self.misfits_in.as_ref()
    }

    // ---- saving ----------------------------------------------------------------------------

    /// Whether there is work that is not on the disk: edits, a dropped mark that the file still holds, or
    /// all of it when the file is gone.
    pub fn is_dirty(&self) -> bool {
        let is_gone = self.file_state() == FileState::Gone;
        self.editor.is_dirty() || self.misfits.any_dropped() || is_gone
    }

    /// How the work stands on the disk.
    pub fn save_state(&self) -> SaveState {
        // What neither a save nor the journal has yet is told first: a save may take long.
        if self.recorder.is_some() && self.editor.is_dirty() && !self.is_recorded() {
            SaveState::Unsafe
        } else if self.saving.is_some() {
            SaveState::Saving
        } else if self.file_state() == FileState::Gone {
            SaveState::Gone
        } else if self.file_state() == FileState::Foreign {
            SaveState::Foreign
        } else if self.is_dirty() && self.own_place().is_none() && self.is_recorded() {
            SaveState::Kept
        } else if self.is_dirty() {
            SaveState::Unsaved
        } else if !self.misfits.undecided().is_empty() {
            SaveState::Undecided
        } else if self.file.is_some() {
            SaveState::Saved
        } else {
            SaveState::Untouched
        }
    }

    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }
}

/// The time, to the second.
pub fn now() -> Timestamp {
    let now = jiff::Timestamp::now();
    let seconds = now.round(jiff::Unit::Second).unwrap_or(now);
    Timestamp::from_rfc3339(&seconds.to_string())
}

/// How many seconds ago this was; `None` when it is no time.
pub fn seconds_since(time: &Timestamp) -> Option<f64> {
    let then: jiff::Timestamp = time.as_str().parse().ok()?;
    let passed = jiff::Timestamp::now() - then;
    passed.total(jiff::Unit::Second).ok()
}
