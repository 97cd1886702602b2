//! Noticing that a file is not as it was, by looking at it now and then in a thread of its own.
//!
//! Looking costs next to nothing, holds up no frame where a folder is far away, and works in every file
//! system; whether the bytes are others is for whoever reads them to say.

use crate::disk::{Disk, Stat};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// So often a file is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// What was found half written is looked at again after this.
const AGAIN: Duration = Duration::from_millis(300);

/// A file that is looked at until this is dropped.
pub struct FileWatch {
    path: PathBuf,
    asked: Sender<Asked>,
    shared: Arc<Shared>,
}

#[derive(Clone, Copy)]
enum Asked {
    /// Look now.
    Now,
    /// Say in a moment that it has changed, whether it has or not.
    Again,
}

#[derive(Default)]
struct Shared {
    changed: AtomicBool,
    /// Asked for and not yet done.
    asked: AtomicUsize,
    /// The window is gone when this is set; kept apart so that no thread draws for nobody.
    wake: RwLock<Option<Context>>,
}

impl FileWatch {
    /// Starts to look at a file, from how it is now on; the window is drawn when it has changed.
    pub fn start(ctx: &Context, disk: Arc<dyn Disk>, path: &Path) -> std::io::Result<Self> {
        Self::start_every(ctx, disk, path, EVERY)
    }

    fn start_every(
        ctx: &Context,
        disk: Arc<dyn Disk>,
        path: &Path,
        every: Duration,
    ) -> std::io::Result<Self> {
        let (asked, orders) = channel();
        let shared = Arc::new(Shared {
            wake: RwLock::new(Some(ctx.clone())),
            ..Shared::default()
        });
        let (told, watched) = (Arc::clone(&shared), path.to_owned());
        std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || watch(&*disk, &watched, &orders, &told, every))?;
        Ok(Self {
            path: path.to_owned(),
            asked,
            shared,
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at once.
    pub fn look_now(&self) {
        self.ask(Asked::Now);
    }

    /// Says in a moment that it has changed, for what was found in the middle of being written.
    pub fn look_again(&self) {
        self.ask(Asked::Again);
    }

    fn ask(&self, what: Asked) {
        self.shared.asked.fetch_add(1, Ordering::SeqCst);
        // A thread that broke down looks no more; the file is looked at before every save.
        if self.asked.send(what).is_err() {
            self.shared.asked.store(0, Ordering::SeqCst);
        }
    }

    /// Whether it has changed since this was asked last.
    pub fn take_changed(&self) -> bool {
        self.shared.changed.swap(false, Ordering::SeqCst)
    }

    /// Whether it is being looked at because that was asked for, or what was seen is not yet taken.
    pub fn is_busy(&self) -> bool {
        self.shared.asked.load(Ordering::SeqCst) > 0 || self.shared.changed.load(Ordering::SeqCst)
    }
}

impl Drop for FileWatch {
    fn drop(&mut self) {
        let mut wake = self
            .shared
            .wake
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *wake = None;
    }
}

fn watch(disk: &dyn Disk, path: &Path, orders: &Receiver<Asked>, shared: &Shared, every: Duration) {
    let look = || disk.stat(path).map_err(|error| error.io().kind());
    let mut known: Result<Option<Stat>, std::io::ErrorKind> = look();
    let mut again = 0usize;
    loop {
        let asked = orders.recv_timeout(if again > 0 { AGAIN } else { every });
        let (done, is_new) = match asked {
            Err(RecvTimeoutError::Disconnected) => return,
            Ok(Asked::Again) => {
                again += 1;
                continue;
            }
            Ok(Asked::Now) => (1, false),
            Err(RecvTimeoutError::Timeout) => (std::mem::take(&mut again), true),
        };
        let now = look();
        if now != known || (is_new && done > 0) {
            known = now;
            shared.changed.store(true, Ordering::SeqCst);
            let wake = shared.wake.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(ctx) = &*wake {
                ctx.request_repaint();
            }
        }
        shared.asked.fetch_sub(done, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::disallowed_methods,
        reason = "another program writes, which knows nothing of ours"
    )]

    use super::*;
    use crate::disk::RealDisk;
    use std::time::Instant;

    fn changes(watch: &FileWatch) -> bool {
        let until = Instant::now() + Duration::from_secs(5);
        while !watch.take_changed() {
            if Instant::now() > until {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        true
    }

    #[test]
    fn whatever_happens_to_the_file_is_noticed_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        std::fs::write(&path, "one").unwrap();
        let ctx = Context::default();
        let often = Duration::from_millis(2);
        let disk = Arc::new(RealDisk::default());
        let watch = FileWatch::start_every(&ctx, disk, &path, often).unwrap();
        watch.look_now();
        while watch.is_busy() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(often * 5);
        assert!(!watch.take_changed(), "nothing has happened");
        std::fs::write(&path, "longer").unwrap();
        assert!(changes(&watch));
        // Replaced by one as long and as old.
        let other = home.path().join("b");
        std::fs::copy(&path, &other).unwrap();
        let time = std::fs::metadata(&path).unwrap().modified().unwrap();
        let file = std::fs::File::options().write(true).open(&other).unwrap();
        file.set_modified(time).unwrap();
        std::fs::rename(&other, &path).unwrap();
        assert!(changes(&watch));
        std::fs::remove_file(&path).unwrap();
        assert!(changes(&watch));
        std::fs::write(&path, "one").unwrap();
        assert!(changes(&watch));
        watch.look_again();
        assert!(changes(&watch), "asked to");
    }
}
