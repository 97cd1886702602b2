//! What tells one file's bytes from another's.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::io;

/// SHA-256 of a file's bytes, to notice that another program has changed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileHash([u8; 32]);

impl FileHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of all that can be read.
    pub(super) fn of_all(file: &mut dyn io::BufRead) -> io::Result<Self> {
        let mut hasher = Hasher::default();
        loop {
            let bytes = match file.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if bytes.is_empty() {
                return Ok(hasher.finish());
            }
            hasher.add(bytes);
            let read = bytes.len();
            file.consume(read);
        }
    }
}

impl std::fmt::Display for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The hash of bytes that come one after the other.
#[derive(Clone, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Takes in the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all of them.
    pub fn finish(self) -> FileHash {
        FileHash(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_piece_by_piece_have_the_hash_of_the_whole() {
        let whole: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        let mut file = io::BufReader::with_capacity(7, &*whole);
        let hash = FileHash::of_all(&mut file).unwrap();
        assert_eq!(hash, FileHash::of(&whole));
        assert_ne!(hash, FileHash::of(&whole[1..]));
    }
}
