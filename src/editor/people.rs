//! The people of a document: whom a mention means, and what can be done with a person.

mod change;
mod propose;

pub use propose::Proposed;
pub(super) use propose::propose;

use super::Hand;
use crate::language::{self, Nature, Number, Sort};
use crate::model::{Document, Draft, EditError, Entity, EntityId, Origin, SpanId};
use smol_str::SmolStr;

/// The person that a mention is taken to mean: one of the document's, or a new one.
pub type Person = language::Whom<EntityId>;

impl Person {
    /// The name to show.
    pub fn name<'a>(&'a self, document: &'a Document) -> Option<&'a str> {
        match self {
            Self::Known(id) => document.entity(id).map(|entity| entity.name.as_str()),
            Self::New(name) => Some(name),
            Self::Unknown => None,
        }
    }

    /// The entity's id, made when it is new. What it is, is said where its words tell.
    pub(super) fn settle(
        &self,
        draft: &mut Draft,
        hand: &Hand<'_>,
        nature: Nature,
    ) -> Result<Option<EntityId>, EditError> {
        match self {
            Self::Known(id) => Ok(Some(id.clone())),
            Self::New(name) => {
                let id = draft.new_entity_id();
                draft.put_entity(new_person(id.clone(), name, hand.origin(), nature))?;
                Ok(Some(id))
            }
            Self::Unknown => Ok(None),
        }
    }
}

fn new_person(id: EntityId, name: &str, origin: Origin, nature: Nature) -> Entity {
    let kind = match (nature.sort, nature.number) {
        (Some(Sort::Body), _) => Some(ORGANIZATION),
        (Some(Sort::Person), Some(Number::Many)) => Some(GROUP),
        (Some(Sort::Person), _) => Some(PERSON),
        (None, _) => None,
    };
    Entity {
        kind: kind.map(SmolStr::new_static),
        ..Entity::new(id, name, origin)
    }
}

/// Whether words are a name, but for an article before it: nothing is told then by "the ministry = ministry".
pub fn says_name(words: &str, name: &str) -> bool {
    let article = |first: &str| ["the", "a", "an"].contains(&first.to_lowercase().as_str());
    let bare = words.split_once(' ').filter(|(first, _)| article(first));
    words == name || bare.is_some_and(|(_, rest)| rest == name)
}

/// Whom a mention means, as in "him = Lloyd Austin"; `None` where its words say it already.
pub fn meaning(document: &Document, words: &str, proposed: &Proposed) -> Option<String> {
    let name = proposed.person.name(document)?;
    let is_new = matches!(proposed.person, Person::New(_));
    let rivals: Vec<&str> = proposed
        .rivals
        .iter()
        .filter_map(|rival| rival.name(document))
        .filter(|rival| *rival != name)
        .collect();
    if says_name(words, name) && rivals.is_empty() {
        return is_new.then(|| format!("{name}: a new person"));
    }
    let mut told = format!("{words} = {name}");
    if !rivals.is_empty() {
        told.push_str(&format!(", or {}?", rivals.join(", ")));
    }
    Some(told)
}

/// The kind of a human being.
pub const PERSON: &str = "person";
/// The kind of an institution.
pub const ORGANIZATION: &str = "organization";
/// The kind of several people.
pub const GROUP: &str = "group";
/// The kind of what several spans tell of: no person.
const EVENT: &str = "event";

/// Whether it may speak: an event may not.
pub fn is_person(entity: &Entity) -> bool {
    entity.kind.as_deref() != Some(EVENT)
}

/// Takes out a person whom nothing means any more and of whom nothing more is known than a name.
pub(super) fn forget_if_idle(draft: &mut Draft, id: &EntityId) -> Result<(), EditError> {
    let document = draft.document();
    let Some(entity) = document.entity(id) else {
        return Ok(());
    };
    let bare = entity.aliases.is_empty()
        && entity.uri.is_none()
        && entity.register.is_none()
        && entity.extra.is_empty();
    if bare && document.mentions_of(id).next().is_none() {
        draft.remove_entity(id)?;
    }
    Ok(())
}

/// Gives a span its person, and forgets the one it had if nothing else means that one.
pub(super) fn assign(
    draft: &mut Draft,
    span: &SpanId,
    entity: Option<EntityId>,
) -> Result<(), EditError> {
    let before = draft
        .document()
        .span(span)
        .and_then(|span| span.entity.clone());
    draft.change_span(span, |span| span.entity.clone_from(&entity))?;
    match before {
        Some(old) if Some(&old) != entity.as_ref() => forget_if_idle(draft, &old),
        _ => Ok(()),
    }
}
