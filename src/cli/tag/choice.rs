//! Which tagger `--tagger` names.

use crate::disk::Disk;
use crate::tagger::Tagger;
use crate::tagger::command::CommandLine;
use crate::tagger::learned::{Learned, MODEL_FORMAT};
use crate::tagger::rules::Rules;
use anyhow::Context as _;
use std::path::Path;
use std::sync::Arc;

/// Who tags.
#[derive(Clone)]
pub enum Choice {
    /// One that runs within the program.
    Within(Arc<dyn Tagger>),
    /// A program of its own.
    Command(CommandLine),
}

/// The tagger of this name, or the one learned that a file holds; anything else is a command.
pub fn choose(disk: &dyn Disk, told: &str) -> anyhow::Result<Choice> {
    if told == "rules" {
        return Ok(Choice::Within(Arc::new(Rules)));
    }
    if let Some(model) = model(disk, Path::new(told)) {
        let learned = Learned::from_bytes(&model).with_context(|| told.to_owned())?;
        return Ok(Choice::Within(Arc::new(learned)));
    }
    let command = told.parse();
    command
        .map(Choice::Command)
        .with_context(|| format!("--tagger takes rules, a model or a command, not '{told}'"))
}

/// The bytes of a file that says it holds a model, of whichever version.
fn model(disk: &dyn Disk, file: &Path) -> Option<Vec<u8>> {
    let (name, _) = MODEL_FORMAT.split_once('/')?;
    let bytes = disk.read(file).ok()?;
    bytes.starts_with(name.as_bytes()).then_some(bytes)
}
