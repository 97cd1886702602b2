//! Links between spans: a quote is *said by* a speaker.

use super::{Attributes, Decision, Extra, LabelName, LinkId, Origin, SpanId, State};
use serde::{Deserialize, Serialize};

/// A directed, labelled tie from one span to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Unique in the document.
    pub id: LinkId,
    /// A link label of the schema, such as `said_by`.
    pub label: LabelName,
    /// The span it starts from, such as the quote.
    pub from: SpanId,
    /// The span it leads to, such as the speaker.
    pub to: SpanId,
    /// What is set on it.
    #[serde(default)]
    pub attributes: Attributes,
    /// Whether it counts.
    #[serde(default)]
    pub state: State,
    /// Who made it.
    #[serde(default)]
    pub origin: Origin,
    /// Who decided on it, if anyone has.
    #[serde(default)]
    pub decided: Option<Decision>,
    /// Where a suggestion led before a person led it elsewhere.
    #[serde(default)]
    pub proposed: Option<SpanId>,
    /// What the file held that this version does not know.
    #[serde(default)]
    pub extra: Extra,
}
