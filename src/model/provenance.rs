//! Where an annotation came from, and who decided on it.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Whether an annotation counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Proposed, by a tagger or an import; nobody has decided.
    #[default]
    Suggested,
    /// A person made it or said yes.
    Accepted,
    /// A person said no. Kept, so that the tagger can learn and does not ask again.
    Rejected,
}

/// What kind of maker an annotation has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Maker {
    /// A person, in the window.
    Human,
    /// A program that tags.
    Tagger,
    /// A file of another program, or one that does not say.
    #[default]
    Import,
}

/// Where an annotation came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// The kind of maker.
    pub by: Maker,
    /// Its name: the annotator's, the tagger's, the format's.
    pub name: Option<SmolStr>,
    /// The tagger's version.
    pub version: Option<SmolStr>,
    /// How sure the tagger is, from 0 to 1.
    pub score: Option<f64>,
    /// Why, in plain words.
    pub reason: Option<SmolStr>,
}

impl Origin {
    /// Made by a person of this name.
    pub fn human(name: &str) -> Self {
        Self {
            by: Maker::Human,
            name: Some(SmolStr::new(name)),
            ..Self::default()
        }
    }
}

/// Who accepted or rejected, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The annotator's name.
    pub name: SmolStr,
    /// When; `None` when the file does not say.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// A point in time as RFC 3339 text, such as `2026-11-22T10:00:00Z`.
///
/// Kept as written, so that a file read and saved says the same; the model has no clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(SmolStr);

impl Timestamp {
    /// A time already written as RFC 3339.
    pub fn from_rfc3339(text: &str) -> Self {
        Self(SmolStr::new(text))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
