//! Putting a folder in place whole.

#![expect(
    clippy::disallowed_methods,
    reason = "this is `disk`, through which every write goes"
)]

use super::DiskError;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use tempfile::TempDir;

/// A folder being filled, which nobody sees yet.
pub struct NewFolder {
    root: TempDir,
}

impl NewFolder {
    /// A new file. Its name may have folders, parted by `/`; one that leads out of the folder, or that was
    /// given before, is an error.
    pub fn create(&self, name: &str) -> io::Result<Box<dyn io::Write + Send>> {
        let path = self.root.path().join(inner(name)?);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = fs::File::create_new(path)?;
        Ok(Box::new(io::BufWriter::with_capacity(1 << 16, file)))
    }

    /// Begins a folder beside the one that it will become.
    pub(super) fn begin(target: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".dictum-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let root = builder.tempdir_in(super::files::folder_of(target))?;
        Ok(Self { root })
    }

    /// Puts it in place; what was there is gone after that, or there again when it fails.
    pub(super) fn replace(self, target: &Path) -> io::Result<()> {
        let is_there = fs::symlink_metadata(target).is_ok();
        if !is_there {
            fs::rename(self.root.path(), target)?;
            let _ = self.root.keep();
            return Ok(());
        }
        let old = aside(target)?;
        fs::rename(target, old.path())?;
        if let Err(error) = fs::rename(self.root.path(), target) {
            fs::rename(old.path(), target)?;
            return Err(error);
        }
        let _ = self.root.keep();
        old.close()
    }
}

/// An empty place beside a folder, to move it to.
fn aside(target: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dictum-").suffix(".old");
    builder.tempdir_in(super::files::folder_of(target))
}

/// A name as a path that stays within its folder.
fn inner(name: &str) -> io::Result<PathBuf> {
    let path = Path::new(name);
    let stays = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if stays && !name.is_empty() {
        Ok(path.to_owned())
    } else {
        let told = format!("a name that leads out of its folder: {name}");
        Err(io::Error::new(io::ErrorKind::InvalidInput, told))
    }
}

/// Fills a new folder.
pub type FillFolder<'a> = &'a mut dyn FnMut(&NewFolder) -> io::Result<()>;

/// Why a folder that is there is not replaced.
pub(super) fn occupied(target: &Path) -> Result<bool, DiskError> {
    let stat = |source| DiskError::Stat {
        path: target.to_owned(),
        source,
    };
    match fs::read_dir(target) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(true),
        Err(error) => Err(stat(error)),
    }
}
