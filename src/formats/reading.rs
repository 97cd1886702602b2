//! Reading files of any format, an article at a time.
//!
//! One thread goes through the files and parts them into pieces ([`pieces`]); a piece is read in any thread
//! ([`Piece::read`]).

mod own;
mod piece;
mod walk;

pub use piece::Piece;
pub use walk::pieces;

use super::{Finding, Format, Names, Place, Unit, Verdict};
use crate::disk::Disk;
use crate::model::Document;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// How files are read.
pub struct Manner {
    /// The format; recognised when not given.
    pub from: Option<&'static Format>,
    /// What labels are called here.
    pub names: Names,
    /// The unit of offsets, where the person knows better than the format.
    pub unit: Option<Unit>,
    /// The way out for whoever names a file of no format that is known.
    pub way_out: &'static str,
    /// The file in which standard input was laid down, where `-` is among the paths.
    pub standard_input: Option<PathBuf>,
}

/// An article that was read.
pub struct Read {
    /// Where it stands.
    pub place: Place,
    /// The format of its file.
    pub format: &'static Format,
    /// What fits.
    pub document: Document,
    /// How offsets were read; `None` for documents of our own.
    pub verdict: Option<Verdict>,
    /// What does not fit.
    pub findings: Vec<Finding>,
}

/// What comes of reading.
pub enum Came {
    /// An article.
    Article(Box<Read>),
    /// A file that cannot be read, or not to its end.
    Not(Finding),
    /// A file in a folder that is of no format.
    PassedOver,
}

/// Whoever takes what comes; may want no more.
pub type Take<'a> = &'a mut dyn FnMut(Came) -> ControlFlow<()>;

/// Reads files, and the files in folders by name, in this thread.
pub fn read(disk: &dyn Disk, paths: &[PathBuf], manner: &Manner, take: Take<'_>) {
    pieces(disk, paths, manner, &mut |piece| {
        piece.read(disk, manner, take)
    });
}
