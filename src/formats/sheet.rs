//! An article as rows of tokens in sentences, for formats that tag each token.

use super::tokens;
use super::{Done, Ledger, Loss, Lost};
use crate::language;
use crate::model::{ByteRange, LabelName, Parts, Span, Text};
use std::collections::BTreeSet;
use std::ops::Range;

/// An article's tokens, sentences and spans.
pub struct Sheet {
    /// The article.
    pub text: Text,
    /// Its id.
    pub id: String,
    /// The tokens in text order. None holds white space or control characters.
    pub rows: Vec<ByteRange>,
    /// The sentences, by their rows. None ends within a span.
    pub sentences: Vec<Range<usize>>,
    /// The spans in text order, the longer first.
    pub spans: Vec<RowSpan>,
}

/// A span by its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSpan {
    /// Its label.
    pub label: LabelName,
    /// Its first row.
    pub first: usize,
    /// Its last row.
    pub last: usize,
}

impl RowSpan {
    /// Whether it shares a row with another.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl Sheet {
    /// Makes one of an article whose spans are of one piece each. A span that begins or ends with what is
    /// in no token is cut, and named.
    pub fn of(article: &Parts, ledger: &mut dyn Ledger) -> Self {
        let text = article.text.as_str();
        let words = tokens::words(text, &article.spans);
        let is_word = |range: &ByteRange| {
            let words = text.get(range.as_range()).unwrap_or_default();
            !words.chars().any(|c| c.is_control() || c.is_whitespace())
        };
        let rows: Vec<ByteRange> = words
            .into_iter()
            .map(|token| token.range)
            .filter(is_word)
            .collect();
        let mut sheet = Self {
            text: article.text.clone(),
            id: article.header.id.clone(),
            rows,
            sentences: Vec::new(),
            spans: Vec::with_capacity(article.spans.len()),
        };
        for span in &article.spans {
            sheet.add(span, ledger);
        }
        sheet
            .spans
            .sort_by_key(|span| (span.first, std::cmp::Reverse(span.last)));
        sheet.sentences = sheet.sentences();
        sheet
    }

    fn add(&mut self, span: &Span, ledger: &mut dyn Ledger) {
        let hull = span.fragments.hull();
        let first = self.rows.partition_point(|row| row.start < hull.start);
        let after = self.rows.partition_point(|row| row.start < hull.end);
        let words = self.text.slice(hull);
        let mut lose = |lost, done| {
            ledger.lose(Loss {
                lost,
                done,
                article: self.id.clone(),
                item: span.id.to_string(),
                detail: words.to_owned(),
            });
        };
        let rows = self.rows.get(first..after).unwrap_or_default();
        let (Some(begin), Some(end)) = (rows.first(), rows.last()) else {
            return lose(Lost::Span, Done::Dropped);
        };
        if (begin.start, end.end) != (hull.start, hull.end) {
            lose(Lost::Boundary, Done::Replaced);
        }
        self.spans.push(RowSpan {
            label: span.label.clone(),
            first,
            last: after - 1,
        });
    }

    /// The rows of each sentence; what would end within a span goes on.
    fn sentences(&self) -> Vec<Range<usize>> {
        let mut within = BTreeSet::new();
        let mut covered = 0;
        for span in &self.spans {
            within.extend(covered.max(span.first + 1)..=span.last);
            covered = covered.max(span.last + 1);
        }
        let pieces = language::pieces(&self.text);
        let starts = pieces.flat_map(|piece| language::sentences(&self.text, piece));
        let mut sentences = Vec::new();
        let mut from = 0;
        for sentence in starts {
            let at = self.rows.partition_point(|row| row.start < sentence.start);
            if at > from && !within.contains(&at) {
                sentences.push(from..at);
                from = at;
            }
        }
        if from < self.rows.len() {
            sentences.push(from..self.rows.len());
        }
        sentences
    }

    /// The words of a row.
    pub fn words(&self, row: usize) -> &str {
        self.rows
            .get(row)
            .map_or("", |&range| self.text.slice(range))
    }

    /// Whether any two spans share a row.
    pub fn has_overlaps(&self) -> bool {
        let mut end = 0;
        for span in &self.spans {
            if span.first < end {
                return true;
            }
            end = end.max(span.last + 1);
        }
        false
    }

    /// The longest spans of which no two share a row, in text order.
    pub fn outermost(&self) -> Vec<&RowSpan> {
        let mut spans: Vec<&RowSpan> = self.spans.iter().collect();
        spans.sort_by_key(|span| (std::cmp::Reverse(span.last - span.first), span.first));
        let mut taken = vec![false; self.rows.len()];
        spans.retain(|span| {
            let Some(rows) = taken.get_mut(span.first..=span.last) else {
                return false;
            };
            let is_free = !rows.contains(&true);
            if is_free {
                rows.fill(true);
            }
            is_free
        });
        spans.sort_by_key(|span| span.first);
        spans
    }

    /// The spans of a label in lanes, so that no two in a lane share a row.
    pub fn lanes(&self, label: &LabelName) -> Vec<Vec<&RowSpan>> {
        let mut lanes: Vec<Vec<&RowSpan>> = Vec::new();
        for span in self.spans.iter().filter(|span| span.label == *label) {
            let is_free = |lane: &&mut Vec<&RowSpan>| {
                lane.last()
                    .is_none_or(|last: &&RowSpan| !last.overlaps(span))
            };
            match lanes.iter_mut().find(is_free) {
                Some(lane) => lane.push(span),
                None => lanes.push(vec![span]),
            }
        }
        lanes
    }
}

/// The tags of spans that share no row, for rows up to a count.
pub fn tags<'a>(
    spans: impl IntoIterator<Item = &'a RowSpan>,
    rows: usize,
) -> Vec<Option<(bool, &'a LabelName)>> {
    let mut tags = vec![None; rows];
    for span in spans {
        for row in span.first..=span.last {
            if let Some(tag) = tags.get_mut(row) {
                *tag = Some((row == span.first, &span.label));
            }
        }
    }
    tags
}
