//! Dictum's own files: a document complete in one file, in RON or JSON, which say the same.
//!
//! Offsets in files are code points. What a file says that does not fit its text is kept apart
//! ([`Misfit`]), what this version does not know is kept where it stood, and what is damaged is
//! refused with its place ([`ReadError`]).

pub mod apart;
mod build;
mod convert;
pub mod dispute;
mod error;
mod escape;
mod handing;
mod ids;
pub mod json_line;
mod misfit;
mod note;
mod parse;
mod place;
mod placing;
mod record;
mod ron_line;
mod save;
pub mod schemas;
mod tidy;
pub mod wire;
mod write;

pub use error::{ReadError, SaveError};
pub use misfit::{Lost, Misfit, Problem};
pub use note::Note;
pub use parse::{read, read_project, read_schema};
pub use save::{Ready, Saved, save, save_checked};
pub use tidy::tidying;
pub use write::{write_json, write_jsonl, write_project, write_ron, write_schema};

use crate::disk::{Disk, FileHash};
use crate::model::Document;
use std::path::Path;

/// What stands in `format`: the name and the major number.
pub const FORMAT: &str = "dictum/1";

/// What stands in `format` of a project's file.
pub const PROJECT_FORMAT: &str = "dictum-project/1";

/// How a document is spelled in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// RON, the default: one span a line.
    #[default]
    Ron,
    /// JSON, or one document of JSON Lines.
    Json,
}

impl Format {
    /// The format that a file's extension names, if it names one.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "ron" => Some(Self::Ron),
            "json" | "jsonl" => Some(Self::Json),
            _ => None,
        }
    }
}

/// A document as read, and what of its file did not go into it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What fits.
    pub document: Document,
    /// Spans that do not fit the text, with their links. While there are any, saving over the file
    /// would lose them.
    pub misfits: Vec<Misfit>,
    /// What the person should know.
    pub notes: Vec<Note>,
    /// How the file is spelled.
    pub format: Format,
    /// The hash of the file's bytes as read, to notice later that another program changed it.
    pub hash: FileHash,
}

/// Opens the document in a file.
pub fn open(disk: &dyn Disk, path: &Path) -> Result<Opened, ReadError> {
    let bytes = disk.read(path)?;
    read(&bytes, path)
}
