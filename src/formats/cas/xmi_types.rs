//! The type system that stands beside an XMI file: what features are.

use super::types::Types;
use crate::formats::Source;
use crate::formats::xml_text;
use quick_xml::events::Event;
use quick_xml::reader::Reader as Xml;
use std::collections::HashMap;
use std::fmt::Write as _;

/// The usual name of the file.
pub const FILE: &str = "TypeSystem.xml";

/// What a feature's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// A string, or several.
    Text,
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// One other structure.
    One,
    /// Several other structures.
    Several,
}

/// Features of types, by both names.
#[derive(Debug, Default)]
pub struct Ranges {
    features: HashMap<(String, String), Range>,
    above: HashMap<String, String>,
}

impl Ranges {
    /// What a feature of a type or of those above it is.
    pub fn of(&self, kind: &str, feature: &str) -> Option<Range> {
        // No chain of types is so long, but one may lead round in a circle.
        const HIGHEST: usize = 32;
        let mut kind = kind;
        for _ in 0..HIGHEST {
            let key = (kind.to_owned(), feature.to_owned());
            if let Some(range) = self.features.get(&key) {
                return Some(*range);
            }
            kind = self.above.get(kind)?;
        }
        None
    }
}

/// Reads the type system beside a file, when there is one; what is wrong with it is told, and it is done
/// without.
pub fn beside(source: &Source<'_>, faults: &mut Vec<String>) -> Ranges {
    let stem = source.stem();
    let names = [
        format!("{stem}-typesystem.xml"),
        format!("{stem}.typesystem.xml"),
        FILE.to_owned(),
        "typesystem.xml".to_owned(),
    ];
    for name in names {
        let path = source.path.with_file_name(&name);
        if !source.disk.exists(&path) {
            continue;
        }
        let read = source.text_of(&path).map_err(|error| error.to_string());
        match read.and_then(|text| parse(&text)) {
            Ok(ranges) => return ranges,
            Err(reason) => faults.push(format!("{name}: {reason}; read without it")),
        }
    }
    Ranges::default()
}

fn parse(text: &str) -> Result<Ranges, String> {
    let mut xml = Xml::from_str(text);
    let mut ranges = Ranges::default();
    let (mut kind, mut feature) = (String::new(), String::new());
    let mut words = String::new();
    let mut in_feature = false;
    loop {
        match xml.read_event().map_err(|error| error.to_string())? {
            Event::DocType(_) => return Err("a document type declaration is not read".to_owned()),
            Event::Start(tag) => {
                words.clear();
                in_feature |= tag.local_name().as_ref() == b"featureDescription";
            }
            Event::Text(text) => {
                words.push_str(&text.xml10_content().map_err(|error| error.to_string())?);
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                b"name" if in_feature => words.trim().clone_into(&mut feature),
                b"name" => words.trim().clone_into(&mut kind),
                b"supertypeName" => {
                    ranges.above.insert(kind.clone(), words.trim().to_owned());
                }
                b"rangeTypeName" => {
                    let key = (kind.clone(), feature.clone());
                    ranges.features.insert(key, range(words.trim()));
                }
                b"featureDescription" => in_feature = false,
                _ => {}
            },
            Event::Eof => return Ok(ranges),
            _ => {}
        }
    }
}

fn range(name: &str) -> Range {
    match name.strip_prefix("uima.cas.").unwrap_or(name) {
        "String" | "StringArray" | "StringList" => Range::Text,
        "Boolean" => Range::Flag,
        "Integer" | "Long" | "Short" | "Byte" | "Float" | "Double" => Range::Number,
        "FSArray" | "FSList" => Range::Several,
        other if other.ends_with("[]") => Range::Several,
        _ => Range::One,
    }
}

/// A type system as XML.
pub fn spell(types: &Types) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n",
    );
    let tag = |out: &mut String, name: &str, text: &str| {
        let _ = write!(out, "<{name}>");
        xml_text::escape(text, out);
        let _ = write!(out, "</{name}>");
    };
    for (name, kind) in &types.0 {
        out.push_str("<typeDescription>");
        tag(&mut out, "name", name);
        tag(&mut out, "description", "");
        tag(&mut out, "supertypeName", kind.above);
        out.push_str("<features>\n");
        for (feature, range) in &kind.features {
            out.push_str("<featureDescription>");
            tag(&mut out, "name", feature);
            tag(&mut out, "description", "");
            match range.strip_suffix("[]") {
                Some(element) => {
                    tag(&mut out, "rangeTypeName", "uima.cas.FSArray");
                    tag(&mut out, "elementType", element);
                }
                None => tag(&mut out, "rangeTypeName", range),
            }
            out.push_str("</featureDescription>\n");
        }
        out.push_str("</features></typeDescription>\n");
    }
    out.push_str("</types>\n</typeSystemDescription>\n");
    out
}
