//! Spans: the marks on the text.

use super::{
    AttributeName, Attributes, ByteOffset, ByteRange, Decision, EntityId, Extra, Fragments,
    FragmentsError, LabelName, Origin, SpanId, State,
};
use serde::{Deserialize, Serialize};

/// A labelled mark on one or more stretches of text. Spans may nest and overlap freely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// Unique in the document.
    pub id: SpanId,
    /// A label of the schema, such as `quote`.
    pub label: LabelName,
    /// What it covers.
    pub fragments: Fragments,
    /// What is set on it.
    #[serde(default)]
    pub attributes: Attributes,
    /// The attributes that a rule filled in and no person has changed.
    #[serde(default)]
    pub by_rule: Vec<AttributeName>,
    /// Who or what it means.
    #[serde(default)]
    pub entity: Option<EntityId>,
    /// Link labels for which "nobody" was decided.
    #[serde(default)]
    pub no_links: Vec<LabelName>,
    /// Whether it counts.
    #[serde(default)]
    pub state: State,
    /// Who made it.
    #[serde(default)]
    pub origin: Origin,
    /// Who decided on it, if anyone has.
    #[serde(default)]
    pub decided: Option<Decision>,
    /// What a suggestion was before a person changed it.
    #[serde(default)]
    pub proposed: Option<Box<Proposal>>,
    /// A remark by a person.
    #[serde(default)]
    pub note: Option<String>,
    /// What the file held that this version does not know.
    #[serde(default)]
    pub extra: Extra,
}

/// A suggestion as it was before a person changed it, so that the tagger can be scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The label it had.
    pub label: LabelName,
    /// What it covered.
    pub fragments: Fragments,
    /// What was set on it.
    #[serde(default)]
    pub attributes: Attributes,
    /// Who or what it meant.
    #[serde(default)]
    pub entity: Option<EntityId>,
}

impl Span {
    /// A suggested span with nothing set.
    pub fn new(id: SpanId, label: LabelName, fragments: Fragments, origin: Origin) -> Self {
        Self {
            id,
            label,
            fragments,
            attributes: Attributes::new(),
            by_rule: Vec::new(),
            entity: None,
            no_links: Vec::new(),
            state: State::Suggested,
            origin,
            decided: None,
            proposed: None,
            note: None,
            extra: Extra::new(),
        }
    }

    /// Whether it counts or may yet: anything but rejected.
    pub fn is_live(&self) -> bool {
        self.state != State::Rejected
    }

    /// Every stretch it speaks of, those of its proposal too.
    pub(super) fn stretches(&self) -> impl Iterator<Item = ByteRange> + '_ {
        let proposed = self
            .proposed
            .iter()
            .flat_map(|proposal| proposal.fragments.iter());
        self.fragments.iter().chain(proposed)
    }

    /// The same span with every stretch led through `map`, which keeps order and gaps.
    pub(super) fn mapped(
        &self,
        map: impl Fn(ByteRange) -> ByteRange,
    ) -> Result<Self, FragmentsError> {
        let lead = |fragments: &Fragments| Fragments::new(fragments.iter().map(&map).collect());
        let mut span = Self {
            fragments: lead(&self.fragments)?,
            ..self.clone()
        };
        if let Some(proposal) = &mut span.proposed {
            proposal.fragments = lead(&proposal.fragments)?;
        }
        Ok(span)
    }

    /// Whether any offset of it stands within `range`, both ends included.
    pub(super) fn has_bound_in(&self, range: ByteRange) -> bool {
        let within = |at: ByteOffset| range.start <= at && at <= range.end;
        self.stretches()
            .any(|stretch| within(stretch.start) || within(stretch.end))
    }
}
