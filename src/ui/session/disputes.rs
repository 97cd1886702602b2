//! What the document keeps of conflicts, read again when it says otherwise.

use crate::model::{Document, Header};
use crate::store::dispute::{self, Dispute};
use std::sync::Arc;

/// What is in conflict with what another program has written.
#[derive(Default)]
pub struct Disputes {
    all: Vec<Dispute>,
    of: Option<Arc<Header>>,
}

impl Disputes {
    /// Brings the list up to the document.
    pub fn update(&mut self, document: &Document) {
        let header = document.header();
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, header)) {
            return;
        }
        let known = self.of.as_ref().map(|of| of.extra.get(dispute::KEY));
        if known != Some(header.extra.get(dispute::KEY)) {
            self.all = dispute::of(header);
        }
        self.of = Some(Arc::clone(header));
    }

    /// Every one that is not decided on.
    pub fn all(&self) -> &[Dispute] {
        &self.all
    }
}
