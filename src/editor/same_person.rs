//! Which person a mark means: who is asked about, and who is likely.

use super::people::propose;
use super::{Editor, Person};
use crate::language::{mention_kind, same_person};
use crate::model::schema::{LinkRole, Role};
use crate::model::{Entity, EntityId, SpanId, State};
use std::cmp::Reverse;
use std::sync::Arc;

/// A person of the article, as a mark may mean them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyPerson {
    /// Who.
    pub id: EntityId,
    /// In how many live marks.
    pub mentions: usize,
}

impl Editor {
    /// The mark whose person is asked about: the current one when it names someone, the speaker of
    /// the current quote.
    pub fn person_asked(&self) -> Option<SpanId> {
        let span = self.current_span()?;
        let schema = self.document.schema();
        match schema.role_of(&span.label) {
            Role::Speaker | Role::Addressee => Some(span.id.clone()),
            Role::Quote => {
                let said_by = &schema.link_of(LinkRole::SaidBy)?.name;
                let links = self.document.links_from(&span.id);
                let mut links =
                    links.filter(|link| link.label == *said_by && link.state != State::Rejected);
                links.next().map(|link| link.to.clone())
            }
            _ => None,
        }
    }

    /// The people whom a mark may mean, the likeliest first: the one that its words are taken for,
    /// those of a fitting name, then those mentioned last before it, then those of most mentions.
    pub fn likely_people(&self, mark: &SpanId) -> Vec<LikelyPerson> {
        let Some(span) = self.document.span(mark) else {
            return Vec::new();
        };
        let (words, at) = (self.document.words(span), span.fragments.hull());
        let kind = mention_kind(self.document.text(), at);
        let proposed = propose(&self.document, at, kind);
        let likely = |entity: &Arc<Entity>| {
            let mentions = self.document.mentions_of(&entity.id);
            let starts: Vec<usize> = mentions
                .filter(|each| each.is_live() && each.id != *mark)
                .map(|each| each.fragments.start().0)
                .collect();
            let last = starts.iter().filter(|&&start| start < at.start.0).max();
            let names = std::iter::once(&entity.name).chain(&entity.aliases);
            let named = names.into_iter().any(|name| same_person(name, &words));
            let is_proposed = proposed.person == Person::Known(entity.id.clone());
            let own = span.entity.as_ref() == Some(&entity.id);
            let person = LikelyPerson {
                id: entity.id.clone(),
                mentions: starts.len() + usize::from(own),
            };
            let rank = (
                own,
                !is_proposed,
                !named,
                Reverse(last.copied()),
                Reverse(starts.len()),
            );
            (rank, person)
        };
        let people = self.document.entities();
        let mut ranked: Vec<_> = people
            .filter(|entity| entity.kind.as_deref() != Some("event"))
            .map(likely)
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, person)| person).collect()
    }
}
