//! Steps from before the last save, as they are when the document is opened again.

use super::{WITH_FILE, folder, journals, worked};
use crate::edits::{self, Random};
use crate::later_steps::{is_later, make_later};
use crate::work::Work;
use dictum::editor::{Command, Editor, Outcome, ParagraphLines};
use dictum::journal::State;
use dictum::model::RevisionId;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn perform(editor: &mut Editor, command: Command) -> Outcome {
    let text = editor.document().text().clone();
    editor.perform(command, &ParagraphLines(&text))
}

/// How many steps are not read.
fn unread(work: &Work) -> usize {
    let steps = work.editor.history().revisions();
    steps.iter().filter(|step| step.edit.is_unread()).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn whatever_was_done_every_step_is_there_again_and_leads_back_to_the_beginning(
        seed in any::<u64>(), lives in prop::collection::vec((1usize..60, any::<bool>()), 1..4),
    ) {
        let home = tempfile::tempdir().unwrap();
        let mut random = Random(seed);
        let mut work = Work::open(home.path(), seed);
        let first = work.editor.document().clone();
        for (acts, is_saved) in lives {
            for _ in 0..acts {
                edits::act(&mut work.editor, &mut random);
            }
            prop_assert_eq!(work.record(Duration::from_secs(5)), State::Safe);
            let is_saved = is_saved && work.place.is_some();
            if is_saved {
                work.save().unwrap();
            }
            work.let_go();
            let again = Work::open(home.path(), seed);
            prop_assert!(again.problem.is_none(), "{:?}", again.problem);
            if is_saved {
                prop_assert_eq!(unread(&again), again.editor.history().revisions().len());
            }
            prop_assert!(again.says_the_same(&work));
            work = again;
        }
        // Opened once more, so that nothing is read that was not wanted.
        work.let_go();
        let mut again = Work::open(home.path(), seed);
        let here = again.editor.history().current();
        while perform(&mut again.editor, Command::Undo) != Outcome::Nothing("Nothing to undo") {}
        prop_assert!(*again.editor.document() == first);
        again.editor.go_to_revision(here);
        prop_assert!(again.says_the_same(&work));
        for step in 0..=work.editor.history().revisions().len() {
            work.editor.go_to_revision(RevisionId(step));
            again.editor.go_to_revision(RevisionId(step));
            prop_assert!(again.says_the_same(&work));
        }
    }
}

#[test]
fn a_step_that_cannot_be_read_is_told_of_when_it_is_wanted_and_stays() {
    let home = tempfile::tempdir().unwrap();
    let mut work = worked(home.path(), WITH_FILE, 12);
    let history = work.editor.history();
    let (_, line) = history.way(RevisionId(0), history.current()).unwrap();
    let (before, later, next) = (line[1], line[2], line[3]);
    let name = history.revision(later).unwrap().name.clone();
    work.save().unwrap();
    work.let_go();
    let journal = journals(home.path()).remove(0);
    make_later(&journal, later.0 - 1);

    let mut again = Work::open(home.path(), WITH_FILE);
    assert!(again.problem.is_none(), "{:?}", again.problem);
    assert!(again.editor.document() == work.editor.document());
    let told = Outcome::Told(format!(
        "Nothing was changed: “{name}” cannot be read; a later version of Dictum may have done it"
    ));
    // What was done since can be undone, and it alone cannot.
    assert_eq!(again.editor.go_to_revision(later), Outcome::Done);
    assert_eq!(work.editor.go_to_revision(later), Outcome::Done);
    for outcome in [
        perform(&mut again.editor, Command::Undo),
        again.editor.go_to_revision(before),
        again.editor.go_to_revision(RevisionId(0)),
    ] {
        assert_eq!(outcome, told);
        assert_eq!(again.editor.history().current(), later);
        assert!(again.editor.document() == work.editor.document());
    }
    let redone = perform(&mut again.editor, Command::Redo);
    assert!(matches!(redone, Outcome::Told(_)), "{redone:?}");
    assert_eq!(again.editor.history().current(), next);
    // It is in the journal as it was, for the version that can read it.
    assert_eq!(again.record(Duration::from_secs(5)), State::Safe);
    again.let_go();
    assert!(is_later(&journal, later.0 - 1));
    assert!(!folder(home.path()).join("aside").exists());
}

/// Begun again after its file was taken away, a journal has every step, read or not.
#[test]
fn a_step_that_cannot_be_read_goes_on_into_another_journal() {
    let home = tempfile::tempdir().unwrap();
    let mut work = worked(home.path(), WITH_FILE, 5);
    work.save().unwrap();
    work.let_go();
    let journal = journals(home.path()).remove(0);
    make_later(&journal, 0);
    let mut again = Work::open(home.path(), WITH_FILE);
    perform(&mut again.editor, Command::SelectAll);
    perform(&mut again.editor, Command::Label(0));
    assert_eq!(again.record(Duration::from_secs(5)), State::Safe);
    std::fs::remove_file(&journal).unwrap();
    let until = Instant::now() + Duration::from_secs(5);
    while !journal.exists() {
        assert!(Instant::now() < until, "it does not come back");
        std::thread::sleep(Duration::from_millis(20));
        again.record(Duration::from_secs(5));
    }
    again.let_go();
    assert!(is_later(&journal, 0));
    let last = Work::open(home.path(), WITH_FILE);
    assert!(last.says_the_same(&again));
}
