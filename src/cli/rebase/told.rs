//! What is said of a document with its new text.

use crate::cli::counted;
use crate::cli::findings::Finding;
use crate::cli::place::Place;
use crate::cli::tag::unit::Read;
use crate::rebase::{Likeness, Reason, Rebased, contrast};
use serde::Serialize;

/// What came of a document.
#[derive(Debug, Serialize)]
pub struct Told {
    #[serde(skip)]
    place: Place,
    file: String,
    article: String,
    /// Marks that have the very words that they had.
    kept: usize,
    /// Marks whose words are plainly the same, though not to the letter.
    mended: Vec<Mended>,
    /// Marks that wait for a decision.
    pub undecided: Vec<Undecided>,
    /// Marks that no longer know as what they were proposed.
    unproposed: Vec<String>,
    /// Words that nobody has looked at.
    words_added: usize,
    words_removed: usize,
}

#[derive(Debug, Serialize)]
struct Mended {
    id: String,
    how: &'static str,
    was: String,
    now: String,
}

/// A mark that waits for a decision.
#[derive(Debug, Serialize)]
pub struct Undecided {
    id: String,
    label: String,
    reason: &'static str,
    was: String,
    now: String,
}

impl Told {
    /// What there is to say of what was read.
    pub fn new(read: &Read, rebased: &Rebased) -> Self {
        let mended = rebased.mended.iter().map(|mended| Mended {
            id: mended.id.to_string(),
            how: match mended.likeness {
                Likeness::Corrected => "corrected",
                _ => "printed",
            },
            was: mended.was.clone(),
            now: mended.now.clone(),
        });
        let undecided = rebased.undecided.iter().map(|undecided| Undecided {
            id: undecided.span.id.to_string(),
            label: undecided.span.label.to_string(),
            reason: match undecided.reason {
                Reason::Changed => "changed",
                Reason::Stray => "stray",
                Reason::Gone => "gone",
            },
            was: undecided.was.clone(),
            now: undecided.now.clone(),
        });
        Self {
            place: read.place.clone(),
            file: read.place.to_string(),
            article: read.document.header().id.clone(),
            kept: rebased.kept,
            mended: mended.collect(),
            undecided: undecided.collect(),
            unproposed: rebased.unproposed.iter().map(ToString::to_string).collect(),
            words_added: rebased.added,
            words_removed: rebased.removed,
        }
    }

    /// A line for each mark to decide on, and unless `quiet` for each corrected one and all together;
    /// or one line of JSON.
    pub fn lines(&self, json: bool, quiet: bool) -> Vec<String> {
        if json {
            return serde_json::to_string(self).into_iter().collect();
        }
        let findings = self.findings().into_iter().map(|it| it.to_string());
        let summary = (!quiet).then(|| self.summary());
        findings.chain(summary).collect()
    }

    /// The marks to decide on.
    pub fn findings(&self) -> Vec<Finding> {
        let told = |mark: &Undecided| {
            let (was, now) = contrast(&mark.was, &mark.now);
            let (was, now) = (shortened(&was), shortened(&now));
            let end = match mark.reason {
                "gone" => format!("“{was}” is gone"),
                "stray" => format!("“{was}” is there, but what stood around it is not"),
                _ => format!("“{was}” is now “{now}”"),
            };
            let reason = format!("{} ({}): {end}", mark.id, mark.label);
            Finding::of_error(&self.place, &reason).in_article(&self.article)
        };
        self.undecided.iter().map(told).collect()
    }

    /// All of it in a few lines: corrected marks, then the numbers.
    pub fn summary(&self) -> String {
        let corrected = self
            .mended
            .iter()
            .filter(|mended| mended.how == "corrected");
        let mut lines: Vec<String> = corrected
            .map(|it| {
                let (was, now) = contrast(&it.was, &it.now);
                let (was, now) = (shortened(&was), shortened(&now));
                format!("{}: {} moved: “{was}” reads “{now}”", self.file, it.id)
            })
            .collect();
        let moved = marks(self.kept + self.mended.len());
        let mut told = format!("{}: {moved} at their words", self.file);
        if !self.mended.is_empty() {
            told += &format!(" ({} printed otherwise or corrected)", self.mended.len());
        }
        match self.undecided.len() {
            0 => {}
            many => told += &format!(", {many} to decide on"),
        }
        if !self.unproposed.is_empty() {
            told += &format!(
                "; {} no longer know how they were proposed",
                marks(self.unproposed.len())
            );
        }
        if self.words_added > 0 {
            let words = counted(self.words_added as u64, "word is", "words are");
            told += &format!("; {words} new");
        }
        lines.push(told);
        lines.join("\n")
    }
}

/// "3 marks".
fn marks(number: usize) -> String {
    counted(number as u64, "mark", "marks")
}

fn shortened(words: &str) -> String {
    const LONGEST: usize = 80;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
