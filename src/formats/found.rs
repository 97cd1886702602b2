//! What a reader finds in a file of another program, offsets as they stand there.

use crate::model::{Attributes, Decision, Entity, Extra, Header, Origin, Schema, State};

/// An article with its annotations, as a file of another program says it.
///
/// Nothing is placed yet: [`super::import`] finds the unit in which the file counts and makes a
/// document of it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What is said of the article as a whole. An empty id is filled in from the file's name.
    pub header: Header,
    /// The article, byte for byte as the file has it.
    pub text: String,
    /// How the format counts, by its own description.
    pub unit: super::Unit,
    /// Characters that no piece can hold, where the format has such: pieces that only these part are one.
    pub seams: Option<fn(char) -> bool>,
    /// In the file's order.
    pub spans: Vec<FoundSpan>,
    /// In the file's order.
    pub links: Vec<FoundLink>,
    /// Ids as in the file; empty ones are filled in.
    pub entities: Vec<Entity>,
    /// The labels that the file itself describes, where it does.
    pub schema: Option<Schema>,
    /// Where its annotations begin in the file, counted from 1, to tell what is wrong.
    pub line: Option<usize>,
    /// What a reader could not take, in words: each becomes a finding.
    pub faults: Vec<Fault>,
}

/// A mark, not yet placed.
#[derive(Clone, Debug, Default)]
pub struct FoundSpan {
    /// The file's; empty when it has none. Links name it.
    pub id: String,
    /// The file's label.
    pub label: String,
    /// What it covers; more than one piece where the format has such a thing.
    pub pieces: Vec<Piece>,
    /// The words of all pieces together, where the format does not store each piece's own.
    /// Between pieces there may be a space or nothing, and any white space may stand for other.
    pub words: Option<String>,
    /// What is set on it.
    pub attributes: Attributes,
    /// The id of an entity in [`Found::entities`].
    pub entity: Option<String>,
    /// Link labels for which "nobody" was decided.
    pub no_links: Vec<String>,
    /// Accepted when a person made it, suggested when a program did.
    pub state: State,
    /// Who made it; the maker becomes an import in any case.
    pub origin: Origin,
    /// Who decided on it.
    pub decided: Option<Decision>,
    /// A remark.
    pub note: Option<String>,
    /// What has no better place.
    pub extra: Extra,
    /// Where it stands in the file, counted from 1.
    pub line: Option<usize>,
}

/// A stretch of text in the file's own unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub start: usize,
    /// Where it ends, as the file says it.
    pub end: usize,
    /// The words there, where the file stores them.
    pub text: Option<String>,
}

/// A tie between two marks.
#[derive(Clone, Debug, Default)]
pub struct FoundLink {
    /// The file's; empty when it has none.
    pub id: String,
    /// The file's label.
    pub label: String,
    /// The id of a [`FoundSpan`].
    pub from: String,
    /// The id of a [`FoundSpan`].
    pub to: String,
    /// What is set on it.
    pub attributes: Attributes,
    /// Accepted when a person made it, suggested when a program did.
    pub state: State,
    /// Who made it; the maker becomes an import in any case.
    pub origin: Origin,
    /// Who decided on it.
    pub decided: Option<Decision>,
    /// What has no better place.
    pub extra: Extra,
    /// Where it stands in the file, counted from 1.
    pub line: Option<usize>,
}

/// Something in a file that cannot be taken, while the rest is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the file, counted from 1, when that is known.
    pub line: Option<usize>,
    /// The article's id, where it is known.
    pub article: Option<String>,
    /// What is wrong, and where there is one, the way out.
    pub reason: String,
}

impl Fault {
    /// Something wrong at a line.
    pub fn at(line: usize, reason: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::new(reason)
        }
    }

    /// Something wrong, nobody knows where.
    pub fn new(reason: impl Into<String>) -> Self {
        Self {
            line: None,
            article: None,
            reason: reason.into(),
        }
    }
}

impl FoundSpan {
    /// A mark of one stretch with nothing set.
    pub fn new(label: impl Into<String>, start: usize, end: usize) -> Self {
        Self {
            label: label.into(),
            pieces: vec![Piece {
                start,
                end,
                text: None,
            }],
            ..Self::default()
        }
    }
}
