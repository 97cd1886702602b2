//! The people and bodies behind mentions.

use super::{EntityId, Extra, Origin};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A person, a body or an event that several spans may mean: "Austin", "him" and
/// "the US Secretary of Defense" are three speaker spans of one entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Unique in the document.
    pub id: EntityId,
    /// The fullest name.
    pub name: String,
    /// What it is: `person`, `organization`, `event` or another word; `None` when unknown.
    #[serde(default)]
    pub kind: Option<SmolStr>,
    /// Other names it goes by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// An address that identifies it elsewhere, such as a Wikidata page.
    #[serde(default)]
    pub uri: Option<String>,
    /// Its id in the project's register of people.
    #[serde(default)]
    pub register: Option<String>,
    /// Who made it.
    #[serde(default)]
    pub origin: Origin,
    /// What the file held that this version does not know.
    #[serde(default)]
    pub extra: Extra,
}

impl Entity {
    /// A new entity with a name and nothing else.
    pub fn new(id: EntityId, name: impl Into<String>, origin: Origin) -> Self {
        Self {
            id,
            name: name.into(),
            kind: None,
            aliases: Vec::new(),
            uri: None,
            register: None,
            origin,
            extra: Extra::new(),
        }
    }
}
