//! Records of what is set on spans, of links and of people, for formats that have room for any record.

use super::{FoundLink, FoundSpan};
use crate::model::{Attributes, Entity, Extra, LabelName, Link, Span, State};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What is set on a span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// By name.
    #[serde(skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// Link labels for which "nobody" was decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nobody: Vec<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Accepted when it is not said.
    #[serde(skip_serializing_if = "is_accepted")]
    pub state: State,
    /// What has no better place.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tie {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The id of a span.
    pub from: String,
    /// The id of a span.
    pub to: String,
    /// By name.
    #[serde(skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// Accepted when it is not said.
    #[serde(skip_serializing_if = "is_accepted")]
    pub state: State,
    /// What has no better place.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// Someone or something that spans mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Its id.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// Person, organization, event or another word.
    pub kind: Option<SmolStr>,
    /// Other names.
    pub aliases: Vec<String>,
    /// An address that identifies it elsewhere.
    pub uri: Option<String>,
    /// Its id in a register of people.
    pub register: Option<String>,
}

impl Default for Details {
    fn default() -> Self {
        Self {
            attributes: Attributes::new(),
            nobody: Vec::new(),
            note: None,
            state: State::Accepted,
            extra: Extra::new(),
        }
    }
}

impl Default for Tie {
    fn default() -> Self {
        Self {
            id: String::new(),
            label: String::new(),
            from: String::new(),
            to: String::new(),
            attributes: Attributes::new(),
            state: State::Accepted,
            extra: Extra::new(),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_accepted(state: &State) -> bool {
    *state == State::Accepted
}

impl Details {
    /// What is set on a span.
    pub fn of(span: &Span) -> Self {
        Self {
            attributes: span.attributes.clone(),
            nobody: span.no_links.iter().map(LabelName::to_string).collect(),
            note: span.note.clone(),
            state: span.state,
            extra: span.extra.clone(),
        }
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Sets it on a span that was found.
    pub fn set(self, span: &mut FoundSpan) {
        span.attributes = self.attributes;
        span.no_links = self.nobody;
        span.note = self.note;
        span.state = self.state;
        span.extra.extend(self.extra);
    }
}

impl From<&Link> for Tie {
    fn from(link: &Link) -> Self {
        Self {
            id: link.id.to_string(),
            label: link.label.to_string(),
            from: link.from.to_string(),
            to: link.to.to_string(),
            attributes: link.attributes.clone(),
            state: link.state,
            extra: link.extra.clone(),
        }
    }
}

impl From<Tie> for FoundLink {
    fn from(tie: Tie) -> Self {
        Self {
            id: tie.id,
            label: tie.label,
            from: tie.from,
            to: tie.to,
            attributes: tie.attributes,
            state: tie.state,
            extra: tie.extra,
            ..Self::default()
        }
    }
}

impl From<&Entity> for Person {
    fn from(entity: &Entity) -> Self {
        Self {
            id: entity.id.to_string(),
            name: entity.name.clone(),
            kind: entity.kind.clone(),
            aliases: entity.aliases.clone(),
            uri: entity.uri.clone(),
            register: entity.register.clone(),
        }
    }
}

impl From<Person> for Entity {
    fn from(person: Person) -> Self {
        Self {
            kind: person.kind,
            aliases: person.aliases,
            uri: person.uri,
            register: person.register,
            ..Self::new(person.id.into(), person.name, Default::default())
        }
    }
}
