//! From documents to files, one an article.

use super::sheet::Sheet;
use crate::disk::file_name;
use crate::formats::{Holds, Layout, Ledger, Options, Session, Shelf, Writes};
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

    fn begin(&self, _: &Options) -> Box<dyn Session> {
        Box::new(Files)
    }
}

struct Files;

impl Session for Files {
    fn put(
        &mut self,
        article: Parts,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()> {
        let file = Sheet::new(&article, ledger).write();
        let name = file_name::escape(&article.header.id);
        shelf.put(&format!("{name}.tsv"), file.as_bytes())
    }

    fn end(&mut self, _: &mut dyn Shelf) -> io::Result<()> {
        Ok(())
    }
}
