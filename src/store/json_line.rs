//! JSON on one line, with a space after every comma and colon.

use super::escape;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

struct Spaced;

/// Bytes of a string, as most keys and values are, that is looked through sooner than searched.
const SHORT: usize = 32;

/// Adds a value to a buffer, on one line; characters that line readers trip over stand as escapes.
pub fn write<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Spaced);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if text.len() <= SHORT && text.is_ascii() {
            return out.write_all(text.as_bytes());
        }
        let mut done = 0;
        while let Some((at, c)) = escape::find(text, done) {
            out.write_all(&text.as_bytes()[done..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            done = at + c.len_utf8();
        }
        out.write_all(&text.as_bytes()[done..])
    }
}
