//! Ids for what a file left without.

use super::placing::Placing;
use super::wire;
use crate::model::{LabelName, Schema, SpanId};
use std::collections::{HashMap, HashSet};

/// Gives every span, link and entity without an id one that nothing in the file has: the label's
/// key and a number, `l` for links, `p` for entities.
pub(super) fn fill(
    placing: &mut Placing,
    links: &mut [wire::Link],
    entities: &mut [wire::Entity],
    schema: &Schema,
) {
    let is_missing = !placing.unnamed.is_empty()
        || placing.misfits.iter().any(|(misfit, _)| is_empty(misfit))
        || links.iter().any(|link| link.id.as_str().is_empty())
        || entities.iter().any(|entity| entity.id.as_str().is_empty());
    if !is_missing {
        return;
    }
    let mut free = Free {
        taken: taken(placing, links, entities),
        last: HashMap::new(),
    };
    name_spans(placing, &mut free, schema);
    for link in links {
        if link.id.as_str().is_empty() {
            link.id = free.next('l').into();
        }
    }
    for entity in entities {
        if entity.id.as_str().is_empty() {
            entity.id = free.next('p').into();
        }
    }
}

fn is_empty(misfit: &super::Misfit) -> bool {
    misfit.span.id.as_str().is_empty()
}

/// Names the spans in the order of the file, whether they fit or not.
fn name_spans(placing: &mut Placing, free: &mut Free, schema: &Schema) {
    let mut name = |label: &LabelName| SpanId::from(free.next(letter(schema, label)));
    let mut misfits = std::mem::take(&mut placing.misfits);
    let mut apart = misfits
        .iter_mut()
        .filter(|(misfit, _)| is_empty(misfit))
        .peekable();
    for (mut span, place) in std::mem::take(&mut placing.unnamed) {
        while let Some((misfit, _)) = apart.next_if(|(_, before)| *before < place) {
            misfit.span.id = name(&misfit.span.label);
        }
        span.id = name(&span.label);
        placing.add(span, place);
    }
    for (misfit, _) in apart {
        misfit.span.id = name(&misfit.span.label);
    }
    placing.misfits = misfits;
}

fn taken(placing: &Placing, links: &[wire::Link], entities: &[wire::Entity]) -> HashSet<String> {
    let spans = placing.builder.span_ids().map(SpanId::as_str);
    let misfits = placing.misfits.iter();
    let misfits = misfits.map(|(misfit, _)| misfit.span.id.as_str());
    let links = links.iter().map(|link| link.id.as_str());
    let entities = entities.iter().map(|entity| entity.id.as_str());
    spans
        .chain(misfits)
        .chain(links)
        .chain(entities)
        .map(str::to_owned)
        .collect()
}

struct Free {
    taken: HashSet<String>,
    last: HashMap<char, usize>,
}

impl Free {
    fn next(&mut self, letter: char) -> String {
        let last = self.last.entry(letter).or_default();
        loop {
            *last += 1;
            let id = format!("{letter}{last}");
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }
}

fn letter(schema: &Schema, label: &LabelName) -> char {
    schema
        .label(label)
        .and_then(|label| label.key)
        .or_else(|| label.as_str().chars().next())
        .filter(char::is_ascii_alphabetic)
        .unwrap_or('x')
        .to_ascii_lowercase()
}
