//! What is set on a span: results of their own under its region's id.

use super::super::NOBODY;
use super::super::config::{Config, control_of};
use crate::model::{AttributeValue, Span};
use serde_json::{Map, Value, json};

/// What is set on a span, as choices and typed words for its region.
pub(super) fn settings(
    span: &Span,
    id: &str,
    to: &str,
    region: &Value,
    config: &mut Config,
) -> Vec<Value> {
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
