//! What two sides made of the same thing, kept in the document itself until a person decides.
//!
//! Each stands under `conflicts` in the document's extra: what it is about, and of the other side what
//! differs, as a file says it. So it is saved, undone and merged with the document.

use super::misfit::{Problem, fit};
use super::{convert, wire};
use crate::model::{
    Document, Draft, EditError, Entity, EntityId, Header, Link, LinkId, Schema, Span, SpanId, Text,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The key in the document's extra.
pub const KEY: &str = "conflicts";

/// What goes along with something else that is in dispute, and is none by itself.
const ALONG: [&str; 3] = ["decided", "origin", "proposed"];

/// What a dispute is about, by its id in the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// The article's words.
    Text,
    /// The label schema.
    Schema,
    /// What is said of the article as a whole.
    Header,
    /// A person or body.
    Entity(EntityId),
    /// A mark.
    Span(SpanId),
    /// A link.
    Link(LinkId),
}

/// How two sides disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Both changed it, each otherwise: ours stays.
    Changed,
    /// We removed it, they changed or used it: it is there, as they have it.
    RemovedHere,
    /// They removed it, we changed or used it: it stays.
    RemovedThere,
}

/// One thing on which two sides disagree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// What it is about.
    pub thing: Thing,
    /// How they disagree.
    pub way: Way,
    /// What the other side has, field by field; `null` where it has nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    theirs: BTreeMap<String, Value>,
}

/// Why the other side's version cannot be put in the place of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undone {
    /// It has been decided on.
    #[error("that is decided on")]
    Decided,
    /// What it is about is not there any more.
    #[error("it is not there any more")]
    Gone,
    /// The words that the other side marks are not where it has them.
    #[error("its words are not in the article: {0}")]
    Lost(Problem),
    /// What the other side has is not understood.
    #[error("what the file has is not understood: {0}")]
    Unknown(String),
    /// The edit did not apply.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl From<serde_json::Error> for Undone {
    fn from(error: serde_json::Error) -> Self {
        Self::Unknown(error.to_string())
    }
}

impl Dispute {
    /// One about something that only one side has.
    pub fn removed(thing: Thing, way: Way) -> Self {
        Self {
            thing,
            way,
            theirs: BTreeMap::new(),
        }
    }

    /// One about fields of something that both have; ids and text of `theirs` are those of ours. A field
    /// within a map is told as `attributes.kind`.
    pub fn changed(thing: Thing, fields: &[String], theirs: Version<'_>) -> Self {
        let whole = theirs.value().unwrap_or_default();
        // Who decided goes with what was decided.
        let decided = fields.iter().any(|field| field == "state");
        let along = decided.then(|| "decided".to_owned());
        let theirs = fields.iter().cloned().chain(along);
        Self {
            theirs: theirs
                .map(|field| {
                    let value = at(&whole, &field).cloned().unwrap_or_default();
                    (field, value)
                })
                .collect(),
            thing,
            way: Way::Changed,
        }
    }

    /// The text that the other side has, where that is in dispute.
    pub fn text(&self) -> Option<&str> {
        self.theirs
            .get("text")
            .filter(|_| self.thing == Thing::Text)?
            .as_str()
    }

    /// The fields in dispute, each with the other side's value. What only goes along is left out.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Value)> {
        let is_alone = self.theirs.keys().all(|key| ALONG.contains(&&**key));
        let all = self.theirs.iter().map(|(key, value)| (&**key, value));
        all.filter(move |(key, _)| is_alone || !ALONG.contains(key))
    }

    /// What a field is like in a document, as a file says it; `null` when there is nothing.
    pub fn ours(&self, document: &Document, field: &str) -> Value {
        let whole = value_of(document, &self.thing);
        whole
            .and_then(|whole| at(&whole, field).cloned())
            .unwrap_or_default()
    }

    /// Whether the document has by now all that the other side has.
    fn is_settled(&self, document: &Document) -> bool {
        let Some(whole) = value_of(document, &self.thing).filter(|_| self.way == Way::Changed)
        else {
            return false;
        };
        let same = |(field, theirs)| at(&whole, field).unwrap_or(&Value::Null) == theirs;
        self.fields().all(same)
    }

    /// Puts what the other side has in the place of ours; the text is not in a draft's power.
    pub fn take_theirs(&self, draft: &mut Draft) -> Result<(), Undone> {
        let document = draft.document();
        let changed = |thing: &Thing| -> Result<Value, Undone> {
            let mut whole = value_of(document, thing).ok_or(Undone::Gone)?;
            for (field, value) in &self.theirs {
                set_at(&mut whole, field, value);
            }
            Ok(whole)
        };
        match &self.thing {
            Thing::Text => Err(Undone::Gone),
            Thing::Schema => {
                let whole = changed(&self.thing)?;
                let schema: wire::schema::Schema = read(at(&whole, "schema").ok_or(Undone::Gone)?)?;
                Ok(draft.set_schema(Schema::from(schema).into())?)
            }
            Thing::Header => {
                let header: Header = read(&changed(&self.thing)?)?;
                // What is kept in the extra is not what the other side had then.
                Ok(draft.change_header(|it| *it = header)?)
            }
            Thing::Entity(_) => {
                let entity: wire::Entity = read(&changed(&self.thing)?)?;
                Ok(draft.put_entity(convert::entity_in(entity))?)
            }
            Thing::Link(_) => {
                let link: wire::Link = read(&changed(&self.thing)?)?;
                Ok(draft.put_link(convert::link_in(link))?)
            }
            Thing::Span(_) => {
                let span = span_in(document, read(&changed(&self.thing)?)?)?;
                Ok(draft.put_span(span)?)
            }
        }
    }

    /// Takes the thing out, with what leads to it.
    pub fn remove(&self, draft: &mut Draft) -> Result<(), Undone> {
        match &self.thing {
            Thing::Span(id) if draft.document().span(id).is_some() => Ok(draft.remove_span(id)?),
            Thing::Link(id) => Ok(draft.remove_link(id)?),
            Thing::Entity(id) => {
                let meant = draft.document().mentions_of(id);
                let meant: Vec<SpanId> = meant.map(|span| span.id.clone()).collect();
                for span in meant {
                    draft.change_span(&span, |span| span.entity = None)?;
                }
                Ok(draft.remove_entity(id)?)
            }
            _ => Ok(()),
        }
    }
}

/// The disputes of a document, in the order of their things.
pub fn of(header: &Header) -> Vec<Dispute> {
    let Some(Value::Array(all)) = header.extra.get(KEY) else {
        return Vec::new();
    };
    all.iter()
        .filter_map(|one| Dispute::deserialize(one).ok())
        .collect()
}

/// Puts disputes among those of a document. A later one about the same thing takes the place of the
/// earlier, and has what was in dispute before as well.
pub fn put(document: &Document, header: &mut Header, more: Vec<Dispute>) {
    let mut all: BTreeMap<Thing, Dispute> = BTreeMap::new();
    let held = of(header).into_iter().filter(|it| !it.is_settled(document));
    for mut dispute in held.chain(more) {
        if let Some(before) = all.remove(&dispute.thing)
            && (before.way, dispute.way) == (Way::Changed, Way::Changed)
        {
            for (field, value) in before.theirs {
                dispute.theirs.entry(field).or_insert(value);
            }
        }
        all.insert(dispute.thing.clone(), dispute);
    }
    set(header, all.into_values().collect());
}

/// Says which disputes are left.
pub fn set(header: &mut Header, all: Vec<Dispute>) {
    if all.is_empty() {
        header.extra.remove(KEY);
    } else {
        let value = serde_json::to_value(all).unwrap_or_default();
        header.extra.insert(KEY.to_owned(), value);
    }
}

fn span_in(document: &Document, span: wire::Span) -> Result<Span, Undone> {
    let text = document.text();
    let fragments = fit(text, &span.fragments).map_err(Undone::Lost)?;
    let proposed = span.proposed.as_ref();
    let proposed = proposed.and_then(|proposal| fit(text, &proposal.fragments).ok());
    let mut span = convert::span_in(span, fragments, proposed);
    span.entity = span.entity.filter(|id| document.entity(id).is_some());
    Ok(span)
}

/// A thing as one side has it.
#[derive(Clone, Copy, Debug)]
pub enum Version<'a> {
    /// The words; the field is `text`.
    Text(&'a Text),
    /// The schema; the field is `schema`.
    Schema(&'a Schema),
    /// What is said of the article.
    Header(&'a Header),
    /// A person.
    Entity(&'a Entity),
    /// A link.
    Link(&'a Link),
    /// A mark of a text.
    Span(&'a Text, &'a Span),
}

impl<'a> Version<'a> {
    fn of(document: &'a Document, thing: &Thing) -> Option<Self> {
        Some(match thing {
            Thing::Text => Self::Text(document.text()),
            Thing::Schema => Self::Schema(document.schema()),
            Thing::Header => Self::Header(document.header()),
            Thing::Entity(id) => Self::Entity(document.entity(id)?),
            Thing::Link(id) => Self::Link(document.link(id)?),
            Thing::Span(id) => Self::Span(document.text(), document.span(id)?),
        })
    }

    /// As a file says it.
    fn value(self) -> Option<Value> {
        let value = match self {
            Self::Text(text) => Ok(serde_json::json!({ "text": text.as_str() })),
            Self::Schema(schema) => serde_json::to_value(wire::schema::Schema::from(schema))
                .map(|schema| serde_json::json!({ "schema": schema })),
            Self::Header(header) => serde_json::to_value(header),
            Self::Entity(entity) => serde_json::to_value(convert::entity_out(entity)),
            Self::Link(link) => serde_json::to_value(convert::link_out(link)),
            Self::Span(text, span) => serde_json::to_value(convert::span_out(text, span)),
        };
        value.ok()
    }
}

fn value_of(document: &Document, thing: &Thing) -> Option<Value> {
    Version::of(document, thing)?.value()
}

/// The keys that lead to a field.
fn steps(field: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut rest = field;
    while let Some((first, more)) = rest
        .split_once('.')
        .filter(|(first, _)| matches!(*first, "attributes" | "extra" | "metadata" | "imported"))
    {
        // A key of a map may have any name.
        steps.push(first);
        rest = more;
        if first != "metadata" {
            break;
        }
    }
    steps.push(rest);
    steps
}

fn at<'a>(whole: &'a Value, field: &str) -> Option<&'a Value> {
    let mut steps = steps(field).into_iter();
    steps.try_fold(whole, |value, step| value.get(step))
}

fn set_at(whole: &mut Value, field: &str, value: &Value) {
    let mut here = whole;
    let steps = steps(field);
    let Some((last, way)) = steps.split_last() else {
        return;
    };
    for step in way {
        let Value::Object(map) = here else { return };
        let inner = map.entry((*step).to_owned());
        here = inner.or_insert_with(|| Value::Object(Map::new()));
    }
    if let Value::Object(map) = here {
        if value.is_null() {
            map.remove(*last);
        } else {
            map.insert((*last).to_owned(), value.clone());
        }
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Undone> {
    Ok(T::deserialize(value)?)
}
