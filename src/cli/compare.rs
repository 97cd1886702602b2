//! `dictum compare`: how far two annotations of the same articles agree, and where they do not.

mod gold;
mod json;
mod matching;
mod sources;
mod table;

use super::End;
use crate::review::Wanted;
use anyhow::Context as _;
use matching::{Matched, Problem};
use std::io::Write as _;
use std::path::PathBuf;

/// What `dictum compare` is told.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What is taken to be right: documents (.ron, .json, .jsonl), folders of them, or a list of gold
    /// articles (.json).
    gold: PathBuf,
    /// What is held against it: documents, folders of them, or `-` for JSON Lines on standard input.
    other: PathBuf,
    /// Print JSON, every disagreement with it.
    #[arg(long)]
    json: bool,
    /// Name every disagreement.
    #[arg(long, conflicts_with = "json")]
    list: bool,
    /// Which annotations of OTHER count.
    #[arg(long, value_enum, default_value_t)]
    state: Counted,
    /// Which annotations of GOLD count.
    #[arg(long, value_enum, default_value_t)]
    gold_state: Counted,
    /// Leave out quotes that lie within another, on both sides.
    #[arg(long)]
    outermost: bool,
}

/// Which annotations count.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Counted {
    /// All that nobody has rejected.
    #[default]
    Live,
    /// Those that a person made or said yes to.
    Accepted,
    /// Those that nobody has decided on.
    Suggested,
}

impl Counted {
    fn wanted(self) -> Wanted {
        match self {
            Self::Live => Wanted::Live,
            Self::Accepted => Wanted::Accepted,
            Self::Suggested => Wanted::Suggested,
        }
    }
}

/// Compares and prints what came of it.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let gold = sources::read(&arguments.gold, arguments.gold_state.wanted())?;
    let other = sources::read(&arguments.other, arguments.state.wanted())?;
    let matched = matching::compare(gold, other, arguments.outermost);
    let mut printed = Vec::new();
    if arguments.json {
        json::write(&mut printed, &matched)?;
    } else {
        table::write(&mut printed, &matched, arguments.list)?;
    }
    let mut out = std::io::stdout().lock();
    out.write_all(&printed)
        .and_then(|()| out.flush())
        .context("standard output")?;
    let found = !matched.problems.is_empty() || any_differs(&matched);
    Ok(if found { End::Findings } else { End::Done })
}

fn any_differs(matched: &Matched) -> bool {
    let mut articles = matched.articles.iter();
    articles.any(|article| !article.disagreements.is_empty())
}
