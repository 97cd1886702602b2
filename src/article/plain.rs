//! Plain text: UTF-8, or UTF-16 with a byte order mark.

use crate::disk::DiskError;
use std::path::{Path, PathBuf};

/// Why a file is no article.
#[derive(Debug, thiserror::Error)]
pub enum ArticleError {
    /// The file cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// Not UTF-8, and no byte order mark tells of UTF-16.
    #[error("not UTF-8 from byte {byte} on: {}", file.display())]
    NotUtf8 {
        /// The file.
        file: PathBuf,
        /// The first byte that is not, counted from 0.
        byte: usize,
    },
    /// A byte order mark tells of UTF-16, and it is not.
    #[error("not UTF-16 at byte {byte}, though it begins so: {}", file.display())]
    NotUtf16 {
        /// The file.
        file: PathBuf,
        /// The first byte of the unit that is not, counted from 0.
        byte: usize,
    },
    /// A NUL: no text, or text in an encoding that is not told.
    #[error("not text: a NUL at byte {byte}: {}", file.display())]
    Binary {
        /// The file.
        file: PathBuf,
        /// Where, counted from 0.
        byte: usize,
    },
}

/// The text of a file's bytes, without a byte order mark and else unchanged.
pub fn decode(bytes: &[u8], file: &Path) -> Result<String, ArticleError> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, file),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, file),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3, file),
        _ => utf8(bytes, 0, file),
    }
}

/// `skipped` is how many bytes of the file stand before these.
fn utf8(bytes: &[u8], skipped: usize, file: &Path) -> Result<String, ArticleError> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(ArticleError::Binary {
            file: file.to_owned(),
            byte: skipped + at,
        });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(ArticleError::NotUtf8 {
            file: file.to_owned(),
            byte: skipped + error.valid_up_to(),
        }),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16, file: &Path) -> Result<String, ArticleError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    let mut text = String::with_capacity(bytes.len());
    // The mark has taken two.
    let mut byte = 2;
    for c in char::decode_utf16(units) {
        match c {
            Ok('\0') => {
                return Err(ArticleError::Binary {
                    file: file.to_owned(),
                    byte,
                });
            }
            Ok(c) => {
                text.push(c);
                byte += 2 * c.len_utf16();
            }
            Err(_) => return Err(not_utf16(file, byte)),
        }
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        Err(not_utf16(file, byte))
    }
}

fn not_utf16(file: &Path, byte: usize) -> ArticleError {
    ArticleError::NotUtf16 {
        file: file.to_owned(),
        byte,
    }
}
