//! Faults of real file systems, which last until somebody mends them: the work stays in memory and in the
//! journal, it is told, and what was tried is tried again.

use crate::edits::{self, Random};
use crate::mount::Mount;
use crate::work::Work;
use dictum::editor::Editor;
use dictum::journal::State;
use dictum::model::Draft;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Documents with an odd number have a file, the others none.
const SEEDS: std::ops::Range<u64> = 3..11;
/// Things done while there is a fault.
const ACTS: usize = 100;
/// A retry comes within this.
const SOON: Duration = Duration::from_secs(5);

/// Where the document is, and where the local state.
type Places<'a> = (&'a Path, &'a Path);

/// Runs a fault for each of several documents, and prints what came of it.
fn each(name: &str, run: impl Fn(u64) -> Result<(), String>) {
    let (mut runs, mut lost) = (0, 0);
    for seed in SEEDS {
        runs += 1;
        if let Err(error) = run(seed) {
            lost += 1;
            eprintln!("{name}, seed {seed}: {error}");
        }
    }
    println!("{name}: {runs} runs, {lost} lost");
    eprintln!("{name}: {runs} runs, {lost} lost");
    assert_eq!(lost, 0);
}

fn held(what: &str, holds: bool) -> Result<(), String> {
    holds.then_some(()).ok_or_else(|| what.to_owned())
}

/// Works until so many things are done; each has to be safe.
fn all_safe(work: &mut Work, random: &mut Random, acts: usize) -> Result<(), String> {
    for act in 0..acts {
        edits::act(&mut work.editor, random);
        let told = work.record(SOON);
        held(&format!("act {act} is {told:?}"), told == State::Safe)?;
    }
    Ok(())
}

/// A step that takes this many bytes in the journal, at least.
fn long_step(editor: &mut Editor, bytes: usize) {
    let mut draft = Draft::new(editor.document());
    let title = "x".repeat(bytes);
    draft
        .change_header(|header| header.title = Some(title))
        .unwrap();
    let edit = draft.finish();
    editor.take_edit("A long title", edit);
}

/// Waits for the room that is kept once the first record is written.
fn has_room(state: &Path) -> Result<(), String> {
    let until = Instant::now() + SOON;
    let is_kept = || {
        let journals = fs::read_dir(state.join("journals")).into_iter().flatten();
        let mut lengths = journals
            .flatten()
            .filter_map(|entry| Some(entry.metadata().ok()?.len()));
        lengths.any(|len| len >= 1 << 20)
    };
    while !is_kept() {
        held("no room is kept", Instant::now() < until)?;
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(())
}

fn safe_soon(work: &mut Work) -> Result<(), String> {
    let until = Instant::now() + SOON;
    loop {
        match work.record(Duration::from_millis(50)) {
            State::Safe => return Ok(()),
            state if Instant::now() > until => return Err(format!("mended, it is {state:?}")),
            _ => {}
        }
    }
}

/// Nothing of the file was changed by a save that failed, and nothing else is left there.
fn save_fails(work: &mut Work) -> Result<(), String> {
    let Some(place) = work.place.clone() else {
        return Ok(());
    };
    let list = |place: &Path| {
        place
            .parent()
            .map(|folder| fs::read_dir(folder).map(Iterator::count).ok())
    };
    let (before, listed) = (fs::read(&place).ok(), list(&place));
    held("a save went well that could not", work.save().is_err())?;
    held("the file was changed", fs::read(&place).ok() == before)?;
    held("something is left there", list(&place) == listed)?;
    held("it is taken for saved", work.editor.is_dirty())
}

fn saves(work: &mut Work) -> Result<(), String> {
    if work.place.is_some() {
        work.save()
            .map_err(|error| format!("mended, it is not saved: {error}"))?;
    }
    Ok(())
}

fn is_there_again((home, state): Places<'_>, seed: u64, work: &Work) -> Result<Work, String> {
    let again = Work::try_open(home, state, seed)?;
    if let Some(problem) = &again.problem {
        return Err(problem.clone());
    }
    held("what was safe is not there", again.says_the_same(work))?;
    Ok(again)
}

#[test]
fn on_a_full_disk_the_journal_has_its_room_and_a_save_is_tried_again() {
    if Mount::with("size=64k").is_none() {
        return;
    }
    each("faults on a full disk", |seed| {
        let Some(mount) = Mount::with("size=3m") else {
            return Err("not mounted".to_owned());
        };
        let (home, state) = (mount.path(), mount.path().join("state"));
        let (mut work, mut random) = (Work::try_open(home, &state, seed)?, Random(seed));
        long_step(&mut work.editor, 10);
        all_safe(&mut work, &mut random, 10)?;
        has_room(&state)?;
        let filler = mount.fill();
        all_safe(&mut work, &mut random, ACTS)?;
        save_fails(&mut work)?;
        work.let_go();
        // Dictum may end now, and begin again, still without room.
        work = is_there_again((home, &state), seed, &work)?;
        fs::remove_file(&filler).unwrap();
        all_safe(&mut work, &mut random, 10)?;
        saves(&mut work)?;
        work.let_go();
        is_there_again((home, &state), seed, &work).map(drop)
    });
}

#[test]
fn a_full_disk_takes_as_much_as_was_kept_and_the_rest_when_there_is_room() {
    if Mount::with("size=64k").is_none() {
        return;
    }
    each("faults on a disk without any room left", |seed| {
        let Some(mount) = Mount::with("size=4m") else {
            return Err("not mounted".to_owned());
        };
        let (home, state) = (mount.path(), mount.path().join("state"));
        let (mut work, mut random) = (Work::try_open(home, &state, seed)?, Random(seed));
        long_step(&mut work.editor, 10);
        all_safe(&mut work, &mut random, 3)?;
        has_room(&state)?;
        let filler = mount.fill();
        // Most of the 1 MiB is there; not all that follows.
        long_step(&mut work.editor, 400 << 10);
        let told = work.record(SOON);
        held(
            &format!("within the room it is {told:?}"),
            told == State::Safe,
        )?;
        long_step(&mut work.editor, 600 << 10);
        long_step(&mut work.editor, 10);
        let told = work.record(Duration::from_millis(300));
        held(
            &format!("without room it is {told:?}"),
            matches!(told, State::Trouble(_)),
        )?;
        save_fails(&mut work)?;
        fs::remove_file(&filler).unwrap();
        safe_soon(&mut work)?;
        saves(&mut work)?;
        work.let_go();
        is_there_again((home, &state), seed, &work).map(drop)
    });
}

#[test]
fn on_a_read_only_file_system_the_work_stays_and_is_saved_when_it_may_be() {
    if Mount::with("size=64k").is_none() {
        return;
    }
    each("faults on a read-only mount", |seed| {
        let (Some(mount), state) = (Mount::with("size=2m"), tempfile::tempdir().unwrap()) else {
            return Err("not mounted".to_owned());
        };
        let (home, state) = (mount.path(), state.path());
        let (mut work, mut random) = (Work::try_open(home, state, seed)?, Random(seed));
        all_safe(&mut work, &mut random, 3)?;
        mount.set_read_only(true);
        all_safe(&mut work, &mut random, ACTS)?;
        save_fails(&mut work)?;
        work.let_go();
        work = is_there_again((home, state), seed, &work)?;
        mount.set_read_only(false);
        saves(&mut work)?;
        work.let_go();
        is_there_again((home, state), seed, &work).map(drop)
    });
}

#[test]
fn a_state_folder_that_may_not_be_written_is_told_and_tried_again() {
    if Mount::with("size=64k").is_none() {
        return;
    }
    each("faults of a read-only state folder", |seed| {
        let (home, Some(mount)) = (tempfile::tempdir().unwrap(), Mount::with("size=3m")) else {
            return Err("not mounted".to_owned());
        };
        let (home, state) = (home.path(), mount.path());
        let (mut work, mut random) = (Work::try_open(home, state, seed)?, Random(seed));
        // Before anything is done: no file of it is held, so that it can be taken away.
        work.let_go();
        fs::remove_dir_all(mount.path().join("journals")).unwrap();
        mount.set_read_only(true);
        let refused = Work::try_open(home, state, seed).err();
        held("a journal was begun that could not", refused.is_some())?;
        mount.set_read_only(false);
        work = Work::try_open(home, state, seed)?;
        all_safe(&mut work, &mut random, 10)?;
        work.let_go();
        is_there_again((home, state), seed, &work).map(drop)
    });
}

#[test]
fn a_folder_taken_away_is_told_and_saved_to_when_it_is_there_again() {
    each("faults of a folder taken away", |seed| {
        let (home, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (home, state) = (home.path(), state.path());
        let (mut work, mut random) = (Work::try_open(home, state, seed)?, Random(seed));
        all_safe(&mut work, &mut random, 10)?;
        fs::remove_dir_all(home).unwrap();
        all_safe(&mut work, &mut random, ACTS)?;
        if work.place.is_some() {
            held("a save went well that could not", work.save().is_err())?;
        }
        fs::create_dir(home).unwrap();
        saves(&mut work)?;
        work.let_go();
        is_there_again((home, state), seed, &work).map(drop)
    });
}

#[test]
fn a_journal_taken_away_is_begun_again_with_all_that_was_done() {
    each("faults of a journal taken away", |seed| {
        let home = tempfile::tempdir().unwrap();
        let (home, state) = (home.path(), home.path().join("state"));
        let (mut work, mut random) = (Work::try_open(home, &state, seed)?, Random(seed));
        all_safe(&mut work, &mut random, 20)?;
        let history = work.editor.history().revisions().len();
        fs::remove_dir_all(&state).unwrap();
        // It is noticed when it is brought to the disk.
        std::thread::sleep(Duration::from_millis(400));
        all_safe(&mut work, &mut random, 10)?;
        safe_soon(&mut work)?;
        held(
            "nothing was done",
            work.editor.history().revisions().len() >= history,
        )?;
        work.let_go();
        is_there_again((home, &state), seed, &work).map(drop)
    });
}
