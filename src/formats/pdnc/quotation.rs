//! The rows of `quotation_info.csv`.

use super::literal::{self, Literal};
use super::{Columns, People};
use crate::formats::anchor::nearest;
use crate::formats::{Fault, Found, FoundLink, FoundSpan, Piece, ReadError};
use crate::model::{AttributeValue, State};
use csv::StringRecord;
use std::collections::HashMap;

/// How far beside a quote the words that tell its speaker are sought, in bytes.
const BESIDE: usize = 400;

/// Takes the quotes of a table, with the mentions in them and who speaks.
pub fn read(table: &str, found: &mut Found, people: &mut People) -> Result<(), ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(table.as_bytes());
    let columns = Columns::of(&mut reader);
    let mut rows = Rows {
        found,
        people,
        columns,
        mentions: HashMap::new(),
        speakers: HashMap::new(),
        line: 0,
    };
    for record in reader.records() {
        match record {
            Ok(record) => rows.row(&record),
            Err(error) => {
                let line = error
                    .position()
                    .map(|at| usize::try_from(at.line()).unwrap_or(0));
                rows.found.faults.push(Fault {
                    line,
                    ..Fault::new(format!("a row that cannot be read: {error}"))
                });
            }
        }
    }
    Ok(())
}

struct Rows<'a> {
    found: &'a mut Found,
    people: &'a mut People,
    columns: Columns,
    mentions: HashMap<(usize, usize), usize>,
    speakers: HashMap<(usize, usize), String>,
    line: usize,
}

impl Rows<'_> {
    fn fault(&mut self, reason: String) {
        self.found.faults.push(Fault::at(self.line, reason));
    }

    fn cell<'a>(&self, row: &'a StringRecord, column: &str) -> Option<&'a str> {
        self.columns.cell(row, column)
    }

    /// A column that holds a list.
    fn list(&mut self, row: &StringRecord, column: &str, id: &str) -> Literal {
        let nothing = Literal::List(Vec::new());
        match self.cell(row, column).map(literal::read) {
            Some(Ok(list)) => list,
            Some(Err(reason)) => {
                self.fault(format!("{column} of {id}: {reason}"));
                nothing
            }
            None => nothing,
        }
    }

    fn row(&mut self, row: &StringRecord) {
        self.line = row
            .position()
            .map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
        // The corpus's own description calls it otherwise.
        let id = self.cell(row, "quoteID").or_else(|| self.cell(row, "qID"));
        let id = id.map_or_else(|| format!("row {}", self.line), str::to_owned);
        let places = self.list(row, "quoteByteSpans", &id);
        let words = self.list(row, "subQuotationList", &id).strings();
        let places: Vec<_> = places.elements().iter().map(Literal::pair).collect();
        if places.is_empty() || places.contains(&None) {
            self.fault(format!("{id} without places"));
            return;
        }
        if words.len() != places.len() {
            self.fault(format!(
                "{id} with {} places for {} texts",
                places.len(),
                words.len()
            ));
        }
        let places: Vec<(usize, usize)> = places.into_iter().flatten().collect();
        let mut words = words.into_iter();
        let pieces = places.iter().map(|&(start, end)| Piece {
            start,
            end,
            text: words.next(),
        });
        let mut span = FoundSpan {
            id: id.clone(),
            label: "quote".to_owned(),
            pieces: pieces.collect(),
            state: State::Accepted,
            line: Some(self.line),
            ..FoundSpan::default()
        };
        for column in ["quoteType", "referringExpression"] {
            if let Some(value) = self.cell(row, column) {
                span.attributes.insert(column.into(), value.into());
            }
        }
        let addressees = self.list(row, "addressees", &id).strings();
        if !addressees.is_empty() {
            span.attributes
                .insert("addressees".into(), AttributeValue::Many(addressees));
        }
        if let Some(speaker) = self.cell(row, "speaker") {
            span.attributes.insert("speaker".into(), speaker.into());
        }
        self.found.spans.push(span);
        if let Some(speaker) = self.cell(row, "speaker").map(str::to_owned) {
            let expression = self.cell(row, "referringExpression").map(str::to_owned);
            self.speaker(&id, &speaker, expression.as_deref(), &places);
        }
        self.mentions(row, &id);
    }

    /// Ties a quote to the words that tell its speaker, when they stand beside it: the name in them, else
    /// all of them.
    fn speaker(
        &mut self,
        quote: &str,
        speaker: &str,
        expression: Option<&str>,
        places: &[(usize, usize)],
    ) {
        let person = self.people.person(speaker, self.found);
        let Some(expression) = expression else { return };
        let ends = places.iter().flat_map(|&(start, end)| [start, end]);
        let text = self.found.text.as_str();
        let far = |start: usize| {
            let far = |&(from, to): &(usize, usize)| start.abs_diff(from).min(start.abs_diff(to));
            places.iter().map(far).min().unwrap_or(usize::MAX)
        };
        let near = ends.filter_map(|at| nearest(text, expression, at, BESIDE));
        let inside = |start: usize| places.iter().any(|&(from, to)| (from..to).contains(&start));
        let near = near.filter(|&(start, _)| !inside(start) && far(start) <= BESIDE);
        let Some((start, end)) = near.min_by_key(|&(start, _)| far(start)) else {
            return;
        };
        let names = self.people.names(speaker).iter();
        let named = names.filter_map(|name| Some((name.len(), expression.find(name.as_str())?)));
        let (start, end) = match named.max_by_key(|(len, _)| *len) {
            Some((len, at)) => (start + at, start + at + len),
            None => (start, end),
        };
        let number = self.speakers.len() + 1;
        let id = self.speakers.entry((start, end)).or_insert_with(|| {
            let words = text.get(start..end).map(str::to_owned);
            let mut span = mark("speaker", (start, end), words, self.line);
            span.id = format!("s{number}");
            span.entity = Some(person);
            span.origin.reason = Some("beside the quote; the file tells no place".into());
            let id = span.id.clone();
            self.found.spans.push(span);
            id
        });
        self.found.links.push(FoundLink {
            label: "speaker".to_owned(),
            from: quote.to_owned(),
            to: id.clone(),
            state: State::Accepted,
            line: Some(self.line),
            ..FoundLink::default()
        });
    }

    /// The mentions within a quote, each with whom it means.
    fn mentions(&mut self, row: &StringRecord, id: &str) {
        let [texts, places, people] = [
            "mentionTextsList",
            "mentionSpansList",
            "mentionEntitiesList",
        ]
        .map(|column| self.list(row, column, id));
        for (part, places) in places.elements().iter().enumerate() {
            for (number, place) in places.elements().iter().enumerate() {
                let of =
                    |list: &Literal| list.elements().get(part)?.elements().get(number).cloned();
                let Some(place) = place.pair() else {
                    self.fault(format!("{id} with a mention without a place"));
                    continue;
                };
                if self.mentions.contains_key(&place) {
                    continue;
                }
                let words = of(&texts).and_then(|text| text.strings().pop());
                let mut span = mark("mention", place, words, self.line);
                let names = of(&people)
                    .map(|people| people.strings())
                    .unwrap_or_default();
                match names.as_slice() {
                    [name] => span.entity = Some(self.people.person(name, self.found)),
                    [] => {}
                    _ => {
                        span.attributes
                            .insert("people".into(), AttributeValue::Many(names));
                    }
                }
                self.mentions.insert(place, self.found.spans.len());
                self.found.spans.push(span);
            }
        }
    }
}

fn mark(label: &str, (start, end): (usize, usize), text: Option<String>, line: usize) -> FoundSpan {
    FoundSpan {
        label: label.to_owned(),
        pieces: vec![Piece { start, end, text }],
        state: State::Accepted,
        line: Some(line),
        ..FoundSpan::default()
    }
}
