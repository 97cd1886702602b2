//! From XMI to structures.
//!
//! XMI does not say what a feature is: a type system beside the file does, where there is one. Without it
//! a governor, a dependent, a target and a next are other structures, numbers that name fillers of roles
//! are those, and all else is text.

use super::found;
use super::naming::{ARTICLE, DEPENDENT, DICTUM, GOVERNOR, SOFA};
use super::structure::{Cas, Feature, Id, Structure};
use super::xmi_types::{self, Range, Ranges};
use crate::formats::xml_text;
use crate::formats::{Give, ReadError, Reads, Source};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as Xml;
use std::collections::{HashMap, HashSet};

/// Reads a file, which is one document.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let text = source.text_to_hold()?;
        let mut cas = Cas::default();
        let ranges = xmi_types::beside(source, &mut cas.faults);
        cas.structures = parse(&text)?;
        drop(text);
        type_features(&mut cas.structures, &ranges);
        restore(&mut cas.structures);
        let _ = give(found::found(cas));
        Ok(())
    }
}

/// Where in a text something is wrong.
pub fn wrong(text: &str, at: u64, reason: impl ToString) -> ReadError {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let before = text.as_bytes().get(..at).unwrap_or_default();
    ReadError::AtLine {
        line: memchr::memchr_iter(b'\n', before).count() + 1,
        reason: reason.to_string(),
    }
}

/// The structures with every feature as text.
fn parse(text: &str) -> Result<Vec<Structure>, ReadError> {
    let mut xml = Xml::from_str(text);
    let mut file = File::default();
    loop {
        let event = xml.read_event();
        let event = event.map_err(|error| wrong(text, xml.error_position(), error))?;
        if matches!(event, Event::Eof) {
            break;
        }
        let taken = file.take(event);
        taken.map_err(|reason| wrong(text, xml.buffer_position(), reason))?;
    }
    if file.depth > 0 || file.structures.is_empty() {
        return Err(wrong(text, text.len() as u64, "the file ends too early"));
    }
    Ok(file.structures)
}

#[derive(Default)]
struct File {
    structures: Vec<Structure>,
    /// The packages of types by prefix.
    packages: HashMap<String, String>,
    /// The name and the words of the inner element that is open: one of several strings of a feature.
    inner: Option<(String, String)>,
    /// How deep the reader is: 1 within the root, 2 within a structure, 3 within a feature.
    depth: usize,
}

impl File {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::DocType(_) => {
                return Err("a document type declaration is not read: take it out".to_owned());
            }
            Event::Start(tag) => {
                self.open(&tag)?;
                self.depth += 1;
            }
            Event::Empty(tag) => {
                self.open(&tag)?;
                self.depth += 1;
                self.close();
            }
            Event::End(_) => self.close(),
            Event::Text(words) => {
                let words = words.xml10_content().map_err(|error| error.to_string())?;
                self.append(&words);
            }
            Event::CData(words) => {
                let words = words.xml10_content().map_err(|error| error.to_string())?;
                self.append(&words);
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|error| error.to_string())?;
                let words = quick_xml::escape::unescape(&format!("&{name};"))
                    .map_err(|error| error.to_string())?
                    .into_owned();
                self.append(&words);
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        match self.depth {
            0 => self.namespaces(tag),
            1 => {
                self.namespaces(tag)?;
                let structure = self.structure(tag)?;
                self.structures.push(structure);
                Ok(())
            }
            2 => {
                self.inner = Some((local(tag), String::new()));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Adds words to the inner element that is open.
    fn append(&mut self, words: &str) {
        if let Some((_, text)) = self.inner.as_mut().filter(|_| self.depth == 3) {
            text.push_str(words);
        }
    }

    /// Ends the inner element that is open.
    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 2
            && let Some((name, text)) = self.inner.take()
            && let Some(structure) = self.structures.last_mut()
        {
            structure.add_text(name, text);
        }
    }

    fn namespaces(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        // Most elements declare none.
        if memchr::memmem::find(tag, b"xmlns:").is_none() {
            return Ok(());
        }
        for (key, value) in attributes(tag)? {
            let Some(prefix) = key.strip_prefix("xmlns:") else {
                continue;
            };
            let package = value.strip_prefix("http:///").unwrap_or(&value);
            let package = package.strip_suffix(".ecore").unwrap_or(package);
            let package = match package {
                "uima/noNamespace" => String::new(),
                other => format!("{}.", other.replace('/', ".")),
            };
            self.packages.insert(prefix.to_owned(), package);
        }
        Ok(())
    }

    fn structure(&self, tag: &BytesStart<'_>) -> Result<Structure, String> {
        let prefix = tag.name().prefix();
        let prefix = prefix.map(|prefix| String::from_utf8_lossy(prefix.into_inner()));
        let package = match &prefix {
            Some(prefix) => match self.packages.get(&**prefix) {
                Some(package) => package.as_str(),
                None => return Err(format!("the prefix {prefix} is not declared")),
            },
            None => "",
        };
        let mut structure = Structure::new(0, format!("{package}{}", local(tag)));
        let (mut begin, mut end) = (None, None);
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = String::from_utf8_lossy(attribute.key.as_ref());
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| error.to_string())?;
            let number = || {
                value
                    .parse::<usize>()
                    .map_err(|_error| format!("{key} is no number: {value}"))
            };
            match &*key {
                "xmi:id" => structure.id = number()? as Id,
                "sofa" => structure.sofa = Some(number()? as Id),
                "begin" => begin = Some(number()?),
                "end" => end = Some(number()?),
                _ if key.starts_with("xmlns") => {}
                _ => structure.set(key, Feature::Text(value.into_owned())),
            }
        }
        structure.place = begin.zip(end);
        Ok(structure)
    }
}

fn local(tag: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(tag.local_name().as_ref()).into_owned()
}

/// Names and values; only the five entities that XML itself has are known.
pub fn attributes(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, String> {
    let mut all = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| error.to_string())?.into_owned();
        all.push((key, value));
    }
    Ok(all)
}

/// Gives features the kind that the type system says, or that their name and their value tell.
fn type_features(structures: &mut Vec<Structure>, ranges: &Ranges) {
    structures.retain(|each| !matches!(each.kind.as_str(), "uima.cas.NULL" | "uima.cas.View"));
    let roles: HashSet<Id> = structures
        .iter()
        .filter(|each| each.place.is_none() && each.get("target").is_some())
        .map(|each| each.id)
        .collect();
    for structure in structures {
        if structure.kind == SOFA {
            continue;
        }
        let kind = structure.kind.clone();
        for (name, value) in &mut structure.features {
            let Feature::Text(text) = value else { continue };
            let told = ranges.of(&kind, name);
            let typed = match told {
                Some(Range::Text) => None,
                Some(Range::Flag) => flag(text),
                Some(Range::Number) => serde_json::from_str(text).ok().map(Feature::Number),
                Some(Range::One | Range::Several) => references(text, told),
                None if is_reference(name) => references(text, told),
                None => references(text, Some(Range::Several)).filter(|found| {
                    matches!(found, Feature::Refs(ids) if ids.iter().all(|id| roles.contains(id)))
                }),
            };
            if let Some(typed) = typed {
                *value = typed;
            }
        }
    }
}

fn is_reference(name: &str) -> bool {
    matches!(name, GOVERNOR | DEPENDENT | "target" | "next" | "first")
}

fn flag(text: &str) -> Option<Feature> {
    match text {
        "true" | "1" => Some(Feature::Flag(true)),
        "false" | "0" => Some(Feature::Flag(false)),
        _ => None,
    }
}

/// The numbers of other structures.
fn references(text: &str, range: Option<Range>) -> Option<Feature> {
    let ids: Result<Vec<Id>, _> = text.split_ascii_whitespace().map(str::parse).collect();
    let ids = ids.ok().filter(|ids| !ids.is_empty())?;
    Some(match ids.as_slice() {
        [id] if matches!(range, None | Some(Range::One)) => Feature::Ref(*id),
        _ => Feature::Refs(ids),
    })
}

/// Puts back the characters that XML cannot hold, where a space stands for each.
fn restore(structures: &mut [Structure]) {
    let ours = structures.iter().find(|each| each.kind == ARTICLE);
    let Some(ours) = ours.and_then(|ours| ours.text(DICTUM)) else {
        return;
    };
    #[derive(serde::Deserialize)]
    struct Article {
        #[serde(default)]
        replaced: Vec<(usize, char)>,
    }
    let Ok(Article { replaced }) = serde_json::from_str(ours) else {
        return;
    };
    let sofa = structures.iter_mut().find(|each| each.kind == SOFA);
    let features = sofa.into_iter().flat_map(|sofa| &mut sofa.features);
    for (name, value) in features {
        if name == "sofaString"
            && let Feature::Text(text) = value
        {
            *text = xml_text::restored(text, &replaced);
        }
    }
}
