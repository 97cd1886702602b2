//! What is meant, and how far a document is from it.

use dictum::model::{Document, EntityId, Fragments, Span, SpanId, State};
use dictum::store;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const GOLD: &str = include_str!("../../annotations/pentagon-shoigu-call.json");

/// A mark by its words.
pub type Pieces = Vec<(usize, usize)>;

/// A quote that is meant, and the words of its speakers in the text's order.
#[derive(Clone)]
pub struct Quote {
    pub fragments: Fragments,
    pub speakers: Vec<Fragments>,
}

pub struct Gold {
    pub document: Document,
}

pub fn pieces(fragments: &Fragments) -> Pieces {
    fragments
        .iter()
        .map(|range| (range.start.0, range.end.0))
        .collect()
}

/// The live marks of a label, in the text's order.
pub fn live<'a>(document: &'a Document, label: &'a str) -> impl Iterator<Item = &'a Span> {
    let spans = document.spans().map(|span| &**span);
    spans.filter(move |span| span.label.as_str() == label && span.is_live())
}

/// The words of a quote's speakers, in the text's order.
pub fn speakers(document: &Document, quote: &SpanId) -> Vec<Fragments> {
    let links = document.links_from(quote);
    let said =
        links.filter(|link| link.label.as_str() == "said_by" && link.state != State::Rejected);
    let mut speakers: Vec<Fragments> = said
        .map(|link| document.span(&link.to).unwrap().fragments.clone())
        .collect();
    speakers.sort_by_key(Fragments::start);
    speakers
}

impl Gold {
    pub fn of_example() -> Self {
        let opened = store::read(GOLD.as_bytes(), Path::new("gold.json")).unwrap();
        Self {
            document: opened.document,
        }
    }

    /// The quotes, those that hold others first.
    pub fn quotes(&self) -> Vec<Quote> {
        let quote = |span: &Span| Quote {
            fragments: span.fragments.clone(),
            speakers: speakers(&self.document, &span.id),
        };
        live(&self.document, "quote").map(quote).collect()
    }

    pub fn events(&self) -> Vec<Fragments> {
        live(&self.document, "event")
            .map(|span| span.fragments.clone())
            .collect()
    }

    /// Whom the words mean, as the gold knows them.
    pub fn person(&self, words: &Pieces) -> Option<EntityId> {
        let mut spans = live(&self.document, "speaker");
        spans
            .find(|span| pieces(&span.fragments) == *words)?
            .entity
            .clone()
    }

    /// Who is who: the mentions of each person.
    pub fn people(document: &Document) -> BTreeSet<BTreeSet<Pieces>> {
        let mut people: BTreeMap<Option<EntityId>, BTreeSet<Pieces>> = BTreeMap::new();
        for span in live(document, "speaker") {
            let mentions = people.entry(span.entity.clone()).or_default();
            mentions.insert(pieces(&span.fragments));
        }
        people.into_values().collect()
    }

    /// What is missing in a document and what is too much; that a mark is only suggested is a fault.
    pub fn differences(&self, made: &Document) -> Vec<String> {
        let mut told = Vec::new();
        for label in ["quote", "speaker", "event"] {
            let of = |document: &Document| -> BTreeMap<Pieces, String> {
                let spans = live(document, label);
                spans
                    .map(|span| (pieces(&span.fragments), document.words(span)))
                    .collect()
            };
            let (wanted, there) = (of(&self.document), of(made));
            let missing = wanted
                .iter()
                .filter(|(pieces, _)| !there.contains_key(*pieces));
            told.extend(missing.map(|(_, words)| format!("missing {label}: {words}")));
            let surplus = there
                .iter()
                .filter(|(pieces, _)| !wanted.contains_key(*pieces));
            told.extend(surplus.map(|(_, words)| format!("too much {label}: {words}")));
            let open = live(made, label).filter(|span| span.state != State::Accepted);
            told.extend(open.map(|span| format!("not decided: {}", made.words(span))));
        }
        for quote in self.quotes() {
            let made_quote = live(made, "quote").find(|span| span.fragments == quote.fragments);
            if let Some(span) = made_quote
                && speakers(made, &span.id) != quote.speakers
            {
                told.push(format!("other speakers: {}", made.words(span)));
            }
        }
        if Self::people(&self.document) != Self::people(made) {
            told.push("other people".to_owned());
        }
        told
    }

    /// How much of the gold the tags have, in words.
    pub fn agreement(&self, tagged: &Document) -> String {
        let exact = |label: &str| {
            let wanted: BTreeSet<Pieces> = live(&self.document, label)
                .map(|span| pieces(&span.fragments))
                .collect();
            let there =
                live(tagged, label).filter(|span| wanted.contains(&pieces(&span.fragments)));
            format!("{} of {} {label}s", there.count(), wanted.len())
        };
        ["quote", "speaker", "event"].map(exact).join(", ")
    }
}
