//! Which tagger `--tagger` names.

use crate::disk::Disk;
use crate::project::{Agreements, Project, TaggerChoice, state_folder};
use crate::tagger::Tagger;
use crate::tagger::command::CommandLine;
use crate::tagger::learned::Learned;
use crate::tagger::rules::Rules;
use anyhow::{Context as _, bail};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Who tags.
#[derive(Clone)]
pub enum Choice {
    /// One that runs within the program.
    Within(Arc<dyn Tagger>),
    /// A program of its own.
    Command(CommandLine),
}

/// The tagger told; without one that of the first project among the inputs, else the rules.
///
/// A program that comes with a project runs only with `trust`, or when the person has agreed to it before.
pub fn choose(
    disk: &dyn Disk,
    told: Option<&str>,
    inputs: &[PathBuf],
    trust: bool,
) -> anyhow::Result<Choice> {
    if let Some(told) = told {
        return named(disk, told);
    }
    match inputs.iter().find(|input| Project::is_at(disk, input)) {
        Some(input) => of_project(disk, &Project::open(disk, input)?, trust),
        None => Ok(Choice::Within(Arc::new(Rules))),
    }
}

fn of_project(disk: &dyn Disk, project: &Project, trust: bool) -> anyhow::Result<Choice> {
    match project.tagger() {
        None | Some(TaggerChoice::Rules) => Ok(Choice::Within(Arc::new(Rules))),
        Some(TaggerChoice::Model(file)) => model(disk, &project.model_file(file)),
        Some(TaggerChoice::Command(command)) => {
            let agreements = Agreements::load(disk, state_folder().as_deref());
            if !trust && !agreements.has(project.folder(), command) {
                bail!(
                    "the project names a program as its tagger, to which nobody has agreed on this machine: \
                     look at it, then say --trust, or agree in the window: {command:?}"
                );
            }
            let mut words = project.command_line(disk, command).into_iter();
            let program = words.next().unwrap_or_default();
            Ok(Choice::Command(CommandLine::new(program, words.collect())))
        }
    }
}

fn model(disk: &dyn Disk, file: &Path) -> anyhow::Result<Choice> {
    let model = Learned::from_bytes(&disk.read(file)?);
    let model = model.with_context(|| file.display().to_string())?;
    Ok(Choice::Within(Arc::new(model)))
}

/// The tagger of this name: the rules, a model's file, or else a command.
fn named(disk: &dyn Disk, told: &str) -> anyhow::Result<Choice> {
    if told == "rules" {
        return Ok(Choice::Within(Arc::new(Rules)));
    }
    let file = Path::new(told);
    let is_file = matches!(disk.stat(file), Ok(Some(stat)) if !stat.is_dir);
    if is_file && disk.read(file)?.starts_with(b"dictum-model/") {
        return model(disk, file);
    }
    let command = told.parse();
    command
        .map(Choice::Command)
        .with_context(|| format!("--tagger takes rules, a model's file or a command, not '{told}'"))
}
