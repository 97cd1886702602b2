//! Work on a stream in several threads, its results in the order of the stream.
//!
//! A thread reads, the workers work, and whoever began it takes the results. What is under way is
//! bounded ([`Room`]), so that memory is constant however long the stream is, and also when one item
//! takes long and the others wait for it.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

/// How much may be under way, from being read to being taken as a result.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Items.
    pub items: usize,
    /// Their sizes together; one item alone may be larger.
    pub bytes: usize,
}

/// An item's number in the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// What a worker is given.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken<I> {
    /// Something to do.
    Item(Ticket, I),
    /// Nothing for now.
    Nothing,
    /// Nothing any more: the stream has ended, or nobody wants the results.
    Ended,
}

/// What became of waiting for a result.
#[derive(Debug, PartialEq, Eq)]
pub enum Next<O> {
    /// The next result.
    Item(O),
    /// None yet.
    Nothing,
    /// That was all.
    Ended,
    /// A thread broke off, so that there will be no more.
    Broken,
}

/// What workers take items from and give results to.
pub struct Queue<I, O>(Arc<Shared<I, O>>);

struct Shared<I, O> {
    state: Mutex<State<I, O>>,
    /// Something was put into the queue, or there will be nothing more.
    filled: Condvar,
    /// A result has come.
    done: Condvar,
    /// A result was taken.
    room: Condvar,
}

struct State<I, O> {
    waiting: VecDeque<(Ticket, I)>,
    results: BTreeMap<Ticket, O>,
    /// The sizes of what is under way, by ticket.
    sizes: BTreeMap<Ticket, usize>,
    bytes: usize,
    next_in: u64,
    next_out: u64,
    ended: bool,
    stopped: bool,
    broken: bool,
}

impl<I, O> Shared<I, O> {
    fn lock(&self) -> MutexGuard<'_, State<I, O>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake_all(&self) {
        self.filled.notify_all();
        self.done.notify_all();
        self.room.notify_all();
    }
}

fn wait_on<'a, T>(
    condvar: &Condvar,
    guard: MutexGuard<'a, T>,
    until: Instant,
) -> (MutexGuard<'a, T>, bool) {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return (guard, false);
    }
    let (guard, _) = condvar
        .wait_timeout(guard, left)
        .unwrap_or_else(PoisonError::into_inner);
    (guard, true)
}

impl<I, O> Queue<I, O> {
    /// The next item, waited for at most so long.
    pub fn take(&self, wait: Duration) -> Taken<I> {
        let until = Instant::now() + wait;
        let mut state = self.0.lock();
        loop {
            if state.stopped {
                return Taken::Ended;
            }
            if let Some((ticket, item)) = state.waiting.pop_front() {
                return Taken::Item(ticket, item);
            }
            if state.ended {
                return Taken::Ended;
            }
            let (again, waited) = wait_on(&self.0.filled, state, until);
            if !waited {
                return Taken::Nothing;
            }
            state = again;
        }
    }

    /// Gives an item's result.
    pub fn give(&self, ticket: Ticket, result: O) {
        let mut state = self.0.lock();
        state.results.insert(ticket, result);
        if ticket.0 == state.next_out {
            self.0.done.notify_one();
        }
    }

    /// Whether nobody wants the results any more.
    pub fn is_stopped(&self) -> bool {
        self.0.lock().stopped
    }

    /// Tells that there will be no more results.
    pub fn break_off(&self) {
        self.0.lock().broken = true;
        self.0.wake_all();
    }
}

/// Items taken one by one and worked on, until there are no more.
pub fn each<I, O>(queue: &Queue<I, O>, mut work: impl FnMut(I) -> O) {
    loop {
        match queue.take(Duration::from_mins(1)) {
            Taken::Item(ticket, item) => queue.give(ticket, work(item)),
            Taken::Nothing => {}
            Taken::Ended => return,
        }
    }
}

/// A worker's thread: it takes from the queue until that has ended.
pub type Worker<I, O> = Box<dyn FnOnce(&Queue<I, O>) + Send>;

/// Results in the order of the stream. Dropping it stops the work.
pub struct Results<I, O> {
    shared: Arc<Shared<I, O>>,
    workers: Vec<JoinHandle<()>>,
}

/// Takes the items of a source; says when no more are wanted.
pub type Put<'a, I> = &'a mut dyn FnMut(I) -> ControlFlow<()>;

/// Starts the threads. The source is read in one of its own, as far ahead as there is room.
pub fn start<I, O>(
    mut source: impl Iterator<Item = I> + Send + 'static,
    size: impl Fn(&I) -> usize + Send + 'static,
    room: Room,
    workers: Vec<Worker<I, O>>,
) -> io::Result<Results<I, O>>
where
    I: Send + 'static,
    O: Send + 'static,
{
    let source = move |put: Put<'_, I>| {
        let _: ControlFlow<()> = source.try_for_each(put);
    };
    start_with(source, size, room, workers)
}

/// The same with a source that gives its items itself.
pub fn start_with<I, O>(
    source: impl FnOnce(Put<'_, I>) + Send + 'static,
    size: impl Fn(&I) -> usize + Send + 'static,
    room: Room,
    workers: Vec<Worker<I, O>>,
) -> io::Result<Results<I, O>>
where
    I: Send + 'static,
    O: Send + 'static,
{
    let shared = Arc::new(Shared {
        state: Mutex::new(State {
            waiting: VecDeque::new(),
            results: BTreeMap::new(),
            sizes: BTreeMap::new(),
            bytes: 0,
            next_in: 0,
            next_out: 0,
            ended: false,
            stopped: false,
            broken: false,
        }),
        filled: Condvar::new(),
        done: Condvar::new(),
        room: Condvar::new(),
    });
    let mut results = Results {
        shared: Arc::clone(&shared),
        workers: Vec::with_capacity(workers.len()),
    };
    for (number, worker) in workers.into_iter().enumerate() {
        let shared = Arc::clone(&shared);
        let handle = Builder::new()
            .name(format!("worker {}", number + 1))
            .spawn(move || {
                let _watch = Watch(Arc::clone(&shared));
                worker(&Queue(shared));
            })?;
        results.workers.push(handle);
    }
    // It is not waited for: standard input may keep it for ever.
    Builder::new().name("input".to_owned()).spawn(move || {
        let _watch = Watch(Arc::clone(&shared));
        source(&mut |item| {
            let size = size(&item);
            feed(&shared, item, size, room)
        });
        shared.lock().ended = true;
        shared.wake_all();
    })?;
    Ok(results)
}

/// Puts an item into the queue, as soon as there is room.
fn feed<I, O>(shared: &Shared<I, O>, item: I, size: usize, room: Room) -> ControlFlow<()> {
    let mut state = shared.lock();
    let is_full = |state: &State<I, O>| {
        state.sizes.len() >= room.items
            || !state.sizes.is_empty() && state.bytes + size > room.bytes
    };
    while is_full(&state) && !state.stopped {
        state = shared
            .room
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner);
    }
    if state.stopped {
        return ControlFlow::Break(());
    }
    let ticket = Ticket(state.next_in);
    state.next_in += 1;
    state.bytes += size;
    state.sizes.insert(ticket, size);
    state.waiting.push_back((ticket, item));
    shared.filled.notify_one();
    ControlFlow::Continue(())
}

/// Tells the others when its thread breaks off.
struct Watch<I, O>(Arc<Shared<I, O>>);

impl<I, O> Drop for Watch<I, O> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().broken = true;
            self.0.wake_all();
        }
    }
}

impl<I, O> Results<I, O> {
    /// The next result, waited for at most so long.
    pub fn next(&self, wait: Duration) -> Next<O> {
        let until = Instant::now() + wait;
        let mut state = self.shared.lock();
        loop {
            let ticket = Ticket(state.next_out);
            if let Some(result) = state.results.remove(&ticket) {
                state.next_out += 1;
                state.bytes -= state.sizes.remove(&ticket).unwrap_or(0);
                self.shared.room.notify_one();
                return Next::Item(result);
            }
            if state.broken {
                return Next::Broken;
            }
            if state.ended && state.next_out == state.next_in {
                return Next::Ended;
            }
            let (again, waited) = wait_on(&self.shared.done, state, until);
            if !waited {
                return Next::Nothing;
            }
            state = again;
        }
    }
}

impl<I, O> Drop for Results<I, O> {
    /// Waits for the workers, which see that nothing is wanted any more; what they started ends with them.
    fn drop(&mut self) {
        self.shared.lock().stopped = true;
        self.shared.wake_all();
        for worker in self.workers.drain(..) {
            // One that panicked has been told of.
            let _ = worker.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const ROOM: Room = Room {
        items: 10,
        bytes: 100,
    };
    const LONG: Duration = Duration::from_secs(20);

    fn workers<O: Send + 'static>(
        count: usize,
        work: impl Fn(u64) -> O + Send + Sync + 'static,
    ) -> Vec<Worker<u64, O>> {
        let work = Arc::new(work);
        (0..count)
            .map(|_| {
                let work = Arc::clone(&work);
                let worker = move |queue: &Queue<u64, O>| each(queue, |item| work(item));
                Box::new(worker) as Worker<u64, O>
            })
            .collect()
    }

    #[test]
    fn results_come_in_the_order_of_the_stream_whatever_the_workers_do() {
        for count in [1, 3, 8] {
            let slow = |item: u64| {
                std::thread::sleep(Duration::from_micros(item * 37 % 400));
                item
            };
            let results = start(0..300, |_| 1, ROOM, workers(count, slow)).unwrap();
            let mut all = Vec::new();
            while let Next::Item(item) = results.next(LONG) {
                all.push(item);
            }
            assert_eq!(all, (0..300).collect::<Vec<u64>>());
            assert_eq!(results.next(LONG), Next::Ended);
        }
    }

    #[test]
    fn no_more_is_read_than_there_is_room_for() {
        for (size, most) in [(1, 10), (30, 3), (1000, 1)] {
            let read = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&read);
            let source = (0..100).inspect(move |_| {
                count.fetch_add(1, Ordering::SeqCst);
            });
            let results = start(source, move |_| size, ROOM, workers(4, |item| item)).unwrap();
            std::thread::sleep(Duration::from_millis(30));
            // One more is read, and waits for room.
            let ahead = read.load(Ordering::SeqCst);
            assert_eq!(ahead, most + 1, "size {size}");
            assert_eq!(results.next(LONG), Next::Item(0));
        }
    }

    #[test]
    fn a_slow_item_holds_up_the_results_and_not_more_than_the_room() {
        let slow = |item: u64| {
            if item == 0 {
                std::thread::sleep(Duration::from_millis(50));
            }
            item
        };
        let results = start(0..100, |_| 1, ROOM, workers(4, slow)).unwrap();
        assert_eq!(results.next(Duration::from_millis(1)), Next::Nothing);
        assert!(results.shared.lock().results.len() < ROOM.items);
        assert_eq!(results.next(LONG), Next::Item(0));
    }

    #[test]
    fn leaving_stops_the_work_also_while_the_source_waits() {
        let (sender, source) = std::sync::mpsc::channel::<u64>();
        let results = start(source.into_iter(), |_| 1, ROOM, workers(2, |item| item)).unwrap();
        sender.send(7).unwrap();
        assert_eq!(results.next(LONG), Next::Item(7));
        drop(results);
    }

    #[test]
    fn a_worker_that_breaks_off_is_no_endless_wait() {
        let breaks = |item: u64| {
            assert!(item < 3, "this test breaks off a thread");
            item
        };
        let results = start(0..100, |_| 1, ROOM, workers(1, breaks)).unwrap();
        let mut last = results.next(LONG);
        while let Next::Item(_) = last {
            last = results.next(LONG);
        }
        assert_eq!(last, Next::Broken);
    }
}
