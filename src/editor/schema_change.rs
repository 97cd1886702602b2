//! Another label schema for the document, where all that is marked fits it.

use super::{Editor, Outcome};
use crate::model::schema::{Attribute, Values};
use crate::model::{AttributeValue, Attributes, Document, LabelName, Schema};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Editor {
    /// Puts another schema in force. What does not fit it is told, and nothing is changed then.
    pub fn set_schema(&mut self, schema: &Arc<Schema>) -> Outcome {
        if **self.document.schema() == **schema {
            return Outcome::Nothing("These are the labels in force");
        }
        let unfit = unfit(&self.document, schema);
        if !unfit.is_empty() {
            return Outcome::Told(format!(
                "The labels “{}” do not fit: {}",
                schema.name,
                unfit.join(", ")
            ));
        }
        self.choices = None;
        self.kept_label = None;
        let schema = Arc::clone(schema);
        self.commit_told("Change labels", |draft, _| draft.set_schema(schema))
    }
}

/// What a schema has no place for, each kind of thing with its number: "3 × cue".
pub fn unfit(document: &Document, schema: &Schema) -> Vec<String> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |what: String| *found.entry(what).or_default() += 1;
    for span in document.spans() {
        let name = &span.label;
        let Some(label) = schema.label(name) else {
            add(name.to_string());
            continue;
        };
        if span.fragments.len() > 1 && !label.fragments {
            add(format!("{name} in several pieces"));
        }
        for odd in odd_attributes(&span.attributes, &label.attributes) {
            add(format!("{odd} of {name}"));
        }
        for link in &span.no_links {
            if schema.link(link).is_none() {
                add(format!("no {link}"));
            }
        }
    }
    let label_at = |id| document.span(id).map(|span| span.label.clone());
    for link in document.links() {
        let joins = |from: LabelName, to: LabelName| {
            schema
                .link(&link.label)
                .is_some_and(|rule| rule.joins(&from, &to))
        };
        let ends = label_at(&link.from).zip(label_at(&link.to));
        if !ends.is_some_and(|(from, to)| joins(from, to)) {
            add(link.label.to_string());
            continue;
        }
        let known = schema.link(&link.label).map(|rule| &rule.attributes);
        for odd in odd_attributes(&link.attributes, known.map_or(&[], Vec::as_slice)) {
            add(format!("{odd} of {}", link.label));
        }
    }
    let told = found
        .into_iter()
        .map(|(what, count)| format!("{count} × {what}"));
    told.collect()
}

/// The names of those set that are not known, or that do not take the value.
fn odd_attributes(set: &Attributes, known: &[Attribute]) -> Vec<String> {
    let fits = |attribute: &Attribute, value: &AttributeValue| match (&attribute.values, value) {
        (Values::Text, AttributeValue::Text(_)) | (Values::Flag, AttributeValue::Flag(_)) => true,
        (Values::OneOf(values), AttributeValue::Text(value)) => values.contains(value),
        (Values::ManyOf(values), AttributeValue::Many(chosen)) => {
            chosen.iter().all(|each| values.contains(each))
        }
        _ => false,
    };
    let odd = set.iter().filter(|(name, value)| {
        let attribute = known.iter().find(|attribute| attribute.name == **name);
        !attribute.is_some_and(|attribute| fits(attribute, value))
    });
    odd.map(|(name, _)| name.to_string()).collect()
}
