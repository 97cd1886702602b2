//! Where a reader reads.

use super::long_strings;
use crate::disk::{Disk, DiskError};
use std::io::{BufRead, Read as _};
use std::path::{Path, PathBuf};

/// Longest line that is taken for a record, in bytes. More is no article, and memory has an end.
const LONGEST_LINE: usize = 256 << 20;

/// Longest file that is read whole, in bytes.
const LONGEST_FILE: u64 = 1 << 30;

/// How much of a file is looked at to tell its format, in bytes.
pub const GLIMPSE: usize = 1 << 16;

/// A file to read, with those beside it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Where files are.
    pub disk: &'a dyn Disk,
    /// The file.
    pub path: &'a Path,
}

/// What is seen of a file before it is read.
#[derive(Clone, Copy)]
pub struct Glimpse<'a> {
    /// Where it is, to look for files beside it.
    pub source: Source<'a>,
    /// Its first bytes.
    pub head: &'a [u8],
}

/// Why a file cannot be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// It cannot be read on.
    #[error("cannot be read on: {0}")]
    Io(#[from] std::io::Error),
    /// It is not what its format says.
    #[error("line {line}: {reason}")]
    AtLine {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// It is not what its format says.
    #[error("{0}")]
    Malformed(String),
}

/// A line of a stream of records.
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// The line without its end and without a byte order mark.
    pub bytes: Vec<u8>,
}

impl Source<'_> {
    /// The file's name without its extension, for an article that has no id.
    pub fn stem(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// An id for the article of this number, counted from 1, in a file that gives none and holds several.
    pub fn article(&self, number: usize) -> String {
        format!("{}-{number}", self.stem())
    }

    /// A file of the same name with another extension, whether it is there or not.
    pub fn beside(&self, extension: &str) -> PathBuf {
        self.path.with_extension(extension)
    }

    /// The file's bytes; refuses one that memory has no room for.
    pub fn bytes(&self) -> Result<Vec<u8>, ReadError> {
        self.bytes_of(self.path)
    }

    /// The bytes of a file beside it.
    pub fn bytes_of(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        if let Some(stat) = self.disk.stat(path)?
            && stat.len > LONGEST_FILE
        {
            let reason = format!("longer than {} MB: split it", LONGEST_FILE >> 20);
            return Err(ReadError::Malformed(reason));
        }
        Ok(self.disk.read(path)?)
    }

    /// The file as text, without a byte order mark. UTF-8, or UTF-16 with a byte order mark.
    pub fn text(&self) -> Result<String, ReadError> {
        decode(self.bytes()?).map_err(ReadError::Malformed)
    }

    /// The file as text, where it is put together in memory as more than it is in the file: refuses one for
    /// which there is no room.
    pub fn text_to_hold(&self) -> Result<String, ReadError> {
        if let Some(stat) = self.disk.stat(self.path)?
            && stat.len > LONGEST_LINE as u64
        {
            let reason = format!("longer than {} MB: split it", LONGEST_LINE >> 20);
            return Err(ReadError::Malformed(reason));
        }
        self.text()
    }

    /// The text of a file beside it.
    pub fn text_of(&self, path: &Path) -> Result<String, ReadError> {
        decode(self.bytes_of(path)?)
            .map_err(|reason| ReadError::Malformed(format!("{reason}: {}", path.display())))
    }

    /// The first bytes of the file; of JSON, without what stands in its long strings.
    pub fn head(&self) -> Result<Vec<u8>, ReadError> {
        let mut reader = self.disk.reader(self.path)?;
        let begin = reader.fill_buf()?;
        let begin = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin);
        if let Some(b'{' | b'[') = begin.trim_ascii_start().first() {
            return Ok(long_strings::left_out(&mut reader, GLIMPSE)?);
        }
        let mut head = Vec::new();
        reader.take(GLIMPSE as u64).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Gives the lines that hold more than white space, one at a time: ended by LF or CRLF and by nothing
    /// else. Stops at the first error of `each`.
    pub fn lines(
        &self,
        each: &mut dyn FnMut(Line) -> Result<std::ops::ControlFlow<()>, ReadError>,
    ) -> Result<(), ReadError> {
        let mut reader = self.disk.reader(self.path)?;
        let mut number = 0;
        loop {
            number += 1;
            let mut bytes = Vec::new();
            let limit = LONGEST_LINE as u64 + 1;
            let mut line = (&mut reader).take(limit);
            if line.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(());
            }
            if bytes.len() > LONGEST_LINE {
                let reason = format!("longer than {} MB", LONGEST_LINE >> 20);
                return Err(ReadError::AtLine {
                    line: number,
                    reason,
                });
            }
            while bytes
                .last()
                .is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
            {
                bytes.pop();
            }
            if number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            if each(Line { number, bytes })?.is_break() {
                return Ok(());
            }
        }
    }
}

impl Glimpse<'_> {
    /// Whether the file's name ends in one of these, in lower or upper case.
    pub fn ends_in(&self, extensions: &[&str]) -> bool {
        let extension = self.source.path.extension().unwrap_or_default();
        extensions
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    }

    /// Whether a file of the same name with another extension is there.
    pub fn has_beside(&self, extension: &str) -> bool {
        self.source.disk.exists(&self.source.beside(extension))
    }

    /// The first bytes as text, as far as they are; without a byte order mark.
    pub fn text(&self) -> &str {
        let head = self.head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(self.head);
        match std::str::from_utf8(head) {
            Ok(text) => text,
            Err(error) => {
                let good = head.get(..error.valid_up_to()).unwrap_or_default();
                std::str::from_utf8(good).unwrap_or_default()
            }
        }
    }

    /// Whether all of these stand in the first bytes.
    pub fn has(&self, words: &[&str]) -> bool {
        let has = |word: &&str| memchr::memmem::find(self.head, word.as_bytes()).is_some();
        words.iter().all(has)
    }

    /// The first line.
    pub fn first_line(&self) -> &str {
        self.text().lines().next().unwrap_or_default()
    }
}

/// A text of UTF-8 with or without a byte order mark, or of UTF-16 with one.
fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks(2).map(|pair| match pair {
            [a, b] => unit([*a, *b]),
            // Half a unit is no character.
            _ => 0xD800,
        });
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.map_err(|_half| "not UTF-16, though its first bytes say so".to_owned())
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec(), 3),
        _ => utf8(bytes, 0),
    }
}

fn utf8(bytes: Vec<u8>, before: usize) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = before + error.utf8_error().valid_up_to();
        format!("not UTF-8 from byte {at} on")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_utf_8_and_marked_utf_16_are_read() {
        for (bytes, text) in [
            (&b"a\r\nb"[..], Ok("a\r\nb")),
            (b"\xEF\xBB\xBFa", Ok("a")),
            (b"\xFF\xFEa\0=\xD8\0\xDE", Ok("a😀")),
            (b"\xFE\xFF\0a", Ok("a")),
            (
                b"\xFF\xFEa",
                Err("not UTF-16, though its first bytes say so"),
            ),
            (b"ab\xFF", Err("not UTF-8 from byte 2 on")),
        ] {
            let read = decode(bytes.to_vec());
            assert_eq!(read.as_deref().map_err(String::as_str), text);
        }
    }
}
