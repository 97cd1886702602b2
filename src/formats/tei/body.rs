//! The article: its words as they are, paragraphs and quotes as elements.

use super::ids::Ids;
use super::said::{Piece, nested};
use super::xml::Xml;
use super::{BODY, marks};
use crate::model::schema::{AttributeRole, LinkRole, Role};
use crate::model::{ByteOffset, ByteRange, Link, Parts, Span, SpanId};
use std::collections::HashMap;

/// Adds the text with its quotes.
pub fn body(article: &Parts, ids: &mut Ids<'_>, xml: &mut Xml) {
    let language = article.header.language.as_deref().filter(|tag| is_tag(tag));
    xml.open("text", &[("xml:lang", language.unwrap_or_default())]);
    xml.line();
    let quotes = Quotes::of(article, ids);
    xml.open("body", &[("xml:id", BODY), ("xml:space", "preserve")]);
    quotes.write(xml);
    xml.close("body");
    xml.line();
    xml.close("text");
    xml.line();
}

/// Whether this can be the tag of a language.
pub fn is_tag(tag: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    tag.split('-').all(is_part) && tag.starts_with(|c: char| c.is_ascii_alphabetic())
}

struct Quotes<'a> {
    article: &'a Parts,
    /// Where each paragraph is: lines that hold more than white space.
    paragraphs: Vec<ByteRange>,
    /// What lies in each.
    pieces: Vec<Vec<Piece>>,
    /// The tags of all pieces, in their order.
    tags: Vec<Tag>,
}

#[derive(Default)]
struct Tag {
    id: String,
    who: String,
    whom: String,
    direct: &'static str,
    next: String,
    prev: String,
}

impl<'a> Quotes<'a> {
    fn of(article: &'a Parts, ids: &mut Ids<'_>) -> Self {
        let is_quote = |span: &&Span| article.schema.role_of(&span.label) == Role::Quote;
        let quotes: Vec<&Span> = article.spans.iter().filter(is_quote).collect();
        let paragraphs = paragraphs(article.text.as_str());
        let mut inside: Vec<Vec<Piece>> = vec![Vec::new(); paragraphs.len()];
        for (quote, span) in quotes.iter().enumerate() {
            for range in &span.fragments {
                let first = paragraphs.partition_point(|paragraph| paragraph.end <= range.start);
                let parts = paragraphs.iter().zip(&mut inside).skip(first);
                for (paragraph, inside) in parts.take_while(|(part, _)| part.start < range.end) {
                    let range = paragraph.intersection(range);
                    inside.extend(range.map(|range| Piece { range, quote }));
                }
            }
        }
        let pieces: Vec<Vec<Piece>> = inside
            .into_iter()
            .map(|inside| nested(inside.into_iter()))
            .collect();
        let tags = tags(article, &quotes, pieces.iter().flatten(), ids);
        Self {
            article,
            paragraphs,
            pieces,
            tags,
        }
    }

    fn write(&self, xml: &mut Xml) {
        let text = &self.article.text;
        let mut done = ByteOffset(0);
        let mut tags = self.tags.iter();
        for (&paragraph, pieces) in self.paragraphs.iter().zip(&self.pieces) {
            xml.text(text.slice(ByteRange::between(done, paragraph.start)));
            xml.open("p", &[]);
            done = paragraph.start;
            let mut open: Vec<ByteOffset> = Vec::new();
            for (piece, tag) in pieces.iter().zip(&mut tags) {
                while let Some(end) = open.pop_if(|end| *end <= piece.range.start) {
                    xml.text(text.slice(ByteRange::between(done, end)));
                    xml.close("said");
                    done = end;
                }
                xml.text(text.slice(ByteRange::between(done, piece.range.start)));
                done = piece.range.start;
                xml.open("said", &tag.attributes());
                open.push(piece.range.end);
            }
            for end in open.into_iter().rev() {
                xml.text(text.slice(ByteRange::between(done, end)));
                xml.close("said");
                done = end;
            }
            xml.text(text.slice(ByteRange::between(done, paragraph.end)));
            xml.close("p");
            done = paragraph.end;
        }
        xml.text(text.slice(ByteRange::between(done, text.end())));
        if self.paragraphs.is_empty() {
            // A body needs a paragraph.
            xml.empty("p", &[]);
        }
    }
}

impl Tag {
    fn attributes(&self) -> [(&str, &str); 6] {
        [
            ("xml:id", self.id.as_str()),
            ("who", &self.who),
            ("toWhom", &self.whom),
            ("direct", self.direct),
            ("next", &self.next),
            ("prev", &self.prev),
        ]
    }
}

/// The tags of pieces; those of one quote are tied.
fn tags<'p>(
    article: &Parts,
    quotes: &[&Span],
    pieces: impl Iterator<Item = &'p Piece>,
    ids: &mut Ids<'_>,
) -> Vec<Tag> {
    let people = People::of(article, ids);
    let mut last: HashMap<usize, usize> = HashMap::new();
    let mut tags: Vec<Tag> = Vec::new();
    for piece in pieces {
        let Some(quote) = quotes.get(piece.quote) else {
            continue;
        };
        let said = format!("{}.said", ids.span(&quote.id).unwrap_or_default());
        let mut tag = Tag {
            id: ids.free(&said),
            who: people.of_links(&quote.id, LinkRole::SaidBy),
            whom: people.of_links(&quote.id, LinkRole::SaidTo),
            direct: direct(article, quote),
            ..Tag::default()
        };
        if let Some(before) = last.insert(piece.quote, tags.len())
            && let Some(before) = tags.get_mut(before)
        {
            before.next = format!("#{}", tag.id);
            tag.prev = format!("#{}", before.id);
        }
        tags.push(tag);
    }
    tags
}

/// Whether a quote is direct: what the attribute says, which must be said where it is not known.
fn direct(article: &Parts, quote: &Span) -> &'static str {
    let label = article.schema.label(&quote.label);
    let kind = label.and_then(|label| label.attribute_of(AttributeRole::QuoteKind));
    let kind = kind.and_then(|kind| quote.attributes.get(&kind.name)?.as_str());
    match kind {
        Some("direct") => "true",
        Some("indirect" | "free_indirect") => "false",
        Some("mixed") => "inapplicable",
        _ => "unknown",
    }
}

/// Who is meant by links: the person where one is known, else the mention.
struct People<'a> {
    links: HashMap<&'a SpanId, Vec<(LinkRole, String)>>,
}

impl<'a> People<'a> {
    fn of(article: &'a Parts, ids: &Ids<'_>) -> Self {
        let spans: HashMap<&SpanId, &Span> =
            article.spans.iter().map(|span| (&span.id, span)).collect();
        let mut links: HashMap<&SpanId, Vec<(LinkRole, String)>> = HashMap::new();
        let role = |link: &Link| article.schema.link(&link.label).map(|known| known.role);
        for link in &article.links {
            let Some((role, to)) = role(link).zip(spans.get(&link.to)) else {
                continue;
            };
            let person = to.entity.as_ref().and_then(|id| ids.entity(id));
            let pointer = person.or_else(|| ids.span(&to.id)).map(marks::pointer);
            let known = links.entry(&link.from).or_default();
            let pointer = pointer.map(|pointer| (role, pointer));
            known.extend(pointer.filter(|pointer| !known.contains(pointer)));
        }
        Self { links }
    }

    fn of_links(&self, quote: &SpanId, wanted: LinkRole) -> String {
        let links = self.links.get(quote).into_iter().flatten();
        let links = links.filter(|(role, _)| *role == wanted);
        links
            .map(|(_, pointer)| pointer.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Lines that hold more than white space: between paragraphs XML allows nothing else.
fn paragraphs(text: &str) -> Vec<ByteRange> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        if words.contains(|c| !matches!(c, ' ' | '\t' | '\r')) {
            paragraphs.push(ByteRange::new(start, start + words.len()));
        }
        start += line.len();
    }
    paragraphs
}
