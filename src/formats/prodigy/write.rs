//! Lines that Prodigy takes as annotated examples, or as suggestions to be answered.

use super::KEY;
use super::read::BARE;
use crate::formats::keys::Said;
use crate::formats::tokens::{self, Token};
use crate::formats::{Holds, Layout, Ledger, Options, Spelled, Writes, about};
use crate::model::{Entity, Extra, LabelName, Link, Parts, Span, SpanId, State, Status};
use crate::store::json_line;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::io;

/// Writes a line an article.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            fragments: false,
            ..Holds::ALL
        }
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "prodigy.jsonl",
            extensions: &["jsonl"],
        }
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        spell(article, ledger)
    }
}

#[derive(Serialize)]
struct Record<'a> {
    meta: Extra,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    text: &'a str,
    tokens: Vec<Word<'a>>,
    spans: Vec<Mark<'a>>,
    relations: Vec<Relation<'a>>,
    #[serde(skip_serializing_if = "<[Entity]>::is_empty")]
    entities: &'a [Entity],
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Serialize)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    id: usize,
    ws: bool,
}

#[derive(Serialize)]
struct Mark<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    #[serde(flatten)]
    said: Said<'a>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// A span as spans and relations name it.
#[derive(Clone, Copy, Serialize)]
struct Place<'a> {
    id: &'a SpanId,
    start: usize,
    end: usize,
    token_start: usize,
    token_end: usize,
    /// Null for a token that is no span.
    label: Option<&'a LabelName>,
}

#[derive(Serialize)]
struct Relation<'a> {
    head: usize,
    child: usize,
    head_span: Place<'a>,
    child_span: Place<'a>,
    label: &'a LabelName,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    #[serde(flatten)]
    said: Said<'a>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

fn spell(mut article: Parts, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
    let mut rest = own(&mut article.header.metadata.imported);
    let answer = answer(&article, rest.remove("answer"));
    let default = default_state(answer.as_deref());
    let record = record(&article, answer, default, rest, ledger);
    let mut line = Vec::with_capacity(article.text.len() * 16);
    json_line::write(&mut line, &record)?;
    line.push(b'\n');
    Ok(Spelled::main(line))
}

/// What a thing of Prodigy's had of its own.
fn own(extra: &mut Extra) -> Map<String, Value> {
    match extra.remove(KEY) {
        Some(Value::Object(own)) => own,
        _ => Map::new(),
    }
}

/// What a person answered. Suggestions are still to be answered.
fn answer(article: &Parts, told: Option<Value>) -> Option<String> {
    let accepted = article
        .spans
        .iter()
        .any(|span| span.state == State::Accepted);
    let told = told.as_ref().and_then(Value::as_str).map(str::to_owned);
    if accepted {
        return Some("accept".to_owned());
    }
    // Nothing in an article that is done is an answer too.
    let done = article.spans.is_empty() && article.header.status == Status::Done;
    told.or_else(|| done.then(|| "accept".to_owned()))
}

fn default_state(answer: Option<&str>) -> State {
    match answer {
        Some("accept") => State::Accepted,
        Some("reject") => State::Rejected,
        _ => State::Suggested,
    }
}

fn record<'a>(
    article: &'a Parts,
    answer: Option<String>,
    default: State,
    rest: Map<String, Value>,
    ledger: &mut dyn Ledger,
) -> Record<'a> {
    let text = article.text.as_str();
    let tokens = tokens::whole(text, &article.spans);
    let words = words(text, &tokens);
    let mut places = HashMap::with_capacity(article.spans.len());
    for span in &article.spans {
        if let Some(place) = place(span, &tokens, &words) {
            places.insert(&span.id, place);
        }
    }
    let mut meta = about::keys(&article.header);
    if !meta.contains_key("id") {
        meta.insert("id".to_owned(), article.header.id.as_str().into());
    }
    let id = article.header.id.as_str();
    let mut spans = Vec::with_capacity(article.spans.len());
    for span in &article.spans {
        if let Some(&place) = places.get(&span.id)
            && place.label.is_some()
        {
            spans.push(mark(span, place, article, default, ledger));
        }
    }
    let mut relations = Vec::with_capacity(article.links.len());
    for link in &article.links {
        if let (Some(&head), Some(&child)) = (places.get(&link.from), places.get(&link.to)) {
            relations.push(relation(link, head, child, default, id, ledger));
        }
    }
    Record {
        meta,
        answer,
        text,
        tokens: words,
        spans,
        relations,
        entities: &article.entities,
        rest: without(rest, &["meta", "text", "tokens", "spans", "relations"]),
    }
}

fn words<'a>(text: &'a str, tokens: &[Token]) -> Vec<Word<'a>> {
    let mut at = 0;
    let word = |(id, token): (usize, &Token)| {
        let text = text.get(token.range.as_range()).unwrap_or_default();
        let start = at;
        let end = start + text.chars().count();
        at = end + usize::from(token.space);
        Word {
            text,
            start,
            end,
            id,
            ws: token.space,
        }
    };
    tokens.iter().enumerate().map(word).collect()
}

/// Tokens are cut where spans begin and end, so every span has whole ones.
fn place<'a>(span: &'a Span, tokens: &[Token], words: &[Word<'_>]) -> Option<Place<'a>> {
    let (first, last) = tokens::within(tokens, span.fragments.hull())?;
    Some(Place {
        id: &span.id,
        start: words.get(first)?.start,
        end: words.get(last)?.end,
        token_start: first,
        token_end: last,
        label: Some(&span.label).filter(|label| label.as_str() != BARE),
    })
}

fn mark<'a>(
    span: &'a Span,
    place: Place<'a>,
    article: &'a Parts,
    default: State,
    ledger: &mut dyn Ledger,
) -> Mark<'a> {
    let mut extra = span.extra.get(KEY).and_then(Value::as_object).cloned();
    let rest = extra.take().unwrap_or_default();
    let source = rest.get("source").and_then(Value::as_str).unwrap_or(KEY);
    let source = source.to_owned();
    let score = span.origin.score.filter(|_| !rest.contains_key("score"));
    Mark {
        place,
        text: article.text.slice(span.fragments.hull()),
        score,
        state: Some(span.state).filter(|state| *state != default),
        said: Said::of(span, &[KEY, &source], &article.header.id, ledger),
        rest: without(rest, &OURS),
    }
}

fn relation<'a>(
    link: &'a Link,
    head_span: Place<'a>,
    child_span: Place<'a>,
    default: State,
    article: &str,
    ledger: &mut dyn Ledger,
) -> Relation<'a> {
    let rest = link.extra.get(KEY).and_then(Value::as_object).cloned();
    Relation {
        head: head_span.token_end,
        child: child_span.token_end,
        head_span,
        child_span,
        label: &link.label,
        state: Some(link.state).filter(|state| *state != default),
        said: Said::of_link(link, &[KEY], article, ledger),
        rest: without(rest.unwrap_or_default(), &OURS),
    }
}

/// The keys of a span that are written of what the document says.
const OURS: [&str; 8] = [
    "id",
    "state",
    "attributes",
    "entity",
    "nobody",
    "note",
    "origin",
    "decided",
];

fn without(mut keys: Map<String, Value>, ours: &[&str]) -> Map<String, Value> {
    for key in ours {
        keys.remove(*key);
    }
    keys
}
