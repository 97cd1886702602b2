//! An article as rows: which mark stands in which, and what its number is.

mod page;

use super::TOKENS;
use super::field;
use super::header::Kind;
use super::kept::Kept;
use super::layers::{Layers, Values};
use super::units::{self, Sentence};
use crate::formats::{Done, Ledger, Loss, Lost};
use crate::model::{ByteRange, Link, Parts, Span, SpanId};
use page::Page;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
