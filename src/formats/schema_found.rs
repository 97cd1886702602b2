//! The schema of an imported document: one that the program brings where it has all labels, else one made
//! of what was found.

use super::found::Found;
use crate::model::schema::{Attribute, Label, LinkLabel, Values};
use crate::model::{AttributeName, AttributeValue, Attributes, LabelName, Link, Schema, Span};
use crate::store::schemas;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The schema for what was found.
pub fn schema(found: &Found, spans: &[Span], links: &[Link]) -> Arc<Schema> {
    let used = Used::of(spans, links);
    for name in schemas::NAMES {
        if let Some(bundled) = schemas::bundled(name)
            && used.fits(&bundled)
        {
            return bundled;
        }
    }
    Arc::new(used.made(found.schema.as_ref()))
}

/// The labels and links that a document uses, in the order of their first use.
struct Used<'a> {
    labels: Vec<&'a LabelName>,
    attributes: HashMap<&'a LabelName, BTreeMap<&'a AttributeName, Kind>>,
    links: Vec<&'a LabelName>,
    joins: HashMap<&'a LabelName, BTreeSet<(&'a LabelName, &'a LabelName)>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Flag,
    Many,
}

impl<'a> Used<'a> {
    fn of(spans: &'a [Span], links: &'a [Link]) -> Self {
        let mut used = Self {
            labels: Vec::new(),
            attributes: HashMap::new(),
            links: Vec::new(),
            joins: HashMap::new(),
        };
        let mut label_of = HashMap::new();
        for span in spans {
            label_of.insert(&span.id, &span.label);
            if !used.attributes.contains_key(&span.label) {
                used.labels.push(&span.label);
            }
            note(
                used.attributes.entry(&span.label).or_default(),
                &span.attributes,
            );
        }
        for link in links {
            if !used.joins.contains_key(&link.label) {
                used.links.push(&link.label);
            }
            let joins = used.joins.entry(&link.label).or_default();
            if let (Some(from), Some(to)) = (label_of.get(&link.from), label_of.get(&link.to)) {
                joins.insert((from, to));
            }
        }
        used
    }

    /// Whether a schema has all that is used.
    fn fits(&self, schema: &Schema) -> bool {
        let has_attributes = |label: &Label| {
            let used = self.attributes.get(&label.name).into_iter().flatten();
            let mut names = used.map(|(name, _)| *name);
            names.all(|name| label.attributes.iter().any(|known| known.name == *name))
        };
        self.labels
            .iter()
            .all(|name| schema.label(name).is_some_and(has_attributes))
            && self.joins.iter().all(|(name, joins)| {
                schema
                    .link(name)
                    .is_some_and(|link| joins.iter().all(|(from, to)| link.joins(from, to)))
            })
    }

    /// A schema of what is used: as the file describes it, else as the program's own describe it, else
    /// as it is seen.
    fn made(&self, described: Option<&Schema>) -> Schema {
        let bundled: Vec<Arc<Schema>> = schemas::NAMES
            .iter()
            .rev()
            .filter_map(|name| schemas::bundled(name))
            .collect();
        let known = || {
            let bundled = bundled.iter().map(|schema| &**schema);
            described.into_iter().chain(bundled)
        };
        let label = |name: &&LabelName| {
            let mut label = known()
                .find_map(|schema| schema.label(name).cloned())
                .unwrap_or_else(|| Label {
                    name: (*name).clone(),
                    title: name.to_string(),
                    fragments: true,
                    ..Label::default()
                });
            for (name, kind) in self.attributes.get(name).into_iter().flatten() {
                if !label.attributes.iter().any(|known| known.name == **name) {
                    label.attributes.push(attribute(name, *kind));
                }
            }
            label
        };
        let link = |name: &&LabelName| {
            let mut link = known()
                .find_map(|schema| schema.link(name).cloned())
                .unwrap_or_else(|| LinkLabel {
                    name: (*name).clone(),
                    title: name.to_string(),
                    ..LinkLabel::default()
                });
            for (from, to) in self.joins.get(name).into_iter().flatten() {
                add(&mut link.from, from);
                add(&mut link.to, to);
            }
            link
        };
        let mut schema = Schema {
            name: "imported".to_owned(),
            description: "The labels found in what was imported.".to_owned(),
            labels: self.labels.iter().map(label).collect(),
            links: self.links.iter().map(link).collect(),
            ..described.cloned().unwrap_or_default()
        };
        if let Some(described) = described {
            let unused = |label: &&Label| schema.label(&label.name).is_none();
            let more: Vec<Label> = described.labels.iter().filter(unused).cloned().collect();
            schema.labels.extend(more);
        }
        let mut keys = BTreeSet::new();
        for label in &mut schema.labels {
            label.key = label.key.filter(|key| keys.insert(*key));
        }
        schema
    }
}

fn note<'a>(known: &mut BTreeMap<&'a AttributeName, Kind>, attributes: &'a Attributes) {
    for (name, value) in attributes {
        let kind = match value {
            AttributeValue::Flag(_) => Kind::Flag,
            AttributeValue::Text(_) => Kind::Text,
            AttributeValue::Many(_) => Kind::Many,
        };
        let first = *known.entry(name).or_insert(kind);
        if first != kind {
            known.insert(name, Kind::Text);
        }
    }
}

fn attribute(name: &AttributeName, kind: Kind) -> Attribute {
    Attribute {
        name: name.clone(),
        title: name.to_string(),
        values: match kind {
            Kind::Flag => Values::Flag,
            Kind::Text => Values::Text,
            Kind::Many => Values::ManyOf(Vec::new()),
        },
        ..Attribute::default()
    }
}

fn add(names: &mut Vec<LabelName>, name: &LabelName) {
    if !names.contains(name) {
        names.push(name.clone());
    }
}
