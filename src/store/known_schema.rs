//! Schemas that are spelled alike in one file after another are read once.
//!
//! A schema is a fifth of a usual file, and in a folder they are all the same. What a thread has read last is
//! compared with the file's bytes, and the file is read as if it named none.

use super::{place, wire};
use crate::model::Schema;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// Longest schema that is remembered, in bytes.
const LONGEST: usize = 1 << 18;

thread_local! {
    /// The last whole schema of a JSON file, as it was spelled, and what it says.
    static LAST: RefCell<Option<(Box<str>, Arc<Schema>)>> = const { RefCell::new(None) };
}

/// A JSON file whose schema is known already, and that schema; `None` when it is not, or when anything is wrong
/// with the file, which is then to be read as it is.
pub(super) fn parse(text: &str) -> Option<(wire::Document, Arc<Schema>)> {
    LAST.with_borrow(|last| {
        let (spelled, schema) = last.as_ref()?;
        let range = range_of(text)?;
        if text.get(range.clone())? != &**spelled {
            return None;
        }
        let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
        let without = [before, "null", after].concat();
        let wire = serde_json::from_str(&without).ok()?;
        Some((wire, Arc::clone(schema)))
    })
}

/// Remembers how a file spelled its schema, which it holds whole.
pub(super) fn remember(text: &str, schema: &Arc<Schema>) {
    let spelled = range_of(text).and_then(|range| text.get(range));
    let Some(spelled) = spelled.filter(|spelled| spelled.len() <= LONGEST) else {
        return;
    };
    LAST.with_borrow_mut(|last| *last = Some((spelled.into(), Arc::clone(schema))));
}

fn range_of(text: &str) -> Option<Range<usize>> {
    place::object_of(text, "schema").filter(|range| text.get(range.clone()).is_some())
}

#[cfg(test)]
mod tests {
    use crate::store::read;
    use std::path::Path;

    #[test]
    fn the_same_spelling_is_the_same_schema_and_another_is_another() {
        let file = |label: &str, more: &str| {
            format!(
                r#"{{"text": "\"schema\": {{}}", {more}"schema": {{"name": "x", "labels": [{{"name": "{label}"}}]}}, "spans": [{{"label": "{label}", "fragments": [{{"start": 0, "end": 1}}]}}]}}"#
            )
        };
        let labels = |text: &str| {
            let opened = read(text.as_bytes(), Path::new("a.json")).unwrap();
            assert!(opened.notes.is_empty());
            let labels = &opened.document.schema().labels;
            labels
                .iter()
                .map(|label| label.name.to_string())
                .collect::<Vec<_>>()
        };
        for (label, more) in [
            ("a", ""),
            ("a", ""),
            ("b", ""),
            ("b", "\"extra\": {\"schema\": {}}, "),
        ] {
            assert_eq!(labels(&file(label, more)), [label]);
        }
        // What is wrong with a file is told by its own places.
        let broken = file("b", "").replace("\"end\": 1", "\"end\": \"x\"");
        let error = read(broken.as_bytes(), Path::new("a.json")).unwrap_err();
        let column = broken.find("\"x\"}").unwrap() + 3;
        assert!(error.to_string().contains(&column.to_string()), "{error}");
    }
}
