//! Other programs' formats: what they made is read, what we make is written, and every loss is named.
//!
//! A format is a file in this folder with an entry in [`ALL`]. Reading has two steps: the format's reader
//! says what its file holds ([`Found`]), and [`import`] finds the unit in which it counts, gives labels our
//! names and makes a document. Writing has three: [`select`] says what goes out, [`fit`] makes it fit what
//! the format [`Holds`] and names what is lost, and the format's writer spells what is left, which it can
//! hold whole.

pub mod about;
mod anchor;
mod booknlp;
mod brat;
mod cas;
mod citron;
mod corenlp;
pub mod dataset;
pub mod destination;
mod details;
mod doccano;
pub mod export;
pub mod finding;
mod fit;
mod folder;
mod found;
mod gender_gap;
mod hf;
mod holds;
mod import;
mod iob;
mod iob2;
mod keys;
mod label_studio;
mod laid_out;
mod long_strings;
mod loss;
mod names;
mod native;
mod pdnc;
pub mod piped;
pub mod place;
mod placing;
mod polnear;
mod prepared;
mod prodigy;
pub mod reading;
mod records;
pub mod report;
mod schema_found;
mod select;
mod sheet;
mod shelf;
mod source;
mod spacy;
mod spelled;
mod tei;
pub mod tokens;
mod unit;
mod w3c;
mod webanno;
mod xml_text;

pub use destination::Destination;
pub use export::{Export, ExportError};
pub use finding::Finding;
pub use fit::{CONTINUES, fit, rename};
pub use folder::{Folder, OneFile};
pub use found::{Fault, Found, FoundLink, FoundSpan, Piece};
pub use holds::{Holds, Overlaps, Pieces};
pub use import::{Imported, import};
pub use loss::{Done, Ledger, Loss, Lost, Tally};
pub use names::{Names, NamesError};
pub use place::Place;
pub use placing::Verdict;
pub use prepared::{Prepared, Preparing};
pub use select::{LeftOut, Reason, Selection, Wanted, refusal, select};
pub use shelf::{Memory, Shelf};
pub use source::{Glimpse, ReadError, Source};
pub use spelled::{AsSpelled, Spelled};
pub use unit::{Reading, Unit};

use crate::model::Parts;
use std::io;
use std::ops::ControlFlow;

/// Every format, those that are recognised by more coming first.
pub const ALL: [&Format; 21] = [
    &webanno::WEBANNO_TSV,
    &w3c::W3C,
    &polnear::POLNEAR,
    &brat::BRAT,
    &corenlp::CORENLP,
    &gender_gap::GENDER_GAP_TRACKER,
    &booknlp::BOOKNLP,
    &pdnc::PDNC,
    &citron::CITRON,
    &label_studio::LABEL_STUDIO,
    &spacy::SPACY,
    &iob2::IOB2,
    &cas::CAS_JSON,
    &cas::CAS_XMI,
    &tei::TEI,
    &prodigy::PRODIGY,
    &hf::HF,
    &doccano::DOCCANO,
    &native::RON,
    &native::JSON,
    &native::JSONL,
];

/// A format: its name, how its files are told, and who reads and writes them.
pub struct Format {
    /// What it is called on the command line, such as `label-studio`.
    pub name: &'static str,
    /// What people call it, such as "Label Studio".
    pub title: &'static str,
    /// Whether a file looks like one of it.
    pub recognises: fn(&Glimpse<'_>) -> bool,
    /// Who reads it.
    pub reads: Option<&'static dyn Reads>,
    /// Who writes it.
    pub writes: Option<&'static dyn Writes>,
}

/// The format of a name.
pub fn named(name: &str) -> Option<&'static Format> {
    ALL.into_iter().find(|format| format.name == name)
}

/// The format that a file looks like.
pub fn recognise(glimpse: &Glimpse<'_>) -> Option<&'static Format> {
    let mut readable = ALL.into_iter().filter(|format| format.reads.is_some());
    readable.find(|format| (format.recognises)(glimpse))
}

/// Takes what a reader finds, an article at a time; may say that it wants no more.
pub type Give<'a> = &'a mut dyn FnMut(Found) -> ControlFlow<()>;

/// Reads a format.
pub trait Reads: Sync {
    /// Gives every article of a file. What cannot be taken of one goes to its [`Found::faults`]; an error
    /// ends the file, and what was given before it stands.
    ///
    /// Memory does not grow with the number of articles where the format is a stream of them.
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError>;

    /// How several threads share the work on a file.
    fn sharing(&self, source: &Source<'_>) -> Result<Sharing, ReadError> {
        let _ = source;
        Ok(Sharing::File)
    }
}

/// How several threads share the work of reading.
#[derive(Clone)]
pub enum Sharing {
    /// A file has an article or a few and is read by one thread.
    File,
    /// A file may have any number of articles: one thread reads it, others make documents of what it finds.
    Articles,
    /// A file is a list of records, each read by itself.
    Records(records::Reads),
}

/// Writes a format.
pub trait Writes: Sync {
    /// What it can hold; what it cannot is taken out, and named, before it comes to the session.
    fn holds(&self) -> Holds;

    /// Which files it makes.
    fn layout(&self) -> Layout;

    /// Whether it leaves the choice of how offsets are counted ([`Options::unit`]).
    fn leaves_unit(&self) -> bool {
        false
    }

    /// How it takes the splits of a dataset.
    fn in_splits(&self) -> InSplits {
        match self.layout() {
            Layout::One { .. } => InSplits::Files {
                validation: "validation",
            },
            Layout::Each => InSplits::Folders,
        }
    }

    /// Spells an article as far as it asks for no other, in any thread and before its turn. All that the
    /// format does not hold has been taken out of it; what shows only now, such as a character that the format
    /// does not know, is named to `ledger`.
    ///
    /// As it stands here: not at all, and the session takes the article.
    fn spell(
        &self,
        article: Parts,
        options: &Options,
        ledger: &mut dyn Ledger,
    ) -> io::Result<Spelled> {
        let _ = (options, ledger);
        Ok(Spelled::part(article))
    }

    /// Begins to write. As it stands here: what [`Self::spell`] gives is all.
    fn begin(&self, options: &Options) -> Box<dyn Session> {
        let _ = options;
        Box::new(AsSpelled)
    }
}

/// How a format takes the splits of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InSplits {
    /// A file for each, called after it: `train.jsonl`.
    Files {
        /// What the split is called there by which choices are made: `dev`, where that is usual.
        validation: &'static str,
    },
    /// A folder for each, with the usual files.
    Folders,
    /// Its session takes the articles of all ([`Options::splits`], [`Session::turn_to`]), because what
    /// stands in one depends on the others.
    Itself {
        /// As of the files.
        validation: &'static str,
    },
}

impl InSplits {
    /// What a split is called in the files.
    fn name(self, split: dataset::Split) -> &'static str {
        match (self, split) {
            (
                Self::Files { validation } | Self::Itself { validation },
                dataset::Split::Validation,
            ) => validation,
            _ => split.name(),
        }
    }
}

/// Which files a format makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One file for all articles, and perhaps some beside it.
    One {
        /// Its usual name in a folder.
        name: &'static str,
        /// What its name may end in, the usual one first.
        extensions: &'static [&'static str],
    },
    /// One file or several for each article, and perhaps some beside them.
    Each,
}

/// What a person may say of how a format is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How offsets are counted, where the format leaves the choice.
    pub unit: Option<Unit>,
    /// Which of several tables, where the format has several: as `attributions` of `hf`.
    pub table: Option<String>,
    /// What the name of the one file ends in, where one is asked for, or how a folder's tables are spelled:
    /// as `jsonl` of `hf`.
    pub extension: Option<String>,
    /// The splits of a dataset, for a format that parts them itself ([`InSplits::Itself`]); empty for what
    /// is no dataset.
    pub splits: Vec<String>,
}

/// Writes articles one after another.
pub trait Session {
    /// Writes an article, as [`Writes::spell`] gives it. What shows only while writing is named to `ledger`.
    fn put(
        &mut self,
        article: Spelled,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()>;

    /// The articles that follow are of this split, by its place in [`Options::splits`].
    fn turn_to(&mut self, split: usize) {
        let _ = split;
    }

    /// Writes what stands at the end, or beside.
    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()>;
}
