//! From a list of results to marks: regions, what is set on them, and relations.

use super::described::Described;
use super::{FROM, NOBODY, TEXT, keep};
use crate::formats::keys::{id_of, shallow, take, take_history};
use crate::formats::{Fault, Found, FoundLink, FoundSpan, Piece};
use crate::model::{AttributeValue, Extra, State};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Takes the results of a task's annotation and predictions into what was found.
pub struct Results<'a> {
    found: &'a mut Found,
    described: &'a Described,
    /// Ids that earlier results have: a prediction's may be those of the annotation made of it.
    ids: HashSet<String>,
}

/// A list of results while it is taken.
struct List<'a> {
    state: State,
    prediction: Option<(usize, &'a Extra)>,
    /// Where the span of each region id is.
    regions: HashMap<String, usize>,
}

impl<'a> Results<'a> {
    /// Of a task without any yet.
    pub fn new(found: &'a mut Found, described: &'a Described) -> Self {
        Self {
            found,
            described,
            ids: HashSet::new(),
        }
    }

    /// Where what is wrong is told.
    pub fn faults(&mut self) -> &mut Vec<Fault> {
        &mut self.found.faults
    }

    /// Takes a list of results. Gives those that are of no region and no relation, as choices for the
    /// whole task.
    pub fn take(
        &mut self,
        list: Option<Value>,
        state: State,
        prediction: Option<(usize, &Extra)>,
    ) -> Vec<Value> {
        let items = match list {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.fault(format!("a result that is no list: {}", shortened(&other)));
                return Vec::new();
            }
        };
        let mut list = List {
            state,
            prediction,
            regions: HashMap::new(),
        };
        let mut later = Vec::new();
        for item in items {
            match item {
                Value::Object(item) if is_region(&item) => self.region(item, &mut list),
                Value::Object(item) => later.push(item),
                other => self.fault(format!("a result that is no object: {}", shortened(&other))),
            }
        }
        let mut unplaced = Vec::new();
        for item in later {
            if item.get("type").and_then(Value::as_str) == Some("relation") {
                self.relation(item, &list);
            } else if let Some(item) = self.setting(item, &list) {
                let mut kept: Extra = [("result".to_owned(), Value::Object(item))].into();
                shallow(&mut kept, self.found.line, &mut self.found.faults);
                unplaced.extend(kept.remove("result"));
            }
        }
        unplaced
    }

    fn fault(&mut self, reason: String) {
        self.found.faults.push(Fault {
            line: self.found.line,
            ..Fault::new(reason)
        });
    }

    // ---- regions ----------------------------------------------------------------------------

    fn region(&mut self, item: Map<String, Value>, list: &mut List<'_>) {
        let mut item: Extra = item.into_iter().collect();
        let id = item.remove("id").map(|id| id_of(&id)).unwrap_or_default();
        let kind = item
            .remove("type")
            .map(|kind| id_of(&kind))
            .unwrap_or_default();
        let Some(Value::Object(mut value)) = item.remove("value") else {
            return;
        };
        let labels = labels(&mut value, &kind);
        let mut place = place(&mut value);
        // Words over several lines come with a backslash and an n from some views.
        if let Some(words) = place.as_mut().and_then(|piece| piece.text.as_mut())
            && words.contains("\\n")
            && !self.found.text.contains("\\n")
        {
            *words = words.replace("\\n", "\n");
        }
        let (Some(piece), false) = (place, labels.is_empty()) else {
            let what = if labels.is_empty() {
                "a label"
            } else {
                "start and end in numbers"
            };
            self.fault(format!("region {id} without {what}"));
            return;
        };
        let mut span = FoundSpan {
            state: list.state,
            line: self.found.line,
            ..FoundSpan::default()
        };
        let mut own = Map::new();
        self.set_by_region(&mut item, &mut span, &mut own);
        for (key, usual) in [("from_name", FROM), ("to_name", TEXT)] {
            match item.remove(key) {
                Some(name) if name != usual => drop(own.insert(key.to_owned(), name)),
                _ => {}
            }
        }
        if kind != "labels" {
            own.insert("type".to_owned(), kind.into());
        }
        if !value.is_empty() {
            own.insert("value".to_owned(), Value::Object(value));
        }
        if let Some((number, told)) = list.prediction {
            own.insert("prediction".to_owned(), number.into());
            let model = told.get("model_version").and_then(Value::as_str);
            if span.origin.name.is_none() {
                span.origin.name = model.filter(|model| !model.is_empty()).map(Into::into);
            }
        }
        shallow(&mut item, self.found.line, &mut self.found.faults);
        own.extend(item);
        self.span(id, labels, piece, span, own, list);
    }

    /// What stands on the region itself: how sure a model was, and under `meta` what a person noted.
    fn set_by_region(
        &mut self,
        item: &mut Extra,
        span: &mut FoundSpan,
        own: &mut Map<String, Value>,
    ) {
        if let Some(Value::Object(meta)) = item.remove("meta") {
            let mut meta: Extra = meta.into_iter().collect();
            if let Some(lines) = take::<Vec<String>>(&mut meta, "text") {
                span.note = Some(lines.join("\n")).filter(|note| !note.is_empty());
                if lines.len() > 1 {
                    own.insert("lines".to_owned(), lines.len().into());
                }
            } else {
                span.note = take(&mut meta, "text");
            }
            span.entity = take(&mut meta, "entity");
            take_history(&mut meta, &mut span.origin, &mut span.decided);
            shallow(&mut meta, self.found.line, &mut self.found.faults);
            if !meta.is_empty() {
                let meta = Value::Object(meta.into_iter().collect());
                own.insert("meta".to_owned(), meta);
            }
        }
        if let Some(score) = item.get("score").and_then(Value::as_f64) {
            let told = span.origin.score.map(f64::to_bits);
            if told == Some(score.to_bits()) {
                item.remove("score");
            }
            span.origin.score = Some(score);
        }
    }

    /// A span for each of a region's labels.
    fn span(
        &mut self,
        id: String,
        labels: Vec<String>,
        piece: Piece,
        span: FoundSpan,
        own: Map<String, Value>,
        list: &mut List<'_>,
    ) {
        let several = labels.len() > 1;
        for (number, label) in labels.into_iter().enumerate() {
            let mut span = if number == 0 {
                span.clone()
            } else {
                FoundSpan {
                    state: span.state,
                    origin: span.origin.clone(),
                    line: span.line,
                    ..FoundSpan::default()
                }
            };
            let mut own = own.clone();
            if several {
                own.insert("region".to_owned(), id.as_str().into());
            }
            let wanted = if number == 0 {
                id.clone()
            } else {
                String::new()
            };
            span.id = wanted.clone();
            if !wanted.is_empty() && !self.ids.insert(wanted.clone()) {
                span.id = self.free(&wanted);
                own.insert("id".to_owned(), wanted.as_str().into());
            }
            if number == 0 {
                if list.regions.contains_key(&wanted) {
                    self.fault(format!("region {wanted} is there twice"));
                }
                list.regions.entry(wanted).or_insert(self.found.spans.len());
            }
            span.label = label;
            span.pieces = vec![piece.clone()];
            keep(&mut span.extra, own);
            self.found.spans.push(span);
        }
    }

    fn free(&mut self, wanted: &str) -> String {
        let mut number = 2;
        loop {
            let id = format!("{wanted}.{number}");
            if self.ids.insert(id.clone()) {
                return id;
            }
            number += 1;
        }
    }

    // ---- what is set on them ----------------------------------------------------------------

    /// Takes choices and words for a region; gives back what is of none.
    fn setting(
        &mut self,
        mut item: Map<String, Value>,
        list: &List<'_>,
    ) -> Option<Map<String, Value>> {
        let id = item.get("id").map(id_of).unwrap_or_default();
        let Some(&index) = list.regions.get(&id) else {
            return Some(item);
        };
        let line = self.found.line;
        let Some(span) = self.found.spans.get_mut(index) else {
            return Some(item);
        };
        let name = item.get("from_name").map(id_of).unwrap_or_default();
        let told = |key: &str| item.get("meta")?.get(key)?.as_str();
        let name = told("attribute").map_or(name, str::to_owned);
        let flag = told("kind") == Some("flag");
        let many = told("kind") == Some("many") || self.described.is_multiple(&name);
        let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
        let value = match kind {
            "choices" | "textarea" => item.get("value").and_then(|value| strings(value, kind)),
            _ => None,
        };
        let Some(values) = value else {
            // Kept as it is, to be written again.
            let own = span
                .extra
                .entry(super::KEY.to_owned())
                .or_insert_with(|| Map::new().into());
            let mut kept: Extra =
                [("item".to_owned(), Value::Object(std::mem::take(&mut item)))].into();
            shallow(&mut kept, line, &mut self.found.faults);
            if let (Some(own), Some(item)) = (own.as_object_mut(), kept.remove("item")) {
                let list = own
                    .entry("results")
                    .or_insert_with(|| Vec::<Value>::new().into());
                list.as_array_mut()?.push(item);
            }
            return None;
        };
        if name == NOBODY && kind == "choices" {
            span.no_links = values;
            return None;
        }
        let value = match values.as_slice() {
            [one] if flag => AttributeValue::Flag(one == "true"),
            [one] if !many => AttributeValue::Text(one.clone()),
            _ => AttributeValue::Many(values),
        };
        span.attributes.insert(name.as_str().into(), value);
        None
    }

    // ---- relations --------------------------------------------------------------------------

    fn relation(&mut self, item: Map<String, Value>, list: &List<'_>) {
        let mut item: Extra = item.into_iter().collect();
        item.remove("type");
        let [from, to] = ["from_id", "to_id"].map(|key| {
            let id = item.remove(key).map(|id| id_of(&id)).unwrap_or_default();
            let index = list.regions.get(&id);
            let span = index.and_then(|&index| self.found.spans.get(index));
            span.map_or(id, |span| span.id.clone())
        });
        let direction = item
            .get("direction")
            .and_then(Value::as_str)
            .unwrap_or("right");
        let (from, to) = if direction == "left" {
            (to, from)
        } else {
            (from, to)
        };
        if direction == "right" {
            item.remove("direction");
        }
        let labels = take::<Vec<String>>(&mut item, "labels").unwrap_or_default();
        if let Some((number, _)) = list.prediction {
            item.insert("prediction".to_owned(), number.into());
        }
        match labels.len() {
            1 => {}
            0 => drop(item.insert("labels".to_owned(), Value::Array(Vec::new()))),
            _ => drop(item.insert("relation".to_owned(), self.found.links.len().into())),
        }
        shallow(&mut item, self.found.line, &mut self.found.faults);
        let item: Map<String, Value> = item.into_iter().collect();
        let unnamed = || vec!["relation".to_owned()];
        let labels = if labels.is_empty() { unnamed() } else { labels };
        for label in labels {
            let mut link = FoundLink {
                label,
                from: from.clone(),
                to: to.clone(),
                state: list.state,
                line: self.found.line,
                ..FoundLink::default()
            };
            keep(&mut link.extra, item.clone());
            self.found.links.push(link);
        }
    }
}

/// Whether a result is a stretch of text with labels.
fn is_region(item: &Map<String, Value>) -> bool {
    let Some(Value::Object(value)) = item.get("value") else {
        return false;
    };
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    let is_labels = kind == "labels" || kind == "hypertextlabels";
    is_labels || value.contains_key("labels") && value.contains_key("start")
}

fn labels(value: &mut Map<String, Value>, kind: &str) -> Vec<String> {
    let labels = value.remove("labels").or_else(|| value.remove(kind));
    match labels {
        Some(Value::Array(labels)) => labels.iter().map(id_of).collect(),
        Some(Value::String(label)) => vec![label],
        _ => Vec::new(),
    }
}

/// Where a region is. In HTML the numbers stand under `globalOffsets`.
fn place(value: &mut Map<String, Value>) -> Option<Piece> {
    let number = |value: &Value| {
        let whole = |number: f64| (number.fract() == 0.0 && number >= 0.0).then_some(number);
        let number = value.as_u64().or_else(|| {
            let number = whole(value.as_f64()?)?;
            // Offsets written as 21.0.
            format!("{number:.0}").parse().ok()
        })?;
        usize::try_from(number).ok()
    };
    let global = |key: &str| value.get("globalOffsets")?.get(key).and_then(number);
    let own = |key: &str| value.get(key).and_then(number);
    let at = |key: &str| own(key).or_else(|| global(key));
    let (start, end) = (at("start")?, at("end")?);
    let text = value.get("text").and_then(Value::as_str).map(str::to_owned);
    if own("start").is_some() && own("end").is_some() {
        value.remove("start");
        value.remove("end");
    }
    if text.is_some() {
        value.remove("text");
    }
    Some(Piece { start, end, text })
}

fn strings(value: &Value, kind: &str) -> Option<Vec<String>> {
    let key = if kind == "choices" { "choices" } else { "text" };
    match value.get(key)? {
        Value::Array(values) => values
            .iter()
            .map(|value| value.as_str().map(str::to_owned))
            .collect(),
        Value::String(value) => Some(vec![value.clone()]),
        _ => None,
    }
}

fn shortened(value: &Value) -> String {
    const LONGEST: usize = 60;
    value.to_string().chars().take(LONGEST).collect()
}
