//! Text out of an article's file.

mod plain;

pub use plain::{ArticleError, decode};

use crate::disk::Disk;
use crate::model::{Document, Header, Metadata, Schema, Text};
use std::path::Path;
use std::sync::Arc;

/// An article as read, nothing marked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The file's name without its extension. Never a path: escape before using it as one.
    pub id: String,
    /// The first line that holds anything, shortened; `None` when there is none.
    pub title: Option<String>,
    /// The article, every newline and mark as in the file.
    pub text: Text,
    /// The file it was read from, with `/` between folders.
    pub source: String,
}

impl Article {
    /// An article of bytes read from `file`.
    pub fn new(bytes: &[u8], file: &Path) -> Result<Self, ArticleError> {
        let string = decode(bytes, file)?;
        let title = title_of(&string);
        let id = file.file_stem().unwrap_or(file.as_os_str());
        let source = file.to_string_lossy();
        Ok(Self {
            id: id.to_string_lossy().into_owned(),
            title,
            text: Text::new(string),
            source: if cfg!(windows) {
                source.replace('\\', "/")
            } else {
                source.into_owned()
            },
        })
    }

    /// A document of it with nothing marked.
    pub fn into_document(self, schema: Arc<Schema>) -> Document {
        let header = Header {
            id: self.id,
            title: self.title,
            metadata: Metadata {
                source: Some(self.source),
                ..Metadata::default()
            },
            ..Header::default()
        };
        Document::new(header, schema, self.text)
    }
}

/// Reads an article from a plain text file.
pub fn read(disk: &dyn Disk, file: &Path) -> Result<Article, ArticleError> {
    Article::new(&disk.read(file)?, file)
}

/// The first line that holds anything, cut at a word when it is long.
fn title_of(text: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let line = text
        .split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(str::trim)
        .find(|line| !line.is_empty())?;
    let Some((end, _)) = line.char_indices().nth(LONGEST) else {
        return Some(line.to_owned());
    };
    let head = &line[..end];
    // A line without spaces is cut where it is too long.
    let cut = head.rfind(char::is_whitespace).unwrap_or(end);
    Some(format!("{}…", head[..cut].trim_end()))
}
