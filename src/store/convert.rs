//! Between the model and the wire: offsets become code points and back, unknown keys of parts are
//! kept with the whole.

use super::wire::schema::{fold, under};
use super::wire::{self, Extra};
use crate::model::{
    self, ByteRange, Decision, Fragments, Header, Metadata, Proposal, Text, Timestamp,
};
use serde_json::Value;

// ---- to the wire ----------------------------------------------------------------------------

/// A span as it is written; `text` gives its words and the offsets in code points.
pub(super) fn span_out(text: &Text, span: &model::Span) -> wire::Span {
    let mut extra = span.extra.clone();
    let (decided, proposed);
    (decided, extra) = decision_out(span.decided.as_ref(), extra);
    (proposed, extra) = match &span.proposed {
        Some(proposal) => {
            let held = under(&mut extra, "proposed");
            (Some(Box::new(proposal_out(text, proposal, held))), extra)
        }
        None => (None, extra),
    };
    wire::Span {
        id: span.id.clone(),
        label: span.label.clone(),
        fragments: fragments_out(text, &span.fragments, &mut extra),
        attributes: span.attributes.clone(),
        by_rule: span.by_rule.clone(),
        entity: span.entity.clone(),
        no_links: span.no_links.clone(),
        state: span.state,
        origin: origin_out(&span.origin, &mut extra),
        decided,
        proposed,
        note: span.note.clone(),
        extra,
    }
}

fn proposal_out(text: &Text, proposal: &Proposal, mut extra: Extra) -> wire::Proposal {
    wire::Proposal {
        label: proposal.label.clone(),
        fragments: fragments_out(text, &proposal.fragments, &mut extra),
        attributes: proposal.attributes.clone(),
        entity: proposal.entity.clone(),
        extra,
    }
}

fn fragments_out(text: &Text, fragments: &Fragments, extra: &mut Extra) -> Vec<wire::Fragment> {
    let mut held = list_under(extra, "fragments", fragments.len()).into_iter();
    fragments
        .iter()
        .map(|range| wire::Fragment {
            start: text.char_offset(range.start),
            end: text.char_offset(range.end),
            text: text.slice(range).to_owned(),
            extra: held.next().unwrap_or_default(),
        })
        .collect()
}

fn origin_out(origin: &model::Origin, extra: &mut Extra) -> wire::Origin {
    wire::Origin {
        by: origin.by,
        name: origin.name.clone(),
        version: origin.version.clone(),
        // JSON has no word for the others.
        score: origin.score.filter(|score| score.is_finite()),
        reason: origin.reason.clone(),
        extra: under(extra, "origin"),
    }
}

fn decision_out(decision: Option<&Decision>, mut extra: Extra) -> (Option<wire::Decision>, Extra) {
    let decision = decision.map(|decision| wire::Decision {
        name: decision.name.clone(),
        at: decision.at.as_ref().map(|at| at.as_str().into()),
        extra: under(&mut extra, "decided"),
    });
    (decision, extra)
}

/// A link as it is written.
pub(super) fn link_out(link: &model::Link) -> wire::Link {
    let (decided, mut extra) = decision_out(link.decided.as_ref(), link.extra.clone());
    wire::Link {
        id: link.id.clone(),
        label: link.label.clone(),
        from: link.from.clone(),
        to: link.to.clone(),
        attributes: link.attributes.clone(),
        state: link.state,
        origin: origin_out(&link.origin, &mut extra),
        decided,
        proposed: link.proposed.clone(),
        extra,
    }
}

/// An entity as it is written.
pub(super) fn entity_out(entity: &model::Entity) -> wire::Entity {
    let mut extra = entity.extra.clone();
    wire::Entity {
        id: entity.id.clone(),
        name: entity.name.clone(),
        kind: entity.kind.clone(),
        aliases: entity.aliases.clone(),
        uri: entity.uri.clone(),
        register: entity.register.clone(),
        origin: origin_out(&entity.origin, &mut extra),
        extra,
    }
}

/// The metadata as they are written.
pub(super) fn metadata_out(metadata: &Metadata) -> wire::Metadata {
    wire::Metadata {
        source: metadata.source.clone(),
        url: metadata.url.clone(),
        publisher: metadata.publisher.clone(),
        byline: metadata.byline.clone(),
        published: metadata.published.clone(),
        imported: metadata.imported.clone(),
        extra: metadata.extra.clone(),
    }
}

// ---- from the wire --------------------------------------------------------------------------

/// What is said of the article as a whole.
pub(super) fn header_in(document: &mut wire::Document) -> Header {
    let metadata = std::mem::take(&mut document.metadata);
    Header {
        id: std::mem::take(&mut document.id),
        title: document.title.take(),
        language: document.language.take(),
        metadata: Metadata {
            source: metadata.source,
            url: metadata.url,
            publisher: metadata.publisher,
            byline: metadata.byline,
            published: metadata.published,
            imported: metadata.imported,
            extra: metadata.extra,
        },
        annotator: document.annotator.take(),
        status: document.status,
        labels_done: std::mem::take(&mut document.labels_done),
        extra: std::mem::take(&mut document.extra),
    }
}

/// A span as the model has it, its fragments and those of its proposal already placed.
pub(super) fn span_in(
    span: wire::Span,
    fragments: Fragments,
    proposed: Option<Fragments>,
) -> model::Span {
    let mut extra = span.extra;
    fold_list(&mut extra, "fragments", span.fragments);
    let decided = decision_in(span.decided, &mut extra);
    let proposed = span.proposed.zip(proposed).map(|(proposal, fragments)| {
        let mut held = proposal.extra;
        fold_list(&mut held, "fragments", proposal.fragments);
        fold(&mut extra, "proposed", held);
        Box::new(Proposal {
            label: proposal.label,
            fragments,
            attributes: proposal.attributes,
            entity: proposal.entity,
        })
    });
    model::Span {
        id: span.id,
        label: span.label,
        fragments,
        attributes: span.attributes,
        by_rule: span.by_rule,
        entity: span.entity,
        no_links: span.no_links,
        state: span.state,
        origin: origin_in(span.origin, &mut extra),
        decided,
        proposed,
        note: span.note,
        extra,
    }
}

fn origin_in(origin: wire::Origin, extra: &mut Extra) -> model::Origin {
    fold(extra, "origin", origin.extra);
    model::Origin {
        by: origin.by,
        name: origin.name,
        version: origin.version,
        score: origin.score.filter(|score| score.is_finite()),
        reason: origin.reason,
    }
}

fn decision_in(decision: Option<wire::Decision>, extra: &mut Extra) -> Option<Decision> {
    decision.map(|decision| {
        fold(extra, "decided", decision.extra);
        Decision {
            name: decision.name,
            at: decision.at.map(|at| Timestamp::from_rfc3339(&at)),
        }
    })
}

/// A link as the model has it.
pub(super) fn link_in(link: wire::Link) -> model::Link {
    let mut extra = link.extra;
    model::Link {
        id: link.id,
        label: link.label,
        from: link.from,
        to: link.to,
        attributes: link.attributes,
        state: link.state,
        decided: decision_in(link.decided, &mut extra),
        origin: origin_in(link.origin, &mut extra),
        proposed: link.proposed,
        extra,
    }
}

/// An entity as the model has it.
pub(super) fn entity_in(entity: wire::Entity) -> model::Entity {
    let mut extra = entity.extra;
    model::Entity {
        id: entity.id,
        name: entity.name,
        kind: entity.kind,
        aliases: entity.aliases,
        uri: entity.uri,
        register: entity.register,
        origin: origin_in(entity.origin, &mut extra),
        extra,
    }
}

/// The stretch of a fragment in bytes; `None` when it is outside the text or ends before it begins.
pub(super) fn range_in(text: &Text, fragment: &wire::Fragment) -> Option<ByteRange> {
    text.range_of_chars(fragment.start, fragment.end)
}

// ---- unknown keys of the fragments ----------------------------------------------------------

/// Keeps the unknown keys of fragments as a list, one object for each.
fn fold_list(extra: &mut Extra, part: &str, fragments: Vec<wire::Fragment>) {
    if fragments.iter().all(|fragment| fragment.extra.is_empty()) || extra.contains_key(part) {
        return;
    }
    let held = fragments
        .into_iter()
        .map(|fragment| Value::Object(fragment.extra.into_iter().collect()))
        .collect();
    extra.insert(part.to_owned(), Value::Array(held));
}

/// Takes them out again, when they still belong to as many fragments.
fn list_under(extra: &mut Extra, part: &str, len: usize) -> Vec<Extra> {
    let is_ours = |held: &Value| {
        let Value::Array(held) = held else {
            return false;
        };
        held.len() == len
            && held.iter().all(Value::is_object)
            && held
                .iter()
                .any(|each| each.as_object().is_some_and(|each| !each.is_empty()))
    };
    if !extra.get(part).is_some_and(is_ours) {
        return Vec::new();
    }
    let Some(Value::Array(held)) = extra.remove(part) else {
        return Vec::new();
    };
    held.into_iter()
        .map(|each| match each {
            Value::Object(each) => each.into_iter().collect(),
            _ => Extra::new(),
        })
        .collect()
}
