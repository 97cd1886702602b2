//! Words about a document's file that another program has written.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

use super::counted;
use crate::merge::{Side, Thing};
use crate::model::{Document, EntityId, SpanId};
use crate::store::dispute::{Dispute, Undone, Way};
use serde_json::Value;
use std::path::Path;

pub const RELOADED: &str = "Read what another program has written";
pub const ASIDE: &str = "As another program has written it";
pub const MERGED: &str = "Take in what another program has written";
pub const RELOADED_TOLD: &str =
    "Another program has changed the file: it has been read again. Undo takes that back";
pub const BROKE_OFF: &str = "The comparison broke off; nothing was changed";
pub const NOT_TAKEN: &str =
    "Another program has changed the file, and what it has written was not taken in";
pub const BACK: &str = "The file is there again";
pub const IS_GONE: &str = "The file is gone";
pub const IS_FOREIGN: &str = "The file is not this document";
pub const KEEP_OURS: &str = "Keep ours";
pub const TAKE_THEIRS: &str = "Take theirs";
pub const KEEP_ALL_OURS: &str = "Keep all ours";
pub const TAKE_ALL_THEIRS: &str = "Take all theirs";

/// Both were made one.
pub fn merged(conflicts: usize, renamed: usize) -> String {
    let mut told =
        "Another program has changed the file: its changes and yours are both here".to_owned();
    if renamed > 0 {
        told += &format!(", {} renamed", counted(renamed, "id"));
    }
    if conflicts > 0 {
        told += &format!(", {} to decide on", counted(conflicts, "conflict"));
    }
    told
}

/// The file is not there any more.
pub fn gone(path: &Path) -> String {
    format!(
        "The file is gone: it was removed or renamed. The work stays here, and saving writes it anew: {}",
        path.display()
    )
}

/// What is in the file is no document.
pub fn unreadable(why: &str) -> String {
    format!(
        "{}. What it has written cannot be read: {why}",
        super::CHANGED_ON_DISK
    )
}

/// The file cannot be looked into.
pub fn unseen(why: &str) -> String {
    format!("The file cannot be looked at: {why}")
}

/// The file is another document.
pub fn another(path: &Path) -> String {
    format!(
        "Another program has put another document in the place of this one. The work stays here, and nothing was written: {}",
        path.display()
    )
}

/// How many conflicts there are.
pub fn conflicts(count: usize) -> String {
    let (are, wait) = if count == 1 {
        ("is", "waits")
    } else {
        ("are", "wait")
    };
    format!(
        "{} with what another program has written {wait} for a decision; until then, ours {are} in place",
        counted(count, "conflict")
    )
}

/// What the step is called in the history.
pub fn decided(side: Side) -> &'static str {
    match side {
        Side::Ours => "Keep ours in a conflict",
        Side::Theirs => "Take theirs in a conflict",
    }
}

/// Why a decision was not carried out.
pub fn undone(undone: &Undone) -> String {
    match undone {
        Undone::Decided => "That conflict is decided on".to_owned(),
        Undone::Gone => "It is not there any more: keep ours".to_owned(),
        Undone::Lost(_) => "The words that the file marks are not in the article".to_owned(),
        Undone::Unknown(_) | Undone::Edit(_) => format!("Nothing was changed: {undone}"),
    }
}

/// A conflict in a line: what it is about, and both sides of it.
pub fn conflict(document: &Document, dispute: &Dispute) -> String {
    let what = about(document, &dispute.thing);
    match dispute.way {
        Way::RemovedHere => {
            format!("{what}: removed here, changed or used there, so that it is here again")
        }
        Way::RemovedThere => format!("{what}: changed or used here, removed there"),
        Way::Changed if matches!(dispute.thing, Thing::Text | Thing::Schema) => {
            format!("{what}: both have changed it")
        }
        Way::Changed => {
            let sides = dispute.fields().map(|(field, theirs)| {
                let ours = told(document, field, &dispute.ours(document, field));
                let theirs = told(document, field, theirs);
                format!("{} – ours {ours}, theirs {theirs}", name(field))
            });
            let sides: Vec<String> = sides.collect();
            format!("{what}: {}", sides.join("; "))
        }
    }
}

/// What a conflict is about.
fn about(document: &Document, thing: &Thing) -> String {
    let label = |name: &crate::model::LabelName| {
        let label = document.schema().label(name);
        label.map_or(name.as_str().to_owned(), |label| label.title.clone())
    };
    match thing {
        Thing::Text => "The article’s text".to_owned(),
        Thing::Schema => "The label schema".to_owned(),
        Thing::Header => "The article".to_owned(),
        Thing::Entity(id) => document
            .entity(id)
            .map_or(id.to_string(), |entity| entity.name.clone()),
        Thing::Span(id) => match document.span(id) {
            Some(span) => format!("{} {}", label(&span.label), words(document, id)),
            None => id.to_string(),
        },
        Thing::Link(id) => match document.link(id) {
            Some(link) => {
                let (from, to) = (words(document, &link.from), words(document, &link.to));
                format!("{from} {} {to}", link.label.as_str().replace('_', " "))
            }
            None => id.to_string(),
        },
    }
}

fn words(document: &Document, id: &SpanId) -> String {
    let words = document.span(id).map(|span| document.words(span));
    words.map_or(id.to_string(), |words| format!("“{}”", short(&words)))
}

/// A field as people call it.
fn name(field: &str) -> String {
    let field = field.strip_prefix("attributes.").unwrap_or(field);
    let field = field.strip_prefix("metadata.").unwrap_or(field);
    match field {
        "fragments" => "words".to_owned(),
        "entity" => "person".to_owned(),
        other => other.replace('_', " "),
    }
}

/// A value as people say it.
fn told(document: &Document, field: &str, value: &Value) -> String {
    match (field, value) {
        (_, Value::Null) => "nothing".to_owned(),
        ("fragments", Value::Array(all)) => {
            let words = all.iter().filter_map(|one| one.get("text")?.as_str());
            let words: Vec<&str> = words.collect();
            format!("“{}”", short(&words.join(" … ")))
        }
        ("entity", Value::String(id)) => {
            let entity = document.entity(&EntityId::from(id));
            entity.map_or_else(|| id.clone(), |entity| entity.name.clone())
        }
        ("from" | "to", Value::String(id)) => words(document, &SpanId::from(id)),
        ("note" | "title" | "name", Value::String(words)) => format!("“{}”", short(words)),
        (_, Value::String(word)) => short(&word.replace('_', " ")),
        (_, Value::Bool(is_set)) => if *is_set { "yes" } else { "no" }.to_owned(),
        (_, other) => short(&other.to_string()),
    }
}

fn short(words: &str) -> String {
    const LONGEST: usize = 60;
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}
