//! Whether suggestions are accepted faster than they can be read.

use crate::model::schema::Role;
use crate::model::{Change, Document, Edit, Maker, Span, SpanId, State};
use std::collections::{HashSet, VecDeque};

/// So many cards are looked back on.
const CARDS: usize = 20;
/// Nobody reads more words a minute with understanding.
const WORDS_A_MINUTE: f64 = 900.0;
/// Nobody decides on a card in less, in seconds.
const SECONDS_A_CARD: f64 = 1.0;
/// Words of a card that count: of a very long quote, one may know the rest.
const LONGEST_CARD: usize = 200;

/// Cards accepted at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    /// When, in seconds.
    at: f64,
    cards: usize,
    words: usize,
}

/// Much was accepted in less time than it takes to read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Haste {
    /// How many suggestions.
    pub cards: usize,
    /// In how many seconds.
    pub seconds: f64,
}

/// Watches how fast suggestions are accepted. It has no clock: times are handed in, in seconds from
/// any start.
#[derive(Clone, Debug)]
pub struct Pace {
    /// When the oldest step that is remembered began.
    since: f64,
    steps: VecDeque<Step>,
    told: bool,
}

impl Pace {
    /// Begins to watch: from now on there is something to read.
    pub fn new(now: f64) -> Self {
        Self {
            since: now,
            steps: VecDeque::new(),
            told: false,
        }
    }

    /// Takes in an edit made now, with the document after it. Gives the haste when the last twenty cards were accepted too fast,
    /// once; again only after twenty at a pace that can be read.
    pub fn take(&mut self, now: f64, edit: &Edit, document: &Document) -> Option<Haste> {
        let (cards, words) = accepted(edit, document);
        if cards == 0 {
            return None;
        }
        self.note(Step {
            at: now,
            cards,
            words,
        })
    }

    fn note(&mut self, step: Step) -> Option<Haste> {
        self.steps.push_back(step);
        while let Some(first) = self.steps.front()
            && self.cards() - first.cards >= CARDS
        {
            self.since = first.at;
            self.steps.pop_front();
        }
        let cards = self.cards();
        if cards < CARDS {
            return None;
        }
        let seconds = (step.at - self.since).max(0.0);
        let words: usize = self.steps.iter().map(|step| step.words).sum();
        let needed = (cards as f64 * SECONDS_A_CARD).max(words as f64 * 60.0 / WORDS_A_MINUTE);
        let hasty = seconds < needed;
        let tell = hasty && !self.told;
        self.told = hasty;
        tell.then_some(Haste { cards, seconds })
    }

    fn cards(&self) -> usize {
        self.steps.iter().map(|step| step.cards).sum()
    }
}

/// How many cards an edit accepts, and of how many words: a tagger's suggestions, without those that
/// come along with a card, such as its speaker.
fn accepted(edit: &Edit, document: &Document) -> (usize, usize) {
    let ends: HashSet<&SpanId> = edit
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Link {
                after: Some(link), ..
            } => Some(&link.to),
            _ => None,
        })
        .collect();
    let comes_along = |span: &Span| {
        let role = document.schema().role_of(&span.label);
        ends.contains(&span.id) && matches!(role, Role::Speaker | Role::Cue | Role::Addressee)
    };
    let mut seen = HashSet::new();
    let cards = edit.changes.iter().filter_map(|change| match change {
        Change::Span {
            before: Some(before),
            after: Some(after),
        } => {
            let decided = before.state == State::Suggested && after.state == State::Accepted;
            let counts = decided && before.origin.by == Maker::Tagger && !comes_along(after);
            (counts && seen.insert(&after.id)).then(|| words(document, after))
        }
        _ => None,
    });
    cards.fold((0, 0), |(cards, all), words| (cards + 1, all + words))
}

fn words(document: &Document, span: &Span) -> usize {
    let words = span
        .fragments
        .iter()
        .flat_map(|range| document.text().slice(range).split_whitespace());
    words.take(LONGEST_CARD).count()
}

#[cfg(test)]
mod tests;
