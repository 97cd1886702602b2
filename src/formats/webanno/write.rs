//! From documents to files, one an article.

use super::sheet::Sheet;
use crate::disk::file_name;
use crate::formats::{Holds, Layout, Ledger, Options, Spelled, Writes};
use crate::model::Parts;
use std::io;

/// Writes a file an article.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            links: true,
            attributes: true,
            link_attributes: true,
            entities: true,
            notes: true,
            nobody: true,
            ..Holds::SPANS
        }
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        let file = Sheet::new(&article, ledger).write();
        let name = file_name::escape(&article.header.id);
        Ok(Spelled::file(format!("{name}.tsv"), file))
    }
}
