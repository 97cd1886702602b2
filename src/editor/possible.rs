//! Whether a command would do something now, without doing it.

use super::{Command, Editor, Outcome, Way};
use crate::model::schema::LinkRole;
use crate::model::{Maker, RevisionId, SpanId, State};
use std::cell::RefCell;

/// What was found out about the marks as a whole; menus ask in every frame while they are open.
#[derive(Default)]
pub(super) struct Known {
    for_state: Option<(RevisionId, Option<SpanId>, u64)>,
    undecided: Option<bool>,
    suggestion: Option<bool>,
    live: Option<bool>,
    joins: Option<bool>,
}

/// Kept beside the editor's state; asked for through a shared reference.
pub(super) type Memo = RefCell<Known>;

impl Editor {
    /// Whether the command would do something now: if not, [`Editor::perform`] gives
    /// [`Outcome::Nothing`].
    pub fn is_possible(&self, command: Command) -> bool {
        let choices = self.choices.as_ref();
        let asks = choices.is_some_and(|choices| !choices.all.is_empty());
        match command {
            Command::Undo => self.history.undoable().is_some(),
            Command::Redo => self.history.redoable().is_some(),
            Command::Copy => !self.selection().is_empty() || self.current_span().is_some(),
            Command::Grow => {
                crate::language::grow(self.document.text(), self.selection()).is_some()
            }
            Command::Shrink => !self.grown.is_empty(),
            Command::Label(index) => self.can_label(usize::from(index)),
            Command::KeepLabel(index) => usize::from(index) < self.document.schema().labels.len(),
            Command::Delete => self.current_span().is_some_and(|span| span.is_live()),
            Command::Accept => self.current.as_ref().is_some_and(|id| self.waits(id)),
            Command::AcceptInView => self.index.shown(&self.filter) > 0,
            Command::NextSuggestion | Command::PreviousSuggestion => {
                self.known(|known| &mut known.suggestion, Self::can_go_suggestion)
            }
            Command::LeastCertainFirst => true,
            Command::OneLabel => self.can_turn_labels(),
            Command::HideBelow(Way::Forth) => self.filter().least < 100,
            Command::HideBelow(Way::Back) => self.filter().least > 0,
            Command::ShowAllSuggestions => self.filter().is_on(),
            Command::Reject => self
                .current_span()
                .is_some_and(|span| span.origin.by != Maker::Human && span.is_live()),
            Command::Bound(side, way, step) => self.can_move_bound(side, way, step),
            Command::AddPiece => self.with_selected().is_ok(),
            Command::CutPiece => self.without_selected().is_ok(),
            Command::Join => self.known(|known| &mut known.joins, Self::can_join),
            Command::Attributes => self.current_has_attributes(),
            Command::LinkTo => !self.link_ways().is_empty(),
            Command::SamePerson => self.person_asked().is_some(),
            Command::Who => self.quote_asked().is_some(),
            Command::TakeCandidate => self.choices.as_ref().is_some_and(|choices| {
                !(choices.to_take().is_empty() && choices.present.is_empty())
            }),
            Command::NextCandidate | Command::PreviousCandidate | Command::TickCandidate => asks,
            Command::PickCandidate(number) => self.can_pick(usize::from(number)),
            Command::Nobody => self.can_be_nobody(),
            Command::NextStop => self.stop(Way::Forth).is_some(),
            Command::PreviousStop => self.stop(Way::Back).is_some(),
            Command::NextUndecided => self.known(
                |known| &mut known.undecided,
                |editor| {
                    editor
                        .document
                        .spans()
                        .any(|span| editor.is_undecided(span) && !editor.is_hidden(span))
                },
            ),
            Command::NextMark | Command::PreviousMark => self.known(
                |known| &mut known.live,
                |editor| {
                    let mut spans = editor.document.spans();
                    spans.any(|span| span.is_live() && !editor.is_hidden(span))
                },
            ),
            Command::Escape => {
                self.drag.is_some()
                    || self.choices.is_some()
                    || self.card.is_some()
                    || !self.selection().is_empty()
                    || self.current.is_some()
            }
            Command::SetValue(number) => self.can_set_value(usize::from(number)),
            Command::MoreValues => self
                .attribute_card()
                .is_some_and(|card| card.pages(self) > 1),
            Command::NextAttribute | Command::PreviousAttribute | Command::CloseAttributes => {
                self.attribute_card().is_some()
            }
            // The caret can always be told to move, and the window's own are the window's to know.
            Command::Move(_) | Command::Extend(_) | Command::SelectAll => true,
            _ => true,
        }
    }

    /// What is known of the marks at this revision and current mark; found out once.
    fn known(
        &self,
        field: impl Fn(&mut Known) -> &mut Option<bool>,
        find: impl Fn(&Self) -> bool,
    ) -> bool {
        let now = (
            self.history.current(),
            self.current.clone(),
            self.suggestions_version(),
        );
        let mut known = self.memo.borrow_mut();
        if known.for_state.as_ref() != Some(&now) {
            *known = Known {
                for_state: Some(now),
                ..Known::default()
            };
        }
        *field(&mut known).get_or_insert_with(|| find(self))
    }

    /// Whether saying "nobody" changes something, or closes the list.
    fn can_be_nobody(&self) -> bool {
        let Some(said_by) = self.document.schema().link_of(LinkRole::SaidBy) else {
            return false;
        };
        if self.choices.is_some() {
            return true;
        }
        let asked = self.quote_asked();
        let Some(quote) = asked.as_ref().and_then(|id| self.document.span(id)) else {
            return false;
        };
        let said = self
            .document
            .links_from(&quote.id)
            .any(|link| link.label == said_by.name && link.state != State::Rejected);
        said || quote.state == State::Suggested || !quote.no_links.contains(&said_by.name)
    }
}

/// What was closed counts as done, although nothing changed in the document.
pub(super) fn closed(outcome: Outcome, told: &'static str) -> Outcome {
    match outcome {
        Outcome::Nothing(_) => Outcome::Told(told.to_owned()),
        other => other,
    }
}
