//! Whatever is done, undo takes it back to the byte and redo brings it again.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

#[path = "made/documents.rs"]
mod documents;

use dictum::model::{
    ByteRange, Change, CharOffset, Document, Draft, Edit, EditError, Entity, EntityId, Header,
    History, LinkId, NoWay, RevisionId, SpanId, Timestamp,
};
use dictum::store::write_ron;
use documents::{LinkSeed, SpanSeed};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;

/// One thing that an editor may do. Places and things are chosen when the document is known.
#[derive(Clone, Debug)]
enum Act {
    Make(SpanSeed),
    Relabel(Index),
    Move(Index, Vec<(Index, Index)>),
    Join(Index, (Index, Index)),
    Cut(Index, (Index, Index)),
    Note(Index, String),
    Remove(Index),
    Link(LinkSeed),
    Unlink(Index),
    Lead(Index, Index),
    Person(Entity),
    Mean(Index, Index),
    Forget(Index),
    Header(Header),
    Schema(bool),
    Words(Index, Index, String),
}

fn act() -> impl Strategy<Value = Act> {
    let pair = any::<(Index, Index)>();
    prop_oneof![
        3 => documents::span_seed().prop_map(Act::Make),
        1 => any::<Index>().prop_map(Act::Relabel),
        1 => (any::<Index>(), documents::places()).prop_map(|(span, places)| Act::Move(span, places)),
        1 => (any::<Index>(), pair.clone()).prop_map(|(span, place)| Act::Join(span, place)),
        1 => (any::<Index>(), pair.clone()).prop_map(|(span, place)| Act::Cut(span, place)),
        1 => (any::<Index>(), documents::odd_string()).prop_map(|(span, note)| Act::Note(span, note)),
        1 => any::<Index>().prop_map(Act::Remove),
        2 => documents::link_seed().prop_map(Act::Link),
        1 => any::<Index>().prop_map(Act::Unlink),
        1 => pair.clone().prop_map(|(link, span)| Act::Lead(link, span)),
        2 => documents::entity().prop_map(Act::Person),
        2 => pair.prop_map(|(span, person)| Act::Mean(span, person)),
        1 => any::<Index>().prop_map(Act::Forget),
        1 => documents::header().prop_map(Act::Header),
        1 => any::<bool>().prop_map(Act::Schema),
        3 => (any::<Index>(), any::<Index>(), documents::odd_string())
            .prop_map(|(from, to, words)| Act::Words(from, to, words)),
    ]
}

fn pick<T: Clone>(index: Index, all: &[T]) -> Option<T> {
    (!all.is_empty()).then(|| index.get(all).clone())
}

fn stretch(document: &Document, (a, b): &(Index, Index)) -> ByteRange {
    let len = document.text().chars_len().0 + 1;
    let at = |index: &Index| {
        let at = CharOffset(index.index(len));
        document.text().byte_of_char(at).unwrap()
    };
    ByteRange::between(at(a), at(b))
}

/// Does an act; nothing when the document has nothing to do it to.
fn draft(document: &Document, act: &Act) -> Result<Edit, EditError> {
    let spans: Vec<SpanId> = document.spans().map(|span| span.id.clone()).collect();
    let links: Vec<LinkId> = document.links().map(|link| link.id.clone()).collect();
    let people: Vec<EntityId> = document
        .entities()
        .map(|entity| entity.id.clone())
        .collect();
    let mut draft = Draft::new(document);
    match act {
        Act::Make(seed) => {
            let id = draft.new_span_id(&"quote".into());
            if let Some(span) = seed.span(id, document.text(), &people) {
                draft.put_span(span)?;
            }
        }
        Act::Relabel(span) => {
            if let Some(id) = pick(*span, &spans) {
                draft.change_span(&id, |span| span.label = "event".into())?;
            }
        }
        Act::Move(span, places) => {
            if let Some(id) = pick(*span, &spans)
                && let Some(fragments) = documents::fragments(document.text(), places)
            {
                draft.change_span(&id, |span| span.fragments = fragments)?;
            }
        }
        Act::Join(span, place) => {
            let range = stretch(document, place);
            if let Some(id) = pick(*span, &spans)
                && !range.is_empty()
            {
                draft.change_span(&id, |span| span.fragments = span.fragments.with(range))?;
            }
        }
        Act::Cut(span, place) => {
            if let Some(id) = pick(*span, &spans) {
                let cut = stretch(document, place);
                match document.span(&id).unwrap().fragments.without(cut) {
                    Some(left) => draft.change_span(&id, |span| span.fragments = left)?,
                    None => draft.remove_span(&id)?,
                }
            }
        }
        Act::Note(span, note) => {
            if let Some(id) = pick(*span, &spans) {
                draft.change_span(&id, |span| span.note = Some(note.clone()))?;
            }
        }
        Act::Remove(span) => {
            if let Some(id) = pick(*span, &spans) {
                draft.remove_span(&id)?;
            }
        }
        Act::Link(seed) => {
            if let Some(link) = documents::link(draft.new_link_id(), &spans, seed) {
                draft.put_link(link)?;
            }
        }
        Act::Unlink(link) => {
            if let Some(id) = pick(*link, &links) {
                draft.remove_link(&id)?;
            }
        }
        Act::Lead(link, span) => {
            if let (Some(id), Some(to)) = (pick(*link, &links), pick(*span, &spans)) {
                let mut link = document.link(&id).unwrap().as_ref().clone();
                link.proposed = Some(std::mem::replace(&mut link.to, to));
                draft.put_link(link)?;
            }
        }
        Act::Person(entity) => {
            let id = draft.new_entity_id();
            draft.put_entity(Entity {
                id,
                ..entity.clone()
            })?;
        }
        Act::Mean(span, person) => {
            if let Some(id) = pick(*span, &spans) {
                draft.change_span(&id, |span| span.entity = pick(*person, &people))?;
            }
        }
        Act::Forget(person) => {
            if let Some(id) = pick(*person, &people) {
                // Refused while it has mentions, which is part of the test.
                draft.remove_entity(&id)?;
            }
        }
        Act::Header(header) => draft.change_header(|held| *held = header.clone())?,
        Act::Schema(all) => draft.set_schema(if *all {
            dictum::store::schemas::attribution()
        } else {
            dictum::store::schemas::news()
        })?,
        Act::Words(from, to, words) => {
            draft.replace_text(stretch(document, &(*from, *to)), words)?;
        }
    }
    Ok(draft.finish())
}

fn now() -> Timestamp {
    Timestamp::from_rfc3339("2026-11-22T10:00:00Z")
}

/// What holds of every document, however it came about: built anew of its own parts it is the same.
fn check(document: &Document) -> Result<(), TestCaseError> {
    let text = write_ron(document);
    let opened = dictum::store::read(text.as_bytes(), std::path::Path::new("a.ron")).unwrap();
    prop_assert!(opened.misfits.is_empty());
    prop_assert!(opened.document == *document);
    let indexed = |document: &Document| -> Vec<String> {
        let spans: Vec<SpanId> = document.spans().map(|span| span.id.clone()).collect();
        let of_spans = spans.iter().map(|id| {
            let links = document.links_of(id).map(|link| link.id.to_string());
            format!("{id} {:?}", links.collect::<Vec<_>>())
        });
        let of_people = document.entities().map(|entity| {
            let mentions = document
                .mentions_of(&entity.id)
                .map(|span| span.id.to_string());
            format!("{} {:?}", entity.id, mentions.collect::<Vec<_>>())
        });
        let places = document.places().iter().map(|placed| format!("{placed:?}"));
        of_spans.chain(of_people).chain(places).collect()
    };
    prop_assert_eq!(indexed(&opened.document), indexed(document));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn all_undone_is_the_first_document_and_all_redone_the_last(
        first in documents::document(),
        acts in prop::collection::vec(act(), 1..24),
    ) {
        let mut document = first.clone();
        let mut history = History::default();
        let mut seen = vec![write_ron(&document)];
        for act in &acts {
            let before = document.clone();
            let edit = match draft(&document, act) {
                Ok(edit) => edit,
                Err(EditError::StillMeant(_)) => continue,
                Err(other) => return Err(TestCaseError::fail(format!("{other}: {act:?}"))),
            };
            prop_assert!(document == before, "a draft touched its document");
            let stored = serde_json::to_string(&edit).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Edit>(&stored).unwrap(), &edit);
            if edit.is_empty() {
                continue;
            }
            document.apply(&edit).unwrap();
            check(&document)?;
            history.push("act", now(), None, edit);
            seen.push(write_ron(&document));
        }
        for expected in seen.iter().rev().skip(1) {
            let (edit, _) = history.undo().unwrap();
            document.apply(&edit).unwrap();
            prop_assert_eq!(&write_ron(&document), expected);
            check(&document)?;
        }
        prop_assert_eq!(history.undo(), Err(NoWay::NoStep));
        prop_assert!(document == first);
        for expected in &seen[1..] {
            let (edit, _) = history.redo().unwrap();
            document.apply(&edit).unwrap();
            prop_assert_eq!(&write_ron(&document), expected);
        }
        prop_assert_eq!(history.redo(), Err(NoWay::NoStep));
    }

    #[test]
    fn every_branch_can_be_gone_to(
        first in documents::document(),
        steps in prop::collection::vec((act(), any::<Option<Index>>()), 1..16),
        visits in prop::collection::vec(any::<Index>(), 1..8),
    ) {
        let mut document = first;
        let mut history = History::default();
        let mut seen = vec![write_ron(&document)];
        let visit = |document: &mut Document, history: &mut History, index: &Index, seen: &[String]| {
            let target = RevisionId(index.index(seen.len()));
            for edit in history.go_to(target).unwrap() {
                document.apply(&edit).unwrap();
            }
            assert_eq!(history.current(), target);
            assert_eq!(write_ron(document), seen[target.0]);
        };
        for (act, back_to) in &steps {
            if let Some(index) = back_to {
                visit(&mut document, &mut history, index, &seen);
            }
            if let Ok(edit) = draft(&document, act)
                && !edit.is_empty()
            {
                document.apply(&edit).unwrap();
                history.push("act", now(), None, edit);
                seen.push(write_ron(&document));
            }
        }
        for index in &visits {
            visit(&mut document, &mut history, index, &seen);
        }
        prop_assert_eq!(history.go_to(RevisionId(seen.len())), Err(NoWay::NoStep));
    }

    #[test]
    fn an_edit_that_fails_leaves_the_document_as_it_was(
        document in documents::document(),
        other in documents::document(),
        acts in prop::collection::vec(act(), 1..6),
    ) {
        // Edits made from one document, all in one, tried on another.
        let mut from = other;
        let mut changes: Vec<Change> = Vec::new();
        for act in &acts {
            if let Ok(edit) = draft(&from, act) {
                from.apply(&edit).unwrap();
                changes.extend(edit.changes);
            }
        }
        let mut tried = document.clone();
        let edit = Edit { changes };
        if tried.apply(&edit).is_err() {
            prop_assert!(tried == document);
            prop_assert_eq!(write_ron(&tried), write_ron(&document));
        } else {
            tried.apply(&edit.inverse()).unwrap();
            prop_assert_eq!(write_ron(&tried), write_ron(&document));
        }
        check(&tried)?;
    }
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let json = r#"{"text": "he yes", "spans": [
        {"id": "s1", "label": "speaker", "entity": "p1", "fragments": [{"start": 0, "end": 2}]},
        {"id": "q1", "label": "quote", "fragments": [{"start": 3, "end": 6}]}],
        "links": [{"id": "l1", "label": "said_by", "from": "q1", "to": "s1"}],
        "entities": [{"id": "p1", "name": "he"}]}"#;
    let document = dictum::store::read(json.as_bytes(), std::path::Path::new("a.json"))
        .unwrap()
        .document;
    let span = |id: &str| document.span(&id.into()).cloned();
    let wide = span("q1").map(|span| {
        let mut span = span.as_ref().clone();
        span.fragments = span.fragments.with(ByteRange::new(6, 9));
        Arc::new(span)
    });
    let renamed = span("q1").map(|span| {
        let mut span = span.as_ref().clone();
        span.id = "l1".into();
        Arc::new(span)
    });
    let cases = [
        (
            Change::Span {
                before: None,
                after: None,
            },
            EditError::Malformed,
        ),
        (
            Change::Span {
                before: span("q1"),
                after: renamed.clone(),
            },
            EditError::Malformed,
        ),
        (
            Change::Span {
                before: None,
                after: renamed,
            },
            EditError::IdTaken("l1".to_owned()),
        ),
        (
            Change::Span {
                before: None,
                after: span("q1"),
            },
            EditError::SpanDiffers("q1".into()),
        ),
        (
            Change::Span {
                before: wide.clone(),
                after: None,
            },
            EditError::SpanDiffers("q1".into()),
        ),
        (
            Change::Span {
                before: span("q1"),
                after: wide,
            },
            EditError::OutsideText("q1".into()),
        ),
        (
            Change::Span {
                before: span("q1"),
                after: None,
            },
            EditError::StillLinked("q1".into()),
        ),
        (
            Change::Entity {
                before: document.entity(&"p1".into()).cloned(),
                after: None,
            },
            EditError::StillMeant("p1".into()),
        ),
    ];
    for (change, error) in cases {
        let mut tried = document.clone();
        let changes = vec![change];
        assert_eq!(tried.apply(&Edit { changes }), Err(error));
        assert!(tried == document);
    }
}
