//! From a row, as JSON has it, to what it says.

use crate::formats::details::Person;
use crate::formats::iob::{Open, Tag};
use crate::formats::{Fault, Found, FoundLink, FoundSpan, Piece, Unit, about};
use crate::model::{Attributes, Extra, Origin, State};
use serde_json::{Map, Value};

/// A row.
pub type Row = Map<String, Value>;

/// The types of a table's columns, as the file says them; [`Value::Null`] where it does not.
pub struct Features(pub Value);

impl Features {
    /// The names of the labels of a column, which may be within records and lists.
    fn names(&self, path: &[&str]) -> Option<Vec<&str>> {
        let mut at = within(&self.0);
        for step in path {
            at = within(at.get(step)?);
        }
        at.get("names")?
            .as_array()?
            .iter()
            .map(Value::as_str)
            .collect()
    }
}

/// What a list is of.
fn within(feature: &Value) -> &Value {
    match feature {
        Value::Array(of) => of.first().map_or(feature, within),
        Value::Object(fields) if fields.contains_key("_type") => {
            fields.get("feature").map_or(feature, within)
        }
        _ => feature,
    }
}

/// What a row says.
pub fn found(mut row: Row, features: &Features, number: usize) -> Found {
    let mut found = Found {
        unit: Unit::CodePoints,
        line: Some(number),
        ..Found::default()
    };
    found.header.id = row.remove("id").map(|id| plain(&id)).unwrap_or_default();
    match row.remove("text") {
        Some(Value::String(text)) => {
            found.text = text;
            marked(&mut row, features, number, &mut found);
        }
        Some(other) => {
            let reason = format!("its text is no text but {}", shortened(&other));
            found.faults.push(Fault::at(number, reason));
        }
        None => tokens(&mut row, features, number, &mut found),
    }
    let mut keys: Extra = row.into_iter().collect();
    if let Some(Value::String(metadata)) = keys.get("metadata")
        && let Ok(more) = serde_json::from_str::<Extra>(metadata)
    {
        keys.remove("metadata");
        keys.extend(more);
    }
    for key in about::tell(&mut found.header, keys) {
        found.faults.push(Fault::at(
            number,
            format!("{key} is nested too deeply to be kept"),
        ));
    }
    found
}

/// Spans, links and people.
fn marked(row: &mut Row, features: &Features, number: usize, found: &mut Found) {
    let has_offsets = |list: &Value| {
        list.get(0)
            .is_some_and(|first| first.get("start").is_some())
    };
    // Others call the spans entities.
    let key = match row.get("spans") {
        None if row.get("entities").is_some_and(has_offsets) => "entities",
        _ => "spans",
    };
    let names = features.names(&[key, "label"]);
    for value in list(row.remove(key), key, number, &mut found.faults) {
        match span(value, names.as_deref()) {
            Ok(span) => found.spans.push(FoundSpan {
                line: Some(number),
                ..span
            }),
            Err(reason) => found.faults.push(Fault::at(number, reason)),
        }
    }
    let names = features.names(&["links", "label"]);
    for value in list(row.remove("links"), "links", number, &mut found.faults) {
        match link(value, names.as_deref()) {
            Ok(link) => found.links.push(FoundLink {
                line: Some(number),
                ..link
            }),
            Err(reason) => found.faults.push(Fault::at(number, reason)),
        }
    }
    for value in list(
        row.remove("entities"),
        "entities",
        number,
        &mut found.faults,
    ) {
        match serde_json::from_value::<Person>(without_nulls(value)) {
            Ok(person) => found.entities.push(person.into()),
            Err(error) => found
                .faults
                .push(Fault::at(number, format!("an entity: {error}"))),
        }
    }
}

fn list(value: Option<Value>, key: &str, number: usize, faults: &mut Vec<Fault>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => list,
        Some(other) => {
            faults.push(Fault::at(
                number,
                format!("{key} are no list but {}", shortened(&other)),
            ));
            Vec::new()
        }
    }
}

fn span(value: Value, names: Option<&[&str]>) -> Result<FoundSpan, String> {
    let Value::Object(mut fields) = value else {
        return Err(format!("a span that is no record: {}", shortened(&value)));
    };
    let label = fields.remove("label").or_else(|| fields.remove("type"));
    let ends = (fields.remove("start"), fields.remove("end"));
    let words = fields.remove("text").and_then(text);
    let pieces = match fields.remove("fragments") {
        Some(Value::Array(fragments)) => fragments
            .into_iter()
            .map(piece)
            .collect::<Result<Vec<_>, _>>()?,
        _ => vec![Piece {
            start: offset(ends.0.as_ref(), "start")?,
            end: offset(ends.1.as_ref(), "end")?,
            text: words.clone(),
        }],
    };
    let score = fields.get("score").and_then(Value::as_f64);
    if score.is_some() {
        fields.remove("score");
    }
    Ok(FoundSpan {
        id: fields.remove("id").map(|id| plain(&id)).unwrap_or_default(),
        label: named(label, names).ok_or("a span without a label")?,
        words: words.filter(|_| pieces.len() > 1),
        pieces,
        attributes: attributes(fields.remove("attributes"))?,
        entity: fields.remove("entity").and_then(text),
        no_links: match fields.remove("nobody") {
            Some(Value::Array(links)) => links.into_iter().filter_map(text).collect(),
            _ => Vec::new(),
        },
        state: state(fields.remove("state")),
        origin: Origin {
            score,
            ..Origin::default()
        },
        note: fields.remove("note").and_then(text),
        extra: kept(fields),
        ..FoundSpan::default()
    })
}

fn piece(value: Value) -> Result<Piece, String> {
    Ok(Piece {
        start: offset(value.get("start"), "start")?,
        end: offset(value.get("end"), "end")?,
        text: value.get("text").cloned().and_then(text),
    })
}

fn link(value: Value, names: Option<&[&str]>) -> Result<FoundLink, String> {
    let Value::Object(mut fields) = value else {
        return Err(format!("a link that is no record: {}", shortened(&value)));
    };
    let label = fields.remove("label").or_else(|| fields.remove("type"));
    let mut end = |key: &str| fields.remove(key).map(|id| plain(&id)).unwrap_or_default();
    Ok(FoundLink {
        id: end("id"),
        from: end("from"),
        to: end("to"),
        label: named(label, names).ok_or("a link without a label")?,
        attributes: attributes(fields.remove("attributes"))?,
        state: state(fields.remove("state")),
        extra: kept(fields),
        ..FoundLink::default()
    })
}

/// What has no better place.
fn kept(fields: Row) -> Extra {
    fields
        .into_iter()
        .filter(|(_, value)| !value.is_null() && about::is_shallow(value, 32))
        .collect()
}

/// A label by its name, or by its number among the names.
fn named(label: Option<Value>, names: Option<&[&str]>) -> Option<String> {
    match label? {
        Value::String(label) => Some(label),
        Value::Number(number) => {
            let index = number
                .as_u64()
                .and_then(|index| usize::try_from(index).ok());
            let name = index.and_then(|index| names?.get(index).copied());
            Some(name.map_or_else(|| number.to_string(), str::to_owned))
        }
        _ => None,
    }
}

fn offset(value: Option<&Value>, which: &str) -> Result<usize, String> {
    let number = value
        .and_then(Value::as_u64)
        .and_then(|number| usize::try_from(number).ok());
    number.ok_or_else(|| format!("a span without a {which}"))
}

fn attributes(value: Option<Value>) -> Result<Attributes, String> {
    let wrong = |error: serde_json::Error| format!("attributes: {error}");
    match value {
        None | Some(Value::Null) => Ok(Attributes::new()),
        Some(Value::String(json)) => serde_json::from_str(&json).map_err(wrong),
        Some(value) => serde_json::from_value(without_nulls(value)).map_err(wrong),
    }
}

/// In a column every row has every key.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect(),
        ),
        other => other,
    }
}

fn state(value: Option<Value>) -> State {
    let state = value.and_then(|value| serde_json::from_value(value).ok());
    state.unwrap_or(State::Accepted)
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// An id as text, whatever it is.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn shortened(value: &Value) -> String {
    let json = value.to_string();
    match json.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", json.get(..end).unwrap_or_default()),
        None => json,
    }
}

/// Tokens with tags: the text is the tokens with a space between.
fn tokens(row: &mut Row, features: &Features, number: usize, found: &mut Found) {
    let key = ["tokens", "words"]
        .into_iter()
        .find(|key| row.contains_key(*key));
    let Some(Value::Array(tokens)) = key.and_then(|key| row.remove(key)) else {
        let reason = "neither a text nor tokens".to_owned();
        return found.faults.push(Fault::at(number, reason));
    };
    let mut places = Vec::with_capacity(tokens.len());
    let mut chars = 0;
    for token in &tokens {
        let token = token.as_str().unwrap_or_default();
        if !places.is_empty() {
            found.text.push(' ');
            chars += 1;
        }
        found.text.push_str(token);
        places.push((chars, chars + token.chars().count()));
        chars += token.chars().count();
    }
    let is_tags = |(_, value): &(&String, &Value)| {
        value
            .as_array()
            .is_some_and(|list| list.len() == places.len())
    };
    let known =
        |key: &str| key == "ner" || key == "tags" || key == "labels" || key.ends_with("_tags");
    let columns: Vec<String> = row
        .iter()
        .filter(|column| known(column.0) && is_tags(column))
        .map(|(key, _)| key.clone())
        .collect();
    for key in columns {
        let Some(Value::Array(tags)) = row.get(&key) else {
            continue;
        };
        let names = features.names(&[&key]);
        match spans(tags, names.as_deref(), &places) {
            Ok(spans) => {
                // The same span may be in a column of all labels and in that of its own.
                for span in spans {
                    let is_same = |other: &FoundSpan| {
                        other.label == span.label && other.pieces == span.pieces
                    };
                    if !found.spans.iter().any(is_same) {
                        found.spans.push(FoundSpan {
                            line: Some(number),
                            ..span
                        });
                    }
                }
                row.remove(&key);
            }
            Err(reason) if key.starts_with("ner") => {
                found
                    .faults
                    .push(Fault::at(number, format!("{key}: {reason}")));
            }
            // Parts of speech and chunks are tags of another kind.
            Err(_) => {}
        }
    }
}

fn spans(
    tags: &[Value],
    names: Option<&[&str]>,
    places: &[(usize, usize)],
) -> Result<Vec<FoundSpan>, String> {
    let mut open = Open::default();
    for (token, tag) in tags.iter().enumerate() {
        let name = named(Some(tag.clone()), names).unwrap_or_default();
        let tag = Tag::read(&name).ok_or_else(|| match (tag, names) {
            (Value::Number(_), None) => {
                "its tags are numbers, and the file does not name them".to_owned()
            }
            _ => format!("{name} is no tag such as B-PER"),
        })?;
        open.take(token, tag);
    }
    open.end();
    let span = |span: crate::formats::iob::TokenSpan| {
        let ends = (places.get(span.first)?, places.get(span.last)?);
        let found = FoundSpan::new(span.label, ends.0.0, ends.1.1);
        Some(FoundSpan {
            state: State::Accepted,
            ..found
        })
    };
    Ok(open.spans.into_iter().filter_map(span).collect())
}
