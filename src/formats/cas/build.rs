//! From an article to structures.

use super::KEY;
use super::naming::{
    self, ARTICLE, DEPENDENT, DICTUM, DOCUMENT, GOVERNOR, RELATION, SENTENCE, SOFA, SPAN, TOKEN,
    VIEW,
};
use super::structure::{Feature, Id, Structure};
use crate::formats::keys::Said;
use crate::formats::{Holds, Ledger, about, tokens};
use crate::language::sentences::sentences;
use crate::model::{
    AttributeValue, Attributes, ByteOffset, ByteRange, Link, Parts, Span, SpanId, State, Text,
};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// What the reader says of an origin by itself: the name of the spelling.
const TOLD: &[&str] = &["cas-json", "cas-xmi"];

/// What a CAS holds: all but spans of several pieces.
pub const HOLDS: Holds = Holds {
    fragments: false,
    ..Holds::ALL
};

/// The structures of an article: the text first, then the document, sentences, tokens, marks, links.
pub fn structures(article: &Parts, ledger: &mut dyn Ledger) -> Vec<Structure> {
    let mut build = Build {
        text: &article.text,
        article: &article.header.id,
        all: Vec::with_capacity(article.text.len() / 5 + article.spans.len() + 8),
        places: HashMap::with_capacity(article.spans.len()),
        ledger,
    };
    build.sofa();
    build.document(article);
    build.parts_of_text(article);
    for span in &article.spans {
        build.span(span);
    }
    for link in &article.links {
        build.link(link);
    }
    build.all
}

/// The number of the text.
pub const SOFA_ID: Id = 1;

struct Build<'a> {
    text: &'a Text,
    article: &'a str,
    all: Vec<Structure>,
    /// Where each span's structure stands in the list.
    places: HashMap<SpanId, usize>,
    ledger: &'a mut dyn Ledger,
}

impl Build<'_> {
    fn structure(&self, kind: impl Into<String>) -> Structure {
        let id = self.all.len() as Id + 1;
        Structure {
            sofa: Some(SOFA_ID),
            ..Structure::new(id, kind)
        }
    }

    fn at(&self, kind: impl Into<String>, range: ByteRange) -> Structure {
        let unit = |at| self.text.utf16_offset(at).0;
        Structure {
            place: Some((unit(range.start), unit(range.end))),
            ..self.structure(kind)
        }
    }

    fn sofa(&mut self) {
        let mut sofa = Structure::new(SOFA_ID, SOFA);
        sofa.set("sofaNum", Feature::Number(1.into()));
        sofa.set("sofaID", Feature::Text(VIEW.to_owned()));
        sofa.set("mimeType", Feature::Text("text".to_owned()));
        sofa.set("sofaString", Feature::Text(self.text.as_str().to_owned()));
        self.all.push(sofa);
    }

    fn document(&mut self, article: &Parts) {
        let header = &article.header;
        let whole = ByteRange::between(ByteOffset(0), self.text.end());
        let mut document = self.at(DOCUMENT, whole);
        let language = header.language.as_deref().unwrap_or("x-unspecified");
        for (name, value) in [
            ("language", Some(language)),
            ("documentTitle", header.title.as_deref()),
            ("documentId", Some(header.id.as_str())),
        ] {
            document
                .features
                .extend(value.map(|value| (name.to_owned(), Feature::Text(value.to_owned()))));
        }
        let mut keys = about::keys(header);
        let kept = keys.remove(KEY);
        for (name, value) in kept
            .as_ref()
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            document.features.extend(feature(name, value));
        }
        self.all.push(document);
        keys.remove("title");
        keys.remove("language");
        let mut keys: Map<String, Value> = keys.into_iter().collect();
        if !article.entities.is_empty() {
            keys.insert("entities".to_owned(), json!(article.entities));
        }
        if !keys.is_empty() {
            let mut ours = self.structure(ARTICLE);
            ours.set(DICTUM, Feature::Text(Value::Object(keys).to_string()));
            self.all.push(ours);
        }
    }

    /// Sentences and tokens: a token that lies in two sentences belongs to the first.
    fn parts_of_text(&mut self, article: &Parts) {
        let paragraphs = self.text.paragraphs().iter();
        let found = paragraphs.flat_map(|&paragraph| sentences(self.text, paragraph));
        let words = tokens::words(self.text.as_str(), &article.spans);
        let mut words = words.into_iter().peekable();
        for sentence in found {
            let mut of_it = Vec::new();
            while let Some(word) = words.next_if(|word| word.range.start < sentence.end) {
                of_it.push(word.range);
            }
            let (Some(first), Some(last)) = (of_it.first(), of_it.last()) else {
                continue;
            };
            let whole = ByteRange::between(first.start, last.end);
            self.all.push(self.at(SENTENCE, whole));
            for word in of_it {
                self.all.push(self.at(TOKEN, word));
            }
        }
    }

    fn span(&mut self, span: &Span) {
        let label = span.label.as_str();
        let kept = span.extra.get(KEY).and_then(Value::as_object);
        let (kind, general) = kind(label, kept, naming::span_type(label), SPAN);
        let mut structure = self.at(kind, span.fragments.hull());
        if let Some(name) = general {
            structure.set(name, Feature::Text(label.to_owned()));
        }
        let said = Said::of(span, TOLD, self.article, self.ledger);
        let mut ours = object(&said);
        let id = Some(span.id.as_str()).filter(|id| *id != structure.id.to_string());
        said_so(
            &mut structure,
            &span.attributes,
            &mut ours,
            id,
            span.state,
            kept,
        );
        self.places.insert(span.id.clone(), self.all.len());
        self.all.push(structure);
    }

    fn link(&mut self, link: &Link) {
        let ends = [&link.from, &link.to].map(|id| {
            let at = self.places.get(id).copied()?;
            Some((at, self.all.get(at)?.id))
        });
        let [Some((from_at, from)), Some((to_at, to))] = ends else {
            return;
        };
        let kept = link.extra.get(KEY).and_then(Value::as_object);
        let said = Said::of_link(link, TOLD, self.article, self.ledger);
        let mut ours = object(&said);
        if let Some(feature) = kept.and_then(|kept| kept.get("feature")?.as_str()) {
            self.slot(link, feature, kept, ours, from_at, to);
            return;
        }
        let label = link.label.as_str();
        let (kind, general) = kind(label, kept, naming::relation_type(label), RELATION);
        let mut structure = self.structure(kind);
        // A relation lies where its dependent does.
        structure.place = self.all.get(to_at).and_then(|to| to.place);
        structure.set(GOVERNOR, Feature::Ref(from));
        structure.set(DEPENDENT, Feature::Ref(to));
        if let Some(name) = general {
            structure.set(name, Feature::Text(label.to_owned()));
        }
        let id = Some(link.id.as_str());
        said_so(
            &mut structure,
            &link.attributes,
            &mut ours,
            id,
            link.state,
            kept,
        );
        self.all.push(structure);
    }

    /// A link that was a feature of the mark it begins at is one again.
    fn slot(
        &mut self,
        link: &Link,
        feature: &str,
        kept: Option<&Map<String, Value>>,
        mut ours: Map<String, Value>,
        from_at: usize,
        to: Id,
    ) {
        let has = |key: &str| kept.and_then(|kept| kept.get(key));
        let mut filler = to;
        if let Some(kind) = has("type").and_then(Value::as_str) {
            let mut role = self.structure(kind);
            role.sofa = None;
            filler = role.id;
            if link.label.as_str() != feature {
                role.set("role", Feature::Text(link.label.to_string()));
            }
            role.set("target", Feature::Ref(to));
            let id = Some(link.id.as_str()).filter(|id| !is_made(id));
            said_so(&mut role, &link.attributes, &mut ours, id, link.state, None);
            self.all.push(role);
        }
        let is_many = has("type").is_some() || has("many") == Some(&Value::Bool(true));
        let Some(host) = self.all.get_mut(from_at) else {
            return;
        };
        let known = host.features.iter_mut().find(|(name, _)| name == feature);
        match known {
            Some((_, Feature::Refs(ids))) => ids.push(filler),
            Some(_) => {}
            None if is_many => host.set(feature, Feature::Refs(vec![filler])),
            None => host.set(feature, Feature::Ref(filler)),
        }
    }
}

/// Whether an id is one that an import makes where the file gives none.
fn is_made(id: &str) -> bool {
    let number = id.strip_prefix('l');
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The type of a mark, and the feature that is its label where the type is too general: those that it
/// came with, unless it has another label now.
fn kind<'a>(
    label: &str,
    kept: Option<&'a Map<String, Value>>,
    usual: Option<String>,
    general: &str,
) -> (String, Option<&'a str>) {
    let text = |key: &str| kept.and_then(|kept| kept.get(key)?.as_str());
    if let Some(kind) = text("type") {
        if let Some(name) = text("label") {
            return (kind.to_owned(), Some(name));
        }
        if naming::short(kind) == label {
            return (kind.to_owned(), None);
        }
    }
    match usual {
        Some(kind) => (kind, None),
        None => (general.to_owned(), Some("label")),
    }
}

fn object(said: &Said<'_>) -> Map<String, Value> {
    match serde_json::to_value(said) {
        Ok(Value::Object(keys)) => keys,
        _ => Map::new(),
    }
}

/// Sets what is said of a mark: attributes as features where they can be, the rest in our own.
fn said_so(
    structure: &mut Structure,
    attributes: &Attributes,
    ours: &mut Map<String, Value>,
    id: Option<&str>,
    state: State,
    kept: Option<&Map<String, Value>>,
) {
    let mut left = Map::new();
    for (name, value) in attributes {
        let there = naming::feature(name.as_str());
        let there = there.filter(|there| structure.get(there).is_none());
        let value_there = match value {
            AttributeValue::Text(text) => Some(Feature::Text(text.clone())),
            AttributeValue::Flag(flag) => Some(Feature::Flag(*flag)),
            AttributeValue::Many(texts) if texts.is_empty() => None,
            AttributeValue::Many(texts) => Some(Feature::Texts(texts.clone())),
        };
        match value_there.zip(there) {
            Some((value, there)) => structure.set(there, value),
            _ => {
                left.insert(name.to_string(), json!(value));
            }
        }
    }
    ours.remove("attributes");
    if !left.is_empty() {
        ours.insert("attributes".to_owned(), Value::Object(left));
    }
    if let Some(id) = id {
        ours.insert("id".to_owned(), id.into());
    }
    if state != State::Accepted {
        ours.insert("state".to_owned(), json!(state));
    }
    let features = kept.and_then(|kept| kept.get("features")?.as_object());
    for (name, value) in features.into_iter().flatten() {
        if structure.get(name).is_none() {
            structure.features.extend(feature(name, value));
        }
    }
    if !ours.is_empty() {
        let ours = Value::Object(std::mem::take(ours)).to_string();
        structure.set(DICTUM, Feature::Text(ours));
    }
}

/// A feature that was kept as it stood.
fn feature(name: &str, value: &Value) -> Option<(String, Feature)> {
    let value = match value {
        Value::Null => return None,
        Value::Bool(flag) => Feature::Flag(*flag),
        Value::Number(number) => Feature::Number(number.clone()),
        Value::String(text) => Feature::Text(text.clone()),
        other => Feature::Other(other.clone()),
    };
    Some((name.to_owned(), value))
}
