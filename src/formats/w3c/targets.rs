//! What the targets of an annotation say: where in which text.

use super::bodies::{list, texts};
use crate::model::Extra;
use serde_json::{Map, Value};

/// Sets of targets that lie in one another are looked into so deep.
const DEEPEST: usize = 4;

/// A target: a stretch of a text, or a thing as a whole.
#[derive(Default)]
pub struct Target {
    /// The address of the text, or of the thing.
    pub source: Option<String>,
    /// Where it begins and ends.
    pub position: Option<(usize, usize)>,
    /// Its words, and those around them.
    pub quote: Option<Quote>,
    /// Whether anything selects a part of the source.
    pub is_part: bool,
    /// Other selectors.
    pub selectors: Vec<Value>,
    /// Other keys.
    pub keys: Extra,
}

/// Words with those before and after them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// Those before.
    pub prefix: String,
    /// Those after.
    pub suffix: String,
}

impl Quote {
    /// The words with those around them.
    pub fn whole(&self) -> String {
        [self.prefix.as_str(), &self.exact, &self.suffix].concat()
    }
}

/// Reads targets, those of a set each by itself.
pub fn read(targets: Vec<Value>) -> Vec<Target> {
    let mut read = Vec::new();
    for target in targets {
        add(target, DEEPEST, &mut read);
    }
    read
}

fn add(target: Value, deepest: usize, read: &mut Vec<Target>) {
    match target {
        Value::String(address) => read.push(Target {
            source: Some(address),
            ..Target::default()
        }),
        Value::Object(mut target) if deepest > 0 && is_set(&target) => {
            for each in list(target.remove("items")) {
                add(each, deepest - 1, read);
            }
        }
        Value::Object(target) => read.push(one(target)),
        _ => read.push(Target::default()),
    }
}

fn is(kind: &Map<String, Value>, name: &str) -> bool {
    texts(kind.get("type")).contains(&name)
}

fn is_set(target: &Map<String, Value>) -> bool {
    let sets = ["Composite", "List", "Independents"];
    sets.iter().any(|name| is(target, name)) && target.contains_key("items")
}

fn one(mut target: Map<String, Value>) -> Target {
    let mut read = Target::default();
    for selector in list(target.remove("selector")) {
        read.is_part = true;
        let Value::Object(selector) = selector else {
            read.selectors.push(selector);
            continue;
        };
        let position = position(&selector).filter(|_| read.position.is_none());
        let quote = quote(&selector).filter(|_| read.quote.is_none());
        match (position, quote) {
            (Some(position), _) => read.position = Some(position),
            (_, Some(quote)) => read.quote = Some(quote),
            _ => read.selectors.push(Value::Object(selector)),
        }
    }
    let source = target.get("source").or_else(|| target.get("id"));
    read.source = match source {
        Some(Value::String(address)) => Some(address.clone()),
        Some(Value::Object(source)) => source.get("id").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    if target.get("source").is_some_and(Value::is_string) {
        target.remove("source");
    }
    target.retain(|key, value| !(key == "type" && value == "SpecificResource"));
    read.keys = Extra::from_iter(target);
    read
}

fn position(selector: &Map<String, Value>) -> Option<(usize, usize)> {
    let number = |key: &str| usize::try_from(selector.get(key)?.as_u64()?).ok();
    // What refines another lies in that and nowhere by itself.
    let is_one = is(selector, "TextPositionSelector") && !selector.contains_key("refinedBy");
    Some((number("start")?, number("end")?)).filter(|_| is_one)
}

fn quote(selector: &Map<String, Value>) -> Option<Quote> {
    let text = |key: &str| selector.get(key).and_then(Value::as_str);
    let is_one = is(selector, "TextQuoteSelector") && !selector.contains_key("refinedBy");
    let quote = Quote {
        exact: text("exact")?.to_owned(),
        prefix: text("prefix").unwrap_or_default().to_owned(),
        suffix: text("suffix").unwrap_or_default().to_owned(),
    };
    Some(quote).filter(|_| is_one)
}
