//! Looking at an export and writing it, in another thread.

use super::asked::Asked;
use super::going_out::{Failure, Report, Scope, Sources, Watched, take_out};
use crate::disk::Disk;
use crate::formats::export::Nowhere;
use crate::formats::{Destination, ExportError, Layout, Reason};
use crate::ui::job::{Job, Progress};
use crate::ui::wording::exchange as words;
use eframe::egui::Context;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// What an export would be.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What would go out and be lost.
    pub report: Report,
    /// The same with unfinished articles, when one article alone is asked for and is not done.
    pub if_unfinished: Option<Report>,
}

/// A piece of work under way. Dropped, it stops.
pub struct Work<T> {
    job: Job<Result<T, Failure>>,
    watched: Arc<Watched>,
}

impl<T> Drop for Work<T> {
    fn drop(&mut self) {
        self.watched.stopped.store(true, Ordering::Relaxed);
    }
}

impl<T: Send + 'static> Work<T> {
    fn start(
        ctx: &Context,
        name: &str,
        work: impl FnOnce(&Watched) -> Result<T, Failure> + Send + 'static,
    ) -> std::io::Result<Self> {
        let watched = Arc::new(Watched::default());
        let seen = Arc::clone(&watched);
        let job = Job::start(ctx, name, move || work(&seen))?;
        Ok(Self { job, watched })
    }

    /// How many articles have been seen.
    pub fn articles(&self) -> usize {
        self.watched.articles.load(Ordering::Relaxed)
    }

    /// What came of it, once it is through.
    pub fn poll(&self) -> Option<Result<T, String>> {
        match self.job.poll() {
            Progress::Running => None,
            Progress::Done(done) => Some(done.map_err(|error| error.to_string())),
            Progress::Lost => Some(Err(words::BROKE_OFF.to_owned())),
        }
    }
}

/// Looks what would go out and be lost; nothing is written.
pub fn look(
    ctx: &Context,
    disk: &Arc<dyn Disk>,
    sources: &Arc<Sources>,
    asked: Asked,
) -> std::io::Result<Work<Preview>> {
    let (disk, sources) = (Arc::clone(disk), Arc::clone(sources));
    Work::start(ctx, "export preview", move |watched| {
        let preview =
            |asked: &Asked| take_out(&*disk, &sources, asked, &mut Nowhere::default(), watched);
        let report = preview(&asked)?;
        let not_done = report
            .written
            .left_out
            .articles
            .get(&Reason::ArticleNotDone);
        let explains = asked.scope == Scope::Article && not_done.is_some();
        let mut asked = asked;
        asked.manner.selection.unfinished = true;
        let if_unfinished = explains.then(|| preview(&asked)).transpose()?;
        Ok(Preview {
            report,
            if_unfinished,
        })
    })
}

/// Writes it, whole or not at all.
pub fn write(
    ctx: &Context,
    disk: &Arc<dyn Disk>,
    sources: &Arc<Sources>,
    asked: Asked,
    (destination, replace): (Destination, bool),
) -> std::io::Result<Work<Report>> {
    let (disk, sources) = (Arc::clone(disk), Arc::clone(sources));
    Work::start(ctx, "export", move |watched| {
        let format = asked.format;
        let writes = format.writes.ok_or(ExportError::ReadOnly(format.title))?;
        let mut report = Report::default();
        let layout = match asked.parting {
            Some(_) => Layout::Each,
            None => writes.layout(),
        };
        destination.fill(&*disk, layout, replace, &mut |shelf| {
            report = take_out(&*disk, &sources, &asked, shelf, watched)?;
            match report.written.articles {
                0 => Err(Failure::Nothing),
                _ => Ok(()),
            }
        })?;
        Ok(report)
    })
}
