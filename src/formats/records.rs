//! Records of JSON, one at a time: a line each, or the elements of one long list.

use super::source::{ReadError, Source};
use serde::de::{Deserializer as _, Error as _, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// Longest record that is taken, in bytes. More is no article, and memory has an end.
const LONGEST: usize = 256 << 20;

/// Takes a record: the line where it begins, counted from 1, and its bytes, which are JSON by their
/// brackets at least.
pub type Each<'a> = &'a mut dyn FnMut(usize, &[u8]) -> Result<ControlFlow<()>, ReadError>;

impl Source<'_> {
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
        let (line, left) = (Cell::new(1), Cell::new(LONGEST));
        let counted = Counted {
            reader,
            line: &line,
            left: &left,
        };
        let mut stopped = Ok(ControlFlow::Continue(()));
        let mut json = serde_json::Deserializer::from_reader(counted);
        let elements = Elements {
            each,
            line: &line,
            left: &left,
            stopped: &mut stopped,
        };
        let read = json.deserialize_seq(elements).and_then(|()| json.end());
        match (stopped, read) {
            (Err(error), _) => Err(error),
            (Ok(ControlFlow::Break(())), _) | (_, Ok(())) => Ok(()),
            (_, Err(error)) => Err(ReadError::AtLine {
                line: error.line(),
                reason: reason(&error),
            }),
        }
    }
}

/// What a parser found wrong, without its own "at line 1".
pub fn reason(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let end = told.find(" at line ").unwrap_or(told.len());
    let told = told.get(..end).unwrap_or_default();
    format!("column {}: {told}", error.column())
}

struct Elements<'a, 'b> {
    each: Each<'a>,
    line: &'b Cell<usize>,
    left: &'b Cell<usize>,
    stopped: &'b mut Result<ControlFlow<()>, ReadError>,
}

impl<'de> Visitor<'de> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(record) = seq.next_element::<Box<RawValue>>()? {
            let record = record.get().as_bytes();
            let lines = memchr::memchr_iter(b'\n', record).count();
            *self.stopped = (self.each)(self.line.get().saturating_sub(lines), record);
            if !matches!(self.stopped, Ok(ControlFlow::Continue(()))) {
                return Err(A::Error::custom("no more is wanted"));
            }
            self.left.set(LONGEST);
        }
        Ok(())
    }
}

/// Counts lines, and ends where a record is longer than any article.
struct Counted<'a, R> {
    reader: R,
    line: &'a Cell<usize>,
    left: &'a Cell<usize>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(into)?;
        let bytes = into.get(..read).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', bytes).count();
        self.line.set(self.line.get() + lines);
        match self.left.get().checked_sub(read) {
            Some(left) => self.left.set(left),
            None => {
                let reason = format!("a record longer than {} MB", LONGEST >> 20);
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
            }
        }
        Ok(read)
    }
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
