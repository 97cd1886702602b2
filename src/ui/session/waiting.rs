//! The marks that the document keeps apart, read again when it says otherwise.

use crate::model::{Document, Header};
use crate::store::apart::{self, Apart};
use std::sync::Arc;

/// Marks put up for a decision, since the article's text has changed.
#[derive(Default)]
pub struct Waiting {
    all: Vec<Apart>,
    of: Option<Arc<Header>>,
}

impl Waiting {
    /// Brings the list up to the document.
    pub fn update(&mut self, document: &Document) {
        let header = document.header();
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, header)) {
            return;
        }
        let known = self.of.as_ref().map(|of| of.extra.get(apart::KEY));
        if known != Some(header.extra.get(apart::KEY)) {
            self.all = apart::of(header);
        }
        self.of = Some(Arc::clone(header));
    }

    /// Every mark that waits.
    pub fn all(&self) -> &[Apart] {
        &self.all
    }
}
