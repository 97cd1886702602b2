//! All things of a document by their ids, and three such lists made one.

use super::fields::{Fields, thing};
use super::{Conflict, ConflictKind, Thing};
use crate::model::{Document, Entity, EntityId, Header, Link, LinkId, Schema, Span, SpanId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a document holds, but for its text.
pub struct Things {
    /// What is said of the article as a whole.
    pub header: Header,
    /// The schema in force.
    pub schema: Arc<Schema>,
    /// The marks.
    pub spans: BTreeMap<SpanId, Span>,
    /// The links.
    pub links: BTreeMap<LinkId, Link>,
    /// The people and bodies.
    pub entities: BTreeMap<EntityId, Entity>,
}

impl Things {
    /// Those of a document.
    pub fn of(document: &Document) -> Self {
        let spans = document.spans().map(|it| (it.id.clone(), Span::clone(it)));
        let links = document.links().map(|it| (it.id.clone(), Link::clone(it)));
        let entities = document.entities();
        let entities = entities.map(|it| (it.id.clone(), Entity::clone(it)));
        Self {
            header: Header::clone(document.header()),
            schema: Arc::clone(document.schema()),
            spans: spans.collect(),
            links: links.collect(),
            entities: entities.collect(),
        }
    }

    /// Every id of a mark, link or entity.
    pub fn ids(&self) -> BTreeSet<String> {
        let spans = self.spans.keys().map(ToString::to_string);
        let links = self.links.keys().map(ToString::to_string);
        let entities = self.entities.keys().map(ToString::to_string);
        spans.chain(links).chain(entities).collect()
    }

    /// Three lists made one; what both sides changed is named.
    pub fn merged(
        (base, ours, theirs): (&Self, &Self, &Self),
        conflicts: &mut Vec<Conflict>,
    ) -> Self {
        let (header, both) = Header::merged(&base.header, &ours.header, &theirs.header);
        if !both.is_empty() {
            conflicts.push(Conflict {
                thing: Thing::Header,
                kind: ConflictKind::Changed(both),
            });
        }
        let schema = match (base.schema == ours.schema, base.schema == theirs.schema) {
            (true, false) => Arc::clone(&theirs.schema),
            (is_base, is_theirs) => {
                if !is_base && !is_theirs && ours.schema != theirs.schema {
                    conflicts.push(Conflict {
                        thing: Thing::Schema,
                        kind: ConflictKind::Changed(vec!["schema".to_owned()]),
                    });
                }
                Arc::clone(&ours.schema)
            }
        };
        let entities = [&base.entities, &ours.entities, &theirs.entities];
        let spans = [&base.spans, &ours.spans, &theirs.spans];
        let links = [&base.links, &ours.links, &theirs.links];
        let mut merged = Self {
            header,
            schema,
            entities: all(entities, Thing::Entity, conflicts),
            spans: all(spans, Thing::Span, conflicts),
            links: all(links, Thing::Link, conflicts),
        };
        merged.bring_back(base, ours, theirs, conflicts);
        merged
    }

    /// Brings back what one side removed and the other uses: ends of links, then the people meant.
    fn bring_back(
        &mut self,
        base: &Self,
        ours: &Self,
        theirs: &Self,
        conflicts: &mut Vec<Conflict>,
    ) {
        let kind = |is_ours: bool| {
            if is_ours {
                ConflictKind::RemovedThere
            } else {
                ConflictKind::RemovedHere
            }
        };
        let ends: BTreeSet<SpanId> = self
            .links
            .values()
            .flat_map(|link| [link.from.clone(), link.to.clone()])
            .filter(|end| !self.spans.contains_key(end))
            .collect();
        for id in ends {
            let is_ours = ours.spans.contains_key(&id);
            let of = [ours, theirs, base].map(|side| side.spans.get(&id));
            if let Some(span) = of.into_iter().flatten().next() {
                self.spans.insert(id.clone(), span.clone());
                conflicts.push(Conflict {
                    thing: Thing::Span(id),
                    kind: kind(is_ours),
                });
            }
        }
        let meant: BTreeSet<EntityId> = self
            .spans
            .values()
            .filter_map(|span| span.entity.clone())
            .filter(|id| !self.entities.contains_key(id))
            .collect();
        for id in meant {
            let is_ours = ours.entities.contains_key(&id);
            let of = [ours, theirs, base].map(|side| side.entities.get(&id));
            if let Some(entity) = of.into_iter().flatten().next() {
                self.entities.insert(id.clone(), entity.clone());
                conflicts.push(Conflict {
                    thing: Thing::Entity(id),
                    kind: kind(is_ours),
                });
            }
        }
    }
}

/// Every thing of one kind.
fn all<I: Ord + Clone, T: Fields>(
    [base, ours, theirs]: [&BTreeMap<I, T>; 3],
    told: impl Fn(I) -> Thing,
    conflicts: &mut Vec<Conflict>,
) -> BTreeMap<I, T> {
    let ids: BTreeSet<&I> = ours.keys().chain(theirs.keys()).collect();
    let mut merged = BTreeMap::new();
    for id in ids {
        let (left, conflict) = thing(base.get(id), ours.get(id), theirs.get(id));
        if let Some(left) = left {
            merged.insert(id.clone(), left);
        }
        if let Some(kind) = conflict {
            conflicts.push(Conflict {
                thing: told(id.clone()),
                kind,
            });
        }
    }
    merged
}
