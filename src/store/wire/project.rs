//! A project's own file, `dictum.ron`, as it stands there.

use super::schema::Schema;
use crate::store::record::record;
use serde::de::Error as _;
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

record! {
    /// What a project says of itself.
    Project {
        /// `dictum-project/1`.
        format: String, always;
        /// Its name.
        name: String, always;
        /// The labels, links and attributes of its documents.
        schema: SchemaChoice, always;
        /// Which tagger proposes; none, and nothing is tagged by itself.
        tagger: Option<TaggerChoice>, always;
        /// How to annotate, for people to read.
        guidelines: String, always;
        /// Every article of so many comes without suggestions; 0 and unset: none does.
        blind_every: Option<u32>, always;
    } extra filled
}

/// The schema of a project: by name, in a file of its own, or whole.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaChoice {
    /// One that the program brings, such as `news`.
    Named(String),
    /// In this file of the project's folder; its name ends in `.ron` or `.json`.
    File(String),
    /// As it stands here.
    Whole(Box<Schema>),
}

impl Default for SchemaChoice {
    fn default() -> Self {
        Self::Named(crate::store::schemas::DEFAULT.to_owned())
    }
}

impl Serialize for SchemaChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Named(name) | Self::File(name) => serializer.serialize_str(name),
            Self::Whole(schema) => schema.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for SchemaChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(name) if is_file(&name) => Ok(Self::File(name)),
            Value::String(name) => Ok(Self::Named(name)),
            whole => Schema::deserialize(whole)
                .map(|schema| Self::Whole(Box::new(schema)))
                .map_err(|error| D::Error::custom(format!("schema: {error}"))),
        }
    }
}

fn is_file(name: &str) -> bool {
    crate::store::Format::of(std::path::Path::new(name)).is_some()
}

/// Who proposes marks in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaggerChoice {
    /// The built-in rules.
    Rules,
    /// A model learned from corrections, in this file; from the project's folder when it is relative.
    Model(String),
    /// A program: its name and arguments. It runs only after the person has agreed on this machine.
    Command(Vec<String>),
}

impl Serialize for TaggerChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Rules => serializer.serialize_str("rules"),
            Self::Model(file) => {
                let mut tagger = serializer.serialize_struct("Tagger", 1)?;
                tagger.serialize_field("model", file)?;
                tagger.end()
            }
            Self::Command(arguments) => {
                let mut tagger = serializer.serialize_struct("Tagger", 1)?;
                tagger.serialize_field("command", arguments)?;
                tagger.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for TaggerChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = Value::deserialize(deserializer)?;
        tagger(&given).ok_or_else(|| {
            D::Error::custom(format!(
                "a tagger is \"rules\", (model: \"FILE\") or (command: [\"PROGRAM\", \"ARGUMENT\"]), not {given}"
            ))
        })
    }
}

fn tagger(given: &Value) -> Option<TaggerChoice> {
    if given.as_str() == Some("rules") {
        return Some(TaggerChoice::Rules);
    }
    let fields = given.as_object().filter(|fields| fields.len() == 1)?;
    if let Some(file) = fields.get("model").and_then(Value::as_str) {
        return Some(TaggerChoice::Model(file.to_owned()));
    }
    let arguments = fields.get("command")?.as_array()?.iter();
    let arguments: Option<Vec<String>> = arguments
        .map(|argument| argument.as_str().map(str::to_owned))
        .collect();
    arguments
        .filter(|arguments| arguments.first().is_some_and(|program| !program.is_empty()))
        .map(TaggerChoice::Command)
}
