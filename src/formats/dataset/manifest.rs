//! manifest.json: what a dataset is made of, for programs.

use super::files::File;
use super::{About, Article, Dataset};
use serde::Serialize;

#[derive(Serialize)]
struct Manifest<'a> {
    /// What this file is.
    format: &'static str,
    /// The version that made it.
    dictum: &'static str,
    command: &'a str,
    /// The format of the splits' files.
    to: &'static str,
    seed: u64,
    group_by: Option<String>,
    splits: Vec<OfSplit>,
    files: Vec<File>,
    articles: Vec<Article>,
}

#[derive(Serialize)]
struct OfSplit {
    name: String,
    /// Asked for, in percent.
    share: u8,
    articles: u64,
    spans: u64,
    links: u64,
}

/// The manifest of a dataset of which everything else is written.
pub fn write(dataset: Dataset, about: &About<'_>) -> String {
    let rule = dataset.rule().clone();
    let splits = dataset.splits.into_iter().map(|split| OfSplit {
        name: split.name,
        share: split.share,
        articles: split.articles,
        spans: split.spans.values().sum(),
        links: split.links.values().sum(),
    });
    let manifest = Manifest {
        format: "dictum-dataset/1",
        dictum: env!("CARGO_PKG_VERSION"),
        command: &about.command,
        to: dataset.format.name,
        seed: rule.seed,
        group_by: rule.group_by,
        splits: splits.collect(),
        files: dataset.files.into_list(),
        articles: dataset.articles,
    };
    // Strings and numbers can always be written.
    let mut json = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    json.push('\n');
    json
}
