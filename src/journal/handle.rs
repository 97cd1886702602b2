//! The window's side of a journal: handing over, waiting no longer than one wants to, asking how it stands.

use super::entry::{Entry, Saving};
use super::place::Place;
use super::writer::{Order, Target, Wake, Writer};
use crate::disk::Disk;
use crate::model::RevisionId;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// So long a journal that is dropped is waited for, so that a program that ends leaves it whole.
const LEAVE: Duration = Duration::from_secs(2);
/// So long a save waits for the journal before it goes on without it.
const SAVE_WAIT: Duration = Duration::from_secs(5);

/// The number of a record; they rise by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sequence(pub u64);

/// How a journal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// All that was handed over survives the end of this process.
    Safe,
    /// Something is still to be written.
    Waiting,
    /// It cannot be written, for this reason, and is tried again.
    Trouble(String),
    /// Its file was taken away, or its thread broke down: begin another with the whole history.
    Gone,
}

/// What the thread says, for everyone.
#[derive(Default)]
pub(super) struct Shared {
    state: Mutex<Standing>,
    changed: Condvar,
}

#[derive(Default)]
struct Standing {
    /// The last that was handed over, and the last that is written.
    handed: Sequence,
    safe: Sequence,
    trouble: Option<String>,
    is_gone: bool,
    has_ended: bool,
    /// Somebody has waited in vain and wants to be woken.
    is_awaited: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Standing> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_safe(&self, safe: Sequence, wake: &Wake) {
        let mut state = self.lock();
        state.safe = safe;
        let wakes = state.safe == state.handed && std::mem::take(&mut state.is_awaited);
        drop(state);
        self.changed.notify_all();
        if wakes {
            wake();
        }
    }

    pub(super) fn set_trouble(&self, trouble: Option<String>) {
        self.lock().trouble = trouble;
        self.changed.notify_all();
    }

    pub(super) fn trouble(&self) -> Option<String> {
        self.lock().trouble.clone()
    }

    pub(super) fn set_gone(&self) {
        self.lock().is_gone = true;
        self.changed.notify_all();
    }

    fn end(&self) {
        self.lock().has_ended = true;
        self.changed.notify_all();
    }
}

/// A journal that is being written, by a thread of its own.
pub struct Journal {
    keeper: Keeper,
    is_closed: bool,
}

/// What other threads may do with a journal: a save notes what it does.
#[derive(Clone)]
pub struct Keeper {
    orders: Sender<Order>,
    shared: Arc<Shared>,
}

impl Journal {
    /// Starts the thread. `last` is the number of the last record of a journal that is gone on with,
    /// else 0. `wake` is called when something is safe that was waited for in vain, and when a write
    /// fails or goes well again.
    pub fn start(
        disk: Arc<dyn Disk>,
        target: Target,
        last: Sequence,
        wake: Wake,
    ) -> io::Result<Self> {
        let (orders, received) = channel();
        let shared = Arc::new(Shared::default());
        (shared.lock().handed, shared.lock().safe) = (last, last);
        let writer = Writer::new(disk, target, Arc::clone(&shared), wake);
        let ending = Ending(Arc::clone(&shared));
        std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                // Told also when the thread breaks down: nobody may wait for it in vain.
                let _ending = ending;
                writer.run(&received);
            })?;
        Ok(Self {
            keeper: Keeper { orders, shared },
            is_closed: false,
        })
    }

    /// Hands over what was done. Never waits.
    pub fn append(&self, entry: Entry) -> Sequence {
        self.keeper.append(entry)
    }

    /// Waits until a record is written, but no longer than `limit`. Gives whether it is; if not, the
    /// window is woken when all is.
    pub fn wait(&self, record: Sequence, limit: Duration) -> bool {
        self.keeper.wait(record, limit)
    }

    /// How it stands with everything up to a record.
    pub fn state(&self, record: Sequence) -> State {
        let state = self.keeper.shared.lock();
        match &state.trouble {
            _ if state.is_gone || (state.has_ended && !self.is_closed) => State::Gone,
            _ if state.safe >= record => State::Safe,
            Some(trouble) => State::Trouble(trouble.clone()),
            None => State::Waiting,
        }
    }

    /// The last record that is written.
    pub fn safe(&self) -> Sequence {
        self.keeper.shared.lock().safe
    }

    /// For a thread that saves the document.
    pub fn keeper(&self) -> Keeper {
        self.keeper.clone()
    }

    /// Ends it: what was handed over is written, and the file is let go of, in the thread's own time.
    pub fn close(mut self) {
        self.is_closed = true;
        let _ = self.keeper.orders.send(Order::Close);
    }

    /// Removes it: the work is not wanted.
    pub fn remove(mut self) {
        self.is_closed = true;
        let _ = self.keeper.orders.send(Order::Remove);
        self.keeper.wait_for_end();
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if !self.is_closed {
            let _ = self.keeper.orders.send(Order::Close);
            self.keeper.wait_for_end();
        }
    }
}

impl Keeper {
    fn append(&self, entry: Entry) -> Sequence {
        // Numbered and sent under one lock, so that numbers rise in the file.
        let mut state = self.shared.lock();
        state.handed.0 += 1;
        let sequence = state.handed;
        // A thread that has ended says so itself.
        let _ = self.orders.send(Order::Append(sequence, entry));
        sequence
    }

    fn wait(&self, record: Sequence, limit: Duration) -> bool {
        let until = Instant::now() + limit;
        let mut state = self.shared.lock();
        loop {
            if state.safe >= record {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || state.has_ended || state.is_gone {
                state.is_awaited = true;
                return false;
            }
            let woken = self.shared.changed.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Notes a save that is whole and about to be put in place, and brings that to the disk. Where it
    /// cannot be brought there in time, that is told, and the save does well to go on: it makes the
    /// work safe without the journal.
    pub fn saving(&self, saving: Saving) -> Result<(), String> {
        self.append(Entry::Saving(Box::new(saving)));
        self.ask(Order::Sync)
    }

    /// Notes that the save is in place.
    pub fn saved(&self, revision: RevisionId) {
        self.append(Entry::Saved(revision));
    }

    /// Moves the journal to where its document goes; gives where it was, if it was anywhere. What stands
    /// there is replaced.
    pub fn move_to(&self, place: Place) -> Result<Option<PathBuf>, String> {
        self.ask(|answer| Order::Move(place, answer))
    }

    fn ask<T>(&self, order: impl FnOnce(Sender<Result<T, String>>) -> Order) -> Result<T, String> {
        let (answer, answered) = channel();
        let _ = self.orders.send(order(answer));
        let late = |_| Err("the journal takes too long".to_owned());
        answered.recv_timeout(SAVE_WAIT).unwrap_or_else(late)
    }

    fn wait_for_end(&self) {
        let until = Instant::now() + LEAVE;
        let mut state = self.shared.lock();
        while !state.has_ended {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                log::warn!("the journal takes too long to end");
                return;
            }
            let woken = self.shared.changed.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// Says that the thread has ended, however it did.
struct Ending(Arc<Shared>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.end();
    }
}
