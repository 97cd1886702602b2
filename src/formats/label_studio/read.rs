//! From tasks to what they say: a document for each annotation, and one for predictions alone.

use super::described::Described;
use super::results::Results;
use super::{TEXT, keep};
use crate::formats::keys::{id_of, shallow, take};
use crate::formats::records::{self, reason};
use crate::formats::{Fault, Found, Give, ReadError, Reads, Sharing, Source, Unit, about};
use crate::model::{Entity, Extra, State, Status};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Reads tasks, in one long list or a line each.
pub struct Reader;

#[derive(Deserialize)]
struct Task {
    #[serde(default)]
    id: Value,
    data: Extra,
    #[serde(alias = "completions")]
    annotations: Option<Vec<Extra>>,
    predictions: Option<Vec<Extra>>,
    #[serde(flatten)]
    rest: Extra,
}

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        source.each_record(&records(source)?, give)
    }

    fn sharing(&self, source: &Source<'_>) -> Result<Sharing, ReadError> {
        Ok(Sharing::Records(records(source)?))
    }
}

fn records(source: &Source<'_>) -> Result<records::Reads, ReadError> {
    let described = Described::beside(source)?;
    Ok(Arc::new(move |record, give| {
        match serde_json::from_slice::<Task>(record.bytes) {
            Ok(task) => articles(task, record.line, &described, give),
            Err(error) => give(Found {
                faults: vec![Fault::at(record.line, reason(&error))],
                ..Found::default()
            }),
        }
    }))
}

fn articles(task: Task, line: usize, described: &Described, give: Give<'_>) -> ControlFlow<()> {
    let mut annotations = task.annotations.unwrap_or_default();
    let mut predictions = task.predictions.unwrap_or_default();
    let mut article = about_it(task.id, task.data, task.rest, line);
    let Some(key) = text_key(&article.data, described, &annotations, &predictions) else {
        article
            .found
            .faults
            .push(Fault::at(line, "no text: a task on something else"));
        return give(article.found);
    };
    if let Some(Value::String(text)) = article.data.remove(&key) {
        article.found.text = text;
    }
    if key != TEXT {
        article.own.insert("text".to_owned(), key.into());
    }
    for key in about::tell(&mut article.found.header, std::mem::take(&mut article.data)) {
        let reason = format!("{key} is nested too deeply to be kept");
        article.found.faults.push(Fault::at(line, reason));
    }
    article.found.schema = described.schema();
    if annotations.is_empty() {
        annotations.push(Extra::new());
    }
    let count = annotations.len();
    for (number, annotation) in annotations.into_iter().enumerate() {
        // Predictions go with the first, so that none is there twice.
        let predictions = std::mem::take(&mut predictions);
        let found = if number + 1 == count {
            document(
                std::mem::take(&mut article),
                annotation,
                predictions,
                described,
            )
        } else {
            document(article.clone(), annotation, predictions, described)
        };
        give(found)?;
    }
    ControlFlow::Continue(())
}

/// A task without its annotations.
#[derive(Clone, Default)]
struct Article {
    found: Found,
    data: Extra,
    own: Map<String, Value>,
}

fn about_it(id: Value, mut data: Extra, mut rest: Extra, line: usize) -> Article {
    let mut found = Found {
        unit: Unit::CodePoints,
        line: Some(line),
        ..Found::default()
    };
    found.header.id = match data.get("id") {
        Some(Value::String(name)) => {
            let name = name.clone();
            data.remove("id");
            name
        }
        _ => id_of(&id),
    };
    if let Some(entities) = take::<Vec<Entity>>(&mut data, "entities") {
        found.entities = entities;
    }
    if !id.is_null() {
        rest.insert("id".to_owned(), id);
    }
    shallow(&mut rest, Some(line), &mut found.faults);
    let mut own = Map::new();
    if !rest.is_empty() {
        own.insert("task".to_owned(), Value::Object(rest.into_iter().collect()));
    }
    Article { found, data, own }
}

/// Under which key the text is: `text`, the one that the labeling config names, the only one that is a
/// string, or the one in which a region's words stand.
fn text_key(
    data: &Extra,
    described: &Described,
    annotations: &[Extra],
    predictions: &[Extra],
) -> Option<String> {
    let is_text = |key: &&str| data.get(*key).is_some_and(Value::is_string);
    let named = [described.text_key(), Some(TEXT)];
    if let Some(key) = named.into_iter().flatten().find(is_text) {
        return Some(key.to_owned());
    }
    let regions = || {
        let results = annotations.iter().chain(predictions);
        let lists = results.filter_map(|each| each.get("result")?.as_array());
        lists.flatten().filter_map(|item| item.get("value"))
    };
    // A picture's address is a string too.
    let on_text = |value: &Value| value.get("start").is_some() && value.get("end").is_some();
    let marked = regions().any(on_text);
    if !marked && regions().next().is_some() {
        return None;
    }
    let words = regions().find_map(|value| value.get("text")?.as_str());
    let texts = data.iter().filter(|(_, value)| value.is_string());
    let holds = |value: &Value| {
        let text = value.as_str().unwrap_or_default();
        words.is_none_or(|words| text.contains(words)) && (marked || text.contains(' '))
    };
    let holding = texts.filter(|(_, value)| holds(value));
    let longest = holding.max_by_key(|(_, value)| value.as_str().map_or(0, str::len));
    longest.map(|(key, _)| key.clone())
}

fn document(
    article: Article,
    mut annotation: Extra,
    predictions: Vec<Extra>,
    described: &Described,
) -> Found {
    let Article {
        mut found, mut own, ..
    } = article;
    let line = found.line;
    let cancelled = annotation.get("was_cancelled") == Some(&Value::Bool(true));
    if cancelled {
        found.header.status = Status::Doubtful;
    }
    let state = if cancelled {
        State::Suggested
    } else {
        State::Accepted
    };
    if let Some(annotator) = annotator(&mut annotation) {
        found.header.annotator = Some(annotator);
    }
    let mut results = Results::new(&mut found, described);
    let unplaced = results.take(annotation.remove("result"), state, None);
    if !unplaced.is_empty() {
        own.insert("results".to_owned(), unplaced.into());
    }
    let mut kept = Vec::with_capacity(predictions.len());
    for (number, mut prediction) in predictions.into_iter().enumerate() {
        let unplaced = results.take(
            prediction.remove("result"),
            State::Suggested,
            Some((number, &prediction)),
        );
        if !unplaced.is_empty() {
            prediction.insert("results".to_owned(), unplaced.into());
        }
        shallow(&mut prediction, line, results.faults());
        kept.push(Value::Object(prediction.into_iter().collect()));
    }
    if !kept.is_empty() {
        own.insert("predictions".to_owned(), kept.into());
    }
    shallow(&mut annotation, line, &mut found.faults);
    if !annotation.is_empty() {
        let annotation = annotation.into_iter().collect();
        own.insert("annotation".to_owned(), Value::Object(annotation));
    }
    keep(&mut found.header.metadata.imported, own);
    found
}

/// Who annotated: as Dictum wrote it, else the account's address or number.
fn annotator(annotation: &mut Extra) -> Option<String> {
    if let Some(name) = take::<String>(annotation, "annotator") {
        return Some(name);
    }
    let by = annotation.get("completed_by")?;
    let known = ["email", "username", "id"];
    let told = known.iter().find_map(|key| by.get(key)).unwrap_or(by);
    Some(id_of(told)).filter(|name| !name.is_empty() && !told.is_object())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annotator_is_told_by_what_is_there() {
        for (by, name) in [
            (serde_json::json!(7), Some("7")),
            (serde_json::json!({"id": 7, "email": "a@b"}), Some("a@b")),
            (serde_json::json!({}), None),
            (Value::Null, None),
        ] {
            let mut annotation: Extra = [("completed_by".to_owned(), by)].into();
            assert_eq!(annotator(&mut annotation).as_deref(), name);
            assert!(annotation.contains_key("completed_by"));
        }
    }
}
