//! From the text of a file to its annotations: one, a list, lines, or pages and what else holds them.

use crate::formats::records::reason;
use crate::formats::{Fault, ReadError};
use crate::model::Extra;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What holds annotations may lie in what holds such; so deep it is looked for.
const DEEPEST: usize = 4;
/// Keys under which annotations stand in what holds them, in several programs.
const HOLDERS: [&str; 5] = ["items", "first", "rows", "contains", "@graph"];

/// What stands in a file.
#[derive(Default)]
pub struct File {
    /// The keys of what holds the annotations, the outermost first.
    pub page: Extra,
    /// The annotations, in the file's order.
    pub items: Vec<Item>,
    /// What is no annotation.
    pub faults: Vec<Fault>,
}

/// An annotation as it stands there.
pub struct Item {
    /// Where it begins, counted from 1.
    pub line: usize,
    /// Its keys.
    pub keys: Map<String, Value>,
}

/// Reads a file.
pub fn parse(text: &str) -> Result<File, ReadError> {
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    let mut file = File::default();
    match serde_json::from_str::<&RawValue>(text) {
        Ok(whole) => file.take(whole, DEEPEST, &mut lines),
        Err(error) => {
            let first = text.lines().find(|line| !line.trim().is_empty());
            let is_record = |line: &str| serde_json::from_str::<&RawValue>(line).is_ok();
            if !first.is_some_and(is_record) {
                return Err(ReadError::AtLine {
                    line: error.line(),
                    reason: reason(&error),
                });
            }
            file.lines(text, &mut lines);
        }
    }
    Ok(file)
}

impl File {
    /// A record a line; one that is none is told, and the others go on.
    fn lines(&mut self, text: &str, lines: &mut Lines<'_>) {
        for (number, line) in text.split('\n').enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<&RawValue>(line) {
                Ok(record) => self.take(record, DEEPEST, lines),
                Err(error) => self.faults.push(Fault::at(number + 1, reason(&error))),
            }
        }
    }

    fn take(&mut self, value: &RawValue, deepest: usize, lines: &mut Lines<'_>) {
        let json = value.get();
        if json.starts_with('[') && deepest > 0 {
            let values: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
            for value in values {
                self.take(value, deepest - 1, lines);
            }
            return;
        }
        let line = lines.of(json);
        if json.starts_with('{') && deepest > 0 {
            let mut keys: BTreeMap<String, &RawValue> = match serde_json::from_str(json) {
                Ok(keys) => keys,
                Err(error) => return self.faults.push(Fault::at(line, reason(&error))),
            };
            // A target or a body of an annotation may hold things too.
            let is_annotation = keys.contains_key("target");
            let mut held = Vec::new();
            for key in HOLDERS.into_iter().filter(|_| !is_annotation) {
                if keys.get(key).is_some_and(|held| holds(held)) {
                    held.extend(keys.remove(key));
                }
            }
            if !held.is_empty() {
                self.page(keys, line);
                for value in held {
                    self.take(value, deepest - 1, lines);
                }
                return;
            }
        }
        match serde_json::from_str(json) {
            Ok(Value::Object(keys)) => self.items.push(Item { line, keys }),
            // A page may name annotations by their addresses alone.
            Ok(Value::String(address)) => {
                let told = format!("the annotation {address} is not in the file");
                self.faults.push(Fault::at(line, told));
            }
            Ok(_) => self.faults.push(Fault::at(line, "no annotation")),
            Err(error) => self.faults.push(Fault::at(line, reason(&error))),
        }
    }

    fn page(&mut self, keys: BTreeMap<String, &RawValue>, line: usize) {
        for (key, value) in keys {
            match serde_json::from_str(value.get()) {
                Ok(value) => {
                    self.page.entry(key).or_insert(value);
                }
                Err(error) => {
                    let told = format!("{key}: {}", reason(&error));
                    self.faults.push(Fault::at(line, told));
                }
            }
        }
    }
}

/// Whether a value is a list or a record.
fn holds(value: &RawValue) -> bool {
    value.get().starts_with(['[', '{'])
}

/// Counts lines up to parts of a text that come in its order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, part: &str) -> usize {
        let at = part
            .as_ptr()
            .addr()
            .saturating_sub(self.text.as_ptr().addr());
        if let Some(between) = self.text.get(self.at..at) {
            self.line += memchr::memchr_iter(b'\n', between.as_bytes()).count();
            self.at = at;
        }
        self.line
    }
}
