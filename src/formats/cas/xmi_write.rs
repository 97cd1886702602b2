//! From structures to XMI, an element a line, and one type system for all files.

use super::build::{HOLDS, SOFA_ID, structures};
use super::naming::{ARTICLE, DICTUM, SOFA};
use super::structure::{Feature, Structure};
use super::types::{Types, always};
use super::xmi_types;
use crate::disk::file_name;
use crate::formats::xml_text;
use crate::formats::{
    Done, Holds, Layout, Ledger, Loss, Lost, Options, Session, Shelf, Spelled, Writes,
};
use crate::model::Parts;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

/// Writes a file an article, and the type system beside them.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        HOLDS
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        let mut all = structures(&article, ledger);
        keep_replaced(&article, &mut all, ledger);
        let mut types = Types::default();
        types.note(&all);
        Ok(Spelled::part(Page {
            name: format!("{}.xmi", file_name::escape(&article.header.id)),
            file: spell(&all),
            types,
        }))
    }

    fn begin(&self, _: &Options) -> Box<dyn Session> {
        Box::new(Files { types: always() })
    }
}

/// An article's file, and the types in it.
struct Page {
    name: String,
    file: String,
    types: Types,
}

struct Files {
    types: Types,
}

impl Session for Files {
    fn put(
        &mut self,
        article: Spelled,
        shelf: &mut dyn Shelf,
        _: &mut dyn Ledger,
    ) -> io::Result<()> {
        let article: Page = article.into_part()?;
        self.types.add(article.types);
        shelf.put(&article.name, article.file.as_bytes())
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        shelf.put(xmi_types::FILE, xmi_types::spell(&self.types).as_bytes())
    }
}

/// Names the characters for which a space stands, and notes them, so that we can read them back.
fn keep_replaced(article: &Parts, all: &mut Vec<Structure>, ledger: &mut dyn Ledger) {
    let replaced = xml_text::replaced(article.text.as_str());
    if replaced.is_empty() {
        return;
    }
    for (at, c) in &replaced {
        ledger.lose(Loss {
            lost: Lost::Character,
            done: Done::Replaced,
            article: article.header.id.clone(),
            item: at.to_string(),
            detail: format!("U+{:04X}", u32::from(*c)),
        });
    }
    let number = all.len() as u64 + 1;
    if !all.iter().any(|each| each.kind == ARTICLE) {
        let mut ours = Structure::new(number, ARTICLE);
        ours.sofa = Some(SOFA_ID);
        ours.set(DICTUM, Feature::Text("{}".to_owned()));
        all.push(ours);
    }
    let ours = all.iter_mut().find(|each| each.kind == ARTICLE);
    for (_, value) in ours.into_iter().flat_map(|ours| &mut ours.features) {
        if let Feature::Text(text) = value {
            let mut keys: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
            keys.insert("replaced".to_owned(), json!(replaced));
            *text = Value::Object(keys).to_string();
        }
    }
}

fn spell(all: &[Structure]) -> String {
    let prefixes = prefixes(all);
    let mut out = String::with_capacity(all.len() * 96);
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"",
    );
    for (package, prefix) in &prefixes {
        let path = package.replace('.', "/");
        let _ = write!(out, " xmlns:{prefix}=\"http:///{path}.ecore\"");
    }
    out.push_str(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n");
    for structure in all {
        element(structure, &prefixes, &mut out);
    }
    let _ = write!(out, "<cas:View sofa=\"{SOFA_ID}\" members=\"");
    let members = all
        .iter()
        .filter(|each| each.place.is_some() || each.kind == ARTICLE);
    for (number, member) in members.enumerate() {
        let space = if number > 0 { " " } else { "" };
        let _ = write!(out, "{space}{}", member.id);
    }
    out.push_str("\"/>\n</xmi:XMI>\n");
    out
}

/// The package of a type, and the rest of its name.
fn parted(kind: &str) -> (&str, &str) {
    kind.rsplit_once('.').unwrap_or(("uima.noNamespace", kind))
}

/// A prefix for each package; `cas` is that of UIMA itself.
fn prefixes(all: &[Structure]) -> BTreeMap<&str, String> {
    let mut prefixes: BTreeMap<&str, String> = all
        .iter()
        .map(|each| (parted(&each.kind).0, String::new()))
        .collect();
    for (number, (package, prefix)) in prefixes.iter_mut().enumerate() {
        *prefix = match *package {
            "uima.cas" => "cas".to_owned(),
            _ => format!("p{number}"),
        };
    }
    prefixes
}

fn element(structure: &Structure, prefixes: &BTreeMap<&str, String>, out: &mut String) {
    let (package, name) = parted(&structure.kind);
    let prefix = prefixes.get(package).map_or("cas", String::as_str);
    let _ = write!(out, "<{prefix}:{name} xmi:id=\"{}\"", structure.id);
    if let Some(sofa) = structure.sofa.filter(|_| structure.kind != SOFA) {
        let _ = write!(out, " sofa=\"{sofa}\"");
    }
    if let Some((begin, end)) = structure.place {
        let _ = write!(out, " begin=\"{begin}\" end=\"{end}\"");
    }
    for (name, value) in &structure.features {
        if let Some(value) = attribute(value) {
            let _ = write!(out, " {name}=\"");
            xml_text::escape(&value, out);
            out.push('"');
        }
    }
    let lists = || {
        let features = structure.features.iter();
        features.filter_map(|(name, value)| match value {
            Feature::Texts(texts) => Some((name, texts)),
            _ => None,
        })
    };
    if lists().next().is_none() {
        out.push_str("/>\n");
        return;
    }
    out.push('>');
    for (name, texts) in lists() {
        for text in texts {
            let _ = write!(out, "<{name}>");
            xml_text::escape(text, out);
            let _ = write!(out, "</{name}>");
        }
    }
    let _ = writeln!(out, "</{prefix}:{}>", parted(&structure.kind).1);
}

/// A feature as the value of an attribute; lists of strings are elements.
fn attribute(value: &Feature) -> Option<String> {
    Some(match value {
        Feature::Text(text) => text.clone(),
        Feature::Flag(flag) => flag.to_string(),
        Feature::Number(number) => number.to_string(),
        Feature::Ref(id) => id.to_string(),
        Feature::Refs(ids) => {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            ids.join(" ")
        }
        Feature::Texts(_) => return None,
        Feature::Other(value) => value.to_string(),
    })
}
