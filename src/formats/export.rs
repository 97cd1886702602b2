//! Taking documents out, one after another.

use super::loss::{Ledger, Loss};
use super::prepared::{Prepared, Preparing, Seen};
use super::{Format, LeftOut, Names, Options, Pieces, Selection, Session, Shelf};
use crate::model::Document;
use std::io;

/// How documents go out.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// What goes out.
    pub selection: Selection,
    /// What labels are called there.
    pub names: Names,
    /// What becomes of spans of several pieces where the format has none.
    pub pieces: Pieces,
    /// What a person may say of how the format is written.
    pub options: Options,
}

/// What an export has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles that went out.
    pub articles: u64,
    /// Their spans.
    pub spans: u64,
    /// Their links.
    pub links: u64,
    /// What was left out, and why.
    pub left_out: LeftOut,
}

impl Written {
    /// Adds another's numbers.
    pub(super) fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.spans += other.spans;
        self.links += other.links;
        self.left_out.add(&other.left_out);
    }
}

/// Why an export cannot be.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nobody writes this format.
    #[error("Dictum reads {0} and does not write it")]
    ReadOnly(&'static str),
    /// The output does not take it.
    #[error("cannot write: {0}")]
    Io(#[from] io::Error),
}

/// An export under way.
pub struct Export {
    preparing: Preparing,
    session: Box<dyn Session>,
    written: Written,
}

impl Export {
    /// Begins one.
    pub fn begin(format: &'static Format, manner: Manner) -> Result<Self, ExportError> {
        let preparing = Preparing::new(format, manner)?;
        Ok(Self {
            session: preparing.writer().begin(&preparing.manner().options),
            preparing,
            written: Written::default(),
        })
    }

    /// Takes a document out. What the format cannot hold is named to `ledger`. Says whether anything of
    /// it went out.
    pub fn put(
        &mut self,
        document: &Document,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> Result<bool, ExportError> {
        let prepared = self.preparing.prepare(document)?;
        self.put_prepared(prepared, shelf, ledger)
    }

    /// What makes documents ready for [`Self::put_prepared`], in any thread.
    pub fn preparing(&self) -> &Preparing {
        &self.preparing
    }

    /// The same as [`Self::put`], with a document that has been made ready.
    pub fn put_prepared(
        &mut self,
        prepared: Prepared,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> Result<bool, ExportError> {
        self.written.add(&prepared.written);
        for loss in prepared.losses {
            ledger.lose(loss);
        }
        let Some(spelled) = prepared.spelled else {
            return Ok(false);
        };
        let mut seen = Seen {
            ledger,
            written: &mut self.written,
        };
        self.session.put(spelled, shelf, &mut seen)?;
        Ok(true)
    }

    /// What is written from here on is of this split of a dataset.
    pub(super) fn turn_to(&mut self, split: usize) {
        self.session.turn_to(split);
    }

    /// What it has come to.
    pub(super) fn written(&self) -> &Written {
        &self.written
    }

    /// Writes what stands at the end, and says what went out.
    pub fn end(mut self, shelf: &mut dyn Shelf) -> Result<Written, ExportError> {
        self.session.end(shelf)?;
        Ok(self.written)
    }
}

/// What taking documents out would lose, nothing being written.
pub fn losses<'a>(
    format: &'static Format,
    manner: &Manner,
    documents: impl IntoIterator<Item = &'a Document>,
) -> Result<(Written, Vec<Loss>), ExportError> {
    let mut export = Export::begin(format, manner.clone())?;
    let (mut shelf, mut ledger) = (Nowhere(io::sink()), Vec::new());
    for document in documents {
        export.put(document, &mut shelf, &mut ledger)?;
    }
    Ok((export.end(&mut shelf)?, ledger))
}

/// Takes files and keeps nothing.
pub struct Nowhere(io::Sink);

impl Default for Nowhere {
    fn default() -> Self {
        Self(io::sink())
    }
}

impl Shelf for Nowhere {
    fn main(&mut self) -> io::Result<&mut dyn io::Write> {
        Ok(&mut self.0)
    }

    fn put(&mut self, _: &str, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn append(&mut self, _: &str, _: &[u8]) -> io::Result<bool> {
        Ok(true)
    }
}
