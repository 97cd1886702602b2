//! Real files.

#![expect(
    clippy::disallowed_methods,
    reason = "this is `disk`, through which every write goes"
)]

use super::folder::{self, FillFolder, NewFolder};
use super::open_file::Held;
use super::{Before, Disk, DiskError, Fill, Gate, Lock, Open, OpenFile, Stat, Step};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;

/// Makes a [`DiskError`] of an io error.
macro_rules! at {
    ($kind:ident, $path:expr) => {
        |source| DiskError::$kind {
            path: $path.to_owned(),
            source,
        }
    };
}
pub(super) use at;

/// The files of this machine, each step asked of a gate first.
#[derive(Clone, Debug, Default)]
pub struct Files<G> {
    gate: Arc<G>,
}

/// The files of this machine.
pub type RealDisk = Files<Open>;

impl<G> Files<G> {
    /// Files whose every step is asked of this gate.
    pub fn asking(gate: Arc<G>) -> Self {
        Self { gate }
    }

    pub(super) fn gate(&self) -> &G {
        &self.gate
    }
}

impl<G: Gate + 'static> Disk for Files<G> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError> {
        self.gate
            .pass(Step::Read)
            .and_then(|()| fs::read(path))
            .map_err(at!(Read, path))
    }

    fn reader(&self, path: &Path) -> Result<Box<dyn io::BufRead + Send>, DiskError> {
        let file = self
            .gate
            .pass(Step::Read)
            .and_then(|()| fs::File::open(path));
        let file = file.map_err(at!(Read, path))?;
        Ok(Box::new(io::BufReader::with_capacity(1 << 16, file)))
    }

    fn write_checked(
        &self,
        path: &Path,
        fill: Fill<'_>,
        before: Before<'_>,
    ) -> Result<(), DiskError> {
        let target = end_of_links(path);
        let folder = folder_of(&target);
        let kept = kept_mode(&target).map_err(at!(Begin, path))?;
        // Dropped on any failure below, it removes itself.
        let mut temporary = self
            .gate
            .pass(Step::Begin)
            .and_then(|()| begin(folder, kept))
            .map_err(at!(Begin, path))?;
        self.fill(&mut temporary, fill).map_err(at!(Write, path))?;
        self.gate
            .pass(Step::Sync)
            .and_then(|()| temporary.as_file().sync_all())
            .map_err(at!(Sync, path))?;
        before()
            .and_then(|()| self.gate.pass(Step::Replace))
            .and_then(|()| temporary.persist(&target).map_err(|error| error.error))
            .map_err(at!(Replace, path))?;
        self.sync_dir(folder).map_err(at!(Sync, path))
    }

    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, DiskError> {
        let is_new = !path.exists();
        let held = self
            .gate
            .pass(Step::Create)
            .and_then(|()| Held::open(path, Arc::clone(&self.gate)))
            .map_err(at!(Create, path))?;
        if is_new {
            self.sync_dir(folder_of(path)).map_err(at!(Sync, path))?;
        }
        Ok(Box::new(held))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.gate
            .pass(Step::Rename)
            .and_then(|()| fs::rename(from, to))
            .map_err(at!(Rename, from))?;
        self.sync_dir(folder_of(to)).map_err(at!(Sync, to))
    }

    fn write_folder(
        &self,
        path: &Path,
        replace: bool,
        fill: FillFolder<'_>,
    ) -> Result<(), DiskError> {
        let target = end_of_links(path);
        if !replace && folder::occupied(&target)? {
            let source = io::Error::new(io::ErrorKind::AlreadyExists, "something is there already");
            return Err(at!(Begin, path)(source));
        }
        let staged = self
            .gate
            .pass(Step::Begin)
            .and_then(|()| NewFolder::begin(&target))
            .map_err(at!(Begin, path))?;
        self.gate
            .pass(Step::Write)
            .and_then(|()| fill(&staged))
            .map_err(at!(Write, path))?;
        self.gate
            .pass(Step::Replace)
            .and_then(|()| staged.replace(&target))
            .map_err(at!(Replace, path))?;
        self.sync_dir(folder_of(&target)).map_err(at!(Sync, path))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
        let is_new = !path.exists();
        let mut file = self
            .gate
            .pass(Step::Create)
            .and_then(|()| fs::OpenOptions::new().append(true).create(true).open(path))
            .map_err(at!(Create, path))?;
        self.add(&mut file, bytes, path)?;
        if is_new {
            self.sync_dir(folder_of(path)).map_err(at!(Sync, path))?;
        }
        Ok(())
    }

    fn create_new(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
        let mut file = self
            .gate
            .pass(Step::Create)
            .and_then(|()| {
                fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(path)
            })
            .map_err(at!(Create, path))?;
        self.add(&mut file, bytes, path)?;
        self.sync_dir(folder_of(path)).map_err(at!(Sync, path))
    }

    fn create_dir(&self, path: &Path) -> Result<(), DiskError> {
        self.gate
            .pass(Step::CreateDir)
            .and_then(|()| fs::create_dir_all(path))
            .map_err(at!(CreateDir, path))
    }

    fn create_private_dir(&self, path: &Path) -> Result<(), DiskError> {
        self.gate
            .pass(Step::CreateDir)
            .and_then(|()| create_private_dir(path))
            .map_err(at!(CreateDir, path))
    }

    fn lock(&self, path: &Path) -> Result<Option<Lock>, DiskError> {
        self.gate
            .pass(Step::Lock)
            .and_then(|()| Lock::take(path))
            .map_err(at!(Lock, path))
    }

    fn is_locked(&self, path: &Path) -> Result<bool, DiskError> {
        self.gate
            .pass(Step::Lock)
            .and_then(|()| Lock::is_taken(path))
            .map_err(at!(Lock, path))
    }

    fn remove(&self, path: &Path) -> Result<(), DiskError> {
        self.gate
            .pass(Step::Remove)
            .and_then(|()| fs::remove_file(path))
            .map_err(at!(Remove, path))
    }

    fn list(&self, path: &Path) -> Result<Vec<PathBuf>, DiskError> {
        let entries = || {
            let mut entries = fs::read_dir(path)?
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<io::Result<Vec<PathBuf>>>()?;
            entries.sort();
            Ok(entries)
        };
        self.gate
            .pass(Step::List)
            .and_then(|()| entries())
            .map_err(at!(List, path))
    }

    fn stat(&self, path: &Path) -> Result<Option<Stat>, DiskError> {
        match self.gate.pass(Step::Stat).and_then(|()| fs::metadata(path)) {
            Ok(found) => Ok(Some(Stat {
                len: found.len(),
                modified: found.modified().ok(),
                changed: changed(&found),
                is_dir: found.is_dir(),
                read_only: found.permissions().readonly(),
                file: which(&found),
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(at!(Stat, path)(error)),
        }
    }
}

impl<G: Gate> Files<G> {
    fn fill(&self, temporary: &mut NamedTempFile, fill: Fill<'_>) -> io::Result<()> {
        self.gate.pass(Step::Write)?;
        let mut buffer = io::BufWriter::with_capacity(1 << 16, temporary);
        fill(&mut buffer)?;
        buffer.flush()
    }

    fn add(&self, file: &mut fs::File, bytes: &[u8], path: &Path) -> Result<(), DiskError> {
        if let Err(error) = self.gate.pass(Step::Write) {
            // A full disk takes what it has room for.
            let _ = file.write_all(bytes.split_at(bytes.len() / 2).0);
            return Err(at!(Write, path)(error));
        }
        file.write_all(bytes).map_err(at!(Write, path))?;
        self.gate
            .pass(Step::Sync)
            .and_then(|()| file.sync_data())
            .map_err(at!(Sync, path))
    }

    fn sync_dir(&self, folder: &Path) -> io::Result<()> {
        self.gate.pass(Step::SyncDir)?;
        sync_dir(folder)
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it is not known")]
fn which(found: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn which(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(unix)]
fn changed(found: &fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(found.ctime()).ok()?;
    let nanos = u32::try_from(found.ctime_nsec()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanos))
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> Option<SystemTime> {
    None
}

fn create_private_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}

#[cfg(unix)]
fn sync_dir(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder)?.sync_all() {
        // Some network file systems know no such thing.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
fn sync_dir(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Where a chain of symbolic links ends, even when nothing is there yet.
fn end_of_links(path: &Path) -> PathBuf {
    let mut end = path.to_owned();
    // As many as Linux follows.
    for _ in 0..40 {
        match fs::read_link(&end) {
            Ok(next) => end = folder_of(&end).join(next),
            Err(_) => break,
        }
    }
    end
}

/// The permissions of the file that is there; an error when it may not be written.
fn kept_mode(target: &Path) -> io::Result<Option<fs::Permissions>> {
    match fs::metadata(target) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if found.permissions().readonly() => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is read-only",
        )),
        Ok(found) => Ok(Some(found.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A temporary file with the mode of the file that it will replace, or that of any new file.
fn begin(folder: &Path, kept: Option<fs::Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dictum-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let temporary = builder.tempfile_in(folder)?;
    if let Some(mode) = kept {
        temporary.as_file().set_permissions(mode)?;
    }
    Ok(temporary)
}
