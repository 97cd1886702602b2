//! What goes at a save.

use crate::model::{Document, Draft, Edit, EntityId, Maker, Span, SpanId};

/// The edit that takes out the entities that only a tagger made and no live mention means.
/// Rejected mentions of them mean nobody then.
pub fn tidying(document: &Document) -> Edit {
    let mut draft = Draft::new(document);
    // A mark kept apart may come back.
    let waiting = super::apart::meant(document.header());
    let unused: Vec<EntityId> = document
        .entities()
        .filter(|entity| entity.origin.by == Maker::Tagger)
        .filter(|entity| !waiting.contains(&entity.id))
        .filter(|entity| {
            !document
                .mentions_of(&entity.id)
                .any(|span: &std::sync::Arc<Span>| span.is_live())
        })
        .map(|entity| entity.id.clone())
        .collect();
    for entity in unused {
        let mentions: Vec<SpanId> = document
            .mentions_of(&entity)
            .map(|span| span.id.clone())
            .collect();
        let freed = mentions
            .iter()
            .all(|id| draft.change_span(id, |span| span.entity = None).is_ok());
        if freed {
            // It has no mentions now, so nothing holds it.
            let _ = draft.remove_entity(&entity);
        }
    }
    draft.finish()
}
