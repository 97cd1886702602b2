//! Taking documents out one after another, and telling what came of it.

use super::dataset::{self, Parted, Writing};
use super::documents::{Came, Documents, Ready};
use super::{of_export, refused};
use crate::cli::End;
use crate::cli::exchange::losses::{self, Losses};
use crate::cli::exchange::writing::Target;
use crate::cli::output::Halt;
use crate::cli::report::Report;
use crate::cli::stop::Stop;
use crate::formats::export::Written;
use crate::formats::{self, Export, ExportError, Format, Prepared, Selection, Shelf, report};
use crate::model::Document;
use anyhow::anyhow;
use serde::Serialize;
use std::collections::BTreeMap;

/// What takes articles that are not done.
const UNFINISHED: &str = " (--unfinished takes such articles and labels too)";

/// What is written.
pub(super) enum Out {
    Export(Box<Export>),
    Dataset(Box<Writing>),
}

impl Out {
    fn put(
        &mut self,
        document: &Document,
        prepared: Prepared,
        shelf: &mut dyn Shelf,
        losses: &mut Losses,
    ) -> Result<bool, ExportError> {
        match self {
            Self::Export(export) => export.put_prepared(prepared, shelf, losses),
            Self::Dataset(writing) => writing.put(document, prepared, shelf, losses),
        }
    }

    fn end(
        self,
        shelf: &mut dyn Shelf,
        losses: &Losses,
    ) -> Result<(Written, Option<Parted>), ExportError> {
        match self {
            Self::Export(export) => Ok((export.end(shelf)?, None)),
            Self::Dataset(writing) => {
                let (written, parted) = writing.end(losses.tally(), shelf)?;
                Ok((written, Some(parted)))
            }
        }
    }
}

/// The work of an export.
pub(super) struct Work {
    pub out: Option<Out>,
    /// Whether an article may go out with several annotators.
    pub everyone: bool,
    pub selection: Selection,
    pub losses: Losses,
    /// Whose documents of each article go out.
    pub annotators: BTreeMap<String, Vec<String>>,
    pub report: Report,
    pub strict: bool,
    pub stop: Stop,
    pub written: Written,
    /// How a dataset lies in its splits.
    pub parted: Option<Parted>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    Summary(Summary),
}

#[derive(Serialize)]
struct Summary {
    articles: u64,
    spans: u64,
    links: u64,
    losses: u64,
    findings: u64,
    left_out: BTreeMap<&'static str, BTreeMap<String, u64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    splits: Option<Vec<dataset::OfSplit>>,
}

impl Work {
    /// Takes every document out.
    pub fn fill(&mut self, documents: &Documents, shelf: &mut dyn Shelf) -> Result<(), Halt> {
        let Some(mut out) = self.out.take() else {
            return Ok(());
        };
        let mut several = false;
        loop {
            if self.stop.is_asked() {
                return Err(Halt::Stopped);
            }
            let Ready { read, prepared } = match documents.next() {
                Came::Document(ready) => *ready,
                Came::Not(finding) => {
                    self.report.find(&finding);
                    continue;
                }
                Came::Waiting => continue,
                Came::Ended => break,
                Came::Broken => return Err(Halt::Failed(anyhow!("a thread broke off"))),
            };
            for note in &read.notes {
                self.report
                    .note(&read.place, &read.document.header().id, note);
            }
            several |= self.is_another(&read.document);
            if several {
                // Nothing will be written; the others are read to name them all.
                continue;
            }
            if let Some(prepared) = prepared {
                let put = prepared.and_then(|prepared| {
                    out.put(&read.document, prepared, shelf, &mut self.losses)
                });
                put.map_err(of_export)?;
            }
            self.losses.tell_fresh(&mut self.report);
            if self.strict && !self.losses.tally().is_empty() {
                return Err(Halt::Failed(refused(&self.losses)));
            }
            self.report.tagged(read.document.text().len() as u64, 0);
            self.report.show_progress();
        }
        if several {
            return Err(Halt::Failed(self.several()));
        }
        (self.written, self.parted) = out.end(shelf, &self.losses).map_err(of_export)?;
        if self.written.articles == 0 {
            return Err(Halt::Nothing);
        }
        Ok(())
    }

    /// Whether another document of the same article goes out already.
    fn is_another(&mut self, document: &Document) -> bool {
        let header = document.header();
        if self.everyone || formats::refusal(header, &self.selection).is_some() {
            return false;
        }
        let name = header.annotator.clone();
        let name = name.unwrap_or_else(|| "nobody named".to_owned());
        let known = self.annotators.entry(header.id.clone()).or_default();
        known.push(name);
        known.len() > 1
    }

    /// Who annotated the same articles.
    fn several(&self) -> anyhow::Error {
        let mut told =
            "several annotators’ documents of one article: say whose with --annotator".to_owned();
        for (id, names) in self.annotators.iter().filter(|(_, names)| names.len() > 1) {
            told.push_str(&format!("\n  {id}: {}", names.join(", ")));
        }
        anyhow!(told)
    }

    /// The end of the command, told in a few lines.
    pub fn end(
        mut self,
        done: Result<(), Halt>,
        format: &Format,
        target: &Target,
        dry_run: bool,
    ) -> anyhow::Result<End> {
        let findings = self.report.counts().findings;
        let is_nothing = matches!(done, Err(Halt::Nothing));
        match done {
            Ok(()) | Err(Halt::Nothing) => {}
            Err(Halt::Closed) => {
                self.report.clear();
                return Ok(End::Done);
            }
            Err(Halt::Stopped) => {
                self.report.finish("stopped: nothing is written");
                return Ok(End::Stopped);
            }
            Err(Halt::Failed(error)) => {
                self.report.clear();
                return Err(error);
            }
        }
        let mut lines = report::left_out(&self.written.left_out, UNFINISHED);
        if self.written.articles > 0 {
            lines.extend(report::losses(self.losses.tally(), format.title));
        }
        if let Some(parted) = self.parted.as_ref().filter(|_| !is_nothing) {
            lines.extend(parted.lines());
        }
        let counts = report::went_out(&self.written);
        lines.push(match (is_nothing, dry_run) {
            (true, _) => "nothing to write".to_owned(),
            (false, true) => format!("would write {counts} as {}", format.title),
            (false, false) => {
                format!("wrote {counts} as {}: {}", format.title, target.words())
            }
        });
        let summary = Told::Summary(Summary {
            articles: self.written.articles,
            spans: self.written.spans,
            links: self.written.links,
            losses: self.losses.tally().len(),
            findings,
            left_out: losses::left_out_json(&self.written.left_out),
            splits: self.parted.as_ref().map(Parted::json),
        });
        self.report.finish_with(&lines.join("\n"), &summary);
        Ok(match (is_nothing, findings) {
            (true, _) => End::NotDone,
            (false, 0) => End::Done,
            (false, _) => End::Findings,
        })
    }
}
