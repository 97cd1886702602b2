//! Datasets: a folder of splits in one format, with a card and a manifest.
//!
//! Articles are parted by their words ([`Plan`]), never by sentence. What a format's files are called in a
//! split is its own matter ([`InSplits`]). README.md is a card as Hugging Face reads it, and
//! `manifest.json` tells every file's hash and every article's split.

mod card;
mod files;
mod manifest;
mod plan;
mod shares;

pub use card::{AgreedOn, Agreement};
pub use plan::{Plan, Rule};
pub use shares::{Shares, SharesError, Split};

use super::export::{Manner, Written};
use super::{
    Export, ExportError, Format, InSplits, Layout, Ledger, Prepared, Shelf, Tally, about, report,
};
use crate::model::{Document, LabelName};
use files::{Files, Room};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

/// A dataset being written.
pub struct Dataset {
    format: &'static Format,
    in_splits: InSplits,
    plan: Plan,
    /// One for each split, or one for all of a format that parts them itself.
    exports: Vec<Export>,
    files: Files,
    splits: Vec<InSplit>,
    articles: Vec<Article>,
    /// Of the articles; two at most, since it is told only when there is one.
    licences: Vec<Option<String>>,
    languages: BTreeSet<String>,
}

/// What a split has come to.
#[derive(Clone, Debug)]
pub struct InSplit {
    /// Which one.
    pub split: Split,
    /// What it is called in the format's files.
    pub name: String,
    /// How much it was to get, in percent.
    pub share: u8,
    /// How many articles it has.
    pub articles: u64,
    /// Its marks by label, as they are called there.
    pub spans: BTreeMap<LabelName, u64>,
    /// Its links by label, as they are called there.
    pub links: BTreeMap<LabelName, u64>,
}

impl InSplit {
    /// How much it got of so many articles, in percent.
    pub fn reached(&self, of: u64) -> f64 {
        100.0 * self.articles as f64 / of.max(1) as f64
    }

    /// What it got of so many articles, and what to do when that is nothing; `draw` is what another draw is
    /// asked for with.
    pub fn words(&self, of: u64, draw: &str) -> String {
        let (name, share) = (&self.name, self.share);
        if self.articles == 0 {
            return format!(
                "{name}: empty, and no file ({share} % asked for): more articles fill it, or another {draw}"
            );
        }
        let (spans, links) = (self.spans.values().sum(), self.links.values().sum());
        let amounts = report::amounts(self.articles, spans, links);
        let reached = self.reached(of);
        format!("{name}: {amounts} ({share} % asked for, {reached:.1} % reached)")
    }
}

/// An article of a dataset.
#[derive(Debug, serde::Serialize)]
struct Article {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotator: Option<String>,
    /// Of the text's UTF-8 bytes.
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// What the split is called in the files.
    split: String,
}

/// What is told of a dataset besides what is in it.
#[derive(Clone, Debug, Default)]
pub struct About<'a> {
    /// What it is called.
    pub name: String,
    /// The command that made it.
    pub command: String,
    /// Which annotations were asked for, in words.
    pub selection: String,
    /// How far annotators of the same articles agree; `None` when no article has two.
    pub agreement: Option<Agreement>,
    /// What the format could not hold.
    pub losses: Option<&'a Tally>,
}

impl Dataset {
    /// Begins one. The plan has seen every article.
    pub fn begin(
        format: &'static Format,
        manner: &Manner,
        plan: Plan,
    ) -> Result<Self, ExportError> {
        let writes = format.writes.ok_or(ExportError::ReadOnly(format.title))?;
        let in_splits = writes.in_splits();
        let shares = &plan.rule().shares;
        let split = |split: Split| InSplit {
            split,
            name: in_splits.name(split).to_owned(),
            share: shares.percent(split),
            articles: 0,
            spans: BTreeMap::new(),
            links: BTreeMap::new(),
        };
        let splits: Vec<InSplit> = shares.splits().map(split).collect();
        let mut manner = manner.clone();
        let exports = if is_whole(in_splits) {
            manner.options.splits = splits.iter().map(|split| split.name.clone()).collect();
            vec![Export::begin(format, manner)?]
        } else {
            let begun = splits.iter().map(|_| Export::begin(format, manner.clone()));
            begun.collect::<Result<_, _>>()?
        };
        Ok(Self {
            format,
            in_splits,
            plan,
            exports,
            files: Files::default(),
            splits,
            articles: Vec::new(),
            licences: Vec::new(),
            languages: BTreeSet::new(),
        })
    }

    /// Takes a document out, into its split. What the format cannot hold is named to `ledger`. Says whether
    /// anything of it went out.
    pub fn put(
        &mut self,
        document: &Document,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> Result<bool, ExportError> {
        let Some(export) = self.exports.first() else {
            return Ok(false);
        };
        let prepared = export.preparing().prepare(document)?;
        self.put_prepared(document, prepared, shelf, ledger)
    }

    /// The same as [`Self::put`], with a document that [`Preparing`](super::Preparing) has made ready.
    pub fn put_prepared(
        &mut self,
        document: &Document,
        prepared: Prepared,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> Result<bool, ExportError> {
        let place = self.plan.place_of(document);
        let at = self.export_of(place);
        if prepared.spelled.is_some() {
            self.note(document, &prepared, place);
        }
        let mut room = room(
            self.format,
            self.in_splits,
            self.splits.get(place),
            shelf,
            &mut self.files,
        );
        let Some(export) = self.exports.get_mut(at) else {
            return Ok(false);
        };
        export.turn_to(place);
        let is_put = export.put_prepared(prepared, &mut room, ledger)?;
        room.flush()?;
        Ok(is_put)
    }

    fn export_of(&self, place: usize) -> usize {
        if is_whole(self.in_splits) { 0 } else { place }
    }

    /// Counts an article, and keeps what the card and the manifest tell of it.
    fn note(&mut self, document: &Document, prepared: &Prepared, place: usize) {
        let Some(split) = self.splits.get_mut(place) else {
            return;
        };
        split.articles += 1;
        for (counts, more) in [
            (&mut split.spans, &prepared.spans),
            (&mut split.links, &prepared.links),
        ] {
            for (label, count) in more {
                *counts.entry(label.clone()).or_default() += count;
            }
        }
        let header = document.header();
        let key = self.plan.rule().group_by.as_deref();
        self.articles.push(Article {
            id: header.id.clone(),
            title: header.title.clone(),
            annotator: header.annotator.clone(),
            sha256: document.text().sha256().to_owned(),
            group: key.and_then(|key| plan::group(header, key)),
            split: split.name.clone(),
        });
        if let Some(language) = &header.language {
            self.languages.insert(language.clone());
        }
        let keys = about::keys(header);
        let licence = ["license", "licence"].iter().find_map(|key| keys.get(*key));
        let licence = licence.and_then(Value::as_str).map(str::to_owned);
        if self.licences.len() < 2 && !self.licences.contains(&licence) {
            self.licences.push(licence);
        }
    }

    /// What has gone out up to now, and what was left out.
    pub fn written(&self) -> Written {
        let mut all = Written::default();
        for export in &self.exports {
            all.add(export.written());
        }
        all
    }

    /// The splits, in their order, with what they have come to.
    pub fn splits(&self) -> &[InSplit] {
        &self.splits
    }

    /// Writes what stands at the ends of files, the card and the manifest, and says what went out.
    pub fn end(
        mut self,
        about: &About<'_>,
        shelf: &mut dyn Shelf,
    ) -> Result<(Written, Vec<InSplit>), ExportError> {
        let written = self.written();
        for (at, export) in std::mem::take(&mut self.exports).into_iter().enumerate() {
            // A split without articles has no files: readers would stumble over empty ones.
            if export.written().articles == 0 {
                continue;
            }
            let split = self.splits.get(at);
            let mut room = room(self.format, self.in_splits, split, shelf, &mut self.files);
            export.end(&mut room)?;
            room.flush()?;
        }
        let card = card::write(&self, about, &written);
        self.files.put(shelf, "README.md", card.as_bytes())?;
        let splits = self.splits.clone();
        let manifest = manifest::write(self, about);
        shelf.put("manifest.json", manifest.as_bytes())?;
        Ok((written, splits))
    }

    /// The rule by which it is parted.
    fn rule(&self) -> &Rule {
        self.plan.rule()
    }
}

/// Whether one session takes the articles of all splits.
fn is_whole(in_splits: InSplits) -> bool {
    matches!(in_splits, InSplits::Itself { .. })
}

/// Where the files of a split go.
fn room<'a>(
    format: &Format,
    in_splits: InSplits,
    split: Option<&InSplit>,
    shelf: &'a mut dyn Shelf,
    files: &'a mut Files,
) -> Room<'a> {
    let split = split.map_or("", |split| split.name.as_str());
    let layout = format.writes.map(|writes| writes.layout());
    let (usual, extension) = match layout {
        Some(Layout::One { name, extensions }) => (name, extensions.first().copied()),
        _ => ("", None),
    };
    let (main, under) = match in_splits {
        InSplits::Files { .. } => {
            let extension = extension.unwrap_or_default();
            (format!("{split}.{extension}"), format!("{split}/"))
        }
        InSplits::Folders => (format!("{split}/{usual}"), format!("{split}/")),
        InSplits::Itself { .. } => (usual.to_owned(), String::new()),
    };
    Room::new(main, under, shelf, files)
}
