//! What can be done with people: kind, merge, split, remove.

use super::{Person, assign, is_person};
use crate::editor::{Editor, Hand, Outcome, decide};
use crate::language::{self, nature};
use crate::model::{Draft, EditError, Entity, EntityId, Span, SpanId};
use smol_str::SmolStr;

impl Editor {
    /// Says what a person is: `person`, `organization`, `group` or another word; `None` is unknown.
    pub fn set_person_kind(&mut self, id: &EntityId, kind: Option<SmolStr>) -> Outcome {
        let Some(entity) = self.document.entity(id).cloned() else {
            return Outcome::Nothing(GONE);
        };
        self.commit_told("Say what a person is", |draft, hand| {
            draft.put_entity(Entity {
                kind,
                origin: hand.origin(),
                ..Entity::clone(&entity)
            })
        })
    }

    /// Says by hand that a mention means a person.
    pub fn assign_person(&mut self, mention: &SpanId, person: &EntityId) -> Outcome {
        let (Some(span), Some(entity)) =
            (self.document.span(mention), self.document.entity(person))
        else {
            return Outcome::Nothing(GONE);
        };
        if span.entity.as_ref() == Some(person) {
            return Outcome::Nothing("It means this person already");
        }
        let told = format!("{} = {}", self.document.words(span), entity.name);
        match self.set_person(mention, &Person::Known(person.clone())) {
            Outcome::Done => Outcome::Told(told),
            other => other,
        }
    }

    /// Makes two people one: the mentions of `from` become those of `into`. The longer name stays, of
    /// two as long the one that is mentioned first; the other becomes an alias.
    pub fn merge_people(&mut self, from: &EntityId, into: &EntityId) -> Outcome {
        let (Some(gone), Some(stays)) = (self.document.entity(from), self.document.entity(into))
        else {
            return Outcome::Nothing(GONE);
        };
        if from == into {
            return Outcome::Nothing("That is the same person");
        }
        if !is_person(gone) || !is_person(stays) {
            return Outcome::Nothing("An event is no person");
        }
        let merged = self.merged(gone, stays);
        let name = merged.name.clone();
        let mentions: Vec<SpanId> = self
            .document
            .mentions_of(from)
            .map(|span| span.id.clone())
            .collect();
        let moved = mentions.len();
        let outcome = self.commit_told("Merge people", |draft, _| {
            for mention in &mentions {
                draft.change_span(mention, |span| mean(span, into))?;
            }
            draft.remove_entity(from)?;
            draft.put_entity(merged)
        });
        match outcome {
            Outcome::Done => Outcome::Told(format!("{}: {name}", moved_words(moved))),
            other => other,
        }
    }

    fn merged(&self, gone: &Entity, stays: &Entity) -> Entity {
        let first = |entity: &Entity| {
            let starts = self.document.mentions_of(&entity.id);
            starts.map(|span| span.fragments.start()).min()
        };
        let rank = |entity: &Entity| entity.name.chars().count();
        let theirs = match rank(gone).cmp(&rank(stays)) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => first(gone) < first(stays),
        };
        let (name, other) = if theirs {
            (&gone.name, &stays.name)
        } else {
            (&stays.name, &gone.name)
        };
        let mut aliases: Vec<String> = Vec::new();
        let all = stays.aliases.iter().chain([other]).chain(&gone.aliases);
        for alias in all {
            if alias != name && !aliases.contains(alias) {
                aliases.push(alias.clone());
            }
        }
        let mut extra = gone.extra.clone();
        extra.extend(stays.extra.clone());
        Entity {
            name: name.clone(),
            aliases,
            kind: stays.kind.clone().or_else(|| gone.kind.clone()),
            uri: stays.uri.clone().or_else(|| gone.uri.clone()),
            register: stays.register.clone().or_else(|| gone.register.clone()),
            extra,
            ..stays.clone()
        }
    }

    /// Takes mentions of one person out of it and makes them a new one's, called as the first of them
    /// that has a name.
    pub fn split_person(&mut self, mentions: &[SpanId]) -> Outcome {
        let spans: Vec<&Span> = mentions
            .iter()
            .filter_map(|id| self.document.span(id).map(|span| &**span))
            .collect();
        let Some(old) = spans.iter().find_map(|span| span.entity.clone()) else {
            return Outcome::Nothing("These mentions mean nobody");
        };
        let ids: Vec<SpanId> = spans
            .iter()
            .filter(|span| span.entity.as_ref() == Some(&old))
            .map(|span| span.id.clone())
            .collect();
        let left = self.document.mentions_of(&old).count() - ids.len();
        if left == 0 {
            return Outcome::Nothing("These are all mentions of this person");
        }
        let text = self.document.text();
        let named = spans.iter().find(|span| {
            language::mention_kind(text, span.fragments.hull()) == language::MentionKind::Named
        });
        let Some(first) = named.or(spans.first()) else {
            return Outcome::Nothing(GONE);
        };
        let words = self.document.words(first);
        let name = language::entity_name(text, first.fragments.hull());
        let told = format!("{words} is someone else now");
        let outcome = self.commit_told("Split person", |draft, hand| {
            let new = Person::New(name).settle(draft, hand, nature(&words))?;
            ids.iter()
                .try_for_each(|id| move_to(draft, hand, id, new.clone()))
        });
        match outcome {
            Outcome::Done => Outcome::Told(told),
            other => other,
        }
    }

    /// Takes out a person whom nothing means.
    pub fn remove_person(&mut self, id: &EntityId) -> Outcome {
        if self.document.mentions_of(id).next().is_some() {
            return Outcome::Nothing("This person is mentioned: split or merge the mentions first");
        }
        self.commit_told("Remove person", |draft, _| draft.remove_entity(id))
    }
}

const GONE: &str = "That person is gone";

/// Gives a mention to a person by hand: a suggestion keeps what it was, and is accepted.
fn move_to(
    draft: &mut Draft,
    hand: &Hand<'_>,
    mention: &SpanId,
    entity: Option<EntityId>,
) -> Result<(), EditError> {
    if let Some(before) = draft.document().span(mention).cloned() {
        draft.change_span(mention, |span| decide::touch(span, &before, hand))?;
    }
    assign(draft, mention, entity)
}

/// Leads a mention to another person; whether the mark is right is not decided by that.
fn mean(span: &mut Span, entity: &EntityId) {
    let before = span.clone();
    decide::keep_proposal(span, &before);
    span.entity = Some(entity.clone());
}

fn moved_words(moved: usize) -> String {
    match moved {
        1 => "1 mention moved".to_owned(),
        n => format!("{n} mentions moved"),
    }
}
