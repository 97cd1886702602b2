//! The program: the window, and the commands that need none.

use clap::Parser;
use dictum::cli;
use std::path::PathBuf;
use std::process::ExitCode;

/// Mark who said what, and what happened, in news articles.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Arguments {
    /// Articles (.txt), documents (.ron, .json) and folders of them.
    /// The first is opened, all are listed at the left.
    path: Vec<PathBuf>,

    #[command(subcommand)]
    command: Option<cli::Command>,
}

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(USUAL_LOG)).init();
    let arguments = Arguments::parse();
    match arguments.command {
        Some(command) => cli::run(command),
        None => match lost(&arguments.path) {
            Some(path) => cli::refuse(&format!(
                "nothing is there, and no command is called so (`dictum help` lists them): {}",
                path.display()
            )),
            None => run(arguments.path),
        },
    }
}

/// The first path when nothing is at any of them: a command mistyped, or a file misnamed.
fn lost(paths: &[PathBuf]) -> Option<&PathBuf> {
    let any = paths.iter().any(|path| path.symlink_metadata().is_ok());
    paths.first().filter(|_| !any)
}

/// What is logged when `RUST_LOG` does not say.
#[cfg(feature = "window")]
const USUAL_LOG: &str = dictum::ui::launch::USUAL_LOG;
#[cfg(not(feature = "window"))]
const USUAL_LOG: &str = "error";

#[cfg(feature = "window")]
fn run(paths: Vec<PathBuf>) -> ExitCode {
    match dictum::ui::launch::run(paths) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::refuse(&error.to_string()),
    }
}

#[cfg(not(feature = "window"))]
fn run(_: Vec<PathBuf>) -> ExitCode {
    cli::refuse("this Dictum was built without its window: build it with `--features window`")
}
