//! Which spans a relation joins.

use super::read::{End, Token};
use crate::formats::FoundSpan;
use std::collections::{HashMap, HashSet};

/// Finds spans by what a relation says of them.
pub struct Ends<'a> {
    tokens: &'a [Token],
    ids: HashSet<String>,
    by_place: HashMap<(usize, usize), Vec<usize>>,
    by_last_token: HashMap<usize, usize>,
}

impl<'a> Ends<'a> {
    /// Of the spans of a record; `last_tokens` are theirs, where the file says them.
    pub fn new(tokens: &'a [Token], spans: &[FoundSpan], last_tokens: &[Option<usize>]) -> Self {
        let mut ends = Self {
            tokens,
            ids: spans.iter().map(|span| span.id.clone()).collect(),
            by_place: HashMap::new(),
            by_last_token: HashMap::new(),
        };
        let by_end: HashMap<usize, usize> = tokens.iter().map(|each| (each.end, each.id)).collect();
        for (index, span) in spans.iter().enumerate() {
            let Some(piece) = span.pieces.first() else {
                continue;
            };
            let place = (piece.start, piece.end);
            ends.by_place.entry(place).or_default().push(index);
            let told = last_tokens.get(index).copied().flatten();
            if let Some(last) = told.or_else(|| by_end.get(&piece.end).copied()) {
                ends.by_last_token.entry(last).or_insert(index);
            }
        }
        ends
    }

    /// The id of the span at an end of a relation. A token that is in no span becomes one; a span without
    /// an id gets one. `None` when there is no such token.
    pub fn id(
        &mut self,
        spans: &mut Vec<FoundSpan>,
        token: usize,
        end: Option<&End>,
    ) -> Option<String> {
        let index = match self.index(spans, token, end) {
            Some(index) => index,
            None => self.of_token(spans, token)?,
        };
        let span = spans.get_mut(index)?;
        if span.id.is_empty() {
            let mut number = index + 1;
            while !self.ids.insert(format!("s{number}")) {
                number += 1;
            }
            span.id = format!("s{number}");
        }
        Some(span.id.clone())
    }

    fn index(&self, spans: &[FoundSpan], token: usize, end: Option<&End>) -> Option<usize> {
        let by_token = || self.by_last_token.get(&token).copied();
        let Some(end) = end else { return by_token() };
        let here = end.place().and_then(|place| self.by_place.get(&place));
        let Some(here) = here else {
            // Without a place the token says it; with one that no span has, it is a bare token.
            return if end.place().is_none() {
                by_token()
            } else {
                None
            };
        };
        let named = |&&index: &&usize| {
            let id = spans.get(index).map(|span| span.id.as_str());
            end.id.as_deref().is_some_and(|told| id == Some(told))
        };
        let labelled = |&&index: &&usize| {
            let label = spans.get(index).map(|span| span.label.as_str());
            end.label.as_deref() == label
        };
        let found = here
            .iter()
            .find(named)
            .or_else(|| here.iter().find(labelled));
        found.or_else(|| here.first()).copied()
    }

    /// A span for a token that a relation names and no span covers.
    fn of_token(&mut self, spans: &mut Vec<FoundSpan>, id: usize) -> Option<usize> {
        let at = self.tokens.get(id).filter(|token| token.id == id);
        let token = at.or_else(|| self.tokens.iter().find(|token| token.id == id))?;
        let index = spans.len();
        let mut span = FoundSpan::new(super::read::BARE, token.start, token.end);
        if let Some(first) = spans.first() {
            span.state = first.state;
            span.line = first.line;
        }
        spans.push(span);
        self.by_place
            .entry((token.start, token.end))
            .or_default()
            .push(index);
        self.by_last_token.entry(id).or_insert(index);
        Some(index)
    }
}
