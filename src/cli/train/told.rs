//! What `dictum train` says: what it took and left out and why, and how good the model is.

use crate::tagger::learned::{Card, LabelCard, Unfit};
use std::collections::BTreeMap;
use std::path::Path;

/// How many left out are named one by one.
const NAMED: usize = 5;

/// What was taken and what was not.
#[derive(Default)]
pub(super) struct Told {
    /// Documents that are learned from.
    pub taken: usize,
    left_out: BTreeMap<String, Vec<String>>,
    not_read: usize,
}

impl Told {
    pub fn leave_out(&mut self, name: String, why: Unfit) {
        self.left_out.entry(why.to_string()).or_default().push(name);
    }

    #[expect(clippy::print_stderr, reason = "this is the command line")]
    pub fn not_read(&mut self, error: &anyhow::Error) {
        self.not_read += 1;
        eprintln!("dictum: left out, cannot be read: {error:#}");
    }

    pub fn left_out(&self) -> usize {
        self.not_read + self.left_out.values().map(Vec::len).sum::<usize>()
    }

    pub fn any_not_read(&self) -> bool {
        self.not_read > 0
    }

    #[expect(clippy::print_stderr, reason = "this is the command line")]
    pub fn tell_taken(&self) {
        eprintln!("taken: {}", documents(self.taken));
        for (why, names) in &self.left_out {
            eprintln!("left out: {}, {why}:", documents(names.len()));
            for name in names.iter().take(NAMED) {
                eprintln!("  {name}");
            }
            if names.len() > NAMED {
                eprintln!("  and {} more", names.len() - NAMED);
            }
        }
    }

    #[expect(clippy::print_stdout, reason = "this is the command line")]
    pub fn tell_model(card: &Card, output: &Path) {
        println!(
            "{:<16}{:>10}{:>8}   {:20}{:20}",
            "label", "articles", "marks", "overlap P R F", "exact P R F"
        );
        for label in &card.labels {
            println!("{}", row(label));
        }
        if card.folds > 0 {
            println!(
                "each article tagged by what was learned from the others, in {} parts",
                card.folds
            );
        }
        println!("{}", output.display());
    }
}

fn row(label: &LabelCard) -> String {
    let measured = label.held_out.map_or_else(
        || "not found out".to_owned(),
        |counts| {
            let words = [counts.any(), counts.exact()]
                .map(|it| format!("{:.3} {:.3} {:.3}   ", it.precision, it.recall, it.f1));
            words.concat().trim_end().to_owned()
        },
    );
    format!(
        "{:<16}{:>10}{:>8}   {measured}",
        label.label, label.documents, label.spans
    )
}

fn documents(count: usize) -> String {
    match count {
        1 => "1 document".to_owned(),
        count => format!("{count} documents"),
    }
}

/// The card, for programs.
#[expect(clippy::print_stdout, reason = "this is the command line")]
pub(super) fn print_json(card: &Card) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string_pretty(card)?);
    Ok(())
}
