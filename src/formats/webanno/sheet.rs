//! An article as rows: which mark stands in which, and what its number is.

use super::field;
use super::header::{Column, Kind, Layer};
use super::kept::Kept;
use super::layers::{Layers, Values};
use super::units::{self, Sentence};
use super::{FORMAT, TOKENS};
use crate::formats::{Done, Ledger, Loss, Lost};
use crate::model::{ByteRange, Link, Parts, Span, SpanId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

/// A mark in the file.
pub struct Mark<'a> {
    /// The mark.
    pub span: &'a Span,
    /// What the format told of it.
    pub kept: Option<Kept>,
    /// Its layer's place; `None` for tokens, which need no column.
    pub layer: Option<usize>,
    /// Its rows, in their order.
    rows: Vec<usize>,
    number: Option<usize>,
}

/// A relation in the file.
pub struct Tie<'a> {
    /// The link.
    pub link: &'a Link,
    /// Its layer's place.
    pub layer: usize,
    /// The marks that it joins, by their places.
    pub ends: (usize, usize),
}

/// Writes an article's file.
pub struct Sheet<'a> {
    article: &'a Parts,
    ledger: &'a mut dyn Ledger,
    tokens: Vec<ByteRange>,
    sentences: Vec<Sentence>,
    /// What marks cut out of each token, the earlier and longer first.
    parts: HashMap<usize, Vec<ByteRange>>,
    /// The first row of each token.
    first_rows: Vec<usize>,
    rows: usize,
}

impl<'a> Sheet<'a> {
    /// A sheet for an article.
    pub fn new(article: &'a Parts, ledger: &'a mut dyn Ledger) -> Self {
        let (tokens, sentences) = units::of(&article.header, &article.text);
        let mut sheet = Self {
            article,
            ledger,
            first_rows: Vec::with_capacity(tokens.len()),
            tokens,
            sentences,
            parts: HashMap::new(),
            rows: 0,
        };
        sheet.cut();
        sheet
    }

    fn lose(&mut self, lost: Lost, done: Done, item: &str, detail: &str) {
        self.ledger.lose(Loss {
            lost,
            done,
            article: self.article.header.id.clone(),
            item: item.to_owned(),
            detail: detail.to_owned(),
        });
    }

    // ---- rows -------------------------------------------------------------------------------

    /// The tokens that a stretch shares characters with.
    fn touched(&self, range: ByteRange) -> std::ops::Range<usize> {
        let first = self
            .tokens
            .partition_point(|token| token.end <= range.start);
        let after = self.tokens.partition_point(|token| token.start < range.end);
        first..after.max(first)
    }

    /// Finds what marks cut out of tokens, and gives each its row.
    fn cut(&mut self) {
        let mut cut: BTreeMap<usize, BTreeSet<(usize, std::cmp::Reverse<usize>)>> = BTreeMap::new();
        for span in &self.article.spans {
            let hull = span.fragments.hull();
            let touched = self.touched(hull);
            // Only the first and the last token can be cut.
            for at in [touched.start, touched.end.saturating_sub(1)] {
                let Some(&token) = self.tokens.get(at).filter(|_| touched.contains(&at)) else {
                    continue;
                };
                if let Some(part) = token.intersection(hull).filter(|part| *part != token) {
                    let part = (part.start.0, std::cmp::Reverse(part.end.0));
                    cut.entry(at).or_default().insert(part);
                }
            }
        }
        let range = |(start, end): (usize, std::cmp::Reverse<usize>)| ByteRange::new(start, end.0);
        for (at, parts) in cut {
            self.parts
                .insert(at, parts.into_iter().map(range).collect());
        }
        for at in 0..self.tokens.len() {
            self.first_rows.push(self.rows);
            self.rows += 1 + self.parts.get(&at).map_or(0, Vec::len);
        }
    }

    /// The rows of a mark, and whether its ends stand in the space between tokens.
    fn rows_of(&self, range: ByteRange) -> (Vec<usize>, bool) {
        let touched = self.touched(range);
        let mut rows = Vec::with_capacity(touched.len());
        let (mut start, mut end) = (range.end, range.start);
        for at in touched {
            let (Some(&token), Some(&first)) = (self.tokens.get(at), self.first_rows.get(at))
            else {
                continue;
            };
            let Some(part) = token.intersection(range) else {
                continue;
            };
            start = start.min(part.start);
            end = end.max(part.end);
            let place = self
                .parts
                .get(&at)
                .and_then(|parts| parts.iter().position(|known| *known == part));
            rows.push(match place {
                Some(place) if part != token => first + 1 + place,
                _ => first,
            });
        }
        (rows, start != range.start || end != range.end)
    }

    // ---- marks and ties ---------------------------------------------------------------------

    /// The file.
    pub fn write(mut self) -> String {
        let mut layers = Layers::new(&self.article.header);
        let mut marks = self.marks(&mut layers);
        let places: HashMap<&SpanId, usize> = marks
            .iter()
            .enumerate()
            .map(|(at, mark)| (&mark.span.id, at))
            .collect();
        let (ties, fillers) = self.ties(&mut layers, &marks, &places);
        let mut values = Values::new(self.article);
        layers.columns(&marks, &ties, &mut values);
        let losses = values.losses(&layers, &marks, &ties, &fillers);
        for (lost, done, item, detail) in losses {
            self.lose(lost, done, &item, &detail);
        }
        let order = layers.order();
        let mut at_row: Vec<Vec<usize>> = vec![Vec::new(); self.rows];
        for (at, mark) in marks.iter().enumerate() {
            for &row in &mark.rows {
                if let Some(at_row) = at_row.get_mut(row) {
                    at_row.push(at);
                }
            }
        }
        number(&mut marks, &at_row, &ties, &fillers, &layers);
        let mut tied: HashMap<usize, Vec<&Tie<'_>>> = HashMap::new();
        for tie in &ties {
            let row = marks.get(tie.ends.1).and_then(|mark| mark.rows.first());
            if let Some(&row) = row {
                tied.entry(row).or_default().push(tie);
            }
        }
        let page = Page {
            sheet: &self,
            marks: &marks,
            ids: self.ids(),
            blank: layers.blank(),
            at_row: &at_row,
            tied: &tied,
            fillers: &fillers,
            layers: &layers,
            order: &order,
            values: &values,
        };
        page.write()
    }

    fn marks(&mut self, layers: &mut Layers) -> Vec<Mark<'a>> {
        let article = self.article;
        let mut marks = Vec::with_capacity(article.spans.len());
        let mut dropped = HashSet::new();
        for span in &article.spans {
            let (rows, is_cut) = self.rows_of(span.fragments.hull());
            let (id, label) = (span.id.as_str(), span.label.as_str());
            if rows.is_empty() {
                self.lose(Lost::Span, Done::Dropped, id, label);
                dropped.insert(&span.id);
                continue;
            }
            if is_cut {
                self.lose(Lost::Boundary, Done::Replaced, id, label);
            }
            let kept = Kept::of(&span.extra);
            let is_token = kept.as_ref().is_some_and(|kept| kept.layer == TOKENS);
            marks.push(Mark {
                layer: (!is_token).then(|| layers.of_span(kept.as_ref())),
                span,
                kept,
                rows,
                number: None,
            });
        }
        for link in &article.links {
            if dropped.contains(&link.from) || dropped.contains(&link.to) {
                self.lose(
                    Lost::Link,
                    Done::Dropped,
                    link.id.as_str(),
                    link.label.as_str(),
                );
            }
        }
        marks
    }

    /// The relations, and what fills the features of each mark.
    fn ties(
        &self,
        layers: &mut Layers,
        marks: &[Mark<'a>],
        places: &HashMap<&SpanId, usize>,
    ) -> (Vec<Tie<'a>>, HashMap<usize, Vec<Filler<'a>>>) {
        let mut ties = Vec::with_capacity(self.article.links.len());
        let mut fillers: HashMap<usize, Vec<Filler<'a>>> = HashMap::new();
        for link in &self.article.links {
            let ends = (places.get(&link.from), places.get(&link.to));
            let (Some(&from), Some(&to)) = ends else {
                continue;
            };
            let kept = Kept::of(&link.extra);
            let host = marks.get(from).and_then(|mark| mark.layer);
            let slot = kept.as_ref().and_then(|kept| kept.slot.clone());
            if let Some(slot) = slot.filter(|slot| layers.has_slot(host, slot)) {
                let unnamed = kept.is_some_and(|kept| kept.unnamed && slot == link.label.as_str());
                fillers.entry(from).or_default().push(Filler {
                    link,
                    slot,
                    to,
                    unnamed,
                });
                continue;
            }
            let base = match marks.get(to).map(|mark| mark.layer) {
                Some(Some(layer)) => layers.name(layer).to_owned(),
                _ => TOKENS.to_owned(),
            };
            ties.push(Tie {
                link,
                layer: layers.of_link(kept.as_ref(), &base),
                ends: (from, to),
            });
        }
        (ties, fillers)
    }

    /// The id of each row.
    fn ids(&self) -> Vec<RowId> {
        let mut ids = Vec::with_capacity(self.rows);
        for (number, sentence) in self.sentences.iter().enumerate() {
            for (place, token) in sentence.tokens.clone().enumerate() {
                let parts = self.parts.get(&token).map_or(0, Vec::len);
                ids.extend((0..=parts).map(|part| RowId {
                    sentence: number + 1,
                    token: place + 1,
                    part,
                }));
            }
        }
        ids
    }
}

/// What a row is called, as `2-7` or `2-7.1`.
#[derive(Clone, Copy)]
struct RowId {
    sentence: usize,
    token: usize,
    /// Of the token; 0 for the token itself.
    part: usize,
}

impl RowId {
    fn push(self, out: &mut String) {
        field::push_number(out, self.sentence);
        out.push('-');
        field::push_number(out, self.token);
        if self.part > 0 {
            out.push('.');
            field::push_number(out, self.part);
        }
    }
}

/// What plays a part in a feature of a mark.
pub struct Filler<'a> {
    /// The link.
    pub link: &'a Link,
    /// The feature.
    pub slot: String,
    /// Who plays it, by place.
    pub to: usize,
    /// Whether the part has no name.
    pub unnamed: bool,
}

/// Gives numbers to marks of several rows, to those that share a row and a layer, and to those that are
/// led to from elsewhere than their layer tells.
fn number(
    marks: &mut [Mark<'_>],
    at_row: &[Vec<usize>],
    ties: &[Tie<'_>],
    fillers: &HashMap<usize, Vec<Filler<'_>>>,
    layers: &Layers,
) {
    let mut wanted: HashSet<usize> = HashSet::new();
    for here in at_row {
        let mut first: HashMap<usize, usize> = HashMap::new();
        for &at in here {
            let Some(layer) = marks.get(at).and_then(|mark| mark.layer) else {
                continue;
            };
            if let Some(&other) = first.get(&layer) {
                wanted.extend([other, at]);
            } else {
                first.insert(layer, at);
            }
        }
    }
    for (at, mark) in marks.iter().enumerate() {
        if mark.rows.len() > 1 {
            wanted.insert(at);
        }
    }
    for tie in ties {
        let base = layers.base(tie.layer);
        for end in [tie.ends.0, tie.ends.1] {
            let layer = marks.get(end).and_then(|mark| mark.layer);
            if layer.is_some_and(|layer| layers.name(layer) != base) {
                wanted.insert(end);
            }
        }
    }
    let hosted = fillers
        .iter()
        .flat_map(|(host, all)| all.iter().map(move |one| (host, one)));
    for (host, filler) in hosted {
        let host = marks.get(*host).and_then(|mark| mark.layer);
        let layer = marks.get(filler.to).and_then(|mark| mark.layer);
        let declared = layers.fills(host, &filler.slot);
        if layer.is_none_or(|layer| declared != Some(layers.name(layer))) {
            wanted.insert(filler.to);
        }
    }
    // A mark's own number comes before those of what fills its features.
    let mut last = 0;
    for &at in at_row.iter().flatten() {
        let others = fillers.get(&at).into_iter().flatten();
        for at in std::iter::once(at).chain(others.map(|filler| filler.to)) {
            if let Some(mark) = marks.get_mut(at)
                && mark.number.is_none()
                && mark
                    .layer
                    .is_some_and(|layer| layers.kind(layer) == Kind::Spans)
                && wanted.contains(&at)
            {
                last += 1;
                mark.number = Some(last);
            }
        }
    }
}

/// Spells a sheet.
struct Page<'a, 'b> {
    sheet: &'b Sheet<'a>,
    marks: &'b [Mark<'a>],
    ids: Vec<RowId>,
    /// The cells of a row without marks.
    blank: String,
    at_row: &'b [Vec<usize>],
    tied: &'b HashMap<usize, Vec<&'b Tie<'a>>>,
    fillers: &'b HashMap<usize, Vec<Filler<'a>>>,
    layers: &'b Layers,
    order: &'b [usize],
    values: &'b Values<'a>,
}

impl Page<'_, '_> {
    fn write(&self) -> String {
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
