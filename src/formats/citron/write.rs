//! Training files for Citron: a quote needs its cue.

use super::roles::{Part, leads_to, part};
use super::{KEY, name_of};
use crate::disk::file_name;
use crate::formats::{Done, Holds, Layout, Ledger, Loss, Lost, Options, Spelled, Writes, about};
use crate::model::{ByteRange, EntityId, Extra, Link, Parts, Span, SpanId};
use crate::store::json_line;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::io;

/// Writes a file an article.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            fragments: true,
            links: true,
            entities: true,
            metadata: true,
            ..Holds::SPANS
        }
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        spell(&article, ledger)
    }
}

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    quotes: Vec<Quote<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coreference_groups: Option<Vec<Vec<Place<'a>>>>,
    text: &'a str,
    #[serde(flatten)]
    about: Extra,
}

#[derive(Serialize)]
struct Quote<'a> {
    id: &'a str,
    cue: Place<'a>,
    sources: Vec<Place<'a>>,
    contents: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coreferences: Vec<Place<'a>>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

fn spell(article: &Parts, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
    let mut about = about::keys(&article.header);
    for key in ["id", "quotes", "coreference_groups", "text"] {
        about.remove(key);
    }
    let mut parts = Quotes::of(article, ledger);
    let quotes = parts.quotes();
    let groups = parts.groups();
    parts.rest();
    let document = Document {
        id: &article.header.id,
        quotes,
        coreference_groups: Some(groups).filter(|groups| !groups.is_empty()),
        text: article.text.as_str(),
        about,
    };
    let mut bytes = Vec::new();
    json_line::write(&mut bytes, &document)?;
    bytes.push(b'\n');
    let name = file_name::escape(&article.header.id);
    Ok(Spelled::file(format!("{name}.json"), bytes))
}

/// An article on its way into quotes; what has no place in them is named.
struct Quotes<'a> {
    article: &'a Parts,
    ledger: &'a mut dyn Ledger,
    spans: HashMap<&'a SpanId, &'a Span>,
    links: HashMap<&'a SpanId, Vec<&'a Link>>,
    /// Spans that have found their place.
    written: HashSet<&'a SpanId>,
}

impl<'a> Quotes<'a> {
    fn of(article: &'a Parts, ledger: &'a mut dyn Ledger) -> Self {
        let mut links: HashMap<&SpanId, Vec<&Link>> = HashMap::new();
        for link in &article.links {
            links.entry(&link.from).or_default().push(link);
        }
        Self {
            article,
            ledger,
            spans: article.spans.iter().map(|span| (&span.id, span)).collect(),
            links,
            written: HashSet::new(),
        }
    }

    fn lose(&mut self, lost: Lost, done: Done, item: &str, detail: &str) {
        self.ledger.lose(Loss {
            lost,
            done,
            article: self.article.header.id.clone(),
            item: item.to_owned(),
            detail: detail.to_owned(),
        });
    }

    fn place(&self, range: ByteRange) -> Place<'a> {
        let text = &self.article.text;
        Place {
            start: text.char_offset(range.start).0,
            end: text.char_offset(range.end).0,
            text: text.slice(range),
        }
    }

    fn pieces(&self, span: &Span) -> Vec<Place<'a>> {
        span.fragments
            .iter()
            .map(|range| self.place(range))
            .collect()
    }

    fn quotes(&mut self) -> Vec<Quote<'a>> {
        let mut quotes = Vec::new();
        for span in &self.article.spans {
            if part(&self.article.schema, &span.label) == Part::Content {
                quotes.extend(self.quote(span));
            }
        }
        quotes
    }

    /// A quote with its cue; `None`, and named, without one.
    fn quote(&mut self, span: &'a Span) -> Option<Quote<'a>> {
        let links = self.links.remove(&span.id).unwrap_or_default();
        let mut cue: Option<&Span> = None;
        let (mut sources, mut coreferences) = (Vec::new(), Vec::new());
        let mut lost = Vec::new();
        for link in links {
            let Some(&to) = self.spans.get(&link.to) else {
                continue;
            };
            match leads_to(&self.article.schema, &link.label) {
                Part::Cue if cue.is_none() => cue = Some(to),
                Part::Source => sources.push((link, to)),
                Part::Mention => coreferences.push((link, to)),
                _ => lost.push(link),
            }
        }
        let Some(cue) = cue else {
            let links = sources.iter().chain(&coreferences).map(|(link, _)| *link);
            for link in lost.into_iter().chain(links.collect::<Vec<_>>()) {
                self.lose(
                    Lost::Link,
                    Done::Dropped,
                    link.id.as_str(),
                    link.label.as_str(),
                );
            }
            self.lose(
                Lost::Span,
                Done::Dropped,
                span.id.as_str(),
                "a quote without a cue",
            );
            self.written.insert(&span.id);
            return None;
        };
        for link in lost {
            self.lose(
                Lost::Link,
                Done::Dropped,
                link.id.as_str(),
                link.label.as_str(),
            );
        }
        if cue.fragments.len() > 1 {
            self.lose(Lost::Fragments, Done::Covered, cue.id.as_str(), "a cue");
        }
        self.written.extend([&span.id, &cue.id]);
        let sources = self.each_piece(sources);
        let coreferences = self.each_piece(coreferences);
        let rest = match span.extra.get(KEY) {
            Some(Value::Object(rest)) => rest.clone(),
            _ => Map::new(),
        };
        Some(Quote {
            id: span.id.as_str(),
            cue: self.place(cue.fragments.hull()),
            sources,
            contents: self.pieces(span),
            coreferences,
            rest,
        })
    }

    /// The places of sources; the pieces of one are as good as several.
    fn each_piece(&mut self, ends: Vec<(&'a Link, &'a Span)>) -> Vec<Place<'a>> {
        let mut places = Vec::with_capacity(ends.len());
        for (_, span) in ends {
            if span.fragments.len() > 1 && !self.written.contains(&span.id) {
                self.lose(Lost::Fragments, Done::Split, span.id.as_str(), "a source");
            }
            self.written.insert(&span.id);
            places.extend(self.pieces(span));
        }
        places
    }

    /// The mentions of each person and body.
    fn groups(&mut self) -> Vec<Vec<Place<'a>>> {
        let mut mentions: HashMap<&EntityId, Vec<&'a Span>> = HashMap::new();
        for span in &self.article.spans {
            let part = part(&self.article.schema, &span.label);
            if let (Some(entity), Part::Source | Part::Mention) = (&span.entity, part) {
                mentions.entry(entity).or_default().push(span);
            }
        }
        let mut groups = Vec::new();
        for entity in &self.article.entities {
            let mentions = mentions.remove(&entity.id).unwrap_or_default();
            let text = &self.article.text;
            let words = mentions
                .iter()
                .map(|span| text.slice(span.fragments.hull()));
            let known = entity.kind.is_some() || !entity.aliases.is_empty() || entity.uri.is_some();
            if mentions.is_empty() {
                self.lose(
                    Lost::Entity,
                    Done::Dropped,
                    entity.id.as_str(),
                    &entity.name,
                );
                continue;
            }
            if known || entity.register.is_some() || name_of(words) != entity.name {
                // That they mean the same stays, what it is called and is does not.
                self.lose(
                    Lost::Entity,
                    Done::Replaced,
                    entity.id.as_str(),
                    &entity.name,
                );
            }
            let mut group = Vec::with_capacity(mentions.len());
            for span in mentions {
                let is_mention = span.label.as_str() == super::COREFERENCE;
                if self.written.insert(&span.id) && !is_mention {
                    let words = text.slice(span.fragments.hull());
                    self.lose(Lost::Span, Done::Replaced, span.id.as_str(), words);
                }
                group.push(self.place(span.fragments.hull()));
            }
            groups.push(group);
        }
        groups
    }

    /// Names what has found no place: spans of no quote, links of no quote.
    fn rest(&mut self) {
        for span in &self.article.spans {
            if !self.written.contains(&span.id) {
                let words = self.article.text.slice(span.fragments.hull());
                self.lose(Lost::Span, Done::Dropped, span.id.as_str(), words);
            }
        }
        let links = std::mem::take(&mut self.links);
        let of_no_quote: HashSet<_> = links.into_values().flatten().map(|link| &link.id).collect();
        for link in &self.article.links {
            if of_no_quote.contains(&link.id) {
                self.lose(
                    Lost::Link,
                    Done::Dropped,
                    link.id.as_str(),
                    link.label.as_str(),
                );
            }
        }
    }
}
