//! An article's spans and links, put into its lists of results.

use super::super::config::Config;
use super::super::{FROM, KEY, LABEL_STUDIO, TEXT};
use super::lists::{Bucket, Lists, object};
use super::region::{Controls, Region};
use super::relation::Together;
use super::settings::settings;
use crate::formats::Ledger;
use crate::model::{Parts, Span, SpanId};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// The results of an article. `own` is what it had of its own in Label Studio, `ids` those of the task's regions.
pub(super) fn lists(
    article: &Parts,
    own: &mut Map<String, Value>,
    config: &mut Config,
    ids: &mut HashSet<String>,
    ledger: &mut dyn Ledger,
) -> Lists {
    let mut marks = Marks {
        article,
        lists: Lists::new(own),
        config,
        ids,
        ledger,
        shared: Shared::of(article),
        places: HashMap::new(),
    };
    for span in &article.spans {
        marks.span(span);
    }
    let mut together = Together::default();
    for link in &article.links {
        marks.link(link, &mut together);
    }
    for (bucket, relation) in together.into_relations() {
        marks.lists.push(bucket, &relation);
    }
    marks.lists
}

/// What the results of an article are made with.
pub(super) struct Marks<'a> {
    pub article: &'a Parts,
    pub lists: Lists,
    pub config: &'a mut Config,
    ids: &'a mut HashSet<String>,
    pub ledger: &'a mut dyn Ledger,
    shared: Shared<'a>,
    /// The id of each span's region, and the list in which it stands.
    pub places: HashMap<&'a SpanId, (String, Bucket)>,
}

impl<'a> Marks<'a> {
    fn span(&mut self, span: &'a Span) {
        let mut kept = object(span.extra.get(KEY).cloned());
        let bucket = self.lists.bucket(span, &kept);
        let first = self.shared.first(span).and_then(|id| self.places.get(id));
        if let Some(place) = first.cloned() {
            // It stands with the first of the same region.
            self.places.insert(&span.id, place);
            return;
        }
        let told = kept.remove("id");
        let told = told.as_ref().and_then(Value::as_str);
        let id = free(told.unwrap_or(span.id.as_str()), self.ids);
        self.region(span, &id, bucket, kept);
        self.places.insert(&span.id, (id, bucket));
    }

    fn region(&mut self, span: &'a Span, id: &str, bucket: Bucket, mut kept: Map<String, Value>) {
        let mut string = |key: &str, usual: &str| match kept.remove(key) {
            Some(Value::String(name)) => name,
            _ => usual.to_owned(),
        };
        let controls = Controls {
            from: string("from_name", FROM),
            to: string("to_name", TEXT),
            kind: string("type", "labels"),
        };
        let labels = self.shared.labels(span);
        for label in &labels {
            let (from, to) = (&controls.from, &controls.to);
            self.config.label(from, to, label, &self.article.schema);
        }
        for key in ["prediction", "region"] {
            kept.remove(key);
        }
        let more = kept.remove("results");
        // A prediction's model is told once for all of it.
        let model = span.origin.name.as_deref();
        let model = model.filter(|_| matches!(bucket, Bucket::Prediction(_)));
        let told = [LABEL_STUDIO.name, model.unwrap_or_default()];
        let (article, ledger) = (self.article, &mut *self.ledger);
        let region = Region::new(span, id, &controls, labels, article)
            .with_meta(span, &mut kept, &told, &article.header.id, ledger)
            .with_origin(span, bucket, kept);
        let place = json!({
            "start": region.value.start, "end": region.value.end, "text": region.value.text,
        });
        self.lists.push(bucket, &region);
        for result in settings(span, id, &controls.to, &place, self.config) {
            self.lists.push(bucket, &result);
        }
        for result in more
            .as_ref()
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.lists.push(bucket, result);
        }
    }
}

/// Spans that were one region of several labels.
struct Shared<'a> {
    /// By span, the first of its region.
    first: HashMap<&'a SpanId, &'a SpanId>,
    /// By the first, the labels of all.
    labels: HashMap<&'a SpanId, Vec<&'a str>>,
}

impl<'a> Shared<'a> {
    fn of(article: &'a Parts) -> Self {
        let mut regions = HashMap::new();
        let mut shared = Self {
            first: HashMap::new(),
            labels: HashMap::new(),
        };
        for span in &article.spans {
            let kept = span.extra.get(KEY);
            if let Some(region) = kept.and_then(|kept| kept.get("region")?.as_str()) {
                let prediction = kept.and_then(|kept| kept.get("prediction")?.as_u64());
                let place = (region, prediction, span.state, span.fragments.hull());
                let first = *regions.entry(place).or_insert(&span.id);
                shared.first.insert(&span.id, first);
                let labels = shared.labels.entry(first).or_default();
                labels.push(span.label.as_str());
            }
        }
        shared
    }

    /// The span with which this one stands, where that is another.
    fn first(&self, span: &Span) -> Option<&'a SpanId> {
        let first = self.first.get(&span.id).copied();
        first.filter(|first| **first != span.id)
    }

    /// The labels of a region, its first span's first.
    fn labels(&mut self, span: &'a Span) -> Vec<&'a str> {
        let shared = self.labels.remove(&span.id);
        shared.unwrap_or_else(|| vec![span.label.as_str()])
    }
}

/// An id that no other region has.
fn free(wanted: &str, ids: &mut HashSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut number = 1;
    while !ids.insert(id.clone()) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    id
}
