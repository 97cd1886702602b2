//! Putting a tagger's proposals into a document.
//!
//! What a person accepted, changed or rejected, and what other taggers suggest, stays as it is. The
//! same tagger's own suggestions that wait for a decision give way to the new proposals; one at the
//! same place keeps its id. So tagging twice changes nothing the second time.

mod entities;
mod links;
mod matching;
mod standing;
#[cfg(test)]
mod tests;

use super::{Proposals, ProposedSpan};
use crate::model::{
    Document, Draft, Edit, EditError, EntityId, Maker, Origin, Span, SpanId, Status,
};
use matching::{Place, Places};
use smol_str::SmolStr;
use standing::Standing;
use std::collections::HashSet;

/// The edit that puts proposals into a document as suggestions of the tagger of this name.
///
/// A score that is not a number and a reason without words are left out.
pub fn adopt(
    document: &Document,
    proposals: &Proposals,
    name: &str,
    version: &str,
) -> Result<Edit, EditError> {
    drafted(document, proposals, name, version).map(Draft::finish)
}

/// The document with the proposals in it: what the edit of [`adopt`] makes of it, where no edit is wanted.
pub fn adopted(
    document: &Document,
    proposals: &Proposals,
    name: &str,
    version: &str,
) -> Result<Document, EditError> {
    drafted(document, proposals, name, version).map(Draft::into_document)
}

fn drafted(
    document: &Document,
    proposals: &Proposals,
    name: &str,
    version: &str,
) -> Result<Draft, EditError> {
    let by = By { name, version };
    let standing = Standing::new(document, name);
    let mut places = Places::find(&standing, &proposals.spans);
    let kept_links = links::surviving(&standing, &mut places, &proposals.links);

    let mut draft = Draft::new(document);
    let meant = entities::settle(&mut draft, &standing, proposals, &places, &by)?;
    let ids = put_spans(&mut draft, &proposals.spans, &places, &meant, &by)?;
    let put_links = links::put(&mut draft, &standing, &kept_links, &ids, &by)?;
    clear(&mut draft, &standing, &ids, &put_links)?;
    draft.change_header(|header| {
        if header.status == Status::Untouched {
            header.status = Status::Tagged;
        }
    })?;
    Ok(draft)
}

/// Who tags.
struct By<'a> {
    name: &'a str,
    version: &'a str,
}

impl By<'_> {
    fn origin(&self, score: f64, reason: &SmolStr) -> Origin {
        Origin {
            score: score
                .is_finite()
                .then(|| (score.clamp(0.0, 1.0) * 100.0).round() / 100.0),
            reason: Some(reason.clone()).filter(|reason| !reason.is_empty()),
            ..self.bare_origin()
        }
    }

    fn bare_origin(&self) -> Origin {
        let given = |name: &str| Some(SmolStr::new(name)).filter(|name| !name.is_empty());
        Origin {
            by: Maker::Tagger,
            name: given(self.name),
            version: given(self.version),
            ..Origin::default()
        }
    }
}

/// Puts in what is new, renews what stands at the same place; the id of each proposal's mark,
/// `None` where it falls away.
fn put_spans(
    draft: &mut Draft,
    spans: &[ProposedSpan],
    places: &Places,
    meant: &[Option<EntityId>],
    by: &By<'_>,
) -> Result<Vec<Option<SpanId>>, EditError> {
    let mut ids: Vec<Option<SpanId>> = Vec::with_capacity(spans.len());
    for (index, proposed) in spans.iter().enumerate() {
        let id = match places.of(index) {
            Place::Fresh => Some(draft.new_span_id(&proposed.label)),
            Place::Own(id) | Place::Kept(id) => Some(id.clone()),
            Place::Again(first) => ids.get(*first).cloned().flatten(),
            Place::Nowhere => None,
        };
        if let (Some(id), true) = (&id, places.is_put(index)) {
            let entity = proposed.entity.and_then(|at| meant.get(at).cloned());
            draft.put_span(made(draft, id, proposed, entity.flatten(), by))?;
        }
        ids.push(id);
    }
    Ok(ids)
}

fn made(
    draft: &Draft,
    id: &SpanId,
    proposed: &ProposedSpan,
    entity: Option<EntityId>,
    by: &By<'_>,
) -> Span {
    let origin = by.origin(proposed.score, &proposed.reason);
    let mut made = Span::new(
        id.clone(),
        proposed.label.clone(),
        proposed.fragments.clone(),
        origin,
    );
    made.attributes.clone_from(&proposed.attributes);
    made.by_rule.clone_from(&proposed.by_rule);
    made.entity = entity;
    if let Some(earlier) = draft.document().span(id) {
        made.extra.clone_from(&earlier.extra);
    }
    made
}

/// Takes out the tagger's earlier suggestions that it does not make again.
fn clear(
    draft: &mut Draft,
    standing: &Standing<'_>,
    spans: &[Option<SpanId>],
    links: &HashSet<crate::model::LinkId>,
) -> Result<(), EditError> {
    let again: HashSet<&SpanId> = spans.iter().flatten().collect();
    for link in standing.open_links() {
        if !links.contains(&link.id) {
            draft.remove_link(&link.id)?;
        }
    }
    for span in standing.open_spans() {
        if !again.contains(&span.id) {
            draft.remove_span(&span.id)?;
        }
    }
    for entity in standing.open_entities() {
        if draft.document().mentions_of(&entity.id).next().is_none() {
            draft.remove_entity(&entity.id)?;
        }
    }
    Ok(())
}
