//! The command line: every command but the window, which is what `dictum` opens without one.
//!
//! A command reads files, folders and standard input (`-`), writes to `-o` or standard output, and ends
//! 0 done, 1 done with findings, 2 not done.

mod check;
mod compare;
mod convert;
mod exchange;
mod export;
mod findings;
mod import;
mod inputs;
mod lines;
mod output;
mod pipeline;
mod place;
mod progress;
mod report;
mod stop;
mod tag;
mod train;

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

/// A number with its word: "1 article", "2 articles", "1,234 articles".
fn counted(number: u64, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut told = String::with_capacity(digits.len() + many.len() + 8);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told.push(' ');
    told.push_str(if number == 1 { one } else { many });
    told
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn numbers_are_told_with_their_words() {
        for (number, told) in [
            (0, "0 articles"),
            (1, "1 article"),
            (999, "999 articles"),
            (1000, "1,000 articles"),
            (1234567, "1,234,567 articles"),
        ] {
            assert_eq!(counted(number, "article", "articles"), told);
        }
    }
}
