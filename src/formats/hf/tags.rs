//! The table `tokens`: a row a sentence, each token with its tags in IOB2.

use super::cells::{Cell, Classes, Kind};
use crate::formats::sheet::{RowSpan, Sheet, tags};
use crate::model::{LabelName, Schema};

/// The list of the tags of all labels.
const ALL: usize = 0;

/// The lists of tags: of all labels together, then of each.
pub fn classes(schema: &Schema) -> Classes {
    let mut classes = Classes::default();
    let of = |label: &LabelName| [format!("B-{label}"), format!("I-{label}")];
    let outside = || std::iter::once("O".to_owned());
    classes.add(outside().chain(schema.labels.iter().flat_map(|label| of(&label.name))));
    for label in &schema.labels {
        classes.add(outside().chain(of(&label.name)));
    }
    classes
}

/// The columns: `ner_tags` of the longest spans of which no two share a token, and a column for each label of
/// the schema, so that what overlaps is there too.
pub fn columns(schema: &Schema) -> Vec<(String, Kind)> {
    let labels = schema.labels.iter().enumerate();
    let labels =
        labels.map(|(at, label)| (format!("{}_tags", label.name), Kind::Label(at + 1).list()));
    let first = [
        ("document", Kind::Text),
        ("sentence", Kind::Int),
        ("tokens", Kind::Text.list()),
        ("starts", Kind::Int.list()),
        ("ends", Kind::Int.list()),
        ("ner_tags", Kind::Label(ALL).list()),
    ];
    first
        .map(|(name, kind)| (name.to_owned(), kind))
        .into_iter()
        .chain(labels)
        .collect()
}

/// The rows of an article. `labels` are those of the columns.
pub fn rows(sheet: &Sheet, labels: &[LabelName], classes: &mut Classes) -> Vec<Vec<Cell>> {
    let rows = sheet.rows.len();
    let mut all = vec![numbers(sheet.outermost(), rows, ALL, classes)];
    for (at, label) in labels.iter().enumerate() {
        let outer = sheet.lanes(label).into_iter().next().unwrap_or_default();
        all.push(numbers(outer, rows, at + 1, classes));
    }
    let offset = |at| Cell::from(sheet.text.char_offset(at).0);
    let row = |(number, sentence): (usize, &std::ops::Range<usize>)| {
        let ranges = sheet.rows.get(sentence.clone()).unwrap_or_default();
        let mut cells = vec![
            Cell::from(sheet.id.as_str()),
            Cell::from(number),
            Cell::List(
                ranges
                    .iter()
                    .map(|&range| sheet.text.slice(range).into())
                    .collect(),
            ),
            Cell::List(ranges.iter().map(|range| offset(range.start)).collect()),
            Cell::List(ranges.iter().map(|range| offset(range.end)).collect()),
        ];
        for column in &all {
            let tags = column.get(sentence.clone()).unwrap_or_default();
            cells.push(Cell::List(
                tags.iter().map(|&tag| Cell::Label(tag)).collect(),
            ));
        }
        cells
    };
    sheet.sentences.iter().enumerate().map(row).collect()
}

fn numbers<'a>(
    spans: impl IntoIterator<Item = &'a RowSpan>,
    rows: usize,
    list: usize,
    classes: &mut Classes,
) -> Vec<usize> {
    let tags = tags(spans, rows);
    tags.into_iter()
        .map(|tag| match tag {
            Some((true, label)) => classes.number(list, &format!("B-{label}")),
            Some((false, label)) => classes.number(list, &format!("I-{label}")),
            None => 0,
        })
        .collect()
}
