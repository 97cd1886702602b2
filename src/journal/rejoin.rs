//! What no save has taken, merged with a file that another program has written.

use super::entry::Base;
use super::read::Found;
use super::restore::Known;
use crate::merge::{difference, merge};
use crate::model::{
    Change, Document, Draft, Edit, EditError, Entity, EntityId, Header, History, Link, LinkId,
    RevisionId, Schema, Span, SpanId,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The two made one, and the edit that leads there from what is in the file. `None` where the journal does
/// not say enough for that.
pub(super) fn onto(theirs: &Document, found: &Found, known: &Known) -> Option<(Document, Edit)> {
    let history = known.history.as_ref()?;
    let saved = known.saved.unwrap_or_default();
    let edits = edits(history, saved)?;
    let (base, mut ours) = match &found.begin.base {
        Base::Whole(whole) if saved == RevisionId::default() => {
            let mut ours = whole.0.clone();
            for edit in &edits {
                ours.apply(edit).ok()?;
            }
            (whole.0.clone(), ours)
        }
        _ => sides(theirs, &edits)?,
    };
    let merged = merge(&base, &ours, theirs).ok()?;
    ours.apply(&merged.edit).ok()?;
    let edit = difference(theirs, &ours).ok()?;
    Some((ours, edit))
}

/// From what was saved to where the document stood.
fn edits(history: &History, saved: RevisionId) -> Option<Vec<Edit>> {
    let mut history = history.clone();
    let here = history.current();
    history.stand_at(saved).then(|| history.go_to(here).ok())?
}

/// What was before those edits and what after, as far as they tell: what they did not touch is as the
/// file has it, on both sides.
fn sides(theirs: &Document, edits: &[Edit]) -> Option<(Document, Document)> {
    let mut net = Net::default();
    for change in edits.iter().flat_map(|edit| &edit.changes) {
        net.take(change)?;
    }
    let base = net.put(theirs, When::Before).ok()?;
    let ours = net.put(&base, When::After).ok()?;
    Some((base, ours))
}

/// What a thing was before all the edits and is after; `None` where it is not there.
type Pair<T> = (Option<Arc<T>>, Option<Arc<T>>);

#[derive(Clone, Copy)]
enum When {
    Before,
    After,
}

impl When {
    fn of<T>(self, (before, after): &Pair<T>) -> Option<&Arc<T>> {
        match self {
            Self::Before => before.as_ref(),
            Self::After => after.as_ref(),
        }
    }
}

/// Every thing that some edits touch.
#[derive(Default)]
struct Net {
    header: Option<Pair<Header>>,
    schema: Option<Pair<Schema>>,
    entities: BTreeMap<EntityId, Pair<Entity>>,
    spans: BTreeMap<SpanId, Pair<Span>>,
    links: BTreeMap<LinkId, Pair<Link>>,
}

impl Net {
    /// Takes in a change; `None` when it is one of the text, in which places mean something else then.
    fn take(&mut self, change: &Change) -> Option<()> {
        match change {
            Change::Text(_) => return None,
            Change::Header { before, after } => {
                let first = || (Some(Arc::clone(before)), None);
                self.header.get_or_insert_with(first).1 = Some(Arc::clone(after));
            }
            Change::Schema { before, after } => {
                let first = || (Some(Arc::clone(before)), None);
                self.schema.get_or_insert_with(first).1 = Some(Arc::clone(after));
            }
            Change::Entity { before, after } => {
                let id = &before.as_ref().or(after.as_ref())?.id;
                note(&mut self.entities, id, before.as_ref(), after.as_ref());
            }
            Change::Span { before, after } => {
                let id = &before.as_ref().or(after.as_ref())?.id;
                note(&mut self.spans, id, before.as_ref(), after.as_ref());
            }
            Change::Link { before, after } => {
                let id = &before.as_ref().or(after.as_ref())?.id;
                note(&mut self.links, id, before.as_ref(), after.as_ref());
            }
        }
        Some(())
    }

    /// A document in which all that was touched is as it was at one time.
    fn put(&self, document: &Document, when: When) -> Result<Document, EditError> {
        let mut draft = Draft::new(document);
        if let Some(header) = self.header.as_ref().and_then(|pair| when.of(pair)) {
            draft.change_header(|it| it.clone_from(header))?;
        }
        if let Some(schema) = self.schema.as_ref().and_then(|pair| when.of(pair)) {
            draft.set_schema(Arc::clone(schema))?;
        }
        for entity in self.entities.values().filter_map(|pair| when.of(pair)) {
            draft.put_entity(Entity::clone(entity))?;
        }
        for (id, _) in self.links.iter().filter(|it| when.of(it.1).is_none()) {
            draft.remove_link(id)?;
        }
        for span in self.spans.values().filter_map(|pair| when.of(pair)) {
            draft.put_span(Span::clone(span))?;
        }
        for link in self.links.values().filter_map(|pair| when.of(pair)) {
            draft.put_link(Link::clone(link))?;
        }
        for (id, _) in self.spans.iter().filter(|it| when.of(it.1).is_none()) {
            if draft.document().span(id).is_some() {
                draft.remove_span(id)?;
            }
        }
        for (id, _) in self.entities.iter().filter(|it| when.of(it.1).is_none()) {
            draft.remove_entity(id)?;
        }
        Ok(draft.into_document())
    }
}

fn note<K: Ord + Clone, T>(
    map: &mut BTreeMap<K, Pair<T>>,
    id: &K,
    before: Option<&Arc<T>>,
    after: Option<&Arc<T>>,
) {
    let first = || (before.cloned(), None);
    map.entry(id.clone()).or_insert_with(first).1 = after.cloned();
}
