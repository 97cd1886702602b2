//! What a command answers: a document, taken for proposals when it is about the article that was sent.

use crate::model::schema::LinkLabel;
use crate::model::{Document, Origin, Span, SpanId, State};
use crate::tagger::{Proposals, ProposedEntity, ProposedLink, ProposedSpan};
use smol_str::SmolStr;
use std::collections::HashMap;

/// What a command proposes for an article, and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Tags {
    /// What it proposes. A score that it does not give is no number.
    pub proposals: Proposals,
    /// What stands in `origin.name`: as its answer says, else the command's own name.
    pub name: SmolStr,
    /// What stands in `origin.version`, if the answer says so; else empty.
    pub version: SmolStr,
}

/// What an answer proposes for the document that was sent; else what is wrong with it.
pub(super) fn tags(answer: &Document, sent: &Document, name: &str) -> Result<Tags, String> {
    if answer.text() != sent.text() {
        return Err(differing(answer.text().as_str(), sent.text().as_str()));
    }
    let entities: HashMap<_, usize> = answer
        .entities()
        .enumerate()
        .map(|(at, entity)| (&entity.id, at))
        .collect();
    let mut proposals = Proposals {
        entities: answer
            .entities()
            .map(|entity| ProposedEntity {
                name: entity.name.clone(),
                kind: entity.kind.clone(),
                aliases: entity.aliases.clone(),
            })
            .collect(),
        ..Proposals::default()
    };
    let mut places: HashMap<&SpanId, usize> = HashMap::new();
    for span in answer.spans().filter(|span| span.is_live()) {
        let entity = span.entity.as_ref();
        let entity = entity.and_then(|id| entities.get(id).copied());
        places.insert(&span.id, proposals.spans.len());
        proposals.spans.push(proposed(sent, span, entity)?);
    }
    for link in answer.links() {
        let ends = (places.get(&link.from), places.get(&link.to));
        let (Some(&from), Some(&to), State::Suggested | State::Accepted) =
            (ends.0, ends.1, link.state)
        else {
            continue;
        };
        let label = sent.schema().link(&link.label);
        let label_of = |at: usize| proposals.spans.get(at).map(|span| &span.label);
        let fits = |label: &LinkLabel| {
            let ends = label_of(from).zip(label_of(to));
            ends.is_some_and(|(from, to)| label.joins(from, to))
        };
        if !label.is_some_and(fits) {
            return Err(format!(
                "the schema {} has no such link: {} {}",
                sent.schema().name,
                link.label,
                link.id
            ));
        }
        proposals.links.push(ProposedLink {
            label: link.label.clone(),
            from,
            to,
            score: link.origin.score.unwrap_or(f64::NAN),
            reason: link.origin.reason.clone().unwrap_or_default(),
        });
    }
    let named = origins(answer).find_map(|origin| origin.name.clone());
    let version = origins(answer).find_map(|origin| origin.version.clone());
    Ok(Tags {
        proposals,
        name: named.unwrap_or_else(|| SmolStr::new(name)),
        version: version.unwrap_or_default(),
    })
}

fn proposed(sent: &Document, span: &Span, entity: Option<usize>) -> Result<ProposedSpan, String> {
    if sent.schema().label(&span.label).is_none() {
        return Err(format!(
            "the schema {} has no label {}, which the mark {} has",
            sent.schema().name,
            span.label,
            span.id
        ));
    }
    Ok(ProposedSpan {
        label: span.label.clone(),
        fragments: span.fragments.clone(),
        attributes: span.attributes.clone(),
        by_rule: span.by_rule.clone(),
        entity,
        score: span.origin.score.unwrap_or(f64::NAN),
        reason: span.origin.reason.clone().unwrap_or_default(),
    })
}

fn origins(answer: &Document) -> impl Iterator<Item = &Origin> {
    let spans = answer.spans().map(|span| &span.origin);
    spans.chain(answer.links().map(|link| &link.origin))
}

fn differing(answer: &str, sent: &str) -> String {
    let same = answer.chars().zip(sent.chars());
    let at = same.take_while(|(one, other)| one == other).count();
    format!(
        "the text that came back is not the one that was sent: it differs from character {at} on"
    )
}
