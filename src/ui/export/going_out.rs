//! What goes out: the open article as it stands, or with it all of its project.

use crate::disk::Disk;
use crate::formats::export::{Export, ExportError, Manner, Written};
use crate::formats::{Format, Reason, Shelf, Tally};
use crate::model::{Document, Snapshot};
use crate::project::{Project, ProjectError};
use crate::store;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Which articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The open one.
    Article,
    /// All that this annotator has of the project.
    Project,
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
    asked: (Scope, &'static Format, &Manner),
    shelf: &mut dyn Shelf,
    watched: &Watched,
) -> Result<Report, Failure> {
    let (scope, format, manner) = asked;
    let mut export = Export::begin(format, manner.clone())?;
    let mut report = Report::default();
    let mut put = |document: &Document, tally: &mut Tally| -> Result<(), Failure> {
        if watched.stopped.load(Ordering::Relaxed) {
            return Err(Failure::Stopped);
        }
        export.put(document, shelf, tally)?;
        watched.articles.fetch_add(1, Ordering::Relaxed);
        Ok(())
    };
    let mut others = 0;
    match (scope, &sources.project) {
        (Scope::Project, Some((project, open, annotator))) => {
            for article in project.articles(disk)? {
                if article.id == *open {
                    put(&sources.open, &mut report.tally)?;
                    continue;
                }
                let place = project.place(&article.id, annotator);
                if !article.is_begun || !disk.exists(&place) {
                    others += u64::from(article.is_begun);
                    continue;
                }
                match store::open(disk, &place) {
                    Ok(opened) => {
                        let unfit = opened.misfits.iter();
                        report.unread.extend(unfit.map(|misfit| {
                            format!("{}: {}: {}", article.id, misfit.span.id, misfit.problem)
                        }));
                        put(&opened.document, &mut report.tally)?;
                    }
                    Err(error) => report.unread.push(format!("{}: {error}", article.id)),
                }
            }
        }
        _ => put(&sources.open, &mut report.tally)?,
    }
    report.written = export.end(shelf)?;
    if others > 0 {
        let left_out = &mut report.written.left_out.articles;
        *left_out.entry(Reason::OtherAnnotator).or_default() += others;
    }
    Ok(report)
}
