//! An article's lists of results: the annotation's, and those of predictions.

use super::Task;
use crate::model::{Parts, Span, State, Status};
use crate::store::json_line;
use serde::Serialize;
use serde_json::{Map, Value};
use std::io;

/// In which list of results a span stands: the annotation's, or that of a prediction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bucket {
    Annotation,
    Prediction(usize),
}

/// The results of an article.
pub(super) struct Lists {
    annotation: Vec<Vec<u8>>,
    predictions: Vec<Prediction>,
    /// Whether a person answered by passing the task over.
    skipped: bool,
}

struct Prediction {
    /// The number that it came with, or who made it.
    name: String,
    keys: Map<String, Value>,
    results: Vec<Vec<u8>>,
}

impl Lists {
    /// Empty lists; `own` is what the article had of its own in Label Studio.
    pub fn new(own: &mut Map<String, Value>) -> Self {
        let annotation = own.get("annotation");
        let skipped = annotation.and_then(|annotation| annotation.get("was_cancelled"));
        Self {
            skipped: skipped == Some(&Value::Bool(true)),
            annotation: Vec::new(),
            predictions: kept_predictions(own.remove("predictions")),
        }
    }

    /// Adds a result.
    pub fn push(&mut self, bucket: Bucket, result: &impl Serialize) {
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

    /// Where a span stands; `kept` are its own keys.
    pub fn bucket(&mut self, span: &Span, kept: &Map<String, Value>) -> Bucket {
        let number = kept.get("prediction").and_then(Value::as_u64);
        if span.state == State::Accepted || (self.skipped && number.is_none()) {
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

    /// Puts them into their task; `own` is the rest of what the article had of its own.
    pub fn into_task(
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

/// The keys of an object; none where it is none.
pub(super) fn object(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(keys)) => keys,
        _ => Map::new(),
    }
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
