//! From Citron's files to what they say.

use super::{COREFERENCE, KEY, name_of};
use crate::formats::anchor::Tokens;
use crate::formats::keys::{id_of, shallow};
use crate::formats::records::reason;
use crate::formats::{
    Fault, Found, FoundLink, FoundSpan, Give, Piece, ReadError, Reads, Source, Unit, about,
};
use crate::model::{CharOffset, Entity, Extra, Origin, State, Text, Utf16Offset};
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

/// Reads what people annotated and what Citron found.
pub struct Reader;

#[derive(Deserialize)]
struct Document {
    text: Option<String>,
    quotes: Option<Vec<Quote>>,
    coreference_groups: Option<Vec<Vec<Place>>>,
    #[serde(flatten)]
    rest: Extra,
}

#[derive(Deserialize)]
struct Quote {
    cue: Option<Place>,
    // The annotation tool reads the one and writes the other.
    #[serde(alias = "source")]
    sources: Option<Vec<Place>>,
    contents: Option<Vec<Place>>,
    #[serde(alias = "coreference")]
    coreferences: Option<Vec<Place>>,
    confidence: Option<Value>,
    id: Option<Value>,
    #[serde(flatten)]
    rest: Extra,
}

#[derive(Clone, Debug, Deserialize)]
struct Place {
    start: usize,
    end: usize,
    text: Option<String>,
}

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        source.records(&mut |line, record| {
            let found = match serde_json::from_slice::<Document>(record) {
                Ok(document) => found(document, line, source)?,
                Err(error) => Found {
                    faults: vec![Fault::at(line, reason(&error))],
                    ..Found::default()
                },
            };
            Ok(give(found))
        })
    }
}

fn found(mut document: Document, line: usize, source: &Source<'_>) -> Result<Found, ReadError> {
    let mut taker = Taker {
        found: Found {
            unit: Unit::CodePoints,
            line: Some(line),
            ..Found::default()
        },
        places: HashMap::new(),
        state: State::Accepted,
        model: None,
    };
    let beside = source.beside("txt");
    taker.found.text = match document.text.take() {
        Some(text) => text,
        None if source.disk.exists(&beside) => source.text_of(&beside)?,
        None => {
            let fault = Fault::at(line, "no text, and no file of it beside, as NAME.txt");
            taker.found.faults.push(fault);
            return Ok(taker.found);
        }
    };
    let mut quotes = document.quotes.unwrap_or_default();
    let mut groups = document.coreference_groups.unwrap_or_default();
    if quotes.iter().any(|quote| quote.confidence.is_some()) {
        taker.state = State::Suggested;
        let model = document
            .rest
            .get("source")
            .and_then(|source| source.get("model:")?.as_str());
        taker.model = model.map(str::to_owned);
    }
    re_anchor(&taker.found.text, &mut quotes, &mut groups);
    let mut rest = document.rest;
    if let Some(id) = rest.remove("id") {
        taker.found.header.id = id_of(&id);
    }
    for key in about::tell(&mut taker.found.header, rest) {
        let reason = format!("{key} is nested too deeply to be kept");
        taker.found.faults.push(Fault::at(line, reason));
    }
    for group in groups {
        taker.group(group);
    }
    for (number, quote) in quotes.into_iter().enumerate() {
        taker.quote(number + 1, quote);
    }
    taker.name_people();
    Ok(taker.found)
}

/// Gives the spans of Citron's own findings, which count tokens, the places of their words.
fn re_anchor(text: &str, quotes: &mut [Quote], groups: &mut [Vec<Place>]) {
    let text = Text::new(text);
    let mut places: Vec<&mut Place> = quotes.iter_mut().flat_map(Quote::places).collect();
    places.extend(groups.iter_mut().flatten());
    let with_words = places.iter().filter(|place| place.text.is_some()).count();
    let code_points = |at: usize| text.byte_of_char(CharOffset(at));
    let utf_16 = |at: usize| text.byte_of_utf16(Utf16Offset(at));
    let agree = |byte: &dyn Fn(usize) -> Option<crate::model::ByteOffset>| {
        let agrees = |place: &&&mut Place| {
            let range = byte(place.start).zip(byte(place.end));
            let range = range.filter(|(start, end)| start <= end);
            let here = range.and_then(|(start, end)| text.as_str().get(start.0..end.0));
            here.is_some() && here == place.text.as_deref()
        };
        places.iter().filter(agrees).count()
    };
    let best = agree(&code_points).max(agree(&utf_16));
    if with_words == 0 || best * 2 >= with_words {
        return;
    }
    let wanted: Vec<(usize, String)> = places
        .iter()
        .map(|place| (place.start, place.text.clone().unwrap_or_default()))
        .collect();
    let wanted: Vec<(usize, &str)> = wanted
        .iter()
        .map(|(at, words)| (*at, words.as_str()))
        .collect();
    let found = Tokens::of(text.as_str()).places(text.as_str(), &wanted);
    for (place, found) in places.into_iter().zip(found) {
        if let Some((start, end)) = found {
            place.start = text.char_offset(crate::model::ByteOffset(start)).0;
            place.end = text.char_offset(crate::model::ByteOffset(end)).0;
        }
    }
}

impl Quote {
    fn places(&mut self) -> impl Iterator<Item = &mut Place> {
        let lists = [
            &mut self.sources,
            &mut self.contents,
            &mut self.coreferences,
        ];
        let lists = lists.into_iter().flatten().flatten();
        self.cue.iter_mut().chain(lists)
    }
}

/// Takes quotes into what is found, each source and cue once.
struct Taker {
    found: Found,
    /// Where the span of a label at a place is.
    places: HashMap<(&'static str, usize, usize), usize>,
    state: State,
    model: Option<String>,
}

impl Taker {
    fn origin(&self, confidence: Option<f64>) -> Origin {
        Origin {
            version: self.model.as_deref().map(Into::into),
            score: confidence,
            ..Origin::default()
        }
    }

    /// The span of a label at a place; made when there is none.
    fn at(&mut self, label: &'static str, place: &Place) -> usize {
        let key = (label, place.start, place.end);
        if let Some(&index) = self.places.get(&key) {
            return index;
        }
        let index = self.found.spans.len();
        self.found.spans.push(FoundSpan {
            id: format!("{}{}", label.get(..1).unwrap_or_default(), index + 1),
            label: label.to_owned(),
            pieces: vec![piece(place)],
            state: self.state,
            origin: self.origin(None),
            line: self.found.line,
            ..FoundSpan::default()
        });
        self.places.insert(key, index);
        index
    }

    /// A mention: a source where one stands, else a span of its own.
    fn mention(&mut self, place: &Place) -> usize {
        let source = self.places.get(&("source", place.start, place.end));
        match source {
            Some(&index) => index,
            None => self.at(COREFERENCE, place),
        }
    }

    fn group(&mut self, group: Vec<Place>) {
        let members: Vec<usize> = group.iter().map(|place| self.mention(place)).collect();
        self.one_person(&members);
    }

    /// Says that some spans mean the same, and with them those that mean the same as one of them.
    fn one_person(&mut self, members: &[usize]) {
        let entity = |found: &Found, index: &usize| found.spans.get(*index)?.entity.clone();
        let known = members.iter().find_map(|index| entity(&self.found, index));
        let id = known.unwrap_or_else(|| {
            let id = format!("p{}", self.found.entities.len() + 1);
            let person = Entity::new(id.as_str().into(), "", self.origin(None));
            self.found.entities.push(person);
            id
        });
        for &index in members {
            if let Some(span) = self.found.spans.get_mut(index) {
                span.entity.get_or_insert_with(|| id.clone());
            }
        }
    }

    fn quote(&mut self, number: usize, quote: Quote) {
        let line = self.found.line;
        let contents = quote.contents.unwrap_or_default();
        let id = quote.id.as_ref().map(id_of).filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| format!("q{number}"));
        if contents.is_empty() {
            let reason = format!("quote {id} without contents");
            self.found.faults.push(Fault {
                line,
                ..Fault::new(reason)
            });
            return;
        }
        let confidence = quote.confidence.as_ref().and_then(|value| match value {
            Value::String(text) => text.parse().ok(),
            other => other.as_f64(),
        });
        let mut span = FoundSpan {
            id: id.clone(),
            label: "content".to_owned(),
            pieces: contents.iter().map(piece).collect(),
            state: self.state,
            origin: self.origin(confidence.filter(|score: &f64| score.is_finite())),
            line,
            ..FoundSpan::default()
        };
        let mut rest = quote.rest;
        shallow(&mut rest, line, &mut self.found.faults);
        if !rest.is_empty() {
            span.extra
                .insert(KEY.to_owned(), Value::Object(rest.into_iter().collect()));
        }
        self.found.spans.push(span);
        if let Some(cue) = &quote.cue {
            let cue = self.at("cue", cue);
            self.link("cue", &id, cue);
        }
        let sources = quote.sources.unwrap_or_default();
        let others = quote.coreferences.unwrap_or_default();
        // What Citron finds has the mention beside the quote among the coreferences, and whom it stands
        // for as the source.
        let resolved = self.state == State::Suggested && sources.len() == 1 && !others.is_empty();
        let (near, far) = if resolved {
            (others, sources)
        } else {
            (sources, others)
        };
        let near: Vec<usize> = near.iter().map(|place| self.source(place)).collect();
        let far: Vec<usize> = far.iter().map(|place| self.mention(place)).collect();
        for &source in &near {
            self.link("source", &id, source);
        }
        for &mention in &far {
            self.link(COREFERENCE, &id, mention);
        }
        if near.len() == 1 && !far.is_empty() {
            self.one_person(&[near, far].concat());
        }
    }

    /// A source; a mention known from elsewhere at the place becomes one.
    fn source(&mut self, place: &Place) -> usize {
        let mention = (COREFERENCE, place.start, place.end);
        if let Some(index) = self.places.remove(&mention) {
            if let Some(span) = self.found.spans.get_mut(index) {
                "source".clone_into(&mut span.label);
            }
            self.places
                .insert(("source", place.start, place.end), index);
            return index;
        }
        self.at("source", place)
    }

    fn link(&mut self, label: &str, from: &str, to: usize) {
        let Some(to) = self.found.spans.get(to) else {
            return;
        };
        let link = FoundLink {
            label: label.to_owned(),
            from: from.to_owned(),
            to: to.id.clone(),
            state: self.state,
            origin: self.origin(None),
            line: self.found.line,
            ..FoundLink::default()
        };
        self.found.links.push(link);
    }

    fn name_people(&mut self) {
        let mut mentions: HashMap<&str, Vec<&str>> = HashMap::new();
        for span in &self.found.spans {
            let words = span.pieces.first().and_then(|piece| piece.text.as_deref());
            if let (Some(entity), Some(words)) = (&span.entity, words) {
                mentions.entry(entity).or_default().push(words);
            }
        }
        for entity in &mut self.found.entities {
            let mentions = mentions
                .get(entity.id.as_str())
                .into_iter()
                .flatten()
                .copied();
            let name = name_of(mentions);
            name.clone_into(&mut entity.name);
        }
    }
}

fn piece(place: &Place) -> Piece {
    Piece {
        start: place.start,
        end: place.end,
        text: place.text.clone(),
    }
}
