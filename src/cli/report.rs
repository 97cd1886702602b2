//! What a command tells on standard error: findings as they come, notes, and a line at the end.

use super::findings::Finding;
use super::place::Place;
use super::progress::Progress;
use serde::Serialize;
use std::collections::BTreeMap;

/// Notes that are kept to be told at the end; there are few kinds, but memory has an end.
const MOST_NOTES: usize = 50;

/// How a command tells what it did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// JSON Lines instead of words.
    pub json: bool,
    /// No more than the findings.
    pub quiet: bool,
    /// Whether the output itself comes on the terminal: a line of progress would be lost in it.
    pub is_output_shown: bool,
}

/// What was done, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Articles tagged and written.
    pub tagged: u64,
    /// What was found wrong.
    pub findings: u64,
    /// Bytes of the articles' texts.
    pub bytes: u64,
    /// Suggested marks in what was written.
    pub suggestions: u64,
}

/// Tells findings and notes, and counts.
pub struct Report {
    manner: Manner,
    progress: Progress,
    counts: Counts,
    /// Each note with where it was said first and how often.
    notes: BTreeMap<String, (Place, u64)>,
}

/// A line of the report in JSON.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Told<'a> {
    Finding(InArticle<'a>),
    Note(InArticle<'a>),
    Summary(Counts),
}

#[derive(Serialize)]
struct InArticle<'a> {
    file: Option<String>,
    line: Option<usize>,
    article: Option<&'a str>,
    reason: &'a str,
}

impl<'a> InArticle<'a> {
    fn new(place: &Place, article: Option<&'a str>, reason: &'a str) -> Self {
        let file = place.file.as_ref();
        Self {
            file: file.map(|file| file.display().to_string()),
            line: place.line,
            article,
            reason,
        }
    }
}

impl Report {
    /// Begins to tell.
    pub fn new(manner: Manner) -> Self {
        Self {
            manner,
            progress: Progress::new(!manner.json && !manner.quiet && !manner.is_output_shown),
            counts: Counts::default(),
            notes: BTreeMap::new(),
        }
    }

    /// What has been counted so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Tells something that was found wrong, at once.
    pub fn find(&mut self, finding: &Finding) {
        self.counts.findings += 1;
        if self.manner.json {
            let article = finding.article.as_deref();
            let told = InArticle::new(&finding.place, article, &finding.reason);
            self.json(&Told::Finding(told));
        } else {
            self.line(&finding.to_string());
        }
    }

    /// Notes something that a person may want to know: at the end, each kind once.
    pub fn note(&mut self, place: &Place, article: &str, remark: &str) {
        if self.manner.json {
            let told = InArticle::new(place, Some(article), remark);
            self.json(&Told::Note(told));
        } else if let Some((_, times)) = self.notes.get_mut(remark) {
            *times += 1;
        } else if self.notes.len() < MOST_NOTES {
            self.notes.insert(remark.to_owned(), (place.clone(), 1));
        }
    }

    /// Counts an article that was written.
    pub fn tagged(&mut self, bytes: u64, suggestions: u64) {
        self.counts.tagged += 1;
        self.counts.bytes += bytes;
        self.counts.suggestions += suggestions;
    }

    /// Shows how far it is.
    pub fn show_progress(&mut self) {
        self.progress.show(self.counts.tagged, self.counts.bytes);
    }

    /// Tells what is told at the end.
    pub fn finish(&mut self, summary: &str) {
        self.finish_with(summary, &Told::Summary(self.counts));
    }

    /// Tells what is told at the end, in words or in JSON.
    pub fn finish_with(&mut self, summary: &str, json: &impl Serialize) {
        self.progress.clear();
        if self.manner.json {
            self.json(json);
        } else if !self.manner.quiet {
            for (remark, (place, times)) in std::mem::take(&mut self.notes) {
                let others = match times {
                    1 => String::new(),
                    2 => " (and 1 other)".to_owned(),
                    times => format!(" (and {} others)", times - 1),
                };
                self.line(&format!("note: {place}{others}: {remark}"));
            }
            self.line(summary);
        }
    }

    /// Tells something at once, in words or in JSON.
    pub fn tell(&mut self, words: &str, json: &impl Serialize) {
        if self.manner.json {
            self.json(json);
        } else if !self.manner.quiet {
            self.line(words);
        }
    }

    /// Takes the line of progress away when something else ends the command.
    pub fn clear(&mut self) {
        self.progress.clear();
    }

    #[expect(clippy::print_stderr, reason = "this is the command line")]
    fn line(&mut self, words: &str) {
        self.progress.clear();
        eprintln!("{words}");
    }

    fn json(&mut self, told: &impl Serialize) {
        // Strings and numbers can always be told.
        if let Ok(line) = serde_json::to_string(told) {
            self.line(&line);
        }
    }
}
