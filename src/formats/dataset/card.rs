//! README.md of a dataset: what Hugging Face reads at its head, and what people read below.

use super::{About, Dataset, InSplit};
use crate::formats::export::Written;
use crate::formats::hf::card::quoted;
use crate::formats::{InSplits, report};
use crate::model::LabelName;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How far annotators of the same articles agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Articles that two or more have annotated.
    pub articles: u64,
    /// Pairs of annotators of an article.
    pub pairs: u64,
    /// By what, with how many marks both sides have, and F1 for half of the words and for all of them.
    pub rows: Vec<AgreedOn>,
}

/// How far annotators agree on one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgreedOn {
    /// A label, or something that is said with one.
    pub what: String,
    /// Marks of either side.
    pub marks: u64,
    /// F1 of those that share half of their words.
    pub half: f64,
    /// F1 of those that have the same words; `None` where that is not asked.
    pub exact: Option<f64>,
}

/// The card of a dataset of which all but the manifest is written.
pub fn write(dataset: &Dataset, about: &About<'_>, written: &Written) -> String {
    let mut card = head(dataset, about, written);
    let counts = report::went_out(written);
    let title = dataset.format.title;
    // Into a string, writing does not fail.
    let _ = write!(
        card,
        "\n# {}\n\n{counts}, as {title}.\n`manifest.json` has the hash of every file and the split of every article.\n",
        about.name
    );
    splits(dataset, written, &mut card);
    labels("Marks", dataset, |split| &split.spans, &mut card);
    labels("Links", dataset, |split| &split.links, &mut card);
    if let Some(agreement) = &about.agreement {
        agreed(agreement, &mut card);
    }
    made(dataset, about, written, &mut card);
    card
}

fn head(dataset: &Dataset, about: &About<'_>, written: &Written) -> String {
    let mut yaml = format!("---\npretty_name: {}\n", quoted(&about.name));
    if !dataset.languages.is_empty() {
        yaml.push_str("language:\n");
        for language in &dataset.languages {
            let _ = writeln!(yaml, "- {}", quoted(language));
        }
    }
    if let [Some(licence)] = dataset.licences.as_slice() {
        licensed(licence, &mut yaml);
    }
    yaml.push_str("task_categories:\n- token-classification\nsize_categories:\n");
    let _ = writeln!(yaml, "- {}", size(written.articles));
    match &dataset.files.head {
        Some(head) => yaml.push_str(head),
        None => yaml.push_str(&lines_of(dataset)),
    }
    yaml.push_str("---\n");
    yaml
}

/// A licence by its short name, else as another with its words.
fn licensed(licence: &str, yaml: &mut String) {
    let is_short = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    if licence.chars().all(is_short) {
        let _ = writeln!(yaml, "license: {}", quoted(licence));
    } else {
        let _ = writeln!(yaml, "license: other\nlicense_name: {}", quoted(licence));
    }
}

/// The category of so many articles.
fn size(articles: u64) -> &'static str {
    match articles {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        _ => "n>10M",
    }
}

/// JSON Lines that Hugging Face reads by itself, told which split they are.
fn lines_of(dataset: &Dataset) -> String {
    let file = |split: &InSplit| {
        let name = format!("{}.jsonl", split.name);
        let is_there = dataset.files.names().any(|known| known == name);
        let told = format!(
            "  - split: {}\n    path: {}\n",
            split.split.name(),
            quoted(&name)
        );
        is_there.then_some(told)
    };
    let files: String = dataset.splits.iter().filter_map(file).collect();
    if files.is_empty() || !matches!(dataset.in_splits, InSplits::Files { .. }) {
        return String::new();
    }
    format!("configs:\n- config_name: default\n  data_files:\n{files}")
}

fn splits(dataset: &Dataset, written: &Written, card: &mut String) {
    card.push_str("\n## Splits\n\n| split | articles | asked for | reached | marks | links |\n|---|--:|--:|--:|--:|--:|\n");
    for split in &dataset.splits {
        let sum = |counts: &BTreeMap<LabelName, u64>| counts.values().sum::<u64>();
        let _ = writeln!(
            card,
            "| {} | {} | {} % | {:.1} % | {} | {} |",
            split.name,
            split.articles,
            split.share,
            split.reached(written.articles),
            sum(&split.spans),
            sum(&split.links),
        );
    }
    let rule = dataset.rule();
    let _ = writeln!(
        card,
        "\nSplits are by article, never by sentence: by a hash of its words with the seed {}, so that articles that are added move none of the old ones.",
        rule.seed
    );
    card.push_str("Documents of the same words or the same id are in the same split");
    match &rule.group_by {
        Some(key) => {
            let _ = writeln!(card, ", and so are articles with the same `{key}`.");
        }
        None => card.push_str(".\n"),
    }
}

fn labels(
    title: &str,
    dataset: &Dataset,
    counts: impl Fn(&InSplit) -> &BTreeMap<LabelName, u64>,
    card: &mut String,
) {
    let labels: BTreeSet<&LabelName> = dataset
        .splits
        .iter()
        .flat_map(|s| counts(s).keys())
        .collect();
    if labels.is_empty() {
        return;
    }
    let names = dataset.splits.iter().map(|split| split.name.as_str());
    let names: Vec<&str> = names.collect();
    let _ = write!(
        card,
        "\n## {title}\n\n| label | {} | all |\n|---|",
        names.join(" | ")
    );
    card.push_str(&"--:|".repeat(names.len() + 1));
    card.push('\n');
    for label in labels {
        let of = |split: &InSplit| counts(split).get(label).copied().unwrap_or(0);
        let each: Vec<u64> = dataset.splits.iter().map(of).collect();
        let told: Vec<String> = each.iter().map(u64::to_string).collect();
        let sum: u64 = each.iter().sum();
        let _ = writeln!(
            card,
            "| {} | {} | {sum} |",
            cell(label.as_str()),
            told.join(" | ")
        );
    }
}

fn agreed(agreement: &Agreement, card: &mut String) {
    let articles = report::counted(agreement.articles, "article", "articles");
    let pairs = report::counted(agreement.pairs, "pair", "pairs");
    let _ = writeln!(
        card,
        "\n## Agreement\n\n{articles} of the input have two or more annotators, {pairs} of annotations; marks are matched one to one.\n\n\
         | | marks of both | F1, half of the words | F1, the same words |\n|---|--:|--:|--:|"
    );
    for row in &agreement.rows {
        let exact = row.exact.map(|f1| format!("{f1:.3}")).unwrap_or_default();
        let (what, marks, half) = (cell(&row.what), row.marks, row.half);
        let _ = writeln!(card, "| {what} | {marks} | {half:.3} | {exact} |");
    }
}

fn made(dataset: &Dataset, about: &About<'_>, written: &Written, card: &mut String) {
    let _ = write!(
        card,
        "\n## How it was made\n\nBy Dictum {}:\n\n```sh\n{}\n```\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        about.command,
        about.selection
    );
    let left_out = report::left_out(&written.left_out, "");
    if !left_out.is_empty() {
        card.push('\n');
    }
    for line in left_out {
        let _ = writeln!(card, "- {line}");
    }
    let _ = writeln!(card, "\n## What the format cannot hold\n");
    match about.losses {
        Some(tally) if !tally.is_empty() => {
            for line in tally.lines() {
                let _ = writeln!(card, "- {}", cell(&line));
            }
        }
        _ => {
            let _ = writeln!(card, "Nothing is lost in {}.", dataset.format.title);
        }
    }
}

/// Words that Markdown takes as they are, on one line.
fn cell(words: &str) -> String {
    let mut told = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '|' | '<' | '*' | '`' | '[' | '\\' => {
                told.push('\\');
                told.push(c);
            }
            c if c.is_control() => told.push(' '),
            c => told.push(c),
        }
    }
    told
}
