//! An article's text and a corrected one.

use crate::choices::Choices;
use crate::files::SEPARATOR;
use crate::promises;
use dictum::model::{Document, Draft, Fragments, Header, LabelName, Origin, Span, Text};
use dictum::rebase::{contrast, rebase};
use dictum::store::schemas;

/// Gives a document with marks another text: the first part says where marks are.
pub fn rebasing(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |&byte| byte == SEPARATOR);
    let mut next = || parts.next().unwrap_or_default();
    let (marks, old, new) = (next(), next(), next());
    let (Ok(old), Ok(new)) = (str::from_utf8(old), str::from_utf8(new)) else {
        return;
    };
    let document = marked(old, marks);
    let rebased = rebase(&document, &Text::new(new));
    let rebased = rebased.unwrap_or_else(|error| panic!("no other text: {error}"));
    let sum = rebased.kept + rebased.mended.len() + rebased.undecided.len();
    assert_eq!(sum, document.spans_len(), "marks are lost");
    let mut moved = document.clone();
    if let Err(error) = moved.apply(&rebased.edit) {
        panic!("it does not apply: {error}");
    }
    promises::holds_together(&moved);
    promises::is_kept(&moved);
    assert_eq!(moved.text().as_str(), new);
    for mended in &rebased.mended {
        let span = moved.span(&mended.id).map(|span| moved.words(span));
        assert_eq!(span.as_ref(), Some(&mended.now));
    }
    if let Err(error) = moved.apply(&rebased.edit.inverse()) {
        panic!("it cannot be taken back: {error}");
    }
    assert!(moved == document, "taken back, it is not what it was");
    contrast(old, new);
}

fn marked(text: &str, bytes: &[u8]) -> Document {
    let header = Header {
        id: "a".to_owned(),
        ..Header::default()
    };
    let document = Document::new(header, schemas::news(), Text::new(text));
    let (mut choices, mut draft) = (Choices::of(bytes), Draft::new(&document));
    while !choices.is_over() {
        let pieces = (0..=choices.below(2)).map(|_| choices.stretch(document.text()));
        let pieces: Vec<_> = pieces.filter(|piece| !piece.is_empty()).collect();
        let Ok(fragments) = Fragments::joined(pieces) else {
            continue;
        };
        let label = LabelName::from("quote");
        let id = draft.new_span_id(&label);
        let span = Span::new(id, label, fragments, Origin::human("anna"));
        if let Err(error) = draft.put_span(span) {
            panic!("it takes no mark: {error}");
        }
    }
    draft.into_document()
}
