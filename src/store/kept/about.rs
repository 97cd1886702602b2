//! What kept work is about: the first line of its file.

use crate::model::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How the first line begins; in RON it is a remark, so that the file opens as a document too.
const BEGIN: &str = "// unsaved work: ";

/// What kept work is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What the article is called on the screen.
    pub name: String,
    /// The article's file, whole; beside it the document would be saved.
    #[serde(default)]
    pub source: Option<PathBuf>,
    /// When it was kept.
    pub at: Timestamp,
    /// Whether the person has chosen to keep it for later: leaving it needs no question any more.
    #[serde(default)]
    pub later: bool,
}

impl About {
    /// What is known of work on an article. A path that is not UTF-8 cannot be kept.
    pub fn new(name: String, source: Option<&Path>, at: Timestamp) -> Self {
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Self {
            name,
            source: source.map(whole).filter(|path| path.to_str().is_some()),
            at,
            later: false,
        }
    }

    /// The line, its end included.
    pub(super) fn line(&self) -> String {
        // JSON has no newline within a string, so that the line stays one.
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{BEGIN}{json}\n")
    }

    /// Reads the first line of a file.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', bytes)?;
        let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
        serde_json::from_str(line.strip_prefix(BEGIN)?).ok()
    }
}
