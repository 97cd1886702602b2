//! A value of msgpack, whatever it is: Python's keys are not always strings.

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::fmt;

/// How deep a value may be nested.
const DEEPEST: usize = 64;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    Nil,
    Bool(bool),
    Int(i64),
    UInt(u64),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Self>),
    /// In the order of the file.
    Map(Vec<(Self, Self)>),
}

impl Message {
    /// Reads a value; says what is wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut reader = rmp_serde::Deserializer::from_read_ref(bytes);
        reader.set_max_depth(DEEPEST);
        Self::deserialize(&mut reader).map_err(|error| error.to_string())
    }

    /// The value in bytes.
    pub fn bytes(&self) -> Vec<u8> {
        rmp_serde::to_vec(self).unwrap_or_default()
    }

    /// A value that JSON has too; `None` when it holds bytes, or keys that are no strings.
    pub fn json(&self) -> Option<Value> {
        Some(match self {
            Self::Nil => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(value) => (*value).into(),
            Self::UInt(value) => (*value).into(),
            Self::Float(value) => serde_json::Number::from_f64(*value)?.into(),
            Self::Text(text) => Value::String(text.clone()),
            Self::Bytes(_) => return None,
            Self::List(values) => values.iter().map(Self::json).collect::<Option<_>>()?,
            Self::Map(pairs) => {
                let pair = |(key, value): &(Self, Self)| match key {
                    Self::Text(key) => Some((key.clone(), value.json()?)),
                    _ => None,
                };
                Value::Object(pairs.iter().map(pair).collect::<Option<_>>()?)
            }
        })
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nil => to.serialize_unit(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Int(value) => to.serialize_i64(*value),
            Self::UInt(value) => to.serialize_u64(*value),
            Self::Float(value) => to.serialize_f64(*value),
            Self::Text(text) => to.serialize_str(text),
            Self::Bytes(bytes) => to.serialize_bytes(bytes),
            Self::List(values) => values.serialize(to),
            Self::Map(pairs) => {
                let mut map = to.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Message;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that Python knows")
    }

    fn visit_unit<E>(self) -> Result<Message, E> {
        Ok(Message::Nil)
    }

    fn visit_none<E>(self) -> Result<Message, E> {
        Ok(Message::Nil)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Message, E> {
        Ok(Message::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Message, E> {
        Ok(Message::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Message, E> {
        Ok(Message::UInt(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Message, E> {
        Ok(Message::Float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Message, E> {
        Ok(Message::Text(text.to_owned()))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Message, E> {
        Ok(Message::Bytes(bytes.to_vec()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Message, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Message::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Message, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Message::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_any_kind_comes_back() {
        let value = Message::Map(vec![
            (
                Message::List(vec![Message::Text("._.".into()), Message::Nil]),
                Message::Float(0.5),
            ),
            (Message::UInt(7), Message::Bytes(vec![1, 2])),
            (Message::Int(-1), Message::Bool(true)),
        ]);
        assert_eq!(Message::read(&value.bytes()), Ok(value.clone()));
        assert_eq!(value.json(), None);
    }

    #[test]
    fn what_is_nested_without_end_is_an_error() {
        assert!(Message::read(&vec![0x91; 100_000]).is_err());
    }
}
