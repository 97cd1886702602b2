//! What waits for a decision, kept up to date edit by edit, so that no frame has to look for it.

use super::filter::{SuggestionFilter, SuggestionOrder, hundredths, score_of};
use crate::editor::Way;
use crate::model::schema::Role;
use crate::model::{
    ByteOffset, ByteRange, Change, Document, Edit, LabelName, Link, Maker, Span, SpanId, State,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;

/// Every card and event that is suggested, by place and by score, and how many are decided on.
#[derive(Debug, Default)]
pub(in crate::editor) struct Index {
    entries: HashMap<SpanId, Entry>,
    waiting: BTreeSet<ByPlace>,
    by_score: BTreeSet<ByScore>,
    decided: BTreeSet<ByPlace>,
    tallies: BTreeMap<LabelName, Tally>,
    /// Told apart from any earlier state by this number.
    pub version: u64,
}

type ByPlace = (ByteOffset, SpanId);
type ByScore = (u8, ByteOffset, SpanId);

/// How many wait of one label, by their score in hundredths.
#[derive(Debug)]
struct Tally([usize; 101]);

impl Default for Tally {
    fn default() -> Self {
        Self([0; 101])
    }
}

/// How a span stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    start: ByteOffset,
    label: LabelName,
    standing: Standing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    /// A card or an event waits for a decision.
    Waiting {
        /// How sure its own mark is, in hundredths: by this it is hidden.
        own: u8,
        /// How sure its least sure part is: by this it is put in order.
        least: u8,
    },
    /// It waits, but belongs to a card that is decided on as a whole.
    Part { own: u8 },
    /// A tagger's card or event that a person has decided on.
    Decided,
}

/// A place in one of the orders, also of a suggestion that is gone from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::editor) struct Position {
    score: u8,
    start: ByteOffset,
    id: SpanId,
}

impl Position {
    /// Before everything that begins at `at` or later.
    pub fn before(at: ByteOffset) -> Self {
        Self {
            score: 0,
            start: at,
            id: SpanId::default(),
        }
    }
}

impl Index {
    /// Looks a whole document through, once.
    pub fn of(document: &Document) -> Self {
        let mut index = Self::default();
        // Few spans wait as a rule: looking for a link's end among these is quicker than among all.
        let suggested = document
            .spans()
            .filter(|span| span.state == State::Suggested);
        let suggested: HashSet<&SpanId> = suggested.map(|span| &span.id).collect();
        let waits = |link: &Link| link.state == State::Suggested || suggested.contains(&link.to);
        let links = document.links_unordered();
        let links = links.filter(|link| is_live(link) && waits(link));
        let by_links: HashSet<&SpanId> = links.map(|link| &link.from).collect();
        for span in document.spans() {
            // What a person has made and nothing waits for is in no order, and most marks are such.
            let is_plain = span.origin.by == Maker::Human && span.state != State::Suggested;
            if !is_plain || by_links.contains(&span.id) {
                index.enter(document, &span.id);
            }
        }
        index
    }

    /// Takes in what an edit has changed in the document, which is as it is after it.
    pub fn follow(&mut self, document: &Document, edit: &Edit) {
        self.version += 1;
        let version = self.version;
        let whole = |change: &Change| matches!(change, Change::Schema { .. } | Change::Text(_));
        if edit.changes.iter().any(whole) {
            *self = Self {
                version,
                ..Self::of(document)
            };
            return;
        }
        for id in touched(document, edit) {
            self.leave(&id);
            self.enter(document, &id);
        }
    }

    fn enter(&mut self, document: &Document, id: &SpanId) {
        let Some(span) = document.span(id) else {
            return;
        };
        let Some(standing) = standing(document, span) else {
            return;
        };
        let entry = Entry {
            start: span.fragments.start(),
            label: span.label.clone(),
            standing,
        };
        let place = (entry.start, id.clone());
        match entry.standing {
            Standing::Waiting { own, least } => {
                self.waiting.insert(place);
                self.by_score.insert((least, entry.start, id.clone()));
                self.tally(&entry.label, own, |count| count + 1);
            }
            Standing::Part { .. } => drop(self.waiting.insert(place)),
            Standing::Decided => drop(self.decided.insert(place)),
        }
        self.entries.insert(id.clone(), entry);
    }

    fn leave(&mut self, id: &SpanId) {
        let Some(entry) = self.entries.remove(id) else {
            return;
        };
        let place = (entry.start, id.clone());
        match entry.standing {
            Standing::Waiting { own, least } => {
                self.waiting.remove(&place);
                self.by_score.remove(&(least, entry.start, id.clone()));
                self.tally(&entry.label, own, |count| count.saturating_sub(1));
            }
            Standing::Part { .. } => drop(self.waiting.remove(&place)),
            Standing::Decided => drop(self.decided.remove(&place)),
        }
    }

    fn tally(&mut self, label: &LabelName, own: u8, change: impl Fn(usize) -> usize) {
        let tally = self.tallies.entry(label.clone()).or_default();
        if let Some(count) = tally.0.get_mut(usize::from(own)) {
            *count = change(*count);
        }
    }

    /// Whether it holds the same.
    #[cfg(test)]
    pub fn is_same(&self, other: &Self) -> bool {
        let counts = |index: &Self| -> Vec<(LabelName, usize)> {
            let labels = index.tallies.keys();
            let counted = labels.map(|label| (label.clone(), index.left_of(label)));
            counted.filter(|(_, count)| *count > 0).collect()
        };
        self.entries == other.entries
            && self.waiting == other.waiting
            && self.by_score == other.by_score
            && self.decided == other.decided
            && counts(self) == counts(other)
    }

    /// How many cards and events a person has decided on.
    pub fn decided(&self) -> usize {
        self.decided.len()
    }

    /// How many cards and events wait, hidden ones too.
    pub fn left(&self) -> usize {
        self.by_score.len()
    }

    /// How many of a label wait, hidden ones too.
    pub fn left_of(&self, label: &LabelName) -> usize {
        self.tallies.get(label).map_or(0, |all| all.0.iter().sum())
    }

    /// How many of those that wait are seen through a filter.
    pub fn shown(&self, filter: &SuggestionFilter) -> usize {
        let wanted = |label: &LabelName| filter.passes(label, u8::MAX);
        let tallies = self.tallies.iter().filter(|(label, _)| wanted(label));
        let sure = |tally: &Tally| {
            tally
                .0
                .iter()
                .skip(usize::from(filter.least))
                .sum::<usize>()
        };
        tallies.map(|(_, tally)| sure(tally)).sum()
    }

    /// Whether a card or an event waits for a decision, or a mark that belongs to a card.
    pub fn waits(&self, id: &SpanId) -> bool {
        let standing = self.entries.get(id).map(|entry| &entry.standing);
        standing.is_some_and(|standing| *standing != Standing::Decided)
    }

    /// Whether it waits and belongs to a card.
    pub fn is_part(&self, id: &SpanId) -> bool {
        let standing = self.entries.get(id).map(|entry| &entry.standing);
        matches!(standing, Some(Standing::Part { .. }))
    }

    /// Whether it waits and is one that a person comes to.
    pub fn is_stop(&self, id: &SpanId, filter: &SuggestionFilter) -> bool {
        let Some(entry) = self.entries.get(id) else {
            return false;
        };
        match entry.standing {
            Standing::Waiting { own, .. } => filter.passes(&entry.label, own),
            // Who looks for speakers alone goes through those of cards too.
            Standing::Part { own } => {
                filter.labels.contains(&entry.label) && filter.passes(&entry.label, own)
            }
            Standing::Decided => false,
        }
    }

    /// Where a suggestion stands in the orders.
    pub fn place(&self, id: &SpanId) -> Option<Position> {
        let entry = self.entries.get(id)?;
        let score = match entry.standing {
            Standing::Waiting { least, .. } => least,
            Standing::Part { own } => own,
            Standing::Decided => return None,
        };
        Some(Position {
            score,
            start: entry.start,
            id: id.clone(),
        })
    }

    /// The suggestion next to a place in an order; goes round at the end.
    pub fn next(
        &self,
        from: &Position,
        way: Way,
        order: SuggestionOrder,
        filter: &SuggestionFilter,
    ) -> Option<SpanId> {
        let fits = |id: &&SpanId| self.is_stop(id, filter);
        // Parts are in the order of the text alone.
        let parts = filter.labels.iter().any(|label| self.left_of(label) == 0);
        match order {
            SuggestionOrder::LeastCertain if !parts => {
                let key = (from.score, from.start, from.id.clone());
                around(&self.by_score, &key, way, |key| &key.2).find(fits)
            }
            _ => {
                let key = (from.start, from.id.clone());
                around(&self.waiting, &key, way, |key| &key.1).find(fits)
            }
        }
        .cloned()
    }

    /// The cards and events that begin in a stretch, in order.
    pub fn beginning_in<'a>(
        &'a self,
        range: ByteRange,
        filter: &'a SuggestionFilter,
    ) -> impl Iterator<Item = &'a SpanId> {
        let from = (range.start, SpanId::default());
        let until = (range.end, SpanId::default());
        let all = self
            .waiting
            .range(from..until.max((range.start, SpanId::default())));
        all.map(|(_, id)| id).filter(|id| self.is_stop(id, filter))
    }

    /// Where those begin that wait and are seen.
    pub fn places_left(&self, filter: &SuggestionFilter) -> Vec<ByteRange> {
        let seen = self
            .waiting
            .iter()
            .filter(|(_, id)| self.is_stop(id, filter));
        seen.map(|(start, _)| ByteRange::empty_at(*start)).collect()
    }

    /// Where those begin that were decided on.
    pub fn places_decided(&self) -> Vec<ByteRange> {
        let all = self.decided.iter();
        all.map(|(start, _)| ByteRange::empty_at(*start)).collect()
    }
}

/// A set's members from a key on, one way, and round to the key.
fn around<'a, K: Ord + Clone + 'a>(
    set: &'a BTreeSet<K>,
    key: &K,
    way: Way,
    id: impl Fn(&'a K) -> &'a SpanId + 'a,
) -> Box<dyn Iterator<Item = &'a SpanId> + 'a> {
    let later = set.range((Bound::Excluded(key.clone()), Bound::Unbounded));
    let earlier = set.range((Bound::Unbounded, Bound::Included(key.clone())));
    match way {
        Way::Forth => Box::new(later.chain(earlier).map(id)),
        Way::Back => {
            let earlier = set.range((Bound::Unbounded, Bound::Excluded(key.clone())));
            let later = set.range((Bound::Included(key.clone()), Bound::Unbounded));
            Box::new(earlier.rev().chain(later.rev()).map(id))
        }
    }
}

/// The spans whose standing an edit may have changed: those changed, and those linked with them.
fn touched(document: &Document, edit: &Edit) -> BTreeSet<SpanId> {
    let mut ids = BTreeSet::new();
    for change in &edit.changes {
        match change {
            Change::Span { before, after } => {
                for span in [before, after].into_iter().flatten() {
                    for link in document.links_of(&span.id) {
                        ids.extend([link.from.clone(), link.to.clone()]);
                    }
                    ids.insert(span.id.clone());
                }
            }
            Change::Link { before, after } => {
                for link in [before, after].into_iter().flatten() {
                    ids.extend([link.from.clone(), link.to.clone()]);
                }
            }
            _ => {}
        }
    }
    ids
}

fn is_live(link: &Link) -> bool {
    link.state != State::Rejected
}

/// Whether marks of this role are decided on with the card that they belong to.
fn belongs_to_cards(role: Role) -> bool {
    matches!(role, Role::Speaker | Role::Addressee | Role::Cue)
}

fn standing(document: &Document, span: &Span) -> Option<Standing> {
    let belongs = belongs_to_cards(document.schema().role_of(&span.label));
    let decided = || (!belongs && span.origin.by != Maker::Human).then_some(Standing::Decided);
    if !span.is_live() {
        return decided();
    }
    let own = score_of(span);
    let mut waits = span.state == State::Suggested;
    let mut least = own;
    for link in document.links_from(&span.id).filter(|link| is_live(link)) {
        let end = document.span(&link.to);
        if link.state == State::Suggested {
            waits = true;
            least = least.min(hundredths(link.origin.score));
        }
        if let Some(end) = end.filter(|end| end.state == State::Suggested) {
            waits = true;
            least = least.min(score_of(end));
        }
    }
    if !waits {
        return decided();
    }
    let live = |id: &SpanId| document.span(id).is_some_and(|span| span.is_live());
    let mut cards = document.links_to(&span.id);
    if belongs && cards.any(|link| is_live(link) && live(&link.from)) {
        return Some(Standing::Part { own });
    }
    Some(Standing::Waiting { own, least })
}
