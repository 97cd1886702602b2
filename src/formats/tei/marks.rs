//! Marks and links as annotations.

use super::BODY;
use super::ids::Ids;
use super::xml::Xml;
use crate::formats::Ledger;
use crate::formats::keys::History;
use crate::model::{
    AttributeValue, Attributes, Decision, Extra, Link, Maker, Origin, Parts, Span, State,
};
use std::fmt::Write as _;

/// A pointer to something of this id.
pub fn pointer(id: &str) -> String {
    format!("#{id}")
}

/// Adds a list of marks and one of links, where there are any.
pub fn marks(article: &Parts, ids: &Ids<'_>, xml: &mut Xml, ledger: &mut dyn Ledger) {
    if !article.spans.is_empty() {
        xml.open("listAnnotation", &[("type", "spans")]);
        xml.line();
        for span in &article.spans {
            // Names what has no place.
            let _ = History::of(span, &[], &article.header.id, ledger);
            mark(article, span, ids, xml);
        }
        xml.close("listAnnotation");
        xml.line();
    }
    if !article.links.is_empty() {
        xml.open("listAnnotation", &[("type", "links")]);
        xml.line();
        for each in &article.links {
            let _ = History::of_link(each, &[], &article.header.id, ledger);
            link(each, ids, xml);
        }
        xml.close("listAnnotation");
        xml.line();
    }
}

/// Where a span is: a stretch of the body for each piece, from where and how many code points.
fn target(article: &Parts, span: &Span) -> String {
    let mut target = String::new();
    for range in &span.fragments {
        let start = article.text.char_offset(range.start).0;
        let length = article.text.char_offset(range.end).0 - start;
        let space = if target.is_empty() { "" } else { " " };
        let _ = write!(target, "{space}#string-range({BODY},{start},{length})");
    }
    target
}

fn mark(article: &Parts, span: &Span, ids: &Ids<'_>, xml: &mut Xml) {
    let id = ids.span(&span.id).unwrap_or_default();
    let theirs = if id == span.id.as_str() {
        ""
    } else {
        span.id.as_str()
    };
    let label = ids.label(&span.label).map(pointer).unwrap_or_default();
    let attributes = [
        ("xml:id", id),
        ("n", theirs),
        ("motivation", "classifying"),
        ("ana", &label),
        ("target", &target(article, span)),
    ];
    xml.open("annotation", &attributes);
    history(&span.origin, span.decided.as_ref(), span.state, xml);
    if let Some(entity) = span.entity.as_ref().and_then(|id| ids.entity(id)) {
        xml.empty("ptr", &[("type", "entity"), ("target", &pointer(entity))]);
    }
    set(&span.attributes, xml);
    for link in &span.no_links {
        xml.words("note", &[("type", "nobody")], link.as_str());
    }
    if let Some(note) = &span.note {
        xml.words("note", &[("type", "comment")], note);
    }
    said_of(span.state, &span.origin, &span.extra, xml);
    xml.close("annotation");
    xml.line();
}

fn link(link: &Link, ids: &Ids<'_>, xml: &mut Xml) {
    let id = ids.link(&link.id).unwrap_or_default();
    let theirs = if id == link.id.as_str() {
        ""
    } else {
        link.id.as_str()
    };
    let label = ids.label(&link.label).map(pointer).unwrap_or_default();
    let from = ids.span(&link.from).map(pointer).unwrap_or_default();
    let attributes = [
        ("xml:id", id),
        ("n", theirs),
        ("motivation", "linking"),
        ("ana", &label),
        ("target", &from),
    ];
    xml.open("annotation", &attributes);
    history(&link.origin, link.decided.as_ref(), link.state, xml);
    let to = ids.span(&link.to).map(pointer).unwrap_or_default();
    xml.empty("ptr", &[("target", &to)]);
    set(&link.attributes, xml);
    said_of(link.state, &link.origin, &link.extra, xml);
    xml.close("annotation");
    xml.line();
}

/// Who made it and who decided on it, and when.
fn history(origin: &Origin, decided: Option<&Decision>, state: State, xml: &mut Xml) {
    if let Some(name) = &origin.name {
        let (by, kind) = match origin.by {
            Maker::Human => ("made by", "persName"),
            Maker::Tagger => ("found by the tagger", "name"),
            Maker::Import => ("imported from", "name"),
        };
        let version = origin.version.as_deref().unwrap_or_default();
        let name = format!("{name} {version}");
        xml.open("respStmt", &[]);
        xml.words("resp", &[], by);
        xml.words(kind, &[], name.trim_end());
        xml.close("respStmt");
    }
    let Some(decided) = decided else { return };
    let what = state_word(state);
    xml.open("respStmt", &[]);
    xml.words("resp", &[], what);
    xml.words("persName", &[], &decided.name);
    xml.close("respStmt");
    if let Some(at) = &decided.at {
        let is_time = |c: char| c.is_ascii_digit() || "-:TZ.+".contains(c);
        let when = Some(at.as_str()).filter(|at| at.chars().all(is_time));
        xml.open("revisionDesc", &[]);
        let attributes = [("status", what), ("when", when.unwrap_or_default())];
        xml.words("change", &attributes, at.as_str());
        xml.close("revisionDesc");
    }
}

fn state_word(state: State) -> &'static str {
    match state {
        State::Accepted => "accepted",
        State::Suggested => "suggested",
        State::Rejected => "rejected",
    }
}

/// What is set on a mark: a note for each value.
fn set(attributes: &Attributes, xml: &mut Xml) {
    for (name, value) in attributes {
        let keys = [("type", "attribute"), ("n", name.as_str())];
        match value {
            AttributeValue::Text(text) => xml.words("note", &keys, text),
            AttributeValue::Flag(flag) => xml.words("note", &keys, &flag.to_string()),
            AttributeValue::Many(texts) if texts.is_empty() => xml.empty("note", &keys),
            AttributeValue::Many(texts) => {
                for text in texts {
                    xml.words("note", &keys, text);
                }
            }
        }
    }
}

/// What else is said of a mark.
fn said_of(state: State, origin: &Origin, extra: &Extra, xml: &mut Xml) {
    if state != State::Accepted {
        xml.words("note", &[("type", "state")], state_word(state));
    }
    if let Some(score) = origin.score {
        xml.words("note", &[("type", "score")], &score.to_string());
    }
    if let Some(reason) = &origin.reason {
        xml.words("note", &[("type", "reason")], reason);
    }
    for (key, value) in extra {
        xml.words("note", &[("type", "extra"), ("n", key)], &value.to_string());
    }
}
