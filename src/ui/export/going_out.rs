//! What goes out: the open article as it stands, or with it all of its project.

use super::asked::Asked;
use super::documents;
use crate::disk::Disk;
use crate::formats::dataset::{Dataset, InSplit, Plan};
use crate::formats::export::{Export, ExportError, Manner, Written};
use crate::formats::{self, Layout, Shelf, Tally};
use crate::model::Snapshot;
use crate::project::{Project, ProjectError};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Which articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The open one.
    Article,
    /// All of the project.
    Project,
}

/// Whose documents of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This annotator's.
    Mine,
    /// Every annotator's.
    Everyones,
}

/// What may go out.
pub struct Sources {
    /// The open article as it stands.
    pub open: Snapshot,
    /// Its name without an extension.
    pub name: String,
    /// Its document's file, or what it was read from.
    pub near: Option<PathBuf>,
    /// Files that an export must not take the place of.
    pub own: Vec<PathBuf>,
    /// Its project, with its id there and whose documents go out.
    pub project: Option<(Arc<Project>, String, String)>,
}

/// What the window and the thread at work know of each other.
#[derive(Default)]
pub struct Watched {
    /// So many articles have been seen.
    pub articles: AtomicUsize,
    /// Nobody waits any more.
    pub stopped: AtomicBool,
}

/// What goes out, what is left out, and what is lost.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What goes out and what is left out.
    pub written: Written,
    /// What the format cannot hold.
    pub tally: Tally,
    /// Documents that cannot be read, or not whole, each with its reason.
    pub unread: Vec<String>,
    /// Of a dataset, how the articles lie in its splits.
    pub splits: Vec<InSplit>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Nobody waits any more.
    #[error("stopped")]
    Stopped,
    /// There is nothing that may go out.
    #[error("nothing goes out")]
    Nothing,
    /// Two annotators' documents of an article would be one file.
    #[error(
        "{1} has a file for each article, and several annotators’ documents of {0} go out: take your own alone"
    )]
    Several(String, &'static str),
    /// The table of names cannot be read.
    #[error("the names of labels: {0}")]
    Table(String),
    /// It cannot be written so.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] crate::disk::DiskError),
    /// The project's articles cannot be listed.
    #[error(transparent)]
    Project(#[from] ProjectError),
}

/// Takes the articles out onto a shelf, and says what came of it.
pub fn take_out(
    disk: &dyn Disk,
    sources: &Sources,
    asked: &Asked,
    shelf: &mut dyn Shelf,
    watched: &Watched,
) -> Result<Report, Failure> {
    let manner = asked.manner(disk)?;
    let layout = asked.format.writes.map(|writes| writes.layout());
    // A file is called after its article.
    let mut files = (layout == Some(Layout::Each)).then(HashSet::new);
    let mut out = begin(disk, sources, asked, &manner, watched)?;
    let mut report = Report::default();
    let mut tally = Tally::default();
    documents::each(disk, sources, asked, &mut report, &mut |document| {
        if watched.stopped.load(Ordering::Relaxed) {
            return Err(Failure::Stopped);
        }
        let put = match &mut out {
            Out::Export(export) => export.put(document, shelf, &mut tally),
            Out::Dataset(dataset) => dataset.put(document, shelf, &mut tally),
        };
        let id = &document.header().id;
        let is_another = |ids: &mut HashSet<String>| !ids.insert(id.clone());
        if put? && files.as_mut().is_some_and(is_another) {
            return Err(Failure::Several(id.clone(), asked.format.title));
        }
        watched.articles.fetch_add(1, Ordering::Relaxed);
        Ok(())
    })?;
    let left_out = std::mem::take(&mut report.written.left_out);
    (report.written, report.splits) = match out {
        Out::Export(export) => (export.end(shelf)?, Vec::new()),
        Out::Dataset(dataset) => dataset.end(&asked.about(&manner, &tally), shelf)?,
    };
    report.written.left_out.add(&left_out);
    report.tally = tally;
    Ok(report)
}

enum Out {
    Export(Box<Export>),
    Dataset(Box<Dataset>),
}

/// Begins to write; for a dataset every article is seen before, to know what belongs together.
fn begin(
    disk: &dyn Disk,
    sources: &Sources,
    asked: &Asked,
    manner: &Manner,
    watched: &Watched,
) -> Result<Out, Failure> {
    let format = asked.format;
    let Some(parting) = &asked.parting else {
        let export = Export::begin(format, manner.clone())?;
        return Ok(Out::Export(Box::new(export)));
    };
    let mut plan = Plan::new(parting.rule.clone());
    documents::each(
        disk,
        sources,
        asked,
        &mut Report::default(),
        &mut |document| {
            if watched.stopped.load(Ordering::Relaxed) {
                return Err(Failure::Stopped);
            }
            if formats::refusal(document.header(), &manner.selection).is_none() {
                plan.see(document);
            }
            Ok(())
        },
    )?;
    let dataset = Dataset::begin(format, manner, plan)?;
    Ok(Out::Dataset(Box::new(dataset)))
}
