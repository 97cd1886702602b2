//! Reading what other programs made, and keeping it, in another thread.

use crate::disk::{Disk, file_name};
use crate::formats::reading::{self, Came, Manner, Read};
use crate::formats::{Format, Names};
use crate::model::Document;
use crate::project::Project;
use crate::store;
use crate::ui::job::{Job, Progress};
use crate::ui::wording::exchange as words;
use eframe::egui::Context;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// So many findings are kept to be shown; the rest is counted.
const FINDINGS: usize = 1000;

/// What is to be read.
#[derive(Clone)]
pub struct Asked {
    /// A file or a folder.
    pub path: PathBuf,
    /// Its format; recognised when not said.
    pub from: Option<&'static Format>,
}

/// Where documents go.
#[derive(Clone)]
pub enum Into {
    /// Into a project, as this annotator's where they name nobody.
    Project(Arc<Project>, String),
    /// Into a folder, a file each.
    Folder(PathBuf),
}

/// What is in the files, or what was made of it.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// The formats by title, with how many articles each has.
    pub formats: BTreeMap<&'static str, u64>,
    /// Articles.
    pub articles: u64,
    /// Their marks.
    pub spans: u64,
    /// Their links.
    pub links: u64,
    /// The ways in which offsets are counted, with how many articles are counted so.
    pub readings: BTreeMap<String, u64>,
    /// Marks whose words the files hold: they prove the offsets.
    pub verified: usize,
    /// Marks of which they hold offsets alone.
    pub unverified: usize,
    /// What does not fit, as far as it is shown.
    pub findings: Vec<String>,
    /// How much does not fit.
    pub findings_len: u64,
    /// Files of no format that is known, and those that belong to others.
    pub passed_over: u64,
    /// The documents that were written.
    pub written: Vec<PathBuf>,
    /// What was not written, and why.
    pub refused: Vec<String>,
}

#[derive(Default)]
struct Watched {
    articles: AtomicUsize,
    stopped: AtomicBool,
}

/// A piece of work under way. Dropped, it stops.
pub struct Work {
    job: Job<Contents>,
    watched: Arc<Watched>,
}

impl Drop for Work {
    fn drop(&mut self) {
        self.watched.stopped.store(true, Ordering::Relaxed);
    }
}

impl Work {
    /// Reads, and keeps what is read if it is said where.
    pub fn start(
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        asked: Asked,
        into: Option<Into>,
    ) -> std::io::Result<Self> {
        let watched = Arc::new(Watched::default());
        let (disk, seen, wake) = (Arc::clone(disk), Arc::clone(&watched), ctx.clone());
        let job = Job::start(ctx, "import", move || {
            read(&*disk, &asked, into.as_ref(), &seen, &wake)
        })?;
        Ok(Self { job, watched })
    }

    /// How many articles have been read.
    pub fn articles(&self) -> usize {
        self.watched.articles.load(Ordering::Relaxed)
    }

    /// What came of it, once it is through.
    pub fn poll(&self) -> Option<Result<Contents, String>> {
        match self.job.poll() {
            Progress::Running => None,
            Progress::Done(contents) => Some(Ok(contents)),
            Progress::Lost => Some(Err(words::BROKE_OFF.to_owned())),
        }
    }
}

fn read(
    disk: &dyn Disk,
    asked: &Asked,
    into: Option<&Into>,
    watched: &Watched,
    wake: &Context,
) -> Contents {
    let manner = Manner {
        from: asked.from,
        names: Names::ours(),
        unit: None,
        way_out: words::CHOOSE_FORMAT,
        standard_input: None,
    };
    let mut contents = Contents::default();
    let paths = std::slice::from_ref(&asked.path);
    reading::read(disk, paths, &manner, &mut |came| {
        if watched.stopped.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        match came {
            Came::Article(read) => {
                if into.is_none_or(|into| contents.keep(disk, into, &read)) {
                    contents.count(&read);
                }
                // Often enough to be seen going on.
                if watched
                    .articles
                    .fetch_add(1, Ordering::Relaxed)
                    .is_multiple_of(100)
                {
                    wake.request_repaint();
                }
            }
            Came::Not(finding) => contents.find(finding.to_string()),
            Came::PassedOver => contents.passed_over += 1,
        }
        ControlFlow::Continue(())
    });
    contents
}

impl Contents {
    fn count(&mut self, read: &Read) {
        *self.formats.entry(read.format.title).or_default() += 1;
        self.articles += 1;
        self.spans += read.document.spans_len() as u64;
        self.links += read.document.links_len() as u64;
        if let Some(verdict) = &read.verdict {
            let reading = self.readings.entry(verdict.reading.words());
            *reading.or_default() += 1;
            self.verified += verdict.verified;
            self.unverified += verdict.unverified;
        }
        for finding in &read.findings {
            self.find(finding.to_string());
        }
    }

    fn find(&mut self, finding: String) {
        self.findings_len += 1;
        if self.findings.len() < FINDINGS {
            self.findings.push(finding);
        }
    }

    /// Writes a document; gives whether it could.
    fn keep(&mut self, disk: &dyn Disk, into: &Into, read: &Read) -> bool {
        match put(disk, into, read.document.clone()) {
            Ok(path) => self.written.push(path),
            Err(why) => {
                self.refused.push(format!("{}: {why}", read.place));
                return false;
            }
        }
        true
    }
}

/// Puts a document where it goes; nothing is ever replaced.
fn put(disk: &dyn Disk, into: &Into, document: Document) -> Result<PathBuf, String> {
    match into {
        Into::Project(project, annotator) => project
            .take_in(disk, document, annotator)
            .map_err(|error| error.to_string()),
        Into::Folder(folder) => put_in_folder(disk, folder, &document),
    }
}

fn put_in_folder(disk: &dyn Disk, folder: &Path, document: &Document) -> Result<PathBuf, String> {
    let name = file_name::escape(&document.header().id);
    let path = folder.join(format!("{name}.ron"));
    if disk.exists(&path) {
        return Err(words::is_there(&path));
    }
    let text = store::write_ron(document);
    let made = disk.create_dir(folder);
    made.and_then(|()| disk.write(&path, text.as_bytes()))
        .map_err(|error| error.to_string())?;
    Ok(path)
}
