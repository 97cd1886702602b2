//! From the wire to a document: what fits its text, what does not, and what to say about it.

use super::misfit::{Misfit, fit};
use super::{Format, Note, Opened, ReadError, convert, ids, place, schemas, wire};
use crate::disk::FileHash;
use crate::model::schema::{Label, LinkLabel};
use crate::model::{ByteOffset, Document, Flaw, LabelName, Parts, Schema, Span, SpanId, Text};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// Makes the document that a file says; `source` is the file's text, to tell lines.
pub(super) fn build(
    mut wire: wire::Document,
    source: &str,
    format: Format,
    hash: FileHash,
    file: &Path,
) -> Result<Opened, ReadError> {
    let mut notes = Vec::new();
    let text = Text::new(std::mem::take(&mut wire.text));
    if !wire.sha256.is_empty() && !wire.sha256.eq_ignore_ascii_case(text.sha256()) {
        notes.push(Note::TextChanged);
    }
    let schema = schema_of(&mut wire, &mut notes);
    ids::fill(&mut wire, &schema);
    note_unknown_labels(&wire, &schema, &mut notes);

    let mut misfits = Vec::new();
    let (spans, span_places) = place_spans(&mut wire, &text, &mut misfits);
    note_cut_characters(&text, &spans, &mut notes);
    let (links, link_places) = part_links(&mut wire, &mut misfits);
    let entities = std::mem::take(&mut wire.entities);
    let parts = Parts {
        header: convert::header_in(&mut wire),
        schema,
        text,
        spans,
        links: links.into_iter().map(convert::link_in).collect(),
        entities: entities.into_iter().map(convert::entity_in).collect(),
    };
    let apart = twice_apart(&parts, &misfits);
    let places = Places {
        spans: span_places,
        links: link_places,
    };
    let document = match Document::build(parts) {
        Ok(document) if apart.is_empty() => document,
        Ok(_) => return Err(flawed(apart, source, file)),
        Err(flaws) => {
            let flaws = flaws.into_iter().map(|flaw| places.in_file(flaw));
            return Err(flawed(flaws.chain(apart).collect(), source, file));
        }
    };
    Ok(Opened {
        document,
        misfits: misfits.into_iter().map(|(misfit, _)| misfit).collect(),
        notes,
        format,
        hash,
    })
}

// ---- the schema -----------------------------------------------------------------------------

fn schema_of(wire: &mut wire::Document, notes: &mut Vec<Note>) -> Arc<Schema> {
    let given = std::mem::take(&mut wire.schema);
    if !given.is_reference() {
        let whole = Schema::from(given);
        return match schemas::bundled(&whole.name) {
            Some(bundled) if *bundled == whole => bundled,
            _ => Arc::new(whole),
        };
    }
    if given.name.is_empty() {
        return schemas::news();
    }
    if let Some(bundled) = schemas::bundled(&given.name) {
        let known = schemas::bundled_sha256(&given.name).unwrap_or_default();
        let same = given.sha256.is_empty() || given.sha256.eq_ignore_ascii_case(known);
        if !same {
            notes.push(Note::SchemaChanged { name: given.name });
        }
        return bundled;
    }
    notes.push(Note::SchemaMissing {
        name: given.name.clone(),
    });
    Arc::new(schema_found(wire, given.name))
}

/// A schema with the labels and links that a document uses.
fn schema_found(wire: &wire::Document, name: String) -> Schema {
    let mut labels: Vec<Label> = Vec::new();
    let mut label_of: HashMap<&SpanId, &LabelName> = HashMap::new();
    for span in &wire.spans {
        label_of.insert(&span.id, &span.label);
        if !labels.iter().any(|label| label.name == span.label) {
            labels.push(Label {
                name: span.label.clone(),
                title: span.label.to_string(),
                fragments: true,
                ..Label::default()
            });
        }
    }
    let mut links: Vec<LinkLabel> = Vec::new();
    for link in &wire.links {
        let at = links
            .iter()
            .position(|known| known.name == link.label)
            .unwrap_or_else(|| {
                links.push(LinkLabel {
                    name: link.label.clone(),
                    title: link.label.to_string(),
                    ..LinkLabel::default()
                });
                links.len() - 1
            });
        for (end, is_from) in [(&link.from, true), (&link.to, false)] {
            if let Some(&label) = label_of.get(end)
                && let Some(known) = links.get_mut(at)
            {
                let ends = if is_from {
                    &mut known.from
                } else {
                    &mut known.to
                };
                if !ends.contains(label) {
                    ends.push(label.clone());
                }
            }
        }
    }
    Schema {
        name,
        labels,
        links,
        ..Schema::default()
    }
}

fn note_unknown_labels(wire: &wire::Document, schema: &Schema, notes: &mut Vec<Note>) {
    let mut labels: BTreeMap<&LabelName, usize> = BTreeMap::new();
    for span in &wire.spans {
        *labels.entry(&span.label).or_default() += 1;
    }
    labels.retain(|label, _| schema.label(label).is_none());
    notes.extend(labels.into_iter().map(|(label, count)| Note::UnknownLabel {
        label: label.clone(),
        count,
    }));
    let mut links: BTreeMap<&LabelName, usize> = BTreeMap::new();
    for link in &wire.links {
        *links.entry(&link.label).or_default() += 1;
    }
    links.retain(|label, _| schema.link(label).is_none());
    notes.extend(links.into_iter().map(|(label, count)| Note::UnknownLink {
        label: label.clone(),
        count,
    }));
}

// ---- spans ----------------------------------------------------------------------------------

/// The spans that fit and where each stood in the file; those that do not fit go apart.
fn place_spans(
    wire: &mut wire::Document,
    text: &Text,
    misfits: &mut Vec<(Misfit, usize)>,
) -> (Vec<Span>, Vec<usize>) {
    let given = std::mem::take(&mut wire.spans);
    let mut spans = Vec::with_capacity(given.len());
    let mut places = Vec::with_capacity(given.len());
    for (place, span) in given.into_iter().enumerate() {
        let own = fit(text, &span.fragments);
        let proposed = span
            .proposed
            .as_ref()
            .map(|proposal| fit(text, &proposal.fragments))
            .transpose();
        match (own, proposed) {
            (Ok(own), Ok(proposed)) => {
                spans.push(convert::span_in(span, own, proposed));
                places.push(place);
            }
            (Err(problem), _) => misfits.push((Misfit::new(span, problem), place)),
            (_, Err(problem)) => misfits.push((Misfit::new_proposed(span, problem), place)),
        }
    }
    (spans, places)
}

fn note_cut_characters(text: &Text, spans: &[Span], notes: &mut Vec<Note>) {
    let bytes = text.as_str().as_bytes();
    // Between two plain letters no character is cut, and most places are such.
    let is_plain = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|&byte| byte.is_ascii() && byte >= b' ')
    };
    let is_cut = |at: ByteOffset| {
        let plain = at.0 > 0 && is_plain(at.0 - 1) && is_plain(at.0);
        !plain && !text.is_grapheme_boundary(at)
    };
    for span in spans {
        let cut = span
            .fragments
            .iter()
            .flat_map(|range| [range.start, range.end])
            .find(|&at| is_cut(at));
        if let Some(at) = cut {
            notes.push(Note::CutCharacter {
                span: span.id.clone(),
                place: text.char_offset(at),
            });
        }
    }
}

/// The links between spans that fit and where each stood; the others go with their misfits.
fn part_links(
    wire: &mut wire::Document,
    misfits: &mut [(Misfit, usize)],
) -> (Vec<wire::Link>, Vec<usize>) {
    let given = std::mem::take(&mut wire.links);
    if misfits.is_empty() {
        let places = (0..given.len()).collect();
        return (given, places);
    }
    let apart: HashMap<SpanId, usize> = misfits
        .iter()
        .enumerate()
        .map(|(at, (misfit, _))| (misfit.span.id.clone(), at))
        .collect();
    let mut links = Vec::with_capacity(given.len());
    let mut places = Vec::with_capacity(given.len());
    for (place, link) in given.into_iter().enumerate() {
        let mut ends: Vec<usize> = [&link.from, &link.to]
            .into_iter()
            .filter_map(|end| apart.get(end).copied())
            .collect();
        ends.dedup();
        for &at in &ends {
            if let Some((misfit, _)) = misfits.get_mut(at) {
                misfit.links.push(link.clone());
            }
        }
        if ends.is_empty() {
            links.push(link);
            places.push(place);
        }
    }
    (links, places)
}

// ---- flaws ----------------------------------------------------------------------------------

/// Ids of misfits that something else has too. Their index is already that of the file.
fn twice_apart(parts: &Parts, misfits: &[(Misfit, usize)]) -> Vec<Flaw> {
    if misfits.is_empty() {
        return Vec::new();
    }
    let spans = parts.spans.iter().map(|span| span.id.as_str());
    let links = parts.links.iter().map(|link| link.id.as_str());
    let entities = parts.entities.iter().map(|entity| entity.id.as_str());
    let mut ids: HashSet<&str> = spans.chain(links).chain(entities).collect();
    misfits
        .iter()
        .filter(|(misfit, _)| !ids.insert(misfit.span.id.as_str()))
        .map(|(misfit, place)| Flaw::SpanIdTwice {
            index: *place,
            id: misfit.span.id.clone(),
        })
        .collect()
}

/// Where the parts of a document stood in its file.
struct Places {
    spans: Vec<usize>,
    links: Vec<usize>,
}

impl Places {
    /// The same flaw with the index that the thing has in the file.
    fn in_file(&self, mut flaw: Flaw) -> Flaw {
        let (index, places) = match &mut flaw {
            Flaw::EntityIdTwice { .. } => return flaw,
            Flaw::SpanIdTwice { index, .. }
            | Flaw::OutsideText { index }
            | Flaw::NoSuchEntity { index, .. } => (index, &self.spans),
            Flaw::LinkIdTwice { index, .. } | Flaw::NoSuchEnd { index, .. } => (index, &self.links),
        };
        *index = places.get(*index).copied().unwrap_or(*index);
        flaw
    }
}

fn flawed(flaws: Vec<Flaw>, source: &str, file: &Path) -> ReadError {
    let more = flaws.len().saturating_sub(1);
    let Some(flaw) = flaws.into_iter().next() else {
        return ReadError::NotADocument {
            file: file.to_owned(),
        };
    };
    let (list, index) = match &flaw {
        Flaw::EntityIdTwice { index, .. } => ("entities", *index),
        Flaw::SpanIdTwice { index, .. }
        | Flaw::OutsideText { index }
        | Flaw::NoSuchEntity { index, .. } => ("spans", *index),
        Flaw::LinkIdTwice { index, .. } | Flaw::NoSuchEnd { index, .. } => ("links", *index),
    };
    ReadError::Flawed {
        file: file.to_owned(),
        line: place::line_of(source, list, index).unwrap_or(1),
        flaw,
        more,
    }
}
