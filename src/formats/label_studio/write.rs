//! Tasks as Label Studio imports them, with the labeling config that they need.

use super::config::{Config, control_of};
use super::{CONFIG, FROM, NOBODY, TEXT, own};
use crate::formats::keys::{History, lose_history_of_link};
use crate::formats::{
    Done, Holds, InSplits, Layout, Ledger, Loss, Lost, Options, Session, Shelf, Writes, about,
};
use crate::model::{AttributeValue, Link, Maker, Parts, Span, SpanId, State, Status, Text};
use crate::store::json_line;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

/// Writes a list of tasks, a line each, and the labeling config.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            fragments: false,
            link_attributes: false,
            ..Holds::ALL
        }
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "tasks.json",
            extensions: &["json"],
        }
    }

    fn in_splits(&self) -> InSplits {
        InSplits::Folders
    }

    fn begin(&self, _: &Options) -> Box<dyn Session> {
        Box::new(Tasks::default())
    }
}

#[derive(Default)]
struct Tasks {
    config: Config,
    pending: Option<Task>,
    written: bool,
}

/// A task that may still get the annotation of another person.
struct Task {
    id: String,
    text: Text,
    /// Its own keys, and `data`.
    keys: Map<String, Value>,
    annotations: Vec<Vec<u8>>,
    predictions: Vec<Vec<u8>>,
    /// Those of regions: no two results of a task may have the same.
    ids: HashSet<String>,
}

impl Session for Tasks {
    fn put(
        &mut self,
        mut article: Parts,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()> {
        let mut own = own(&mut article.header.metadata.imported);
        let goes_on = self.pending.as_ref().is_some_and(|task| {
            task.id == article.header.id && task.text.as_str() == article.text.as_str()
        });
        if !goes_on {
            self.flush(shelf)?;
        }
        self.config.describe(&article.schema);
        let mut task = match self.pending.take() {
            Some(task) => task,
            None => self.task(&article, &mut own),
        };
        let lists = Lists::of(&article, &mut own, &mut self.config, &mut task.ids, ledger);
        lists.into_task(&article, own, &mut task)?;
        self.pending = Some(task);
        Ok(())
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        self.flush(shelf)?;
        let end: &[u8] = if self.written { b"\n]\n" } else { b"[]\n" };
        shelf.main()?.write_all(end)?;
        shelf.put(CONFIG, self.config.xml().as_bytes())
    }
}

impl Tasks {
    fn flush(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        let Some(task) = self.pending.take() else {
            return Ok(());
        };
        let mut line = if self.written {
            b",\n{".to_vec()
        } else {
            b"[\n{".to_vec()
        };
        self.written = true;
        let mut keys = task.keys;
        let data = keys.remove("data");
        for (key, value) in keys {
            json_line::write(&mut line, &key)?;
            line.extend_from_slice(b": ");
            json_line::write(&mut line, &value)?;
            line.extend_from_slice(b", ");
        }
        for (key, list) in [
            ("annotations", task.annotations),
            ("predictions", task.predictions),
        ] {
            line.extend_from_slice(format!("\"{key}\": [").as_bytes());
            line.extend_from_slice(&list.join(&b", "[..]));
            line.extend_from_slice(b"], ");
        }
        line.extend_from_slice(b"\"data\": ");
        json_line::write(&mut line, &data)?;
        line.push(b'}');
        shelf.main()?.write_all(&line)
    }

    fn task(&mut self, article: &Parts, own: &mut Map<String, Value>) -> Task {
        let mut keys = match own.remove("task") {
            Some(Value::Object(keys)) => keys,
            _ => Map::new(),
        };
        let key = own.remove("text");
        let key = key.as_ref().and_then(Value::as_str).unwrap_or(TEXT);
        let named = self.config.text_key.get_or_insert_with(|| key.to_owned());
        let mut data: Map<String, Value> = about::keys(&article.header).into_iter().collect();
        let has_account = own
            .get("annotation")
            .is_some_and(|annotation| annotation.get("completed_by").is_some());
        if has_account {
            data.remove("annotator");
        }
        data.insert(named.clone(), article.text.as_str().into());
        data.insert(key.to_owned(), article.text.as_str().into());
        // A task that came with a number for an id is known by it.
        if keys.get("id").map(crate::formats::keys::id_of).as_deref() != Some(&article.header.id) {
            data.insert("id".to_owned(), article.header.id.as_str().into());
        }
        if !article.entities.is_empty()
            && let Ok(entities) = serde_json::to_value(&article.entities)
        {
            data.insert("entities".to_owned(), entities);
        }
        for key in ["data", "annotations", "completions", "predictions"] {
            keys.remove(key);
        }
        keys.insert("data".to_owned(), Value::Object(data));
        Task {
            id: article.header.id.clone(),
            text: article.text.clone(),
            keys,
            annotations: Vec::new(),
            predictions: Vec::new(),
            ids: HashSet::new(),
        }
    }
}

// ---- results --------------------------------------------------------------------------------

#[derive(Serialize)]
struct Region<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    from_name: &'a str,
    to_name: &'a str,
    value: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Meta<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'static str>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
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

/// In which list of results a span stands: the annotation's, or that of a prediction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bucket {
    Annotation,
    Prediction(usize),
}

/// The results of an article.
struct Lists {
    annotation: Vec<Vec<u8>>,
    predictions: Vec<Prediction>,
}

struct Prediction {
    /// The number that it came with, or who made it.
    name: String,
    keys: Map<String, Value>,
    results: Vec<Vec<u8>>,
}

impl Lists {
    fn of(
        article: &Parts,
        own: &mut Map<String, Value>,
        config: &mut Config,
        ids: &mut HashSet<String>,
        ledger: &mut dyn Ledger,
    ) -> Self {
        let mut lists = Self {
            annotation: Vec::new(),
            predictions: kept_predictions(own.remove("predictions")),
        };
        let skipped = own
            .get("annotation")
            .and_then(|annotation| annotation.get("was_cancelled"));
        let skipped = skipped == Some(&Value::Bool(true));
        let mut places: HashMap<&SpanId, (String, Bucket)> = HashMap::new();
        let merged = merged(article);
        for span in &article.spans {
            let mut kept = kept(span);
            let bucket = lists.bucket(span, &kept, skipped);
            if let Some(first) = merged.get(&span.id).filter(|first| **first != &span.id)
                && let Some(place) = places.get(*first).cloned()
            {
                // It stands with the first of the same region.
                places.insert(&span.id, place);
                continue;
            }
            let told = kept.remove("id");
            let id = told
                .as_ref()
                .and_then(Value::as_str)
                .unwrap_or(span.id.as_str());
            let id = free(id, ids);
            let others = article
                .spans
                .iter()
                .filter(|other| merged.get(&other.id) == Some(&&span.id) && other.id != span.id);
            let labels = if merged.contains_key(&span.id) {
                std::iter::once(span)
                    .chain(others)
                    .map(|each| each.label.as_str())
                    .collect()
            } else {
                vec![span.label.as_str()]
            };
            lists.region(span, &id, labels, bucket, kept, article, config, ledger);
            places.insert(&span.id, (id, bucket));
        }
        let mut together = BTreeMap::new();
        for link in &article.links {
            lists.relation(link, &places, &mut together, article, config, ledger);
        }
        for (_, (bucket, relation)) in together {
            lists.push(bucket, &relation);
        }
        lists
    }

    fn push(&mut self, bucket: Bucket, result: &impl Serialize) {
        let mut bytes = Vec::new();
        // Only writing to a disk can fail.
        if json_line::write(&mut bytes, result).is_err() {
            return;
        }
        match bucket {
            Bucket::Annotation => self.annotation.push(bytes),
            Bucket::Prediction(number) => {
                if let Some(prediction) = self.predictions.get_mut(number) {
                    prediction.results.push(bytes);
                }
            }
        }
    }

    fn bucket(&mut self, span: &Span, kept: &Map<String, Value>, skipped: bool) -> Bucket {
        let number = kept.get("prediction").and_then(Value::as_u64);
        if span.state == State::Accepted || (skipped && number.is_none()) {
            return Bucket::Annotation;
        }
        let origin = &span.origin;
        let model = [origin.name.as_deref(), origin.version.as_deref()];
        let model: Vec<&str> = model.into_iter().flatten().collect();
        let model = model.join(" ");
        let name = number.map_or_else(|| model.clone(), |number| number.to_string());
        let known = self
            .predictions
            .iter()
            .position(|prediction| prediction.name == name);
        let at = known.unwrap_or_else(|| {
            let mut keys = Map::new();
            if !model.is_empty() {
                keys.insert("model_version".to_owned(), model.into());
            }
            self.predictions.push(Prediction {
                name,
                keys,
                results: Vec::new(),
            });
            self.predictions.len() - 1
        });
        Bucket::Prediction(at)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "all of a region comes together here"
    )]
    fn region(
        &mut self,
        span: &Span,
        id: &str,
        labels: Vec<&str>,
        bucket: Bucket,
        mut kept: Map<String, Value>,
        article: &Parts,
        config: &mut Config,
        ledger: &mut dyn Ledger,
    ) {
        let mut string = |key: &str, usual: &str| match kept.remove(key) {
            Some(Value::String(name)) => name,
            _ => usual.to_owned(),
        };
        let (from, to) = (string("from_name", FROM), string("to_name", TEXT));
        let kind = string("type", "labels");
        for label in &labels {
            config.label(&from, &to, label, &article.schema);
        }
        let range = span.fragments.hull();
        let text = &article.text;
        let (start, end) = (
            text.char_offset(range.start).0,
            text.char_offset(range.end).0,
        );
        let words = text.slice(range);
        for key in ["prediction", "region"] {
            kept.remove(key);
        }
        let results = kept.remove("results");
        // A prediction's model is told once for all of it.
        let model = span.origin.name.as_deref();
        let model = model.filter(|_| matches!(bucket, Bucket::Prediction(_)));
        let told = [super::LABEL_STUDIO.name, model.unwrap_or_default()];
        let meta = meta(span, &mut kept, &told, &article.header.id, ledger);
        let value = Place {
            start,
            end,
            text: words,
            labels,
            rest: object(kept.remove("value")),
        };
        let origin = match (bucket, span.origin.by) {
            (Bucket::Prediction(_), _) | (_, Maker::Import) => None,
            (_, Maker::Human) => Some("manual"),
            (_, Maker::Tagger) if span.proposed.is_some() => Some("prediction-changed"),
            (_, Maker::Tagger) => Some("prediction"),
        };
        let region = Region {
            id,
            kind: &kind,
            from_name: &from,
            to_name: &to,
            value,
            score: span.origin.score.filter(|_| !kept.contains_key("score")),
            meta,
            origin: origin.filter(|_| !kept.contains_key("origin")),
            rest: kept,
        };
        self.push(bucket, &region);
        let region = json!({"start": start, "end": end, "text": words});
        for result in settings(span, id, &to, &region, config) {
            self.push(bucket, &result);
        }
        for result in results
            .as_ref()
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.push(bucket, result);
        }
    }

    fn relation(
        &mut self,
        link: &Link,
        places: &HashMap<&SpanId, (String, Bucket)>,
        together: &mut BTreeMap<u64, (Bucket, Value)>,
        article: &Parts,
        config: &mut Config,
        ledger: &mut dyn Ledger,
    ) {
        let (Some((from, bucket)), Some((to, other))) =
            (places.get(&link.from), places.get(&link.to))
        else {
            return;
        };
        if bucket != other {
            // A relation joins what stands in one list.
            ledger.lose(Loss {
                lost: Lost::Link,
                done: Done::Dropped,
                article: article.header.id.clone(),
                item: link.id.to_string(),
                detail: link.label.to_string(),
            });
            return;
        }
        lose_history_of_link(link, &article.header.id, ledger);
        let mut kept = match link.extra.get(super::KEY) {
            Some(Value::Object(kept)) => kept.clone(),
            _ => Map::new(),
        };
        kept.remove("prediction");
        let several = kept.remove("relation").and_then(|number| number.as_u64());
        if let Some((_, relation)) = several.and_then(|number| together.get_mut(&number)) {
            config.relation(link.label.as_str());
            if let Some(labels) = relation.get_mut("labels").and_then(Value::as_array_mut) {
                labels.push(link.label.as_str().into());
            }
            return;
        }
        let unnamed = kept.remove("labels").is_some() && link.label.as_str() == "relation";
        let labels = if unnamed {
            json!([])
        } else {
            json!([link.label.as_str()])
        };
        if !unnamed {
            config.relation(link.label.as_str());
        }
        let direction = kept.remove("direction").unwrap_or_else(|| "right".into());
        let (from, to) = if direction == "left" {
            (to, from)
        } else {
            (from, to)
        };
        let mut relation = json!({
            "type": "relation", "from_id": from, "to_id": to, "direction": direction, "labels": labels,
        });
        if let Some(relation) = relation.as_object_mut() {
            relation.extend(kept);
        }
        match several {
            Some(number) => drop(together.insert(number, (*bucket, relation))),
            None => self.push(*bucket, &relation),
        }
    }

    fn into_task(
        mut self,
        article: &Parts,
        mut own: Map<String, Value>,
        task: &mut Task,
    ) -> io::Result<()> {
        for result in own
            .remove("results")
            .as_ref()
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.push(Bucket::Annotation, result);
        }
        let told = own.remove("annotation");
        let answered = told.is_some() || article.header.status == Status::Done;
        if !self.annotation.is_empty() || answered {
            let mut keys = object(told);
            keys.remove("result");
            if !keys.contains_key("completed_by")
                && let Some(annotator) = &article.header.annotator
            {
                keys.insert("annotator".to_owned(), annotator.as_str().into());
            }
            task.annotations.push(listed(&keys, &self.annotation)?);
        }
        for mut prediction in self.predictions {
            let unplaced = prediction.keys.remove("results");
            for result in unplaced
                .as_ref()
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let mut bytes = Vec::new();
                json_line::write(&mut bytes, result)?;
                prediction.results.push(bytes);
            }
            if !prediction.results.is_empty() {
                task.predictions
                    .push(listed(&prediction.keys, &prediction.results)?);
            }
        }
        Ok(())
    }
}

/// An annotation or a prediction: its keys, and its results.
fn listed(keys: &Map<String, Value>, results: &[Vec<u8>]) -> io::Result<Vec<u8>> {
    let mut bytes = vec![b'{'];
    for (key, value) in keys {
        json_line::write(&mut bytes, key)?;
        bytes.extend_from_slice(b": ");
        json_line::write(&mut bytes, value)?;
        bytes.extend_from_slice(b", ");
    }
    bytes.extend_from_slice(b"\"result\": [");
    bytes.extend_from_slice(&results.join(&b", "[..]));
    bytes.extend_from_slice(b"]}");
    Ok(bytes)
}

fn object(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(keys)) => keys,
        _ => Map::new(),
    }
}

fn kept(span: &Span) -> Map<String, Value> {
    object(span.extra.get(super::KEY).cloned())
}

fn kept_predictions(told: Option<Value>) -> Vec<Prediction> {
    let Some(Value::Array(told)) = told else {
        return Vec::new();
    };
    let numbered = told.into_iter().enumerate();
    let prediction = |(number, keys): (usize, Value)| Prediction {
        name: number.to_string(),
        keys: object(Some(keys)),
        results: Vec::new(),
    };
    numbered.map(prediction).collect()
}

/// The spans of a region that had several labels, and which of them comes first.
fn merged(article: &Parts) -> HashMap<&SpanId, &SpanId> {
    let mut first = HashMap::new();
    let mut merged = HashMap::new();
    for span in &article.spans {
        let kept = span.extra.get(super::KEY);
        if let Some(region) = kept.and_then(|kept| kept.get("region")?.as_str()) {
            let prediction = kept.and_then(|kept| kept.get("prediction")?.as_u64());
            let place = (region, prediction, span.state, span.fragments.hull());
            merged.insert(&span.id, *first.entry(place).or_insert(&span.id));
        }
    }
    merged
}

fn free(wanted: &str, ids: &mut HashSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut number = 1;
    while !ids.insert(id.clone()) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    id
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

/// What is set on a span, as choices and typed words for its region.
fn settings(span: &Span, id: &str, to: &str, region: &Value, config: &mut Config) -> Vec<Value> {
    let mut results = Vec::new();
    let chosen = |control: &str, values: &[String]| {
        let mut value = region.clone();
        if let Some(value) = value.as_object_mut() {
            value.insert("choices".to_owned(), values.into());
        }
        json!({"id": id, "type": "choices", "from_name": control, "to_name": to, "value": value})
    };
    let label = span.label.as_str();
    for (name, value) in &span.attributes {
        let name = name.as_str();
        let control = control_of(name);
        let (mut result, kind) = match value {
            AttributeValue::Text(words) if config.is_words(name) => {
                let value = json!({"text": [words]});
                let result = json!({
                    "id": id, "type": "textarea", "from_name": control, "to_name": to, "value": value,
                });
                (result, None)
            }
            AttributeValue::Text(value) => {
                let values = std::slice::from_ref(value);
                config.chosen(name, label, values, false);
                (chosen(&control, values), None)
            }
            AttributeValue::Flag(flag) => {
                let values = [flag.to_string()];
                config.chosen(name, label, &values, false);
                (chosen(&control, &values), Some("flag"))
            }
            AttributeValue::Many(values) => {
                config.chosen(name, label, values, true);
                (
                    chosen(&control, values),
                    (values.len() == 1).then_some("many"),
                )
            }
        };
        let mut meta = Map::new();
        if let Some(kind) = kind {
            meta.insert("kind".to_owned(), kind.into());
        }
        if control != name {
            meta.insert("attribute".to_owned(), name.into());
        }
        if let Some(result) = result.as_object_mut().filter(|_| !meta.is_empty()) {
            result.insert("meta".to_owned(), Value::Object(meta));
        }
        results.push(result);
    }
    if !span.no_links.is_empty() {
        let links: Vec<String> = span.no_links.iter().map(ToString::to_string).collect();
        for link in &links {
            config.nobody(link);
        }
        results.push(chosen(NOBODY, &links));
    }
    results
}
