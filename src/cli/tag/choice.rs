//! Which tagger `--tagger` names.

use crate::tagger::Tagger;
use crate::tagger::command::CommandLine;
use crate::tagger::rules::Rules;
use anyhow::Context as _;
use std::sync::Arc;

/// Who tags.
#[derive(Clone)]
pub enum Choice {
    /// One that runs within the program.
    Within(Arc<dyn Tagger>),
    /// A program of its own.
    Command(CommandLine),
}

/// The tagger of this name; what is no name is a command.
pub fn choose(told: &str) -> anyhow::Result<Choice> {
    if told == "rules" {
        return Ok(Choice::Within(Arc::new(Rules)));
    }
    let command = told.parse();
    command
        .map(Choice::Command)
        .with_context(|| format!("--tagger takes rules or a command, not '{told}'"))
}
