//! Going through what a tagger suggests: card by card and event by event, in an order, through a
//! filter.

mod filter;
mod index;

pub use filter::{SuggestionFilter, SuggestionOrder};
pub(super) use index::{Index, Position};

use super::decide::accept_card;
use super::{Choices, Editor, Lines, Outcome, Way};
use crate::model::schema::Role;
use crate::model::{ByteRange, Change, Edit, LabelName, RevisionId, Span, SpanId, State};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So much further a key moves the score below which suggestions are hidden, in hundredths.
const SCORE_STEP: u8 = 5;

/// A mark this far from its card, in bytes, is brought in view with it.
const NEAR: usize = 600;

/// The candidates of the current card, found once for a state of the document.
pub(super) type Offered = RefCell<Option<(SpanId, RevisionId, Arc<Choices>)>>;

/// How far the suggestions are gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Cards and events that wait for a decision, hidden ones too.
    pub waiting: usize,
    /// Those among them that the filter hides.
    pub hidden: usize,
    /// A tagger's cards and events, decided on or not.
    pub all: usize,
}

impl Editor {
    /// How far the suggestions are gone through.
    pub fn left(&self) -> Left {
        let waiting = self.index.left();
        Left {
            waiting,
            hidden: waiting - self.index.shown(&self.filter),
            all: waiting + self.index.decided(),
        }
    }

    /// How many cards and events of a label wait for a decision, hidden ones too.
    pub fn left_of(&self, label: &LabelName) -> usize {
        self.index.left_of(label)
    }

    /// Where those begin that wait and are seen, and where those decided on: a cost that grows with
    /// their number, so that it is asked for anew only when [`Self::suggestions_version`] is another.
    pub fn places_of_suggestions(&self) -> (Vec<ByteRange>, Vec<ByteRange>) {
        (
            self.index.places_left(&self.filter),
            self.index.places_decided(),
        )
    }

    /// Another number whenever a suggestion, its decision or the filter may have changed.
    pub fn suggestions_version(&self) -> u64 {
        self.index.version
    }

    /// Whether a mark is a card or an event that waits for a decision, or belongs to one.
    pub fn waits(&self, id: &SpanId) -> bool {
        self.index.waits(id)
    }

    /// The current mark when it is a card or an event that waits for a decision.
    pub fn current_waiting(&self) -> Option<&Arc<Span>> {
        let span = self.current_span()?;
        let waits = self.index.waits(&span.id) && !self.index.is_part(&span.id);
        waits.then_some(span)
    }

    /// The words of a card with the marks linked to it, as far as they stand near it.
    pub fn extent_of(&self, card: &Span) -> ByteRange {
        let hull = card.fragments.hull();
        let links = self.document.links_from(&card.id);
        let ends = links.filter(|link| link.state != State::Rejected);
        let ends = ends.filter_map(|link| self.document.span(&link.to));
        ends.map(|end| end.fragments.hull())
            .filter(|end| hull.hull(*end).len() <= hull.len() + NEAR)
            .fold(hull, ByteRange::hull)
    }

    // ---- what is seen ----------------------------------------------------------------------

    /// What is seen of the suggestions.
    pub fn filter(&self) -> &SuggestionFilter {
        &self.filter
    }

    /// The order in which suggestions are gone through.
    pub fn order(&self) -> SuggestionOrder {
        self.order
    }

    /// Sets the order in which suggestions are gone through.
    pub fn set_order(&mut self, order: SuggestionOrder) {
        self.order = order;
    }

    /// Sets what is seen of the suggestions. A current one that is hidden by it is let go of.
    pub fn set_filter(&mut self, filter: SuggestionFilter) {
        self.filter = filter;
        self.index.version += 1;
        let hidden = self.current_span().is_some_and(|span| self.is_hidden(span));
        if hidden {
            self.current = None;
            self.choices = None;
        }
    }

    /// Whether the filter hides a mark. What is decided on is never hidden, and the marks of a card
    /// are seen as long as the card is.
    pub fn is_hidden(&self, span: &Span) -> bool {
        if !self.filter.is_on() || span.state != State::Suggested {
            return false;
        }
        if self.index.is_stop(&span.id, &self.filter) {
            return false;
        }
        if !self.index.is_part(&span.id) {
            return self.index.waits(&span.id);
        }
        let seen = |card: &SpanId| {
            let card = self.document.span(card).filter(|card| card.is_live());
            card.is_some_and(|card| !self.is_hidden(card))
        };
        let mut links = self.document.links_to(&span.id);
        !links.any(|link| link.state != State::Rejected && seen(&link.from))
    }

    pub(super) fn turn_order(&mut self) -> Outcome {
        self.order = match self.order {
            SuggestionOrder::Text => SuggestionOrder::LeastCertain,
            SuggestionOrder::LeastCertain => SuggestionOrder::Text,
        };
        Outcome::Told(match self.order {
            SuggestionOrder::Text => "Suggestions in the article’s order".to_owned(),
            SuggestionOrder::LeastCertain => "The least certain suggestions first".to_owned(),
        })
    }

    /// The suggestions of the next label alone, after the last of all labels again.
    pub(super) fn next_label_alone(&mut self) -> Outcome {
        let all = &self.document.schema().labels;
        let alone = self.filter.labels.first();
        let at = alone.and_then(|alone| all.iter().position(|label| label.name == *alone));
        let mut rest = all.iter().skip(at.map_or(0, |at| at + 1));
        let next = rest.find(|label| self.has_suggestions(&label.name));
        let next = next.map(|label| (label.name.clone(), label.title.to_lowercase()));
        if next.is_none() && alone.is_none() {
            return Outcome::Nothing(NONE);
        }
        let (labels, told) = match next {
            Some((name, title)) => (
                BTreeSet::from([name]),
                format!("Only suggested {title}s are shown"),
            ),
            None => (BTreeSet::new(), "Suggestions of every label".to_owned()),
        };
        self.set_filter(SuggestionFilter {
            labels,
            ..self.filter.clone()
        });
        Outcome::Told(told)
    }

    /// Whether a label has suggestions that can be looked at alone.
    pub(super) fn has_suggestions(&self, label: &LabelName) -> bool {
        self.index.left_of(label) > 0
    }

    /// Whether another label could be looked at alone.
    pub(super) fn can_turn_labels(&self) -> bool {
        let labels = &self.document.schema().labels;
        !self.filter.labels.is_empty()
            || labels.iter().any(|label| self.has_suggestions(&label.name))
    }

    /// Hides more of the less certain suggestions, or fewer.
    pub(super) fn move_least(&mut self, way: Way) -> Outcome {
        let least = match way {
            Way::Forth => self.filter.least.saturating_add(SCORE_STEP).min(100),
            Way::Back => self.filter.least.saturating_sub(SCORE_STEP),
        };
        if least == self.filter.least {
            return Outcome::Nothing("The score can go no further");
        }
        self.set_filter(SuggestionFilter {
            least,
            ..self.filter.clone()
        });
        let hidden = self.left().hidden;
        Outcome::Told(match least {
            0 => "Suggestions of every score".to_owned(),
            _ => format!(
                "Suggestions below {} are hidden: {hidden}",
                percent(f64::from(least) / 100.0)
            ),
        })
    }

    /// Drops the filter.
    pub(super) fn show_all_suggestions(&mut self) -> Outcome {
        if !self.filter.is_on() {
            return Outcome::Nothing("No suggestion is hidden");
        }
        self.set_filter(SuggestionFilter::default());
        Outcome::Told("All suggestions are shown".to_owned())
    }

    // ---- going through ---------------------------------------------------------------------

    /// Makes the next or previous card or event current that waits for a decision.
    pub(super) fn go_suggestion(&mut self, way: Way) -> Outcome {
        let from = self.standing_place();
        match self.index.next(&from, way, self.order, &self.filter) {
            Some(id) => {
                self.go_to_mark(&id);
                Outcome::Done
            }
            None if self.left().hidden > 0 => Outcome::Nothing(HIDDEN),
            None => Outcome::Nothing(NONE),
        }
    }

    pub(super) fn can_go_suggestion(&self) -> bool {
        let from = Position::before(Default::default());
        let first = self.index.next(&from, Way::Forth, self.order, &self.filter);
        first.is_some()
    }

    /// After a step back: the card or event that waits for a decision again is current again.
    pub(super) fn take_up_again(&mut self, edit: &Edit) {
        let changed = edit.changes.iter().filter_map(|change| match change {
            Change::Span { after, .. } => Some(after.as_ref()?.id.clone()),
            Change::Link { after, .. } => Some(after.as_ref()?.from.clone()),
            _ => None,
        });
        let waiting = |id: &SpanId| self.index.waits(id) && !self.index.is_part(id);
        let mut again: Vec<SpanId> = changed.filter(waiting).collect();
        again.dedup();
        // What was decided on together is not taken up together.
        if let [id] = again.as_slice() {
            self.go_to_mark(&id.clone());
        }
    }

    /// Where going on starts from: the current suggestion, else the caret.
    fn standing_place(&self) -> Position {
        let current = self.current.as_ref().filter(|_| !self.wandered);
        let waiting = current.and_then(|id| self.index.place(id));
        let begun = || match (self.order, self.current_span()) {
            (SuggestionOrder::LeastCertain, _) => Position::before(Default::default()),
            (SuggestionOrder::Text, Some(span)) if !self.wandered => {
                Position::before(span.fragments.start().shifted(1))
            }
            (SuggestionOrder::Text, _) => Position::before(self.caret.place.at),
        };
        waiting.unwrap_or_else(begun)
    }

    /// Does what decides on the current card, or on the one that is asked about, and goes on to the
    /// next when it is decided then.
    pub(super) fn deciding(&mut self, decide: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let asked = self.choices.as_ref().map(|choices| choices.quote.clone());
        let id = asked.or_else(|| self.current.clone());
        let waiting = id.filter(|id| self.index.waits(id));
        let Some((id, from)) = waiting.and_then(|id| Some((id.clone(), self.index.place(&id)?)))
        else {
            return decide(self);
        };
        let card = self.card_of(&id);
        let outcome = decide(self);
        if matches!(outcome, Outcome::Nothing(_)) || self.index.waits(&id) {
            return outcome;
        }
        // A speaker decided on by itself leads back to its card.
        match card.filter(|card| self.index.waits(card)) {
            Some(card) => {
                self.go_to_mark(&card);
                outcome
            }
            None => self.go_on(&from, outcome),
        }
    }

    /// The card that a mark belongs to, unless one goes through marks of its label alone.
    fn card_of(&self, id: &SpanId) -> Option<SpanId> {
        if !self.index.is_part(id) || self.index.is_stop(id, &self.filter) {
            return None;
        }
        let mut links = self.document.links_to(id);
        let link = links.find(|link| link.state != State::Rejected)?;
        Some(link.from.clone())
    }

    fn go_on(&mut self, from: &Position, outcome: Outcome) -> Outcome {
        match self.index.next(from, Way::Forth, self.order, &self.filter) {
            Some(id) => {
                self.go_to_mark(&id);
                outcome
            }
            None if self.left().hidden > 0 => Outcome::Advised(HIDDEN),
            None => Outcome::Advised(ALL_DECIDED),
        }
    }

    /// Accepts every card and event that is seen and stands wholly in view.
    pub(super) fn accept_in_view(&mut self, lines: &dyn Lines) -> Outcome {
        let view = lines.in_view();
        let within = |id: &&SpanId| {
            let hull = self.document.span(id).map(|span| span.fragments.hull());
            hull.is_some_and(|hull| hull.end <= view.end)
        };
        let stops = self.index.beginning_in(view, &self.filter).filter(within);
        let stops: Vec<SpanId> = stops.cloned().collect();
        if stops.is_empty() {
            return Outcome::Nothing("No suggestion is wholly in view");
        }
        let outcome = self.commit_told("Accept what is in view", |draft, hand| {
            stops.iter().try_for_each(|id| accept_card(draft, hand, id))
        });
        if outcome != Outcome::Done {
            return outcome;
        }
        self.choices = None;
        if self.current.as_ref().is_some_and(|id| stops.contains(id)) {
            self.current = None;
        }
        let left = self.left().waiting;
        Outcome::Told(format!("{} accepted, {left} left", cards(stops.len())))
    }

    // ---- candidates of the current card ----------------------------------------------------

    /// The likely speakers of the current card, so that a digit takes one without asking first.
    /// `None` when a list is open or no quote that waits for a decision is current.
    pub fn offered(&self) -> Option<Arc<Choices>> {
        let span = self.current_waiting().filter(|_| self.choices.is_none())?;
        if self.document.schema().role_of(&span.label) != Role::Quote {
            return None;
        }
        let revision = self.history.current();
        let mut offered = self.offered.borrow_mut();
        if let Some((id, of, choices)) = &*offered
            && *id == span.id
            && *of == revision
        {
            return Some(Arc::clone(choices));
        }
        let choices = Arc::new(self.choices_for(&span.id)?);
        *offered = Some((span.id.clone(), revision, Arc::clone(&choices)));
        Some(choices)
    }
}

/// A score or a share between 0 and 1 as it is written wherever a person reads one: "93 %".
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn cards(count: usize) -> String {
    match count {
        1 => "1 suggestion".to_owned(),
        n => format!("{n} suggestions"),
    }
}

const NONE: &str = "No suggestion is left";
const HIDDEN: &str = "What is left is hidden: {show-all-suggestions} shows it";
const ALL_DECIDED: &str = "All suggestions are decided on. {done-and-next} is for done, {next-undecided} for what lacks a speaker";
