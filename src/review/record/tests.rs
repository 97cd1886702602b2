use super::{Fate, findings, record};
use crate::model::{Document, Draft, Proposal, Status};
use crate::review::Tally;
use crate::review::made::document;

fn done(document: &Document, labels: &[&str]) -> Document {
    let mut draft = Draft::new(document);
    let labels: Vec<_> = labels.iter().map(|name| (*name).into()).collect();
    draft
        .change_header(|header| {
            header.status = Status::Done;
            header.labels_done = labels;
        })
        .unwrap();
    let mut document = document.clone();
    document.apply(&draft.finish()).unwrap();
    document
}

fn counts(tally: &Tally) -> [usize; 5] {
    [
        tally.right,
        tally.changed,
        tally.rejected,
        tally.added,
        tally.undecided,
    ]
}

#[test]
fn every_fate_is_counted_by_label() {
    let document = document("{q1! a} {q2x b} {q c} {q3? d} {s1! e} {s2 f}");
    let record = record(&document);
    assert_eq!(counts(&record.labels[&"quote".into()]), [1, 0, 1, 1, 1]);
    assert_eq!(counts(&record.labels[&"speaker".into()]), [1, 0, 0, 1, 0]);
    assert_eq!(counts(&record.marks()), [2, 0, 1, 2, 1]);
}

#[test]
fn precision_is_of_what_is_decided_and_recall_of_what_is_done() {
    let marked = "{q1! a} {q2x b} {q c} {q d} {q3? e} {s1! f}";
    for (labels, status_done, recall) in [
        (vec!["quote"], true, Some(1.0 / 3.0)),
        (vec![], true, Some(1.0 / 3.0)),
        (vec!["event"], true, None),
        (vec!["quote"], false, None),
    ] {
        let document = document(marked);
        let document = if status_done {
            done(&document, &labels)
        } else {
            document
        };
        let record = record(&document);
        let quote = &record.labels[&"quote".into()];
        assert_eq!(quote.precision(), Some(0.5));
        assert_eq!(quote.recall(), recall, "{labels:?}");
    }
}

#[test]
fn an_article_that_no_tagger_has_seen_says_nothing() {
    let document = done(&document("{q a} {q b}"), &["quote"]);
    assert!(record(&document).is_empty());
    assert!(findings(&document).is_empty());
}

#[test]
fn a_mark_is_changed_when_its_words_or_label_are() {
    let base = document("{q1! one two} three");
    for (change, fate) in [
        ("nothing", Fate::Right),
        ("words", Fate::Changed),
        ("label", Fate::Changed),
    ] {
        let mut span = crate::model::Span::clone(base.span(&"q1".into()).unwrap());
        let mut proposed = Proposal {
            label: span.label.clone(),
            fragments: span.fragments.clone(),
            attributes: Default::default(),
            entity: None,
        };
        match change {
            "words" => {
                proposed.fragments = crate::model::Fragments::one((0, 3).into()).unwrap();
            }
            "label" => proposed.label = "event".into(),
            _ => {}
        }
        span.proposed = Some(Box::new(proposed));
        assert_eq!(Fate::of(&span), Some(fate), "{change}");
    }
}

#[test]
fn a_link_led_elsewhere_is_one_change() {
    for (marked, right, changed, rejected, added) in [
        ("{q1! a} {s1! b} {s2 c} | q1>s1!", 1, 0, 0, 0),
        ("{q1! a} {s1! b} {s2 c} | q1>s1x q1>s2", 0, 1, 0, 0),
        ("{q1! a} {s1! b} {s2 c} | q1>s1x", 0, 0, 1, 0),
        ("{q1! a} {s1! b} {s2 c} | q1>s1! q1>s2", 1, 0, 0, 1),
        ("{q1! a} {q2! x} {s1! b} {s2 c} | q1>s1x q2>s2", 0, 0, 1, 1),
    ] {
        let record = record(&document(marked));
        let expected = [right, changed, rejected, added, 0];
        assert_eq!(
            counts(&record.links[&"said_by".into()]),
            expected,
            "{marked}"
        );
    }
}

#[test]
fn what_was_not_right_is_listed_in_order_and_once() {
    let document = document(
        "{q1! a} {q2x b} {s1? c} {q3 d} {q4! e} {s2! f} {s3 g} | q1>s1! q2>s1x q4>s2x q4>s3",
    );
    let found: Vec<(Fate, String, bool)> = findings(&document)
        .into_iter()
        .map(|each| (each.fate, each.span.to_string(), each.link.is_some()))
        .collect();
    let told = |fate, id: &str, link| (fate, id.to_owned(), link);
    assert_eq!(
        found,
        [
            told(Fate::Rejected, "q2", false),
            told(Fate::Added, "q3", false),
            told(Fate::Changed, "q4", true),
            told(Fate::Added, "s3", false),
        ]
    );
}

#[test]
fn records_of_articles_add_up() {
    let mut all = record(&done(&document("{q1! a} {q b}"), &[]));
    all += &record(&document("{q1! a} {q2! b} {q c}"));
    let quote = &all.labels[&"quote".into()];
    assert_eq!((all.articles, counts(quote)), (2, [3, 0, 0, 2, 0]));
    // What was added in an article that is not done does not say what was missed.
    assert_eq!(quote.recall(), Some(0.5));
}
