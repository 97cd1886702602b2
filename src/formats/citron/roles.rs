//! What labels are to Citron: by their roles in the schema, else by Citron's own names.

use super::COREFERENCE;
use crate::model::schema::{LinkRole, Role};
use crate::model::{LabelName, Schema};

/// What a span is to Citron.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was said.
    Content,
    /// Who said it.
    Source,
    /// The words that tell of the saying.
    Cue,
    /// Another mention of a person or a body.
    Mention,
    /// Nothing.
    Other,
}

/// What spans of a label are.
pub fn part(schema: &Schema, label: &LabelName) -> Part {
    match (schema.role_of(label), label.as_str()) {
        (Role::Quote, _) | (Role::Plain, "content") => Part::Content,
        (Role::Speaker, _) | (Role::Plain, "source") => Part::Source,
        (Role::Cue, _) | (Role::Plain, "cue") => Part::Cue,
        (Role::Addressee, _) | (Role::Plain, COREFERENCE | "person" | "mention") => Part::Mention,
        _ => Part::Other,
    }
}

/// What links of a label lead a quote to.
pub fn leads_to(schema: &Schema, label: &LabelName) -> Part {
    let role = schema.link(label).map(|link| link.role).unwrap_or_default();
    match (role, label.as_str()) {
        (LinkRole::SaidBy, _) | (LinkRole::Plain, "source") => Part::Source,
        (LinkRole::CuedBy, _) | (LinkRole::Plain, "cue") => Part::Cue,
        (LinkRole::Plain, COREFERENCE) => Part::Mention,
        _ => Part::Other,
    }
}
