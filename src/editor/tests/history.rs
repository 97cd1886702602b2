//! Steps of the history that cannot be taken back or done again.

use super::*;
use crate::model::{Change, Edit, Header, History, NotedEdit, Revision};

/// A step of a later version, which cannot be read here.
fn unreadable() -> NotedEdit {
    NotedEdit::spelled(&Arc::new(b"later".to_vec()), 0..5, |_| None).unwrap()
}

/// A step that is of another document.
fn unfit() -> NotedEdit {
    let header = |id: &str| {
        Arc::new(Header {
            id: id.to_owned(),
            ..Header::default()
        })
    };
    let change = Change::Header {
        before: header("another"),
        after: header("a third"),
    };
    Edit {
        changes: vec![change],
    }
    .into()
}

/// Someone who has marked three things, of which the second is noted as this.
fn marked(second: NotedEdit) -> Editor {
    let mut before = sketch("<Kirby> said yes.");
    for label in [S, Q, E] {
        perform(&mut before, SelectAll);
        perform(&mut before, label);
    }
    let steps = before.history().revisions();
    assert_eq!(steps.len(), 3);
    let mut history = History::default();
    for (number, step) in steps.iter().enumerate() {
        let mut step = Revision::clone(step);
        if number == 1 {
            step.edit = second.clone();
        }
        assert!(history.note(Arc::new(step)));
    }
    let document = before.document().clone();
    let clock = || Timestamp::from_rfc3339("2026-11-22T10:00:00Z");
    Editor::resume(document, history, RevisionId(3), "anna", Box::new(clock))
}

#[test]
fn a_step_that_is_not_read_or_does_not_fit_changes_nothing_and_is_told() {
    for (noted, why) in [
        (
            unreadable(),
            "cannot be read; a later version of Dictum may have done it",
        ),
        (unfit(), "the header is not what this edit was made from"),
    ] {
        let mut editor = marked(noted);
        assert!(matches!(perform(&mut editor, Undo), Outcome::Told(_)));
        let (here, document) = (editor.history().current(), editor.document().clone());
        assert_eq!(here, RevisionId(2));
        let backwards: [fn(&mut Editor) -> Outcome; 2] = [
            |editor| perform(editor, Undo),
            |editor| editor.go_to_revision(RevisionId(0)),
        ];
        for go in backwards {
            let outcome = go(&mut editor);
            let told = matches!(&outcome, Outcome::Told(told)
                if told.starts_with("Nothing was changed: ") && told.ends_with(why));
            assert!(told, "{outcome:?}");
            assert_eq!(editor.history().current(), here);
            assert!(*editor.document() == document);
        }
        // What is done from here on goes its usual way.
        perform(&mut editor, SelectAll);
        perform(&mut editor, E);
        assert_eq!(editor.history().current(), RevisionId(4));
        assert!(matches!(perform(&mut editor, Undo), Outcome::Told(_)));
        assert!(*editor.document() == document);
    }
}

#[test]
fn a_step_that_cannot_be_done_again_leaves_the_way_to_it() {
    for noted in [unreadable(), unfit()] {
        let mut editor = marked(noted);
        editor.history.stand_at(RevisionId(1));
        let document = editor.document().clone();
        for _ in 0..2 {
            let outcome = perform(&mut editor, Redo);
            let told =
                matches!(&outcome, Outcome::Told(told) if told.starts_with("Nothing was changed"));
            assert!(told, "{outcome:?}");
            assert_eq!(editor.history().current(), RevisionId(1));
            assert!(*editor.document() == document);
        }
    }
}
