//! What is said of an article, as keys of a format that takes any key.

use crate::model::{Extra, Header};
use serde_json::Value;

/// How deep a value may be nested to be kept: both of our own spellings can read it back.
const DEEPEST: usize = 32;

/// What is set of title, language, address, publisher, byline, date, source and annotator, and what came
/// with an import, each under its own key.
pub fn keys(header: &Header) -> Extra {
    let metadata = &header.metadata;
    let mut keys = metadata.imported.clone();
    for (key, value) in [
        ("title", &header.title),
        ("language", &header.language),
        ("annotator", &header.annotator),
        ("url", &metadata.url),
        ("publisher", &metadata.publisher),
        ("byline", &metadata.byline),
        ("published", &metadata.published),
        ("source", &metadata.source),
    ] {
        if let Some(value) = value {
            keys.insert(key.to_owned(), value.as_str().into());
        }
    }
    keys
}

/// Takes such keys into a header: those that it knows where they belong, the rest into what came with the
/// import. What is nested too deeply to be saved is left out and named.
pub fn tell(header: &mut Header, keys: Extra) -> Vec<String> {
    let mut refused = Vec::new();
    for (key, value) in keys {
        let metadata = &mut header.metadata;
        let place = match key.as_str() {
            "title" => &mut header.title,
            "language" => &mut header.language,
            "annotator" => &mut header.annotator,
            "url" => &mut metadata.url,
            "publisher" => &mut metadata.publisher,
            "byline" => &mut metadata.byline,
            "published" => &mut metadata.published,
            "source" => &mut metadata.source,
            _ => {
                if is_shallow(&value, DEEPEST) {
                    metadata.imported.insert(key, value);
                } else {
                    refused.push(key);
                }
                continue;
            }
        };
        match value {
            Value::String(text) => *place = Some(text),
            Value::Null => {}
            other => {
                metadata.imported.insert(key, other);
            }
        }
    }
    refused
}

/// Whether a value is nested at most so deep.
pub fn is_shallow(value: &Value, deepest: usize) -> bool {
    match value {
        Value::Array(values) => {
            deepest > 0 && values.iter().all(|value| is_shallow(value, deepest - 1))
        }
        Value::Object(values) => {
            deepest > 0 && values.values().all(|value| is_shallow(value, deepest - 1))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_comes_back() {
        let mut header = Header::default();
        let given =
            serde_json::json!({"title": "A", "url": null, "wind": [1, {"a": 2}], "byline": 7});
        let Value::Object(given) = given else { return };
        let given: Extra = given.into_iter().collect();
        assert!(tell(&mut header, given).is_empty());
        assert_eq!(header.title.as_deref(), Some("A"));
        assert_eq!(header.metadata.url, None);
        let keys = keys(&header);
        assert_eq!(keys.get("wind"), Some(&serde_json::json!([1, {"a": 2}])));
        assert_eq!(keys.get("byline"), Some(&serde_json::json!(7)));
        assert_eq!(keys.len(), 3);
    }
}
