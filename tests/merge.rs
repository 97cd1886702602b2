//! Two versions of a document made one: what either side did is there, and what both did is named.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

#[path = "made/documents.rs"]
mod documents;

use dictum::merge::{Conflict, ConflictKind, Side, Thing, decide, decide_all, difference, merge};
use dictum::model::{
    ByteRange, Document, Draft, Fragments, Header, Link, LinkId, Origin, Parts, Span, SpanId,
    State, Text,
};
use dictum::store::dispute::{self, Undone};
use dictum::store::{read, schemas, write_json, write_ron};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::path::Path;

const TEXT: &str =
    "Ann Lee said that it would rain. Bob Wu told her that it was sunny in the valley.";

fn at(words: &str) -> Fragments {
    let start = TEXT.find(words).unwrap();
    Fragments::one(ByteRange::new(start, start + words.len())).unwrap()
}

fn span(id: &str, label: &str, words: &str) -> Span {
    Span::new(id.into(), label.into(), at(words), Origin::human("anna"))
}

fn link(id: &str, from: &str, to: &str) -> Link {
    Link {
        id: id.into(),
        label: "said_by".into(),
        from: from.into(),
        to: to.into(),
        attributes: Default::default(),
        state: State::Accepted,
        origin: Origin::human("anna"),
        decided: None,
        proposed: None,
        extra: Default::default(),
    }
}

fn base() -> Document {
    Document::build(Parts {
        header: Header::default(),
        schema: schemas::news(),
        text: Text::new(TEXT),
        spans: vec![
            span("s1", "speaker", "Ann Lee"),
            span("q1", "quote", "it would rain"),
            span("q2", "quote", "it was sunny in the valley"),
        ],
        links: vec![link("l1", "q1", "s1")],
        entities: Vec::new(),
    })
    .unwrap()
}

fn with(document: &Document, change: impl FnOnce(&mut Draft)) -> Document {
    let mut draft = Draft::new(document);
    change(&mut draft);
    draft.into_document()
}

fn note(draft: &mut Draft, id: &str, note: &str) {
    let note = Some(note.to_owned());
    draft
        .change_span(&id.into(), |span| span.note = note)
        .unwrap();
}

/// The merged document, what was in conflict, and that all of it can be undone.
fn merged(base: &Document, ours: &Document, theirs: &Document) -> (Document, Vec<Conflict>) {
    let merged = merge(base, ours, theirs).unwrap();
    let mut after = ours.clone();
    after.apply(&merged.edit).unwrap();
    let mut back = after.clone();
    back.apply(&merged.edit.inverse()).unwrap();
    assert!(back == *ours);
    (after, merged.conflicts)
}

#[test]
fn what_each_side_did_is_there() {
    let ours = with(&base(), |draft| {
        note(draft, "q1", "ours");
        draft.put_span(span("s2", "speaker", "Bob Wu")).unwrap();
        draft.put_link(link("l2", "q2", "s2")).unwrap();
    });
    let theirs = with(&base(), |draft| {
        draft
            .change_span(&"q1".into(), |span| span.state = State::Accepted)
            .unwrap();
        draft.remove_span(&"s1".into()).unwrap();
        draft
            .change_header(|header| header.title = Some("Weather".into()))
            .unwrap();
    });
    let (after, conflicts) = merged(&base(), &ours, &theirs);
    assert_eq!(conflicts, []);
    let q1 = after.span(&"q1".into()).unwrap();
    assert_eq!(
        (q1.note.as_deref(), q1.state),
        (Some("ours"), State::Accepted)
    );
    assert!(after.span(&"s1".into()).is_none() && after.link(&"l1".into()).is_none());
    assert!(after.link(&"l2".into()).is_some());
    assert_eq!(after.header().title.as_deref(), Some("Weather"));
}

#[test]
fn ids_that_collide_are_renamed_with_all_that_leads_to_them() {
    let ours = with(&base(), |draft| {
        draft.put_span(span("s2", "speaker", "Bob Wu")).unwrap();
    });
    let theirs = with(&base(), |draft| {
        draft.put_span(span("s2", "speaker", "her")).unwrap();
        draft.put_link(link("l2", "q2", "s2")).unwrap();
    });
    let (after, conflicts) = merged(&base(), &ours, &theirs);
    assert_eq!(conflicts, []);
    let words = |id: &SpanId| after.words(after.span(id).unwrap());
    assert_eq!(words(&"s2".into()), "Bob Wu");
    let link = after.link(&"l2".into()).unwrap();
    assert_eq!(words(&link.to), "her");
}

#[test]
fn what_both_made_alike_is_there_once() {
    let ours = with(&base(), |draft| {
        draft.put_span(span("s2", "speaker", "Bob Wu")).unwrap();
        draft.put_link(link("l2", "q2", "s2")).unwrap();
    });
    let theirs = with(&base(), |draft| {
        draft.put_span(span("s7", "speaker", "Bob Wu")).unwrap();
        draft.put_link(link("l9", "q2", "s7")).unwrap();
    });
    let (after, conflicts) = merged(&base(), &ours, &theirs);
    assert_eq!(conflicts, []);
    assert!(after == ours);
}

#[test]
fn what_reads_as_something_older_is_a_thing_of_its_own() {
    let twice = with(&base(), |draft| {
        draft.put_link(link("l2", "q1", "s1")).unwrap();
    });
    let (after, conflicts) = merged(&base(), &twice, &twice);
    assert_eq!(conflicts, []);
    assert!(after == twice);
}

#[test]
fn what_both_changed_stays_as_it_is_here_and_is_named() {
    let ours = with(&base(), |draft| {
        note(draft, "q1", "ours");
        draft.remove_span(&"q2".into()).unwrap();
        note(draft, "s1", "needed");
    });
    let theirs = with(&base(), |draft| {
        note(draft, "q1", "theirs");
        note(draft, "q2", "still here");
        draft.remove_span(&"s1".into()).unwrap();
    });
    let (after, mut conflicts) = merged(&base(), &ours, &theirs);
    conflicts.sort_by(|a, b| a.thing.cmp(&b.thing));
    let conflict = |id: &str, kind| Conflict {
        thing: Thing::Span(id.into()),
        kind,
    };
    assert_eq!(
        conflicts,
        [
            conflict("q1", ConflictKind::Changed(vec!["note".to_owned()])),
            conflict("q2", ConflictKind::RemovedHere),
            conflict("s1", ConflictKind::RemovedThere),
        ]
    );
    let note = |id: &str| after.span(&id.into()).and_then(|span| span.note.clone());
    assert_eq!(note("q1").as_deref(), Some("ours"));
    assert_eq!(note("q2").as_deref(), Some("still here"));
    assert_eq!(note("s1").as_deref(), Some("needed"));
}

/// Both changed everything about a quote, its speaker and the article.
fn at_odds() -> (Document, Document) {
    let side = |words: &str, kind: &str| {
        with(&base(), |draft| {
            note(draft, "q1", kind);
            let set = |span: &mut Span| {
                span.fragments = at(words);
                span.attributes.insert("kind".into(), kind.into());
            };
            draft.change_span(&"q1".into(), set).unwrap();
            draft
                .change_header(|header| {
                    header.title = Some(kind.to_owned());
                    header.metadata.publisher = Some(kind.to_owned());
                    header.extra.insert("a.b".to_owned(), kind.into());
                })
                .unwrap();
            let mut link = Link::clone(draft.document().link(&"l1".into()).unwrap());
            link.attributes.insert("certainty".into(), kind.into());
            draft.put_link(link).unwrap();
        })
    };
    (
        side("that it would rain", "direct"),
        side("would rain", "indirect"),
    )
}

#[test]
fn what_is_in_conflict_is_kept_with_the_document_and_either_side_can_be_taken() {
    let (ours, theirs) = at_odds();
    let (after, conflicts) = merged(&base(), &ours, &theirs);
    // Saved and read, it is there still, in either spelling.
    for written in [write_ron(&after), write_json(&after)] {
        let opened = read(written.as_bytes(), Path::new("a")).unwrap();
        assert_eq!(
            dispute::of(opened.document.header()),
            dispute::of(after.header())
        );
    }
    let disputes = dispute::of(after.header());
    let things: Vec<&Thing> = disputes.iter().map(|it| &it.thing).collect();
    assert_eq!(things.len(), conflicts.len());
    let span = disputes
        .iter()
        .find(|it| it.thing == Thing::Span("q1".into()))
        .unwrap();
    let fields: Vec<&str> = span.fields().map(|(field, _)| field).collect();
    assert_eq!(fields, ["attributes.kind", "fragments", "note"]);
    assert_eq!(span.ours(&after, "attributes.kind"), "direct");

    let taken = |side| {
        let mut document = after.clone();
        for thing in &things {
            let edit = decide(&document, thing, side).unwrap();
            document.apply(&edit).unwrap();
        }
        let (edit, all) = decide_all(&after, side).unwrap();
        let mut at_once = after.clone();
        at_once.apply(&edit).unwrap();
        assert!(at_once == document && all == things.len());
        assert_eq!(
            decide(&document, things[0], side).unwrap_err(),
            Undone::Decided
        );
        document
    };
    assert!(taken(Side::Ours) == ours);
    assert!(taken(Side::Theirs) == theirs);
}

#[test]
fn what_only_one_side_has_is_kept_or_goes_as_is_decided() {
    let ours = with(&base(), |draft| {
        draft.remove_span(&"q1".into()).unwrap();
        note(draft, "q2", "ours");
    });
    let theirs = with(&base(), |draft| {
        note(draft, "q1", "theirs");
        draft.remove_span(&"q2".into()).unwrap();
    });
    let (after, _) = merged(&base(), &ours, &theirs);
    let has = |document: &Document| ["q1", "q2"].map(|id| document.span(&id.into()).is_some());
    assert_eq!(has(&after), [true, true]);
    for (side, left) in [(Side::Ours, [false, true]), (Side::Theirs, [true, false])] {
        let mut document = after.clone();
        document
            .apply(&decide_all(&after, side).unwrap().0)
            .unwrap();
        assert_eq!(has(&document), left);
        assert_eq!(dispute::of(document.header()), []);
    }
}

#[test]
fn of_two_new_texts_ours_stays_and_theirs_can_be_taken() {
    let texts = [format!("Today. {TEXT}"), format!("{TEXT} It snowed.")];
    let [ours, theirs] = texts.each_ref().map(|text| {
        let edit = dictum::rebase::rebase(&base(), &Text::new(text.clone())).unwrap();
        let mut document = base();
        document.apply(&edit.edit).unwrap();
        document
    });
    let (after, conflicts) = merged(&base(), &ours, &theirs);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(after.text(), ours.text());
    let edit = decide(&after, &Thing::Text, Side::Theirs).unwrap();
    let mut taken = after.clone();
    taken.apply(&edit).unwrap();
    assert!(taken == theirs);
    taken.apply(&edit.inverse()).unwrap();
    assert!(taken == after);
}

#[test]
fn what_both_add_to_a_list_is_there_and_in_no_conflict() {
    let adds = |label: &str| {
        with(&base(), |draft| {
            draft
                .change_header(|header| header.labels_done.push(label.into()))
                .unwrap();
        })
    };
    let (after, conflicts) = merged(&base(), &adds("quote"), &adds("event"));
    assert_eq!(conflicts, []);
    let done = &after.header().labels_done;
    assert_eq!(done, &["quote".into(), "event".into()]);
}

#[test]
fn what_one_side_removed_and_the_other_links_to_is_there() {
    let ours = with(&base(), |draft| draft.remove_span(&"s1".into()).unwrap());
    let theirs = with(&base(), |draft| {
        draft.put_link(link("l2", "q2", "s1")).unwrap();
    });
    let (after, conflicts) = merged(&base(), &ours, &theirs);
    assert_eq!(
        conflicts,
        [Conflict {
            thing: Thing::Span("s1".into()),
            kind: ConflictKind::RemovedHere,
        }]
    );
    assert!(after.link(&"l2".into()).is_some());
    assert!(after.link(&"l1".into()).is_none(), "nobody else needed it");
}

#[test]
fn a_text_that_one_side_changed_takes_the_marks_of_both_along() {
    let new = format!("Weather. {TEXT}");
    let theirs = with(&base(), |draft| {
        let edit = dictum::rebase::rebase(draft.document(), &Text::new(new.clone()))
            .unwrap()
            .edit;
        let mut document = draft.document().clone();
        document.apply(&edit).unwrap();
        *draft = Draft::new(&document);
    });
    let ours = with(&base(), |draft| {
        draft.put_span(span("s2", "speaker", "Bob Wu")).unwrap();
    });
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let (after, conflicts) = merged(&base(), ours, theirs);
        assert_eq!(conflicts, []);
        assert_eq!(after.text().as_str(), new);
        assert_eq!(after.words(after.span(&"s2".into()).unwrap()), "Bob Wu");
        assert_eq!(
            after.words(after.span(&"q1".into()).unwrap()),
            "it would rain"
        );
    }
}

/// One thing that somebody does.
#[derive(Clone, Debug)]
enum Act {
    Note(Index, u8),
    State(Index, bool),
    Remove(Index),
    Make(Box<documents::SpanSeed>),
    Link(Box<documents::LinkSeed>),
    Unlink(Index),
    Title(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, note)| Act::Note(at, note)),
        (any::<Index>(), any::<bool>()).prop_map(|(at, state)| Act::State(at, state)),
        any::<Index>().prop_map(Act::Remove),
        documents::span_seed().prop_map(|seed| Act::Make(Box::new(seed))),
        documents::link_seed().prop_map(|seed| Act::Link(Box::new(seed))),
        any::<Index>().prop_map(Act::Unlink),
        any::<u8>().prop_map(Act::Title),
    ]
}

fn done(document: &Document, acts: &[Act]) -> Document {
    let mut draft = Draft::new(document);
    for act in acts {
        let spans: Vec<SpanId> = draft.document().spans().map(|it| it.id.clone()).collect();
        let links: Vec<LinkId> = draft.document().links().map(|it| it.id.clone()).collect();
        let span = |at: &Index| (!spans.is_empty()).then(|| at.get(&spans).clone());
        match act {
            Act::Note(at, words) => {
                if let Some(id) = span(at) {
                    note(&mut draft, id.as_str(), &words.to_string());
                }
            }
            Act::State(at, state) => {
                let state = if *state {
                    State::Accepted
                } else {
                    State::Rejected
                };
                if let Some(id) = span(at) {
                    draft.change_span(&id, |span| span.state = state).unwrap();
                }
            }
            Act::Remove(at) => {
                if let Some(id) = span(at) {
                    draft.remove_span(&id).unwrap();
                }
            }
            Act::Make(seed) => {
                let id = draft.new_span_id(&"quote".into());
                let people: Vec<_> = draft
                    .document()
                    .entities()
                    .map(|it| it.id.clone())
                    .collect();
                if let Some(span) = seed.span(id, draft.document().text(), &people) {
                    draft.put_span(span).unwrap();
                }
            }
            Act::Link(seed) => {
                if let Some(link) = documents::link(draft.new_link_id(), &spans, seed) {
                    draft.put_link(link).unwrap();
                }
            }
            Act::Unlink(at) => {
                if !links.is_empty() {
                    draft.remove_link(at.get(&links)).unwrap();
                }
            }
            Act::Title(title) => {
                let title = Some(title.to_string());
                draft.change_header(|header| header.title = title).unwrap();
            }
        }
    }
    draft.into_document()
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn whatever_both_did_nothing_is_overwritten(
        base in documents::document(),
        here in acts(),
        there in acts(),
    ) {
        let (ours, theirs) = (done(&base, &here), done(&base, &there));
        let (after, conflicts) = merged(&base, &ours, &theirs);
        let opened = read(write_ron(&after).as_bytes(), Path::new("a.ron")).unwrap();
        prop_assert!(opened.document == after);
        for span in ours.spans() {
            let before = base.span(&span.id);
            let now = after.span(&span.id);
            if before != Some(span) {
                // What we made or changed is there, each field that we changed as we have it.
                let now = now.unwrap();
                if before.is_none_or(|it| it.note != span.note) {
                    prop_assert_eq!(&now.note, &span.note);
                }
                if before.is_none_or(|it| it.state != span.state) {
                    prop_assert_eq!(now.state, span.state);
                }
            }
        }
        // What they made and changed is there too, under some id, or named as a conflict.
        let named: BTreeSet<&Thing> = conflicts.iter().map(|it| &it.thing).collect();
        for span in theirs.spans().filter(|span| base.span(&span.id) != Some(span)) {
            let there = after.spans().any(|it| it.fragments == span.fragments && it.note == span.note && it.state == span.state);
            let same_id = base.span(&span.id).is_some() && after.span(&span.id).is_some();
            prop_assert!(there || same_id || named.contains(&Thing::Span(span.id.clone())), "{:?}", span);
        }
    }

    #[test]
    fn where_only_one_side_did_anything_it_is_that_side(
        base in documents::document(),
        acts in acts(),
    ) {
        let changed = done(&base, &acts);
        let (after, conflicts) = merged(&base, &base, &changed);
        prop_assert!(after == changed);
        prop_assert_eq!(conflicts, []);
        let (after, conflicts) = merged(&base, &changed, &base);
        prop_assert!(after == changed);
        prop_assert_eq!(conflicts, []);
        let (after, conflicts) = merged(&base, &changed, &changed);
        prop_assert!(after == changed);
        prop_assert_eq!(conflicts, []);
    }

    #[test]
    fn whatever_was_in_conflict_can_be_decided_either_way(
        base in documents::document(),
        here in acts(),
        there in acts(),
    ) {
        let (ours, theirs) = (done(&base, &here), done(&base, &there));
        let (after, _) = merged(&base, &ours, &theirs);
        for side in [Side::Ours, Side::Theirs] {
            let (edit, _) = decide_all(&after, side).unwrap();
            let mut decided = after.clone();
            decided.apply(&edit).unwrap();
            prop_assert_eq!(dispute::of(decided.header()), []);
            let opened = read(write_ron(&decided).as_bytes(), Path::new("a.ron")).unwrap();
            prop_assert!(opened.document == decided);
            decided.apply(&edit.inverse()).unwrap();
            prop_assert!(decided == after);
        }
    }

    #[test]
    fn the_difference_of_any_two_documents_leads_from_one_to_the_other(
        from in documents::document(),
        acts in acts(),
        to in documents::document(),
    ) {
        for to in [&done(&from, &acts), &to] {
            let edit = difference(&from, to).unwrap();
            let mut led = from.clone();
            led.apply(&edit).unwrap();
            prop_assert!(led == *to);
            led.apply(&edit.inverse()).unwrap();
            prop_assert!(led == from);
        }
    }

    #[test]
    fn any_three_documents_are_merged_without_loss_of_ours(
        base in documents::document(),
        ours in documents::document(),
        theirs in documents::document(),
    ) {
        let (after, _) = merged(&base, &ours, &theirs);
        let opened = read(write_ron(&after).as_bytes(), Path::new("a.ron")).unwrap();
        prop_assert!(opened.document == after);
    }
}
