//! Putting a tagger's proposals into a document.

use super::{Proposals, ProposedSpan, known_people};
use crate::model::{
    Document, Draft, Edit, EditError, Entity, EntityId, Link, Maker, Origin, Span, SpanId, Status,
};
use smol_str::SmolStr;

/// The edit that puts proposals into a document as suggestions.
///
/// A mark that the document has already, whatever was decided on it, is not proposed again.
pub fn adopt(
    document: &Document,
    proposals: &Proposals,
    name: &str,
    version: &str,
) -> Result<Edit, EditError> {
    let mut draft = Draft::new(document);
    let entities = entities(&mut draft, document, proposals, name, version)?;
    let mut ids: Vec<SpanId> = Vec::with_capacity(proposals.spans.len());
    for span in &proposals.spans {
        let id = draft.new_span_id(&span.label);
        let mut made = Span::new(
            id.clone(),
            span.label.clone(),
            span.fragments.clone(),
            origin(name, version, span.score, &span.reason),
        );
        made.attributes.clone_from(&span.attributes);
        made.by_rule.clone_from(&span.by_rule);
        made.entity = entity_of(span, &entities);
        draft.put_span(made)?;
        ids.push(id);
    }
    for link in &proposals.links {
        let (Some(from), Some(to)) = (ids.get(link.from), ids.get(link.to)) else {
            continue;
        };
        draft.put_link(Link {
            id: draft.new_link_id(),
            label: link.label.clone(),
            from: from.clone(),
            to: to.clone(),
            attributes: Default::default(),
            state: Default::default(),
            origin: origin(name, version, link.score, &link.reason),
            decided: None,
            proposed: None,
            extra: Default::default(),
        })?;
    }
    draft.change_header(|header| {
        if header.status == Status::Untouched {
            header.status = Status::Tagged;
        }
    })?;
    Ok(draft.finish())
}

fn entities(
    draft: &mut Draft,
    before: &Document,
    proposals: &Proposals,
    name: &str,
    version: &str,
) -> Result<Vec<EntityId>, EditError> {
    let mut ids = Vec::with_capacity(proposals.entities.len());
    for (place, entity) in proposals.entities.iter().enumerate() {
        if let Some(known) = known_people::known(before, proposals, place) {
            ids.push(known);
            continue;
        }
        let id = draft.new_entity_id();
        let origin = Origin {
            by: Maker::Tagger,
            name: Some(SmolStr::new(name)),
            version: Some(SmolStr::new(version)),
            ..Origin::default()
        };
        let mut made = Entity::new(id.clone(), entity.name.clone(), origin);
        made.kind.clone_from(&entity.kind);
        made.aliases.clone_from(&entity.aliases);
        draft.put_entity(made)?;
        ids.push(id);
    }
    Ok(ids)
}

fn entity_of(span: &ProposedSpan, entities: &[EntityId]) -> Option<EntityId> {
    entities.get(span.entity?).cloned()
}

fn origin(name: &str, version: &str, score: f64, reason: &SmolStr) -> Origin {
    Origin {
        by: Maker::Tagger,
        name: Some(SmolStr::new(name)),
        version: Some(SmolStr::new(version)),
        score: Some((score * 100.0).round() / 100.0),
        reason: Some(reason.clone()),
    }
}
