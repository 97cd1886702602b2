//! What the bodies of an annotation say: label, note, attributes, and what they lead to.

use super::JSON;
use super::kept::Kept;
use crate::model::{AttributeValue, Attributes, Extra};
use serde_json::{Map, Value};

/// What bodies say.
#[derive(Default)]
pub struct Bodies {
    /// The first tag.
    pub label: Option<String>,
    /// The first comment.
    pub note: Option<String>,
    /// Descriptions that say of what.
    pub attributes: Attributes,
    /// What is identified: an address, and a name where it is told.
    pub identified: Option<(String, Option<String>)>,
    /// Addresses of other things, each with the body.
    pub leads_to: Vec<(String, Value)>,
}

/// The values of a key that may have one or many.
pub fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values,
        Some(one) => vec![one],
    }
}

/// Those that are text.
pub fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Reads bodies. One without a purpose has that of the annotation; what is neither label, note nor
/// attribute is kept.
pub fn read(bodies: Vec<Value>, motivations: &[&str], kept: &mut Kept) -> Bodies {
    let mut said = Bodies::default();
    for body in bodies {
        match body {
            Value::String(address) => {
                said.leads_to
                    .push((address.clone(), Value::String(address)));
            }
            Value::Object(body) => said.take(body, motivations, kept),
            other => kept.bodies.push(other),
        }
    }
    said
}

impl Bodies {
    fn take(&mut self, mut body: Map<String, Value>, motivations: &[&str], kept: &mut Kept) {
        let own = body.get("purpose").map(|purpose| texts(Some(purpose)));
        let purposes = own.unwrap_or_else(|| motivations.to_vec());
        let is_for = |names: &[&str]| purposes.iter().any(|purpose| names.contains(purpose));
        let is_tag = is_for(&["tagging", "classifying"]);
        let describes = is_for(&["describing"]);
        let comments = purposes.is_empty() || is_for(&["commenting", "replying", "describing"]);
        let identifies = is_for(&["identifying"]);
        let is_textual = body.get("value").is_some_and(Value::is_string);
        if is_textual && describes && self.attribute(&body) {
            return;
        }
        let (place, rest) = if is_textual && is_tag {
            (&mut self.label, &mut kept.label)
        } else if is_textual && comments {
            (&mut self.note, &mut kept.note)
        } else {
            if identifies && self.identified.is_none() {
                self.identified = identified(&body);
                if self.identified.is_some() {
                    return;
                }
            }
            match address(&body) {
                Some(address) => self.leads_to.push((address, Value::Object(body))),
                None => kept.bodies.push(Value::Object(body)),
            }
            return;
        };
        if place.is_some() {
            kept.bodies.push(Value::Object(body));
            return;
        }
        if let Some(Value::String(text)) = body.remove("value") {
            *place = Some(text);
        }
        let usual = if is_tag { "tagging" } else { "commenting" };
        body.retain(|key, value| {
            !(key == "type" && value == "TextualBody" || key == "purpose" && value == usual)
        });
        *rest = Extra::from_iter(body);
    }

    /// Takes a description that says of what; the second of the same is none.
    fn attribute(&mut self, body: &Map<String, Value>) -> bool {
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let (Some(name), Some(value)) = (text("label"), text("value")) else {
            return false;
        };
        let is_known = |key: &String| {
            matches!(
                key.as_str(),
                "type" | "purpose" | "label" | "value" | "format"
            )
        };
        if !body.keys().all(is_known) || self.attributes.contains_key(&name.into()) {
            return false;
        }
        let value = match text("format") {
            None => AttributeValue::Text(value.to_owned()),
            Some(JSON) => match serde_json::from_str(value) {
                Ok(value) => value,
                Err(_) => return false,
            },
            Some(_) => return false,
        };
        self.attributes.insert(name.into(), value);
        true
    }
}

/// Whom a body identifies: by address, with a name where one stands there.
fn identified(body: &Map<String, Value>) -> Option<(String, Option<String>)> {
    match body.get("source") {
        Some(Value::String(address)) => Some((address.clone(), None)),
        Some(Value::Object(source)) => {
            let name = source.get("name").and_then(Value::as_str);
            let address = source.get("id").and_then(Value::as_str).or(name)?;
            Some((address.to_owned(), name.map(str::to_owned)))
        }
        _ => None,
    }
}

/// The address of what a body is, when it says no more of it.
fn address(body: &Map<String, Value>) -> Option<String> {
    let has_more = body.contains_key("selector") || body.contains_key("value");
    let address = body.get("source").or_else(|| body.get("id"))?.as_str()?;
    (!has_more).then(|| address.to_owned())
}
