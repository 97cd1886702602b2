//! The command line: every command but the window, which is what `dictum` opens without one.
//!
//! A command reads files, folders and standard input (`-`), writes to `-o` or standard output, and ends
//! 0 done, 1 done with findings, 2 not done.

mod check;
mod compare;
mod convert;
mod exchange;
mod export;
mod import;
mod inputs;
mod lines;
mod output;
mod pipeline;
mod progress;
mod rebase;
mod report;
mod standard_input;
mod stop;
mod tag;
mod train;

use crate::formats::report::counted;
use crate::formats::{finding as findings, place};
use clap::Subcommand;
use std::process::ExitCode;

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Marks speakers, quotes and events in articles, as suggestions.
    Tag(tag::Arguments),
    /// Learns a tagger from annotated articles.
    Train(train::Arguments),
    /// Says how far two annotations of the same articles agree, and where they do not.
    Compare(compare::Arguments),
    /// Makes documents of what other programs made.
    Import(import::Arguments),
    /// Writes annotated articles for other programs, and names what their formats cannot hold.
    Export(export::Arguments),
    /// Writes one file's annotations in another format.
    Convert(convert::Arguments),
    /// Reads annotations in any format and proves their offsets.
    Check(check::Arguments),
    /// Gives annotated articles a corrected text; their marks move with the words.
    Rebase(rebase::Arguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All was done and nothing found.
    Done,
    /// It was done, and there are findings, each of which was named.
    Findings,
    /// Nothing was done, for reasons that were named.
    NotDone,
    /// The person stopped it.
    Stopped,
}

/// Does what a command asks for.
pub fn run(command: Command) -> ExitCode {
    let ended = match command {
        Command::Tag(arguments) => tag::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Rebase(arguments) => rebase::run(&arguments),
    };
    match ended {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Findings) => ExitCode::from(1),
        Ok(End::NotDone) => ExitCode::from(2),
        Ok(End::Stopped) => ExitCode::from(stop::CODE),
        Err(error) => refuse(&format!("{error:#}")),
    }
}

/// Says in one line why nothing was done.
#[expect(clippy::print_stderr, reason = "this is the command line")]
pub fn refuse(reason: &str) -> ExitCode {
    eprintln!("dictum: {reason}");
    ExitCode::from(2)
}
