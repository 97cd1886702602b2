//! What other programs' labels are called here: a table, which a person can change.

use crate::model::LabelName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The table that the program brings.
const OURS: &str = include_str!("../../assets/formats/names.ron");

/// Names of labels: theirs to ours, and back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Names")]
pub struct Names {
    /// Span labels, as `"Content": "quote"`.
    pub labels: BTreeMap<String, LabelName>,
    /// Link labels, as `"Source": "said_by"`.
    pub links: BTreeMap<String, LabelName>,
}

/// Why a table of names cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NamesError(String);

impl Names {
    /// The table that the program brings.
    pub fn ours() -> Self {
        // Held by a test.
        Self::read(OURS).unwrap_or_default()
    }

    /// No names but their own.
    pub fn none() -> Self {
        Self::default()
    }

    /// A table in RON, as `(labels: {"Content": "quote"}, links: {})`.
    pub fn read(ron: &str) -> Result<Self, NamesError> {
        ron::from_str(ron).map_err(|error| NamesError(error.to_string()))
    }

    /// This table with another's entries, which come first.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.labels.extend(other.labels);
        self.links.extend(other.links);
        self
    }

    /// Adds `THEIRS=OURS` to both kinds.
    pub fn add(&mut self, theirs: &str, ours: &str) {
        self.labels.insert(theirs.to_owned(), ours.into());
        self.links.insert(theirs.to_owned(), ours.into());
    }

    /// What a span label is called here; its own name where the table does not know it.
    pub fn label(&self, theirs: &str) -> LabelName {
        let known = self.labels.get(theirs).cloned();
        known.unwrap_or_else(|| theirs.into())
    }

    /// What a link label is called here; its own name where the table does not know it.
    pub fn link(&self, theirs: &str) -> LabelName {
        let known = self.links.get(theirs).cloned();
        known.unwrap_or_else(|| theirs.into())
    }

    /// What one of our span labels is called there: the one entry that leads to it, else our name.
    pub fn label_there(&self, ours: &LabelName) -> LabelName {
        only(&self.labels, ours)
    }

    /// What one of our link labels is called there: the one entry that leads to it, else our name.
    pub fn link_there(&self, ours: &LabelName) -> LabelName {
        only(&self.links, ours)
    }
}

fn only(table: &BTreeMap<String, LabelName>, ours: &LabelName) -> LabelName {
    let mut theirs = table.iter().filter(|(_, name)| *name == ours);
    match (theirs.next(), theirs.next()) {
        (Some((theirs, _)), None) => theirs.as_str().into(),
        _ => ours.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_comes_along_is_read() {
        let ours = Names::read(OURS).unwrap();
        assert_eq!(ours.label("Content").as_str(), "quote");
        assert_eq!(ours.label("SOURCE").as_str(), "speaker");
        assert_eq!(ours.link("Source").as_str(), "said_by");
        assert_eq!(ours.label("Wind").as_str(), "Wind");
    }

    #[test]
    fn a_name_goes_back_where_one_alone_leads_to_it() {
        let names = Names::read(r#"(labels: {"A": "quote", "B": "event", "C": "event"})"#).unwrap();
        assert_eq!(names.label_there(&"quote".into()).as_str(), "A");
        assert_eq!(names.label_there(&"event".into()).as_str(), "event");
        assert!(Names::read("(label: {})").is_err());
    }
}
