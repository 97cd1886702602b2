//! What the inspector sets: attributes, notes, people, the article's status.

use super::decide::{drop_link, touch};
use super::{Editor, Outcome, Person, people};
use crate::language::nature;
use crate::model::{
    AttributeName, AttributeValue, EntityId, LabelName, Link, LinkId, Span, SpanId, Status,
};
use std::sync::Arc;

impl Editor {
    /// Sets or unsets an attribute of a span.
    pub fn set_attribute(
        &mut self,
        id: &SpanId,
        name: &AttributeName,
        value: Option<AttributeValue>,
    ) -> Outcome {
        self.change("Set attribute", id, |span| {
            span.by_rule.retain(|each| each != name);
            match value {
                Some(value) => span.attributes.insert(name.clone(), value),
                None => span.attributes.remove(name),
            };
        })
    }

    /// Writes the note of a span; an empty one is none.
    pub fn set_note(&mut self, id: &SpanId, note: &str) -> Outcome {
        let note = Some(note.to_owned()).filter(|note| !note.trim().is_empty());
        // A remark is no correction: the suggestion stays one.
        self.commit_told("Write note", |draft, _| {
            draft.change_span(id, |span| span.note = note)
        })
    }

    /// Says whom a span means.
    pub fn set_person(&mut self, id: &SpanId, person: &Person) -> Outcome {
        let Some(before) = self.document.span(id).cloned() else {
            return Outcome::Nothing("That mark is gone");
        };
        let words = self.document.words(&before);
        self.commit_told("Say which person", |draft, hand| {
            let told = nature(&words);
            let entity = person.settle(draft, hand, told)?;
            if entity != before.entity {
                draft.change_span(id, |span| touch(span, &before, hand))?;
            }
            people::assign(draft, id, entity)
        })
    }

    /// Gives a person another name.
    pub fn rename_person(&mut self, id: &EntityId, name: &str) -> Outcome {
        let name = name.trim();
        let Some(entity) = self
            .document
            .entity(id)
            .filter(|_| !name.is_empty())
            .cloned()
        else {
            return Outcome::Nothing("A person needs a name");
        };
        self.commit_told("Rename person", |draft, hand| {
            let mut entity = crate::model::Entity::clone(&entity);
            // From now on it is the person's, so that no tagger renames it again.
            entity.origin = hand.origin();
            name.clone_into(&mut entity.name);
            draft.put_entity(entity)
        })
    }

    /// Takes a link away, or rejects a tagger's.
    pub fn unlink(&mut self, id: &LinkId) -> Outcome {
        self.commit_told("Remove link", |draft, hand| drop_link(draft, id, hand))
    }

    /// Says how far the work on the article is.
    pub fn set_status(&mut self, status: Status) -> Outcome {
        self.commit_told("Set status", |draft, _| {
            draft.change_header(|header| header.status = status)
        })
    }

    /// Says which labels were looked for throughout.
    pub fn set_labels_done(&mut self, labels: Vec<LabelName>) -> Outcome {
        self.commit_told("Set labels done", |draft, _| {
            draft.change_header(|header| header.labels_done = labels)
        })
    }

    /// Puts in a span that was kept apart because its words did not match, with its links.
    pub fn adopt(&mut self, name: &str, span: Span, links: Vec<Link>) -> Outcome {
        self.commit_told(name, |draft, _| {
            draft.put_span(span)?;
            let fits = |link: &Link| {
                [&link.from, &link.to]
                    .iter()
                    .all(|end| draft_has(draft.document(), end))
            };
            let links: Vec<Link> = links.into_iter().filter(fits).collect();
            links.into_iter().try_for_each(|link| draft.put_link(link))
        })
    }

    fn change(&mut self, name: &str, id: &SpanId, change: impl FnOnce(&mut Span)) -> Outcome {
        let Some(before): Option<Arc<Span>> = self.document.span(id).cloned() else {
            return Outcome::Nothing("That mark is gone");
        };
        self.commit_told(name, |draft, hand| {
            draft.change_span(id, |span| {
                change(span);
                if *span != *before {
                    touch(span, &before, hand);
                }
            })
        })
    }
}

fn draft_has(document: &crate::model::Document, id: &SpanId) -> bool {
    document.span(id).is_some()
}
