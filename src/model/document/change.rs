//! The one way to change a document.

use super::{Document, fits, numbered};
use crate::model::edit::{Moved, TextChange};
use crate::model::{
    ByteRange, Change, Edit, EditError, Entity, Fragments, Link, Span, SpanId, SpanTree, Text,
};
use smol_str::SmolStr;
use std::collections::HashMap;
use std::sync::Arc;

impl Document {
    /// Applies an edit whole, or not at all.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        let kept = self.clone();
        for change in &edit.changes {
            if let Err(error) = self.apply_change(change) {
                *self = kept;
                return Err(error);
            }
        }
        Ok(())
    }

    pub(in crate::model) fn apply_change(&mut self, change: &Change) -> Result<(), EditError> {
        match change {
            Change::Span { before, after } => self.change_span(before.as_ref(), after.as_ref()),
            Change::Link { before, after } => self.change_link(before.as_ref(), after.as_ref()),
            Change::Entity { before, after } => self.change_entity(before.as_ref(), after.as_ref()),
            Change::Header { before, after } => replace(&mut self.header, before, after, "header"),
            Change::Schema { before, after } => replace(&mut self.schema, before, after, "schema"),
            Change::Text(change) => self.change_text(change),
        }
    }

    fn change_span(
        &mut self,
        before: Option<&Arc<Span>>,
        after: Option<&Arc<Span>>,
    ) -> Result<(), EditError> {
        let id = &before.or(after).ok_or(EditError::Malformed)?.id;
        if self.spans.get(id) != before {
            return Err(EditError::SpanDiffers(id.clone()));
        }
        match after {
            Some(span) => {
                if span.id != *id {
                    return Err(EditError::Malformed);
                }
                if before.is_none() && self.is_taken(id.as_str()) {
                    return Err(EditError::IdTaken(id.to_string()));
                }
                if !fits(&self.text, span) {
                    return Err(EditError::OutsideText(id.clone()));
                }
                if span
                    .entity
                    .as_ref()
                    .is_some_and(|entity| !self.entities.contains_key(entity))
                {
                    return Err(EditError::NoSuchEntity(id.clone()));
                }
            }
            None if self.links_of(id).next().is_some() => {
                return Err(EditError::StillLinked(id.clone()));
            }
            None => {}
        }
        if let Some(old) = before {
            self.places.remove(old);
            if let Some(entity) = &old.entity {
                self.mentions.remove(&(entity.clone(), id.clone()));
            }
        }
        if let Some(new) = after {
            self.places.insert(new);
            self.spans.insert(id.clone(), Arc::clone(new));
            if let Some(entity) = &new.entity {
                self.mentions.insert((entity.clone(), id.clone()));
            }
            self.note_id(id.as_str());
        } else {
            self.spans.remove(id);
        }
        Ok(())
    }

    fn change_link(
        &mut self,
        before: Option<&Arc<Link>>,
        after: Option<&Arc<Link>>,
    ) -> Result<(), EditError> {
        let id = &before.or(after).ok_or(EditError::Malformed)?.id;
        if self.links.get(id) != before {
            return Err(EditError::LinkDiffers(id.clone()));
        }
        if let Some(link) = after {
            if link.id != *id {
                return Err(EditError::Malformed);
            }
            if before.is_none() && self.is_taken(id.as_str()) {
                return Err(EditError::IdTaken(id.to_string()));
            }
            if !self.spans.contains_key(&link.from) || !self.spans.contains_key(&link.to) {
                return Err(EditError::NoSuchEnd(id.clone()));
            }
        }
        if let Some(old) = before {
            self.ties.remove(&(old.from.clone(), id.clone()));
            self.ties.remove(&(old.to.clone(), id.clone()));
        }
        if let Some(new) = after {
            self.ties.insert((new.from.clone(), id.clone()));
            self.ties.insert((new.to.clone(), id.clone()));
            self.links.insert(id.clone(), Arc::clone(new));
            self.note_id(id.as_str());
        } else {
            self.links.remove(id);
        }
        Ok(())
    }

    fn change_entity(
        &mut self,
        before: Option<&Arc<Entity>>,
        after: Option<&Arc<Entity>>,
    ) -> Result<(), EditError> {
        let id = &before.or(after).ok_or(EditError::Malformed)?.id;
        if self.entities.get(id) != before {
            return Err(EditError::EntityDiffers(id.clone()));
        }
        match after {
            Some(entity) if entity.id != *id => return Err(EditError::Malformed),
            Some(_) if before.is_none() && self.is_taken(id.as_str()) => {
                return Err(EditError::IdTaken(id.to_string()));
            }
            Some(entity) => {
                self.entities.insert(id.clone(), Arc::clone(entity));
                self.note_id(id.as_str());
            }
            None if self.mentions_of(id).next().is_some() => {
                return Err(EditError::StillMeant(id.clone()));
            }
            None => {
                self.entities.remove(id);
            }
        }
        Ok(())
    }

    fn change_text(&mut self, change: &TextChange) -> Result<(), EditError> {
        let replaced = change.replaced();
        if self.text.get(replaced) != Some(change.before.as_str()) {
            return Err(EditError::Differs("text"));
        }
        let text = self.text.as_str();
        let text = Text::new(
            [
                &text[..replaced.start.0],
                change.after.as_str(),
                &text[replaced.end.0..],
            ]
            .concat(),
        );
        let listed: HashMap<&SpanId, &Moved> = change
            .spans
            .iter()
            .map(|moved| (&moved.id, moved))
            .collect();
        let shift = |range: ByteRange| {
            if range.start > replaced.end {
                ByteRange::between(
                    range.start.shifted(change.shift()),
                    range.end.shifted(change.shift()),
                )
            } else if range.end > replaced.end {
                ByteRange::between(range.start, range.end.shifted(change.shift()))
            } else {
                range
            }
        };
        let mut spans = Vec::with_capacity(self.spans.len());
        for span in self.spans.values() {
            let moved = match listed.get(&span.id) {
                Some(moved) if moved.before == bounds(span) => {
                    with_bounds(span, moved.after.clone())?
                }
                Some(_) => return Err(EditError::SpanDiffers(span.id.clone())),
                // Where its ends go is not told: the change was made from another document.
                None if span.has_bound_in(replaced) => {
                    return Err(EditError::SpanDiffers(span.id.clone()));
                }
                None if span.stretches().all(|range| range.end < replaced.start) => {
                    Arc::clone(span)
                }
                None => Arc::new(span.mapped(shift)?),
            };
            if !fits(&text, &moved) {
                return Err(EditError::OutsideText(span.id.clone()));
            }
            spans.push(moved);
        }
        if let Some(missing) = change
            .spans
            .iter()
            .find(|moved| !self.spans.contains_key(&moved.id))
        {
            return Err(EditError::NoSuchSpan(missing.id.clone()));
        }
        self.text = text;
        self.places = SpanTree::build(spans.iter().cloned());
        self.spans = spans
            .into_iter()
            .map(|span| (span.id.clone(), span))
            .collect();
        Ok(())
    }

    fn note_id(&mut self, id: &str) {
        let (prefix, number, _) = numbered(id);
        if self
            .numbers
            .get(prefix)
            .is_none_or(|&highest| highest < number)
        {
            self.numbers.insert(SmolStr::new(prefix), number);
        }
    }
}

/// Where a span stands, and where it was proposed.
pub(in crate::model) fn bounds(span: &Span) -> (Fragments, Option<Fragments>) {
    (
        span.fragments.clone(),
        span.proposed
            .as_ref()
            .map(|proposal| proposal.fragments.clone()),
    )
}

fn with_bounds(
    span: &Span,
    (fragments, proposed): (Fragments, Option<Fragments>),
) -> Result<Arc<Span>, EditError> {
    let mut span = Span {
        fragments,
        ..span.clone()
    };
    match (&mut span.proposed, proposed) {
        (Some(proposal), Some(fragments)) => proposal.fragments = fragments,
        (None, None) => {}
        _ => return Err(EditError::SpanDiffers(span.id)),
    }
    Ok(Arc::new(span))
}

fn replace<T: PartialEq>(
    held: &mut Arc<T>,
    before: &Arc<T>,
    after: &Arc<T>,
    name: &'static str,
) -> Result<(), EditError> {
    if *held != *before {
        return Err(EditError::Differs(name));
    }
    *held = Arc::clone(after);
    Ok(())
}
