//! Names that can be an `xml:id`.

use super::BODY;
use crate::model::{EntityId, LabelName, LinkId, Parts, SpanId};
use std::collections::HashMap;

/// What everything of an article is called in its file; each name is there once.
pub struct Ids<'a> {
    taken: HashMap<String, usize>,
    spans: HashMap<&'a SpanId, String>,
    links: HashMap<&'a LinkId, String>,
    entities: HashMap<&'a EntityId, String>,
    labels: HashMap<&'a LabelName, String>,
}

impl<'a> Ids<'a> {
    /// Of an article: ids stay what they are where they can.
    pub fn of(article: &'a Parts) -> Self {
        let mut ids = Self {
            taken: HashMap::from([(BODY.to_owned(), 1), ("labels".to_owned(), 1)]),
            spans: HashMap::new(),
            links: HashMap::new(),
            entities: HashMap::new(),
            labels: HashMap::new(),
        };
        for span in &article.spans {
            let id = ids.free(span.id.as_str());
            ids.spans.insert(&span.id, id);
        }
        for link in &article.links {
            let id = ids.free(link.id.as_str());
            ids.links.insert(&link.id, id);
        }
        for entity in &article.entities {
            let id = ids.free(entity.id.as_str());
            ids.entities.insert(&entity.id, id);
        }
        let labels = article.spans.iter().map(|span| &span.label);
        for label in labels.chain(article.links.iter().map(|link| &link.label)) {
            if !ids.labels.contains_key(label) {
                let id = ids.free(&format!("label.{label}"));
                ids.labels.insert(label, id);
            }
        }
        ids
    }

    /// A name like this one that nothing has yet.
    pub fn free(&mut self, wanted: &str) -> String {
        let base = name(wanted);
        loop {
            let count = self.taken.entry(base.clone()).or_default();
            *count += 1;
            let id = if *count == 1 {
                return base;
            } else {
                format!("{base}.{count}")
            };
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), 1);
                return id;
            }
        }
    }

    /// Of a span.
    pub fn span(&self, id: &SpanId) -> Option<&str> {
        self.spans.get(id).map(String::as_str)
    }

    /// Of a link.
    pub fn link(&self, id: &LinkId) -> Option<&str> {
        self.links.get(id).map(String::as_str)
    }

    /// Of a person, a body or an event.
    pub fn entity(&self, id: &EntityId) -> Option<&str> {
        self.entities.get(id).map(String::as_str)
    }

    /// Of a label.
    pub fn label(&self, name: &LabelName) -> Option<&str> {
        self.labels.get(name).map(String::as_str)
    }

    /// The labels in use with their ids, by id.
    pub fn labels(&self) -> Vec<(&str, &LabelName)> {
        let labels = self.labels.iter();
        let mut labels: Vec<_> = labels.map(|(name, id)| (id.as_str(), *name)).collect();
        labels.sort_unstable();
        labels
    }
}

/// A string as a name: letters, digits, `.`, `-` and `_`, a letter or `_` first.
fn name(string: &str) -> String {
    let stays = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut name: String = string
        .chars()
        .map(|c| if stays(c) { c } else { '_' })
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        name.insert(0, '_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_good_and_there_once() {
        let article = Parts::default();
        let mut ids = Ids::of(&article);
        for (wanted, given) in [
            ("q1", "q1"),
            ("q1", "q1.2"),
            ("q1.2", "q1.2.2"),
            ("q1", "q1.3"),
            ("7", "_7"),
            ("", "_"),
            ("说", "_.2"),
            ("a b:c", "a_b_c"),
            (BODY, "article.2"),
        ] {
            assert_eq!(ids.free(wanted), given, "{wanted}");
        }
    }
}
