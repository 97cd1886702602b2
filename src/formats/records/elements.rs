//! The elements of one long JSON list, found by their brackets and quotation marks alone.
//!
//! Whoever takes an element reads it as JSON; looking at each byte twice with a parser takes several times as
//! long as everything else.

use super::Each;
use crate::formats::ReadError;
use std::io::{self, BufRead};

/// Gives the elements of a list.
pub(super) struct Elements<R> {
    reader: R,
    /// Longest element that is taken, in bytes.
    longest: usize,
    /// The line that is being read, counted from 1, and bytes of it that have been read.
    line: usize,
    column: usize,
}

impl<R: BufRead> Elements<R> {
    /// Of a list that the reader is about to begin.
    pub fn of(reader: R, longest: usize) -> Self {
        Self {
            reader,
            longest,
            line: 1,
            column: 0,
        }
    }

    /// Gives each element with the line where it begins, until no more are wanted. An error stands where the
    /// list is none.
    pub fn each(mut self, each: Each<'_>) -> Result<(), ReadError> {
        if self.next()? != Some(b'[') {
            return Err(self.wrong("a list expected"));
        }
        self.skip(1);
        let mut element = Vec::new();
        if self.next()? == Some(b']') {
            self.skip(1);
            return self.end();
        }
        loop {
            let begin = match self.next()? {
                Some(begin) if !matches!(begin, b',' | b':' | b']' | b'}') => begin,
                Some(_) => return Err(self.wrong("expected value")),
                None => return Err(self.wrong("EOF while parsing a list")),
            };
            let line = self.line;
            element.clear();
            self.element(begin, &mut element)?;
            if std::str::from_utf8(&element).is_err() {
                return Err(self.wrong("not UTF-8"));
            }
            if each(line, &element)?.is_break() {
                return Ok(());
            }
            match self.next()? {
                Some(b',') => self.skip(1),
                Some(b']') => {
                    self.skip(1);
                    return self.end();
                }
                Some(_) => return Err(self.wrong("expected `,` or `]`")),
                None => return Err(self.wrong("EOF while parsing a list")),
            }
        }
    }

    /// Nothing may follow the list.
    fn end(&mut self) -> Result<(), ReadError> {
        match self.next()? {
            None => Ok(()),
            Some(_) => Err(self.wrong("trailing characters")),
        }
    }

    fn wrong(&self, reason: &str) -> ReadError {
        ReadError::AtLine {
            line: self.line,
            reason: format!("column {}: {reason}", self.column + 1),
        }
    }

    /// The next byte that is no white space; it is still to be read.
    fn next(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            let bytes = self.reader.fill_buf()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
            let blanks = bytes.iter().take_while(|byte| blank(byte)).count();
            let next = bytes.get(blanks).copied();
            self.skip(blanks);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Passes over bytes that have been looked at.
    fn skip(&mut self, count: usize) {
        let Ok(bytes) = self.reader.fill_buf() else {
            return;
        };
        let bytes = bytes.get(..count).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', bytes).count();
        self.column = match memchr::memrchr(b'\n', bytes) {
            Some(last) => count - last - 1,
            None => self.column + count,
        };
        self.reader.consume(count);
    }

    fn element(&mut self, begin: u8, element: &mut Vec<u8>) -> Result<(), ReadError> {
        let mut state = State::default();
        let is_scalar = !matches!(begin, b'{' | b'[' | b'"');
        loop {
            let bytes = self.reader.fill_buf()?;
            if bytes.is_empty() {
                return if is_scalar {
                    Ok(())
                } else {
                    Err(self.wrong("EOF while parsing a record"))
                };
            }
            let end = if is_scalar {
                let ends = |byte: &u8| b",]} \t\r\n".contains(byte);
                bytes.iter().position(ends)
            } else {
                state.end(bytes)
            };
            let taken = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
            element.extend_from_slice(taken);
            let count = taken.len();
            self.skip(count);
            if element.len() > self.longest {
                let reason = format!("a record longer than {} MB", self.longest >> 20);
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason).into());
            }
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

/// Where in an element the bytes to come stand.
#[derive(Default)]
struct State {
    depth: usize,
    in_string: bool,
    /// Whether the byte before was a backslash that makes the next one part of the string.
    escaped: bool,
}

impl State {
    /// How many of these bytes belong to the element, when it ends in them.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.escaped {
                self.escaped = false;
                continue;
            }
            if self.in_string {
                match byte {
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return Some(at);
                        }
                    }
                    _ => {
                        let rest = bytes.get(at..).unwrap_or_default();
                        at += memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                    }
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;
    use std::io::BufReader;
    use std::ops::ControlFlow;

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            r#"["\\\[\]{},a\n😀]{0,12}"#.prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(r#"["\\{a]{0,4}"#, inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        /// However the file comes in pieces.
        #[test]
        fn the_elements_are_those_that_a_parser_finds(
            list in prop::collection::vec(value(), 0..6),
            pretty in any::<bool>(),
            buffer in 1usize..9,
        ) {
            let file = if pretty {
                serde_json::to_vec_pretty(&list).unwrap()
            } else {
                serde_json::to_vec(&list).unwrap()
            };
            let mut found = Vec::new();
            let reader = BufReader::with_capacity(buffer, &file[..]);
            Elements::of(reader, 1 << 20).each(&mut |_, record| {
                found.push(serde_json::from_slice::<Value>(record).unwrap());
                Ok(ControlFlow::Continue(()))
            }).unwrap();
            prop_assert_eq!(found, list);
        }
    }

    #[test]
    fn an_element_longer_than_any_article_is_refused() {
        let file = br#"[{}, {"a": "0123456789"}]"#;
        let mut count = 0;
        let read = Elements::of(&file[..], 16).each(&mut |_, _| {
            count += 1;
            Ok(ControlFlow::Continue(()))
        });
        assert!(read.is_err());
        assert_eq!(count, 1);
    }
}
