//! From structures to JSON, a structure a line.

use super::build::{HOLDS, SOFA_ID, structures};
use super::naming::{ARTICLE, VIEW};
use super::structure::{Feature, Id, Structure};
use super::types::{Types, always};
use crate::disk::file_name;
use crate::formats::{Holds, Layout, Ledger, Options, Spelled, Writes};
use crate::model::Parts;
use crate::store::json_line;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io;

/// Writes a file an article.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        HOLDS
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        let name = file_name::escape(&article.header.id);
        let bytes = spell(structures(&article, ledger))?;
        Ok(Spelled::file(format!("{name}.json"), bytes))
    }
}

fn spell(mut all: Vec<Structure>) -> io::Result<Vec<u8>> {
    let mut types = always();
    types.note(&all);
    let members: Vec<Id> = all
        .iter()
        .filter(|each| each.place.is_some() || each.kind == ARTICLE)
        .map(|each| each.id)
        .collect();
    arrays(&mut all);
    let mut out = Vec::with_capacity(all.len() * 128);
    out.extend_from_slice(b"{\"%TYPES\": ");
    json_line::write(&mut out, &described(&types))?;
    out.extend_from_slice(b",\n\"%FEATURE_STRUCTURES\": [\n");
    for (number, structure) in all.iter().enumerate() {
        if number > 0 {
            out.extend_from_slice(b",\n");
        }
        json_line::write(&mut out, &Line(structure))?;
    }
    out.extend_from_slice(b"\n],\n\"%VIEWS\": ");
    let views = json!({VIEW: {"%SOFA": SOFA_ID, "%MEMBERS": members}});
    json_line::write(&mut out, &views)?;
    out.extend_from_slice(b"}\n");
    Ok(out)
}

/// Turns lists into structures of their own, which JSON has for them.
fn arrays(all: &mut Vec<Structure>) {
    let kinds: HashMap<Id, String> = all
        .iter()
        .filter(|each| each.features.iter().any(|(_, value)| is_list(value)))
        .flat_map(|each| &each.features)
        .filter_map(|(_, value)| match value {
            Feature::Refs(ids) => ids.first().copied(),
            _ => None,
        })
        .filter_map(|id| {
            let at = usize::try_from(id).ok()?.checked_sub(1)?;
            Some((id, all.get(at)?.kind.clone()))
        })
        .collect();
    let mut next = all.len() as Id + 1;
    let mut made = Vec::new();
    for structure in all.iter_mut() {
        for (_, value) in &mut structure.features {
            let (kind, elements) = match value {
                Feature::Texts(texts) => (
                    "uima.cas.StringArray".to_owned(),
                    texts.iter().map(|text| text.as_str().into()).collect(),
                ),
                Feature::Refs(ids) => {
                    let kind = ids.first().and_then(|id| kinds.get(id));
                    let kind = kind.map_or("uima.cas.TOP", String::as_str);
                    let elements = ids.iter().map(|id| Value::from(*id));
                    (format!("{kind}[]"), elements.collect())
                }
                _ => continue,
            };
            let mut array = Structure::new(next, kind);
            array.elements = elements;
            made.push(array);
            *value = Feature::Ref(next);
            next += 1;
        }
    }
    all.extend(made);
}

fn is_list(value: &Feature) -> bool {
    matches!(value, Feature::Refs(_) | Feature::Texts(_))
}

fn described(types: &Types) -> Map<String, Value> {
    let described = types.0.iter().map(|(name, kind)| {
        let mut keys = Map::new();
        keys.insert("%NAME".to_owned(), name.as_str().into());
        keys.insert("%SUPER_TYPE".to_owned(), kind.above.into());
        for (feature, range) in &kind.features {
            keys.insert(feature.clone(), json!({"%NAME": feature, "%RANGE": range}));
        }
        (name.clone(), Value::Object(keys))
    });
    described.collect()
}

/// A structure with its number and its type first, as the specification asks.
struct Line<'a>(&'a Structure);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let structure = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("%ID", &structure.id)?;
        map.serialize_entry("%TYPE", &structure.kind)?;
        if let Some(sofa) = structure.sofa {
            map.serialize_entry("@sofa", &sofa)?;
        }
        if let Some((begin, end)) = structure.place {
            map.serialize_entry("begin", &begin)?;
            map.serialize_entry("end", &end)?;
        }
        if structure.kind.ends_with("[]") || structure.kind == "uima.cas.StringArray" {
            map.serialize_entry("%ELEMENTS", &structure.elements)?;
        }
        for (name, value) in &structure.features {
            match value {
                Feature::Text(text) => map.serialize_entry(name, text)?,
                Feature::Flag(flag) => map.serialize_entry(name, flag)?,
                Feature::Number(number) => map.serialize_entry(name, number)?,
                Feature::Ref(id) => map.serialize_entry(&format!("@{name}"), id)?,
                Feature::Refs(ids) => map.serialize_entry(name, ids)?,
                Feature::Texts(texts) => map.serialize_entry(name, texts)?,
                Feature::Other(value) => map.serialize_entry(name, value)?,
            }
        }
        map.end()
    }
}
