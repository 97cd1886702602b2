//! What the mouse does in the article.

use super::boundary::with_bound;
use super::{Affinity, Caret, Choices, Editor, Outcome, Place, Side};
use crate::language::{sentences, words};
use crate::model::schema::Role;
use crate::model::{ByteOffset, ByteRange, RevisionId, SpanId};

/// A press of the main button in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The nearest place.
    pub place: Place,
    /// 1, 2 for a double click, 3 for a triple click.
    pub clicks: u8,
    /// Shift is held: the selection reaches to here.
    pub extend: bool,
    /// The live marks under the pointer, the innermost first.
    pub hit: Vec<SpanId>,
    /// The end of the current mark under the pointer.
    pub edge: Option<Edge>,
    /// Ctrl is held: an answer to who said it is ticked beside others.
    pub add: bool,
}

/// One end of one fragment of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The mark.
    pub span: SpanId,
    /// Which of its fragments, from 0.
    pub fragment: usize,
    /// Which end.
    pub side: Side,
}

/// A press of which it is not yet known whether it is a click.
pub(super) struct Pressed {
    at: ByteOffset,
    hit: Vec<SpanId>,
    /// At the same place as the one before.
    again: bool,
    add: bool,
    /// Where caret and anchor were: an answer leaves them there.
    before: (Caret, ByteOffset),
}

/// A click that was taken for an answer: a double click takes it back, since that selects a word.
pub(super) struct Answered {
    revision: RevisionId,
    choices: Choices,
}

/// What a drag under way does.
pub(super) enum Drag {
    /// Selects from a stretch: the word or sentence that was pressed.
    Select { from: ByteRange, unit: Unit },
    /// Moves a boundary, shown as the selection until the button is let go.
    Bound {
        edge: Edge,
        range: ByteRange,
        to: Option<ByteOffset>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Word,
    Sentence,
}

impl Editor {
    /// The button goes down.
    pub fn press(&mut self, press: Press) -> Outcome {
        self.readings = None;
        self.pressed = None;
        let at = press.place.at;
        if press.clicks == 2 {
            self.take_back_answer();
        }
        self.answered = None;
        if let Some(edge) = press.edge
            && let Some(span) = self.document.span(&edge.span)
            && let Some(&range) = span.fragments.as_slice().get(edge.fragment)
        {
            self.drag = Some(Drag::Bound {
                edge,
                range,
                to: None,
            });
            return Outcome::Done;
        }
        match press.clicks {
            2 => self.select_unit(at, Unit::Word),
            3.. => self.select_unit(at, Unit::Sentence),
            _ if press.extend => {
                self.caret = Caret {
                    place: press.place,
                    goal: None,
                };
                self.grown.clear();
                let from = ByteRange::empty_at(self.anchor);
                self.drag = Some(Drag::Select {
                    from,
                    unit: Unit::Word,
                });
                Outcome::Done
            }
            _ => {
                let again = self.selection().is_empty() && self.caret.place.at == at;
                let before = (self.caret, self.anchor);
                self.stand(press.place);
                let from = ByteRange::empty_at(at);
                self.drag = Some(Drag::Select {
                    from,
                    unit: Unit::Word,
                });
                self.pressed = Some(Pressed {
                    at,
                    hit: press.hit,
                    again,
                    add: press.add,
                    before,
                });
                Outcome::Done
            }
        }
    }

    /// A press that stayed at its place: the answer to who said it, or it takes the mark there.
    fn click(&mut self, pressed: Pressed) -> Outcome {
        if self.is_answer(pressed.at, &pressed.hit)
            && let Some(choices) = self.choices.clone()
        {
            (self.caret, self.anchor) = pressed.before;
            let answer = self.answer_by_click(pressed.at, &pressed.hit, pressed.add);
            let revision = self.history.current();
            let closed = self.choices.is_none();
            self.answered = closed.then_some(Answered { revision, choices });
            return answer.unwrap_or(Outcome::Done);
        }
        self.take_mark_under(&pressed.hit, pressed.again);
        Outcome::Done
    }

    /// The second press of a double click: what the first was taken for is taken back.
    fn take_back_answer(&mut self) {
        let Some(answered) = self.answered.take() else {
            return;
        };
        if answered.revision != self.history.current() {
            return;
        }
        if let Ok((edit, _)) = self.history.undo()
            && let Err(error) = self.apply(&edit)
        {
            log::error!("an answer could not be taken back: {error}");
            self.history.stand_at(answered.revision);
        }
        self.choices = Some(answered.choices);
    }

    /// A click takes the innermost mark, a second one at the same place the next outward.
    fn take_mark_under(&mut self, hit: &[SpanId], again: bool) {
        let place = self
            .current
            .as_ref()
            .and_then(|current| hit.iter().position(|id| id == current));
        let next = match place {
            Some(index) if again => (index + 1) % hit.len(),
            _ => 0,
        };
        if self.choices.is_none() {
            self.current = hit.get(next).cloned();
            self.wandered = false;
        }
    }

    fn select_unit(&mut self, at: ByteOffset, unit: Unit) -> Outcome {
        let Some(from) = self.unit_at(at, unit) else {
            return Outcome::Nothing("No word here");
        };
        self.select(from);
        self.drag = Some(Drag::Select { from, unit });
        Outcome::Done
    }

    fn unit_at(&self, at: ByteOffset, unit: Unit) -> Option<ByteRange> {
        let text = self.document.text();
        match unit {
            Unit::Word => words::word_at(text, at),
            Unit::Sentence => {
                Some(sentences::sentence_at(text, at)).filter(|range| !range.is_empty())
            }
        }
    }

    /// The pointer moves with the button down. `by_character` frees the selection from whole words.
    pub fn drag(&mut self, place: Place, by_character: bool) {
        let at = place.at;
        let Some(drag) = &self.drag else { return };
        match drag {
            &Drag::Select { from, .. } if by_character => {
                // The end that stays is the one away from the pointer.
                self.anchor = if at < from.start {
                    from.end
                } else {
                    from.start
                };
                self.caret = Caret { place, goal: None };
            }
            &Drag::Select { from, unit } => self.select_through(from, at, unit),
            Drag::Bound { edge, range, .. } => {
                let (edge, range) = (edge.clone(), *range);
                let to = if by_character {
                    at
                } else {
                    self.nearest_word_bound(at, edge.side)
                };
                if let Some(moved) = with_bound(range, edge.side, to) {
                    self.select(moved);
                    self.drag = Some(Drag::Bound {
                        edge,
                        range,
                        to: Some(to),
                    });
                }
            }
        }
    }

    /// Selects whole words or sentences from the pressed ones to the pointer.
    fn select_through(&mut self, from: ByteRange, at: ByteOffset, unit: Unit) {
        // A press that has not left its place selects nothing yet.
        if from.is_empty() && from.start == at {
            self.anchor = at;
            self.caret = Caret {
                place: Place::at(at),
                goal: None,
            };
            return;
        }
        let whole = |at, backward: bool| {
            let range = self.unit_at(at, unit)?;
            // A pointer at the edge of a word has not entered it.
            let outside = if backward {
                at == range.end
            } else {
                at == range.start
            };
            (!outside).then_some(range)
        };
        let backward = at < from.start;
        let near = whole(from.start, !backward).map_or(from, |range| {
            if from.is_empty() {
                range
            } else {
                range.hull(from)
            }
        });
        let far = whole(at, backward).unwrap_or_else(|| ByteRange::empty_at(at));
        let selected = near.hull(far);
        let (anchor, head) = if backward {
            (selected.end, selected.start)
        } else {
            (selected.start, selected.end)
        };
        self.anchor = anchor;
        let affinity = if backward {
            Affinity::Downstream
        } else {
            Affinity::Upstream
        };
        self.caret = Caret {
            place: Place { at: head, affinity },
            goal: None,
        };
        self.grown.clear();
    }

    fn nearest_word_bound(&self, at: ByteOffset, side: Side) -> ByteOffset {
        match words::word_at(self.document.text(), at) {
            Some(word) if side == Side::Start => word.start,
            Some(word) => word.end,
            None => at,
        }
    }

    /// The button goes up: a dragged boundary is set.
    pub fn release(&mut self) -> Outcome {
        match self.drag.take() {
            Some(Drag::Bound { edge, range, to }) => {
                self.stand(Place::at(range.start));
                match to {
                    Some(to) => self.set_bound(&edge.span, edge.fragment, edge.side, to),
                    None => Outcome::Done,
                }
            }
            Some(Drag::Select { .. })
                if let Some(index) = self.kept_label.filter(|_| !self.selection().is_empty()) =>
            {
                self.pressed = None;
                self.label(usize::from(index), None)
            }
            _ => {
                // A press that became a drag has selected words, for the current mark perhaps.
                let pressed = self.pressed.take().filter(|_| self.selection().is_empty());
                pressed.map_or(Outcome::Done, |pressed| self.click(pressed))
            }
        }
    }

    /// Takes a live mark by its name, as a click on it does: it becomes the current one. While it is
    /// asked who said a quote, a mention is the answer.
    pub fn take_mark(&mut self, mark: &SpanId) -> Outcome {
        let Some(span) = self.document.span(mark).filter(|span| span.is_live()) else {
            return Outcome::Nothing("This mark is gone");
        };
        let names_someone = self.document.schema().role_of(&span.label) == Role::Speaker;
        self.end_pointing();
        if self.choices.is_some() && names_someone {
            return self.answer_with_mention(mark, false);
        }
        self.go_to_mark(mark);
        Outcome::Done
    }

    /// Selects from one place to another, where the caret then stands; twice the same is a caret alone.
    pub fn select_from_to(&mut self, anchor: ByteOffset, caret: ByteOffset) {
        self.end_pointing();
        let text = self.document.text();
        let (anchor, caret) = (text.grapheme_floor(anchor), text.grapheme_floor(caret));
        self.stand(Place::at(caret));
        self.anchor = anchor;
        self.wandered = true;
    }

    fn end_pointing(&mut self) {
        (self.readings, self.drag) = (None, None);
        (self.pressed, self.answered) = (None, None);
    }

    /// Ends a press as if it had not been: caret and selection are where they were.
    pub fn let_go(&mut self) {
        self.drag = None;
        if let Some(pressed) = self.pressed.take() {
            (self.caret, self.anchor) = pressed.before;
        }
    }

    /// What is being dragged is not, or no longer, a selection; it may become one again.
    pub fn select_nothing_yet(&mut self) {
        if let Some(pressed) = &self.pressed {
            let place = Place::at(pressed.at);
            self.caret = Caret { place, goal: None };
            self.anchor = pressed.at;
        }
    }

    /// The secondary button: the mark under the pointer becomes current, the selection stays if it is there.
    pub fn press_secondary(&mut self, place: Place, hit: &[SpanId]) {
        if !self.selection().contains(place.at) {
            self.stand(place);
        }
        if !hit.iter().any(|id| Some(id) == self.current.as_ref()) {
            self.current = hit.first().cloned();
            self.wandered = false;
            self.choices = None;
        }
    }
}
