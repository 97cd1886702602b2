//! `dictum export --dataset`: a folder of splits with a card and a manifest.

use super::agreement::Agreements;
use super::documents::{Came, Documents};
use crate::cli::stop::Stop;
use crate::formats::dataset::{About, Dataset, InSplit, Plan, Rule, Shares};
use crate::formats::export::{Manner, Written};
use crate::formats::{
    self, ExportError, Format, Layout, Ledger, Selection, Shelf, Tally, Wanted, report,
};
use crate::model::Document;
use anyhow::{anyhow, bail};
use serde::Serialize;
use std::collections::BTreeMap;
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
                Came::Document(read) => survey.see(&read.document, selection),
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
    ) -> anyhow::Result<Writing> {
        self.check(told, format)?;
        let without_group = self.plan.without_group();
        Ok(Writing {
            name: name_of(told.folder.as_deref().unwrap_or_else(|| Path::new("."))),
            selection: selection_in_words(&manner.selection),
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
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> Result<bool, ExportError> {
        self.agreements.take(document);
        self.dataset.put(document, shelf, ledger)
    }

    /// Writes the card and the manifest; gives what went out, and how it lies in the splits.
    pub fn end(
        self,
        losses: &Tally,
        shelf: &mut dyn Shelf,
    ) -> Result<(Written, Parted), ExportError> {
        let about = About {
            name: self.name,
            command: command(),
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
        let mut lines: Vec<String> = self.splits.iter().map(|split| self.line(split)).collect();
        if let Some(key) = self.group_by.as_ref().filter(|_| self.without_group > 0) {
            let lack = report::counted(self.without_group, "article has", "articles have");
            lines.push(format!("{lack} no {key} and stand each for itself"));
        }
        lines
    }

    fn line(&self, split: &InSplit) -> String {
        let name = &split.name;
        if split.articles == 0 {
            return format!(
                "{name}: empty, and no file ({} % asked for): more articles fill it, or another --seed",
                split.share
            );
        }
        let amounts = report::amounts(
            split.articles,
            split.spans.values().sum(),
            split.links.values().sum(),
        );
        let reached = split.reached(self.articles);
        format!(
            "{name}: {amounts} ({} % asked for, {reached:.1} % reached)",
            split.share
        )
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

/// The command as it was given, with what a shell would take for something else in quotation marks.
fn command() -> String {
    let arguments = std::env::args_os().skip(1);
    let told = arguments.map(|argument| quoted(&argument.to_string_lossy()));
    let told: Vec<String> = std::iter::once("dictum".to_owned()).chain(told).collect();
    told.join(" ")
}

fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./,=:%@+".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

fn selection_in_words(selection: &Selection) -> String {
    let which = match selection.wanted {
        Wanted::Accepted => "marks that a person made or accepted",
        Wanted::Suggested => "suggestions that nobody has decided on",
        Wanted::Live => "all marks that nobody has rejected",
        Wanted::All => "all marks",
    };
    let of = if selection.unfinished {
        "of all articles, done or not: what is not marked may be there all the same"
    } else {
        "of articles that are done, with the labels that were looked for throughout"
    };
    let mut words = format!("It has {which}, {of}.");
    if !selection.labels.is_empty() {
        let labels = selection.labels.iter().map(ToString::to_string);
        let labels: Vec<String> = labels.collect();
        words.push_str(&format!(" Labels: {}.", labels.join(", ")));
    }
    if let Some(annotator) = &selection.annotator {
        words.push_str(&format!(" Annotator: {annotator}."));
    }
    words
}
