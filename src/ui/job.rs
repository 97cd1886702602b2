//! Work in another thread, whose result the window picks up when it is there.

use eframe::egui::{Context, Id};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, OnceLock};

/// A piece of work under way.
pub struct Job<T> {
    result: Receiver<T>,
    /// The window that is woken when it is done.
    window: Arc<OnceLock<Context>>,
}

/// How a job stands.
pub enum Progress<T> {
    /// Still at it.
    Running,
    /// Done.
    Done(T),
    /// It broke off: the work panicked, which the window tells ([`take_broken`]).
    Lost,
}

impl<T: Send + 'static> Job<T> {
    /// Starts a thread of this name and wakes the window when it is done. A panic ends the job alone.
    pub fn start(
        ctx: &Context,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> std::io::Result<Self> {
        let job = Self::ahead(name, work)?;
        job.wakes(ctx);
        Ok(job)
    }

    /// The same before there is a window: it is told later which it wakes.
    pub fn ahead(name: &str, work: impl FnOnce() -> T + Send + 'static) -> std::io::Result<Self> {
        let (sender, result) = channel();
        let window = Arc::new(OnceLock::new());
        let (woken, told) = (Arc::clone(&window), name.to_owned());
        std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // What the work was at is gone with it: nobody sees it half done.
                let done = catch_unwind(AssertUnwindSafe(work));
                let ctx: &Context = woken.wait();
                match done {
                    // Nobody waits any more when the window is gone.
                    Ok(done) => drop(sender.send(done)),
                    Err(panic) => {
                        note_broken(ctx, told, panic_words(&*panic));
                        drop(sender);
                    }
                }
                ctx.request_repaint();
            })?;
        Ok(Self { result, window })
    }

    /// Says which window is woken when it is done.
    pub fn wakes(&self, ctx: &Context) {
        // Whichever was told first.
        let _ = self.window.set(ctx.clone());
    }

    /// Looks without waiting.
    pub fn poll(&self) -> Progress<T> {
        match self.result.try_recv() {
            Ok(result) => Progress::Done(result),
            Err(TryRecvError::Empty) => Progress::Running,
            Err(TryRecvError::Disconnected) => Progress::Lost,
        }
    }
}

/// A job that panicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The job.
    pub name: String,
    /// What the panic said.
    pub words: String,
}

fn broken_id() -> Id {
    Id::unique("jobs that broke off")
}

fn note_broken(ctx: &Context, name: String, words: String) {
    ctx.data_mut(|data| {
        let all: &mut Vec<Broken> = data.get_temp_mut_or_default(broken_id());
        all.push(Broken { name, words });
    });
}

/// The jobs that have panicked since this was asked last.
pub fn take_broken(ctx: &Context) -> Vec<Broken> {
    ctx.data_mut(|data| data.remove_temp(broken_id()).unwrap_or_default())
}

/// What a panic says, as far as it says anything.
pub fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
    words.unwrap_or("no reason given").to_owned()
}
