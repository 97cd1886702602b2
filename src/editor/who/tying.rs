//! Tying a quote to its speakers and its cue.

use super::Choice;
use crate::editor::Hand;
use crate::editor::decide::{accept_card, accept_link, accept_span, drop_link, drop_unused};
use crate::editor::marking::{Wanted, put_mark};
use crate::editor::people::{self, Person};
use crate::language::nature;
use crate::model::schema::{LinkRole, Role};
use crate::model::{
    Attributes, ByteRange, Draft, EditError, Extra, Fragments, LabelName, Link, Maker, SpanId,
    State,
};

/// Marks a candidate's words as a speaker, with the person it means.
pub(super) fn put_choice(
    draft: &mut Draft,
    hand: &Hand<'_>,
    choice: &Choice,
) -> Result<Option<SpanId>, EditError> {
    let Some(label) = draft
        .document()
        .schema()
        .label_of(Role::Speaker)
        .map(|label| label.name.clone())
    else {
        return Ok(None);
    };
    if let Some(id) = &choice.marked {
        take_suggested(draft, hand, id, &choice.person)?;
        return Ok(Some(id.clone()));
    }
    let fragments = Fragments::one(choice.mention)?;
    let id = put_mark(
        draft,
        hand,
        &Wanted {
            label,
            role: Role::Speaker,
            fragments,
            reading: None,
        },
    )?;
    Ok(Some(id))
}

/// Accepts a suggested speaker, with the person shown for it.
fn take_suggested(
    draft: &mut Draft,
    hand: &Hand<'_>,
    id: &SpanId,
    person: &Person,
) -> Result<(), EditError> {
    let Some(span) = draft.document().span(id).cloned() else {
        return Ok(());
    };
    if span.state != State::Suggested {
        return Ok(());
    }
    draft.change_span(id, |span| accept_span(span, hand))?;
    if span.entity.is_some() {
        return Ok(());
    }
    let told = nature(&draft.document().words(&span));
    let person = person.settle(draft, hand, told)?;
    people::assign(draft, id, person)
}

/// Ties a quote to its speakers, and to no other.
pub(in crate::editor) fn say(
    draft: &mut Draft,
    hand: &Hand<'_>,
    quote: &SpanId,
    speakers: &[SpanId],
) -> Result<(), EditError> {
    let Some(said_by) = draft
        .document()
        .schema()
        .link_of(LinkRole::SaidBy)
        .map(|link| link.name.clone())
    else {
        return Ok(());
    };
    let links = live_links(draft, quote, &said_by);
    let before = ends_of(&links);
    let (stay, go): (Vec<Link>, Vec<Link>) = links
        .into_iter()
        .partition(|link| speakers.contains(&link.to));
    let mut missing: Vec<&SpanId> = speakers
        .iter()
        .filter(|speaker| !stay.iter().any(|link| link.to == **speaker))
        .collect();
    for mut link in stay {
        if link.state == State::Suggested {
            accept_link(&mut link, hand);
            draft.put_link(link)?;
        }
    }
    for mut link in go {
        // A link led elsewhere keeps what it was: the tagger is scored by it.
        if let Some(to) = missing.pop() {
            if link.origin.by != Maker::Human && link.proposed.is_none() {
                link.proposed = Some(link.to.clone());
            }
            link.to = to.clone();
            accept_link(&mut link, hand);
            draft.put_link(link)?;
        } else {
            drop_link(draft, &link.id, hand)?;
        }
    }
    for to in missing {
        put_link(draft, hand, &said_by, quote, to)?;
    }
    draft.change_span(quote, |span| {
        span.no_links.retain(|link| *link != said_by);
    })?;
    // Who said it decides on the whole card; a speaker whom it lost may be nobody's now.
    accept_card(draft, hand, quote)?;
    drop_unused(draft, hand, &before)
}

pub(super) fn ends_of(links: &[Link]) -> Vec<SpanId> {
    links.iter().map(|link| link.to.clone()).collect()
}

/// Whether a quote has a suggested cue.
pub(super) fn has_cue(draft: &Draft, quote: &SpanId) -> bool {
    let cued_by = draft.document().schema().link_of(LinkRole::CuedBy);
    let cued_by = cued_by.map(|link| link.name.clone());
    cued_by.is_some_and(|cued_by| {
        let links = live_links(draft, quote, &cued_by);
        links.iter().any(|link| link.state == State::Suggested)
    })
}

pub(super) fn put_cue(
    draft: &mut Draft,
    hand: &Hand<'_>,
    quote: &SpanId,
    cue: ByteRange,
) -> Result<(), EditError> {
    let schema = std::sync::Arc::clone(draft.document().schema());
    let (Some(label), Some(link)) = (schema.label_of(Role::Cue), schema.link_of(LinkRole::CuedBy))
    else {
        return Ok(());
    };
    let fragments = Fragments::one(cue)?;
    let wanted = Wanted {
        label: label.name.clone(),
        role: Role::Cue,
        fragments,
        reading: None,
    };
    let id = put_mark(draft, hand, &wanted)?;
    let tied = live_links(draft, quote, &link.name)
        .iter()
        .any(|each| each.to == id);
    if tied {
        Ok(())
    } else {
        put_link(draft, hand, &link.name, quote, &id)
    }
}

fn put_link(
    draft: &mut Draft,
    hand: &Hand<'_>,
    label: &LabelName,
    from: &SpanId,
    to: &SpanId,
) -> Result<(), EditError> {
    let link = new_link(draft, hand, label, from, to);
    draft.put_link(link)
}

/// A link as a person makes it.
pub(in crate::editor) fn new_link(
    draft: &Draft,
    hand: &Hand<'_>,
    label: &LabelName,
    from: &SpanId,
    to: &SpanId,
) -> Link {
    Link {
        id: draft.new_link_id(),
        label: label.clone(),
        from: from.clone(),
        to: to.clone(),
        attributes: Attributes::new(),
        state: State::Accepted,
        origin: hand.origin(),
        decided: Some(hand.decision()),
        proposed: None,
        extra: Extra::new(),
    }
}

pub(super) fn live_links(draft: &Draft, from: &SpanId, label: &LabelName) -> Vec<Link> {
    let links = draft.document().links_from(from);
    links
        .filter(|link| link.label == *label && link.state != State::Rejected)
        .map(|link| Link::clone(link))
        .collect()
}
