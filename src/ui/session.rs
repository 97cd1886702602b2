//! An open article: the editor, its view, and where it stands on the disk.

mod in_project;
mod keeping;
mod misfits;
mod rhythm;
mod suggested;
mod waiting;

use super::blind_sample::BlindSample;
use super::cards::Cards;
use super::job::Job;
use super::summary::{Counts, Summary};
use super::tagger_record::TaggerRecord;
use super::text_view::TextView;
use super::wording;
use crate::article::{self, Article};
use crate::disk::{Disk, FileHash};
use crate::editor::Editor;
use crate::model::{Document, Draft, RevisionId, Schema, Timestamp};
use crate::store::kept::Place as KeptPlace;
use crate::store::{self, Misfit, Note, Saved};
use eframe::egui::Context;
pub use in_project::InProject;
pub use keeping::Keeping;
pub use misfits::Misfits;
pub use rhythm::Rhythm;
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
    /// Where this was kept as unsaved work, when it was.
    pub kept: Option<Kept>,
    /// The project it is of, if it is of one.
    pub project: Option<InProject>,
}

/// Unsaved work taken over from a window that is gone.
#[derive(Debug)]
pub struct Kept {
    /// Its file.
    pub place: KeptPlace,
    /// Whether it was chosen to be kept for later.
    pub later: bool,
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

/// Reads unsaved work that was left behind and takes it over.
pub fn load_kept(disk: &dyn Disk, path: &Path) -> anyhow::Result<Loaded> {
    // Held first: of two windows that want it, one has it.
    let Some(place) = KeptPlace::take_over(disk, path)? else {
        anyhow::bail!("{}: {}", wording::keeping::ELSEWHERE, path.display());
    };
    let (about, opened) = store::kept::read(disk, path)?;
    Ok(Loaded {
        document: opened.document,
        file: None,
        path: about.source,
        misfits: opened.misfits,
        notes: opened.notes,
        kept: Some(Kept {
            place,
            later: about.later,
        }),
        project: None,
    })
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
    /// There are changes that are not.
    Unsaved,
    /// There are, and they have no place yet, but would be found again after a crash.
    Kept,
    /// Marks of the file wait for a decision.
    Undecided,
    /// Nothing was changed since it was opened.
    Untouched,
}

/// What came of a save.
pub struct SaveEnd {
    /// Whether it went by itself.
    pub by_itself: bool,
    /// The file, or what went wrong.
    pub result: Result<PathBuf, String>,
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
    /// The schema that the document came with, when it is none of the bundled ones.
    pub own_schema: Option<Arc<Schema>>,
    /// The work kept while it has no place.
    pub keeping: Keeping,
    /// When the work is due to be written.
    pub rhythm: Rhythm,
    in_project: Option<InProject>,
    /// Where suggestions stand, for the scroll bar.
    pub suggested: SuggestedPlaces,
    summary: Summary,
    /// How the tagger fared on it.
    pub tagger_record: TaggerRecord,
    saving: Option<Saving>,
}

struct Saving {
    revision: RevisionId,
    by_itself: bool,
    job: Job<anyhow::Result<Saved>>,
}

impl Session {
    /// Begins work on what was read.
    pub fn new(loaded: Loaded, annotator: &str) -> Self {
        let id = loaded.document.header().id.clone();
        let schema = loaded.document.schema();
        let bundled = store::schemas::bundled(&schema.name).is_some_and(|each| each == *schema);
        let own_schema = (!bundled).then(|| Arc::clone(schema));
        let mut editor = Editor::new(loaded.document, annotator, Box::new(now));
        let keeping = loaded.kept.map(|kept| {
            editor.never_saved();
            Keeping::taken_over(kept.place, kept.later, editor.history().current())
        });
        Self {
            editor,
            view: TextView::new(id),
            cards: Cards::default(),
            file: loaded.file,
            source: loaded.path,
            misfits: Misfits::new(loaded.misfits),
            waiting: Waiting::default(),
            own_schema,
            keeping: keeping.unwrap_or_default(),
            rhythm: Rhythm::default(),
            in_project: loaded.project,
            suggested: SuggestedPlaces::default(),
            summary: Summary::default(),
            tagger_record: TaggerRecord::default(),
            saving: None,
        }
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
                .source
                .as_ref()
                .is_some_and(|source| same(source, path))
    }

    /// Whether marks of the document's own file wait for a decision, so that it is not to be written.
    pub fn is_held_back(&self) -> bool {
        let own = self.file.as_ref().map(|file| &file.path);
        !self.misfits.undecided().is_empty() && own == self.source.as_ref()
    }

    // ---- saving ----------------------------------------------------------------------------

    /// Whether there is work that is not on the disk: edits, or a dropped mark that the file still holds.
    pub fn is_dirty(&self) -> bool {
        self.editor.is_dirty() || self.misfits.any_dropped()
    }

    /// How the work stands on the disk.
    pub fn save_state(&self) -> SaveState {
        if self.saving.is_some() {
            SaveState::Saving
        } else if self.is_dirty() && self.keeping.is_kept(self.editor.history().current()) {
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

    /// Starts writing the document as it stands, in another thread. `by_itself` when nobody asked.
    pub fn start_save(
        &mut self,
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        path: PathBuf,
        by_itself: bool,
    ) -> std::io::Result<()> {
        let snapshot = self.editor.document().snapshot();
        let revision = self.editor.history().current();
        let known = self.file.clone().filter(|file| file.path == path);
        let begins = self.own_place().as_deref() == Some(&*path);
        let (disk, kept) = (Arc::clone(disk), self.keeping.slot());
        let job = Job::start(ctx, "save", move || {
            match known {
                Some(known) => refuse_if_changed(&*disk, &known)?,
                None if begins => make_room(&*disk, &path)?,
                None => {}
            }
            let saved = store::save(&*disk, &path, &snapshot)?;
            // Before anyone is told: who leaves at once leaves nothing behind.
            kept.remove(&*disk);
            Ok(saved)
        })?;
        self.rhythm.begun();
        self.saving = Some(Saving {
            revision,
            by_itself,
            job,
        });
        Ok(())
    }

    /// What came of the save, once it is through. `None` while it is under way or when there is none.
    pub fn poll_save(&mut self) -> Option<SaveEnd> {
        use super::job::Progress;
        let saving = self.saving.as_ref()?;
        let result = match saving.job.poll() {
            Progress::Running => return None,
            Progress::Done(result) => result.map_err(|error| error.to_string()),
            Progress::Lost => Err(wording::SAVE_BROKE_OFF.to_owned()),
        };
        let (revision, by_itself) = (saving.revision, saving.by_itself);
        self.saving = None;
        let result = result.map(|Saved { path, hash }| {
            self.editor.saved(revision);
            self.misfits.saved();
            self.keeping = Keeping::default();
            self.rhythm.done();
            self.file = Some(OnDisk {
                path: path.clone(),
                hash,
            });
            path
        });
        Some(SaveEnd { by_itself, result })
    }

    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }
}

/// Makes the folder of a project's new document. A document that came there meanwhile stays.
fn make_room(disk: &dyn Disk, place: &Path) -> anyhow::Result<()> {
    if disk.exists(place) {
        anyhow::bail!("{}: {}", wording::CHANGED_ON_DISK, place.display());
    }
    if let Some(folder) = place.parent() {
        disk.create_dir(folder)?;
    }
    Ok(())
}

/// A file that another program has changed since is not written over.
fn refuse_if_changed(disk: &dyn Disk, known: &OnDisk) -> anyhow::Result<()> {
    match disk.hash(&known.path) {
        Ok(hash) if hash != known.hash => {
            anyhow::bail!("{}: {}", wording::CHANGED_ON_DISK, known.path.display())
        }
        // A file that is gone or cannot be read now: writing will tell.
        _ => Ok(()),
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
