//! `dictum export --dataset`: a folder of splits with a card and a manifest.

use super::agreement::Agreements;
use super::documents::{Came, Documents};
use crate::cli::stop::Stop;
use crate::formats::dataset::{About, Dataset, InSplit, Plan, Rule, Shares};
use crate::formats::export::{Manner, Written};
use crate::formats::{
    self, ExportError, Format, Layout, Ledger, Prepared, Selection, Shelf, Tally, report,
};
use crate::model::Document;
use anyhow::{anyhow, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What is told of a dataset.
#[derive(Debug, clap::Args)]
// Its name would be that of the command's own group.
#[group(skip)]
pub struct Arguments {
    /// A dataset: a folder of splits, with a card (README.md) and a manifest.
    #[arg(long = "dataset", value_name = "DIR", conflicts_with = "output")]
    pub folder: Option<PathBuf>,

    /// Its splits in percent: train/validation/test, or train/test.
    #[arg(
        long,
        value_name = "A/B/C",
        default_value = "80/10/10",
        requires = "folder"
    )]
    split: Shares,

    /// Another number is another draw of the articles.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "folder")]
    seed: u64,

    /// Articles with the same value of this key stay together: publisher, source, or any other of theirs.
    #[arg(long, value_name = "KEY", requires = "folder")]
    group_by: Option<String>,

    /// Every annotator's document of an article, in the same split.
    #[arg(long, requires = "folder", conflicts_with = "annotator")]
    pub all_annotators: bool,
}

impl Arguments {
    fn rule(&self) -> Rule {
        Rule {
            shares: self.split.clone(),
            seed: self.seed,
            group_by: self.group_by.clone(),
        }
    }
}

/// What is known before the first article is written: the inputs have been read once.
pub struct Survey {
    plan: Plan,
    agreements: Agreements,
    /// Whose documents of each article go out.
    annotators: BTreeMap<String, u64>,
}

impl Survey {
    /// Reads the inputs to know what belongs together. `None` when the person stopped it.
    pub fn of(
        documents: &Documents,
        told: &Arguments,
        selection: &Selection,
        stop: &Stop,
    ) -> anyhow::Result<Option<Self>> {
        let mut survey = Self {
            plan: Plan::new(told.rule()),
            agreements: Agreements::new(selection.clone()),
            annotators: BTreeMap::new(),
        };
        loop {
            if stop.is_asked() {
                return Ok(None);
            }
            match documents.next() {
                Came::Document(ready) => survey.see(&ready.read.document, selection),
                // What cannot be read is told when it is read for good.
                Came::Not(_) | Came::Waiting => {}
                Came::Ended => break,
                Came::Broken => return Err(anyhow!("a thread broke off")),
            }
        }
        match survey.plan.keys_instead() {
            Some(keys) => bail!(
                "no article has the key {} to group by; there are {}",
                told.group_by.as_deref().unwrap_or_default(),
                keys.join(", ")
            ),
            None => Ok(Some(survey)),
        }
    }

    fn see(&mut self, document: &Document, selection: &Selection) {
        self.agreements.expect(document);
        if formats::refusal(document.header(), selection).is_none() {
            self.plan.see(document);
            let id = document.header().id.clone();
            *self.annotators.entry(id).or_default() += 1;
        }
    }

    /// Refuses several documents of an article where each would be a file of the same name.
    fn check(&self, told: &Arguments, format: &Format) -> anyhow::Result<()> {
        let layout = format.writes.map(|writes| writes.layout());
        let several = self.annotators.iter().find(|(_, count)| **count > 1);
        match several {
            Some((id, _)) if told.all_annotators && layout == Some(Layout::Each) => bail!(
                "{} has a file for each article and no room for several annotators of one, as of {id}: say whose with --annotator",
                format.title
            ),
            _ => Ok(()),
        }
    }

    /// Begins to write.
    pub fn begin(
        self,
        told: &Arguments,
        format: &'static Format,
        manner: &Manner,
        inputs: &[PathBuf],
    ) -> anyhow::Result<Writing> {
        self.check(told, format)?;
        let without_group = self.plan.without_group();
        let paths: Vec<PathBuf> = inputs.iter().chain(&told.folder).cloned().collect();
        Ok(Writing {
            command: command(&paths),
            name: name_of(told.folder.as_deref().unwrap_or_else(|| Path::new("."))),
            selection: manner.selection.words(),
            agreements: self.agreements,
            without_group,
            group_by: told.group_by.clone(),
            dataset: Dataset::begin(format, manner, self.plan)?,
        })
    }
}

/// A dataset being written.
pub struct Writing {
    name: String,
    command: String,
    selection: String,
    agreements: Agreements,
    without_group: u64,
    group_by: Option<String>,
    dataset: Dataset,
}

impl Writing {
    /// Takes a document into its split, and compares it with those of other annotators.
    pub fn put(
        &mut self,
        document: &Document,
        prepared: Prepared,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> Result<bool, ExportError> {
        self.agreements.take(document);
        self.dataset.put_prepared(document, prepared, shelf, ledger)
    }

    /// Writes the card and the manifest; gives what went out, and how it lies in the splits.
    pub fn end(
        self,
        losses: &Tally,
        shelf: &mut dyn Shelf,
    ) -> Result<(Written, Parted), ExportError> {
        let about = About {
            name: self.name,
            command: self.command,
            selection: self.selection,
            agreement: self.agreements.told(),
            losses: Some(losses),
        };
        let (written, splits) = self.dataset.end(&about, shelf)?;
        let parted = Parted {
            splits,
            articles: written.articles,
            without_group: self.without_group,
            group_by: self.group_by,
        };
        Ok((written, parted))
    }
}

/// How articles lie in the splits.
pub struct Parted {
    splits: Vec<InSplit>,
    articles: u64,
    without_group: u64,
    group_by: Option<String>,
}

/// A split, for JSON.
#[derive(Serialize)]
pub struct OfSplit {
    name: String,
    share: u8,
    reached: f64,
    articles: u64,
    spans: u64,
    links: u64,
}

impl Parted {
    /// A line for each split, and what to do about those that are empty.
    pub fn lines(&self) -> Vec<String> {
        let line = |split: &InSplit| split.words(self.articles, "--seed");
        let mut lines: Vec<String> = self.splits.iter().map(line).collect();
        if let Some(key) = self.group_by.as_ref().filter(|_| self.without_group > 0) {
            let lack = report::counted(self.without_group, "article has", "articles have");
            lines.push(format!("{lack} no {key} and stand each for itself"));
        }
        lines
    }

    /// The splits, for JSON.
    pub fn json(&self) -> Vec<OfSplit> {
        let each = |split: &InSplit| OfSplit {
            name: split.name.clone(),
            share: split.share,
            reached: split.reached(self.articles),
            articles: split.articles,
            spans: split.spans.values().sum(),
            links: split.links.values().sum(),
        };
        self.splits.iter().map(each).collect()
    }
}

fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The command as it was given, with what a shell would take for something else in quotation marks. Of paths
/// it has the names alone: where they lie on this machine is nobody else's matter.
fn command(paths: &[PathBuf]) -> String {
    let arguments = std::env::args_os().skip(1);
    let told = arguments.map(|argument| quoted(&without_folders(&argument, paths)));
    let told: Vec<String> = std::iter::once("dictum".to_owned()).chain(told).collect();
    told.join(" ")
}

/// An argument that is one of these paths, or a value that is, without the folders before its name.
fn without_folders(argument: &OsStr, paths: &[PathBuf]) -> String {
    let told = argument.to_string_lossy();
    let (key, value) = match told.split_once('=') {
        Some((key, value)) if key.starts_with("--") => (format!("{key}="), value),
        _ => (String::new(), &*told),
    };
    match Path::new(value).file_name() {
        Some(name) if paths.iter().any(|path| path == Path::new(value)) => {
            format!("{key}{}", name.to_string_lossy())
        }
        _ => told.into_owned(),
    }
}

fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./,=:%@+".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}
