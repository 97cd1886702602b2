//! Whatever the disk refuses, and whenever: what was said to be safe is there again.
//!
//! The same work as in `tests/kill.rs`, on a disk that fails at its n-th step, for every n: once that
//! step alone, once it and all after it. Then (`faults/lasting.rs`) on file systems that are full, may only be
//! read, or are taken away; most of those are mounted, for which it takes root.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test ends where its input is not what it must be, and says what it did"
)]

#[path = "kill/acts.rs"]
mod acts;
#[path = "made/edits.rs"]
mod edits;
#[cfg(unix)]
#[path = "faults/lasting.rs"]
mod lasting;
#[cfg(unix)]
#[path = "faults/mount.rs"]
mod mount;
#[path = "kill/work.rs"]
mod work;

use dictum::disk::FailingDisk;
use dictum::journal::State;
use edits::Random;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use work::Work;

/// Things done on the failing disk.
const ACTS: usize = 24;
/// Runs beside each other: they mostly wait.
const THREADS: usize = 12;

#[derive(Clone, Copy, Debug)]
struct Fault {
    at: usize,
    on: bool,
    kind: ErrorKind,
    seed: u64,
}

#[test]
fn a_disk_that_fails_at_any_step_loses_nothing_that_was_said_to_be_safe() {
    let (next, lost, runs) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    // One document with a file, which is saved too, and one without.
    let steps = [3, 4].map(|seed| {
        run(Fault {
            at: usize::MAX,
            on: false,
            kind: ErrorKind::Other,
            seed,
        })
        .unwrap()
    });
    assert!(steps.iter().all(|&steps| steps > 20), "{steps:?}");
    let kinds = [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::QuotaExceeded,
        ErrorKind::ReadOnlyFilesystem,
    ];
    let all: Vec<Fault> = [(3, steps[0]), (4, steps[1])]
        .into_iter()
        .flat_map(|(seed, steps)| (0..steps + 4).map(move |at| (seed, at)))
        .flat_map(|(seed, at)| {
            [false, true].map(|on| Fault {
                at,
                on,
                kind: kinds[at % kinds.len()],
                seed,
            })
        })
        .collect();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(fault) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    runs.fetch_add(1, Ordering::Relaxed);
                    if let Err(error) = run(*fault) {
                        lost.fetch_add(1, Ordering::Relaxed);
                        eprintln!("{fault:?}: {error}");
                    }
                }
            });
        }
    });
    let (runs, lost) = (runs.into_inner(), lost.into_inner());
    println!("faults: {runs} runs, {lost} lost");
    eprintln!("faults: {runs} runs, {lost} lost");
    assert_eq!(lost, 0);
}

/// Works, then works on a disk that fails, then opens what is left. Gives how many steps the disk took.
fn run(fault: Fault) -> Result<usize, String> {
    let home = tempfile::tempdir().unwrap();
    let (home, seed) = (home.path(), fault.seed);
    let mut first = Work::open(home, seed);
    let mut random = Random(seed + 100);
    for _ in 0..10 {
        acts::act(&mut first, &mut random);
        assert_eq!(first.record(Duration::from_secs(5)), State::Safe);
    }
    first.let_go();
    let mut model = Work::open(home, seed);
    assert!(model.says_the_same(&first));
    model.let_go();
    let disk = Arc::new(FailingDisk::default());
    if fault.on {
        disk.fail_from(fault.at, fault.kind);
    } else {
        disk.fail_at(fault.at, fault.kind);
    }
    let safe = work_on(home, seed, &disk);
    let steps = disk.steps().len();
    check(home, seed, &mut model, safe)?;
    Ok(steps)
}

/// Gives how many acts were said to be safe.
fn work_on(home: &Path, seed: u64, disk: &Arc<FailingDisk>) -> usize {
    let Ok(mut work) = Work::try_open_on(home, seed, Arc::clone(disk) as _) else {
        return 0;
    };
    let mut random = Random(seed + 200);
    let mut safe = 0;
    for act in 1..=ACTS {
        acts::act(&mut work, &mut random);
        if work.record(Duration::from_millis(30)) == State::Safe {
            safe = act;
        }
    }
    safe
}

fn check(home: &Path, seed: u64, model: &mut Work, safe: usize) -> Result<(), String> {
    let left = Work::open(home, seed);
    if let Some(problem) = &left.problem {
        return Err(problem.clone());
    }
    let mut random = Random(seed + 200);
    for act in 0..=ACTS {
        if act > 0 {
            acts::act_without_disk(model, &mut random);
        }
        if act >= safe && model.says_the_same(&left) {
            return Ok(());
        }
    }
    Err(format!("act {safe} was said to be safe and is not there"))
}
