//! Tagging with a command: the pipeline's articles go to it, its answers into the pipeline.

use super::unit::{self, Read};
use super::{Item, Outcome, Work, adopted};
use crate::cli::findings::Finding;
use crate::cli::pipeline::{Queue, Taken, Ticket, Worker};
use crate::model::Document;
use crate::store;
use crate::tagger::command::{self, CommandError, Fed, Feed, Manner, Tags};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Why a command cannot be used at all; the first that is told counts.
pub type Failure = Arc<Mutex<Option<CommandError>>>;

/// A worker that has a process of the command to itself.
pub fn worker(work: Work, manner: Manner, failure: Failure) -> Worker<Item, Outcome> {
    Box::new(move |queue| {
        let mut lane = Lane { work, queue };
        if let Err(error) = command::run(&manner, &read, &mut lane) {
            let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
            failure.get_or_insert(error);
            queue.break_off();
        }
    })
}

/// Reads an answer as a file is read; a mark that does not fit the text is an error here.
fn read(line: &[u8]) -> Result<Document, String> {
    const FILE: &str = "answer.jsonl";
    let opened = store::read(line, Path::new(FILE)).map_err(|error| {
        let told = error.to_string();
        let told = told.strip_suffix(&format!(": {FILE}")).unwrap_or(&told);
        told.strip_prefix("line 1, ").unwrap_or(told).to_owned()
    })?;
    match opened.misfits.first() {
        Some(misfit) => Err(format!("the mark {}: {}", misfit.span.id, misfit.problem)),
        None => Ok(opened.document),
    }
}

struct Lane<'a> {
    work: Work,
    queue: &'a Queue<Item, Outcome>,
}

impl Feed for Lane<'_> {
    type Key = (Ticket, Read);

    fn next(&mut self, wait: Duration) -> Fed<Self::Key> {
        loop {
            let (ticket, item) = match self.queue.take(wait) {
                Taken::Item(ticket, item) => (ticket, item),
                Taken::Nothing => return Fed::Nothing,
                Taken::Ended => return Fed::Ended,
            };
            let schema = self.work.schema.as_ref();
            match item.and_then(|unit| unit::read(unit, schema)) {
                Ok(read) => {
                    let document = read.document.clone();
                    return Fed::Article((ticket, read), document);
                }
                Err(finding) => self.queue.give(ticket, Err(finding)),
            }
        }
    }

    fn answer(&mut self, (ticket, read): Self::Key, _: Document, tags: Result<Tags, CommandError>) {
        let outcome = match tags {
            Ok(tags) => adopted(read, tags.proposals, &tags.name, &tags.version)
                .map(|read| unit::write(read, self.work.spelling)),
            Err(error) => {
                let finding = Finding::of_error(&read.place, &error);
                Err(finding.in_article(&read.document.header().id))
            }
        };
        self.queue.give(ticket, outcome);
    }

    fn is_stopped(&self) -> bool {
        self.queue.is_stopped()
    }
}
