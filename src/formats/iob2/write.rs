//! Columns out of articles.

use super::DOCUMENT;
use super::spacing::escape;
use crate::formats::sheet::{RowSpan, Sheet, tags};
use crate::formats::{
    Done, Holds, InSplits, Layout, Ledger, Loss, Lost, Options, Session, Shelf, Spelled, Writes,
};
use crate::model::{LabelName, Parts};
use std::io::{self, Write as _};

/// Text that is held back until the columns are chosen, in bytes.
const HELD_BACK: usize = 8 << 20;

/// Writes one file of all articles.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds::SPANS
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "documents.iob2",
            extensions: &["iob2", "conll", "bio", "iob", "tsv", "txt"],
        }
    }

    // The splits of a dataset have the same columns.
    fn in_splits(&self) -> InSplits {
        InSplits::Itself { validation: "dev" }
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        let sheet = Sheet::of(&article, ledger);
        if sheet.rows.is_empty() && !article.text.is_empty() {
            let text = article.text.as_str();
            ledger.lose(loss(
                &sheet,
                Lost::Character,
                text.escape_debug().to_string(),
            ));
        }
        if sheet.rows.is_empty() && !sheet.id.is_empty() {
            ledger.lose(loss(
                &sheet,
                Lost::Metadata,
                "the id of an article without words".to_owned(),
            ));
        }
        let labels = article.schema.labels.iter();
        let labels = labels.map(|label| label.name.clone()).collect();
        Ok(Spelled::part(Cut { sheet, labels }))
    }

    fn begin(&self, options: &Options) -> Box<dyn Session> {
        Box::new(Columns {
            state: State::Waiting(Waiting::default()),
            splits: options.splits.clone(),
            split: 0,
        })
    }
}

/// A file has the same columns throughout, and they depend on what overlaps in it. So articles are held
/// back, up to a bound: a small file has exactly the columns that it needs.
enum State {
    Waiting(Waiting),
    Writing(Vec<Column>),
}

#[derive(Default)]
struct Waiting {
    /// Each with its split.
    sheets: Vec<(usize, Sheet)>,
    bytes: usize,
    /// The labels in the order of the schemas, and how many columns each needs.
    labels: Vec<(LabelName, usize)>,
    has_overlaps: bool,
}

/// A column of tags.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    /// Of every label: none overlap.
    All,
    /// Of one label, and in which of its lanes.
    Of(LabelName, usize),
}

struct Columns {
    state: State,
    /// Those of a dataset; empty for what is none.
    splits: Vec<String>,
    /// The split that articles go to.
    split: usize,
}

impl Waiting {
    fn take(&mut self, split: usize, sheet: Sheet, schema: &[LabelName]) {
        for label in schema
            .iter()
            .chain(sheet.spans.iter().map(|span| &span.label))
        {
            if !self.labels.iter().any(|(known, _)| known == label) {
                self.labels.push((label.clone(), 0));
            }
        }
        for (label, lanes) in &mut self.labels {
            *lanes = (*lanes).max(sheet.lanes(label).len());
        }
        self.has_overlaps |= sheet.has_overlaps();
        self.bytes += sheet.text.len();
        self.sheets.push((split, sheet));
    }

    /// The columns: one where nothing overlaps, else one or more for each label. Before the end is known,
    /// there is one for every label that the schemas have.
    fn columns(&self, is_end: bool) -> Vec<Column> {
        if is_end && !self.has_overlaps {
            return vec![Column::All];
        }
        let least = usize::from(!is_end);
        let lanes = |(label, lanes): &(LabelName, usize)| {
            let label = label.clone();
            (0..(*lanes).max(least)).map(move |lane| Column::Of(label.clone(), lane))
        };
        self.labels.iter().flat_map(lanes).collect()
    }
}

/// An article cut into rows.
struct Cut {
    sheet: Sheet,
    /// Those of its schema.
    labels: Vec<LabelName>,
}

impl Session for Columns {
    fn put(
        &mut self,
        article: Spelled,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()> {
        let Cut { sheet, labels } = article.into_part()?;
        match &mut self.state {
            State::Waiting(waiting) => {
                waiting.take(self.split, sheet, &labels);
                if waiting.bytes > HELD_BACK {
                    self.settle(false, shelf)?;
                }
            }
            State::Writing(columns) => {
                name_lost(&sheet, columns, ledger);
                put(self.splits.get(self.split), &sheet, columns, shelf)?;
            }
        }
        Ok(())
    }

    fn turn_to(&mut self, split: usize) {
        self.split = split;
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        // A file without articles is there all the same.
        if self.splits.is_empty() {
            shelf.main()?;
        }
        self.settle(true, shelf)
    }
}

impl Columns {
    /// Chooses the columns, and writes what was held back.
    fn settle(&mut self, is_end: bool, shelf: &mut dyn Shelf) -> io::Result<()> {
        let State::Waiting(waiting) = &mut self.state else {
            return Ok(());
        };
        let columns = waiting.columns(is_end);
        for (split, sheet) in std::mem::take(&mut waiting.sheets) {
            put(self.splits.get(split), &sheet, &columns, shelf)?;
        }
        self.state = State::Writing(columns);
        Ok(())
    }
}

/// Writes an article to the file of its split, or to the one file where there are none.
fn put(
    split: Option<&String>,
    sheet: &Sheet,
    columns: &[Column],
    shelf: &mut dyn Shelf,
) -> io::Result<()> {
    let Some(split) = split else {
        return write(sheet, columns, shelf.main()?);
    };
    let mut bytes = Vec::new();
    write(sheet, columns, &mut bytes)?;
    shelf.append(&format!("{split}.iob2"), &bytes).map(drop)
}

fn loss(sheet: &Sheet, lost: Lost, detail: String) -> Loss {
    Loss {
        lost,
        done: Done::Dropped,
        article: sheet.id.clone(),
        item: String::new(),
        detail,
    }
}

/// Names the spans for which there is no column, once the columns are chosen.
fn name_lost(sheet: &Sheet, columns: &[Column], ledger: &mut dyn Ledger) {
    let words = |span: &RowSpan| {
        let rows = (span.first..=span.last).map(|row| sheet.words(row));
        rows.collect::<Vec<_>>().join(" ")
    };
    let mut labels: Vec<&LabelName> = sheet.spans.iter().map(|span| &span.label).collect();
    labels.sort_unstable();
    labels.dedup();
    for label in labels {
        for (lane, spans) in sheet.lanes(label).into_iter().enumerate() {
            if columns.contains(&Column::Of(label.clone(), lane)) {
                continue;
            }
            let lost = if lane == 0 { Lost::Span } else { Lost::Overlap };
            for span in spans {
                ledger.lose(loss(sheet, lost, words(span)));
            }
        }
    }
}

fn write(sheet: &Sheet, columns: &[Column], out: &mut dyn io::Write) -> io::Result<()> {
    let rows = sheet.rows.len();
    let tags: Vec<Vec<Option<(bool, &LabelName)>>> = columns
        .iter()
        .map(|column| match column {
            Column::All => tags(&sheet.spans, rows),
            Column::Of(label, lane) => {
                let spans = sheet.lanes(label).into_iter().nth(*lane);
                tags(spans.into_iter().flatten(), rows)
            }
        })
        .collect();
    let mut lines = Vec::with_capacity(sheet.text.len() * 4);
    writeln!(lines, "{DOCUMENT}\n")?;
    let mut cell = String::new();
    for sentence in &sheet.sentences {
        for row in sentence.clone() {
            cell.clear();
            between(sheet, row, &mut cell);
            let cell = if cell.is_empty() { "_" } else { cell.as_str() };
            write!(lines, "{}\t_\t{cell}", sheet.words(row))?;
            for column in &tags {
                match column.get(row) {
                    Some(Some((true, label))) => write!(lines, "\tB-{label}")?,
                    Some(Some((false, label))) => write!(lines, "\tI-{label}")?,
                    _ => lines.extend_from_slice(b"\tO"),
                }
            }
            lines.push(b'\n');
        }
        lines.push(b'\n');
    }
    out.write_all(&lines)
}

/// What stands around a word, where it is not one plain space after it; with the first the article's id.
fn between(sheet: &Sheet, row: usize, cell: &mut String) {
    let text = sheet.text.as_str();
    let Some(range) = sheet.rows.get(row) else {
        return;
    };
    if row == 0 {
        if !sheet.id.is_empty() {
            cell.push_str("NewDoc=");
            escape(&sheet.id, cell);
        }
        if let Some(before) = text
            .get(..range.start.0)
            .filter(|before| !before.is_empty())
        {
            part(cell, "SpacesBefore=");
            escape(before, cell);
        }
    }
    let next = sheet.rows.get(row + 1);
    let end = next.map_or(text.len(), |next| next.start.0);
    match text.get(range.end.0..end).unwrap_or_default() {
        " " if next.is_some() => {}
        "" => part(cell, "SpaceAfter=No"),
        after => {
            part(cell, "SpacesAfter=");
            escape(after, cell);
        }
    }
}

fn part(cell: &mut String, key: &str) {
    if !cell.is_empty() {
        cell.push('|');
    }
    cell.push_str(key);
}
