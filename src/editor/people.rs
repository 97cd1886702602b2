//! Which person a new mention means: a proposal, made from the names and mentions there are.

use super::Hand;
use crate::language::{MentionKind, entity_name, same_person};
use crate::model::schema::Role;
use crate::model::{ByteOffset, ByteRange, Document, Draft, EditError, Entity, EntityId, SpanId};

/// How far back a pronoun looks for its person, in bytes.
const PRONOUN_REACH: usize = 4_000;

/// The person that a mention is taken to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// One of the document's.
    Known(EntityId),
    /// A new one of this name.
    New(String),
    /// It cannot be told.
    Unknown,
}

impl Person {
    /// The name to show.
    pub fn name<'a>(&'a self, document: &'a Document) -> Option<&'a str> {
        match self {
            Self::Known(id) => document.entity(id).map(|entity| entity.name.as_str()),
            Self::New(name) => Some(name),
            Self::Unknown => None,
        }
    }

    /// The entity's id, made when it is new.
    pub(super) fn settle(
        &self,
        draft: &mut Draft,
        hand: &Hand<'_>,
    ) -> Result<Option<EntityId>, EditError> {
        match self {
            Self::Known(id) => Ok(Some(id.clone())),
            Self::New(name) => {
                // Two mentions taken in one step may both be of the same new person.
                let made = draft
                    .document()
                    .entities()
                    .find(|entity| entity.name == *name);
                if let Some(entity) = made {
                    return Ok(Some(entity.id.clone()));
                }
                let id = draft.new_entity_id();
                draft.put_entity(Entity::new(id.clone(), name.clone(), hand.origin()))?;
                Ok(Some(id))
            }
            Self::Unknown => Ok(None),
        }
    }
}

/// Proposes whom a mention means.
pub(super) fn propose(document: &Document, mention: ByteRange, kind: MentionKind) -> Person {
    let words = document.text().slice(mention);
    let known = match kind {
        MentionKind::Named => named(document, mention, words),
        MentionKind::Nominal => same_words(document, words),
        MentionKind::Pronoun => {
            return last_speaker(document, mention.start).map_or(Person::Unknown, Person::Known);
        }
    };
    known.map_or_else(
        || Person::New(entity_name(document.text(), mention)),
        Person::Known,
    )
}

/// The one person that may bear the name; of several, the one mentioned last before it.
fn named(document: &Document, mention: ByteRange, words: &str) -> Option<EntityId> {
    let bears = |entity: &&std::sync::Arc<Entity>| {
        is_person(entity)
            && (same_person(&entity.name, words)
                || entity.aliases.iter().any(|alias| same_person(alias, words)))
    };
    let mut bearers: Vec<EntityId> = document
        .entities()
        .filter(bears)
        .map(|entity| entity.id.clone())
        .collect();
    if bearers.len() > 1 {
        let last = |id: &EntityId| {
            let starts = document.mentions_of(id).map(|span| span.fragments.start());
            starts.filter(|&start| start < mention.start).max()
        };
        bearers.sort_by_key(last);
    }
    bearers.pop()
}

fn is_person(entity: &Entity) -> bool {
    entity.kind.as_deref() != Some("event")
}

/// The person whom another mention calls by the same words.
fn same_words(document: &Document, words: &str) -> Option<EntityId> {
    let plain = |text: &str| without_determiner(text).to_lowercase();
    let wanted = plain(words);
    let found = document.entities().find(|entity| {
        is_person(entity)
            && (plain(&entity.name) == wanted
                || entity.aliases.iter().any(|alias| plain(alias) == wanted)
                || document
                    .mentions_of(&entity.id)
                    .any(|span| plain(&document.words(span)) == wanted))
    });
    found.map(|entity| entity.id.clone())
}

fn without_determiner(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if ["the", "a", "an"].contains(&first.to_lowercase().as_str()) => rest,
        _ => words,
    }
}

/// The person of the speaker marked last before a place.
fn last_speaker(document: &Document, before: ByteOffset) -> Option<EntityId> {
    let mut placed = document.places().last_before(before)?;
    loop {
        if before.0 - placed.range.start.0 > PRONOUN_REACH {
            return None;
        }
        let span = &placed.span;
        let speaks = span.is_live() && document.schema().role_of(&span.label) == Role::Speaker;
        if let Some(entity) = span.entity.as_ref().filter(|_| speaks) {
            return Some(entity.clone());
        }
        placed = document.places().before(placed)?;
    }
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
