//! What stands in a file, field by field, in the order in which it is written.
//!
//! RON and JSON are two spellings of this. Offsets are code points here.

use super::record::record;
use crate::model::{
    Attributes, CharOffset, EntityId, LabelName, LinkId, Maker, SpanId, State, Status,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

pub mod project;
pub(super) mod schema;

pub use crate::model::Extra;

record! {
    /// One article with its annotations.
    Document {
        /// `dictum/1`.
        format: String, always;
        /// The article's id.
        id: String, always;
        /// The headline.
        title: Option<String>, always;
        /// BCP 47 tag.
        language: Option<String>, always;
        /// Where the article came from.
        metadata: Metadata, always;
        /// Who annotates.
        annotator: Option<String>, always;
        /// How far the work is.
        status: Status, always;
        /// The labels looked for throughout.
        labels_done: Vec<LabelName>, always;
        /// The article.
        text: String, required;
        /// Of the text.
        sha256: String, always;
        /// The schema in force, whole or by name; a reference without a name when the file gives none.
        schema: schema::Schema, always;
        /// In text order.
        spans: Vec<Span>, always;
        /// By id.
        links: Vec<Link>, always;
        /// By id.
        entities: Vec<Entity>, always;
    } extra always
}

record! {
    /// Where the article came from.
    #[derive(Eq)]
    Metadata {
        /// The file it was read from.
        source: Option<String>, always;
        /// Its address.
        url: Option<String>, always;
        /// Who published it.
        publisher: Option<String>, always;
        /// Who wrote it.
        byline: Option<String>, always;
        /// When it was published.
        published: Option<String>, always;
        /// What the import knew beyond this.
        imported: Extra, always;
    } extra filled
}

record! {
    /// A labelled mark.
    Span {
        /// Empty when the file gives none.
        id: SpanId, always;
        /// A label of the schema.
        label: LabelName, required;
        /// What it covers.
        fragments: Vec<Fragment>, required;
        /// What is set on it.
        attributes: Attributes, always;
        /// The attributes that a rule filled in.
        by_rule: Vec<crate::model::AttributeName>, filled;
        /// Who or what it means.
        entity: Option<EntityId>, always;
        /// Link labels for which "nobody" was decided.
        no_links: Vec<LabelName>, always;
        /// Whether it counts.
        state: State, always;
        /// Who made it.
        origin: Origin, always;
        /// Who decided on it.
        decided: Option<Decision>, always;
        /// What a suggestion was before a person changed it.
        proposed: Option<Box<Proposal>>, always;
        /// A remark.
        note: Option<String>, always;
    } extra filled
}

record! {
    /// A stretch of text.
    #[derive(Eq)]
    Fragment {
        /// The first code point.
        start: CharOffset, required;
        /// The code point after the last.
        end: CharOffset, required;
        /// The words there, to be checked; empty when the file gives none.
        text: String, filled;
    } extra filled
}

record! {
    /// A suggestion as it was before a person changed it.
    #[derive(Eq)]
    Proposal {
        /// The label it had.
        label: LabelName, required;
        /// What it covered.
        fragments: Vec<Fragment>, required;
        /// What was set on it.
        attributes: Attributes, always;
        /// Who or what it meant.
        entity: Option<EntityId>, always;
    } extra filled
}

record! {
    /// A tie from one span to another.
    Link {
        /// Empty when the file gives none.
        id: LinkId, always;
        /// A link label of the schema.
        label: LabelName, required;
        /// The span it starts from.
        from: SpanId, required;
        /// The span it leads to.
        to: SpanId, required;
        /// What is set on it.
        attributes: Attributes, always;
        /// Whether it counts.
        state: State, always;
        /// Who made it.
        origin: Origin, always;
        /// Who decided on it.
        decided: Option<Decision>, always;
        /// Where a suggestion led before a person led it elsewhere.
        proposed: Option<SpanId>, always;
    } extra filled
}

record! {
    /// Someone or something behind mentions.
    Entity {
        /// Empty when the file gives none.
        id: EntityId, always;
        /// The fullest name.
        name: String, always;
        /// What it is.
        kind: Option<SmolStr>, always;
        /// Other names.
        aliases: Vec<String>, always;
        /// An address that identifies it elsewhere.
        uri: Option<String>, always;
        /// Its id in the project's register of people.
        register: Option<String>, always;
        /// Who made it.
        origin: Origin, always;
    } extra filled
}

record! {
    /// Where an annotation came from.
    Origin {
        /// The kind of maker.
        by: Maker, always;
        /// Its name.
        name: Option<SmolStr>, filled;
        /// The tagger's version.
        version: Option<SmolStr>, filled;
        /// How sure the tagger is.
        score: Option<f64>, filled;
        /// Why, in plain words.
        reason: Option<SmolStr>, filled;
    } extra filled
}

record! {
    /// Who accepted or rejected, and when.
    #[derive(Eq)]
    Decision {
        /// The annotator's name.
        name: SmolStr, always;
        /// When, in RFC 3339.
        at: Option<SmolStr>, filled;
    } extra filled
}

/// A list that a file gives or leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given<T>(pub Option<T>);

impl<T> Default for Given<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Serialize> Serialize for Given<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|value| Self(Some(value)))
    }
}
