//! Going from mark to mark and from stop to stop.

use super::{Editor, Outcome, Place, Way};
use crate::language;
use crate::model::schema::{LinkRole, Role};
use crate::model::{ByteOffset, ByteRange, Placed, Span, SpanId, State};
use std::sync::Arc;

impl Editor {
    /// Selects the next quotation, name or sentence, so that a label's key marks it.
    pub(super) fn go_stop(&mut self, way: Way) -> Outcome {
        let Some(stop) = self.stop(way) else {
            return Outcome::Nothing("No further quotation, name or sentence");
        };
        self.select(stop);
        Outcome::Done
    }

    pub(super) fn stop(&self, way: Way) -> Option<ByteRange> {
        let (text, from) = (self.document.text(), self.selection().start);
        match way {
            Way::Forth => language::next_stop(text, from),
            Way::Back => language::prev_stop(text, from),
        }
    }

    /// Makes the next or previous live mark current; goes round at the end.
    pub(super) fn go_mark(&mut self, way: Way) -> Outcome {
        let Some(id) = self.find_mark(way, |span| span.is_live() && !self.is_hidden(span)) else {
            return Outcome::Nothing("There are no marks yet");
        };
        self.go_to_mark(&id);
        Outcome::Done
    }

    /// Goes to the next quote without a speaker, or suggestion without a decision.
    pub(super) fn go_undecided(&mut self) -> Outcome {
        let Some(id) = self.find_mark(Way::Forth, |span| {
            self.is_undecided(span) && !self.is_hidden(span)
        }) else {
            return Outcome::Nothing("Every mark is decided on");
        };
        self.go_to_mark(&id);
        Outcome::Done
    }

    /// Makes a mark current and puts the caret at its start.
    pub fn go_to_mark(&mut self, id: &SpanId) {
        let Some(start) = self.document.span(id).map(|span| span.fragments.start()) else {
            return;
        };
        self.choices = None;
        self.stand(Place::at(start));
        self.current = Some(id.clone());
        self.wandered = false;
    }

    /// Puts the caret at a place.
    pub fn go_to(&mut self, at: ByteOffset) {
        self.wandered = true;
        self.stand(Place::at(self.document.text().grapheme_floor(at)));
    }

    /// Whether a person still has to decide on a mark: a suggestion, or a quote of which it is
    /// neither said who said it nor that nobody did.
    pub fn is_undecided(&self, span: &Span) -> bool {
        if !span.is_live() {
            return false;
        }
        let schema = self.document.schema();
        let asks = schema.role_of(&span.label) == Role::Quote;
        let Some(said_by) = schema.link_of(LinkRole::SaidBy).filter(|_| asks) else {
            return span.state == State::Suggested;
        };
        let said = self
            .document
            .links_from(&span.id)
            .any(|link| link.label == said_by.name && link.state == State::Accepted);
        span.state == State::Suggested || !(said || span.no_links.contains(&said_by.name))
    }

    fn find_mark(&self, way: Way, wanted: impl Fn(&Span) -> bool) -> Option<SpanId> {
        let places = self.document.places();
        let fits = |placed: &&Placed| placed.fragment == 0 && wanted(&placed.span);
        let from = self.current_placed();
        let at = self.caret.place.at;
        let step = |placed: &Placed| match way {
            Way::Forth => places.after(placed).cloned(),
            Way::Back => places.before(placed).cloned(),
        };
        let first = match (&from, way) {
            (Some(placed), _) => step(placed),
            (None, Way::Forth) => places.first_from(at).cloned(),
            (None, Way::Back) => places.last_before(at).cloned(),
        };
        let onward = std::iter::successors(first, |placed| step(placed));
        let round = match way {
            Way::Forth => places.first_from(ByteOffset(0)).cloned(),
            Way::Back => places.last_before(ByteOffset(usize::MAX)).cloned(),
        };
        let again = std::iter::successors(round, |placed| step(placed)).take(places.len());
        onward
            .chain(again)
            .find(|placed| fits(&placed))
            .map(|placed| placed.span.id.clone())
    }

    fn current_placed(&self) -> Option<Placed> {
        let span = self.current_span()?;
        Some(Placed {
            range: span.fragments.as_slice()[0],
            fragment: 0,
            span: Arc::clone(span),
        })
    }
}
