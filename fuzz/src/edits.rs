//! What people do, one thing after another.

use crate::choices::Choices;
use crate::journal::found;
use crate::{acts, framing, promises};
use dictum::editor::Editor;
use dictum::journal::{self, About, Base, Begin, Entry, Opened, Outcome, Whole};
use dictum::model::{Document, RevisionId};
use dictum::store;
use std::sync::Arc;

/// So many things are done at most.
const MOST: usize = 200;

/// Works on a document, then takes all of it back, does it again, and brings it back from a journal.
pub fn edits(bytes: &[u8]) {
    let mut choices = Choices::of(bytes);
    let first = acts::document(choices.byte());
    let mut editor = acts::editor(first.clone());
    for act in 0..MOST {
        if choices.is_over() {
            break;
        }
        acts::act(&mut editor, &mut choices);
        if act % 8 == 0 {
            promises::holds_together(editor.document());
        }
    }
    promises::holds_together(editor.document());
    // Takes most of the time, and is what other targets are about: one input in eight.
    let is_written = bytes.len() % 8 == 0;
    if is_written {
        promises::is_kept(editor.document());
    }
    comes_back_from_a_journal(&first, &editor);
    undoes_and_does_again(&first, &mut editor);
    if is_written {
        editor.go_to_revision(RevisionId::default());
        assert_eq!(
            store::write_ron(editor.document()),
            store::write_ron(&first)
        );
    }
}

fn undoes_and_does_again(first: &Document, editor: &mut Editor) {
    let (here, last) = (editor.history().current(), editor.document().clone());
    editor.go_to_revision(RevisionId::default());
    assert!(editor.document() == first, "undone, it is not what it was");
    editor.go_to_revision(here);
    assert!(
        *editor.document() == last,
        "done again, it is not what it was"
    );
    promises::holds_together(editor.document());
}

fn comes_back_from_a_journal(first: &Document, editor: &Editor) {
    let about = About::new("a", "a".to_owned(), None, None);
    let base = Base::Whole(Whole(first.clone()));
    let mut entries = vec![Entry::Begin(Box::new(Begin {
        about,
        base,
        text: None,
    }))];
    let history = editor.history();
    for (number, step) in history.revisions().iter().enumerate() {
        entries.push(Entry::Step {
            number: RevisionId(number + 1),
            step: Arc::clone(step),
        });
    }
    entries.push(Entry::At(history.current()));
    let Some(found) = found(&framing::journal(&entries)) else {
        panic!("its journal cannot be read");
    };
    let opened = Opened {
        document: first.clone(),
        hash: None,
    };
    let Outcome::Same(restored) = journal::restore(&found, opened) else {
        panic!("its journal does not fit it");
    };
    assert!(
        restored.document == *editor.document(),
        "another comes back"
    );
    assert!(restored.history.revisions() == history.revisions());
    assert_eq!(restored.history.current(), history.current());
}
