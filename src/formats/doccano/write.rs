//! Lines that doccano imports: entities with relations.

use crate::formats::{Holds, Layout, Ledger, Options, Spelled, Unit, Writes, about};
use crate::model::{Extra, Parts, Span, SpanId};
use crate::store::json_line;
use serde::Serialize;
use std::collections::HashMap;
use std::io;

/// Writes a line an article.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            links: true,
            // Every key that it does not know becomes metadata.
            metadata: true,
            ..Holds::SPANS
        }
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "doccano.jsonl",
            extensions: &["jsonl"],
        }
    }

    fn leaves_unit(&self) -> bool {
        true
    }

    fn spell(&self, article: Parts, options: &Options, _: &mut dyn Ledger) -> io::Result<Spelled> {
        spell(&article, options.unit.unwrap_or(Unit::Utf16))
    }
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    text: &'a str,
    entities: Vec<Entity<'a>>,
    relations: Vec<Relation<'a>>,
    #[serde(rename = "Comments")]
    comments: [(); 0],
    #[serde(flatten)]
    about: Extra,
}

#[derive(Serialize)]
struct Entity<'a> {
    id: usize,
    start_offset: usize,
    end_offset: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct Relation<'a> {
    id: usize,
    from_id: usize,
    to_id: usize,
    #[serde(rename = "type")]
    label: &'a str,
}

fn spell(article: &Parts, unit: Unit) -> io::Result<Spelled> {
    let text = &article.text;
    let numbers: HashMap<&SpanId, usize> = article
        .spans
        .iter()
        .enumerate()
        .map(|(number, span)| (&span.id, number))
        .collect();
    let entity = |span: &Span| {
        let hull = span.fragments.hull();
        (unit.of(text, hull.start), unit.of(text, hull.end))
    };
    let entities = article.spans.iter().enumerate().map(|(id, span)| {
        let (start_offset, end_offset) = entity(span);
        Entity {
            id,
            start_offset,
            end_offset,
            label: span.label.as_str(),
        }
    });
    let relations = article.links.iter().enumerate().filter_map(|(id, link)| {
        Some(Relation {
            id,
            from_id: *numbers.get(&link.from)?,
            to_id: *numbers.get(&link.to)?,
            label: link.label.as_str(),
        })
    });
    let record = Record {
        id: &article.header.id,
        text: text.as_str(),
        entities: entities.collect(),
        relations: relations.collect(),
        comments: [],
        about: about::keys(&article.header),
    };
    let mut line = Vec::new();
    json_line::write(&mut line, &record)?;
    line.push(b'\n');
    Ok(Spelled::main(line))
}
