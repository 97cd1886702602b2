//! Attribute values, and what a file held that this version does not know.

use super::AttributeName;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

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
        /// Numbers are taken as their text: other programs write them so.
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "an attribute is text, a list of texts, or true or false"
        )]
        enum Lenient {
            Flag(bool),
            Integer(i64),
            Number(f64),
            Text(String),
            Many(Vec<String>),
        }
        Ok(match Lenient::deserialize(deserializer)? {
            Lenient::Flag(flag) => Self::Flag(flag),
            Lenient::Integer(number) => Self::Text(number.to_string()),
            Lenient::Number(number) => Self::Text(number.to_string()),
            Lenient::Text(text) => Self::Text(text),
            Lenient::Many(many) => Self::Many(many),
        })
    }
}

/// The attributes that are set, by name.
pub type Attributes = BTreeMap<AttributeName, AttributeValue>;

/// Keys that this version does not know, kept where they stood.
pub type Extra = BTreeMap<String, serde_json::Value>;
