//! Why a file cannot be read or saved.

use crate::disk::DiskError;
use crate::model::{EditError, Flaw};
use std::path::PathBuf;

/// Why a file is not a document. Nothing has been changed, and nothing may be saved over it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The bytes are not UTF-8.
    #[error("not UTF-8 from byte {byte} on: {}", file.display())]
    NotUtf8 {
        /// The file.
        file: PathBuf,
        /// The first byte that is not, counted from 0.
        byte: usize,
    },
    /// It is neither RON nor JSON.
    #[error("not an annotated document, neither RON nor JSON: {}", file.display())]
    NotADocument {
        /// The file.
        file: PathBuf,
    },
    /// A later version of the program wrote it.
    #[error("written in the format {format}; this version reads {ours}: {}", file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its format.
        format: String,
        /// The format that this version reads.
        ours: &'static str,
    },
    /// It says that it is in a format of another program.
    #[error("written in the format {format}, which is not {ours}: {}", file.display())]
    OtherFormat {
        /// The file.
        file: PathBuf,
        /// Its format.
        format: String,
        /// The format that this version reads.
        ours: &'static str,
    },
    /// It is damaged, or a field holds what it cannot hold.
    #[error("line {line}, column {column}{}: {reason}: {}", in_field(field), file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// Such as `spans[3].label`; empty when it is not known.
        field: String,
        /// What is wrong.
        reason: String,
    },
    /// Its parts do not fit together.
    #[error("line {line}: {flaw}{}: {}", and_more(*more), file.display())]
    Flawed {
        /// The file.
        file: PathBuf,
        /// Where the first flaw is, counted from 1.
        line: usize,
        /// The first flaw, its index that of the file.
        flaw: Flaw,
        /// How many more there are.
        more: usize,
    },
}

fn in_field(field: &str) -> String {
    if field.is_empty() {
        String::new()
    } else {
        format!(", {field}")
    }
}

fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " (and 1 more flaw)".to_owned(),
        more => format!(" (and {more} more flaws)"),
    }
}

/// Why a document is not saved. What was on the disk is there unharmed.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The file's name asks for another format.
    #[error("a document is saved as .ron or .json: {}", path.display())]
    Extension {
        /// The file.
        path: PathBuf,
    },
    /// The document does not hold together.
    #[error(transparent)]
    Edit(#[from] EditError),
}
