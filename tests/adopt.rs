//! Whatever a person decides between two runs of a tagger, it stands afterwards as it stood.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

use dictum::model::{
    ByteRange, Decision, Document, Draft, Entity, EntityId, Fragments, Header, Link, LinkId, Maker,
    Origin, Proposal, Span, SpanId, State, Text,
};
use dictum::store::{read, schemas, write_jsonl};
use dictum::tagger::{Proposals, ProposedEntity, ProposedLink, ProposedSpan, adopt};
use proptest::prelude::*;
use proptest::sample::Index;
use std::path::Path;

/// Eight words of five bytes each, a space after each.
const ARTICLE: &str = "aaaa bbbb cccc dddd eeee ffff gggg hhhh ";
const WORDS: usize = 8;
const LABELS: [&str; 3] = ["speaker", "quote", "event"];

/// A first word and how many follow it.
type Stretch = (usize, usize);

fn stretch() -> impl Strategy<Value = Stretch> {
    (0..WORDS, 0..3_usize)
}

fn range((first, more): Stretch) -> ByteRange {
    ByteRange::new(5 * first, 5 * (first + more + 1).min(WORDS) - 1)
}

fn fragments() -> impl Strategy<Value = Fragments> {
    prop::collection::vec(stretch(), 1..3).prop_map(|stretches| {
        Fragments::joined(stretches.into_iter().map(range).collect()).unwrap()
    })
}

fn proposals() -> impl Strategy<Value = Proposals> {
    let span = (0..LABELS.len(), fragments(), any::<Option<Index>>());
    // Each once: of two people of the same name who are nowhere else, nobody can tell which was which.
    let entities = prop::sample::subsequence(
        vec![vec!["Ann"], vec!["Bob"], vec!["Ann Lee", "Ann"]],
        0..=3,
    );
    (
        prop::collection::vec(span, 0..8),
        prop::collection::vec(any::<(Index, Index)>(), 0..6),
        entities.prop_shuffle(),
    )
        .prop_map(|(spans, links, entities)| Proposals {
            links: links
                .into_iter()
                .filter(|_| !spans.is_empty())
                .map(|(from, to)| ProposedLink {
                    label: "said_by".into(),
                    from: from.index(spans.len()),
                    to: to.index(spans.len()),
                    score: 0.5,
                    reason: "beside".into(),
                })
                .collect(),
            spans: spans
                .into_iter()
                .map(|(label, fragments, entity)| ProposedSpan {
                    label: LABELS[label].into(),
                    fragments,
                    attributes: Default::default(),
                    by_rule: Vec::new(),
                    entity: entity
                        .filter(|_| !entities.is_empty())
                        .map(|index| index.index(entities.len())),
                    score: 0.9,
                    reason: "found".into(),
                })
                .collect(),
            entities: entities
                .into_iter()
                .map(|names| ProposedEntity {
                    name: names[0].to_owned(),
                    kind: None,
                    aliases: names[1..].iter().map(|name| (*name).to_owned()).collect(),
                })
                .collect(),
            remarks: Vec::new(),
        })
}

/// What a person may do between two runs; things are chosen when it is known which there are.
#[derive(Clone, Debug)]
enum Act {
    Decide(Index, State),
    Mend(Index, Fragments),
    Relabel(Index, usize),
    Mark(usize, Fragments),
    Note(Index),
    Nobody(Index),
    Tie(Index, Index),
    DecideLink(Index, State),
    Lead(Index, Index),
    Person,
    Rename(Index),
    Mean(Index, Index),
}

fn act() -> impl Strategy<Value = Act> {
    let any_state = || prop::sample::select(vec![State::Accepted, State::Rejected]);
    prop_oneof![
        4 => (any::<Index>(), any_state()).prop_map(|(span, state)| Act::Decide(span, state)),
        2 => (any::<Index>(), fragments()).prop_map(|(span, to)| Act::Mend(span, to)),
        1 => (any::<Index>(), 0..LABELS.len()).prop_map(|(span, to)| Act::Relabel(span, to)),
        2 => (0..LABELS.len(), fragments()).prop_map(|(label, at)| Act::Mark(label, at)),
        1 => any::<Index>().prop_map(Act::Note),
        1 => any::<Index>().prop_map(Act::Nobody),
        2 => any::<(Index, Index)>().prop_map(|(from, to)| Act::Tie(from, to)),
        3 => (any::<Index>(), any_state()).prop_map(|(link, state)| Act::DecideLink(link, state)),
        2 => any::<(Index, Index)>().prop_map(|(link, to)| Act::Lead(link, to)),
        1 => Just(Act::Person),
        1 => any::<Index>().prop_map(Act::Rename),
        2 => any::<(Index, Index)>().prop_map(|(span, to)| Act::Mean(span, to)),
    ]
}

fn anna() -> Decision {
    Decision {
        name: "anna".into(),
        at: None,
    }
}

fn remember(span: &mut Span) {
    if span.origin.by != Maker::Human && span.proposed.is_none() {
        span.proposed = Some(Box::new(Proposal {
            label: span.label.clone(),
            fragments: span.fragments.clone(),
            attributes: span.attributes.clone(),
            entity: span.entity.clone(),
        }));
    }
}

fn accept(span: &mut Span) {
    span.state = State::Accepted;
    span.decided = Some(anna());
}

/// Does an act where there is something to do it on.
fn perform(document: &mut Document, act: &Act) {
    let spans: Vec<SpanId> = document.spans().map(|span| span.id.clone()).collect();
    let links: Vec<LinkId> = document.links().map(|link| link.id.clone()).collect();
    let entities: Vec<EntityId> = document.entities().map(|each| each.id.clone()).collect();
    let mut draft = Draft::new(document);
    match act {
        Act::Mark(label, at) => {
            let label = LABELS[*label].into();
            let id = draft.new_span_id(&label);
            let mut span = Span::new(id, label, at.clone(), Origin::human("anna"));
            accept(&mut span);
            draft.put_span(span).unwrap();
        }
        Act::Person => {
            let id = draft.new_entity_id();
            let entity = Entity::new(id, "Ann", Origin::human("anna"));
            draft.put_entity(entity).unwrap();
        }
        Act::Rename(entity) if !entities.is_empty() => {
            let mut entity = Entity::clone(document.entity(entity.get(&entities)).unwrap());
            "Cy".clone_into(&mut entity.name);
            entity.origin = Origin::human("anna");
            draft.put_entity(entity).unwrap();
        }
        Act::DecideLink(link, _) | Act::Lead(link, _) if !links.is_empty() => {
            let mut link = Link::clone(document.link(link.get(&links)).unwrap());
            match act {
                Act::DecideLink(_, state) => link.state = *state,
                Act::Lead(_, to) => {
                    link.proposed = Some(link.to.clone());
                    link.to = to.get(&spans).clone();
                    link.state = State::Accepted;
                }
                _ => {}
            }
            link.decided = Some(anna());
            draft.put_link(link).unwrap();
        }
        Act::Tie(from, to) if !spans.is_empty() => {
            let link = Link {
                id: draft.new_link_id(),
                label: "said_by".into(),
                from: from.get(&spans).clone(),
                to: to.get(&spans).clone(),
                attributes: Default::default(),
                state: State::Accepted,
                origin: Origin::human("anna"),
                decided: Some(anna()),
                proposed: None,
                extra: Default::default(),
            };
            draft.put_link(link).unwrap();
        }
        Act::Decide(span, _)
        | Act::Mend(span, _)
        | Act::Relabel(span, _)
        | Act::Note(span)
        | Act::Nobody(span)
        | Act::Mean(span, _)
            if !spans.is_empty() =>
        {
            let change = |span: &mut Span| change(span, act, &entities);
            draft.change_span(span.get(&spans), change).unwrap();
        }
        _ => {}
    }
    let edit = draft.finish();
    document.apply(&edit).unwrap();
}

fn change(span: &mut Span, act: &Act, entities: &[EntityId]) {
    match act {
        Act::Decide(_, state) => {
            accept(span);
            span.state = *state;
        }
        Act::Mend(_, to) => {
            remember(span);
            span.fragments = to.clone();
            accept(span);
        }
        Act::Relabel(_, to) => {
            remember(span);
            span.label = LABELS[*to].into();
            accept(span);
        }
        Act::Note(_) => span.note = Some("odd".to_owned()),
        Act::Nobody(_) => span.no_links.push("said_by".into()),
        // As when people are merged: the mark itself is not decided by that.
        Act::Mean(_, entity) if !entities.is_empty() => {
            remember(span);
            span.entity = Some(entity.get(entities).clone());
        }
        _ => {}
    }
}

fn is_own(origin: &Origin) -> bool {
    origin.by == Maker::Tagger && origin.name.as_deref() == Some("rules")
}

/// All that a person or another tagger has said.
fn decided(document: &Document) -> (Vec<Span>, Vec<Link>, Vec<Entity>) {
    let spans = document.spans().filter(|span| {
        let untouched = span.decided.is_none()
            && span.proposed.is_none()
            && span.note.is_none()
            && span.no_links.is_empty();
        span.state != State::Suggested || !is_own(&span.origin) || !untouched
    });
    let spans: Vec<Span> = spans.map(|span| Span::clone(span)).collect();
    let links = document
        .links()
        .filter(|link| link.decided.is_some() || !is_own(&link.origin));
    let entities = document.entities().filter(|entity| {
        let meant = spans
            .iter()
            .any(|span| span.entity.as_ref() == Some(&entity.id));
        meant || !is_own(&entity.origin)
    });
    (
        spans.clone(),
        links.map(|link| Link::clone(link)).collect(),
        entities.map(|entity| Entity::clone(entity)).collect(),
    )
}

fn tag(document: &mut Document, proposals: &Proposals, name: &str) {
    let edit = adopt(document, proposals, name, "1").unwrap();
    document.apply(&edit).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn what_a_person_decided_is_the_same_after_tagging_again(
        first in proposals(),
        other in proposals(),
        acts in prop::collection::vec(act(), 0..12),
        second in proposals(),
    ) {
        let text = Text::new(ARTICLE);
        let mut document = Document::new(Header::default(), schemas::news(), text);
        tag(&mut document, &first, "rules");
        tag(&mut document, &other, "other");
        for act in &acts {
            perform(&mut document, act);
        }
        let before = decided(&document);
        // Its own first proposals once more are as good a second run as any.
        for again in [&first, &second] {
            tag(&mut document, again, "rules");
            prop_assert_eq!(&decided(&document), &before);

            let line = write_jsonl(&document);
            let mut read = read(line.as_bytes(), Path::new("a.jsonl")).unwrap().document;
            tag(&mut read, again, "rules");
            prop_assert_eq!(write_jsonl(&read), line);
        }
    }
}
