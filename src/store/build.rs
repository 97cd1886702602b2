//! From what was read to a document: what fits its text, what does not, and what to say about it.

use super::misfit::Misfit;
use super::placing::Placing;
use super::{Format, Note, Opened, ReadError, convert, ids, place, schemas, wire};
use crate::disk::FileHash;
use crate::model::schema::{Label, LinkLabel};
use crate::model::{Builder, Flaw, LabelName, Rest, Schema, SpanId};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// Makes the document that a file says, its article and spans placed already; `source` is the
/// file's text, to tell lines.
pub(super) fn build(
    mut wire: wire::Document,
    mut placing: Placing,
    source: &str,
    format: Format,
    hash: FileHash,
    file: &Path,
) -> Result<Opened, ReadError> {
    // Those that stood before the article.
    for span in std::mem::take(&mut wire.spans) {
        placing.place(span);
    }
    let mut notes = Vec::new();
    let sha256 = placing.builder.text().sha256();
    if !wire.sha256.is_empty() && !wire.sha256.eq_ignore_ascii_case(sha256) {
        notes.push(Note::TextChanged);
    }
    let schema = schema_of(&mut wire, &placing, &mut notes);
    let mut links = std::mem::take(&mut wire.links);
    let mut entities = std::mem::take(&mut wire.entities);
    ids::fill(&mut placing, &mut links, &mut entities, &schema);
    note_unknown_labels(&placing, &links, &schema, &mut notes);
    notes.append(&mut placing.cuts);

    let mut misfits = placing.misfits;
    let (links, link_places) = part_links(links, &mut misfits);
    let rest = Rest {
        header: convert::header_in(&mut wire),
        schema,
        links: links.into_iter().map(convert::link_in).collect(),
        entities: entities.into_iter().map(convert::entity_in).collect(),
    };
    let apart = twice_apart(&placing.builder, &rest, &misfits);
    let places = Places {
        spans: placing.places,
        links: link_places,
    };
    let document = match placing.builder.finish(rest) {
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

fn schema_of(wire: &mut wire::Document, placing: &Placing, notes: &mut Vec<Note>) -> Arc<Schema> {
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
    Arc::new(schema_found(&wire.links, placing, given.name))
}

/// A schema with the labels and links that a document uses.
fn schema_found(wire: &[wire::Link], placing: &Placing, name: String) -> Schema {
    let labels = placing.labels().into_iter().map(|(label, _)| Label {
        name: label.clone(),
        title: label.to_string(),
        fragments: true,
        ..Label::default()
    });
    let apart = placing.misfits.iter().map(|(misfit, _)| &misfit.span);
    let apart: HashMap<&SpanId, &LabelName> = apart.map(|span| (&span.id, &span.label)).collect();
    let label_of = |end: &SpanId| {
        let placed = placing.builder.span(end).map(|span| &span.label);
        placed.or_else(|| apart.get(end).copied())
    };
    let mut links: Vec<LinkLabel> = Vec::new();
    for link in wire {
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
            if let Some(label) = label_of(end)
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
        labels: labels.collect(),
        links,
        ..Schema::default()
    }
}

fn note_unknown_labels(
    placing: &Placing,
    wire: &[wire::Link],
    schema: &Schema,
    notes: &mut Vec<Note>,
) {
    let mut labels: BTreeMap<&LabelName, usize> = placing.labels().into_iter().collect();
    labels.retain(|label, _| schema.label(label).is_none());
    notes.extend(labels.into_iter().map(|(label, count)| Note::UnknownLabel {
        label: label.clone(),
        count,
    }));
    let mut links: BTreeMap<&LabelName, usize> = BTreeMap::new();
    for link in wire {
        *links.entry(&link.label).or_default() += 1;
    }
    links.retain(|label, _| schema.link(label).is_none());
    notes.extend(links.into_iter().map(|(label, count)| Note::UnknownLink {
        label: label.clone(),
        count,
    }));
}

// ---- links ----------------------------------------------------------------------------------

/// The links between spans that fit and where each stood; the others go with their misfits.
fn part_links(
    given: Vec<wire::Link>,
    misfits: &mut [(Misfit, usize)],
) -> (Vec<wire::Link>, Vec<usize>) {
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
fn twice_apart(spans: &Builder, rest: &Rest, misfits: &[(Misfit, usize)]) -> Vec<Flaw> {
    if misfits.is_empty() {
        return Vec::new();
    }
    let spans = spans.span_ids().map(SpanId::as_str);
    let links = rest.links.iter().map(|link| link.id.as_str());
    let entities = rest.entities.iter().map(|entity| entity.id.as_str());
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
