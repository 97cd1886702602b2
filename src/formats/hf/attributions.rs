//! The table `attributions`: a row a quote, with who said it.

use super::cells::{Cell, Kind};
use super::documents::{place, stretch};
use crate::model::schema::{LinkRole, Role, Schema};
use crate::model::{EntityId, LabelName, Link, Parts, Span, SpanId};
use std::collections::HashMap;

/// The columns.
pub fn columns() -> Vec<(String, Kind)> {
    use Kind::Text;
    let speaker = Kind::record([
        ("id", Text),
        ("fragments", stretch().list()),
        ("person", Text),
    ]);
    let columns = [
        ("document", Text),
        ("quote", Text),
        ("text", Text),
        ("fragments", stretch().list()),
        ("speakers", speaker.clone().list()),
        ("person", Text),
        ("nobody", Kind::Flag),
        ("cue", stretch().list()),
        ("addressees", speaker.list()),
        ("kind", Text),
    ];
    columns.map(|(name, kind)| (name.to_owned(), kind)).into()
}

/// The rows of an article: quotes are the spans of labels with that role, or called so.
pub fn rows(article: &Parts) -> Vec<Vec<Cell>> {
    let ties = Ties::new(article);
    let quotes = article
        .spans
        .iter()
        .filter(|span| is_quote(&article.schema, &span.label));
    quotes.map(|quote| ties.row(quote)).collect()
}

fn is_quote(schema: &Schema, label: &LabelName) -> bool {
    let known = schema.label(label);
    known.map_or(label.as_str() == "quote", |label| label.role == Role::Quote)
}

struct Ties<'a> {
    article: &'a Parts,
    spans: HashMap<&'a SpanId, &'a Span>,
    from: HashMap<&'a SpanId, Vec<&'a Link>>,
    names: HashMap<&'a EntityId, &'a str>,
}

impl<'a> Ties<'a> {
    fn new(article: &'a Parts) -> Self {
        let mut from: HashMap<&SpanId, Vec<&Link>> = HashMap::new();
        for link in &article.links {
            from.entry(&link.from).or_default().push(link);
        }
        let names = article
            .entities
            .iter()
            .map(|entity| (&entity.id, entity.name.as_str()));
        Self {
            spans: article.spans.iter().map(|span| (&span.id, span)).collect(),
            from,
            names: names.collect(),
            article,
        }
    }

    fn role(&self, label: &LabelName) -> LinkRole {
        match self.article.schema.link(label) {
            Some(link) => link.role,
            None if label.as_str() == "said_by" => LinkRole::SaidBy,
            None => LinkRole::Plain,
        }
    }

    /// The spans to which links of a role lead.
    fn ends(&self, quote: &Span, role: LinkRole) -> Vec<&'a Span> {
        let links = self.from.get(&quote.id).into_iter().flatten();
        let links = links.filter(|link| self.role(&link.label) == role);
        links
            .filter_map(|link| self.spans.get(&link.to).copied())
            .collect()
    }

    fn person(&self, span: &Span) -> Option<&'a str> {
        self.names.get(span.entity.as_ref()?).copied()
    }

    fn places(&self, span: &Span) -> Cell {
        Cell::List(
            span.fragments
                .iter()
                .map(|range| place(&self.article.text, range))
                .collect(),
        )
    }

    fn mentions(&self, spans: &[&Span]) -> Cell {
        let mention = |span: &&Span| {
            Cell::Record(vec![
                span.id.as_str().into(),
                self.places(span),
                Cell::maybe(self.person(span)),
            ])
        };
        Cell::List(spans.iter().map(mention).collect())
    }

    fn row(&self, quote: &Span) -> Vec<Cell> {
        let text = &self.article.text;
        let words: Vec<&str> = quote
            .fragments
            .iter()
            .map(|range| text.slice(range))
            .collect();
        let speakers = self.ends(quote, LinkRole::SaidBy);
        let cues = self.ends(quote, LinkRole::CuedBy);
        let cues = cues.iter().flat_map(|cue| cue.fragments.iter());
        let nobody = quote
            .no_links
            .iter()
            .any(|link| self.role(link) == LinkRole::SaidBy);
        let kind = quote.attributes.get(&"kind".into());
        vec![
            self.article.header.id.as_str().into(),
            quote.id.as_str().into(),
            words.join(" … ").as_str().into(),
            self.places(quote),
            self.mentions(&speakers),
            Cell::maybe(speakers.iter().find_map(|speaker| self.person(speaker))),
            Cell::Flag(nobody),
            Cell::List(cues.map(|range| place(text, range)).collect()),
            self.mentions(&self.ends(quote, LinkRole::SaidTo)),
            Cell::maybe(kind.and_then(|kind| kind.as_str())),
        ]
    }
}
