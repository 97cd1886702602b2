//! What stands in a document's file just before a save takes its place.

use crate::disk::{Disk, DiskError, FileHash, Stat};
use std::path::Path;
use std::thread::{Scope, ScopedJoinHandle};
use std::time::Duration;

/// Bytes of a file from which on it is worth reading while the save is spelled.
const MUCH: u64 = 1 << 20;

/// So long after a file was changed, another change has surely another time, on any file system.
const SETTLED: Duration = Duration::from_secs(3);

/// A file that is looked at now, and asked about when the new one is ready.
pub(super) struct StillOurs<'s> {
    disk: &'s dyn Disk,
    path: &'s Path,
    ahead: Option<ScopedJoinHandle<'s, Option<Seen>>>,
}

/// What stood in the file, and what was said of it before it was read.
struct Seen {
    stat: Stat,
    hash: FileHash,
}

impl<'s> StillOurs<'s> {
    /// Begins to look, in another thread when that takes a while.
    pub fn begin(scope: &'s Scope<'s, '_>, disk: &'s dyn Disk, path: &'s Path) -> Self {
        Self::trusting(scope, disk, path, SETTLED)
    }

    fn trusting(
        scope: &'s Scope<'s, '_>,
        disk: &'s dyn Disk,
        path: &'s Path,
        settled: Duration,
    ) -> Self {
        let is_long = matches!(disk.stat(path), Ok(Some(stat)) if stat.len >= MUCH);
        Self {
            disk,
            path,
            ahead: is_long.then(|| scope.spawn(move || Seen::now(disk, path, settled))),
        }
    }

    /// The hash of what stands there at this moment.
    pub fn hash(&mut self) -> Result<FileHash, DiskError> {
        let seen = self
            .ahead
            .take()
            .and_then(|look| look.join().ok().flatten());
        match seen {
            Some(seen) if matches!(self.disk.stat(self.path), Ok(Some(now)) if now == seen.stat) => {
                Ok(seen.hash)
            }
            _ => self.disk.hash(self.path),
        }
    }
}

impl Seen {
    /// `None` where what is said of the file would not tell that it was changed again.
    fn now(disk: &dyn Disk, path: &Path, settled: Duration) -> Option<Self> {
        let stat = disk.stat(path).ok().flatten()?;
        let age = stat.changed?.elapsed().ok()?;
        let tells = age > settled && stat.modified.is_some() && stat.file.is_some();
        let hash = disk.hash(path).ok()?;
        tells.then_some(Self { stat, hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::RealDisk;

    #[test]
    fn a_change_while_a_save_is_spelled_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let disk = RealDisk::default();
        let tick = || std::thread::sleep(Duration::from_millis(20));
        let [ours, theirs] = [b"a", b"b"].map(|byte| byte.repeat(MUCH as usize));
        for settled in [Duration::ZERO, SETTLED] {
            disk.write(&path, &ours).unwrap();
            tick();
            std::thread::scope(|scope| {
                let mut still = StillOurs::trusting(scope, &disk, &path, settled);
                tick();
                assert_eq!(still.hash().unwrap(), FileHash::of(&ours));
                let mut still = StillOurs::trusting(scope, &disk, &path, settled);
                while still.ahead.as_ref().is_some_and(|look| !look.is_finished()) {
                    tick();
                }
                // Of the same length, in the same file.
                let mut file = disk.open(&path).unwrap();
                file.write_at(0, &theirs).unwrap();
                assert_eq!(still.hash().unwrap(), FileHash::of(&theirs));
            });
        }
    }
}
