//! From what a reader found to a document.

use super::found::{Fault, Found, FoundLink, FoundSpan};
use super::names::Names;
use super::placing::{self, Verdict};
use super::schema_found;
use crate::model::{
    Document, Extra, Flaw, Fragments, LabelName, Link, Maker, Origin, Parts, Schema, Span, SpanId,
    Text,
};
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

/// The key under which a document's metadata say which format it came from.
pub const FORMAT_KEY: &str = "format";
/// The key under which they say what the labels were called there.
pub const LABELS_KEY: &str = "labels";
/// The same of link labels.
pub const LINKS_KEY: &str = "links";
/// The key of a mark's own name where several labels there are one here.
pub const LABEL_KEY: &str = "imported_label";

/// A document made of what was found, and what of it did not go in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What fits.
    pub document: Document,
    /// How the offsets were read, and how far that is proven.
    pub verdict: Verdict,
    /// What does not fit, each told by name.
    pub faults: Vec<Fault>,
}

/// Makes a document of what was found. `format` is the name of the format, `id` the article's id when
/// the file gives none.
pub fn import(mut found: Found, format: &'static str, names: &Names, id: &str) -> Imported {
    let text = Text::new(std::mem::take(&mut found.text));
    let placed = placing::place(&found, &text);
    let mut faults = std::mem::take(&mut found.faults);
    let mut header = std::mem::take(&mut found.header);
    if header.id.is_empty() {
        id.clone_into(&mut header.id);
    }

    let mut ids = Ids::new(&found);
    let theirs = Theirs::new(&found, names);
    let mut spans = Vec::with_capacity(found.spans.len());
    let mut lost = HashSet::new();
    for (span, fragments) in std::mem::take(&mut found.spans)
        .into_iter()
        .zip(placed.fragments)
    {
        match fragments {
            Ok(fragments) => spans.push(span_in(span, fragments, format, &theirs, &mut ids)),
            Err(problem) => {
                faults.push(Fault {
                    line: span.line,
                    article: Some(header.id.clone()),
                    reason: format!("{}: {problem}", called(&span.id, &span.label, "mark")),
                });
                lost.insert(span.id);
            }
        }
    }
    let links = links_in(&mut found, format, &theirs, &mut ids, &lost);
    faults.extend(links.1.into_iter().map(|fault| Fault {
        article: Some(header.id.clone()),
        ..fault
    }));
    entities_in(&mut found, format, &mut ids, &mut spans);
    if let Some(schema) = &mut found.schema {
        called_ours(schema, names);
    }
    theirs.tell(&mut header.metadata.imported, format);
    if let Some(schema) = &mut found.schema {
        schema.rename(
            |label| names.label(label.as_str()),
            |link| names.link(link.as_str()),
        );
    }
    let schema = schema_found::schema(&found, &spans, &links.0);
    let parts = Parts {
        header,
        schema,
        text,
        spans,
        links: links.0,
        entities: found.entities,
    };
    let (document, more) = built(parts);
    faults.extend(more);
    Imported {
        document,
        verdict: placed.verdict,
        faults,
    }
}

/// Calls the labels that a file describes what they are called here.
fn called_ours(schema: &mut Schema, names: &Names) {
    let mut known = HashSet::new();
    for label in &mut schema.labels {
        label.name = names.label(label.name.as_str());
    }
    schema
        .labels
        .retain(|label| known.insert(label.name.clone()));
    known.clear();
    for link in &mut schema.links {
        link.name = names.link(link.name.as_str());
        for end in link.from.iter_mut().chain(&mut link.to) {
            *end = names.label(end.as_str());
        }
    }
    schema.links.retain(|link| known.insert(link.name.clone()));
}

/// Builds the document; what does not hold together is left out and told.
fn built(mut parts: Parts) -> (Document, Vec<Fault>) {
    let mut faults = Vec::new();
    loop {
        let flaws = match Document::build(parts.clone()) {
            Ok(document) => return (document, faults),
            Err(flaws) => flaws,
        };
        let fault = |flaw: &Flaw| Fault {
            article: Some(parts.header.id.clone()),
            ..Fault::new(flaw.to_string())
        };
        faults.extend(flaws.iter().map(fault));
        let (mut spans, mut links) = (HashSet::new(), HashSet::new());
        for flaw in &flaws {
            match flaw {
                Flaw::SpanIdTwice { index, .. }
                | Flaw::OutsideText { index }
                | Flaw::NoSuchEntity { index, .. } => spans.insert(*index),
                Flaw::LinkIdTwice { index, .. } | Flaw::NoSuchEnd { index, .. } => {
                    links.insert(*index)
                }
                Flaw::EntityIdTwice { .. } => {
                    // Ids were made unique before; a document without people is left.
                    parts.entities.clear();
                    parts.spans.iter_mut().for_each(|span| span.entity = None);
                    false
                }
            };
        }
        parts.spans = without(parts.spans, &spans);
        parts.links = without(parts.links, &links);
    }
}

fn without<T>(list: Vec<T>, out: &HashSet<usize>) -> Vec<T> {
    let numbered = list.into_iter().enumerate();
    let kept = numbered.filter(|(index, _)| !out.contains(index));
    kept.map(|(_, each)| each).collect()
}

/// What a mark or a link is called to a person.
fn called(id: &str, label: &str, thing: &str) -> String {
    match (id.is_empty(), label.is_empty()) {
        (false, _) => format!("{id} ({label})"),
        (true, false) => format!("a {thing} {label}"),
        (true, true) => format!("the {thing}"),
    }
}

fn origin(told: Origin, format: &'static str) -> Origin {
    Origin {
        by: Maker::Import,
        name: told.name.or_else(|| Some(SmolStr::new_static(format))),
        ..told
    }
}

fn span_in(
    span: FoundSpan,
    fragments: Fragments,
    format: &'static str,
    theirs: &Theirs<'_>,
    ids: &mut Ids,
) -> Span {
    let label = theirs.names.label(&span.label);
    let mut extra = span.extra;
    if theirs.is_ambiguous(&label) {
        extra.insert(LABEL_KEY.to_owned(), span.label.clone().into());
    }
    Span {
        attributes: span.attributes,
        entity: span.entity.map(Into::into),
        no_links: (span.no_links.iter().map(|link| theirs.names.link(link))).collect(),
        state: span.state,
        decided: span.decided,
        note: span.note,
        extra,
        ..Span::new(
            ids.span(&span.id, &label).into(),
            label,
            fragments,
            origin(span.origin, format),
        )
    }
}

fn links_in(
    found: &mut Found,
    format: &'static str,
    theirs: &Theirs<'_>,
    ids: &mut Ids,
    lost: &HashSet<String>,
) -> (Vec<Link>, Vec<Fault>) {
    let (mut links, mut faults) = (Vec::with_capacity(found.links.len()), Vec::new());
    for link in std::mem::take(&mut found.links) {
        let ends = [&link.from, &link.to].map(|end| ids.spans.get(end).cloned());
        if let [Some(from), Some(to)] = ends {
            links.push(link_in(link, from.into(), to.into(), format, theirs, ids));
            continue;
        }
        let missing = [&link.from, &link.to]
            .into_iter()
            .find(|end| !ids.spans.contains_key(*end));
        let missing = missing.map_or("", String::as_str);
        let why = if lost.contains(missing) {
            "which does not fit the text"
        } else {
            "which is not there"
        };
        let called = called(&link.id, &link.label, "link");
        faults.push(Fault {
            line: link.line,
            ..Fault::new(format!("{called} leads to or from {missing}, {why}"))
        });
    }
    (links, faults)
}

fn link_in(
    link: FoundLink,
    from: SpanId,
    to: SpanId,
    format: &'static str,
    theirs: &Theirs<'_>,
    ids: &mut Ids,
) -> Link {
    let label = theirs.names.link(&link.label);
    let mut extra = link.extra;
    if theirs.is_ambiguous_link(&label) {
        extra.insert(LABEL_KEY.to_owned(), link.label.clone().into());
    }
    Link {
        id: ids.free(&link.id, 'l').into(),
        label,
        from,
        to,
        attributes: link.attributes,
        state: link.state,
        origin: origin(link.origin, format),
        decided: link.decided,
        proposed: None,
        extra,
    }
}

/// Gives entities their ids and leads the marks to them; who means one that is not there means nobody.
fn entities_in(found: &mut Found, format: &'static str, ids: &mut Ids, spans: &mut [Span]) {
    let mut named: HashMap<String, String> = HashMap::new();
    for entity in &mut found.entities {
        let theirs = entity.id.to_string();
        let ours = ids.free(&theirs, 'p');
        entity.id = ours.as_str().into();
        entity.origin = origin(std::mem::take(&mut entity.origin), format);
        named.insert(theirs, ours);
    }
    for span in spans {
        let meant = span.entity.take();
        span.entity = meant.and_then(|id| named.get(id.as_str()).map(Into::into));
    }
}

/// What labels were called in the file.
struct Theirs<'a> {
    names: &'a Names,
    labels: HashMap<LabelName, Vec<String>>,
    links: HashMap<LabelName, Vec<String>>,
}

impl<'a> Theirs<'a> {
    fn new(found: &Found, names: &'a Names) -> Self {
        let mut theirs = Self {
            names,
            labels: HashMap::new(),
            links: HashMap::new(),
        };
        for span in &found.spans {
            let known = theirs.labels.entry(names.label(&span.label)).or_default();
            if !known.contains(&span.label) {
                known.push(span.label.clone());
            }
        }
        for link in &found.links {
            let known = theirs.links.entry(names.link(&link.label)).or_default();
            if !known.contains(&link.label) {
                known.push(link.label.clone());
            }
        }
        theirs
    }

    fn is_ambiguous(&self, label: &LabelName) -> bool {
        self.labels.get(label).is_some_and(|names| names.len() > 1)
    }

    fn is_ambiguous_link(&self, label: &LabelName) -> bool {
        self.links.get(label).is_some_and(|names| names.len() > 1)
    }

    /// Keeps with the document which format it came from and what was called otherwise there.
    fn tell(&self, imported: &mut Extra, format: &'static str) {
        imported.insert(FORMAT_KEY.to_owned(), format.into());
        for (key, names) in [(LABELS_KEY, &self.labels), (LINKS_KEY, &self.links)] {
            let mut renamed: Vec<(&LabelName, &String)> = names
                .iter()
                .filter_map(|(ours, theirs)| Some((ours, theirs.first()?)))
                .filter(|(ours, theirs)| ours.as_str() != theirs.as_str())
                .collect();
            if renamed.is_empty() {
                continue;
            }
            renamed.sort_unstable();
            let table = renamed
                .into_iter()
                .map(|(ours, theirs)| (ours.to_string(), theirs.as_str().into()))
                .collect();
            imported.insert(key.to_owned(), serde_json::Value::Object(table));
        }
    }
}

/// Ids for what the file gives none, or the same one twice.
struct Ids {
    taken: HashSet<String>,
    /// What the file calls a mark, and what it is called here.
    spans: HashMap<String, String>,
    last: HashMap<char, usize>,
    given: HashSet<String>,
}

impl Ids {
    fn new(found: &Found) -> Self {
        let spans = found.spans.iter().map(|span| &span.id);
        let links = found.links.iter().map(|link| &link.id);
        let given = spans.chain(links).cloned();
        Self {
            taken: HashSet::new(),
            spans: HashMap::new(),
            last: HashMap::new(),
            given: given
                .chain(found.entities.iter().map(|entity| entity.id.to_string()))
                .collect(),
        }
    }

    fn span(&mut self, theirs: &str, label: &LabelName) -> String {
        let letter = label.as_str().chars().next();
        let letter = letter.filter(char::is_ascii_alphabetic).unwrap_or('x');
        let ours = self.free(theirs, letter.to_ascii_lowercase());
        self.spans
            .entry(theirs.to_owned())
            .or_insert_with(|| ours.clone());
        ours
    }

    /// The given id when nothing has it yet, else a new one.
    fn free(&mut self, theirs: &str, letter: char) -> String {
        if !theirs.is_empty() && self.taken.insert(theirs.to_owned()) {
            return theirs.to_owned();
        }
        let last = self.last.entry(letter).or_default();
        loop {
            *last += 1;
            let id = format!("{letter}{last}");
            if !self.given.contains(&id) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Where a document came from, as its metadata say.
pub fn format_of(imported: &Extra) -> Option<&str> {
    imported.get(FORMAT_KEY)?.as_str()
}
