//! What of an article goes out, made ready in any thread before its turn comes.

use super::export::{ExportError, Manner, Written};
use super::loss::{Done, Ledger, Loss, Lost};
use super::{Format, Spelled, Writes};
use crate::model::{Document, LabelName};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Makes articles ready to go out.
#[derive(Clone)]
pub struct Preparing {
    format: &'static Format,
    writer: &'static dyn Writes,
    manner: Arc<Manner>,
}

/// An article on its way out.
pub struct Prepared {
    /// Nothing when nothing of it goes out.
    pub(super) spelled: Option<Spelled>,
    /// How many spans of each label there are, as labels are called there.
    pub(super) spans: BTreeMap<LabelName, u64>,
    /// The same of links.
    pub(super) links: BTreeMap<LabelName, u64>,
    /// What has come of it.
    pub(super) written: Written,
    /// What the format cannot hold.
    pub(super) losses: Vec<Loss>,
}

impl Preparing {
    /// For an export to a format.
    pub fn new(format: &'static Format, manner: Manner) -> Result<Self, ExportError> {
        Ok(Self {
            writer: format.writes.ok_or(ExportError::ReadOnly(format.title))?,
            format,
            manner: Arc::new(manner),
        })
    }

    /// How articles go out.
    pub(super) fn manner(&self) -> &Manner {
        &self.manner
    }

    /// Who writes them.
    pub(super) fn writer(&self) -> &'static dyn Writes {
        self.writer
    }

    /// Selects what goes out of a document, fits it to the format and spells it, as far as that asks for no
    /// other article.
    pub fn prepare(&self, document: &Document) -> Result<Prepared, ExportError> {
        let mut prepared = Prepared {
            spelled: None,
            spans: BTreeMap::new(),
            links: BTreeMap::new(),
            written: Written::default(),
            losses: Vec::new(),
        };
        let left_out = &mut prepared.written.left_out;
        let Some(mut parts) = super::select(document, &self.manner.selection, left_out) else {
            return Ok(prepared);
        };
        let losses = &mut prepared.losses;
        super::fit(&mut parts, &self.writer.holds(), self.manner.pieces, losses);
        super::rename(&mut parts, self.format.name, &self.manner.names);
        for span in &parts.spans {
            count(&mut prepared.spans, &span.label);
        }
        for link in &parts.links {
            count(&mut prepared.links, &link.label);
        }
        prepared.written.articles = 1;
        prepared.written.spans = parts.spans.len() as u64;
        prepared.written.links = parts.links.len() as u64;
        let mut seen = Seen {
            ledger: losses,
            written: &mut prepared.written,
        };
        prepared.spelled = Some(self.writer.spell(parts, &self.manner.options, &mut seen)?);
        Ok(prepared)
    }
}

fn count(counts: &mut BTreeMap<LabelName, u64>, label: &LabelName) {
    match counts.get_mut(label) {
        Some(count) => *count += 1,
        None => {
            counts.insert(label.clone(), 1);
        }
    }
}

/// Takes back from the count what shows only while it is written that it cannot go out.
pub(super) struct Seen<'a> {
    pub ledger: &'a mut dyn Ledger,
    pub written: &'a mut Written,
}

impl Ledger for Seen<'_> {
    fn lose(&mut self, loss: Loss) {
        let count = match loss.lost {
            Lost::Span | Lost::Overlap => Some(&mut self.written.spans),
            Lost::Link => Some(&mut self.written.links),
            _ => None,
        };
        if let Some(count) = count.filter(|_| loss.done == Done::Dropped) {
            *count = count.saturating_sub(1);
        }
        self.ledger.lose(loss);
    }
}
