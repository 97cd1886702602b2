//! Three versions of a thing, field by field.

use super::ConflictKind;
use crate::model::{Entity, Extra, Header, Link, Metadata, Span};
use crate::store::{apart, dispute};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// What two sides made of something: ours where both changed it, and whether they did.
fn field<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> (T, bool) {
    if theirs == base || ours == theirs {
        (ours.clone(), false)
    } else if ours == base {
        (theirs.clone(), false)
    } else {
        (ours.clone(), true)
    }
}

/// The same of a map, key by key; gives the keys that both changed.
fn by_key<K: Ord + Clone + Display, V: Clone + PartialEq>(
    base: &BTreeMap<K, V>,
    ours: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
) -> (BTreeMap<K, V>, Vec<String>) {
    let keys: BTreeSet<&K> = ours.keys().chain(theirs.keys()).collect();
    let (mut merged, mut both) = (BTreeMap::new(), Vec::new());
    for key in keys {
        let (value, conflict) = field(&base.get(key), &ours.get(key), &theirs.get(key));
        if conflict {
            both.push(key.to_string());
        }
        if let Some(value) = value {
            merged.insert(key.clone(), value.clone());
        }
    }
    (merged, both)
}

/// The same of a list in which each thing stands once: what either side added or took out.
fn listed<T: Clone + PartialEq>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    if ours == base || ours == theirs {
        return theirs.to_vec();
    }
    let stays = |it: &&T| !base.contains(it) || theirs.contains(it);
    let is_new = |it: &&T| !base.contains(it) && !ours.contains(it);
    let new = theirs.iter().filter(is_new);
    ours.iter().filter(stays).chain(new).cloned().collect()
}

/// What was not known in the file, key by key; lists of what is kept for a decision are put together.
fn extra(base: &Extra, ours: &Extra, theirs: &Extra) -> (Extra, Vec<String>) {
    const LISTS: [&str; 2] = [apart::KEY, dispute::KEY];
    let without = |extra: &Extra| {
        let mut extra = extra.clone();
        extra.retain(|key, _| !LISTS.contains(&&**key));
        extra
    };
    let (mut merged, both) = by_key(&without(base), &without(ours), &without(theirs));
    for key in LISTS {
        let list = |extra: &Extra| match extra.get(key) {
            Some(Value::Array(all)) => all.clone(),
            _ => Vec::new(),
        };
        // What was decided on either side is decided.
        let left = listed(&list(base), &list(ours), &list(theirs));
        if !left.is_empty() {
            merged.insert(key.to_owned(), Value::Array(left));
        }
    }
    (merged, both)
}

/// Merges the fields named, each by its own rule, into a copy of ours.
macro_rules! merge_fields {
    ($base:ident, $ours:ident, $theirs:ident;
     field: $($name:ident),*; listed: $($list:ident),*; $($how:ident: $($map:ident),*;)*) => {{
        let mut merged = $ours.clone();
        let mut both: Vec<String> = Vec::new();
        $(
            let (value, conflict) = field(&$base.$name, &$ours.$name, &$theirs.$name);
            merged.$name = value;
            if conflict {
                both.push(stringify!($name).to_owned());
            }
        )*
        $(merged.$list = listed(&$base.$list, &$ours.$list, &$theirs.$list);)*
        $($(
            let (value, keys) = $how(&$base.$map, &$ours.$map, &$theirs.$map);
            merged.$map = value;
            both.extend(keys.iter().map(|key| format!("{}.{key}", stringify!($map))));
        )*)*
        (merged, both)
    }};
}

/// A thing that stands in a document under its id.
pub trait Fields: Clone + PartialEq {
    /// Ours with what only they changed, and the fields that both did: `note`, `attributes.kind`.
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<String>);
}

impl Fields for Span {
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<String>) {
        let (mut merged, mut both) = merge_fields!(base, ours, theirs;
            field: label, fragments, entity, state, origin, decided, proposed, note;
            listed: by_rule, no_links;
            by_key: attributes;
            extra: extra;
        );
        decision(
            (ours.state == theirs.state, merged.state == theirs.state),
            (&mut merged.decided, &ours.decided, &theirs.decided),
            &mut both,
        );
        (merged, both)
    }
}

impl Fields for Link {
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<String>) {
        let (mut merged, mut both) = merge_fields!(base, ours, theirs;
            field: label, from, to, state, origin, decided, proposed;
            listed: ;
            by_key: attributes;
            extra: extra;
        );
        decision(
            (ours.state == theirs.state, merged.state == theirs.state),
            (&mut merged.decided, &ours.decided, &theirs.decided),
            &mut both,
        );
        (merged, both)
    }
}

impl Fields for Entity {
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<String>) {
        merge_fields!(base, ours, theirs;
            field: name, kind, uri, register, origin;
            listed: aliases;
            extra: extra;
        )
    }
}

impl Fields for Header {
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<String>) {
        let (mut merged, mut both) = merge_fields!(base, ours, theirs;
            field: id, title, language, annotator, status;
            listed: labels_done;
            extra: extra;
        );
        let metadata = (&base.metadata, &ours.metadata, &theirs.metadata);
        let (metadata, more) = metadata_merged(metadata);
        merged.metadata = metadata;
        both.extend(more.iter().map(|field| format!("metadata.{field}")));
        (merged, both)
    }
}

fn metadata_merged(
    (base, ours, theirs): (&Metadata, &Metadata, &Metadata),
) -> (Metadata, Vec<String>) {
    merge_fields!(base, ours, theirs;
        field: source, url, publisher, byline, published;
        listed: ;
        by_key: imported, extra;
    )
}

/// Who decided goes with what was decided: two who decided the same are no conflict, and a decision taken
/// over comes with its name.
fn decision<T: Clone>(
    (is_same, is_theirs): (bool, bool),
    (merged, ours, theirs): (&mut T, &T, &T),
    both: &mut Vec<String>,
) {
    both.retain(|name| name != "decided");
    merged.clone_from(if is_theirs && !is_same { theirs } else { ours });
}

/// Three versions of a thing, any of which may not be there: what becomes of it, and how they disagree.
pub fn thing<T: Fields>(
    base: Option<&T>,
    ours: Option<&T>,
    theirs: Option<&T>,
) -> (Option<T>, Option<ConflictKind>) {
    match (base, ours, theirs) {
        (_, None, None) => (None, None),
        (None, Some(ours), None) => (Some(ours.clone()), None),
        (None, None, Some(theirs)) => (Some(theirs.clone()), None),
        (Some(base), Some(ours), None) if base == ours => (None, None),
        (Some(base), None, Some(theirs)) if base == theirs => (None, None),
        (Some(_), Some(ours), None) => (Some(ours.clone()), Some(ConflictKind::RemovedThere)),
        (Some(_), None, Some(theirs)) => (Some(theirs.clone()), Some(ConflictKind::RemovedHere)),
        (base, Some(ours), Some(theirs)) => {
            // Made on both sides alike, with nothing before it.
            let (merged, both) = T::merged(base.unwrap_or(ours), ours, theirs);
            let conflict = (!both.is_empty()).then_some(ConflictKind::Changed(both));
            (Some(merged), conflict)
        }
    }
}
