//! Opening a document that much was done to before it was saved last: the time, and the memory that is held.
//!
//! What is measured is a process of its own, so that it holds nothing of what made the journal.

use super::{SMALL, document, figures, median};
use dictum::disk::{Disk, RealDisk};
use dictum::journal::{
    About, Base, Begin, Follower, Key, Opened, Recorder, Resumed, Save, Start, State, TakenUp,
    take_up,
};
use dictum::model::{Document, Draft, History, Timestamp};
use dictum::store;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Steps that a save has taken: few, and some 60 MB.
const SAVED: [usize; 2] = [50, 115_000];
/// Steps after that.
const UNSAVED: usize = 5;
const TIMES: usize = 5;
/// The argument by which the process is known that opens.
pub const OPEN: &str = "open-history";

pub fn lines() {
    let [small, large] = SAVED.map(|saved| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), saved);
        let [ms, held, most] = opened_elsewhere(folder.path());
        [ms, held, most, size(folder.path())]
    });
    figures("open_history_size", small[3], large[3], "MB");
    figures("open_history", small[0], large[0], "ms");
    figures("open_history_memory", small[1], large[1], "MB");
    figures("open_history_most_memory", small[2], large[2], "MB");
}

/// How long the journal is, in megabytes.
fn size(folder: &Path) -> f64 {
    let disk = RealDisk::default();
    let all = disk.list(&journals(folder)).expect("the folder is there");
    let sizes = all.iter().filter_map(|path| disk.stat(path).ok().flatten());
    sizes.map(|stat| stat.len as f64 / 1e6).sum()
}

fn opened_elsewhere(folder: &Path) -> [f64; 3] {
    let program = std::env::current_exe().expect("the benchmark's own file");
    let child = Command::new(program).arg(OPEN).arg(folder).output();
    let said = child.expect("it starts").stdout;
    let said = String::from_utf8(said).expect("figures");
    let figures: Vec<f64> = said
        .split_whitespace()
        .filter_map(|it| it.parse().ok())
        .collect();
    figures.try_into().expect("three figures")
}

/// Opens what was written, as the window does, and prints the milliseconds, the megabytes more that it holds then, and
/// the most that it held in between.
#[expect(clippy::print_stdout, reason = "whoever started it reads this")]
pub fn open(folder: &Path) {
    let disk = RealDisk::default();
    let path = folder.join("article.ron");
    let mut times = Vec::new();
    let (mut held, mut most) = (0.0, 0.0);
    for time in 0..TIMES {
        let read = store::open(&disk, &path).expect("the document");
        let key = Key::new(&read.document.header().id, Some(&path), None);
        let opened = Opened {
            document: read.document,
            hash: Some(read.hash),
        };
        let before = memory("VmRSS:");
        let start = Instant::now();
        let taken = take_up(&disk, &journals(folder), &key, opened);
        times.push(start.elapsed().as_secs_f64() * 1e3);
        let Ok(TakenUp::Ours(resumed)) = taken else {
            panic!("the journal is held elsewhere");
        };
        assert_is_all(&resumed);
        if time == 0 {
            (held, most) = (memory("VmRSS:") - before, memory("VmHWM:") - before);
        }
    }
    let us = |ms: &f64| Duration::from_secs_f64(ms / 1e3);
    let ms = median(times.iter().map(us).collect()).as_secs_f64() * 1e3;
    println!("{ms} {held} {most}");
}

fn assert_is_all(resumed: &Resumed) {
    assert_eq!(resumed.steps, UNSAVED);
    assert!(resumed.history.revisions().len() >= SAVED[0] + UNSAVED);
}

/// A line of what the system knows of this process, in megabytes.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1e3
}

fn journals(folder: &Path) -> PathBuf {
    folder.join("journals")
}

/// A document with its journal: so many steps, a save, and a few more.
fn write(folder: &Path, saved: usize) {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    let path = folder.join("article.ron");
    let first = document::build(SMALL.0, SMALL.1);
    store::save(&*disk, &path, &first).expect("the folder can be written");
    let read = store::open(&*disk, &path).expect("the document");
    let mut document = read.document;
    let id = document.header().id.clone();
    let begin = Begin {
        about: About::new(&id, id.clone(), Some(&path), None),
        base: Base::File(read.hash),
        text: None,
    };
    let key = Key::new(&id, Some(&path), None);
    let mut recorder = Recorder::new(
        Arc::clone(&disk),
        journals(folder),
        key,
        begin,
        Start::Claim,
        Follower::default(),
        Arc::new(|| {}),
    );
    let mut history = History::default();
    work(&mut document, &mut history, saved);
    record(&mut recorder, &history);
    let keeper = recorder.keeper();
    let save = Save {
        disk: &*disk,
        path: &path,
        document: &document,
        revision: history.current(),
        keeper: keeper.as_ref(),
        moves_to: None,
    };
    save.run(&mut || Ok(())).expect("it can be saved");
    work(&mut document, &mut history, UNSAVED);
    record(&mut recorder, &history);
}

fn record(recorder: &mut Recorder, history: &History) {
    recorder.record(history, Duration::from_mins(1));
    assert!(recorder.state() == State::Safe, "it is not safe");
}

/// Remarks on one mark after another.
fn work(document: &mut Document, history: &mut History, steps: usize) {
    for _ in 0..steps {
        let number = history.revisions().len();
        let span = document
            .spans()
            .nth(number % SMALL.1)
            .expect("a mark")
            .id
            .clone();
        let mut draft = Draft::new(document);
        let remark = Some(format!("remark {number}"));
        let changed = draft.change_span(&span, |span| span.note = remark);
        changed.expect("a remark can be made");
        let edit = draft.finish();
        document.apply(&edit).expect("an edit fits");
        let at = Timestamp::from_rfc3339("2026-11-22T10:00:00Z");
        history.push("Change remark", at, Some("anna".into()), edit);
    }
}
