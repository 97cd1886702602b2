//! Steps as a later version may have noted them: whole, and what they changed cannot be read here.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a journal is changed here for the program to find"
)]

use std::ops::Range;
use std::path::Path;

const PREAMBLE: usize = b"dictum journal 1\n".len();
const HEAD: usize = 4 + 4 + 8 + 4;
/// How the record of a step begins: a map of one, named so.
const STEP: &[u8] = b"\x81\xa4Step";

/// Has a journal's step, counted from 0, say what it changed in other words, with its checksum right.
pub fn make_later(journal: &Path, step: usize) {
    let mut bytes = std::fs::read(journal).unwrap();
    let record = record(&bytes, step);
    let payload = record.start + HEAD..record.end;
    let word = memchr::memmem::find(&bytes[payload.clone()], b"changes").unwrap();
    bytes[payload.start + word..][..b"chances".len()].copy_from_slice(b"chances");
    let mut sum = crc32fast::Hasher::new();
    sum.update(&bytes[record.start + 4..record.start + 16]);
    sum.update(&bytes[payload]);
    bytes[record.start + 16..][..4].copy_from_slice(&sum.finalize().to_le_bytes());
    std::fs::write(journal, bytes).unwrap();
}

/// Whether a journal's step is one of [`make_later`].
pub fn is_later(journal: &Path, step: usize) -> bool {
    let bytes = std::fs::read(journal).unwrap();
    memchr::memmem::find(&bytes[record(&bytes, step)], b"chances").is_some()
}

/// Where a step's record stands.
fn record(bytes: &[u8], step: usize) -> Range<usize> {
    let (mut at, mut seen) = (PREAMBLE, 0);
    loop {
        let length = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().unwrap()) as usize;
        let record = at..at + HEAD + length;
        if bytes[at + HEAD..record.end].starts_with(STEP) {
            if seen == step {
                return record;
            }
            seen += 1;
        }
        at = record.end;
    }
}
