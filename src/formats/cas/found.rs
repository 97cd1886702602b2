//! From structures to what they say.

mod features;

use super::KEY;
use super::naming::{
    self, ARTICLE, DEPENDENT, DICTUM, GOVERNOR, SOFA, VIEW, is_of_document, is_structural,
};
use super::structure::{Cas, Feature, Id, Structure};
use crate::formats::keys::{take, take_said, take_said_of_link};
use crate::formats::{Fault, Found, FoundLink, FoundSpan, Unit, about};
use crate::model::{Entity, Extra, Header, State};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What a CAS says of its text.
pub fn found(cas: Cas) -> Found {
    let mut found = Found {
        unit: Unit::Utf16,
        faults: cas.faults.into_iter().map(Fault::new).collect(),
        ..Found::default()
    };
    let Some(sofa) = sofa(&cas.structures, &mut found) else {
        return found;
    };
    let all = Structures::new(&cas.structures, sofa, &mut found.faults);
    let marks = all.marks();
    let mut ids: HashMap<Id, String> = HashMap::new();
    for structure in &all.list {
        if is_of_document(&structure.kind) {
            document(structure, &mut found);
        } else if marks.contains(&structure.id) {
            let span = span(structure, &all);
            ids.insert(structure.id, span.id.clone());
            found.spans.push(span);
        }
    }
    for structure in &all.list {
        links(structure, &all, &marks, &ids, &mut found);
    }
    left_out(&all, &marks, &mut found.faults);
    found
}

/// Finds the text, and takes it.
fn sofa(structures: &[Structure], found: &mut Found) -> Option<Id> {
    let mut sofas: Vec<&Structure> = structures.iter().filter(|each| each.kind == SOFA).collect();
    sofas.sort_by_key(|sofa| sofa.text("sofaID") != Some(VIEW));
    let Some(sofa) = sofas.first() else {
        found.faults.push(Fault::new("there is no text (no Sofa)"));
        return None;
    };
    for other in sofas.iter().skip(1) {
        let name = other.text("sofaID").unwrap_or_default();
        let reason = format!("a further text, {name}, is left out with its marks");
        found.faults.push(Fault::new(reason));
    }
    match (sofa.text("sofaString"), sofa.text("sofaURI")) {
        (Some(text), _) => text.clone_into(&mut found.text),
        (None, Some(uri)) => {
            let reason = format!("the text is not in the file but at {uri}");
            found.faults.push(Fault::new(reason));
            return None;
        }
        // An empty text is often not written.
        (None, None) => {}
    }
    Some(sofa.id)
}

/// The structures of one text.
struct Structures<'a> {
    list: Vec<&'a Structure>,
    by_id: HashMap<Id, &'a Structure>,
}

impl<'a> Structures<'a> {
    fn new(structures: &'a [Structure], sofa: Id, faults: &mut Vec<Fault>) -> Self {
        let (mut list, mut by_id) = (Vec::new(), HashMap::new());
        for structure in structures {
            if by_id.insert(structure.id, structure).is_some() {
                let reason = format!(
                    "the number {} is given twice; links to it are to the last",
                    structure.id
                );
                faults.push(Fault::new(reason));
            }
            if structure.sofa.is_none_or(|its| its == sofa) && structure.kind != SOFA {
                list.push(structure);
            }
        }
        Self { list, by_id }
    }

    /// The marks: what has a place, and tokens only where something leads to them.
    fn marks(&self) -> HashSet<Id> {
        let has_place = |structure: &&&Structure| {
            structure.place.is_some()
                && !is_of_document(&structure.kind)
                && !is_relation(structure)
                && !is_structural(&structure.kind)
        };
        let places = self.list.iter().filter(has_place);
        let mut marks: HashSet<Id> = places.map(|structure| structure.id).collect();
        let is_token = |id: &Id| {
            let target = self.by_id.get(id);
            target.is_some_and(|target| target.place.is_some() && is_structural(&target.kind))
        };
        for structure in &self.list {
            if is_structural(&structure.kind) {
                continue;
            }
            for (_, feature) in &structure.features {
                let Some(refs) = self.refs(feature) else {
                    continue;
                };
                marks.extend(refs.into_iter().filter(is_token));
            }
        }
        marks
    }

    /// What a feature leads to: a structure, or those in an array; `None` when it leads nowhere.
    fn refs(&self, feature: &Feature) -> Option<Vec<Id>> {
        match feature {
            Feature::Ref(id) => match self.by_id.get(id) {
                Some(array) if is_array(&array.kind) && !holds_structures(&array.kind) => None,
                Some(array) if is_array(&array.kind) => {
                    let elements = array.elements.iter();
                    elements.map(Value::as_u64).collect()
                }
                _ => Some(vec![*id]),
            },
            Feature::Refs(ids) => Some(ids.clone()),
            _ => None,
        }
    }

    /// A feature with an array of strings looked up.
    fn value(&self, feature: &Feature) -> Feature {
        if let Feature::Ref(id) = feature
            && let Some(array) = self.by_id.get(id)
            && is_array(&array.kind)
            && !holds_structures(&array.kind)
        {
            let texts = array.elements.iter();
            let texts: Option<Vec<String>> =
                texts.map(|each| each.as_str().map(str::to_owned)).collect();
            return match texts {
                Some(texts) => Feature::Texts(texts),
                None => Feature::Other(Value::Array(array.elements.clone())),
            };
        }
        feature.clone()
    }
}

fn is_array(kind: &str) -> bool {
    kind.ends_with("[]") || (kind.starts_with("uima.cas.") && kind.ends_with("Array"))
}

/// Whether an array's elements are structures, not values.
fn holds_structures(kind: &str) -> bool {
    kind == "uima.cas.FSArray" || (kind.ends_with("[]") && !kind.starts_with("uima.cas.String"))
}

fn is_relation(structure: &Structure) -> bool {
    structure.target(GOVERNOR).is_some() && structure.target(DEPENDENT).is_some()
}

/// Whether it gives a mark its part in another, as a slot's filler.
fn is_role(structure: &Structure) -> bool {
    structure.place.is_none() && structure.target("target").is_some()
}

/// What stands in our own feature.
fn ours(structure: &Structure) -> Extra {
    let text = structure.text(DICTUM).unwrap_or("{}");
    serde_json::from_str(text).unwrap_or_default()
}

fn span(structure: &Structure, all: &Structures<'_>) -> FoundSpan {
    let (start, end) = structure.place.unwrap_or_default();
    let (label, general) = features::label(structure);
    let mut span = FoundSpan::new(label, start, end);
    let mut keys = ours(structure);
    take_said(&mut keys, &mut span);
    span.state = take(&mut keys, "state").unwrap_or(State::Accepted);
    span.id = take(&mut keys, "id").unwrap_or_else(|| structure.id.to_string());
    let mut kept = BTreeMap::new();
    features::take(structure, all, general, &mut span.attributes, &mut kept);
    features::keep(
        structure,
        naming::span_type(&span.label),
        kept,
        &mut span.extra,
    );
    span
}

/// The links that begin at a structure, or that it is.
fn links(
    structure: &Structure,
    all: &Structures<'_>,
    marks: &HashSet<Id>,
    ids: &HashMap<Id, String>,
    found: &mut Found,
) {
    let name = |id: Id| ids.get(&id).cloned().unwrap_or_else(|| id.to_string());
    if is_relation(structure) {
        let ends = (structure.target(GOVERNOR), structure.target(DEPENDENT));
        if let (Some(from), Some(to)) = ends {
            found
                .links
                .push(relation(structure, all, name(from), name(to)));
        }
        return;
    }
    if !marks.contains(&structure.id) || is_structural(&structure.kind) {
        return;
    }
    for (feature, value) in &structure.features {
        let Some(refs) = all.refs(value) else {
            continue;
        };
        let is_many = !matches!(value, Feature::Ref(id) if refs == [*id]);
        for id in refs {
            let target = all.by_id.get(&id);
            let link = match target {
                Some(role) if is_role(role) => role_link(role, feature),
                Some(other) if other.place.is_none() => continue,
                _ => FoundLink {
                    label: feature.clone(),
                    to: id.to_string(),
                    state: State::Accepted,
                    extra: extra(json!({"feature": feature, "many": is_many})),
                    ..FoundLink::default()
                },
            };
            let to = link.to.parse().map_or(link.to.clone(), name);
            found.links.push(FoundLink {
                from: name(structure.id),
                to,
                ..link
            });
        }
    }
}

fn relation(structure: &Structure, all: &Structures<'_>, from: String, to: String) -> FoundLink {
    let (label, general) = features::label(structure);
    let mut link = FoundLink {
        label,
        from,
        to,
        ..FoundLink::default()
    };
    said_of_link(structure, &mut link);
    let mut kept = BTreeMap::new();
    features::take(structure, all, general, &mut link.attributes, &mut kept);
    features::keep(
        structure,
        naming::relation_type(&link.label),
        kept,
        &mut link.extra,
    );
    link
}

fn role_link(role: &Structure, feature: &str) -> FoundLink {
    let label = role.text("role").filter(|role| !role.is_empty());
    let mut link = FoundLink {
        label: label.unwrap_or(feature).to_owned(),
        to: role.target("target").unwrap_or_default().to_string(),
        ..FoundLink::default()
    };
    said_of_link(role, &mut link);
    link.extra = extra(json!({"feature": feature, "type": role.kind}));
    link
}

fn said_of_link(structure: &Structure, link: &mut FoundLink) {
    let mut keys = ours(structure);
    take_said_of_link(&mut keys, link);
    link.state = take(&mut keys, "state").unwrap_or(State::Accepted);
    link.id = take(&mut keys, "id").unwrap_or_default();
}

fn extra(value: Value) -> Extra {
    Extra::from([(KEY.to_owned(), value)])
}

/// What is said of the whole document.
fn document(structure: &Structure, found: &mut Found) {
    let header = &mut found.header;
    if structure.kind == ARTICLE {
        let mut keys = ours(structure);
        found.entities = take::<Vec<Entity>>(&mut keys, "entities").unwrap_or_default();
        for key in about::tell(header, keys) {
            let reason = format!("{key} is nested too deeply to be kept");
            found.faults.push(Fault::new(reason));
        }
        return;
    }
    let mut kept = Extra::new();
    for (name, value) in &structure.features {
        match (name.as_str(), value) {
            ("documentTitle", Feature::Text(title)) => header.title = Some(title.clone()),
            ("documentId", Feature::Text(id)) => id.clone_into(&mut header.id),
            ("language", Feature::Text(language)) => told_language(header, language),
            (_, Feature::Text(text)) => {
                kept.insert(name.clone(), text.as_str().into());
            }
            (_, Feature::Flag(flag)) => {
                kept.insert(name.clone(), (*flag).into());
            }
            _ => {}
        }
    }
    if !kept.is_empty() {
        let kept = kept.into_iter().collect();
        let imported = &mut header.metadata.imported;
        imported.insert(KEY.to_owned(), Value::Object(kept));
    }
}

fn told_language(header: &mut Header, language: &str) {
    if language != "x-unspecified" {
        header.language = Some(language.to_owned());
    }
}

/// Names the structures that have no place in a document, by type.
fn left_out(all: &Structures<'_>, marks: &HashSet<Id>, faults: &mut Vec<Fault>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for structure in &all.list {
        let kind = structure.kind.as_str();
        let is_taken = marks.contains(&structure.id)
            || is_relation(structure)
            || is_role(structure)
            || is_structural(kind)
            || is_of_document(kind)
            || kind.starts_with("uima.cas.")
            || is_array(kind);
        if !is_taken {
            *counts.entry(kind).or_default() += 1;
        }
    }
    for (kind, count) in counts {
        let reason = format!("{count} of {kind}, without a place in the text, left out");
        faults.push(Fault::new(reason));
    }
    for (kind, (count, names)) in of_tokens(all, marks) {
        let names: Vec<&str> = names.into_iter().collect();
        let reason = format!(
            "{} of {count} of {kind} left out: tokens and sentences are made anew",
            names.join(", ")
        );
        faults.push(Fault::new(reason));
    }
    for structure in &all.list {
        for name in features::too_deep(structure, all) {
            let (id, kind) = (structure.id, &structure.kind);
            let reason = format!("{id} ({kind}): {name} is nested too deeply to be kept");
            faults.push(Fault::new(reason));
        }
    }
}

/// What is set on tokens and sentences that are no marks, by their type: how many there are, and which features.
fn of_tokens<'a>(
    all: &Structures<'a>,
    marks: &HashSet<Id>,
) -> BTreeMap<&'a str, (usize, BTreeSet<&'a str>)> {
    let mut lost: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for structure in &all.list {
        if !is_structural(&structure.kind) || marks.contains(&structure.id) {
            continue;
        }
        let names = structure.features.iter().map(|(name, _)| name.as_str());
        // Their number in the text is told by where they stand.
        let mut names = names.filter(|name| *name != "order").peekable();
        if names.peek().is_some() {
            let (count, known) = lost.entry(structure.kind.as_str()).or_default();
            *count += 1;
            known.extend(names);
        }
    }
    lost
}
