//! What is said of the article as a whole.

use super::{Extra, LabelName};
use serde::{Deserialize, Serialize};

/// How far the work on an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody and nothing has marked it.
    #[default]
    Untouched,
    /// A tagger has been over it.
    Tagged,
    /// A person is at it.
    InWork,
    /// A person says it is complete for the labels in `labels_done`.
    Done,
    /// A person wants another look.
    Doubtful,
}

/// Where the article came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The file it was read from.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, as written there.
    pub published: Option<String>,
    /// What the import knew beyond this.
    pub imported: Extra,
    /// What the file held that this version does not know.
    pub extra: Extra,
}

/// Everything of a document but its text, schema, spans, links and entities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Header {
    /// The article's id, unique in its project. Never a path: escape before using it as one.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// BCP 47 tag of the text's language, such as `en`.
    pub language: Option<String>,
    /// Where the article came from.
    pub metadata: Metadata,
    /// Who annotates.
    pub annotator: Option<String>,
    /// How far the work is.
    pub status: Status,
    /// The labels looked for throughout, so that their absence means something.
    pub labels_done: Vec<LabelName>,
    /// What the file held that this version does not know.
    pub extra: Extra,
}
