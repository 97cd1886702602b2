//! From rows to what they say.

use super::field;
use super::header::{Column, Kind, Layer};
use super::kept::Kept;
use super::relations::{self, Waiting};
use super::table::{Row, Table};
use super::{ENTITY, ENTITY_KIND, ENTITY_NAME, NOBODY, NOTE, STATE};
use crate::formats::{Found, FoundSpan, Give, Piece, ReadError, Reads, Source, Unit};
use crate::model::{AttributeValue, Entity, EntityId, Origin, State};
use std::collections::HashMap;

/// The key of a header's `extra` under which layers, tokens and sentences are kept.
pub const HEADER_KEY: &str = "webanno";

/// Reads a file, an article.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let file = source.text_to_hold()?;
        let mut found = found(Table::parse(&file)?);
        found.header.id = crate::disk::file_name::unescape(&source.stem()).unwrap_or_default();
        let _ = give(found);
        Ok(())
    }
}

fn found(mut table: Table<'_>) -> Found {
    let mut reading = Reading {
        found: Found {
            text: std::mem::take(&mut table.text),
            unit: Unit::Utf16,
            faults: std::mem::take(&mut table.faults),
            ..Found::default()
        },
        layers: &table.layers,
        ..Reading::default()
    };
    for row in &table.rows {
        reading.rows.insert(row.id, reading.row);
        let mut at = 0;
        for (number, layer) in table.layers.iter().enumerate() {
            let end = at + layer.columns.len();
            let fields = row.fields.get(at..end).unwrap_or_default();
            at = end;
            if fields.iter().all(|field| *field == "_") {
                continue;
            }
            match layer.kind {
                Kind::Spans => reading.spans(row, number, layer, fields),
                Kind::Chains => reading.chain(row, number, layer, fields),
                Kind::Relations => relations::wait(&mut reading, row, number, layer, fields),
            }
        }
        reading.row += 1;
    }
    relations::resolve(&mut reading, &table.rows);
    reading.finish(&table)
}

/// What has been read so far.
#[derive(Default)]
pub struct Reading<'a> {
    pub(super) found: Found,
    pub(super) layers: &'a [Layer],
    /// The row that is read, counted from 0.
    pub(super) row: usize,
    /// Rows by their ids.
    pub(super) rows: HashMap<&'a str, usize>,
    /// Marks by their numbers.
    pub(super) numbered: HashMap<&'a str, usize>,
    /// Marks by layer and row, in the order of their columns.
    pub(super) at: HashMap<(usize, usize), Vec<usize>>,
    /// Elements of chains by layer and number.
    chained: HashMap<(usize, &'a str), usize>,
    /// What leads to marks that may come later.
    pub(super) waiting: Vec<Waiting<'a>>,
    /// Names and kinds of entities, as columns tell them.
    entities: Vec<Entity>,
    entity_of: HashMap<String, usize>,
}

impl<'a> Reading<'a> {
    // ---- spans ------------------------------------------------------------------------------

    fn spans(&mut self, row: &Row<'a>, number: usize, layer: &Layer, fields: &[&'a str]) {
        let columns: Vec<Vec<&'a str>> = fields
            .iter()
            .map(|field| match *field {
                "_" => Vec::new(),
                field => field::split(field, '|'),
            })
            .collect();
        let stacked = columns.iter().map(Vec::len).max().unwrap_or_default();
        for at in 0..stacked {
            let cell = |column: usize| columns.get(column).and_then(|cells| cells.get(at)).copied();
            let own = (0..columns.len())
                .filter(|&column| !matches!(layer.columns.get(column), Some(Column::Fillers(_))))
                .find_map(|column| field::numbered(cell(column)?).1);
            if let Some(&known) = own.and_then(|own| self.numbered.get(own)) {
                self.go_on(known, row, number);
                continue;
            }
            let span = self.span(row, number, layer.short());
            if let Some(own) = own {
                self.numbered.insert(own, span);
            }
            for (column, declared) in layer.columns.iter().enumerate() {
                let Some(cell) = cell(column) else { continue };
                match declared {
                    Column::Feature(name) => {
                        let value = field::numbered(cell).0;
                        if value != "*" {
                            self.feature(span, layer, name, field::value(value));
                        }
                    }
                    Column::Roles { feature, .. } => {
                        let fillers = columns.get(column + 1).and_then(|cells| cells.get(at));
                        let target = match layer.columns.get(column + 1) {
                            Some(Column::Fillers(target)) => target.as_str(),
                            _ => "",
                        };
                        let fillers = fillers.copied().unwrap_or_default();
                        relations::wait_for_fillers(
                            self, row, number, span, feature, target, cell, fillers,
                        );
                    }
                    _ => {}
                }
            }
        }
    }

    /// A new mark on a row.
    pub(super) fn span(&mut self, row: &Row<'a>, layer: usize, label: &str) -> usize {
        let at = self.found.spans.len();
        let mut span = FoundSpan::new(label, row.begin, row.end);
        span.id = format!("w{}", at + 1);
        span.state = State::Accepted;
        span.line = Some(row.line);
        span.words = Some(row.form.to_owned()).filter(|form| is_plain(form));
        let kept = Kept {
            layer: self
                .layers
                .get(layer)
                .map(|layer| layer.name.clone())
                .unwrap_or_default(),
            ..Kept::default()
        };
        kept.put(&mut span.extra);
        self.found.spans.push(span);
        self.at.entry((layer, self.row)).or_default().push(at);
        at
    }

    /// A mark goes on over a further row.
    fn go_on(&mut self, span: usize, row: &Row<'a>, layer: usize) {
        self.at.entry((layer, self.row)).or_default().push(span);
        let Some(Piece { end, .. }) = self
            .found
            .spans
            .get_mut(span)
            .and_then(|span| span.pieces.first_mut())
        else {
            return;
        };
        let before = std::mem::replace(end, row.end);
        let Some(span) = self.found.spans.get_mut(span) else {
            return;
        };
        let Some(words) = &mut span.words else { return };
        // Parts of a token that stand over each other prove nothing.
        if row.begin < before || !is_plain(row.form) {
            span.words = None;
            return;
        }
        if row.begin > before {
            words.push(' ');
        }
        words.push_str(row.form);
    }

    fn feature(&mut self, span: usize, layer: &Layer, name: &str, value: String) {
        let Some(found) = self.found.spans.get_mut(span) else {
            return;
        };
        if layer.label() == Some(name) {
            found.label = value;
            return;
        }
        match (name, value.as_str()) {
            (NOTE, _) => found.note = Some(value),
            (STATE, "suggested") => found.state = State::Suggested,
            (STATE, "rejected") => found.state = State::Rejected,
            (NOBODY, _) => found.no_links = value.split(", ").map(str::to_owned).collect(),
            (ENTITY, _) => {
                self.entity(&value);
                if let Some(found) = self.found.spans.get_mut(span) {
                    found.entity = Some(value);
                }
            }
            (ENTITY_NAME | ENTITY_KIND, _) => {
                let entity = found.entity.as_ref().and_then(|id| self.entity_of.get(id));
                let entity = entity.and_then(|&at| self.entities.get_mut(at));
                match (entity, name) {
                    (Some(entity), ENTITY_NAME) => entity.name = value,
                    (Some(entity), _) => entity.kind = Some(value.into()),
                    (None, _) => {
                        found
                            .attributes
                            .insert(name.into(), AttributeValue::Text(value));
                    }
                }
            }
            _ => {
                found.attributes.insert(name.into(), value_of(value));
            }
        }
    }

    fn entity(&mut self, id: &str) {
        if !self.entity_of.contains_key(id) {
            self.entity_of.insert(id.to_owned(), self.entities.len());
            self.entities
                .push(Entity::new(EntityId::from(id), id, Origin::default()));
        }
    }

    // ---- chains -----------------------------------------------------------------------------

    /// Elements of chains: what they are, with the chain's number, and how the next one follows.
    fn chain(&mut self, row: &Row<'a>, number: usize, layer: &Layer, fields: &[&'a str]) {
        let column = |name: &str| {
            let is = |column: &Column| matches!(column, Column::Feature(own) if own == name);
            let at = layer.columns.iter().position(is)?;
            fields.get(at).copied().filter(|field| *field != "_")
        };
        let ties = field::split(column("referenceRelation").unwrap_or_default(), '|');
        let kinds = field::split(column("referenceType").unwrap_or_default(), '|');
        for (at, tie) in ties.iter().enumerate().filter(|(_, tie)| !tie.is_empty()) {
            let Some((tie, element)) = tie.rsplit_once("->") else {
                let reason = format!("{tie:?} is no element of a chain");
                self.found
                    .faults
                    .push(crate::formats::Fault::at(row.line, reason));
                continue;
            };
            if let Some(&known) = self.chained.get(&(number, element)) {
                self.go_on(known, row, number);
                continue;
            }
            let span = self.span(row, number, layer.short());
            self.chained.insert((number, element), span);
            let place = element.split_once('-').and_then(|(chain, place)| {
                let chain: u32 = chain.parse().ok()?;
                Some((chain, place.parse().ok()?))
            });
            let kind = kinds.get(at).map_or("*", |kind| field::numbered(kind).0);
            let id = format!("{}.{}", layer.short(), place.map_or(0, |(chain, _)| chain));
            self.entity(&id);
            let Some(found) = self.found.spans.get_mut(span) else {
                continue;
            };
            found.entity = Some(id);
            if kind != "*" {
                found.label = field::value(kind);
            }
            if tie != "*" {
                let tie = AttributeValue::Text(field::value(tie));
                found.attributes.insert("referenceRelation".into(), tie);
            }
            let kept = Kept {
                layer: layer.name.clone(),
                chain: place,
                ..Kept::default()
            };
            kept.put(&mut found.extra);
        }
    }

    // ---- the end ----------------------------------------------------------------------------

    fn finish(mut self, table: &Table<'_>) -> Found {
        self.name_chains();
        let tokens: Vec<usize> = table
            .rows
            .iter()
            .filter(|row| !row.id.contains('.'))
            .flat_map(|row| [row.begin, row.end])
            .collect();
        let mut tokens_before = 0;
        let mut firsts = table.sentences.iter().peekable();
        let mut sentences = Vec::with_capacity(table.sentences.len());
        for (at, row) in table.rows.iter().enumerate() {
            if firsts.next_if(|&&first| first == at).is_some() {
                sentences.push(tokens_before);
            }
            tokens_before += usize::from(!row.id.contains('.'));
        }
        let layers: Vec<String> = self.layers.iter().map(Layer::declared).collect();
        let told = serde_json::json!({
            "layers": layers,
            "tokens": tokens,
            "sentences": sentences,
        });
        self.found.header.extra.insert(HEADER_KEY.to_owned(), told);
        self.found.entities = self.entities;
        self.found
    }

    /// Calls what a chain means as its longest element.
    fn name_chains(&mut self) {
        let mut elements: Vec<usize> = self.chained.values().copied().collect();
        elements.sort_unstable();
        for at in elements {
            let Some(span) = self.found.spans.get(at) else {
                continue;
            };
            let id = span.entity.as_deref().unwrap_or_default();
            let words = span.words.as_deref().unwrap_or_default();
            let entity = self
                .entity_of
                .get(id)
                .and_then(|&at| self.entities.get_mut(at));
            if let Some(entity) = entity {
                let is_own = entity.name == id;
                let longer = words.len() > entity.name.len()
                    || (words.len() == entity.name.len() && *words < *entity.name);
                if !words.is_empty() && (is_own || longer) {
                    words.clone_into(&mut entity.name);
                }
            }
        }
    }
}

/// Whether a token's words stand as they are.
fn is_plain(form: &str) -> bool {
    !form.is_empty() && !form.contains('\\')
}

/// A feature's value; those that are true or false are flags.
pub fn value_of(value: String) -> AttributeValue {
    match value.as_str() {
        "true" => AttributeValue::Flag(true),
        "false" => AttributeValue::Flag(false),
        _ => AttributeValue::Text(value),
    }
}
