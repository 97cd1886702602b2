//! Relations, and what fills the features of marks: both lead to marks that may come later.

use super::field;
use super::header::{Column, Layer};
use super::kept::Kept;
use super::read::{Reading, value_of};
use super::table::Row;
use super::{LABEL, STATE, TOKENS, VALUE};
use crate::formats::{Fault, FoundLink};
use crate::model::State;

/// A link of which one end or both are not known yet.
pub struct Waiting<'a> {
    line: usize,
    link: FoundLink,
    from: End<'a>,
    to: End<'a>,
}

/// A mark to be found.
enum End<'a> {
    /// This one.
    Span(usize),
    /// The one with a number; else the one of a layer on a row.
    On {
        row: &'a str,
        layer: String,
        number: Option<&'a str>,
    },
}

/// Takes the relations that end on a row.
pub fn wait<'a>(
    reading: &mut Reading<'a>,
    row: &Row<'a>,
    _number: usize,
    layer: &Layer,
    fields: &[&'a str],
) {
    let columns: Vec<Vec<&'a str>> = fields
        .iter()
        .map(|field| match *field {
            "_" => Vec::new(),
            field => field::split(field, '|'),
        })
        .collect();
    let place = layer
        .columns
        .iter()
        .position(|column| matches!(column, Column::Source(_)));
    let (Some(place), Some(Column::Source(base))) =
        (place, place.and_then(|place| layer.columns.get(place)))
    else {
        return;
    };
    for (at, source) in columns.get(place).into_iter().flatten().enumerate() {
        let (source, numbers) = field::numbered(source);
        let numbers = numbers.and_then(|numbers| numbers.split_once('_'));
        let number = |number: &'a str| Some(number).filter(|number| *number != "0");
        let end = |row: &'a str, own: Option<&'a str>| End::On {
            row,
            layer: base.clone(),
            number: own.and_then(number),
        };
        let mut link = FoundLink {
            label: layer.short().to_owned(),
            state: State::Accepted,
            line: Some(row.line),
            ..FoundLink::default()
        };
        for (column, declared) in layer.columns.iter().enumerate() {
            let cell = columns.get(column).and_then(|cells| cells.get(at));
            let (Column::Feature(name), Some(cell)) = (declared, cell) else {
                continue;
            };
            let written = field::numbered(cell).0;
            if written == "*" {
                continue;
            }
            let value = field::value(written);
            match (name.as_str(), value.as_str()) {
                (LABEL | VALUE, _) if layer.label() == Some(name) => link.label = value,
                (STATE, "suggested") => link.state = State::Suggested,
                (STATE, "rejected") => link.state = State::Rejected,
                _ => {
                    link.attributes
                        .insert(name.as_str().into(), value_of(value));
                }
            }
        }
        let kept = Kept {
            layer: layer.name.clone(),
            ..Kept::default()
        };
        kept.put(&mut link.extra);
        reading.waiting.push(Waiting {
            line: row.line,
            link,
            from: end(source, numbers.map(|numbers| numbers.0)),
            to: end(row.id, numbers.map(|numbers| numbers.1)),
        });
    }
}

/// Takes what fills a feature of a mark: `p1;p2` are the parts, `1-2;1-3[4]` who plays them.
#[expect(
    clippy::too_many_arguments,
    reason = "a cell with all that it stands in"
)]
pub fn wait_for_fillers<'a>(
    reading: &mut Reading<'a>,
    row: &Row<'a>,
    layer: usize,
    span: usize,
    feature: &str,
    target: &str,
    parts: &'a str,
    fillers: &'a str,
) {
    if matches!(fillers, "" | "_") {
        return;
    }
    let parts = field::split(field::numbered(parts).0, ';');
    for (at, filler) in field::split(fillers, ';').into_iter().enumerate() {
        let (filler, number) = field::numbered(filler);
        let part = parts.get(at).copied().filter(|part| *part != "*");
        let mut link = FoundLink {
            label: part.map_or_else(|| feature.to_owned(), field::value),
            state: State::Accepted,
            line: Some(row.line),
            ..FoundLink::default()
        };
        let kept = Kept {
            layer: reading
                .layers
                .get(layer)
                .map(|layer| layer.name.clone())
                .unwrap_or_default(),
            slot: Some(feature.to_owned()),
            unnamed: part.is_none(),
            ..Kept::default()
        };
        kept.put(&mut link.extra);
        reading.waiting.push(Waiting {
            line: row.line,
            link,
            from: End::Span(span),
            to: End::On {
                row: filler,
                layer: target.to_owned(),
                number,
            },
        });
    }
}

/// Finds the ends of what waits; what leads nowhere is a fault.
pub fn resolve<'a>(reading: &mut Reading<'a>, rows: &[Row<'a>]) {
    for waiting in std::mem::take(&mut reading.waiting) {
        let ends = [&waiting.from, &waiting.to].map(|end| find(reading, rows, end));
        let label = &waiting.link.label;
        match ends {
            [Some(from), Some(to)] => {
                let id = |at: usize| reading.found.spans.get(at).map(|span| span.id.clone());
                reading.found.links.push(FoundLink {
                    from: id(from).unwrap_or_default(),
                    to: id(to).unwrap_or_default(),
                    ..waiting.link
                });
            }
            [from, _] => {
                let end = if from.is_none() {
                    &waiting.from
                } else {
                    &waiting.to
                };
                let place = match end {
                    End::On { row, .. } => row,
                    End::Span(_) => "",
                };
                let reason = format!("{label} leads to or from {place}, where no such mark is");
                reading.found.faults.push(Fault::at(waiting.line, reason));
            }
        }
    }
}

fn find<'a>(reading: &mut Reading<'a>, rows: &[Row<'a>], end: &End<'a>) -> Option<usize> {
    let (row, layer, number) = match end {
        End::Span(span) => return Some(*span),
        End::On { row, layer, number } => (*row, layer.as_str(), *number),
    };
    if let Some(&span) = number.and_then(|number| reading.numbered.get(number)) {
        return Some(span);
    }
    let at = *reading.rows.get(row)?;
    let place = reading.layers.iter().position(|known| known.name == layer);
    let own = place.and_then(|place| reading.at.get(&(place, at)));
    if let Some(&span) = own.and_then(|spans| spans.first()) {
        return Some(span);
    }
    if layer == TOKENS {
        return token(reading, rows.get(at)?, at);
    }
    // A filler may be of any layer: then the only mark there is meant.
    let mut any = (0..reading.layers.len()).filter_map(|layer| reading.at.get(&(layer, at)));
    any.next()?.first().copied()
}

/// A token that relations join becomes a mark.
fn token<'a>(reading: &mut Reading<'a>, row: &Row<'a>, at: usize) -> Option<usize> {
    let place = (usize::MAX, at);
    if let Some(&known) = reading.at.get(&place).and_then(|spans| spans.first()) {
        return Some(known);
    }
    reading.row = at;
    let span = reading.span(row, usize::MAX, super::short(TOKENS));
    let kept = Kept {
        layer: TOKENS.to_owned(),
        ..Kept::default()
    };
    kept.put(&mut reading.found.spans.get_mut(span)?.extra);
    Some(span)
}
