//! What is said of a mark beyond its place and label, as keys of a format that takes any key.

use super::about::is_shallow;
use super::found::{Fault, FoundLink, FoundSpan};
use super::loss::{Done, Ledger, Loss, Lost};
use crate::model::{
    AttributeName, AttributeValue, Attributes, Decision, EntityId, Extra, LabelName, Link, Maker,
    Origin, Span,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// How deep a key's value may be nested to be kept.
const DEEPEST: usize = 24;

/// What is set on a span or a link, and its history; what is unset is not written.
#[derive(Serialize)]
pub struct Said<'a> {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: &'a BTreeMap<AttributeName, AttributeValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a EntityId>,
    #[serde(skip_serializing_if = "<[LabelName]>::is_empty")]
    nobody: &'a [LabelName],
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(flatten)]
    history: History<'a>,
}

/// Who made a span or a link and who decided on it.
#[derive(Serialize)]
pub struct History<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<&'a Decision>,
}

impl<'a> History<'a> {
    /// The history of a span; that it was proposed otherwise has no place and is named. An import by one of
    /// the `told` names needs no words, as the format says it in its own way: its score too.
    pub fn of(span: &'a Span, told: &[&str], article: &str, ledger: &mut dyn Ledger) -> Self {
        if span.proposed.is_some() {
            lose_proposal(span.id.as_str(), article, ledger);
        }
        Self::new(&span.origin, span.decided.as_ref(), told)
    }

    /// The history of a link, as that of a span.
    pub fn of_link(link: &'a Link, told: &[&str], article: &str, ledger: &mut dyn Ledger) -> Self {
        if link.proposed.is_some() {
            lose_proposal(link.id.as_str(), article, ledger);
        }
        Self::new(&link.origin, link.decided.as_ref(), told)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.origin.is_none() && self.decided.is_none()
    }

    fn new(origin: &'a Origin, decided: Option<&'a Decision>, told: &[&str]) -> Self {
        let name = origin.name.as_deref().unwrap_or_default();
        let is_told = origin.by == Maker::Import
            && origin.version.is_none()
            && origin.reason.is_none()
            && told.contains(&name);
        Self {
            origin: Some(origin).filter(|origin| !is_told && **origin != Origin::default()),
            decided,
        }
    }
}

impl<'a> Said<'a> {
    /// All that is said of a span.
    pub fn of(span: &'a Span, told: &[&str], article: &str, ledger: &mut dyn Ledger) -> Self {
        Self {
            attributes: &span.attributes,
            entity: span.entity.as_ref(),
            nobody: &span.no_links,
            note: span.note.as_deref(),
            history: History::of(span, told, article, ledger),
        }
    }

    /// All that is said of a link.
    pub fn of_link(link: &'a Link, told: &[&str], article: &str, ledger: &mut dyn Ledger) -> Self {
        Self {
            attributes: &link.attributes,
            entity: None,
            nobody: &[],
            note: None,
            history: History::of_link(link, told, article, ledger),
        }
    }
}

fn lose_proposal(id: &str, article: &str, ledger: &mut dyn Ledger) {
    ledger.lose(Loss {
        lost: Lost::Provenance,
        done: Done::Dropped,
        article: article.to_owned(),
        item: id.to_owned(),
        detail: "what was proposed first".to_owned(),
    });
}

/// Names that who made a link and who decided on it has no place.
pub fn lose_history_of_link(link: &Link, article: &str, ledger: &mut dyn Ledger) {
    if link.origin != Origin::default() || link.decided.is_some() || link.proposed.is_some() {
        ledger.lose(Loss {
            lost: Lost::Provenance,
            done: Done::Dropped,
            article: article.to_owned(),
            item: link.id.to_string(),
            detail: String::new(),
        });
    }
}

/// Takes a key out when it is what is expected; what is not stays.
pub fn take<T: DeserializeOwned>(keys: &mut Extra, key: &str) -> Option<T> {
    let value = keys.get(key)?;
    let taken = T::deserialize(value).ok()?;
    keys.remove(key);
    Some(taken)
}

/// An id as text, whether it was written as text or as a number; nothing for nothing.
pub fn id_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Takes what is said of a span out of a mark's keys.
pub fn take_said(keys: &mut Extra, span: &mut FoundSpan) {
    span.attributes = take::<Attributes>(keys, "attributes").unwrap_or_default();
    span.entity = take(keys, "entity");
    span.no_links = take(keys, "nobody").unwrap_or_default();
    span.note = take(keys, "note");
    take_history(keys, &mut span.origin, &mut span.decided);
}

/// Takes what is said of a link out of its keys.
pub fn take_said_of_link(keys: &mut Extra, link: &mut FoundLink) {
    link.attributes = take::<Attributes>(keys, "attributes").unwrap_or_default();
    take_history(keys, &mut link.origin, &mut link.decided);
}

/// Takes origin and decision out of a mark's keys.
pub fn take_history(keys: &mut Extra, origin: &mut Origin, decided: &mut Option<Decision>) {
    if let Some(told) = take::<Origin>(keys, "origin") {
        *origin = told;
    }
    if let Some(told) = take::<Decision>(keys, "decided") {
        *decided = Some(told);
    }
}

/// Leaves out what is nested too deeply to be saved, and names it.
pub fn shallow(keys: &mut Extra, line: Option<usize>, faults: &mut Vec<Fault>) {
    keys.retain(|key, value| {
        let keep = is_shallow(value, DEEPEST);
        if !keep {
            faults.push(Fault {
                line,
                ..Fault::new(format!("{key} is nested too deeply to be kept"))
            });
        }
        keep
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_as_expected_stays() {
        let mut keys: Extra = [
            ("attributes".to_owned(), json!({"kind": "direct"})),
            ("note".to_owned(), json!(7)),
            ("entity".to_owned(), json!("p1")),
            ("origin".to_owned(), json!("manual")),
        ]
        .into();
        let mut span = FoundSpan::default();
        take_said(&mut keys, &mut span);
        assert_eq!(span.attributes.len(), 1);
        assert_eq!(span.entity.as_deref(), Some("p1"));
        assert_eq!(span.note, None);
        let left: Vec<&str> = keys.keys().map(String::as_str).collect();
        assert_eq!(left, ["note", "origin"]);
    }
}
