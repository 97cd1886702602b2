//! The document: an article's text with its spans, links and entities, and every way it can change.
//!
//! No input, no output, no screen, no clock: whoever calls brings the time.

mod direction;
mod document;
mod draft;
mod edit;
mod entity;
mod fragments;
mod header;
mod history;
mod id;
mod link;
mod noted_edit;
mod offset;
mod provenance;
pub mod schema;
mod span;
mod span_tree;
mod text;
mod value;

pub use direction::Direction;
pub use document::{Builder, Document, Flaw, Parts, Rest, Snapshot};
pub use draft::Draft;
pub use edit::{Change, Edit, EditError};
pub use entity::Entity;
pub use fragments::{Fragments, FragmentsError};
pub use header::{Header, Metadata, Status};
pub use history::{History, NoWay, Revision, RevisionId};
pub use id::{AttributeName, EntityId, LabelName, LinkId, SpanId};
pub use link::Link;
pub use noted_edit::{NotedEdit, ReadEdit};
pub use offset::{ByteOffset, ByteRange, CharOffset, GraphemeOffset, Utf16Offset};
pub use provenance::{Decision, Maker, Origin, State, Timestamp};
pub use schema::Schema;
pub use span::{Proposal, Span};
pub use span_tree::{Placed, SpanTree};
pub use text::Text;
pub use value::{AttributeValue, Attributes, Extra};
