//! RON on one line: `(id: "q1", fragments: [(start: 0, end: 5)])`.
//!
//! The `ron` crate reads what this writes. Its own writer escapes every combining mark, which
//! makes an article in Hindi or Arabic unreadable in the file and in diffs.

use super::escape;
use serde::ser::{
    Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use std::io::{self, Write as _};

/// Adds a value to a buffer, on one line.
pub(super) fn write<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> io::Result<()> {
    value
        .serialize(Line { out })
        .map_err(|Refused(why)| io::Error::other(why))
}

/// What cannot be written: a kind of value that no document holds.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(String);

impl serde::ser::Error for Refused {
    fn custom<T: std::fmt::Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

fn refused<T>(what: &str) -> Result<T, Refused> {
    Err(Refused(format!("a document holds no {what}")))
}

struct Line<'a> {
    out: &'a mut Vec<u8>,
}

/// A list, map or struct in the making.
struct Inside<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
    close: &'static [u8],
}

impl Inside<'_> {
    fn next(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.extend_from_slice(b", ");
        }
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.serialize(Line { out: self.out })
    }

    fn close(self) {
        self.out.extend_from_slice(self.close);
    }
}

/// Adds a string in quotation marks.
fn write_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut odd = escape::find(text, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' && byte != 0x7f {
            match odd {
                Some((place, c)) if place == at => {
                    out.extend_from_slice(&bytes[done..at]);
                    write_code(out, c);
                    done = at + c.len_utf8();
                    odd = escape::find(text, done);
                }
                _ => {}
            }
            continue;
        }
        out.extend_from_slice(&bytes[done..at]);
        match byte {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            _ => write_code(out, char::from(byte)),
        }
        done = at + 1;
    }
    out.extend_from_slice(&bytes[done..]);
    out.push(b'"');
}

fn write_code(out: &mut Vec<u8>, c: char) {
    // Writing to memory does not fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

impl<'a> Line<'a> {
    /// Adds a value as it shows itself.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "every method of a serializer ends in it"
    )]
    fn display(self, value: impl std::fmt::Display) -> Result<(), Refused> {
        // Writing to memory does not fail.
        let _ = write!(self.out, "{value}");
        Ok(())
    }

    fn open(self, open: &[u8], close: &'static [u8]) -> Inside<'a> {
        self.out.extend_from_slice(open);
        Inside {
            out: self.out,
            first: true,
            close,
        }
    }
}

impl<'a> Serializer for Line<'a> {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Inside<'a>;
    type SerializeTuple = Inside<'a>;
    type SerializeTupleStruct = Impossible<(), Refused>;
    type SerializeTupleVariant = Impossible<(), Refused>;
    type SerializeMap = Inside<'a>;
    type SerializeStruct = Inside<'a>;
    type SerializeStructVariant = Impossible<(), Refused>;

    fn serialize_bool(self, value: bool) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_i8(self, value: i8) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_u16(self, value: u16) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_u32(self, value: u32) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), Refused> {
        self.display(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Refused> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Refused> {
        // `{:?}` keeps the point that makes it a float, and is exact.
        let _ = write!(self.out, "{value:?}");
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Refused> {
        match value {
            '\'' | '\\' => self.display(format_args!("'\\{value}'")),
            value if value.is_control() => {
                self.display(format_args!("'\\u{{{:x}}}'", u32::from(value)))
            }
            value => self.display(format_args!("'{value}'")),
        }
    }

    fn serialize_str(self, value: &str) -> Result<(), Refused> {
        write_string(self.out, value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Refused> {
        refused("bytes")
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.out.extend_from_slice(b"None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        let mut inside = self.open(b"Some(", b")");
        inside.value(value)?;
        inside.close();
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        self.out.extend_from_slice(b"()");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Refused> {
        refused("unit struct")
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Refused> {
        self.display(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<(), Refused> {
        refused("newtype struct")
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        let mut inside = self.open(variant.as_bytes(), b")");
        inside.out.push(b'(');
        inside.value(value)?;
        inside.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'a>, Refused> {
        Ok(self.open(b"[", b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Inside<'a>, Refused> {
        Ok(self.open(b"(", b")"))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Refused> {
        refused("tuple struct")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Refused> {
        refused("tuple variant")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'a>, Refused> {
        Ok(self.open(b"{", b"}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'a>, Refused> {
        Ok(self.open(b"(", b")"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Refused> {
        refused("struct variant")
    }
}

impl SerializeSeq for Inside<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.next();
        self.value(value)
    }

    fn end(self) -> Result<(), Refused> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Inside<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Refused> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        self.next();
        self.value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.out.extend_from_slice(b": ");
        self.value(value)
    }

    fn end(self) -> Result<(), Refused> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Inside<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.next();
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b": ");
        self.value(value)
    }

    fn end(self) -> Result<(), Refused> {
        self.close();
        Ok(())
    }
}
