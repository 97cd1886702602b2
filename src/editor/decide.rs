//! Accepting, rejecting and removing marks.

use super::{Editor, Hand, Outcome, people};
use crate::model::{Draft, EditError, Link, LinkId, Maker, Proposal, Span, SpanId, State};

/// Notes that a person has changed a span: a suggestion keeps what it was, and is accepted.
pub(super) fn touch(span: &mut Span, before: &Span, hand: &Hand<'_>) {
    keep_proposal(span, before);
    if span.state != State::Accepted {
        accept_span(span, hand);
    }
}

/// Keeps what a suggestion was before a person changed it.
pub(super) fn keep_proposal(span: &mut Span, before: &Span) {
    if before.origin.by != Maker::Human && span.proposed.is_none() {
        span.proposed = Some(Box::new(Proposal {
            label: before.label.clone(),
            fragments: before.fragments.clone(),
            attributes: before.attributes.clone(),
            entity: before.entity.clone(),
        }));
    }
}

pub(super) fn accept_span(span: &mut Span, hand: &Hand<'_>) {
    span.state = State::Accepted;
    span.decided = Some(hand.decision());
}

pub(super) fn accept_link(link: &mut Link, hand: &Hand<'_>) {
    link.state = State::Accepted;
    link.decided = Some(hand.decision());
}

/// Takes a person's link out; keeps a tagger's as rejected.
pub(super) fn drop_link(draft: &mut Draft, id: &LinkId, hand: &Hand<'_>) -> Result<(), EditError> {
    let Some(link) = draft.document().link(id).cloned() else {
        return Ok(());
    };
    if link.origin.by == Maker::Human {
        return draft.remove_link(id);
    }
    let mut link = Link::clone(&link);
    link.state = State::Rejected;
    link.decided = Some(hand.decision());
    draft.put_link(link)
}

/// Takes a person's span out with its links; keeps a tagger's as rejected, its links too.
fn drop_span(draft: &mut Draft, id: &SpanId, hand: &Hand<'_>) -> Result<(), EditError> {
    let Some(span) = draft.document().span(id).cloned() else {
        return Ok(());
    };
    if span.origin.by == Maker::Human {
        draft.remove_span(id)?;
        return match &span.entity {
            Some(entity) => people::forget_if_idle(draft, entity),
            None => Ok(()),
        };
    }
    let links: Vec<LinkId> = draft
        .document()
        .links_of(id)
        .map(|link| link.id.clone())
        .collect();
    for link in links {
        drop_link(draft, &link, hand)?;
    }
    draft.change_span(id, |span| {
        span.state = State::Rejected;
        span.decided = Some(hand.decision());
    })
}

impl Editor {
    pub(super) fn delete(&mut self) -> Outcome {
        let Some(id) = self.current.clone() else {
            return Outcome::Nothing("Click a mark first, then {delete} removes it");
        };
        let outcome = self.commit_told("Remove mark", |draft, hand| drop_span(draft, &id, hand));
        self.settle();
        outcome
    }

    /// Accepts the current suggestion: of a quote the whole card, with its links and their marks.
    pub(super) fn accept(&mut self) -> Outcome {
        let Some(span) = self
            .current_span()
            .cloned()
            .filter(|span| span.state == State::Suggested)
        else {
            return Outcome::Nothing("{accept} accepts a suggestion; none is current");
        };
        self.commit_told("Accept suggestion", |draft, hand| {
            draft.change_span(&span.id, |span| accept_span(span, hand))?;
            let links: Vec<Link> = draft
                .document()
                .links_from(&span.id)
                .filter(|link| link.state == State::Suggested)
                .map(|link| Link::clone(link))
                .collect();
            for mut link in links {
                let to = link.to.clone();
                accept_link(&mut link, hand);
                draft.put_link(link)?;
                if draft
                    .document()
                    .span(&to)
                    .is_some_and(|span| span.state == State::Suggested)
                {
                    draft.change_span(&to, |span| accept_span(span, hand))?;
                }
            }
            Ok(())
        })
    }

    /// Rejects the current suggestion with its links, and what it led to if nothing else leads there.
    pub(super) fn reject(&mut self) -> Outcome {
        let Some(span) = self
            .current_span()
            .cloned()
            .filter(|span| span.origin.by != Maker::Human)
        else {
            return Outcome::Nothing(
                "{reject} rejects a suggestion; {delete} removes a mark of your own",
            );
        };
        let outcome = self.commit_told("Reject suggestion", |draft, hand| {
            let ends: Vec<SpanId> = draft
                .document()
                .links_from(&span.id)
                .map(|link| link.to.clone())
                .collect();
            drop_span(draft, &span.id, hand)?;
            for end in ends {
                let document = draft.document();
                let used = document
                    .links_to(&end)
                    .any(|link| link.state != State::Rejected);
                let undecided = document
                    .span(&end)
                    .is_some_and(|span| span.state == State::Suggested);
                if undecided && !used {
                    drop_span(draft, &end, hand)?;
                }
            }
            Ok(())
        });
        self.settle();
        outcome
    }
}
