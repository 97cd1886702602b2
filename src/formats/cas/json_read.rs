//! From JSON to structures.

use super::found;
use super::structure::{Cas, Feature, Id, Structure};
use crate::formats::records::reason;
use crate::formats::{Give, ReadError, Reads, Source};
use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::fmt;

/// Reads a file, which is one document.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let text = source.text_to_hold()?;
        let file: File = serde_json::from_str(&text).map_err(|error| ReadError::AtLine {
            line: error.line(),
            reason: reason(&error),
        })?;
        drop(text);
        let cas = Cas {
            structures: file.structures.0,
            faults: Vec::new(),
        };
        let _ = give(found::found(cas));
        Ok(())
    }
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Structures,
}

/// A list, or a map by number.
struct Structures(Vec<Structure>);

impl<'de> Deserialize<'de> for Structures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Several;
        impl<'de> Visitor<'de> for Several {
            type Value = Structures;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of feature structures, or a map of them by number")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Structures, A::Error> {
                let mut all = Vec::new();
                while let Some(structure) = seq.next_element()? {
                    all.push(structure);
                }
                Ok(Structures(all))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Structures, A::Error> {
                let mut all = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    let mut structure: Structure = map.next_value()?;
                    structure.id = key
                        .parse()
                        .map_err(|_error| A::Error::custom(format!("{key} is no number")))?;
                    all.push(structure);
                }
                Ok(Structures(all))
            }
        }
        deserializer.deserialize_any(Several)
    }
}

impl<'de> Deserialize<'de> for Structure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;
        impl<'de> Visitor<'de> for One {
            type Value = Structure;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a feature structure")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Structure, A::Error> {
                let mut one = Structure::default();
                let (mut begin, mut end) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "%ID" => one.id = map.next_value()?,
                        "%TYPE" => one.kind = map.next_value()?,
                        "%ELEMENTS" => one.elements = elements(map.next_value()?),
                        "begin" | "^begin" => begin = map.next_value()?,
                        "end" | "^end" => end = map.next_value()?,
                        "@sofa" => one.sofa = map.next_value()?,
                        "%FLAGS" => {
                            map.next_value::<IgnoredAny>()?;
                        }
                        _ => {
                            let value = map.next_value()?;
                            one.features.extend(feature(key, value));
                        }
                    }
                }
                one.place = begin.zip(end);
                Ok(one)
            }
        }
        deserializer.deserialize_map(One)
    }
}

/// Arrays of bytes are one string.
fn elements(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        other => vec![other],
    }
}

/// A feature by its key, whose first sign says what it is.
fn feature(key: String, value: Value) -> Option<(String, Feature)> {
    if let Some(name) = key.strip_prefix('@') {
        let id: Id = value.as_u64()?;
        return Some((name.to_owned(), Feature::Ref(id)));
    }
    let value = match value {
        Value::Null => return None,
        Value::String(text) if !key.starts_with('#') => Feature::Text(text),
        Value::Bool(flag) => Feature::Flag(flag),
        Value::Number(number) => Feature::Number(number),
        other => Feature::Other(other),
    };
    Some((key, value))
}
