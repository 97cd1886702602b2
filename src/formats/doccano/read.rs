//! From doccano's lines to what they say.

use crate::formats::records;
use crate::formats::{
    Fault, Found, FoundLink, FoundSpan, Give, ReadError, Reads, Sharing, Source, Unit, about,
};
use crate::model::{Extra, Header, State};
use serde::Deserialize;
use serde_json::Value;

/// Reads lines; one that is no record is a fault, and the others go on.
pub struct Reader;

/// What stands in a line. Everything else becomes metadata, as doccano has it.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    #[serde(alias = "column_data")]
    text: String,
    #[serde(
        default,
        alias = "labels",
        alias = "column_label",
        alias = "annotations"
    )]
    label: Vec<Label>,
    #[serde(default)]
    entities: Vec<Entity>,
    #[serde(default)]
    relations: Vec<Relation>,
    #[serde(flatten)]
    rest: Extra,
}

/// A label of sequence labelling: `[0, 2, "ORG"]`, or an object where several users annotate.
#[derive(Deserialize)]
#[serde(untagged)]
enum Label {
    Triple(usize, usize, String),
    Object {
        #[serde(default)]
        id: Value,
        start_offset: usize,
        end_offset: usize,
        label: Value,
        #[serde(default)]
        user: Value,
    },
    /// Something else: told, and passed over.
    Other(Value),
}

#[derive(Deserialize)]
struct Entity {
    #[serde(default)]
    id: Value,
    start_offset: usize,
    end_offset: usize,
    label: String,
}

#[derive(Deserialize)]
struct Relation {
    #[serde(default)]
    id: Value,
    from_id: Value,
    to_id: Value,
    #[serde(rename = "type")]
    label: String,
}

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        source.each_record(&records(), give)
    }

    fn sharing(&self, _: &Source<'_>) -> Result<Sharing, ReadError> {
        Ok(Sharing::Records(records()))
    }
}

fn records() -> records::Reads {
    records::of_json(found)
}

fn found(record: Record, line: usize) -> Found {
    let mut found = Found {
        header: Header {
            id: text_of(&record.id),
            ..Header::default()
        },
        text: record.text,
        unit: Unit::Utf16,
        line: Some(line),
        ..Found::default()
    };
    for key in about::tell(&mut found.header, record.rest) {
        let reason = format!("{key} is nested too deeply to be kept");
        found.faults.push(Fault::at(line, reason));
    }
    for label in record.label {
        match label {
            Label::Triple(start, end, name) => found.spans.push(FoundSpan {
                line: Some(line),
                state: State::Accepted,
                ..FoundSpan::new(name, start, end)
            }),
            Label::Object {
                id,
                start_offset,
                end_offset,
                label,
                user,
            } => {
                let mut span = FoundSpan::new(text_of(&label), start_offset, end_offset);
                span.id = text_of(&id);
                span.state = State::Accepted;
                span.line = Some(line);
                if !user.is_null() {
                    span.extra.insert("user".to_owned(), user);
                }
                found.spans.push(span);
            }
            Label::Other(value) => {
                let reason =
                    format!("a label that is neither [start, end, name] nor an object: {value}");
                found.faults.push(Fault::at(line, reason));
            }
        }
    }
    for entity in record.entities {
        found.spans.push(FoundSpan {
            id: text_of(&entity.id),
            line: Some(line),
            state: State::Accepted,
            ..FoundSpan::new(entity.label, entity.start_offset, entity.end_offset)
        });
    }
    // A relation's id may be that of an entity, as both are numbers.
    for relation in record.relations {
        found.links.push(FoundLink {
            id: Some(text_of(&relation.id))
                .filter(|id| !id.is_empty())
                .map(|id| format!("r{id}"))
                .unwrap_or_default(),
            label: relation.label,
            from: text_of(&relation.from_id),
            to: text_of(&relation.to_id),
            state: State::Accepted,
            line: Some(line),
            ..FoundLink::default()
        });
    }
    found
}

/// An id as text, whatever it is.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
