//! Work in another thread, whose result the window picks up when it is there.

use eframe::egui::Context;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// A piece of work under way.
pub struct Job<T> {
    result: Receiver<T>,
}

/// How a job stands.
pub enum Progress<T> {
    /// Still at it.
    Running,
    /// Done.
    Done(T),
    /// It broke off: the thread panicked, which the log tells.
    Lost,
}

impl<T: Send + 'static> Job<T> {
    /// Starts a thread of this name and wakes the window when it is done.
    pub fn start(
        ctx: &Context,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> std::io::Result<Self> {
        let (sender, result) = channel();
        let ctx = ctx.clone();
        let wake = Wake(ctx);
        std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // Woken also when the work panics: the wait must not look endless.
                let _wake = wake;
                // Nobody waits any more when the window is gone.
                let _ = sender.send(work());
            })?;
        Ok(Self { result })
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

struct Wake(Context);

impl Drop for Wake {
    fn drop(&mut self) {
        self.0.request_repaint();
    }
}
