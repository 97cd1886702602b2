//! Three versions of a thing, field by field.

use super::ConflictKind;
use crate::model::{Entity, Extra, Header, Link, Metadata, Span};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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

/// The same of a map, key by key.
fn by_key<K: Ord + Clone, V: Clone + PartialEq>(
    base: &BTreeMap<K, V>,
    ours: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
) -> (BTreeMap<K, V>, bool) {
    let keys: BTreeSet<&K> = ours.keys().chain(theirs.keys()).collect();
    let (mut merged, mut any) = (BTreeMap::new(), false);
    for key in keys {
        let (value, conflict) = field(&base.get(key), &ours.get(key), &theirs.get(key));
        any |= conflict;
        if let Some(value) = value {
            merged.insert(key.clone(), value.clone());
        }
    }
    (merged, any)
}

/// What was not known in the file, key by key; lists of marks kept apart are put together.
fn extra(base: &Extra, ours: &Extra, theirs: &Extra) -> (Extra, bool) {
    let apart = |extra: &Extra| match extra.get(crate::store::apart::KEY) {
        Some(Value::Array(all)) => all.clone(),
        _ => Vec::new(),
    };
    let (was, here, there) = (apart(base), apart(ours), apart(theirs));
    let without = |extra: &Extra| {
        let mut extra = extra.clone();
        extra.remove(crate::store::apart::KEY);
        extra
    };
    let (mut merged, any) = by_key(&without(base), &without(ours), &without(theirs));
    // One decided on either side is decided.
    let ours_left = here
        .iter()
        .filter(|it| !was.contains(it) || there.contains(it));
    let theirs_new = there
        .iter()
        .filter(|it| !was.contains(it) && !here.contains(it));
    let left: Vec<Value> = ours_left.chain(theirs_new).cloned().collect();
    if !left.is_empty() {
        merged.insert(crate::store::apart::KEY.to_owned(), Value::Array(left));
    }
    (merged, any)
}

/// Merges the fields named, each by its own rule, into a copy of ours.
macro_rules! merge_fields {
    ($base:ident, $ours:ident, $theirs:ident; $($how:ident: $($name:ident),*;)*) => {{
        let mut merged = $ours.clone();
        let mut both: Vec<&'static str> = Vec::new();
        $($(
            let (value, conflict) = $how(&$base.$name, &$ours.$name, &$theirs.$name);
            merged.$name = value;
            if conflict {
                both.push(stringify!($name));
            }
        )*)*
        (merged, both)
    }};
}

/// A thing that stands in a document under its id.
pub trait Fields: Clone + PartialEq {
    /// Ours with what only they changed, and the fields that both did.
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<&'static str>);
}

impl Fields for Span {
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<&'static str>) {
        let (mut merged, mut both) = merge_fields!(base, ours, theirs;
            field: label, fragments, by_rule, entity, no_links, state, origin, decided, proposed, note;
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
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<&'static str>) {
        let (mut merged, mut both) = merge_fields!(base, ours, theirs;
            field: label, from, to, state, origin, decided, proposed;
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
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<&'static str>) {
        merge_fields!(base, ours, theirs;
            field: name, kind, aliases, uri, register, origin;
            extra: extra;
        )
    }
}

impl Fields for Header {
    fn merged(base: &Self, ours: &Self, theirs: &Self) -> (Self, Vec<&'static str>) {
        let (mut merged, mut both) = merge_fields!(base, ours, theirs;
            field: id, title, language, annotator, status, labels_done;
            extra: extra;
        );
        let metadata = (&base.metadata, &ours.metadata, &theirs.metadata);
        let (metadata, more) = metadata_merged(metadata);
        merged.metadata = metadata;
        both.extend(more);
        (merged, both)
    }
}

fn metadata_merged(
    (base, ours, theirs): (&Metadata, &Metadata, &Metadata),
) -> (Metadata, Vec<&'static str>) {
    merge_fields!(base, ours, theirs;
        field: source, url, publisher, byline, published;
        by_key: imported, extra;
    )
}

/// Who decided goes with what was decided: two who decided the same are no conflict, and a decision taken
/// over comes with its name.
fn decision<T: Clone>(
    (is_same, is_theirs): (bool, bool),
    (merged, ours, theirs): (&mut T, &T, &T),
    both: &mut Vec<&'static str>,
) {
    both.retain(|name| *name != "decided");
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
