//! The types of what is written.

use super::naming::{self, ARTICLE, DEPENDENT, DICTUM, DOCUMENT, GOVERNOR, SENTENCE, TOKEN};
use super::structure::{Feature, Structure};
use std::collections::{BTreeMap, HashMap};

/// Types by name.
#[derive(Clone, Debug, Default)]
pub struct Types(pub BTreeMap<String, Type>);

/// A type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Type {
    /// The full name of the type above it.
    pub above: &'static str,
    /// The ranges of its features, by name.
    pub features: BTreeMap<String, String>,
}

impl Types {
    /// Adds what structures use. A feature that is set to values of several kinds is a string.
    pub fn note(&mut self, structures: &[Structure]) {
        let kinds: HashMap<u64, &Structure> =
            structures.iter().map(|each| (each.id, each)).collect();
        for structure in structures {
            if structure.kind.starts_with("uima.") || structure.kind.ends_with("[]") {
                continue;
            }
            let known = self.0.entry(structure.kind.clone()).or_default();
            known.above = above(structure);
            for (name, value) in &structure.features {
                // A type that has it from the one above does not say so again.
                if structure.kind == DOCUMENT && name == "language" {
                    continue;
                }
                known.widen(name, range(name, value, &kinds));
            }
        }
    }

    /// Adds those of other structures.
    pub fn add(&mut self, other: Self) {
        for (kind, type_) in other.0 {
            let known = self.0.entry(kind).or_default();
            known.above = type_.above;
            for (name, range) in type_.features {
                known.widen(&name, range);
            }
        }
    }
}

impl Type {
    fn widen(&mut self, name: &str, range: String) {
        match self.features.get_mut(name) {
            Some(had) if *had != range => *had = wider(had, &range).to_owned(),
            Some(_) => {}
            None => {
                self.features.insert(name.to_owned(), range);
            }
        }
    }
}

fn above(structure: &Structure) -> &'static str {
    match structure.kind.as_str() {
        DOCUMENT => "uima.tcas.DocumentAnnotation",
        ARTICLE => "uima.cas.AnnotationBase",
        _ if structure.place.is_some() => "uima.tcas.Annotation",
        _ => "uima.cas.TOP",
    }
}

fn range(name: &str, value: &Feature, kinds: &HashMap<u64, &Structure>) -> String {
    match value {
        Feature::Text(_) | Feature::Other(_) => "uima.cas.String".to_owned(),
        Feature::Flag(_) => "uima.cas.Boolean".to_owned(),
        Feature::Number(number) if number.is_f64() => "uima.cas.Double".to_owned(),
        Feature::Number(number) => {
            let is_small = number.as_i64().is_some_and(|n| i32::try_from(n).is_ok());
            let range = if is_small { "Integer" } else { "Long" };
            format!("uima.cas.{range}")
        }
        Feature::Ref(id) => match kinds.get(id) {
            // Relations may begin and end at marks of any type.
            Some(target) if name != GOVERNOR && name != DEPENDENT && name != "target" => {
                target.kind.clone()
            }
            _ => "uima.tcas.Annotation".to_owned(),
        },
        Feature::Texts(_) => "uima.cas.StringArray".to_owned(),
        Feature::Refs(ids) => {
            let first = ids.first().and_then(|id| kinds.get(id));
            let kind = first.map_or("uima.cas.TOP", |structure| structure.kind.as_str());
            format!("{kind}[]")
        }
    }
}

fn wider<'a>(one: &'a str, other: &'a str) -> &'a str {
    let numbers = ["uima.cas.Integer", "uima.cas.Long", "uima.cas.Double"];
    let rank = |range: &str| numbers.iter().position(|known| *known == range);
    match (rank(one), rank(other)) {
        (Some(a), Some(b)) if a >= b => one,
        (Some(_), Some(_)) => other,
        _ if one.ends_with("[]") => "uima.cas.TOP[]",
        _ if one.starts_with("uima.cas.") => "uima.cas.String",
        _ => "uima.tcas.Annotation",
    }
}

/// The types of a document without marks: those that every reader knows what to do with.
pub fn always() -> Types {
    let mut types = Types::default();
    for (kind, name) in [
        (TOKEN, None),
        (SENTENCE, None),
        (DOCUMENT, Some("documentTitle")),
        (ARTICLE, Some(DICTUM)),
    ] {
        let mut structure = Structure::new(0, kind);
        structure.place = (kind != ARTICLE).then_some((0, 0));
        if let Some(name) = name {
            structure.set(name, Feature::Text(String::new()));
        }
        types.note(&[structure]);
    }
    debug_assert!(types.0.keys().all(|kind| !naming::short(kind).is_empty()));
    types
}
