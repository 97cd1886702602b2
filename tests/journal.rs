//! Journals on the disk: told apart, held, damaged, left behind, and gone when nothing needs them.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "files are damaged here for the journal to find"
)]

#[path = "made/edits.rs"]
mod edits;
#[path = "made/later_steps.rs"]
mod later_steps;
#[path = "journal/old_steps.rs"]
mod old_steps;
#[path = "kill/work.rs"]
mod work;

use dictum::disk::{FailingDisk, RealDisk, Step};
use dictum::editor::{Command, ParagraphLines};
use dictum::journal::{Key, Place, State, Taken, left_behind, read, sweep};
use edits::Random;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};
use work::Work;

/// Documents with an odd number have a file, the others none.
const WITH_FILE: u64 = 9;
const WITHOUT: u64 = 8;

fn folder(home: &Path) -> PathBuf {
    home.join("state").join("journals")
}

fn journals(home: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(home)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "journal"))
        .collect()
}

/// Works until there are so many steps, without a save.
fn worked(home: &Path, seed: u64, steps: usize) -> Work {
    let mut work = Work::open(home, seed);
    let mut random = Random(seed);
    while work.editor.history().revisions().len() < steps {
        edits::act(&mut work.editor, &mut random);
        assert_eq!(work.record(Duration::from_secs(5)), State::Safe);
    }
    work
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let _work = worked(home.path(), WITHOUT, 1);
    let mode = std::fs::metadata(folder(home.path()))
        .unwrap()
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o700);
}

#[test]
fn documents_are_told_apart_by_id_and_file_whichever_way_leads_there() {
    let home = tempfile::tempdir().unwrap();
    let (a, b) = (home.path().join("a.ron"), home.path().join("b.ron"));
    std::fs::write(&a, "a").unwrap();
    let around = home
        .path()
        .join("..")
        .join(home.path().file_name().unwrap())
        .join("a.ron");
    assert_eq!(
        Key::new("x", Some(&a), None),
        Key::new("x", Some(&around), Some(&b))
    );
    for other in [
        Key::new("y", Some(&a), None),
        Key::new("x", Some(&b), None),
        Key::new("x", None, Some(&a)),
        Key::new("x", None, None),
        Key::new("../x", Some(&a), None),
    ] {
        assert_ne!(other, Key::new("x", Some(&a), None));
    }
}

#[test]
fn one_window_alone_has_a_journal() {
    let home = tempfile::tempdir().unwrap();
    let disk = RealDisk::default();
    let key = Key::new("x", None, None);
    let first = Place::take(&disk, home.path(), &key).unwrap();
    assert!(matches!(first, Taken::Ours(_)));
    assert!(matches!(
        Place::take(&disk, home.path(), &key).unwrap(),
        Taken::Elsewhere
    ));
    drop(first);
    assert!(matches!(
        Place::take(&disk, home.path(), &key).unwrap(),
        Taken::Ours(_)
    ));
}

#[test]
fn a_torn_end_is_left_out_and_written_over() {
    for seed in [WITH_FILE, WITHOUT] {
        let home = tempfile::tempdir().unwrap();
        let mut work = worked(home.path(), seed, 6);
        work.let_go();
        let path = journals(home.path()).remove(0);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 3]).unwrap();
        let torn = read(&RealDisk::default(), &path).unwrap();
        assert!(torn.is_torn && torn.gaps == 0);
        let mut again = worked(home.path(), seed, 9);
        again.let_go();
        let mended = read(&RealDisk::default(), &path).unwrap();
        assert!(!mended.is_torn && mended.gaps == 0);
        assert!(Work::open(home.path(), seed).says_the_same(&again));
    }
}

#[test]
fn after_damage_what_fits_is_done_again_the_rest_is_named_and_nothing_is_thrown_away() {
    let home = tempfile::tempdir().unwrap();
    let mut work = worked(home.path(), WITH_FILE, 12);
    let marks = work.editor.document().spans_len();
    work.let_go();
    let path = journals(home.path()).remove(0);
    let mut bytes = std::fs::read(&path).unwrap();
    // In the middle of some record.
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(read(&RealDisk::default(), &path).unwrap().gaps, 1);
    let again = Work::open(home.path(), WITH_FILE);
    assert!(again.problem.is_some(), "it is told");
    let steps = again.editor.history().revisions().len();
    assert!(steps > 0);
    let problem = again.problem.clone().unwrap();
    assert!(problem.contains("a damaged step"), "{problem}");
    assert!(again.editor.document().spans_len() <= marks);
    let aside: Vec<_> = std::fs::read_dir(folder(home.path()).join("aside"))
        .unwrap()
        .collect();
    assert_eq!(
        std::fs::read(aside[0].as_ref().unwrap().path()).unwrap(),
        bytes
    );
}

#[test]
fn work_is_left_behind_until_it_is_saved_and_what_nobody_needs_goes() {
    let disk = RealDisk::default();
    let home = tempfile::tempdir().unwrap();
    let mut work = worked(home.path(), WITH_FILE, 3);
    assert_eq!(
        left_behind(&disk, &folder(home.path())).unwrap(),
        [],
        "it is held"
    );
    work.let_go();
    let left = left_behind(&disk, &folder(home.path())).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].about.as_ref().unwrap().name, "random");
    assert_eq!(sweep(&disk, &folder(home.path())).unwrap(), 0);
    let mut work = Work::open(home.path(), WITH_FILE);
    work.save().unwrap();
    work.let_go();
    assert_eq!(left_behind(&disk, &folder(home.path())).unwrap(), []);
    // The history stays for half a year.
    assert_eq!(sweep(&disk, &folder(home.path())).unwrap(), 0);
    let path = journals(home.path()).remove(0);
    let long_ago = SystemTime::now() - Duration::from_hours(24 * 200);
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_modified(long_ago).unwrap();
    assert_eq!(sweep(&disk, &folder(home.path())).unwrap(), 1);
    assert!(journals(home.path()).is_empty());
}

/// Swept away at the next start, what was shown as safe would be gone where the program was killed after the undo.
#[test]
fn work_left_undone_to_its_beginning_can_be_redone() {
    let disk = RealDisk::default();
    let home = tempfile::tempdir().unwrap();
    let mut work = worked(home.path(), WITHOUT, 1);
    while work.editor.history().undoable().is_some() {
        let text = work.editor.document().text().clone();
        work.editor.perform(Command::Undo, &ParagraphLines(&text));
        work.record(Duration::from_secs(5));
    }
    work.let_go();
    assert_eq!(left_behind(&disk, &folder(home.path())).unwrap(), []);
    assert_eq!(sweep(&disk, &folder(home.path())).unwrap(), 0);
    let again = Work::open(home.path(), WITHOUT);
    assert!(again.editor.history().redoable().is_some());
}

/// Taken for another window at work, who looks would keep the work from whoever opens the article meanwhile.
#[test]
fn looking_for_what_was_left_behind_is_in_nobodys_way() {
    let disk = RealDisk::default();
    let home = tempfile::tempdir().unwrap();
    let mut work = worked(home.path(), WITHOUT, 2);
    work.let_go();
    let path = journals(home.path()).remove(0);
    let has_ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !has_ended.load(Ordering::Relaxed) {
                sweep(&disk, &folder(home.path())).unwrap();
                left_behind(&disk, &folder(home.path())).unwrap();
            }
        });
        let taken = (0..300).filter(|_| {
            let place = Place::at(&disk, &path).unwrap();
            place.is_some_and(|place| {
                // As one who is killed lets go.
                drop(place);
                true
            })
        });
        let taken = taken.count();
        has_ended.store(true, Ordering::Relaxed);
        assert_eq!(taken, 300);
    });
}

#[test]
fn an_edit_takes_one_write_whatever_came_before() {
    let home = tempfile::tempdir().unwrap();
    let disk = Arc::new(FailingDisk::default());
    let mut work = Work::try_open_on(home.path(), WITHOUT, Arc::clone(&disk) as _).unwrap();
    let mut random = Random(3);
    for round in 0..40 {
        // Nothing is due any more from the edit before.
        std::thread::sleep(Duration::from_millis(if round < 2 { 300 } else { 2 }));
        disk.mend();
        let before = work.editor.history().revisions().len();
        edits::act(&mut work.editor, &mut random);
        work.record(Duration::from_secs(5));
        let new = work.editor.history().revisions().len() - before;
        let writes = disk
            .steps()
            .iter()
            .filter(|step| **step == Step::Write)
            .count();
        // Beginning it is another.
        let begins = usize::from(before == 0 && new > 0);
        assert!(writes <= 1 + begins, "{:?}", disk.steps());
    }
}
