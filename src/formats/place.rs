//! Where something stands in the input: a file, and a line where it is one of a stream.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file or standard input, and the line in it, as `articles.jsonl:3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file; `None` is standard input.
    pub file: Option<Arc<Path>>,
    /// Counted from 1.
    pub line: Option<usize>,
}

impl Place {
    /// A whole file.
    pub fn file(path: &Path) -> Self {
        Self {
            file: Some(path.into()),
            line: None,
        }
    }

    /// The same file, at a line.
    pub fn at_line(&self, line: usize) -> Self {
        Self {
            line: Some(line),
            ..self.clone()
        }
    }

    /// The path to name in messages of readers, which also tells them the format.
    pub fn path(&self) -> PathBuf {
        match &self.file {
            Some(file) => file.to_path_buf(),
            None => PathBuf::from("standard input.jsonl"),
        }
    }

    /// An id for an article that has none: the file's name without its extension, and the line.
    pub fn id(&self) -> String {
        let stem = self.file.as_ref().and_then(|file| file.file_stem());
        let stem = stem.map(|stem| stem.to_string_lossy().into_owned());
        match (stem, self.line) {
            (Some(stem), Some(line)) => format!("{stem}-{line}"),
            (Some(stem), None) => stem,
            (None, Some(line)) => format!("line-{line}"),
            (None, None) => "article".to_owned(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}", file.display())?,
            None => f.write_str("standard input")?,
        }
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_as_compilers_tell_it_and_gives_an_id() {
        let file = Place::file(Path::new("a/news.jsonl"));
        let input = Place {
            file: None,
            line: None,
        };
        for (place, told, id) in [
            (file.clone(), "a/news.jsonl", "news"),
            (file.at_line(3), "a/news.jsonl:3", "news-3"),
            (input.at_line(3), "standard input:3", "line-3"),
        ] {
            assert_eq!(
                (place.to_string().as_str(), place.id().as_str()),
                (told, id)
            );
        }
    }
}
