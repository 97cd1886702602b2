//! The table `documents`: a row an article, with all that is marked.

use super::cells::{Cell, Classes, Kind};
use crate::model::{Attributes, ByteRange, Extra, Link, Parts, Schema, Span, Text};

/// The list of the spans' labels.
pub const SPANS: usize = 0;
/// The list of the links' labels.
pub const LINKS: usize = 1;

/// The lists of labels, as far as a schema knows them.
pub fn classes(schema: &Schema) -> Classes {
    let mut classes = Classes::default();
    classes.add(schema.labels.iter().map(|label| label.name.to_string()));
    classes.add(schema.links.iter().map(|link| link.name.to_string()));
    classes
}

/// A stretch of an article with its words.
pub fn stretch() -> Kind {
    Kind::record([
        ("start", Kind::Int),
        ("end", Kind::Int),
        ("text", Kind::Text),
    ])
}

/// The columns. What is said of the article stands before its text, which may be long.
pub fn columns() -> Vec<(String, Kind)> {
    use Kind::{Label, Text};
    let span = Kind::record([
        ("id", Text),
        ("label", Label(SPANS)),
        ("start", Kind::Int),
        ("end", Kind::Int),
        ("fragments", stretch().list()),
        ("entity", Text),
        ("attributes", Text),
        ("nobody", Text.list()),
        ("note", Text),
        ("state", Text),
    ]);
    let link = Kind::record([
        ("id", Text),
        ("label", Label(LINKS)),
        ("from", Text),
        ("to", Text),
        ("attributes", Text),
        ("state", Text),
    ]);
    let entity = Kind::record([
        ("id", Text),
        ("name", Text),
        ("kind", Text),
        ("aliases", Text.list()),
        ("uri", Text),
        ("register", Text),
    ]);
    let about = [
        "id",
        "title",
        "language",
        "annotator",
        "url",
        "publisher",
        "byline",
        "published",
        "source",
    ];
    let texts = about
        .into_iter()
        .chain(["metadata", "text"])
        .map(|name| (name.to_owned(), Text));
    let lists = [("spans", span), ("links", link), ("entities", entity)];
    texts
        .chain(lists.map(|(name, kind)| (name.to_owned(), kind.list())))
        .collect()
}

/// The row of an article.
pub fn row(article: &Parts, classes: &mut Classes) -> Vec<Cell> {
    let header = &article.header;
    let metadata = &header.metadata;
    let about = [
        &header.title,
        &header.language,
        &header.annotator,
        &metadata.url,
        &metadata.publisher,
        &metadata.byline,
        &metadata.published,
        &metadata.source,
    ];
    let mut row = vec![Cell::from(header.id.as_str())];
    row.extend(about.map(|text| Cell::maybe(text.as_deref())));
    row.push(Cell::Text(json(&metadata.imported)));
    row.push(Cell::from(article.text.as_str()));
    row.push(Cell::List(
        article
            .spans
            .iter()
            .map(|each| span(each, &article.text, classes))
            .collect(),
    ));
    row.push(Cell::List(
        article
            .links
            .iter()
            .map(|each| link(each, classes))
            .collect(),
    ));
    row.push(Cell::List(
        article
            .entities
            .iter()
            .map(|entity| {
                Cell::Record(vec![
                    entity.id.as_str().into(),
                    entity.name.as_str().into(),
                    Cell::maybe(entity.kind.as_deref()),
                    Cell::List(
                        entity
                            .aliases
                            .iter()
                            .map(|alias| alias.as_str().into())
                            .collect(),
                    ),
                    Cell::maybe(entity.uri.as_deref()),
                    Cell::maybe(entity.register.as_deref()),
                ])
            })
            .collect(),
    ));
    row
}

/// Where a stretch lies, with its words.
pub fn place(text: &Text, range: ByteRange) -> Cell {
    let (start, end) = ends(text, range);
    Cell::Record(vec![start, end, text.slice(range).into()])
}

fn ends(text: &Text, range: ByteRange) -> (Cell, Cell) {
    (
        text.char_offset(range.start).0.into(),
        text.char_offset(range.end).0.into(),
    )
}

fn span(span: &Span, text: &Text, classes: &mut Classes) -> Cell {
    let (start, end) = ends(text, span.fragments.hull());
    Cell::Record(vec![
        span.id.as_str().into(),
        Cell::Label(classes.number(SPANS, span.label.as_str())),
        start,
        end,
        Cell::List(
            span.fragments
                .iter()
                .map(|range| place(text, range))
                .collect(),
        ),
        Cell::maybe(span.entity.as_ref().map(|id| id.as_str())),
        Cell::Text(attributes(&span.attributes)),
        Cell::List(
            span.no_links
                .iter()
                .map(|link| link.as_str().into())
                .collect(),
        ),
        Cell::maybe(span.note.as_deref()),
        state(span.state),
    ])
}

fn link(link: &Link, classes: &mut Classes) -> Cell {
    Cell::Record(vec![
        link.id.as_str().into(),
        Cell::Label(classes.number(LINKS, link.label.as_str())),
        link.from.as_str().into(),
        link.to.as_str().into(),
        Cell::Text(attributes(&link.attributes)),
        state(link.state),
    ])
}

fn state(state: crate::model::State) -> Cell {
    use crate::model::State;
    Cell::from(match state {
        State::Suggested => "suggested",
        State::Accepted => "accepted",
        State::Rejected => "rejected",
    })
}

/// Keys that are not the same in every row do not fit a column; as JSON they do.
fn attributes(attributes: &Attributes) -> String {
    serde_json::to_string(attributes).unwrap_or_else(|_| "{}".to_owned())
}

fn json(extra: &Extra) -> String {
    serde_json::to_string(extra).unwrap_or_else(|_| "{}".to_owned())
}
