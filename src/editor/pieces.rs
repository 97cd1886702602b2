//! Marks in several pieces: adding, cutting out, joining.

use super::decide::{self, touch};
use super::marking::{refill, trimmed};
use super::{Editor, Outcome};
use crate::model::{ByteRange, Fragments, Link, Span, SpanId};
use std::sync::Arc;

/// A mark with the pieces that it is to have, or why not.
type Pieces = Result<(Arc<Span>, Fragments), &'static str>;

impl Editor {
    /// Adds the selected words to the current mark.
    pub(super) fn add_piece(&mut self) -> Outcome {
        let pieces = self.with_selected();
        self.set_pieces("Add piece", pieces)
    }

    /// Cuts the selected words out of the current mark.
    pub(super) fn cut_piece(&mut self) -> Outcome {
        let pieces = self.without_selected();
        self.set_pieces("Cut piece out", pieces)
    }

    /// The current mark with the selected words.
    pub(super) fn with_selected(&self) -> Pieces {
        let (Some(span), Some(selected)) = (self.current_span(), self.selected_words()) else {
            return Err("Make a mark current, select words, then {add-piece} adds them");
        };
        self.allowed(span, Some(span.fragments.with(selected)))
    }

    /// The current mark without the selected words.
    pub(super) fn without_selected(&self) -> Pieces {
        let (Some(span), Some(selected)) = (self.current_span(), self.selected_words()) else {
            return Err("Make a mark current, select words in it, then {cut-piece} cuts them out");
        };
        let left = span
            .fragments
            .without(selected)
            .and_then(|left| self.without_margins(&left));
        self.allowed(span, left)
    }

    fn allowed(&self, span: &Arc<Span>, pieces: Option<Fragments>) -> Pieces {
        let Some(pieces) = pieces else {
            return Err("That would leave nothing; {delete} removes the mark");
        };
        let label = self.document.schema().label(&span.label);
        if pieces.len() > 1 && !label.is_some_and(|label| label.fragments) {
            return Err("Marks of this label are in one piece");
        }
        if pieces == span.fragments {
            return Err("That changes nothing");
        }
        Ok((Arc::clone(span), pieces))
    }

    fn selected_words(&self) -> Option<ByteRange> {
        let text = self.document.text();
        let selection = text.whole_graphemes(self.selection());
        let words = trimmed(text.slice(selection), selection);
        (!words.is_empty()).then_some(words)
    }

    /// Pieces without white space at their ends, and without those that hold nothing else.
    fn without_margins(&self, fragments: &Fragments) -> Option<Fragments> {
        let text = self.document.text();
        Fragments::joined(
            fragments
                .iter()
                .map(|range| trimmed(text.slice(range), range))
                .collect(),
        )
        .ok()
    }

    fn set_pieces(&mut self, name: &str, pieces: Pieces) -> Outcome {
        let (before, pieces) = match pieces {
            Ok(pieces) => pieces,
            Err(reason) => return Outcome::Nothing(reason),
        };
        let outcome = self.commit_told(name, |draft, hand| {
            draft.change_span(&before.id, |span| {
                touch(span, &before, hand);
                span.fragments = pieces;
            })?;
            refill(draft, &before.id, None)
        });
        self.anchor = self.caret.place.at;
        self.grown.clear();
        if self.choices.is_some() {
            self.open_choices(&before.id);
        }
        outcome
    }

    /// Joins the current mark with the next of its label. Links of both stay, at the joined mark.
    pub(super) fn join(&mut self) -> Outcome {
        let Some(first) = self.current_span().cloned() else {
            return Outcome::Nothing(
                "Make a mark current first, then {join} joins it with the next",
            );
        };
        let Some(second) = self.next_of_label(&first) else {
            return Outcome::Nothing("There is no later mark of this label");
        };
        let several = self
            .document
            .schema()
            .label(&first.label)
            .is_some_and(|label| label.fragments);
        let ranges: Vec<ByteRange> = if several {
            first
                .fragments
                .iter()
                .chain(second.fragments.iter())
                .collect()
        } else {
            vec![first.fragments.hull().hull(second.fragments.hull())]
        };
        let Ok(fragments) = Fragments::joined(ranges) else {
            return Outcome::Nothing("These marks cannot be joined");
        };
        self.commit_told("Join marks", |draft, hand| {
            let links: Vec<Link> = draft
                .document()
                .links_of(&second.id)
                .map(|link| Link::clone(link))
                .collect();
            for link in links {
                let link = led(link, &second.id, &first.id);
                if is_new(draft.document(), &link) {
                    draft.put_link(link)?;
                }
            }
            draft.change_span(&first.id, |span| {
                touch(span, &first, hand);
                span.fragments = fragments;
                if span.entity.is_none() {
                    span.entity.clone_from(&second.entity);
                }
                for link in &second.no_links {
                    if !span.no_links.contains(link) {
                        span.no_links.push(link.clone());
                    }
                }
            })?;
            // A tagger's stays as rejected, so that it is not proposed again.
            decide::drop_span(draft, &second.id, hand)?;
            refill(draft, &first.id, None)
        })
    }

    /// Whether there is a later mark to join the current one with.
    pub(super) fn can_join(&self) -> bool {
        self.current_span()
            .is_some_and(|first| self.next_of_label(first).is_some())
    }

    fn next_of_label(&self, first: &Span) -> Option<Arc<Span>> {
        let places = self.document.places();
        let mut placed = places.first_from(first.fragments.start())?;
        loop {
            let span = &placed.span;
            let later = span.fragments.start() > first.fragments.start() || span.id > first.id;
            if placed.fragment == 0
                && span.id != first.id
                && span.label == first.label
                && span.is_live()
                && later
            {
                return Some(Arc::clone(span));
            }
            placed = places.after(placed)?;
        }
    }
}

/// The link with one span in place of another.
fn led(mut link: Link, from: &SpanId, to: &SpanId) -> Link {
    for end in [&mut link.from, &mut link.to] {
        if end == from {
            end.clone_from(to);
        }
    }
    link
}

/// Whether no other link says the same, and it does not lead from a mark to itself.
fn is_new(document: &crate::model::Document, link: &Link) -> bool {
    let mut same = document
        .links_from(&link.from)
        .filter(|each| each.id != link.id && each.to == link.to && each.label == link.label);
    link.from != link.to && same.next().is_none()
}
