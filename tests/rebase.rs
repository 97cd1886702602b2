//! Whatever becomes of a text, no mark is lost, those whose words stay are at them, and undo takes it back.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

#[path = "made/documents.rs"]
mod documents;

use dictum::model::{
    ByteRange, Document, Draft, Fragments, Header, Origin, Parts, Span, SpanId, Text,
};
use dictum::rebase::{Reason, rebase};
use dictum::store::{apart, read, schemas, write_json, write_ron};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::path::Path;

/// Every id that a document holds, of what is kept apart too.
fn ids(document: &Document) -> BTreeSet<String> {
    let spans = document.spans().map(|span| span.id.to_string());
    let links = document.links().map(|link| link.id.to_string());
    let apart = apart::of(document.header());
    let apart = apart
        .iter()
        .flat_map(|apart| apart.links().chain([apart.id().to_string()]));
    spans.chain(links).chain(apart).collect()
}

/// Other words in places of a text.
fn changed(text: &str, changes: &[(Index, Index, String)]) -> String {
    let mut text = text.to_owned();
    for (a, b, words) in changes {
        let places: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let (a, b) = (*a.get(&places), *b.get(&places));
        text.replace_range(a.min(b)..a.max(b), words);
    }
    text
}

fn changes() -> impl Strategy<Value = Vec<(Index, Index, String)>> {
    prop::collection::vec(
        (any::<Index>(), any::<Index>(), documents::odd_string()),
        0..3,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nothing_is_lost_and_all_of_it_is_undone(
        before in documents::document(),
        changes in changes(),
        again in changes(),
    ) {
        let text = changed(before.text().as_str(), &changes);
        let rebased = rebase(&before, &Text::new(text.clone())).unwrap();
        prop_assert_eq!(rebased.edit.is_empty(), before.text().as_str() == text);
        let mut after = before.clone();
        after.apply(&rebased.edit).unwrap();
        prop_assert_eq!(after.text().as_str(), &text);
        prop_assert_eq!(ids(&before), ids(&after));
        let spans = rebased.kept + rebased.mended.len();
        prop_assert_eq!(after.spans_len(), spans);
        prop_assert_eq!(before.spans_len(), spans + rebased.undecided.len());
        let mended: BTreeSet<&SpanId> = rebased.mended.iter().map(|mended| &mended.id).collect();
        for span in after.spans().filter(|span| !mended.contains(&span.id)) {
            let was = before.span(&span.id).unwrap();
            // Pieces that touch now are one.
            let words = |document: &Document, span: &Span| document.words(span).replace(" … ", "");
            prop_assert_eq!(words(&after, span), words(&before, was));
        }
        // What waits is saved with the document, in either spelling.
        for file in [(write_ron(&after), "a.ron"), (write_json(&after), "a.json")] {
            let opened = read(file.0.as_bytes(), Path::new(file.1)).unwrap();
            prop_assert!(opened.misfits.is_empty());
            prop_assert!(opened.document == after);
        }
        // A second time, with marks waiting already.
        let second = changed(&text, &again);
        let twice = rebase(&after, &Text::new(second)).unwrap();
        let mut last = after.clone();
        last.apply(&twice.edit).unwrap();
        prop_assert_eq!(ids(&before), ids(&last));
        last.apply(&twice.edit.inverse()).unwrap();
        prop_assert!(last == after);
        last.apply(&rebased.edit.inverse()).unwrap();
        prop_assert!(last == before);
    }

    #[test]
    fn every_decision_leaves_a_document_that_holds_together(
        before in documents::document(),
        changes in changes(),
        wanted in any::<bool>(),
    ) {
        let text = changed(before.text().as_str(), &changes);
        let mut after = before.clone();
        after.apply(&rebase(&before, &Text::new(text)).unwrap().edit).unwrap();
        for waiting in apart::of(after.header()) {
            let first = if wanted { apart::Decision::Here } else { apart::Decision::Again };
            for decision in [first, apart::Decision::Drop] {
                let mut draft = Draft::new(&after);
                if apart::decide(&mut draft, waiting.id(), decision).is_ok() {
                    after.apply(&draft.finish()).unwrap();
                    break;
                }
            }
        }
        prop_assert!(!apart::any(after.header()));
        let opened = read(write_ron(&after).as_bytes(), Path::new("a.ron")).unwrap();
        prop_assert!(opened.misfits.is_empty() && opened.document == after);
    }
}

/// What happens to a text of words no two of which are alike.
#[derive(Clone, Debug)]
enum Happens {
    Insert(Index, usize),
    Delete(Index),
    Replace(Index),
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        (any::<Index>(), 1..4usize).prop_map(|(at, many)| Happens::Insert(at, many)),
        any::<Index>().prop_map(Happens::Delete),
        any::<Index>().prop_map(Happens::Replace),
    ]
}

/// A word of the text: one of the first, by number, or a new one.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Word {
    Old(usize),
    New(usize),
}

fn written(words: &[Word]) -> (String, Vec<ByteRange>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for word in words {
        let start = text.len();
        match word {
            // Long enough apart that no word is another with a corrected letter.
            Word::Old(n) => text.push_str(&format!("old{}", n * 7919)),
            Word::New(n) => text.push_str(&format!("new{}", n * 7919)),
        }
        places.push(ByteRange::new(start, text.len()));
        let ends = matches!(word, Word::Old(n) if n % 9 == 8);
        text.push_str(if ends { ".\n" } else { " " });
    }
    (text, places)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn marks_that_nobody_touched_are_at_their_words_there_and_back(
        len in 20..120usize,
        marks in prop::collection::vec((any::<Index>(), 1..6usize), 1..8),
        happens in prop::collection::vec(happens(), 0..6),
    ) {
        let first: Vec<Word> = (0..len).map(Word::Old).collect();
        let mut words = first.clone();
        let mut fresh = 0;
        for act in &happens {
            match act {
                Happens::Insert(at, many) => {
                    let at = at.index(words.len());
                    for _ in 0..*many {
                        words.insert(at, Word::New(fresh));
                        fresh += 1;
                    }
                }
                Happens::Delete(at) => {
                    words.remove(at.index(words.len()));
                }
                Happens::Replace(at) => {
                    let at = at.index(words.len());
                    words[at] = Word::New(fresh);
                    fresh += 1;
                }
            }
        }
        let (old_text, old_places) = written(&first);
        let (new_text, new_places) = written(&words);
        let spans: Vec<(usize, usize)> = marks
            .iter()
            .map(|(at, many)| (at.index(len), *many))
            .map(|(at, many)| (at, (at + many).min(len)))
            .collect();
        let fragments = |places: &[ByteRange], from: usize, to: usize| {
            Fragments::one(places[from].hull(places[to - 1])).unwrap()
        };
        let before = Document::build(Parts {
            header: Header::default(),
            schema: schemas::news(),
            text: Text::new(old_text.clone()),
            spans: spans.iter().enumerate().map(|(n, &(from, to))| {
                let id = format!("q{n}").into();
                Span::new(id, "quote".into(), fragments(&old_places, from, to), Origin::human("anna"))
            }).collect(),
            links: Vec::new(),
            entities: Vec::new(),
        }).unwrap();
        let rebased = rebase(&before, &Text::new(new_text)).unwrap();
        let mut after = before.clone();
        after.apply(&rebased.edit).unwrap();
        for (n, &(from, to)) in spans.iter().enumerate() {
            let id: SpanId = format!("q{n}").into();
            let at = words.windows(to - from).position(|row| {
                row.iter().enumerate().all(|(i, word)| *word == Word::Old(from + i))
            });
            let Some(at) = at else { continue };
            // Its words are side by side still.
            let undecided = rebased.undecided.iter().find(|it| it.span.id == id);
            match (after.span(&id), undecided) {
                (Some(span), None) => {
                    prop_assert_eq!(&span.fragments, &fragments(&new_places, at, at + to - from));
                }
                // Where so much has changed around them, they may be others.
                (None, Some(it)) => prop_assert_eq!(it.reason, Reason::Stray, "{:?}", it),
                other => prop_assert!(false, "{other:?}"),
            }
        }
        if rebased.undecided.is_empty() && rebased.mended.is_empty() {
            let back = rebase(&after, &Text::new(old_text)).unwrap();
            let mut again = after.clone();
            again.apply(&back.edit).unwrap();
            prop_assert!(again == before);
        }
    }
}
