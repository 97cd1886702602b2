//! What the built-in tagger proposes for quotes: marks, links, reasons and attributes.
#![cfg(feature = "english")]

use dictum::model::{Schema, Text};
use dictum::store::schemas;
use dictum::tagger::rules::Rules;
use dictum::tagger::{Article, Proposals, Tagger as _};

fn proposed(schema: &Schema, words: &str) -> (Text, Proposals) {
    let text = Text::new(words);
    let article = Article {
        text: &text,
        language: None,
        schema,
    };
    let proposals = Rules.propose(article);
    (text, proposals)
}

/// Label, words, reason and attributes of each mark but the events.
fn shown(schema: &Schema, words: &str) -> Vec<String> {
    let (text, proposals) = proposed(schema, words);
    let spans = proposals.spans.iter();
    spans
        .filter(|span| span.label.as_str() != "event")
        .map(|span| {
            let set: Vec<&str> = span.by_rule.iter().map(|name| name.as_str()).collect();
            let words = text.slice(span.fragments.hull());
            format!(
                "{} {words} | {} | {}",
                span.label.as_str(),
                span.reason,
                set.join(" ")
            )
        })
        .collect()
}

#[test]
fn a_quote_comes_with_its_speaker_and_the_reason() {
    assert_eq!(
        shown(&schemas::news(), "“It rained,” Berg said. Berg left."),
        [
            "quote “It rained,” | subject of *said* | kind",
            "speaker Berg | subject of *said* | mention",
        ]
    );
    assert_eq!(
        shown(&schemas::news(), "It rained. We left,”\n\nBerg promised."),
        [
            "quote It rained. We left,” | next paragraph: *Berg promised* | kind",
            "speaker Berg | next paragraph: *Berg promised* | mention",
        ]
    );
}

#[test]
fn two_quotes_of_one_mention_share_its_mark() {
    let (_, proposals) = proposed(
        &schemas::news(),
        "Berg called for a quick end and stressed the need for talks.",
    );
    let speakers: Vec<usize> = proposals.links.iter().map(|link| link.to).collect();
    assert_eq!(speakers.len(), 2);
    assert_eq!(speakers.first(), speakers.last());
}

#[test]
fn cues_and_hearers_where_the_schema_has_them() {
    let labels: Vec<String> = shown(&schemas::attribution(), "Berg told Lund that it rained.")
        .iter()
        .map(|line| line.split(" | ").next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        labels,
        [
            "quote that it rained",
            "speaker Berg",
            "cue told",
            "addressee Lund"
        ]
    );
}

#[test]
fn a_belief_is_proposed_only_between_marks() {
    assert!(shown(&schemas::news(), "Berg thinks that it rained.").is_empty());
    assert!(
        !shown(
            &schemas::news(),
            "Berg thinks that it was “very wet and cold”."
        )
        .is_empty()
    );
}
