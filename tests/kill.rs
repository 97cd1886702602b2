//! Killed at any moment, what was said to be safe is there again.
//!
//! A child process works on a random document as the window does: an edit, its record handed over, the
//! acknowledgement awaited, then the number of the edit printed. It is killed with -9 at a random
//! moment. The parent does the same edits in memory and compares what it finds on the disk with what
//! the document was after each of them.
//!
//! `DICTUM_KILLS=5000 cargo test --test kill` for more than the usual few.

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
#[path = "kill/work.rs"]
mod work;

use dictum::journal::State;
use edits::Random;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use work::Work;

/// Where the child works, and its seed; set for the child alone.
const CHILD: &str = "DICTUM_KILL_CHILD";

/// Edits of one life, at most.
const MOST: usize = 400;
/// Lives on one document, each beginning where the last was killed.
const LIVES: usize = 3;

#[test]
fn killed_at_any_moment_every_acknowledged_edit_is_there_again() {
    let runs = std::env::var("DICTUM_KILLS").map_or(24, |count| count.parse().unwrap());
    let first = std::env::var("DICTUM_KILL_SEED").map_or(1, |seed| seed.parse().unwrap());
    let (mut done, mut lost, mut acknowledged) = (0, 0, 0);
    let mut seed: u64 = first;
    while done < runs {
        let home = tempfile::tempdir().unwrap();
        let mut before = Work::open(home.path(), seed);
        for life in 0..LIVES {
            before.let_go();
            let told = live_and_die(home.path(), seed, life);
            acknowledged += told.unwrap_or(0);
            match check(home.path(), seed, life, &mut before, told) {
                Ok(after) => before = after,
                Err(error) => {
                    lost += 1;
                    eprintln!("seed {seed}, life {life}: {error}");
                    before = Work::open(home.path(), seed);
                }
            }
            done += 1;
        }
        seed += 1;
    }
    println!("kill: {done} runs, {lost} lost");
    eprintln!("kill: {done} runs, {lost} lost ({acknowledged} edits acknowledged)");
    assert_eq!(lost, 0);
}

/// The child: works until it is killed. As a test it does nothing.
#[test]
fn child() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let mut parts = told.splitn(3, ' ');
    let mut number = || parts.next().unwrap().parse().unwrap();
    let (seed, life) = (number(), number());
    let home = Path::new(parts.next().unwrap());
    let mut work = Work::open(home, seed);
    let mut random = Random(life_seed(seed, life));
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nbegun").unwrap();
    for edit in 1..=MOST {
        acts::act(&mut work, &mut random);
        assert!(work.problem.is_none(), "{:?}", work.problem);
        if work.record(Duration::from_secs(5)) == State::Safe {
            writeln!(out, "safe {edit}").unwrap();
        }
    }
    writeln!(out, "done").unwrap();
    // Waits to be killed.
    std::thread::sleep(Duration::from_secs(10));
}

fn life_seed(seed: u64, life: u64) -> u64 {
    seed.wrapping_mul(1000).wrapping_add(life)
}

/// Lets a child live for a while and kills it; gives the last edit that it said was safe.
fn live_and_die(home: &Path, seed: u64, life: usize) -> Option<usize> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{seed} {life} {}", home.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(
        lines.by_ref().any(|line| line.unwrap() == "begun"),
        "the child did not begin"
    );
    let mut random = Random(seed ^ (life as u64) << 32);
    // Often at once, and sometimes when it has been at rest.
    let pause = match random.below(8) {
        0 => 0,
        1..=6 => random.below(25_000),
        _ => random.below(100_000),
    };
    std::thread::sleep(Duration::from_micros(pause as u64));
    // SIGKILL.
    child.kill().unwrap();
    child.wait().unwrap();
    let said = lines.map_while(Result::ok);
    said.filter_map(|line| line.strip_prefix("safe ")?.parse().ok())
        .last()
}

/// Opens what is left and looks for the edit after which the document was just so.
fn check(
    home: &Path,
    seed: u64,
    life: usize,
    before: &mut Work,
    told: Option<usize>,
) -> Result<Work, String> {
    let after = Work::open(home, seed);
    if let Some(problem) = &after.problem {
        return Err(problem.clone());
    }
    let mut random = Random(life_seed(seed, life as u64));
    let told = told.unwrap_or(0);
    for edit in 0..=MOST {
        if edit > 0 {
            acts::act_without_disk(before, &mut random);
        }
        if edit >= told && before.says_the_same(&after) {
            return Ok(after);
        }
    }
    Err(format!("edit {told} was said to be safe and is not there"))
}

#[test]
fn what_is_not_acknowledged_is_not_shown_as_safe() {
    use dictum::disk::FailingDisk;
    use std::sync::Arc;
    let home = tempfile::tempdir().unwrap();
    let disk = Arc::new(FailingDisk::default());
    let mut work = Work::try_open_on(home.path(), 7, Arc::clone(&disk) as _).unwrap();
    let mut random = Random(7);
    let mut edits = 0;
    while edits < 5 {
        acts::act(&mut work, &mut random);
        edits = work.editor.history().revisions().len();
        assert_eq!(work.record(Duration::from_secs(5)), State::Safe);
    }
    // The disk takes nothing more: the edit stays in the window, and is not safe.
    disk.fail_from(0, std::io::ErrorKind::StorageFull);
    while work.editor.history().revisions().len() == edits {
        acts::act(&mut work, &mut random);
    }
    let state = work.record(Duration::from_millis(20));
    assert!(
        matches!(state, State::Trouble(_) | State::Waiting),
        "{state:?}"
    );
    assert!(!work.recorder.as_ref().unwrap().has(work.editor.history()));
    // It is safe as soon as the disk takes it.
    disk.mend();
    let until = std::time::Instant::now() + Duration::from_secs(5);
    while work.record(Duration::from_millis(20)) != State::Safe {
        assert!(std::time::Instant::now() < until);
    }
    work.let_go();
    assert!(Work::open(home.path(), 7).says_the_same(&work));
}
