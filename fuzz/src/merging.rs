//! Three versions of a document made one.

use crate::choices::Choices;
use crate::files::SEPARATOR;
use crate::{acts, promises};
use dictum::merge::{Merged, merge};
use dictum::model::Document;

/// So many things are done on each side at most.
const MOST: usize = 40;

/// Works on two copies of a document and merges them.
pub fn merging(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |&byte| byte == SEPARATOR);
    let mut next = || parts.next().unwrap_or_default();
    let base = worked_on(acts::document(0), next());
    let (ours, theirs) = (
        worked_on(base.clone(), next()),
        worked_on(base.clone(), next()),
    );
    let (both, _) = merged(&base, &ours, &theirs);
    promises::holds_together(&both);
    promises::is_decided(&both);

    let (same, how) = merged(&base, &ours, &base);
    assert!(how.conflicts.is_empty(), "{:?}", how.conflicts);
    assert!(same == ours, "what only we changed is not as we have it");
    let (same, how) = merged(&base, &theirs, &theirs);
    assert!(how.conflicts.is_empty(), "{:?}", how.conflicts);
    assert!(same == theirs, "what both did is not as both have it");
    if base.text() == theirs.text() {
        let (same, how) = merged(&base, &base, &theirs);
        assert!(how.conflicts.is_empty(), "{:?}", how.conflicts);
        assert!(
            same == theirs,
            "what only they changed is not as they have it"
        );
    }
}

fn worked_on(document: Document, bytes: &[u8]) -> Document {
    let mut choices = Choices::of(bytes);
    let mut editor = acts::editor(document);
    for _ in 0..MOST {
        if choices.is_over() {
            break;
        }
        acts::act(&mut editor, &mut choices);
    }
    editor.document().clone()
}

fn merged(base: &Document, ours: &Document, theirs: &Document) -> (Document, Merged) {
    let how = merge(base, ours, theirs).unwrap_or_else(|error| panic!("no merging: {error}"));
    let mut document = ours.clone();
    if let Err(error) = document.apply(&how.edit) {
        panic!("the merge does not apply: {error}");
    }
    (document, how)
}
