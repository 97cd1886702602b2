//! Documents of our own, which are opened and not imported.

use super::{Came, Read};
use crate::formats::{Finding, Format, Place};
use crate::store;
use std::path::Path;

/// The document in bytes; `path` is where they are from, for the format.
pub(super) fn document(bytes: &[u8], path: &Path, place: Place, format: &'static Format) -> Came {
    let opened = match store::read(bytes, path) {
        Ok(opened) => opened,
        Err(error) => return Came::Not(Finding::of_error(&place, &error)),
    };
    let id = opened.document.header().id.clone();
    let misfit = |misfit: &store::Misfit| {
        let reason = format!(
            "{} ({}): {}",
            misfit.span.id, misfit.span.label, misfit.problem
        );
        Finding::of_error(&place, &reason).in_article(&id)
    };
    let apart = |apart: &store::apart::Apart| {
        let (id, label) = (apart.id(), apart.label());
        let reason = format!(
            "{id} ({label}): it waits for a decision, since the article's text has changed: open it in the window"
        );
        Finding::of_error(&place, &reason).in_article(&opened.document.header().id)
    };
    let misfits = opened.misfits.iter().map(misfit);
    let waiting = store::apart::of(opened.document.header());
    Came::Article(Box::new(Read {
        findings: misfits.chain(waiting.iter().map(apart)).collect(),
        document: opened.document,
        verdict: None,
        place,
        format,
    }))
}
