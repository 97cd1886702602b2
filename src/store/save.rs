//! Saving a document.

use super::write::{self, Spelling};
use super::{SaveError, tidying};
use crate::disk::{Disk, FileHash, Hasher};
use crate::model::{Document, Edit};
use std::cell::Cell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

/// What a save has put on the disk.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The file; with `.ron` added when the name given had no extension.
    pub path: PathBuf,
    /// The hash of its bytes.
    pub hash: FileHash,
    /// What was taken out of the document on its way.
    pub tidy: Edit,
}

/// Saves a document whole, in the format of the file's extension; RON when it has none.
///
/// People that only a tagger made and that no live mention means are left out ([`tidying`]).
pub fn save(disk: &dyn Disk, path: &Path, document: &Document) -> Result<Saved, SaveError> {
    save_checked(disk, path, document, &mut |_| Ok(()))
}

/// A save that is whole on the disk and about to be put in place.
#[derive(Clone, Copy, Debug)]
pub struct Ready<'a> {
    /// The file that it will be.
    pub path: &'a Path,
    /// The hash of its bytes.
    pub hash: FileHash,
    /// What was taken out of the document on its way.
    pub tidy: &'a Edit,
}

/// [`save`], which asks when the new file is whole and has only to be put in place; an error leaves
/// what was there.
pub fn save_checked(
    disk: &dyn Disk,
    path: &Path,
    document: &Document,
    before: &mut dyn FnMut(Ready<'_>) -> std::io::Result<()>,
) -> Result<Saved, SaveError> {
    let path = match path.extension() {
        Some(_) => path.to_owned(),
        None => path.with_extension("ron"),
    };
    let spelling =
        Spelling::of(&path).ok_or_else(|| SaveError::Extension { path: path.clone() })?;
    let tidy = tidying(document);
    let mut left = document.clone();
    left.apply(&tidy)?;
    let hash = Cell::new(FileHash::default());
    disk.write_checked(
        &path,
        &mut |file| {
            hash.set(pour(&left, spelling, file)?);
            Ok(())
        },
        &mut || {
            before(Ready {
                path: &path,
                hash: hash.get(),
                tidy: &tidy,
            })
        },
    )?;
    Ok(Saved {
        path,
        hash: hash.get(),
        tidy,
    })
}

/// Bytes that are spelled from which on a second thread is worth while.
const MUCH: usize = 1 << 20;

/// Sheets that may wait to be written.
const WAITING: usize = 8;

/// Writes a document; gives the hash of its bytes. What is long is spelled in another thread, sheet by
/// sheet, while this one hashes and writes what is there.
fn pour(document: &Document, spelling: Spelling, file: &mut dyn Write) -> io::Result<FileHash> {
    let mut hash = Hasher::default();
    let mut write = |sheet: &[u8]| {
        hash.add(sheet);
        file.write_all(sheet)
    };
    if write::length(document) < MUCH {
        let whole = write::write(document, spelling);
        write(whole.as_bytes())?;
    } else {
        std::thread::scope(|scope| {
            let (sender, sheets) = sync_channel::<Vec<u8>>(WAITING);
            scope.spawn(move || {
                // When nobody takes any more of it, it could not be written.
                write::write_sheets(document, spelling, &mut |sheet| sender.send(sheet).is_ok());
            });
            sheets.into_iter().try_for_each(|sheet| write(&sheet))
        })?;
    }
    Ok(hash.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Header, Text};
    use crate::store::schemas;

    /// Takes so many bytes, then no more.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_disk_that_fills_up_midway_ends_a_long_save() {
        let text = Text::new("A word. ".repeat(1 << 18));
        let document = Document::new(Header::default(), schemas::news(), text);
        let whole = write::write(&document, Spelling::Json);
        for room in [0, 1, 100_000, whole.len() - 1] {
            let error = pour(&document, Spelling::Json, &mut Full(room)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        }
        let hash = pour(&document, Spelling::Json, &mut Full(whole.len())).unwrap();
        assert_eq!(hash, FileHash::of(whole.as_bytes()));
    }
}
