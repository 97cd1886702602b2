//! The labels that the schema has for what is proposed.

use crate::model::schema::{Label, LinkRole, Role};
use crate::model::{LabelName, Schema};

/// The labels of quotes and what belongs to them, by role.
pub(super) struct Labels<'s> {
    pub quote: &'s Label,
    pub speaker: Option<&'s Label>,
    pub cue: Option<&'s Label>,
    pub addressee: Option<&'s Label>,
    pub said_by: Option<&'s LabelName>,
    pub cued_by: Option<&'s LabelName>,
    pub said_to: Option<&'s LabelName>,
}

impl<'s> Labels<'s> {
    /// `None` when the schema has no label for quotes.
    pub fn of(schema: &'s Schema) -> Option<Self> {
        let label = |role| schema.labels.iter().find(|label| label.role == role);
        let link = |role| {
            let found = schema.links.iter().find(|link| link.role == role);
            found.map(|link| &link.name)
        };
        Some(Self {
            quote: label(Role::Quote)?,
            speaker: label(Role::Speaker),
            cue: label(Role::Cue),
            addressee: label(Role::Addressee),
            said_by: link(LinkRole::SaidBy),
            cued_by: link(LinkRole::CuedBy),
            said_to: link(LinkRole::SaidTo),
        })
    }
}
