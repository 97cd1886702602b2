//! Reading a journal.

use super::entry::{Begin, Entry};
use super::frame::{self, PREAMBLE};
use crate::disk::{Disk, DiskError};
use std::path::Path;
use std::sync::Arc;

/// What stands in a journal.
#[derive(Debug)]
pub struct Found {
    /// What it is of.
    pub begin: Begin,
    /// What follows, in order.
    pub entries: Vec<Entry>,
    /// How often something in the middle is missing or damaged.
    pub gaps: usize,
    /// The last record was cut off, as when the power goes; it is left out.
    pub is_torn: bool,
    /// The byte behind the first record, which says what it is of.
    pub begun: u64,
    /// The byte behind the last record.
    pub end: u64,
    /// The number of the last record.
    pub last: u64,
}

/// Why a journal cannot be read. It is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The disk says no.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// It is not ours, of a later version, or damaged where it begins.
    #[error("not a journal that this version reads")]
    Foreign,
    /// The document's file is gone, and with it the text that the steps are about.
    #[error("it does not hold the article’s text, and the document’s file is not there")]
    NoText,
    /// Dictum ended before it had begun: nothing was ever said to be safe in it.
    #[error("nothing stands in it")]
    Empty,
}

/// Reads a journal, as much as is whole. What its steps changed is read when it is wanted.
pub fn read(disk: &dyn Disk, path: &Path) -> Result<Found, Unreadable> {
    parse(&Arc::new(disk.read(path)?))
}

/// Reads the bytes of a journal, which its steps go on to share.
pub(super) fn parse(bytes: &Arc<Vec<u8>>) -> Result<Found, Unreadable> {
    let is_begun = bytes.get(..PREAMBLE.len()) == Some(PREAMBLE);
    let common = bytes.len().min(PREAMBLE.len());
    let only_begun = bytes.get(..common) == PREAMBLE.get(..common);
    if !is_begun {
        let is_blank = only_begun || bytes.iter().all(|&byte| byte == 0);
        return Err(if is_blank {
            Unreadable::Empty
        } else {
            Unreadable::Foreign
        });
    }
    let frames = frame::read(bytes);
    let mut gaps = frames.gaps;
    let mut entries = Vec::with_capacity(frames.records.len());
    for record in &frames.records {
        match Entry::read(bytes, record.payload) {
            Some(entry) => entries.push(entry),
            // Whole, and not understood: of a later version.
            None => gaps += 1,
        }
    }
    let last = frames.records.last().map_or(0, |record| record.sequence);
    let mut entries = entries.into_iter();
    let Some(Entry::Begin(begin)) = entries.next() else {
        // Without its first record nothing was acknowledged, if that one was all there was.
        let never = frames.records.is_empty();
        return Err(if never {
            Unreadable::Empty
        } else {
            Unreadable::Foreign
        });
    };
    Ok(Found {
        begin: *begin,
        entries: entries.collect(),
        gaps,
        is_torn: frames.is_torn,
        begun: frames.first_end as u64,
        end: frames.end as u64,
        last,
    })
}
