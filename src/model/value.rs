//! Attribute values, and what a file held that this version does not know.

use super::AttributeName;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What an attribute is set to. Unset is absence from the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum AttributeValue {
    /// A flag.
    Flag(bool),
    /// One of the schema's values, or free text.
    Text(String),
    /// Several of the schema's values.
    Many(Vec<String>),
}

impl AttributeValue {
    /// The string of a one-of or text attribute.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Flag(_) | Self::Many(_) => None,
        }
    }
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<'de> Deserialize<'de> for AttributeValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Lenient)
    }
}

/// Takes numbers as their text: other programs write them so.
struct Lenient;

impl<'de> Visitor<'de> for Lenient {
    type Value = AttributeValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an attribute is text, a list of texts, or true or false")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<AttributeValue, E> {
        Ok(AttributeValue::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<AttributeValue, E> {
        Ok(AttributeValue::Text(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<AttributeValue, E> {
        Ok(AttributeValue::Text(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<AttributeValue, E> {
        Ok(AttributeValue::Text(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<AttributeValue, E> {
        Ok(AttributeValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<AttributeValue, E> {
        Ok(AttributeValue::Text(text))
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<AttributeValue, D::Error> {
        AttributeValue::deserialize(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<AttributeValue, A::Error> {
        let mut many = Vec::new();
        while let Some(value) = values.next_element()? {
            many.push(value);
        }
        Ok(AttributeValue::Many(many))
    }
}

/// The attributes that are set, by name.
pub type Attributes = BTreeMap<AttributeName, AttributeValue>;

/// Keys that this version does not know, kept where they stood.
pub type Extra = BTreeMap<String, serde_json::Value>;
