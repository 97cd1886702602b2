//! What an export is asked for, apart from where it goes.

use super::going_out::{Failure, Scope, Whose};
use crate::disk::Disk;
use crate::formats::dataset::{About, Rule};
use crate::formats::export::Manner;
use crate::formats::{Format, Names, Tally};
use std::path::PathBuf;

/// What is asked for, apart from where it goes.
#[derive(Clone)]
pub struct Asked {
    /// Which articles.
    pub scope: Scope,
    /// Whose documents of them.
    pub whose: Whose,
    /// In which format.
    pub format: &'static Format,
    /// How, but for the names of labels.
    pub manner: Manner,
    /// A table of what labels are called there.
    pub table: Option<PathBuf>,
    /// A dataset, where one is asked for.
    pub parting: Option<Parting>,
}

/// How a dataset is parted.
#[derive(Clone)]
pub struct Parting {
    /// By which rule.
    pub rule: Rule,
    /// What it is called: its folder's name.
    pub name: String,
}

impl Asked {
    /// How documents go out, with the table of names read.
    pub fn manner(&self, disk: &dyn Disk) -> Result<Manner, Failure> {
        let mut manner = self.manner.clone();
        if let Some(path) = &self.table {
            let bytes = disk.read(path)?;
            let ron =
                String::from_utf8(bytes).map_err(|error| Failure::Table(error.to_string()))?;
            let table = Names::read(&ron).map_err(|error| Failure::Table(error.to_string()))?;
            manner.names = Names::none().with(table);
        }
        Ok(manner)
    }

    /// What the card of a dataset tells of it.
    pub fn about<'a>(&self, manner: &Manner, losses: &'a Tally) -> About<'a> {
        let parting = self.parting.as_ref();
        let name = parting
            .map(|parting| parting.name.clone())
            .unwrap_or_default();
        About {
            command: self.command(&name),
            name,
            selection: manner.selection.words(),
            agreement: None,
            losses: Some(losses),
        }
    }

    /// The command that makes the same.
    fn command(&self, name: &str) -> String {
        let mut command = format!(
            "dictum export PROJECT --to {} --dataset {name:?}",
            self.format.name
        );
        if let Some(parting) = &self.parting {
            command.push_str(&format!(
                " --split {} --seed {}",
                parting.rule.shares, parting.rule.seed
            ));
        }
        if self.manner.selection.unfinished {
            command.push_str(" --unfinished");
        }
        if self.whose == Whose::Everyones {
            command.push_str(" --all-annotators");
        }
        command
    }
}
