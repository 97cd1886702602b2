//! The program: the window, and later the commands.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Mark who said what, and what happened, in news articles.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// An article (.txt) or a document (.ron, .json) to open.
    /// Further ones stand in the list of recent files.
    path: Vec<PathBuf>,
}

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(USUAL_LOG)).init();
    let arguments = Arguments::parse();
    run(arguments)
}

/// What is logged when `RUST_LOG` does not say.
#[cfg(feature = "window")]
const USUAL_LOG: &str = dictum::ui::launch::USUAL_LOG;
#[cfg(not(feature = "window"))]
const USUAL_LOG: &str = "error";

#[cfg(feature = "window")]
fn run(arguments: Arguments) -> ExitCode {
    match dictum::ui::launch::run(arguments.path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&error.to_string()),
    }
}

#[cfg(not(feature = "window"))]
fn run(_: Arguments) -> ExitCode {
    refuse("this Dictum was built without its window: build it with `--features window`")
}

/// Says in one line why nothing was done.
#[expect(clippy::print_stderr, reason = "this is the command line")]
fn refuse(reason: &str) -> ExitCode {
    eprintln!("dictum: {reason}");
    ExitCode::from(2)
}
