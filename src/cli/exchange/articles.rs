//! The articles of files of any format, read in threads and given in order.

use crate::cli::pipeline::{self, Next, Queue, Results, Room, Worker};
use crate::disk::Disk;
use crate::formats::reading::{Came, Manner, Piece, pieces};
use anyhow::Context as _;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long an article is waited for before something else is looked at.
const TICK: Duration = Duration::from_millis(100);

/// Articles being read and made into what the command wants of them.
pub struct Articles<O> {
    results: Results<Piece, Vec<O>>,
    /// Of the piece that is being given.
    waiting: std::vec::IntoIter<O>,
}

impl<O: Send + 'static> Articles<O> {
    /// Begins to read; `make` is done in the threads.
    pub fn read(
        disk: &Arc<dyn Disk>,
        paths: &[PathBuf],
        manner: Manner,
        jobs: Option<NonZeroUsize>,
        make: impl Fn(Came) -> O + Send + Sync + 'static,
    ) -> anyhow::Result<Self> {
        let (manner, make) = (Arc::new(manner), Arc::new(make));
        let jobs = jobs.or_else(|| std::thread::available_parallelism().ok());
        let jobs = jobs.map_or(1, NonZeroUsize::get);
        let room = Room {
            items: 32 * jobs,
            bytes: (8 << 20) * jobs,
        };
        let worker = |_| {
            let (disk, manner, make) = (Arc::clone(disk), Arc::clone(&manner), Arc::clone(&make));
            Box::new(move |queue: &Queue<Piece, Vec<O>>| {
                pipeline::each(queue, |piece: Piece| {
                    let mut all = Vec::new();
                    let _: ControlFlow<()> = piece.read(&*disk, &manner, &mut |came| {
                        all.push(make(came));
                        if queue.is_stopped() {
                            return ControlFlow::Break(());
                        }
                        ControlFlow::Continue(())
                    });
                    all
                });
            }) as Worker<Piece, Vec<O>>
        };
        let workers = (0..jobs).map(worker).collect();
        let (disk, paths) = (Arc::clone(disk), paths.to_vec());
        let source = move |put: pipeline::Put<'_, Piece>| pieces(&*disk, &paths, &manner, put);
        let results = pipeline::start_with(source, Piece::size, room, workers);
        Ok(Self {
            results: results.context("threads")?,
            waiting: Vec::new().into_iter(),
        })
    }

    /// The next article, as soon as it is there.
    pub fn next(&mut self) -> Next<O> {
        loop {
            if let Some(made) = self.waiting.next() {
                return Next::Item(made);
            }
            match self.results.next(TICK) {
                Next::Item(made) => self.waiting = made.into_iter(),
                Next::Nothing => return Next::Nothing,
                Next::Ended => return Next::Ended,
                Next::Broken => return Next::Broken,
            }
        }
    }

    /// Gives every article to `take`, which also hears when none has come for a while, until it says why no
    /// more is wanted.
    pub fn each<E>(
        mut self,
        mut take: impl FnMut(Option<O>) -> Result<(), E>,
    ) -> Result<Result<(), E>, Broken> {
        loop {
            let taken = match self.next() {
                Next::Item(made) => take(Some(made)),
                Next::Nothing => take(None),
                Next::Ended => return Ok(Ok(())),
                Next::Broken => return Err(Broken),
            };
            if taken.is_err() {
                return Ok(taken);
            }
        }
    }
}

/// A thread broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a thread broke off")]
pub struct Broken;
