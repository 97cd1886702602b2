//! Edits: every change to a document, as data that can be stored, played again and taken back.

use super::{
    ByteOffset, ByteRange, Entity, EntityId, Fragments, FragmentsError, Header, Link, LinkId,
    Schema, Span, SpanId,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Changes that happen together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// In the order in which they apply.
    pub changes: Vec<Change>,
}

/// One thing as it was and as it becomes: `None` before is a thing made, `None` after one removed.
///
/// Both sides are whole, so that the inverse is exact and a change applies only to what it was
/// made from. Things are shared with the document, not copied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// A span made, changed or removed.
    Span {
        /// As it was.
        before: Option<Arc<Span>>,
        /// As it becomes.
        after: Option<Arc<Span>>,
    },
    /// A link made, changed or removed.
    Link {
        /// As it was.
        before: Option<Arc<Link>>,
        /// As it becomes.
        after: Option<Arc<Link>>,
    },
    /// An entity made, changed or removed.
    Entity {
        /// As it was.
        before: Option<Arc<Entity>>,
        /// As it becomes.
        after: Option<Arc<Entity>>,
    },
    /// What is said of the article as a whole.
    Header {
        /// As it was.
        before: Arc<Header>,
        /// As it becomes.
        after: Arc<Header>,
    },
    /// The schema in force.
    Schema {
        /// As it was.
        before: Arc<Schema>,
        /// As it becomes.
        after: Arc<Schema>,
    },
    /// The article's own words.
    Text(TextChange),
}

/// A stretch of the text replaced. Offsets right of it move along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct TextChange {
    /// Where it begins, the same before and after.
    pub at: ByteOffset,
    /// The words as they were.
    pub before: String,
    /// The words as they become.
    pub after: String,
    /// Every span that has an end within the stretch or at its ends, as it was and as it becomes.
    /// Where those go cannot be told from the stretch alone, and told so, it can be taken back.
    pub spans: Vec<Moved>,
}

/// A span's fragments (its own, then those of its proposal) before and after a change of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which span.
    pub id: SpanId,
    /// Where it was.
    pub before: (Fragments, Option<Fragments>),
    /// Where it is then.
    pub after: (Fragments, Option<Fragments>),
}

/// Why an edit does not apply. The document is then as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Whoever holds the document may only read it.
    #[error("another window has it open, and here it can only be read")]
    ReadOnly,
    /// The span is not as the edit says it was.
    #[error("span {0} is not what this edit was made from")]
    SpanDiffers(SpanId),
    /// The link is not as the edit says it was.
    #[error("link {0} is not what this edit was made from")]
    LinkDiffers(LinkId),
    /// The entity is not as the edit says it was.
    #[error("entity {0} is not what this edit was made from")]
    EntityDiffers(EntityId),
    /// The header, schema or text is not as the edit says it was.
    #[error("the {0} is not what this edit was made from")]
    Differs(&'static str),
    /// A change carries two ids, or none.
    #[error("a change speaks of two things, or of none")]
    Malformed,
    /// The id is taken by another span, link or entity.
    #[error("the id {0} is taken")]
    IdTaken(String),
    /// A fragment lies outside the text or cuts a code point.
    #[error("span {0} reaches outside the text or cuts a character")]
    OutsideText(SpanId),
    /// The span still has links.
    #[error("span {0} still has links")]
    StillLinked(SpanId),
    /// Spans still mean the entity.
    #[error("entity {0} still has mentions")]
    StillMeant(EntityId),
    /// A link leads to or from a span that is not there.
    #[error("link {0} leads to or from a span that is not there")]
    NoSuchEnd(LinkId),
    /// A span means an entity that is not there.
    #[error("span {0} means an entity that is not there")]
    NoSuchEntity(SpanId),
    /// There is no span of this id.
    #[error("there is no span {0}")]
    NoSuchSpan(SpanId),
    /// A span would have no fragments, or fragments out of order.
    #[error("{0}")]
    Fragments(#[from] FragmentsError),
}

impl Edit {
    /// The edit that takes this one back, exactly.
    pub fn inverse(&self) -> Self {
        Self {
            changes: self.changes.iter().rev().map(Change::inverse).collect(),
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Where to look to see what it did: the stretch of the last span or words it leaves behind.
    pub fn place(&self) -> Option<ByteRange> {
        self.changes.iter().rev().find_map(|change| match change {
            Change::Span {
                after: Some(span), ..
            }
            | Change::Span {
                before: Some(span), ..
            } => Some(span.fragments.as_slice()[0]),
            Change::Text(text) => Some(ByteRange::between(
                text.at,
                text.at.shifted(text.after.len() as isize),
            )),
            _ => None,
        })
    }
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Span { before, after } => Self::Span {
                before: after,
                after: before,
            },
            Self::Link { before, after } => Self::Link {
                before: after,
                after: before,
            },
            Self::Entity { before, after } => Self::Entity {
                before: after,
                after: before,
            },
            Self::Header { before, after } => Self::Header {
                before: after,
                after: before,
            },
            Self::Schema { before, after } => Self::Schema {
                before: after,
                after: before,
            },
            Self::Text(TextChange {
                at,
                before,
                after,
                spans,
            }) => Self::Text(TextChange {
                at,
                before: after,
                after: before,
                spans: spans
                    .into_iter()
                    .map(|Moved { id, before, after }| Moved {
                        id,
                        before: after,
                        after: before,
                    })
                    .collect(),
            }),
        }
    }
}

impl TextChange {
    /// The stretch it replaces.
    pub fn replaced(&self) -> ByteRange {
        ByteRange::between(self.at, self.at.shifted(self.before.len() as isize))
    }

    /// By how many bytes what is right of it moves.
    pub fn shift(&self) -> isize {
        self.after.len() as isize - self.before.len() as isize
    }
}
