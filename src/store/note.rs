//! What a person should know about a file that has been read.

use crate::model::{LabelName, SpanId};

/// Something in a file that is not as it should be and does no harm.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    /// The stored hash is not that of the text. The fragments' own words decide what fits.
    #[error("the text is not the one whose hash the file holds")]
    TextChanged,
    /// A label that the schema does not have.
    #[error("{count} spans have the label {label}, which the schema does not have")]
    UnknownLabel {
        /// The label.
        label: LabelName,
        /// How many spans have it.
        count: usize,
    },
    /// A link label that the schema does not have.
    #[error("{count} links have the label {label}, which the schema does not have")]
    UnknownLink {
        /// The label.
        label: LabelName,
        /// How many links have it.
        count: usize,
    },
    /// A schema given by name and hash has changed since.
    #[error("the schema {name} here is not quite the one that the file was made with")]
    SchemaChanged {
        /// Its name.
        name: String,
    },
    /// A schema given by name is not here.
    #[error("the schema {name} is not here; one was made of the labels found")]
    SchemaMissing {
        /// Its name.
        name: String,
    },
    /// A fragment begins or ends within what a person sees as one character.
    #[error("span {span} cuts a character in two at {place}")]
    CutCharacter {
        /// The span.
        span: SpanId,
        /// Where, in code points.
        place: crate::model::CharOffset,
    },
}
