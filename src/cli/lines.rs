//! The lines of a stream, one at a time and none without a bound.

use std::io::{self, BufRead};

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// Its bytes; `None` when it is longer than allowed.
    pub bytes: Option<Vec<u8>>,
}

/// Reads lines; those that hold only white space are passed over.
pub struct Lines<R> {
    reader: R,
    number: usize,
    longest: usize,
}

impl<R: BufRead> Lines<R> {
    /// Reads lines of at most `longest` bytes.
    pub fn new(reader: R, longest: usize) -> Self {
        Self {
            reader,
            number: 0,
            longest,
        }
    }

    /// The next line, its end not included; `None` at the end.
    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let (mut any, mut fits) = (false, true);
        loop {
            let held = match self.reader.fill_buf() {
                Ok(held) => held,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if held.is_empty() {
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', held);
            let part = held.get(..end.unwrap_or(held.len())).unwrap_or_default();
            fits &= bytes.len() + part.len() <= self.longest;
            if fits {
                bytes.extend_from_slice(part);
            } else {
                bytes = Vec::new();
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Line {
            number: self.number,
            bytes: fits.then_some(bytes),
        }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        loop {
            match self.read() {
                Ok(Some(Line {
                    bytes: Some(bytes), ..
                })) if bytes.trim_ascii().is_empty() => {}
                other => return other.transpose(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_and_empty_ones_passed_over() {
        type Case<'a> = (&'a str, &'a [(usize, Option<&'a str>)]);
        let cases: [Case<'_>; 6] = [
            ("", &[]),
            ("a\nb\n", &[(1, Some("a")), (2, Some("b"))]),
            ("a\nb", &[(1, Some("a")), (2, Some("b"))]),
            ("\n \t\na\r\n\n", &[(3, Some("a\r"))]),
            ("long enough\nb\n", &[(1, None), (2, Some("b"))]),
            ("a\ntoo long a line", &[(1, Some("a")), (2, None)]),
        ];
        for (stream, expected) in cases {
            // A small buffer, so that lines come in pieces.
            let reader = io::BufReader::with_capacity(3, stream.as_bytes());
            let lines: Vec<(usize, Option<String>)> = Lines::new(reader, 4)
                .map(|line| line.unwrap())
                .map(|line| {
                    (
                        line.number,
                        line.bytes.map(|b| String::from_utf8(b).unwrap()),
                    )
                })
                .collect();
            let lines: Vec<(usize, Option<&str>)> = lines
                .iter()
                .map(|(number, line)| (*number, line.as_deref()))
                .collect();
            assert_eq!(lines, expected, "{stream:?}");
        }
    }
}
