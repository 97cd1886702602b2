//! What spans mean: `N` lines and `*` lines on one side, entities on the other.

use super::RESOURCE;
use crate::formats::FoundSpan;
use crate::model::{Entity, EntityId, Extra, Origin};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::HashMap;

/// The label of a `*` line that says that its spans mean the same.
pub const SAME: &str = "Equiv";
/// The key of an entity's `extra` when it stood as such a line.
pub const SAME_KEY: &str = "brat_equiv";

/// What is told of an entity beyond its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Its own name, where the line could not hold it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<SmolStr>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
}

/// The entities of an article as they are found.
#[derive(Default)]
pub struct References {
    entities: Vec<Entity>,
    /// By resource and id, as `Wikipedia:64488`.
    by_resource: HashMap<String, usize>,
    /// By the id of the line that tells of them.
    by_line: HashMap<String, usize>,
    sets: usize,
}

impl References {
    /// Takes an `N` line; `false` when the span means something already, or the line is of another kind or
    /// calls a known entity otherwise.
    pub fn set(
        &mut self,
        span: &mut FoundSpan,
        line: &str,
        kind: &str,
        resource: &str,
        name: &str,
    ) -> bool {
        let own = resource
            .strip_prefix(RESOURCE)
            .and_then(|rest| rest.strip_prefix(':'));
        let id = own.unwrap_or(resource);
        if span.entity.is_some() || kind != "Reference" || id.is_empty() {
            return false;
        }
        let known = self.by_resource.get(resource).copied();
        let at = known.unwrap_or(self.entities.len());
        match self.entities.get(at) {
            Some(entity) if entity.name != name => return false,
            Some(_) => {}
            None => {
                self.entities
                    .push(Entity::new(id.into(), name, Origin::default()));
                self.by_resource.insert(resource.to_owned(), at);
            }
        }
        self.by_line.insert(line.to_owned(), at);
        span.entity = Some(id.to_owned());
        true
    }

    /// Takes what a remark on an `N` line tells of its entity; `false` when that is not its form.
    pub fn tell(&mut self, line: &str, text: &str) -> bool {
        let entity = self
            .by_line
            .get(line)
            .and_then(|&at| self.entities.get_mut(at));
        let (Some(entity), Ok(told)) = (entity, serde_json::from_str::<Details>(text)) else {
            return false;
        };
        entity.kind = told.kind;
        entity.aliases = told.aliases;
        entity.uri = told.uri;
        entity.register = told.register;
        if let Some(name) = told.name {
            entity.name = name;
        }
        true
    }

    /// Makes one entity of spans that mean the same; it is called as the longest of them.
    pub fn same(&mut self, spans: &mut [FoundSpan], places: &[usize]) {
        self.sets += 1;
        let id = format!("equiv{}", self.sets);
        let mut name = String::new();
        for &at in places {
            let Some(span) = spans.get_mut(at) else {
                continue;
            };
            span.entity = Some(id.clone());
            let words = span.words.as_deref().unwrap_or_default();
            if words.len() > name.len() {
                words.clone_into(&mut name);
            }
        }
        let mut entity = Entity::new(EntityId::from(&id), name, Origin::default());
        entity.extra = Extra::from([(SAME_KEY.to_owned(), true.into())]);
        self.entities.push(entity);
    }

    /// The entities, in the order of the file.
    pub fn entities(self) -> Vec<Entity> {
        self.entities
    }
}
