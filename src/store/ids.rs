//! Ids for what a file left without.

use super::wire;
use crate::model::{LabelName, Schema};
use std::collections::{HashMap, HashSet};

/// Gives every span, link and entity without an id one that nothing in the file has: the label's
/// key and a number, `l` for links, `p` for entities.
pub(super) fn fill(document: &mut wire::Document, schema: &Schema) {
    let missing = document
        .spans
        .iter()
        .any(|span| span.id.as_str().is_empty())
        || document
            .links
            .iter()
            .any(|link| link.id.as_str().is_empty())
        || document
            .entities
            .iter()
            .any(|entity| entity.id.as_str().is_empty());
    if !missing {
        return;
    }
    let mut free = Free {
        taken: taken(document),
        last: HashMap::new(),
    };
    for span in &mut document.spans {
        if span.id.as_str().is_empty() {
            span.id = free.next(letter(schema, &span.label)).into();
        }
    }
    for link in &mut document.links {
        if link.id.as_str().is_empty() {
            link.id = free.next('l').into();
        }
    }
    for entity in &mut document.entities {
        if entity.id.as_str().is_empty() {
            entity.id = free.next('p').into();
        }
    }
}

fn taken(document: &wire::Document) -> HashSet<String> {
    let spans = document.spans.iter().map(|span| span.id.as_str());
    let links = document.links.iter().map(|link| link.id.as_str());
    let entities = document.entities.iter().map(|entity| entity.id.as_str());
    spans
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
