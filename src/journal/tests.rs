//! Steps in records: in bytes or as the first journals had them, read when they are wanted, of later versions.

use super::entry::{Base, Begin, Entry, Saving};
use super::frame::{self, PREAMBLE};
use super::read::{Found, parse};
use super::restore::{Known, Opened, Outcome, Restored, restore};
use super::{About, Whole};
use crate::disk::FileHash;
use crate::model::{
    Document, Draft, Edit, Header, History, NoWay, NotedEdit, Revision, RevisionId, Text, Timestamp,
};
use crate::store::schemas;
use serde::Serialize;
use smol_str::SmolStr;
use std::sync::Arc;

/// So many steps, of which a save has taken the first.
const STEPS: usize = 6;
const SAVED: usize = 4;

fn first() -> Document {
    let header = Header::default();
    Document::new(
        header,
        schemas::news(),
        Text::new("He said yes.".to_owned()),
    )
}

fn now() -> Timestamp {
    Timestamp::from_rfc3339("2026-11-22T10:00:00Z")
}

/// Steps that give the article one id after another.
fn worked(document: &mut Document) -> History {
    let mut history = History::default();
    for number in 1..=STEPS {
        let mut draft = Draft::new(document);
        draft
            .change_header(|header| header.title = Some(format!("title {number}")))
            .unwrap();
        let edit = draft.finish();
        document.apply(&edit).unwrap();
        history.push(format!("step {number}"), now(), Some("anna".into()), edit);
    }
    history
}

fn begin() -> Begin {
    Begin {
        about: About::default(),
        base: Base::Whole(Whole(first())),
        text: None,
    }
}

/// What the hash of the saved file is.
fn saved_hash() -> FileHash {
    FileHash::of(b"saved")
}

fn saving() -> Saving {
    Saving {
        revision: RevisionId(SAVED),
        hash: saved_hash(),
        tidy: Edit::default(),
        place: None,
        text: None,
    }
}

/// All that a journal of these steps says, with a save between.
fn entries(steps: &[Arc<Revision>]) -> Vec<Entry> {
    let mut entries = vec![Entry::Begin(Box::new(begin()))];
    for (step, number) in steps.iter().zip(1..) {
        entries.push(Entry::Step {
            number: RevisionId(number),
            step: Arc::clone(step),
        });
        if number == SAVED {
            entries.push(Entry::Saving(Box::new(saving())));
            entries.push(Entry::Saved(RevisionId(SAVED)));
        }
    }
    entries
}

fn journal(entries: &[Entry]) -> Arc<Vec<u8>> {
    let mut out = PREAMBLE.to_vec();
    for (entry, sequence) in entries.iter().zip(0..) {
        frame::append(&mut out, sequence, |out| entry.write(out)).unwrap();
    }
    Arc::new(out)
}

fn steps(found: &Found) -> Vec<Arc<Revision>> {
    let step = |entry: &Entry| match entry {
        Entry::Step { step, .. } => Some(Arc::clone(step)),
        _ => None,
    };
    found.entries.iter().filter_map(step).collect()
}

/// The numbers of the steps of which nobody has wanted to know what they changed.
fn unread(steps: &[Arc<Revision>]) -> Vec<usize> {
    let numbered = (1..).zip(steps);
    let unread = numbered.filter(|(_, step)| step.edit.is_unread());
    unread.map(|(number, _)| number).collect()
}

/// Opens the document as it was saved.
fn opened(found: &Found) -> Outcome {
    let mut document = first();
    let mut history = worked(&mut document);
    for edit in history.go_to(RevisionId(SAVED)).unwrap() {
        document.apply(&edit).unwrap();
    }
    let hash = Some(saved_hash());
    restore(found, Opened { document, hash })
}

fn same(outcome: Outcome) -> Restored {
    let Outcome::Same(restored) = outcome else {
        panic!("it does not stand where it stood");
    };
    restored
}

/// The steps with one, by its number, that a later version has done.
fn with_later(history: &History, number: usize) -> Vec<Arc<Revision>> {
    let mut steps = history.revisions().to_vec();
    let mut later = Revision::clone(&steps[number - 1]);
    let all = Arc::new(b"of later".to_vec());
    later.edit = NotedEdit::spelled(&all, 0..all.len(), |_| None).unwrap();
    steps[number - 1] = Arc::new(later);
    steps
}

#[test]
fn every_entry_comes_back_as_it_was_and_is_written_the_same_again() {
    let history = worked(&mut first());
    let mut all = entries(history.revisions());
    all.extend([
        Entry::At(RevisionId(2)),
        Entry::Later,
        Entry::Whole(RevisionId(2), Box::new(Whole(first()))),
    ]);
    let bytes = journal(&all);
    let found = parse(&bytes).unwrap();
    assert_eq!((found.gaps, found.is_torn), (0, false));
    let mut again = vec![Entry::Begin(Box::new(found.begin.clone()))];
    again.extend(found.entries.iter().cloned());
    assert_eq!(journal(&again), bytes);
    assert_eq!(unread(&steps(&found)), [1, 2, 3, 4, 5, 6]);
    assert_eq!(steps(&found), history.revisions());
    assert_eq!(unread(&steps(&found)), [0; 0]);
}

#[test]
fn only_the_steps_that_no_save_has_taken_are_read_at_opening() {
    let mut document = first();
    let history = worked(&mut document);
    let found = parse(&journal(&entries(history.revisions()))).unwrap();
    // Who looks for what was left behind reads none.
    assert_eq!(Known::of(&found.entries, found.gaps).unsaved(), Some(2));
    assert_eq!(unread(&steps(&found)), [1, 2, 3, 4, 5, 6]);
    let mut restored = same(opened(&found));
    assert!(restored.document == document);
    assert_eq!((restored.steps, restored.saved.0), (2, SAVED));
    assert_eq!(unread(restored.history.revisions()), [1, 2, 3, 4]);
    // And back to the beginning.
    while let Ok((edit, _)) = restored.history.undo() {
        restored.document.apply(&edit).unwrap();
    }
    assert!(restored.document == first());
}

#[test]
fn a_step_of_a_later_version_is_in_nobodys_way_until_it_is_wanted() {
    let history = worked(&mut first());
    for number in 1..=SAVED {
        let steps = with_later(&history, number);
        let bytes = journal(&entries(&steps));
        let found = parse(&bytes).unwrap();
        let restored = same(opened(&found));
        let mut back = restored.history.clone();
        let here = back.current();
        let unread = NoWay::Unread(format!("step {number}"));
        assert_eq!(back.go_to(RevisionId(0)), Err(unread.clone()));
        assert_eq!(back.current(), here);
        while back.current() > RevisionId(number) {
            back.undo().unwrap();
        }
        assert_eq!(back.undo(), Err(unread.clone()));
        assert_eq!(back.current(), RevisionId(number));
        // From the other side.
        back.stand_at(RevisionId(number - 1));
        assert_eq!(back.redo(), Err(unread));
        assert_eq!(back.current(), RevisionId(number - 1));
        // Handed on to another journal, it says what it said.
        assert_eq!(journal(&entries(restored.history.revisions())), bytes);
    }
}

#[test]
fn a_step_of_a_later_version_that_no_save_has_taken_is_named_and_the_rest_done_again() {
    let history = worked(&mut first());
    for (number, title) in [(5, "title 4"), (6, "title 5")] {
        let found = parse(&journal(&entries(&with_later(&history, number)))).unwrap();
        let Outcome::Salvaged(restored) = opened(&found) else {
            panic!("it is not told of");
        };
        let left_out: Vec<_> = (number..=STEPS).map(|it| format!("step {it}")).collect();
        assert_eq!(restored.left_out, left_out);
        let title_now = restored.document.header().title.as_deref();
        assert_eq!(title_now, Some(title));
        assert_eq!(restored.steps, number - SAVED - 1);
    }
}

/// A record as it was before edits were spelled in bytes.
#[derive(Serialize)]
enum OldEntry<'a> {
    Begin(Begin),
    Step {
        number: RevisionId,
        step: OldStep<'a>,
    },
    Saving(Saving),
    Saved(RevisionId),
}

#[derive(Serialize)]
struct OldStep<'a> {
    name: &'a str,
    at: &'a Timestamp,
    annotator: &'a Option<SmolStr>,
    edit: &'a Edit,
    parent: RevisionId,
}

fn old_entries(history: &History) -> Vec<OldEntry<'_>> {
    let mut entries = vec![OldEntry::Begin(begin())];
    for (step, number) in history.revisions().iter().zip(1..) {
        entries.push(OldEntry::Step {
            number: RevisionId(number),
            step: OldStep {
                name: &step.name,
                at: &step.at,
                annotator: &step.annotator,
                edit: step.edit.get().unwrap(),
                parent: step.parent,
            },
        });
        if number == SAVED {
            entries.push(OldEntry::Saving(saving()));
            entries.push(OldEntry::Saved(RevisionId(SAVED)));
        }
    }
    entries
}

#[test]
fn a_journal_in_which_edits_are_not_bytes_is_read_as_before() {
    let mut document = first();
    let history = worked(&mut document);
    let mut bytes = PREAMBLE.to_vec();
    for (entry, sequence) in old_entries(&history).iter().zip(0..) {
        frame::append(&mut bytes, sequence, |out| {
            entry.serialize(&mut rmp_serde::Serializer::new(out).with_struct_map())
        })
        .unwrap();
    }
    let old = parse(&Arc::new(bytes.clone())).unwrap();
    assert_eq!(old.gaps, 0);
    let new = parse(&journal(&entries(history.revisions()))).unwrap();
    assert_eq!(steps(&old), steps(&new));
    let restored = same(opened(&old));
    assert!(restored.document == document);
    assert_eq!(restored.history.revisions(), history.revisions());
    // Gone on with, it holds both.
    let last = Arc::clone(&history.revisions()[STEPS - 1]);
    let step = Revision {
        parent: RevisionId(STEPS),
        ..Revision::clone(&last)
    };
    let number = RevisionId(STEPS + 1);
    let entry = Entry::Step {
        number,
        step: Arc::new(step),
    };
    frame::append(&mut bytes, old.last + 1, |out| entry.write(out)).unwrap();
    let both = parse(&Arc::new(bytes)).unwrap();
    assert_eq!((both.gaps, steps(&both).len()), (0, STEPS + 1));
    assert_eq!(unread(&steps(&both)), [STEPS + 1]);
}
