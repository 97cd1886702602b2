//! Feature structures, as both spellings say them.

use serde_json::{Number, Value};

/// The numbers by which structures name each other; positive in files of other programs.
pub type Id = u64;

/// A text with its structures.
#[derive(Debug, Default)]
pub struct Cas {
    /// In the file's order.
    pub structures: Vec<Structure>,
    /// What cannot be taken of it.
    pub faults: Vec<String>,
}

/// A feature structure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// Its number.
    pub id: Id,
    /// The full name of its type.
    pub kind: String,
    /// Begin and end in UTF-16 code units, where it has them.
    pub place: Option<(usize, usize)>,
    /// The text that it belongs to.
    pub sofa: Option<Id>,
    /// Features besides those, by name, those that are set.
    pub features: Vec<(String, Feature)>,
    /// What a structure that is an array holds.
    pub elements: Vec<Value>,
}

/// What a feature is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Feature {
    /// A string.
    Text(String),
    /// A boolean.
    Flag(bool),
    /// A number of any width.
    Number(Number),
    /// Another structure.
    Ref(Id),
    /// Several structures.
    Refs(Vec<Id>),
    /// Several strings.
    Texts(Vec<String>),
    /// What is none of these, as JSON has it.
    Other(Value),
}

impl Structure {
    /// A structure without place.
    pub fn new(id: Id, kind: impl Into<String>) -> Self {
        Self {
            id,
            kind: kind.into(),
            ..Self::default()
        }
    }

    /// What a feature is set to.
    pub fn get(&self, name: &str) -> Option<&Feature> {
        let mut features = self.features.iter();
        features.find_map(|(known, value)| (known == name).then_some(value))
    }

    /// A feature's string.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Feature::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The structure that a feature leads to.
    pub fn target(&self, name: &str) -> Option<Id> {
        match self.get(name) {
            Some(Feature::Ref(id)) => Some(*id),
            _ => None,
        }
    }

    /// Sets a feature that is not set.
    pub fn set(&mut self, name: impl Into<String>, value: Feature) {
        self.features.push((name.into(), value));
    }

    /// Adds a string to a feature of several.
    pub fn add_text(&mut self, name: String, text: String) {
        for (known, value) in &mut self.features {
            if let Feature::Texts(texts) = value
                && *known == name
            {
                texts.push(text);
                return;
            }
        }
        self.set(name, Feature::Texts(vec![text]));
    }
}
