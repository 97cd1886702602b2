//! The documents that go out, read in threads and given in order.

use crate::cli::findings::Finding;
use crate::cli::inputs::{Inputs, Kind, Unit};
use crate::cli::pipeline::{self, Next, Queue, Results, Room, Worker};
use crate::cli::tag::unit::{self, Read};
use crate::disk::Disk;
use crate::formats::{ExportError, Prepared, Preparing};
use anyhow::Context as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long a document is waited for before something else is looked at.
const TICK: Duration = Duration::from_millis(100);

/// Documents being read.
pub struct Documents(Results<Item, Made>);

type Item = Result<Unit, Finding>;
type Made = Result<Box<Ready>, Finding>;

/// A document that was read, and made ready to go out where that was asked for.
pub struct Ready {
    /// The document, and where it stands.
    pub read: Read,
    /// What of it goes out; `None` where the inputs are only looked through.
    pub prepared: Option<Result<Prepared, ExportError>>,
}

/// What comes next.
pub enum Came {
    /// A document.
    Document(Box<Ready>),
    /// Something that cannot be read.
    Not(Finding),
    /// Nothing yet.
    Waiting,
    /// No more.
    Ended,
    /// A thread broke off.
    Broken,
}

impl Documents {
    /// Begins to read, and to make ready where `preparing` says how. Articles without annotations that lie in
    /// folders are passed over. Standard input is read where it was laid down, if it was.
    pub fn read(
        disk: &Arc<dyn Disk>,
        paths: &[PathBuf],
        jobs: Option<NonZeroUsize>,
        standard_input: Option<&Path>,
        preparing: Option<&Preparing>,
    ) -> anyhow::Result<Self> {
        super::check_inputs(&**disk, paths)?;
        let named: Vec<PathBuf> = paths.to_vec();
        let is_wanted = move |item: &Item| match item {
            Ok(unit) if unit.kind == Kind::Article => {
                let file = unit.place.file.as_deref();
                named.iter().any(|path| Some(path.as_path()) == file)
            }
            _ => true,
        };
        let units = Inputs::new(Arc::clone(disk), paths).with_standard_input(standard_input);
        let units = units.filter(is_wanted);
        let jobs = jobs.or_else(|| std::thread::available_parallelism().ok());
        let jobs = jobs.map_or(1, NonZeroUsize::get);
        let room = Room {
            items: 64 * jobs,
            bytes: (8 << 20) * jobs,
        };
        let size = |item: &Item| item.as_ref().map_or(0, |unit| unit.bytes.len());
        let worker = |_| {
            let preparing = preparing.cloned();
            Box::new(move |queue: &Queue<Item, Made>| {
                pipeline::each(queue, |item: Item| made(item?, preparing.as_ref()));
            }) as Worker<Item, Made>
        };
        let workers = (0..jobs).map(worker).collect();
        Ok(Self(
            pipeline::start(units, size, room, workers).context("threads")?,
        ))
    }

    /// The next document, as soon as it is there.
    pub fn next(&self) -> Came {
        match self.0.next(TICK) {
            Next::Item(Ok(ready)) => Came::Document(ready),
            Next::Item(Err(finding)) => Came::Not(finding),
            Next::Nothing => Came::Waiting,
            Next::Ended => Came::Ended,
            Next::Broken => Came::Broken,
        }
    }
}

fn made(unit: Unit, preparing: Option<&Preparing>) -> Made {
    if unit.kind == Kind::Article {
        let told = "an article without annotations: there is nothing to export";
        return Err(Finding::of_error(&unit.place, &told));
    }
    let read = unit::read(unit, None)?;
    let prepared = preparing.map(|preparing| preparing.prepare(&read.document));
    Ok(Box::new(Ready { read, prepared }))
}
