//! A disk of a few files in memory, for nothing but reading.

use dictum::disk::{Before, Disk, DiskError, Fill, FillFolder, Lock, OpenFile, Stat};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Files by name, all in one folder.
#[derive(Default)]
pub struct MemoryDisk(BTreeMap<PathBuf, Vec<u8>>);

impl MemoryDisk {
    pub fn holding<'a>(files: impl IntoIterator<Item = (&'static str, &'a [u8])>) -> Self {
        let files = files.into_iter();
        Self(
            files
                .map(|(name, bytes)| (name.into(), bytes.to_vec()))
                .collect(),
        )
    }

    fn find(&self, path: &Path) -> io::Result<&Vec<u8>> {
        self.0
            .get(path)
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn refused(path: &Path) -> DiskError {
    DiskError::Write {
        path: path.to_owned(),
        source: io::ErrorKind::ReadOnlyFilesystem.into(),
    }
}

impl Disk for MemoryDisk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError> {
        let path_and = |source| DiskError::Read {
            path: path.to_owned(),
            source,
        };
        self.find(path).cloned().map_err(path_and)
    }

    fn reader(&self, path: &Path) -> Result<Box<dyn io::BufRead + Send>, DiskError> {
        Ok(Box::new(io::Cursor::new(self.read(path)?)))
    }

    fn list(&self, _: &Path) -> Result<Vec<PathBuf>, DiskError> {
        Ok(self.0.keys().cloned().collect())
    }

    fn stat(&self, path: &Path) -> Result<Option<Stat>, DiskError> {
        Ok(self.find(path).ok().map(|bytes| Stat {
            len: bytes.len() as u64,
            modified: None,
            changed: None,
            is_dir: false,
            read_only: true,
            file: None,
        }))
    }

    fn write_checked(&self, path: &Path, _: Fill<'_>, _: Before<'_>) -> Result<(), DiskError> {
        Err(refused(path))
    }

    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, DiskError> {
        Err(refused(path))
    }

    fn rename(&self, from: &Path, _: &Path) -> Result<(), DiskError> {
        Err(refused(from))
    }

    fn write_folder(&self, path: &Path, _: bool, _: FillFolder<'_>) -> Result<(), DiskError> {
        Err(refused(path))
    }

    fn append(&self, path: &Path, _: &[u8]) -> Result<(), DiskError> {
        Err(refused(path))
    }

    fn create_new(&self, path: &Path, _: &[u8]) -> Result<(), DiskError> {
        Err(refused(path))
    }

    fn create_dir(&self, path: &Path) -> Result<(), DiskError> {
        Err(refused(path))
    }

    fn create_private_dir(&self, path: &Path) -> Result<(), DiskError> {
        Err(refused(path))
    }

    fn lock(&self, path: &Path) -> Result<Option<Lock>, DiskError> {
        Err(refused(path))
    }

    fn is_locked(&self, _: &Path) -> Result<bool, DiskError> {
        Ok(false)
    }

    fn remove(&self, path: &Path) -> Result<(), DiskError> {
        Err(refused(path))
    }
}
