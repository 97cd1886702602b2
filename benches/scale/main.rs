//! Holds "size does not matter" as ratios: the same acts on 5 KB with 50 spans and on 10 MB with
//! 100,000, in the same window, interleaved in one process so that both meet the same noise.
//!
//! Prints a line each: `name small large ratio unit`, medians; tessellation is part of a frame.
//! `cargo bench --bench scale -- NAME…` for some of it alone: frames, files, find, odd, journal, history; `-- write DIR`
//! writes the documents of `benches/scale/processes`.

mod document;
mod files;
mod find;
mod history;
mod journal;
mod odd;
mod window;

use std::time::Duration;
use window::{ROUNDS, Window};

const SMALL: (usize, usize) = (5_000, 50);
const LARGE: (usize, usize) = (10_000_000, 100_000);

/// Something done in a round, and how long it took.
type Act = fn(&mut Window, usize) -> Duration;

const PARTS: [(&str, fn()); 6] = [
    ("frames", frame_lines),
    ("files", files::lines),
    ("find", find::lines),
    ("odd", odd::lines),
    ("journal", journal_lines),
    ("history", history::lines),
];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = wanted.iter().position(|argument| argument == "write") {
        return files::write(wanted.get(at + 1).expect("a folder").as_ref());
    }
    if let [first, folder, ..] = &wanted[..]
        && first == history::OPEN
    {
        return history::open(folder.as_ref());
    }
    let is_named = PARTS
        .iter()
        .any(|(name, _)| wanted.iter().any(|wanted| wanted == name));
    for (name, lines) in PARTS {
        if !is_named || wanted.iter().any(|wanted| wanted == name) {
            lines();
        }
    }
}

fn frame_lines() {
    let mut small = Window::open(SMALL);
    let mut large = Window::open(LARGE);
    let acts: [(&str, Act); 6] = [
        ("frame_scroll", Window::scroll),
        ("frame_hover", Window::hover),
        ("frame_select", Window::select),
        ("label", Window::label),
        ("undo", Window::undo),
        ("redo", Window::redo),
    ];
    for (name, act) in acts {
        let (a, b) = in_turn(&mut small, &mut large, act);
        line(name, a, b);
    }
    line("snapshot", small.snapshot(), large.snapshot());
}

/// The medians of an act in two windows, done in turn.
fn in_turn(small: &mut Window, large: &mut Window, act: Act) -> (Duration, Duration) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        a.push(act(small, round));
        b.push(act(large, round));
    }
    (median(a), median(b))
}

fn journal_lines() {
    let open = |(bytes, spans)| journal::Journalled::open(document::build(bytes, spans));
    let (mut small, mut large) = (open(SMALL), open(LARGE));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        a.push(small.edit(round));
        b.push(large.edit(round));
    }
    line("journal_edit", median(a), median(b));
    let (a, b) = (small.bytes_of_an_edit(), large.bytes_of_an_edit());
    figures("journal_edit_size", a, b, "bytes");
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn figures(name: &str, small: f64, large: f64, unit: &str) {
    println!("{name} {small:.2} {large:.2} {:.2} {unit}", large / small);
}

fn line(name: &str, small: Duration, large: Duration) {
    let us = |time: Duration| time.as_secs_f64() * 1e6;
    figures(name, us(small), us(large), "us");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
