//! What a structure's features say of a mark.

use super::Structures;
use crate::formats::about::is_shallow;
use crate::formats::cas::KEY;
use crate::formats::cas::naming::{self, DEPENDENT, DICTUM, GOVERNOR};
use crate::formats::cas::structure::{Feature, Structure};
use crate::model::{AttributeValue, Attributes, Extra};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How deep a value may be nested to be kept.
const DEEPEST: usize = 24;

/// A structure's label, and the feature that it is where the type is too general to be one.
pub fn label(structure: &Structure) -> (String, Option<&'static str>) {
    for name in naming::label_feature(&structure.kind) {
        if let Some(label) = structure.text(name).filter(|label| !label.is_empty()) {
            return (label.to_owned(), Some(name));
        }
    }
    (naming::short(&structure.kind).to_owned(), None)
}

/// Takes strings and flags as attributes; what leads elsewhere becomes links, and the rest is kept.
pub fn take(
    structure: &Structure,
    all: &Structures<'_>,
    label: Option<&'static str>,
    attributes: &mut Attributes,
    kept: &mut BTreeMap<String, Value>,
) {
    for (name, value) in &structure.features {
        if matches!(name.as_str(), DICTUM | GOVERNOR | DEPENDENT) || label == Some(name.as_str()) {
            continue;
        }
        let value = match all.value(value) {
            Feature::Text(text) => AttributeValue::Text(text),
            Feature::Flag(flag) => AttributeValue::Flag(flag),
            Feature::Texts(texts) => AttributeValue::Many(texts),
            Feature::Number(number) => {
                kept.insert(name.clone(), Value::Number(number));
                continue;
            }
            Feature::Other(value) => {
                if is_shallow(&value, DEEPEST) {
                    kept.insert(name.clone(), value);
                }
                continue;
            }
            Feature::Ref(_) | Feature::Refs(_) => continue,
        };
        attributes.insert(naming::attribute_of(name).into(), value);
    }
}

/// The features that [`take`] leaves out because nothing so deep can be kept.
pub fn too_deep<'a>(
    structure: &'a Structure,
    all: &'a Structures<'_>,
) -> impl Iterator<Item = &'a str> {
    let features = structure.features.iter();
    let is_deep = |(_, value): &&(String, Feature)| match all.value(value) {
        Feature::Other(value) => !is_shallow(&value, DEEPEST),
        _ => false,
    };
    let may_be = |value: &Feature| matches!(value, Feature::Other(_) | Feature::Ref(_));
    let features = features.filter(move |(_, value)| may_be(value));
    features.filter(is_deep).map(|(name, _)| name.as_str())
}

/// Keeps what a mark would not be written with again: a type of another name, a feature as label, and
/// features that are no attributes.
pub fn keep(
    structure: &Structure,
    usual: Option<String>,
    kept: BTreeMap<String, Value>,
    extra: &mut Extra,
) {
    let mut keys = serde_json::Map::new();
    if usual.as_ref() != Some(&structure.kind) {
        keys.insert("type".to_owned(), structure.kind.as_str().into());
        if let (_, Some(name)) = label(structure) {
            keys.insert("label".to_owned(), name.into());
        }
    }
    if !kept.is_empty() {
        keys.insert("features".to_owned(), json!(kept));
    }
    if !keys.is_empty() {
        extra.insert(KEY.to_owned(), Value::Object(keys));
    }
}
