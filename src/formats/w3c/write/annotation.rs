//! An annotation as it is spelled.

use super::super::JSON;
use crate::formats::keys::History;
use crate::model::{AttributeValue, EntityId, Extra, LabelName, State};
use serde::ser::{Error as _, SerializeMap as _};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// An annotation.
#[derive(Serialize)]
pub struct Annotation<'a> {
    /// Its address.
    pub id: String,
    /// Always the same.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motivation: Option<&'static str>,
    /// Who made it and when, and what was kept.
    #[serde(flatten)]
    pub keys: Extra,
    /// What it says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Body<'a>>,
    /// Of what: one stands by itself.
    #[serde(serialize_with = "one_or_many")]
    pub target: Vec<Target<'a>>,
    /// What only we say.
    #[serde(rename = "dictum", skip_serializing_if = "Option::is_none")]
    pub ours: Option<Ours<'a>>,
}

fn one_or_many<S: Serializer>(targets: &[Target<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    match targets {
        [one] => one.serialize(serializer),
        many => many.serialize(serializer),
    }
}

/// A body.
pub enum Body<'a> {
    /// A label or a note, with what else was said there.
    Text {
        /// What it is for, unless that was kept.
        purpose: &'static str,
        /// Its words.
        value: &'a str,
        /// Other keys.
        rest: Extra,
    },
    /// What is set on a mark.
    Attribute {
        /// Its name.
        name: &'a str,
        /// What it is set to.
        value: &'a AttributeValue,
    },
    /// Someone or something.
    Identifying {
        /// Its address.
        address: String,
        /// What it is, in the words of the model.
        kind: Option<&'static str>,
        /// What it is called.
        name: &'a str,
    },
    /// Something else.
    Address(String),
    /// As it came.
    Kept(Value),
}

impl<'a> Body<'a> {
    /// A label or a note.
    pub fn text(purpose: &'static str, value: &'a str, rest: Extra) -> Self {
        Self::Text {
            purpose,
            value,
            rest,
        }
    }
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text {
                purpose,
                value,
                rest,
            } => {
                let mut map = serializer.serialize_map(None)?;
                for (key, usual) in [("type", "TextualBody"), ("purpose", purpose)] {
                    if !rest.contains_key(key) {
                        map.serialize_entry(key, usual)?;
                    }
                }
                map.serialize_entry("value", value)?;
                for (key, value) in rest {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Self::Attribute { name, value } => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("type", "TextualBody")?;
                map.serialize_entry("purpose", "describing")?;
                map.serialize_entry("label", name)?;
                if let AttributeValue::Text(text) = value {
                    map.serialize_entry("value", text)?;
                } else {
                    let json = serde_json::to_string(value).map_err(S::Error::custom)?;
                    map.serialize_entry("value", &json)?;
                    map.serialize_entry("format", JSON)?;
                }
                map.end()
            }
            Self::Identifying {
                address,
                kind,
                name,
            } => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("type", "SpecificResource")?;
                map.serialize_entry("purpose", "identifying")?;
                let source = Source {
                    id: address,
                    kind: *kind,
                    name,
                };
                map.serialize_entry("source", &source)?;
                map.end()
            }
            Self::Address(address) => address.serialize(serializer),
            Self::Kept(value) => value.serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: &'a str,
}

/// A target.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Target<'a> {
    /// Another annotation.
    Address(String),
    /// A stretch of the text.
    Part {
        /// The address of the text, unless it was kept.
        #[serde(skip_serializing_if = "Option::is_none")]
        source: Option<&'a str>,
        /// Other keys.
        #[serde(flatten)]
        keys: Extra,
        /// How it is found.
        selector: Vec<Selector<'a>>,
    },
}

/// A way to find a stretch.
#[derive(Serialize)]
#[serde(tag = "type")]
pub enum Selector<'a> {
    /// By position, in code points.
    #[serde(rename = "TextPositionSelector")]
    Position {
        /// The first.
        start: usize,
        /// After the last.
        end: usize,
    },
    /// By its words.
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        /// The words.
        exact: &'a str,
        /// Those before.
        prefix: &'a str,
        /// Those after.
        suffix: &'a str,
    },
    /// As it came.
    #[serde(untagged)]
    Kept(Value),
}

/// What the model has no words for.
#[derive(Serialize)]
pub struct Ours<'a> {
    /// Accepted when it is not said.
    #[serde(skip_serializing_if = "is_accepted")]
    pub state: State,
    /// The id of a person of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<&'a EntityId>,
    /// Link labels for which "nobody" was decided.
    #[serde(skip_serializing_if = "<[LabelName]>::is_empty")]
    pub nobody: &'a [LabelName],
    /// Who made it and who decided.
    #[serde(flatten)]
    pub history: History<'a>,
    /// What has no better place.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_accepted(state: &State) -> bool {
    *state == State::Accepted
}

impl Ours<'_> {
    /// This, when it says anything.
    pub fn if_any(self) -> Option<Self> {
        let is_nothing = self.state == State::Accepted
            && self.entity.is_none()
            && self.nobody.is_empty()
            && self.history.is_empty()
            && self.extra.is_empty();
        (!is_nothing).then_some(self)
    }
}
