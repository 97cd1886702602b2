//! What every document holds to, however it came to be.

use dictum::merge::{Side, decide_all};
use dictum::model::{Document, Parts, Span};
use dictum::store::{self, dispute};
use std::path::Path;

/// Whether its parts fit together, and its ways of asking say the same.
pub fn holds_together(document: &Document) {
    let built = Document::build(parts(document));
    let built = built.unwrap_or_else(|flaws| panic!("it does not hold together: {flaws:?}"));
    assert!(built == *document, "it is not what its parts make");
    let places = |document: &Document| -> Vec<_> {
        let places = document.places().iter();
        places
            .map(|place| (place.span.id.clone(), place.fragment))
            .collect()
    };
    assert_eq!(places(&built), places(document), "places differ from spans");
}

/// Whether it comes back from either spelling as it was.
pub fn is_kept(document: &Document) {
    let mut saved = document.clone();
    let tidied = saved.apply(&store::tidying(document));
    tidied.unwrap_or_else(|error| panic!("it cannot be tidied: {error}"));
    let (ron, json) = (store::write_ron(&saved), store::write_json(&saved));
    let line = store::write_jsonl(&saved);
    assert_eq!(line.find('\n'), Some(line.len() - 1), "a line is one line");
    for written in [&ron, &json, &line] {
        let read = store::read(written.as_bytes(), Path::new("a"));
        let read = read.unwrap_or_else(|error| panic!("{error}\n{written}"));
        assert!(read.misfits.is_empty(), "{:?}\n{written}", read.misfits);
        let again = store::write_ron(&read.document);
        assert_eq!(again, ron, "other words come back");
        assert!(
            read.document == saved,
            "another document comes back\n{written}"
        );
    }
}

/// Whether what is in dispute in it can be kept, and decided on for either side.
pub fn is_decided(document: &Document) {
    let disputes = dispute::of(document.header());
    if disputes.is_empty() {
        return;
    }
    is_kept(document);
    for side in [Side::Ours, Side::Theirs] {
        if let Ok((edit, many)) = decide_all(document, side) {
            let mut decided = document.clone();
            let applied = decided.apply(&edit);
            applied.unwrap_or_else(|error| panic!("it cannot be decided: {error}"));
            holds_together(&decided);
            let left = dispute::of(decided.header()).len();
            assert!(
                left + many <= disputes.len(),
                "{left} are left of {disputes:?}"
            );
        }
    }
}

/// What a document is made of.
pub fn parts(document: &Document) -> Parts {
    Parts {
        header: (**document.header()).clone(),
        schema: document.schema().clone(),
        text: document.text().clone(),
        spans: document.spans().map(|span| Span::clone(span)).collect(),
        links: document.links().map(|link| (**link).clone()).collect(),
        entities: document
            .entities()
            .map(|entity| (**entity).clone())
            .collect(),
    }
}
