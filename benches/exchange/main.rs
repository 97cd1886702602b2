//! How long exports and imports of 1,000 articles of 5 KB with 30,000 spans take, as whole processes, beside
//! copying the native files and, where Python has the libraries (`.ci/check-exports` makes such an environment),
//! beside what they need to build the same.
//!
//! Prints a line each, as soon as it has it: `name milliseconds ratio`; the ratio is to the copy of the native
//! files, for the libraries' lines to our export. Then `memory_…`: the most that a process took, in MB, for the
//! articles and for ten times as many.
//!
//! Names of formats, and `memory`, ask for these alone: `cargo bench --bench exchange -- spacy memory`.

mod articles;

use dictum::formats::{self, Format, Layout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The least of so many rounds is told, as long as they are quick.
const ROUNDS: usize = 3;
/// What takes longer than this is done once.
const QUICK: Duration = Duration::from_millis(1500);
const ARTICLES: usize = 1_000;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    // What cargo adds.
    let asked: Vec<&str> = asked
        .into_iter()
        .filter(|name| *name != "--bench")
        .collect();
    let is_asked = |name: &str| asked.is_empty() || asked.contains(&name);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let native = folder.path().join("native");
    articles::write(&native, ARTICLES).expect("articles can be written");
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("a folder can be made");

    let copy = best(|| copy_files(&native, &out));
    line("copy", copy, 1.0);
    let reading = best(|| dictum(&dry_run(&native)));
    line("reading", reading, ratio(reading, copy));
    let formats = || formats::ALL.iter().filter(|format| is_asked(format.name));
    for format in formats() {
        measure(format, &native, &out, copy);
    }
    if is_asked("memory") {
        // These three stand for all: rows of tokens, columns, and lines.
        let usual = ["spacy", "hf", "jsonl"];
        let named = asked.iter().any(|name| *name != "memory");
        let kept = |format: &&&Format| named || usual.contains(&format.name);
        for format in formats().filter(kept) {
            memories(format, folder.path());
        }
    }
}

fn measure(format: &Format, native: &Path, out: &Path, copy: Duration) {
    let Some(to) = place(out, format) else {
        return;
    };
    let name = format.name;
    let took = best(|| dictum(&export(native, name, &to)));
    line(&format!("export_{name}"), took, ratio(took, copy));
    if format.reads.is_some() {
        let back = out.join("back");
        let import = least(|| {
            if back.is_dir() {
                std::fs::remove_dir_all(&back).expect("the folder can be removed");
            }
            let started = Instant::now();
            dictum(&import(&to, name, &back));
            started.elapsed()
        });
        line(&format!("import_{name}"), import, ratio(import, copy));
    }
    peer(name, native, out, took);
}

/// Where an export goes: one file, for a format that holds all articles in one; `None` for formats that are read
/// alone.
fn place(folder: &Path, format: &Format) -> Option<PathBuf> {
    let to = folder.join(format.name);
    Some(match format.writes?.layout() {
        Layout::One { extensions, .. } => to.with_extension(extensions.first()?),
        Layout::Each => to,
    })
}

fn export(native: &Path, format: &str, to: &Path) -> Vec<PathBuf> {
    let words = ["export", "--quiet", "--force", "--to", format];
    let words = words.iter().map(PathBuf::from);
    words
        .chain([native.to_owned(), "-o".into(), to.to_owned()])
        .collect()
}

/// What every export has to do: the articles are read, and nothing is written.
fn dry_run(native: &Path) -> Vec<PathBuf> {
    let words = ["export", "--quiet", "--to", "jsonl", "--dry-run"];
    let words = words.iter().map(PathBuf::from);
    words.chain([native.to_owned()]).collect()
}

fn import(from: &Path, format: &str, to: &Path) -> Vec<PathBuf> {
    let words = ["import", "--quiet", "--force", "--from", format];
    let words = words.iter().map(PathBuf::from);
    words
        .chain([from.to_owned(), "-o".into(), to.to_owned()])
        .collect()
}

/// What the format's own library takes for the same in Python, where there is one.
fn peer(format: &str, native: &Path, out: &Path, ours: Duration) {
    if !matches!(format, "spacy" | "hf") {
        return;
    }
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let python = target.join("check-exports/venv/bin/python");
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("benches/exchange/{format}.py"));
    let run = Command::new(&python)
        .env("PYTHONSAFEPATH", "1")
        .arg(script)
        .args([native, out])
        .output();
    let seconds = run.ok().filter(|run| run.status.success()).and_then(|run| {
        let words = String::from_utf8(run.stdout).ok()?;
        words.trim().parse::<f64>().ok()
    });
    match seconds {
        Some(seconds) => {
            let theirs = Duration::from_secs_f64(seconds);
            line(&format!("python_{format}"), theirs, ratio(theirs, ours));
        }
        None => told(&format!(
            "python_{format} SKIPPED: .ci/check-exports makes the environment that it needs"
        )),
    }
}

/// The most memory of an export and an import of so many articles and of ten times as many.
fn memories(format: &Format, folder: &Path) {
    let Some(to) = place(folder, format) else {
        return;
    };
    let format = format.name;
    for articles in [ARTICLES, 10 * ARTICLES] {
        let native = folder.join(format!("native-{articles}"));
        if !native.is_dir() {
            articles::write(&native, articles).expect("articles can be written");
        }
        let back = folder.join("measured-back.jsonl");
        for (act, words) in [
            ("export", export(&native, format, &to)),
            ("import", import(&to, format, &back)),
        ] {
            let most = most_memory(&words).unwrap_or(f64::NAN);
            told(&format!("memory_{act}_{format}_{articles} {most:.1} MB"));
        }
    }
}

/// Runs the program; gives the most memory that it took, in MB, where the system tells.
fn most_memory(arguments: &[PathBuf]) -> Option<f64> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dictum"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut most = None;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        let peak = status.ok().and_then(|status| {
            let peak = status.lines().find(|line| line.starts_with("VmHWM"))?;
            peak.split_whitespace().nth(1)?.parse::<f64>().ok()
        });
        most = peak.or(most);
        if child.try_wait().ok()?.is_some() {
            return most.map(|kilobytes| kilobytes / 1000.0);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn dictum(arguments: &[PathBuf]) {
    let status = Command::new(env!("CARGO_BIN_EXE_dictum"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let code = status.expect("the program runs").code();
    // 1 is for findings: a format that cannot hold all comes back with fewer.
    assert!(matches!(code, Some(0 | 1)), "{arguments:?}: {code:?}");
}

fn copy_files(from: &Path, to: &Path) {
    let to = to.join("copy");
    if to.is_dir() {
        std::fs::remove_dir_all(&to).expect("the copy can be removed");
    }
    let status = Command::new("cp").arg("-r").args([from, &to]).status();
    assert!(status.is_ok_and(|status| status.success()));
}

fn best(act: impl Fn()) -> Duration {
    least(|| {
        let started = Instant::now();
        act();
        started.elapsed()
    })
}

/// The least of a few times: noise only adds.
fn least(time: impl Fn() -> Duration) -> Duration {
    let mut least = time();
    for _ in 1..ROUNDS {
        if least > QUICK {
            break;
        }
        least = least.min(time());
    }
    least
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn line(name: &str, time: Duration, ratio: f64) {
    told(&format!(
        "{name} {:.1} {ratio:.2}",
        time.as_secs_f64() * 1e3
    ));
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn told(line: &str) {
    println!("{line}");
}
