//! Ids that collide: what they made under an id that something of ours has, and what both made alike.

use super::things::Things;
use crate::model::{Document, Entity, EntityId, Link, LinkId, Span, SpanId};
use std::collections::{BTreeMap, BTreeSet};

/// What each thing that they made is called in the merged document, where it is not its own id.
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// The names, and of them those that something else of ours had.
    pub fn new(
        base: &Document,
        ours: &Document,
        theirs: &Document,
    ) -> (Self, Vec<(String, String)>) {
        let (ours_all, theirs_all) = (Things::of(ours), Things::of(theirs));
        let base_ids = Things::of(base).ids();
        let mut naming = Naming {
            names: BTreeMap::new(),
            renamed: Vec::new(),
            taken: base_ids.union(&ours_all.ids()).cloned().collect(),
            theirs: theirs_all.ids(),
            base: base_ids,
            ours,
        };
        // A person first, then who means them, then what joins those.
        for entity in theirs_all.entities.values() {
            naming.name(entity.id.as_str(), |_| {
                let alike = ours_all.entities.values();
                let alike = alike.filter(|ours| is_same_entity(ours, entity));
                alike.map(|it| it.id.to_string()).collect()
            });
        }
        for span in theirs_all.spans.values() {
            naming.name(span.id.as_str(), |names| {
                let span = span_named(span, names);
                let alike = ours_all.spans.values();
                let alike = alike.filter(|ours| is_same_span(ours, &span));
                alike.map(|it| it.id.to_string()).collect()
            });
        }
        for link in theirs_all.links.values() {
            naming.name(link.id.as_str(), |names| {
                let link = link_named(link, names);
                let alike = ours_all.links.values();
                let alike = alike.filter(|ours| is_same_link(ours, &link));
                alike.map(|it| it.id.to_string()).collect()
            });
        }
        (Self(naming.names), naming.renamed)
    }

    /// Their things under these names. What both made alike is ours.
    pub fn renamed(&self, theirs: &Document) -> Things {
        let mut things = Things::of(theirs);
        let entities = std::mem::take(&mut things.entities).into_values();
        things.entities = entities
            .map(|mut entity| {
                entity.id = EntityId::from(named(&self.0, entity.id.as_str()));
                (entity.id.clone(), entity)
            })
            .collect();
        let spans = std::mem::take(&mut things.spans).into_values();
        things.spans = spans
            .map(|span| span_named(&span, &self.0))
            .map(|span| (span.id.clone(), span))
            .collect();
        let links = std::mem::take(&mut things.links).into_values();
        things.links = links
            .map(|link| link_named(&link, &self.0))
            .map(|link| (link.id.clone(), link))
            .collect();
        things
    }
}

struct Naming<'a> {
    names: BTreeMap<String, String>,
    renamed: Vec<(String, String)>,
    /// Ids that something of ours or of the base has.
    taken: BTreeSet<String>,
    theirs: BTreeSet<String>,
    base: BTreeSet<String>,
    ours: &'a Document,
}

impl Naming<'_> {
    /// Names a thing of theirs; `alike` gives the ids of what is alike on our side.
    fn name(&mut self, id: &str, alike: impl FnOnce(&BTreeMap<String, String>) -> Vec<String>) {
        if self.base.contains(id) {
            return;
        }
        let mut alike = alike(&self.names);
        // What was in the base is another that only reads the same, and what has its id is the nearest.
        alike.retain(|alike| !self.base.contains(alike));
        let same = alike.iter().position(|alike| alike == id);
        let alike = alike.into_iter().nth(same.unwrap_or(0));
        if let Some(alike) = alike {
            if alike != id {
                self.names.insert(id.to_owned(), alike);
            }
        } else if self.taken.contains(id) {
            let free = self.free(id);
            self.taken.insert(free.clone());
            self.renamed.push((id.to_owned(), free.clone()));
            self.names.insert(id.to_owned(), free);
        }
    }

    /// The next id of this kind that nothing has.
    fn free(&self, id: &str) -> String {
        let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let first = self.ours.free_id(prefix);
        let number = first
            .get(prefix.len()..)
            .and_then(|digits| digits.parse().ok());
        let numbers = number.unwrap_or(1_u64)..;
        numbers
            .map(|number| format!("{prefix}{number}"))
            .find(|id| !self.taken.contains(id) && !self.theirs.contains(id))
            .unwrap_or(first)
    }
}

fn named(names: &BTreeMap<String, String>, id: &str) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

fn span_named(span: &Span, names: &BTreeMap<String, String>) -> Span {
    let entity = |id: &EntityId| EntityId::from(named(names, id.as_str()));
    let mut span = Span {
        id: SpanId::from(named(names, span.id.as_str())),
        entity: span.entity.as_ref().map(entity),
        ..span.clone()
    };
    if let Some(proposal) = &mut span.proposed {
        proposal.entity = proposal.entity.as_ref().map(entity);
    }
    span
}

fn link_named(link: &Link, names: &BTreeMap<String, String>) -> Link {
    let span = |id: &SpanId| SpanId::from(named(names, id.as_str()));
    Link {
        id: LinkId::from(named(names, link.id.as_str())),
        from: span(&link.from),
        to: span(&link.to),
        proposed: link.proposed.as_ref().map(span),
        ..link.clone()
    }
}

/// Whether two people made on both sides are one.
fn is_same_entity(ours: &Entity, theirs: &Entity) -> bool {
    (&ours.name, &ours.kind) == (&theirs.name, &theirs.kind)
}

/// Whether two marks made on both sides say the same.
fn is_same_span(ours: &Span, theirs: &Span) -> bool {
    let said = |span: &Span| Span {
        id: SpanId::default(),
        origin: Default::default(),
        decided: None,
        ..span.clone()
    };
    said(ours) == said(theirs)
}

fn is_same_link(ours: &Link, theirs: &Link) -> bool {
    let said = |link: &Link| Link {
        id: LinkId::default(),
        origin: Default::default(),
        decided: None,
        ..link.clone()
    };
    said(ours) == said(theirs)
}
