//! Which spans are entities: of these no two share a word.

use super::{ENTITIES, GROUPS_KEY};
use crate::formats::tokens::{self, Token};
use crate::model::{Span, Text};
use std::cmp::Reverse;

/// A span among the entities, by its tokens.
pub struct Entity<'a> {
    /// The span.
    pub span: &'a Span,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

/// The names of the groups in which a span stood, where it came from spaCy.
pub fn groups_of(span: &Span) -> Option<Vec<&str>> {
    let names = span.extra.get(GROUPS_KEY)?.as_array()?;
    Some(names.iter().filter_map(|name| name.as_str()).collect())
}

/// The entities in text order: those that were entities when they came from spaCy, and of the others the
/// longest that do not overlap, as spaCy itself chooses. None begins or ends with white space, from which
/// spaCy does not learn.
pub fn choose<'a>(text: &Text, spans: &'a [Span], tokens: &[Token]) -> Vec<Entity<'a>> {
    let mut wanted: Vec<(bool, Entity<'a>)> = spans
        .iter()
        .filter_map(|span| {
            let was = match groups_of(span) {
                Some(groups) if !groups.contains(&ENTITIES) => return None,
                Some(_) => true,
                None => false,
            };
            let words = text.slice(span.fragments.hull());
            if !was && words.trim() != words {
                return None;
            }
            let (first, last) = tokens::within(tokens, span.fragments.hull())?;
            Some((was, Entity { span, first, last }))
        })
        .collect();
    wanted.sort_by_key(|(was, entity)| (!was, Reverse(entity.last - entity.first), entity.first));
    let mut taken = vec![false; tokens.len()];
    let mut chosen: Vec<Entity<'a>> = Vec::with_capacity(wanted.len());
    for (_, entity) in wanted {
        // The longer come first, so one that overlaps a shorter one covers an end of it.
        let Some(words) = taken.get_mut(entity.first..=entity.last) else {
            continue;
        };
        if words.contains(&true) {
            continue;
        }
        words.fill(true);
        chosen.push(entity);
    }
    chosen.sort_by_key(|entity| entity.first);
    chosen
}
