//! Why a project or one of its articles cannot be opened.

use crate::article::ArticleError;
use crate::disk::DiskError;
use crate::model::EditError;
use crate::store::ReadError;
use std::path::PathBuf;

/// Why a project or one of its articles cannot be opened. Nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The project's file, its schema or a document is damaged.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An article's text cannot be read.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// The project asks for a schema that the program does not bring.
    #[error(
        "there is no schema “{name}”; name one of {known}, or a .ron file in the project's folder: {}",
        file.display()
    )]
    NoSuchSchema {
        /// The name.
        name: String,
        /// The names that there are.
        known: String,
        /// The project's file.
        file: PathBuf,
    },
    /// The project has no such article.
    #[error("there is no article “{article}” in the project: {}", folder.display())]
    NoSuchArticle {
        /// Its id.
        article: String,
        /// The project's folder.
        folder: PathBuf,
    },
    /// A document could not be begun.
    #[error(transparent)]
    Edit(#[from] EditError),
}
