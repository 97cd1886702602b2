//! The document against a naive model of it: random steps on random Unicode texts, and after each of them
//! everything that can be asked is asked of both.
//!
//! `DICTUM_MODEL_RUNS=20000 cargo test --test model` for more than the usual few, and `DICTUM_MODEL_SEED`
//! to begin elsewhere.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test ends where its input is not what it must be, and says what it did"
)]

#[path = "model/naive.rs"]
mod naive;
#[path = "model/offsets.rs"]
mod offsets;
#[path = "model/queries.rs"]
mod queries;
#[path = "made/random.rs"]
mod random;
#[path = "model/steps.rs"]
mod steps;

use random::Random;
use std::panic::{AssertUnwindSafe, catch_unwind};
use steps::Both;

/// Runs, unless `DICTUM_MODEL_RUNS` says otherwise.
const RUNS: u64 = 200;
/// Steps of a run, at most.
const STEPS: usize = 16;

#[test]
fn random_steps_lead_where_the_naive_model_says() {
    let number = |name, usual| std::env::var(name).map_or(usual, |told| told.parse().unwrap());
    let first: u64 = number("DICTUM_MODEL_SEED", 1);
    let (runs, mut lost) = (number("DICTUM_MODEL_RUNS", RUNS), 0);
    for seed in first..first + runs {
        let run = catch_unwind(AssertUnwindSafe(|| run(seed)));
        if run.is_err() {
            lost += 1;
            eprintln!("seed {seed}");
        }
    }
    println!("model: {runs} runs, {lost} lost");
    eprintln!("model: {runs} runs, {lost} lost");
    assert_eq!(lost, 0);
}

fn run(seed: u64) {
    let mut random = Random(seed);
    let mut both = Both::new(&mut random);
    for _ in 0..=random.below(STEPS) {
        both.step(&mut random);
        both.naive().agrees_with(both.document());
        offsets::compare(both.naive(), both.document().text(), &mut random);
        queries::compare(both.naive(), both.document(), &mut random);
    }
}
