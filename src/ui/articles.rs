//! The articles at hand: those named at the start, opened or dropped, each with its document and how
//! far its work is.

mod gather;
mod reading;

use super::blind_sample::BlindSample;
use super::job::{Job, Progress};
use super::summary::Counts;
use super::tagger_record::Told;
use crate::disk::Disk;
use crate::model::Status;
use eframe::egui::Context;
pub use gather::Found;
use gather::{Gathered, gather};
use reading::{Reading, Wanted};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// At most so many states are taken up in a frame.
const A_FRAME: usize = 100;

/// An article at hand.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The article and its document.
    pub found: Found,
    /// How far it is, as read last.
    pub standing: Standing,
    /// How the tagger fared on it.
    pub told: Arc<Told>,
}

/// How far an article is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not read yet.
    Unread,
    /// This far.
    Read(State),
    /// It cannot be read, for this reason.
    Unreadable(String),
}

/// How far the work on an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What a person says.
    pub status: Status,
    /// Live quotes.
    pub quotes: usize,
    /// Live quotes without a speaker, and suggestions.
    pub open: usize,
}

impl State {
    /// From what was counted.
    pub fn new(status: Status, counts: &Counts) -> Self {
        Self {
            status,
            quotes: counts.quotes,
            open: counts.unsaid + counts.suggested,
        }
    }
}

/// What came of looking through files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Open this: the first of those that were asked for.
    Open(PathBuf),
    /// These were asked for and cannot be read.
    Unreadable(Vec<PathBuf>),
}

/// The list of articles.
#[derive(Default)]
pub struct Articles {
    entries: Vec<Entry>,
    by_key: HashMap<PathBuf, usize>,
    open: Option<usize>,
    gathering: Vec<(Job<Gathered>, bool)>,
    reading: Option<Reading>,
    /// Whether some were added that nobody has begun to read.
    any_unread: bool,
    /// What was asked for by name and turned out not to be readable.
    unreadable: Vec<PathBuf>,
    blind: Option<Arc<BlindSample>>,
    /// Those to be read again, since they are measured otherwise now.
    again: HashSet<usize>,
    told_changes: u64,
}

impl Articles {
    /// In the order in which they came.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of the open one.
    pub fn open(&self) -> Option<usize> {
        self.open
    }

    /// How many are done.
    pub fn done(&self) -> usize {
        let done = |entry: &&Entry| matches!(&entry.standing, Standing::Read(state) if state.status == Status::Done);
        self.entries.iter().filter(done).count()
    }

    /// Whether files are being looked for.
    pub fn is_gathering(&self) -> bool {
        !self.gathering.is_empty()
    }

    /// Whether states are being read.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Takes in files and folders, and of projects this annotator's documents; the first is to be opened
    /// if `open` says so.
    pub fn add(
        &mut self,
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        paths: Vec<PathBuf>,
        (open, annotator): (bool, String),
    ) {
        let disk = Arc::clone(disk);
        match Job::start(ctx, "articles", move || gather(&*disk, &paths, &annotator)) {
            Ok(job) => self.gathering.push((job, open)),
            Err(error) => log::warn!("articles are not listed: {error}"),
        }
    }

    /// An article was opened from a path.
    pub fn opened(&mut self, disk: &dyn Disk, path: &Path, annotator: &str) {
        let found = gather(disk, &[path.to_owned()], annotator).found;
        self.open = found.into_iter().next().map(|found| self.put(found));
    }

    /// What is open has no file.
    pub fn opened_without_file(&mut self) {
        self.open = None;
    }

    /// The open article's document was saved here.
    pub fn saved(&mut self, path: &Path) {
        match self.open.and_then(|open| self.entries.get_mut(open)) {
            Some(entry) => entry.found.document = Some(path.to_owned()),
            None => {
                let found = Found {
                    article: None,
                    document: Some(path.to_owned()),
                    by_name: true,
                    in_project: None,
                };
                self.open = Some(self.put(found));
            }
        }
    }

    /// How far the open article is now, and how the tagger fared on it.
    pub fn update_open(&mut self, state: State, told: &Arc<Told>) {
        if let Some(entry) = self.open.and_then(|open| self.entries.get_mut(open)) {
            entry.standing = Standing::Read(state);
            if !Arc::ptr_eq(&entry.told, told) {
                entry.told = Arc::clone(told);
                self.told_changes += 1;
            }
        }
    }

    /// A number that grows whenever it is known anew how the tagger fared on one of them.
    pub fn told_changes(&self) -> u64 {
        self.told_changes
    }

    /// The articles that come without suggestions.
    pub fn blind(&self) -> Option<&Arc<BlindSample>> {
        self.blind.as_ref()
    }

    /// Says which articles come without suggestions; those that have been read are measured again.
    pub fn set_blind(&mut self, blind: Option<Arc<BlindSample>>) {
        let before = std::mem::replace(&mut self.blind, blind);
        for (index, entry) in self.entries.iter().enumerate() {
            let of = |sample: Option<&Arc<BlindSample>>| sample_of(sample, entry).is_some();
            let is_read = matches!(entry.standing, Standing::Read(_));
            if is_read && (of(before.as_ref()) || of(self.blind.as_ref())) {
                self.again.insert(index);
            }
        }
        // What is being read is measured by the sample before; what is left of it is begun anew.
        self.reading = None;
        self.any_unread = true;
    }

    /// The next one after the open one that is not done, going round at the end.
    pub fn next_not_done(&self) -> Option<&Path> {
        let after = self.open.map_or(0, |open| open + 1);
        let round = (after..self.entries.len()).chain(0..after.min(self.entries.len()));
        let mut others = round
            .filter(|index| Some(*index) != self.open)
            .filter_map(|index| self.entries.get(index));
        let next = others.find(|entry| match &entry.standing {
            Standing::Unread => true,
            Standing::Read(state) => state.status != Status::Done,
            Standing::Unreadable(_) => false,
        });
        next.map(|entry| entry.found.path())
    }

    /// Takes up what other threads have found out.
    pub fn poll(&mut self, ctx: &Context, disk: &Arc<dyn Disk>) -> Vec<News> {
        let mut news = self.poll_gathering();
        if let Some(reading) = &self.reading {
            let (read, over) = reading.poll(A_FRAME);
            for (index, standing, told) in read {
                self.take_standing(index, standing, told);
            }
            if over {
                self.reading = None;
                let unreadable = std::mem::take(&mut self.unreadable);
                if !unreadable.is_empty() {
                    news.push(News::Unreadable(unreadable));
                }
            }
        }
        if self.reading.is_none() && std::mem::take(&mut self.any_unread) {
            self.start_reading(ctx, disk);
        }
        news
    }

    fn poll_gathering(&mut self) -> Vec<News> {
        let mut news = Vec::new();
        for (job, open) in std::mem::take(&mut self.gathering) {
            let gathered = match job.poll() {
                Progress::Running => {
                    self.gathering.push((job, open));
                    continue;
                }
                Progress::Done(gathered) => gathered,
                Progress::Lost => continue,
            };
            let first = gathered.found.first().map(|found| self.path_of(found));
            for found in gathered.found {
                self.put(found);
            }
            if let Some(path) = first.filter(|_| open) {
                news.push(News::Open(path));
            }
            if !gathered.missing.is_empty() {
                news.push(News::Unreadable(gathered.missing));
            }
        }
        news
    }

    /// What to open of a find: of an article that is at hand, the document known here.
    fn path_of(&self, found: &Found) -> PathBuf {
        let known = self
            .index_of(found)
            .and_then(|index| self.entries.get(index));
        let document = known.and_then(|entry| entry.found.document.clone());
        document.unwrap_or_else(|| found.path().to_owned())
    }

    fn index_of(&self, found: &Found) -> Option<usize> {
        self.by_key.get(&found.key()).copied()
    }

    /// Puts an article in the list, or fills in what is known of it.
    fn put(&mut self, found: Found) -> usize {
        if let Some(index) = self.index_of(&found) {
            if let Some(entry) = self.entries.get_mut(index) {
                entry.found.article = entry.found.article.take().or(found.article);
                entry.found.document = found.document.or(entry.found.document.take());
            }
            return index;
        }
        let index = self.entries.len();
        self.by_key.insert(found.key(), index);
        self.any_unread = true;
        self.entries.push(Entry {
            found,
            standing: Standing::Unread,
            told: Arc::default(),
        });
        index
    }

    fn take_standing(&mut self, index: usize, standing: Standing, told: Told) {
        self.again.remove(&index);
        // The open one is known better than its file.
        if self.open == Some(index) {
            return;
        }
        let Some(entry) = self.entries.get_mut(index) else {
            return;
        };
        if matches!(standing, Standing::Unreadable(_)) && entry.found.by_name {
            self.unreadable.push(entry.found.path().to_owned());
        }
        entry.standing = standing;
        entry.told = Arc::new(told);
        self.told_changes += 1;
    }

    fn start_reading(&mut self, ctx: &Context, disk: &Arc<dyn Disk>) {
        let unread = |(index, entry): (usize, &Entry)| {
            let is_open = self.open == Some(index);
            let is_due = entry.standing == Standing::Unread || self.again.contains(&index);
            (is_due && !is_open).then(|| Wanted {
                index,
                path: entry.found.path().to_owned(),
                blind: sample_of(self.blind.as_ref(), entry).cloned(),
            })
        };
        let wanted: Vec<_> = self.entries.iter().enumerate().filter_map(unread).collect();
        if wanted.is_empty() {
            return;
        }
        match Reading::start(ctx, disk, wanted) {
            Ok(reading) => self.reading = Some(reading),
            Err(error) => log::warn!("articles are not read: {error}"),
        }
    }
}

/// The sample, when an article is of it.
fn sample_of<'a>(
    sample: Option<&'a Arc<BlindSample>>,
    entry: &Entry,
) -> Option<&'a Arc<BlindSample>> {
    let (folder, id) = entry.found.in_project.as_ref()?;
    sample.filter(|sample| sample.has(folder, id))
}
