//! From Prodigy's lines to what they say.

use super::KEY;
use super::ends::Ends;
use crate::formats::keys::{id_of, shallow, take, take_said, take_said_of_link};
use crate::formats::records;
use crate::formats::{
    Fault, Found, FoundLink, FoundSpan, Give, Piece, ReadError, Reads, Sharing, Source, Unit, about,
};
use crate::model::{Entity, Extra, Origin, State, Status};
use serde::Deserialize;
use serde_json::Value;

/// The label of a token that a relation names and no span covers.
pub const BARE: &str = "token";

/// Reads lines, or a list of the same records.
pub struct Reader;

#[derive(Deserialize)]
struct Record {
    text: Option<String>,
    tokens: Option<Vec<Token>>,
    spans: Option<Vec<Span>>,
    relations: Option<Vec<Relation>>,
    answer: Option<String>,
    meta: Option<Extra>,
    #[serde(flatten)]
    rest: Extra,
}

/// A token, as far as a relation needs it.
#[derive(Deserialize)]
pub struct Token {
    /// Its number.
    #[serde(default)]
    pub id: usize,
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

#[derive(Deserialize)]
struct Span {
    start: Option<usize>,
    end: Option<usize>,
    #[serde(default, rename = "token_start")]
    _token_start: Value,
    #[serde(default)]
    token_end: Value,
    label: Option<String>,
    text: Option<String>,
    #[serde(flatten)]
    rest: Extra,
}

#[derive(Deserialize)]
struct Relation {
    head: usize,
    child: usize,
    label: Option<String>,
    head_span: Option<End>,
    child_span: Option<End>,
    #[serde(flatten)]
    rest: Extra,
}

/// What a relation says of a span that it joins.
#[derive(Deserialize)]
pub struct End {
    start: Option<usize>,
    end: Option<usize>,
    /// Its label; null for a token that is no span.
    pub label: Option<String>,
    /// Its id, which Dictum writes.
    pub id: Option<String>,
}

impl End {
    /// Where it begins and ends.
    pub fn place(&self) -> Option<(usize, usize)> {
        self.start.zip(self.end)
    }
}

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        source.each_record(&records(), give)
    }

    fn sharing(&self, _: &Source<'_>) -> Result<Sharing, ReadError> {
        Ok(Sharing::Records(records()))
    }
}

fn records() -> records::Reads {
    records::of_json(found)
}

fn found(record: Record, line: usize) -> Found {
    let mut found = Found {
        unit: Unit::CodePoints,
        line: Some(line),
        ..Found::default()
    };
    let Some(text) = record.text else {
        found
            .faults
            .push(Fault::at(line, "no text: a task on something else"));
        return found;
    };
    found.text = text;
    let state = match record.answer.as_deref() {
        Some("accept") => State::Accepted,
        Some("reject") => State::Rejected,
        // Passed over, or not asked yet.
        _ => State::Suggested,
    };
    about_it(&mut found, record.meta, record.rest, record.answer, line);
    let mut last_tokens = Vec::new();
    for span in record.spans.into_iter().flatten() {
        read_span(&mut found, span, (state, line), &mut last_tokens);
    }
    let tokens = record.tokens.unwrap_or_default();
    relations(
        &mut found,
        record.relations.unwrap_or_default(),
        (&tokens, &last_tokens),
        (state, line),
    );
    found
}

/// What is said of the article as a whole: `meta`, and the record's own keys apart.
fn about_it(
    found: &mut Found,
    meta: Option<Extra>,
    mut rest: Extra,
    answer: Option<String>,
    line: usize,
) {
    let mut meta = meta.unwrap_or_default();
    if let Some(Value::String(id)) = meta.get("id") {
        found.header.id.clone_from(id);
        meta.remove("id");
    } else {
        let id = meta.get("id").or_else(|| rest.get("id"));
        found.header.id = id.map(id_of).unwrap_or_default();
    }
    if let Some(entities) = take::<Vec<Entity>>(&mut rest, "entities") {
        found.entities = entities;
    }
    if let Some(annotator) = rest
        .get("_annotator_id")
        .or_else(|| rest.get("_session_id"))
    {
        found.header.annotator = Some(id_of(annotator)).filter(|name| !name.is_empty());
    }
    for key in about::tell(&mut found.header, meta) {
        let reason = format!("{key} is nested too deeply to be kept");
        found.faults.push(Fault::at(line, reason));
    }
    if matches!(answer.as_deref(), Some("reject" | "ignore")) {
        found.header.status = Status::Doubtful;
    }
    if let Some(answer) = answer {
        rest.insert("answer".to_owned(), answer.into());
    }
    shallow(&mut rest, Some(line), &mut found.faults);
    if !rest.is_empty() {
        let rest = Value::Object(rest.into_iter().collect());
        found.header.metadata.imported.insert(KEY.to_owned(), rest);
    }
}

/// Takes a span, and its last token as the file says it.
fn read_span(
    found: &mut Found,
    span: Span,
    (state, line): (State, usize),
    last_tokens: &mut Vec<Option<usize>>,
) {
    let (Some(start), Some(end)) = (span.start, span.end) else {
        let label = span.label.unwrap_or_default();
        let reason = format!("a span {label} without start and end");
        found.faults.push(Fault::at(line, reason));
        return;
    };
    let mut rest = span.rest;
    let mut mark = FoundSpan {
        label: span.label.unwrap_or_default(),
        pieces: vec![Piece {
            start,
            end,
            text: span.text,
        }],
        state: take(&mut rest, "state").unwrap_or(state),
        line: Some(line),
        ..FoundSpan::default()
    };
    take_said(&mut rest, &mut mark);
    if let Some(id) = rest.remove("id") {
        mark.id = id_of(&id);
    }
    made_by(&mut rest, &mut mark.origin);
    shallow(&mut rest, Some(line), &mut found.faults);
    if !rest.is_empty() {
        let rest = Value::Object(rest.into_iter().collect());
        mark.extra.insert(KEY.to_owned(), rest);
    }
    found.spans.push(mark);
    let last = span.token_end.as_u64();
    last_tokens.push(last.and_then(|last| usize::try_from(last).ok()));
}

/// Prodigy's own keys for a model that made a span and how sure it was.
fn made_by(rest: &mut Extra, origin: &mut Origin) {
    if origin.name.is_none()
        && let Some(source) = rest.get("source").and_then(Value::as_str)
    {
        origin.name = Some(source.into());
    }
    if let Some(score) = rest.get("score").and_then(Value::as_f64) {
        if origin
            .score
            .is_some_and(|told| told.to_bits() == score.to_bits())
        {
            rest.remove("score");
        }
        origin.score = Some(score);
    }
}

fn relations(
    found: &mut Found,
    relations: Vec<Relation>,
    (tokens, last_tokens): (&[Token], &[Option<usize>]),
    (state, line): (State, usize),
) {
    if relations.is_empty() {
        return;
    }
    let mut ends = Ends::new(tokens, &found.spans, last_tokens);
    for relation in relations {
        let label = relation.label.unwrap_or_default();
        let mut end = |token, end: Option<&End>| {
            let id = ends.id(&mut found.spans, token, end);
            id.ok_or(token)
        };
        let from = end(relation.head, relation.head_span.as_ref());
        let to = end(relation.child, relation.child_span.as_ref());
        let (from, to) = match (from, to) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(token), _) | (_, Err(token)) => {
                let reason = format!("a relation {label} with token {token}, which is not there");
                found.faults.push(Fault::at(line, reason));
                continue;
            }
        };
        let mut rest = relation.rest;
        let mut link = FoundLink {
            label,
            from,
            to,
            state: take(&mut rest, "state").unwrap_or(state),
            line: Some(line),
            ..FoundLink::default()
        };
        take_said_of_link(&mut rest, &mut link);
        if let Some(id) = rest.remove("id") {
            link.id = id_of(&id);
        }
        shallow(&mut rest, Some(line), &mut found.faults);
        if !rest.is_empty() {
            let rest = Value::Object(rest.into_iter().collect());
            link.extra.insert(KEY.to_owned(), rest);
        }
        found.links.push(link);
    }
}
