//! Records of JSON, one at a time: a line each, or the elements of one long list.

mod elements;

use super::Give;
use super::found::{Fault, Found};
use super::source::{ReadError, Source};
use elements::Elements;
use serde::de::DeserializeOwned;
use std::io::BufRead as _;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Longest record that is taken, in bytes. More is no article, and memory has an end.
const LONGEST: usize = 256 << 20;

/// Takes a record: the line where it begins, counted from 1, and its bytes, which are JSON by their
/// brackets at least.
pub type Each<'a> = &'a mut dyn FnMut(usize, &[u8]) -> Result<ControlFlow<()>, ReadError>;

/// A record on its own.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The line where it begins, counted from 1.
    pub line: usize,
    /// Which of the file it is, counted from 1.
    pub number: usize,
    /// JSON by its brackets at least.
    pub bytes: &'a [u8],
}

/// Gives what a record holds.
pub type Reads = Arc<dyn Fn(Record<'_>, Give<'_>) -> ControlFlow<()> + Send + Sync>;

/// Reads a record as what serde makes of it; one that is not such is a fault with its line.
pub fn of_json<T: DeserializeOwned + 'static>(found: fn(T, usize) -> Found) -> Reads {
    Arc::new(move |record, give| {
        give(match serde_json::from_slice(record.bytes) {
            Ok(read) => found(read, record.line),
            Err(error) => Found {
                faults: vec![Fault::at(record.line, reason(&error))],
                ..Found::default()
            },
        })
    })
}

impl Source<'_> {
    /// Gives what every record of a file holds.
    pub fn each_record(&self, read: &Reads, give: Give<'_>) -> Result<(), ReadError> {
        let mut number = 0;
        self.records(&mut |line, bytes| {
            number += 1;
            let record = Record {
                line,
                number,
                bytes,
            };
            Ok(read(record, give))
        })
    }

    /// Gives the records of a file of JSON Lines, of a list of records, or of one record over several
    /// lines. Memory holds one at a time.
    pub fn records(&self, each: Each<'_>) -> Result<(), ReadError> {
        let head = self.head()?;
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        let begin = head.trim_ascii_start();
        if begin.starts_with(b"[") {
            return self.elements(each);
        }
        if begin.starts_with(b"{\n") || begin.starts_with(b"{\r") {
            let text = self.text()?;
            return each(1, text.as_bytes()).map(|_| ());
        }
        self.lines(&mut |line| each(line.number, &line.bytes))
    }

    fn elements(&self, each: Each<'_>) -> Result<(), ReadError> {
        let mut reader = self.disk.reader(self.path)?;
        let has_mark = reader.fill_buf()?.starts_with(b"\xEF\xBB\xBF");
        reader.consume(if has_mark { 3 } else { 0 });
        Elements::of(reader, LONGEST).each(each)
    }
}

/// What a parser found wrong, without its own "at line 1".
pub fn reason(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let end = told.find(" at line ").unwrap_or(told.len());
    let told = told.get(..end).unwrap_or_default();
    format!("column {}: {told}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::RealDisk;
    use std::io::Write as _;

    /// The records of a file with their lines, and the error at its end.
    fn records(file: &[u8]) -> (Vec<(usize, String)>, Option<String>) {
        let mut place = tempfile::NamedTempFile::new().unwrap();
        place.write_all(file).unwrap();
        let disk = RealDisk::default();
        let source = Source {
            disk: &disk,
            path: place.path(),
        };
        let mut given = Vec::new();
        let read = source.records(&mut |line, record| {
            given.push((line, String::from_utf8_lossy(record).into_owned()));
            Ok(ControlFlow::Continue(()))
        });
        (given, read.err().map(|error| error.to_string()))
    }

    #[test]
    fn records_come_one_by_one_with_their_lines() {
        let two = || vec![(2, "{\"a\": 1}".to_owned()), (3, "{}".to_owned())];
        assert_eq!(records(b"[\n{\"a\": 1},\n{}]"), (two(), None));
        assert_eq!(records(b"\n{\"a\": 1}\r\n{}\n\n"), (two(), None));
        assert_eq!(
            records(b"\xEF\xBB\xBF [{\n}\n, 7]"),
            (vec![(1, "{\n}".to_owned()), (3, "7".to_owned())], None)
        );
        assert_eq!(records(b"{\n}").0, [(1, "{\n}".to_owned())]);
        assert_eq!(records(b""), (vec![], None));
    }

    #[test]
    fn what_came_before_an_error_stands() {
        for file in ["[{}, {\"a\"", "[{}, }", "[{}, \"\\u", "[{}", "[{}] 7"] {
            let (given, error) = records(file.as_bytes());
            assert_eq!(given, [(1, "{}".to_owned())], "{file}");
            assert!(error.is_some_and(|error| error.starts_with("line 1: ")));
        }
        assert!(records(b"[\"\xFF\"]").1.is_some());
    }

    #[test]
    fn a_record_may_be_nested_without_end() {
        let deep = format!("[{}{}]", "[".repeat(10_000), "]".repeat(10_000));
        assert_eq!(records(deep.as_bytes()).0.len(), 1);
    }
}
