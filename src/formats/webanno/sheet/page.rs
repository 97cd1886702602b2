//! The rows of a sheet, spelled.

use super::{Filler, Mark, RowId, Sheet, Tie};
use crate::formats::webanno::header::{Column, Kind, Layer};
use crate::formats::webanno::layers::{Layers, Values};
use crate::formats::webanno::{FORMAT, field};
use crate::model::ByteRange;
use std::collections::HashMap;
use std::fmt::Write as _;

/// Spells a sheet.
pub(super) struct Page<'a, 'b> {
    pub(super) sheet: &'b Sheet<'a>,
    pub(super) marks: &'b [Mark<'a>],
    pub(super) ids: Vec<RowId>,
    /// The cells of a row without marks.
    pub(super) blank: String,
    pub(super) at_row: &'b [Vec<usize>],
    pub(super) tied: &'b HashMap<usize, Vec<&'b Tie<'a>>>,
    pub(super) fillers: &'b HashMap<usize, Vec<Filler<'a>>>,
    pub(super) layers: &'b Layers,
    pub(super) order: &'b [usize],
    pub(super) values: &'b Values<'a>,
}

impl Page<'_, '_> {
    pub(super) fn write(&self) -> String {
        let mut out = format!("{FORMAT}.3\n");
        for &layer in self.order {
            if let Some(layer) = self.layers.get(layer) {
                out.push_str(&layer.declared());
                out.push('\n');
            }
        }
        out.push('\n');
        let text = &self.sheet.article.text;
        for sentence in &self.sheet.sentences {
            out.push('\n');
            for line in text.slice(sentence.text).split('\n') {
                out.push_str("#Text=");
                field::push_text(&mut out, line);
                out.push('\n');
            }
            for token in sentence.tokens.clone() {
                self.token(&mut out, token);
            }
        }
        out
    }

    fn token(&self, out: &mut String, token: usize) {
        let (Some(&range), Some(&first)) = (
            self.sheet.tokens.get(token),
            self.sheet.first_rows.get(token),
        ) else {
            return;
        };
        self.row(out, first, range);
        let parts = self.sheet.parts.get(&token).into_iter().flatten();
        for (at, part) in parts.enumerate() {
            self.row(out, first + 1 + at, *part);
        }
    }

    fn row(&self, out: &mut String, row: usize, range: ByteRange) {
        let text = &self.sheet.article.text;
        if let Some(id) = self.ids.get(row) {
            id.push(out);
        }
        out.push('\t');
        field::push_number(out, text.utf16_offset(range.start).0);
        out.push('-');
        field::push_number(out, text.utf16_offset(range.end).0);
        out.push('\t');
        let form = text.slice(range);
        if form.contains(|c: char| c.is_control()) {
            field::push_text(out, form);
        } else {
            out.push_str(form);
        }
        out.push('\t');
        let none = Vec::new();
        let here = self.at_row.get(row).unwrap_or(&none);
        if here.is_empty() && !self.tied.contains_key(&row) {
            out.push_str(&self.blank);
            return;
        }
        for &number in self.order {
            let Some(layer) = self.layers.get(number) else {
                continue;
            };
            if layer.kind == Kind::Relations {
                let ties = self.tied.get(&row).map_or(&[][..], Vec::as_slice);
                let ties: Vec<&Tie<'_>> = ties
                    .iter()
                    .copied()
                    .filter(|tie| tie.layer == number)
                    .collect();
                for column in &layer.columns {
                    cells(out, ties.len(), |out, at| {
                        if let Some(tie) = ties.get(at) {
                            self.tie(out, layer, column, tie);
                        }
                    });
                }
                continue;
            }
            let marks: Vec<usize> = here
                .iter()
                .copied()
                .filter(|&at| {
                    self.marks
                        .get(at)
                        .is_some_and(|mark| mark.layer == Some(number))
                })
                .collect();
            for column in &layer.columns {
                cells(out, marks.len(), |out, at| {
                    if let Some(&mark) = marks.get(at) {
                        self.mark(out, layer, column, mark);
                    }
                });
            }
        }
        out.push('\n');
    }

    fn mark(&self, out: &mut String, layer: &Layer, column: &Column, at: usize) {
        let Some(mark) = self.marks.get(at) else {
            return;
        };
        let none = Vec::new();
        let fillers = self.fillers.get(&at).unwrap_or(&none);
        let of = |feature: &str| {
            let own = feature.to_owned();
            fillers.iter().filter(move |filler| filler.slot == own)
        };
        match column {
            Column::Feature(name) if layer.kind == Kind::Chains => {
                return Values::push_chain(out, layer, name, mark);
            }
            Column::Feature(name) => self.values.push(out, layer, name, mark),
            Column::Roles { feature, .. } => {
                let mut count = 0;
                for filler in of(feature) {
                    if count > 0 {
                        out.push(';');
                    }
                    count += 1;
                    if filler.unnamed {
                        out.push('*');
                    } else {
                        field::push_value(out, filler.link.label.as_str());
                    }
                }
                if count == 0 {
                    out.push('_');
                }
            }
            Column::Fillers(_) => {
                let place = layer
                    .columns
                    .iter()
                    .position(|known| std::ptr::eq(known, column));
                let before = place.and_then(|place| layer.columns.get(place.checked_sub(1)?));
                let Some(Column::Roles { feature, .. }) = before else {
                    return out.push('_');
                };
                let mut count = 0;
                for filler in of(feature) {
                    if count > 0 {
                        out.push(';');
                    }
                    count += 1;
                    let target = self.marks.get(filler.to);
                    if let Some(id) = target.and_then(|mark| self.ids.get(*mark.rows.first()?)) {
                        id.push(out);
                    }
                    if let Some(number) = target.and_then(|mark| mark.number) {
                        field::push_bracketed(out, number);
                    }
                }
                if count == 0 {
                    out.push('_');
                }
                return;
            }
            Column::Bare | Column::Source(_) => out.push('*'),
        }
        if let Some(number) = mark.number {
            field::push_bracketed(out, number);
        }
    }

    fn tie(&self, out: &mut String, layer: &Layer, column: &Column, tie: &Tie<'_>) {
        match column {
            Column::Feature(name) => self.values.push_link(out, layer, name, tie.link),
            Column::Source(_) => {
                let (from, to) = (self.marks.get(tie.ends.0), self.marks.get(tie.ends.1));
                if let Some(id) = from.and_then(|mark| self.ids.get(*mark.rows.first()?)) {
                    id.push(out);
                }
                let number = |mark: Option<&Mark<'_>>| mark.and_then(|mark| mark.number);
                let numbers = (number(from), number(to));
                if numbers.0.is_some() || numbers.1.is_some() {
                    let (from, to) = (numbers.0.unwrap_or(0), numbers.1.unwrap_or(0));
                    let _ = write!(out, "[{from}_{to}]");
                }
            }
            _ => out.push('*'),
        }
    }
}

/// The cells of a column that stand over each other.
fn cells(out: &mut String, count: usize, push: impl Fn(&mut String, usize)) {
    if count == 0 {
        out.push('_');
    }
    for at in 0..count {
        if at > 0 {
            out.push('|');
        }
        push(out, at);
    }
    out.push('\t');
}
