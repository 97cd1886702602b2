//! Mending a boundary: one end of the fragment of the current mark that is nearest the caret.

use super::decide::touch;
use super::{Chord, Command, Editor, Key, Outcome, Side, Step, Way, marking};
use crate::language::words;
use crate::model::{ByteOffset, ByteRange, Fragments, SpanId, Text};

impl Editor {
    /// What a command means that a key asks for. An arrow points to a side: where the current mark's
    /// paragraph runs from right to left, it moves a boundary the other way in the text.
    pub fn asked_by(&self, chord: Chord, command: Command) -> Command {
        let way = match (chord.key, command) {
            (Key::Left, Command::Bound(_, Way::Back, _)) => Way::Forth,
            (Key::Right, Command::Bound(_, Way::Forth, _)) => Way::Back,
            _ => return command,
        };
        let start = self.current_span().map(|span| span.fragments.start());
        let turned = start.is_some_and(|start| {
            let direction = self.document.text().direction_at(start);
            direction.is_right_to_left()
        });
        match command {
            Command::Bound(side, _, step) if turned => Command::Bound(side, way, step),
            other => other,
        }
    }

    pub(super) fn move_bound(&mut self, side: Side, way: Way, step: Step) -> Outcome {
        let Some((id, fragment, to)) = self.bound_to_be(side, way, step) else {
            return Outcome::Nothing("Click a mark first, then its ends can be moved");
        };
        self.set_bound(&id, fragment, side, to)
    }

    /// Whether moving a boundary so changes the current mark.
    pub(super) fn can_move_bound(&self, side: Side, way: Way, step: Step) -> bool {
        let Some((id, fragment, to)) = self.bound_to_be(side, way, step) else {
            return false;
        };
        let Some(span) = self.document.span(&id) else {
            return false;
        };
        let moved = fragments_with(&span.fragments, fragment, side, to);
        moved.is_some_and(|moved| moved != span.fragments)
    }

    /// The current mark, its fragment nearest the caret, and where an end of it would go.
    fn bound_to_be(&self, side: Side, way: Way, step: Step) -> Option<(SpanId, usize, ByteOffset)> {
        let span = self.current_span()?;
        let fragment = span.fragments.nearest(self.caret.place.at);
        let range = span.fragments.as_slice()[fragment];
        let from = match side {
            Side::Start => range.start,
            Side::End => range.end,
        };
        let to = stepped(self.document.text(), from, side, way, step);
        Some((span.id.clone(), fragment, to))
    }

    /// Moves one end of a fragment to a place. Fragments that meet are joined; links stay.
    pub(super) fn set_bound(
        &mut self,
        id: &SpanId,
        fragment: usize,
        side: Side,
        to: ByteOffset,
    ) -> Outcome {
        let Some(before) = self.document.span(id).cloned() else {
            return Outcome::Nothing("That mark is gone");
        };
        let Some(fragments) = fragments_with(&before.fragments, fragment, side, to) else {
            return Outcome::Nothing("A mark keeps at least one character; {delete} removes it");
        };
        // A suggestion whose end stays where it is was not changed by anyone.
        if fragments == before.fragments {
            return Outcome::Nothing("The boundary can go no further");
        }
        let outcome = self.commit_told("Move boundary", |draft, hand| {
            draft.change_span(id, |span| {
                touch(span, &before, hand);
                span.fragments = fragments;
            })?;
            marking::refill(draft, id, None)
        });
        // The list was made for the old words; an open one is made anew.
        if self
            .choices
            .as_ref()
            .is_some_and(|choices| choices.quote == *id)
        {
            self.open_choices(id);
        }
        outcome
    }
}

/// The fragments with one end of one of them elsewhere; `None` when nothing would be left of it.
fn fragments_with(
    fragments: &Fragments,
    fragment: usize,
    side: Side,
    to: ByteOffset,
) -> Option<Fragments> {
    let mut ranges: Vec<ByteRange> = fragments.iter().collect();
    let range = ranges.get_mut(fragment)?;
    *range = with_bound(*range, side, to)?;
    Fragments::joined(ranges).ok()
}

/// The fragment with one end elsewhere; `None` when nothing would be left.
pub(super) fn with_bound(range: ByteRange, side: Side, to: ByteOffset) -> Option<ByteRange> {
    match side {
        Side::Start => (to < range.end).then_some(ByteRange {
            start: to,
            end: range.end,
        }),
        Side::End => (range.start < to).then_some(ByteRange {
            start: range.start,
            end: to,
        }),
    }
}

fn stepped(text: &Text, from: ByteOffset, side: Side, way: Way, step: Step) -> ByteOffset {
    match (step, side, way) {
        (Step::Character, _, Way::Forth) => text.next_grapheme(from),
        (Step::Character, _, Way::Back) => text.prev_grapheme(from),
        (Step::Word, Side::End, Way::Forth) => words::next_word_end(text, from),
        (Step::Word, Side::End, Way::Back) => words::prev_word_end(text, from),
        (Step::Word, Side::Start, Way::Forth) => words::next_word_start(text, from),
        (Step::Word, Side::Start, Way::Back) => words::prev_word_start(text, from),
    }
}
