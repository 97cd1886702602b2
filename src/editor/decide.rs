//! Accepting, rejecting and removing marks.

use super::{Editor, Hand, Outcome, people};
use crate::language::{mention_kind, nature};
use crate::model::schema::Role;
use crate::model::{
    Document, Draft, EditError, Link, LinkId, Maker, Proposal, Span, SpanId, State,
};

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
pub(super) fn drop_span(draft: &mut Draft, id: &SpanId, hand: &Hand<'_>) -> Result<(), EditError> {
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

/// Accepts a card: the mark, its links, the marks that those lead to, and the people they mean. What
/// of it was decided on before stays as it is.
pub(super) fn accept_card(
    draft: &mut Draft,
    hand: &Hand<'_>,
    id: &SpanId,
) -> Result<(), EditError> {
    accept_mark(draft, hand, id)?;
    let live = |link: &&std::sync::Arc<Link>| link.state != State::Rejected;
    let links: Vec<Link> = draft
        .document()
        .links_from(id)
        .filter(live)
        .map(|link| Link::clone(link))
        .collect();
    for mut link in links {
        accept_mark(draft, hand, &link.to.clone())?;
        if link.state == State::Suggested {
            accept_link(&mut link, hand);
            draft.put_link(link)?;
        }
    }
    Ok(())
}

/// Accepts a suggested mark; one of whom it is not said gets the person that its words are taken for.
fn accept_mark(draft: &mut Draft, hand: &Hand<'_>, id: &SpanId) -> Result<(), EditError> {
    let Some(span) = draft.document().span(id).cloned() else {
        return Ok(());
    };
    if span.state != State::Suggested {
        return Ok(());
    }
    draft.change_span(id, |span| accept_span(span, hand))?;
    let role = draft.document().schema().role_of(&span.label);
    if span.entity.is_some() || !matches!(role, Role::Speaker | Role::Addressee) {
        return Ok(());
    }
    let mention = span.fragments.hull();
    let kind = mention_kind(draft.document().text(), mention);
    let proposed = people::propose(draft.document(), mention, kind);
    let told = nature(&draft.document().words(&span));
    let person = proposed.person.settle(draft, hand, told)?;
    people::assign(draft, id, person)
}

/// Rejects suggested marks to which no link leads any more.
pub(super) fn drop_unused(
    draft: &mut Draft,
    hand: &Hand<'_>,
    ends: &[SpanId],
) -> Result<(), EditError> {
    for end in ends {
        if is_unused(draft.document(), end) {
            drop_span(draft, end, hand)?;
        }
    }
    Ok(())
}

/// Whether a mark is suggested and no link leads to it.
fn is_unused(document: &Document, id: &SpanId) -> bool {
    let span = document.span(id);
    let mut links = document.links_to(id);
    span.is_some_and(|span| span.state == State::Suggested)
        && links.all(|link| link.state == State::Rejected)
}

/// Takes a card out, and what it led to if nothing else leads there and nobody has decided on it.
fn drop_card(draft: &mut Draft, id: &SpanId, hand: &Hand<'_>) -> Result<(), EditError> {
    let ends: Vec<SpanId> = draft
        .document()
        .links_from(id)
        .map(|link| link.to.clone())
        .collect();
    drop_span(draft, id, hand)?;
    drop_unused(draft, hand, &ends)
}

impl Editor {
    pub(super) fn delete(&mut self) -> Outcome {
        let Some(id) = self.current.clone() else {
            return Outcome::Nothing("Click a mark first, then {delete} removes it");
        };
        let outcome = self.commit_told("Remove mark", |draft, hand| drop_card(draft, &id, hand));
        self.settle();
        outcome
    }

    /// Accepts the current suggestion: of a quote the whole card.
    pub(super) fn accept(&mut self) -> Outcome {
        let Some(id) = self.current.clone().filter(|id| self.waits(id)) else {
            return Outcome::Nothing("{accept} accepts a suggestion; none is current");
        };
        self.commit_told("Accept suggestion", |draft, hand| {
            accept_card(draft, hand, &id)
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
            drop_card(draft, &span.id, hand)
        });
        self.settle();
        outcome
    }
}
