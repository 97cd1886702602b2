//! The thread that owns a journal's file.

use super::entry::{Begin, Entry};
use super::frame::{self, PREAMBLE};
use super::handle::{Sequence, Shared};
use super::place::{Key, Place};
use super::set_aside;
use crate::disk::{Disk, DiskError, OpenFile};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// So much room is kept on the disk, in bytes: a disk that fills up has it still.
const ROOM: u64 = 1 << 20;
/// What was written is brought to the disk when nothing follows for so long.
const IDLE: Duration = Duration::from_millis(200);
/// And no later than this after it was written.
const SYNC_WITHIN: Duration = Duration::from_millis(800);
/// After a write that failed the next is tried after this; each time after twice as long.
const FIRST_RETRY: Duration = Duration::from_millis(250);
/// And at most after this.
const LAST_RETRY: Duration = Duration::from_secs(10);

/// Wakes whoever waits for an acknowledgement that did not come in time.
pub type Wake = Box<dyn Fn() + Send>;

/// Where a journal is to be written.
pub enum Target {
    /// Goes on with one that was read: behind this byte, after the record of this number.
    GoOn {
        /// The file.
        place: Place,
        /// The byte behind the last record.
        end: u64,
    },
    /// Begins one in a file that is held already. What stands there is replaced.
    Begin {
        /// The file.
        place: Place,
        /// What it is of.
        begin: Box<Begin>,
    },
    /// Begins one in a new file, which is still to be found.
    Claim {
        /// The folder of journals.
        folder: PathBuf,
        /// Whose it is.
        key: Key,
        /// What it is of.
        begin: Box<Begin>,
    },
}

/// What the thread is told to do.
pub(super) enum Order {
    Append(Sequence, Entry),
    /// Answers once all that came before is on the disk, or cannot be brought there.
    Sync(Sender<Result<(), String>>),
    /// From now on the journal is there; what stands there must not be wanted any more. Answers with
    /// where it was, if it was anywhere.
    Move(Place, Sender<Result<Option<PathBuf>, String>>),
    /// The work is not wanted: the journal goes.
    Remove,
    /// Nothing follows.
    Close,
}

pub(super) struct Writer {
    disk: Arc<dyn Disk>,
    shared: Arc<Shared>,
    wake: Wake,
    place: Option<Place>,
    /// Still to be begun.
    target: Option<Target>,
    file: Option<Box<dyn OpenFile>>,
    /// Behind the last record that is written.
    end: u64,
    /// Up to here there is room.
    room: u64,
    /// Records that are not written, and the number of the last.
    pending: Vec<u8>,
    upto: Sequence,
    /// Since when there is something that is not on the disk, and when it was last written to.
    unsynced: Option<(Instant, Instant)>,
    retry: Option<Instant>,
    pause: Duration,
    /// The file was taken away: what follows goes nowhere.
    is_gone: bool,
}

enum Next {
    GoOn,
    End,
}

impl Writer {
    pub(super) fn new(
        disk: Arc<dyn Disk>,
        target: Target,
        shared: Arc<Shared>,
        wake: Wake,
    ) -> Self {
        Self {
            disk,
            shared,
            wake,
            place: None,
            target: Some(target),
            file: None,
            end: 0,
            room: 0,
            pending: Vec::new(),
            upto: Sequence(0),
            unsynced: None,
            retry: None,
            pause: FIRST_RETRY,
            is_gone: false,
        }
    }

    /// Works until told to end, or until nobody can tell it anything any more.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let order = match self.wait() {
                None => orders.recv().map_err(RecvTimeoutError::from),
                Some(wait) => orders.recv_timeout(wait),
            };
            let next = match order {
                Ok(order) => self.take_all(order, orders),
                Err(RecvTimeoutError::Timeout) => Next::GoOn,
                Err(RecvTimeoutError::Disconnected) => Next::End,
            };
            self.flush_when_due();
            self.sync_when_due();
            if matches!(next, Next::End) {
                self.finish();
                return;
            }
        }
    }

    /// How long there is nothing to do but to hear orders.
    fn wait(&self) -> Option<Duration> {
        let retry = self.retry.filter(|_| !self.pending.is_empty());
        let next = [retry, self.sync_due()].into_iter().flatten().min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    fn sync_due(&self) -> Option<Instant> {
        let (first, last) = self.unsynced?;
        let due = (last + IDLE).min(first + SYNC_WITHIN);
        Some(self.retry.map_or(due, |retry| due.max(retry)))
    }

    /// Takes an order and all that wait behind it, so that they are written together.
    fn take_all(&mut self, first: Order, orders: &Receiver<Order>) -> Next {
        let mut order = Some(first);
        while let Some(this) = order {
            if matches!(self.take(this), Next::End) {
                return Next::End;
            }
            order = orders.try_recv().ok();
        }
        Next::GoOn
    }

    fn take(&mut self, order: Order) -> Next {
        match order {
            Order::Append(sequence, entry) => {
                // What cannot be spelled is not safe, and is never said to be.
                let added = frame::append(&mut self.pending, sequence.0, |out| entry.write(out));
                match added {
                    Ok(()) => self.upto = sequence,
                    Err(error) => {
                        log::error!("a step cannot be written to the journal: {error}");
                        self.shared.set_trouble(Some(error.to_string()));
                        self.is_gone = true;
                        self.shared.set_gone();
                    }
                }
            }
            Order::Sync(answer) => {
                self.flush();
                // Nobody may wait any more.
                let _ = answer.send(self.sync());
            }
            Order::Move(place, answer) => {
                self.flush();
                let _ = answer.send(self.move_to(place));
            }
            Order::Remove => {
                self.remove();
                return Next::End;
            }
            Order::Close => return Next::End,
        }
        Next::GoOn
    }

    // ---- writing ---------------------------------------------------------------------------

    fn flush_when_due(&mut self) {
        let is_early = self.retry.is_some_and(|retry| retry > Instant::now());
        if !self.pending.is_empty() && !is_early {
            self.flush();
        }
    }

    /// Writes what waits, and says so.
    fn flush(&mut self) {
        if self.is_gone || self.pending.is_empty() {
            return;
        }
        match self.write() {
            Ok(()) => {
                self.went_well();
                self.shared.set_safe(self.upto, &self.wake);
                self.keep_room();
            }
            Err(error) => self.failed(&error),
        }
    }

    fn write(&mut self) -> Result<(), DiskError> {
        self.open()?;
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        file.write_at(self.end, &self.pending)?;
        self.end += self.pending.len() as u64;
        self.pending.clear();
        let now = Instant::now();
        let since = self.unsynced.map_or(now, |(since, _)| since);
        self.unsynced = Some((since, now));
        Ok(())
    }

    fn went_well(&mut self) {
        self.pause = FIRST_RETRY;
        if self.retry.take().is_some() {
            self.shared.set_trouble(None);
            (self.wake)();
        }
    }

    fn failed(&mut self, error: &DiskError) {
        log::warn!("the journal could not be written: {error}");
        self.file = None;
        self.retry = Some(Instant::now() + self.pause);
        self.pause = (self.pause * 2).min(LAST_RETRY);
        self.shared.set_trouble(Some(error.to_string()));
        (self.wake)();
    }

    // ---- the file --------------------------------------------------------------------------

    fn open(&mut self) -> Result<(), DiskError> {
        if self.file.is_some() {
            return Ok(());
        }
        if let Some(target) = self.target.take() {
            // Whatever fails, it is tried again from here.
            return self.begin(target);
        }
        let Some(place) = &self.place else {
            return Ok(());
        };
        // A file that was taken away is not begun in its middle.
        let len = self.disk.stat(place.path())?.map_or(0, |stat| stat.len);
        if len < self.end {
            self.lose();
            return Ok(());
        }
        self.file = Some(self.disk.open(place.path())?);
        self.room = 0;
        Ok(())
    }

    fn begin(&mut self, target: Target) -> Result<(), DiskError> {
        match target {
            Target::GoOn { place, end } => match self.go_on(&place, end) {
                Ok(file) => {
                    (self.place, self.file, self.end) = (Some(place), Some(file), end);
                    Ok(())
                }
                Err(error) => {
                    self.target = Some(Target::GoOn { place, end });
                    Err(error)
                }
            },
            Target::Begin { place, begin } => match self.first(place.path(), &begin) {
                Ok((file, end)) => {
                    (self.place, self.file, self.end) = (Some(place), Some(file), end);
                    Ok(())
                }
                Err(error) => {
                    self.target = Some(Target::Begin { place, begin });
                    Err(error)
                }
            },
            Target::Claim { folder, key, begin } => match self.claim(&folder, &key) {
                Ok(place) => self.begin(Target::Begin { place, begin }),
                Err(error) => {
                    self.target = Some(Target::Claim { folder, key, begin });
                    Err(error)
                }
            },
        }
    }

    /// Finds a file. What stands there already was never read, and may be wanted.
    fn claim(&self, folder: &Path, key: &Key) -> Result<Place, DiskError> {
        let place = Place::claim(&*self.disk, folder, key)?;
        if self.disk.exists(place.path()) {
            set_aside(&*self.disk, place.path())?;
        }
        Ok(place)
    }

    /// Opens a journal that was read, and cuts off what was torn.
    fn go_on(&self, place: &Place, end: u64) -> Result<Box<dyn OpenFile>, DiskError> {
        let mut file = self.disk.open(place.path())?;
        file.cut(end)?;
        Ok(file)
    }

    /// Writes the first record. A file that stands there is replaced whole; a new one needs no such care,
    /// for nothing in it was ever said to be safe.
    fn first(&self, path: &Path, begin: &Begin) -> Result<(Box<dyn OpenFile>, u64), DiskError> {
        let mut bytes = PREAMBLE.to_vec();
        let entry = Entry::Begin(Box::new(begin.clone()));
        let spelled = frame::append(&mut bytes, 0, |out| entry.write(out));
        spelled.map_err(|error| DiskError::Write {
            path: path.to_owned(),
            source: std::io::Error::other(error),
        })?;
        if self.disk.exists(path) {
            self.disk.write(path, &bytes)?;
            return Ok((self.disk.open(path)?, bytes.len() as u64));
        }
        let mut file = self.disk.open(path)?;
        file.write_at(0, &bytes)?;
        Ok((file, bytes.len() as u64))
    }

    /// Keeps room ahead. A file system that has none left is told of when a write fails, not before.
    fn keep_room(&mut self) {
        if self.room >= self.end + ROOM / 2 {
            return;
        }
        if let Some(file) = &mut self.file {
            let until = self.end + ROOM;
            match file.reserve(self.end.max(self.room), until) {
                Ok(()) => self.room = until,
                Err(error) => {
                    log::debug!("no room is kept: {error}");
                    // Not tried at every step.
                    self.room = self.end + ROOM * 3 / 4;
                }
            }
        }
    }

    /// The file is not where it was: what is written to it would be found by nobody.
    fn lose(&mut self) {
        log::warn!("the journal's file was taken away");
        self.is_gone = true;
        self.file = None;
        self.shared.set_gone();
        (self.wake)();
    }

    // ---- bringing it to the disk -----------------------------------------------------------

    fn sync_when_due(&mut self) {
        if self.sync_due().is_some_and(|due| due <= Instant::now())
            && let Err(error) = self.sync()
        {
            log::warn!("the journal is not surely on the disk: {error}");
        }
    }

    fn sync(&mut self) -> Result<(), String> {
        if self.is_gone || !self.pending.is_empty() {
            let trouble = self.shared.trouble();
            return Err(trouble.unwrap_or_default());
        }
        let (Some(file), Some(place)) = (&mut self.file, &self.place) else {
            return Ok(());
        };
        match file.sync() {
            Ok(()) => {
                let is_there = file.is_at(place.path());
                self.unsynced = None;
                if is_there {
                    return Ok(());
                }
                self.lose();
                Err(String::new())
            }
            Err(error) => {
                self.failed(&error);
                Err(error.to_string())
            }
        }
    }

    // ---- moving and ending -----------------------------------------------------------------

    fn move_to(&mut self, place: Place) -> Result<Option<PathBuf>, String> {
        // One that is still to be begun begins there.
        match self.target.take() {
            Some(Target::Begin { place: old, begin }) => {
                let path = old.path().to_owned();
                old.let_go(&*self.disk);
                self.target = Some(Target::Begin { place, begin });
                return Ok(Some(path));
            }
            Some(Target::Claim { begin, .. }) => {
                self.target = Some(Target::Begin { place, begin });
                return Ok(None);
            }
            Some(goes_on @ Target::GoOn { .. }) => {
                self.begin(goes_on).map_err(|error| error.to_string())?;
            }
            None => {}
        }
        let Some(old) = &self.place else {
            return Err(String::new());
        };
        if let Err(error) = self.disk.rename(old.path(), place.path()) {
            let told = error.to_string();
            place.let_go(&*self.disk);
            return Err(told);
        }
        Ok(self.place.replace(place).map(|old| {
            let path = old.path().to_owned();
            old.let_go(&*self.disk);
            path
        }))
    }

    fn remove(&mut self) {
        self.file = None;
        self.pending.clear();
        self.target = None;
        if let Some(place) = self.place.take() {
            if self.disk.exists(place.path())
                && let Err(error) = self.disk.remove(place.path())
            {
                log::warn!("a journal that is not needed any more could not be removed: {error}");
            }
            place.let_go(&*self.disk);
        }
    }

    /// Brings all to the disk and gives back the room that is not needed.
    fn finish(&mut self) {
        self.flush();
        if let Some(file) = &mut self.file {
            let cut = if self.room > 0 {
                file.cut(self.end)
            } else {
                Ok(())
            };
            if let Err(error) = cut.and_then(|()| file.sync()) {
                log::warn!("the journal is not surely on the disk: {error}");
            }
        }
        self.file = None;
        let unbegun = self.target.take().and_then(|target| match target {
            Target::GoOn { place, .. } | Target::Begin { place, .. } => Some(place),
            Target::Claim { .. } => None,
        });
        for place in [self.place.take(), unbegun].into_iter().flatten() {
            place.let_go(&*self.disk);
        }
    }
}
