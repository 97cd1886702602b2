//! A span as a region.

use super::lists::{Bucket, object};
use crate::formats::Ledger;
use crate::formats::keys::History;
use crate::model::{Maker, Parts, Span};
use serde::Serialize;
use serde_json::{Map, Value};

/// The controls of the labeling config that a region hangs on.
pub(super) struct Controls {
    /// The one that it comes from.
    pub from: String,
    /// The one whose text it is in.
    pub to: String,
    /// What kind of result it is.
    pub kind: String,
}

/// A region, as it is written.
#[derive(Serialize)]
pub(super) struct Region<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    from_name: &'a str,
    to_name: &'a str,
    pub value: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Meta<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'static str>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Where a region stands, in code points.
#[derive(Serialize)]
pub(super) struct Place<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    labels: Vec<&'a str>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Serialize)]
struct Meta<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(flatten)]
    history: History<'a>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl<'a> Region<'a> {
    /// A region with its place and its labels.
    pub fn new(
        span: &'a Span,
        id: &'a str,
        controls: &'a Controls,
        labels: Vec<&'a str>,
        article: &'a Parts,
    ) -> Self {
        let (range, text) = (span.fragments.hull(), &article.text);
        Self {
            id,
            kind: &controls.kind,
            from_name: &controls.from,
            to_name: &controls.to,
            value: Place {
                start: text.char_offset(range.start).0,
                end: text.char_offset(range.end).0,
                text: text.slice(range),
                labels,
                rest: Map::new(),
            },
            score: None,
            meta: None,
            origin: None,
            rest: Map::new(),
        }
    }

    /// With what only Dictum knows of the span. `told` is what is told of its origin elsewhere.
    pub fn with_meta(
        mut self,
        span: &'a Span,
        kept: &mut Map<String, Value>,
        told: &[&str],
        article: &str,
        ledger: &mut dyn Ledger,
    ) -> Self {
        self.meta = meta(span, kept, told, article, ledger);
        self
    }

    /// With who made it, and with the rest of its own keys.
    pub fn with_origin(
        mut self,
        span: &Span,
        bucket: Bucket,
        mut kept: Map<String, Value>,
    ) -> Self {
        let origin = match (bucket, span.origin.by) {
            (Bucket::Prediction(_), _) | (_, Maker::Import) => None,
            (_, Maker::Human) => Some("manual"),
            (_, Maker::Tagger) if span.proposed.is_some() => Some("prediction-changed"),
            (_, Maker::Tagger) => Some("prediction"),
        };
        self.value.rest = object(kept.remove("value"));
        self.score = span.origin.score.filter(|_| !kept.contains_key("score"));
        self.origin = origin.filter(|_| !kept.contains_key("origin"));
        self.rest = kept;
        self
    }
}

fn meta<'a>(
    span: &'a Span,
    kept: &mut Map<String, Value>,
    told: &[&str],
    article: &str,
    ledger: &mut dyn Ledger,
) -> Option<Meta<'a>> {
    let in_lines = kept.remove("lines").is_some();
    let note = span.note.as_deref();
    let meta = Meta {
        text: match note {
            Some(note) if in_lines => note.split('\n').collect(),
            note => note.into_iter().collect(),
        },
        entity: span.entity.as_ref().map(|entity| entity.as_str()),
        history: History::of(span, told, article, ledger),
        rest: object(kept.remove("meta")),
    };
    let is_empty = meta.text.is_empty() && meta.entity.is_none() && meta.rest.is_empty();
    (!is_empty || !meta.history.is_empty()).then_some(meta)
}
