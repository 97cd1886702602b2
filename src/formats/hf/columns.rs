//! Parquet, written: rows taken apart into columns with their levels.
//!
//! A level of definition says how far down a value is there, one of repetition in which list it goes on.

use super::FEATURES_KEY;
use super::card;
use super::cells::{Cell, Classes, Kind};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{GroupTypeBuilder, Type, TypePtr};
use std::io;
use std::sync::Arc;

/// About how many bytes of rows are held before they are written as a group.
const GROUP: usize = 8 << 20;

/// A table being written.
pub struct Table {
    columns: Vec<(String, Kind)>,
    writer: SerializedFileWriter<Vec<u8>>,
    leaves: Vec<Leaf>,
    weight: usize,
}

/// A column of values.
#[derive(Default)]
struct Leaf {
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
    texts: Vec<ByteArray>,
    numbers: Vec<i64>,
    flags: Vec<bool>,
}

impl Table {
    /// Begins one.
    pub fn begin(columns: Vec<(String, Kind)>) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("Dictum".to_owned())
            .build();
        let fields = columns.iter().map(|(name, kind)| field(name, kind));
        let fields = fields.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        let schema = Type::group_type_builder("schema")
            .with_fields(fields)
            .build();
        let schema = Arc::new(schema.map_err(wrong)?);
        let count = columns.iter().map(|(_, kind)| leaves(kind)).sum();
        let mut made = Vec::new();
        made.resize_with(count, Leaf::default);
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties));
        Ok(Self {
            columns,
            writer: writer.map_err(wrong)?,
            leaves: made,
            weight: 0,
        })
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) -> io::Result<()> {
        self.weight += cells.iter().map(Cell::weight).sum::<usize>();
        let mut leaves = self.leaves.iter_mut();
        let mut cells = cells.into_iter();
        for (_, kind) in &self.columns {
            let own = take(&mut leaves, kind);
            apart(
                kind,
                cells.next().unwrap_or(Cell::Missing),
                own,
                Levels::default(),
            );
        }
        if self.weight > GROUP {
            self.group()?;
        }
        Ok(())
    }

    /// What has come together since the last time.
    pub fn bytes(&mut self) -> Vec<u8> {
        std::mem::take(self.writer.inner_mut())
    }

    /// Ends it; what is left.
    pub fn end(mut self, classes: &Classes) -> io::Result<Vec<u8>> {
        self.group()?;
        let features = card::metadata(&self.columns, classes);
        self.writer
            .append_key_value_metadata(KeyValue::new(FEATURES_KEY.to_owned(), features));
        self.writer.finish().map_err(wrong)?;
        Ok(self.bytes())
    }

    fn group(&mut self) -> io::Result<()> {
        self.weight = 0;
        let is_empty = self
            .leaves
            .first()
            .is_none_or(|leaf| leaf.definitions.is_empty());
        if is_empty {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(wrong)?;
        for leaf in &mut self.leaves {
            let Some(mut column) = group.next_column().map_err(wrong)? else {
                break;
            };
            let (definitions, repetitions) = (Some(&*leaf.definitions), Some(&*leaf.repetitions));
            match column.untyped() {
                ColumnWriter::ByteArrayColumnWriter(writer) => {
                    writer.write_batch(&leaf.texts, definitions, repetitions)
                }
                ColumnWriter::Int64ColumnWriter(writer) => {
                    writer.write_batch(&leaf.numbers, definitions, repetitions)
                }
                ColumnWriter::BoolColumnWriter(writer) => {
                    writer.write_batch(&leaf.flags, definitions, repetitions)
                }
                _ => Ok(0),
            }
            .map_err(wrong)?;
            column.close().map_err(wrong)?;
            *leaf = Leaf::default();
        }
        group.close().map_err(wrong)?;
        self.writer.flush()
    }
}

fn wrong(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn field(name: &str, kind: &Kind) -> Result<TypePtr, ParquetError> {
    let optional = Repetition::OPTIONAL;
    let primitive =
        |physical| Type::primitive_type_builder(name, physical).with_repetition(optional);
    fn group(name: &str, fields: Vec<TypePtr>) -> GroupTypeBuilder<'_> {
        Type::group_type_builder(name).with_fields(fields)
    }
    let made = match kind {
        Kind::Text => primitive(Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String))
            .build(),
        Kind::Int | Kind::Label(_) => primitive(Physical::INT64).build(),
        Kind::Flag => primitive(Physical::BOOLEAN).build(),
        Kind::Record(fields) => {
            let fields = fields.iter().map(|(name, kind)| field(name, kind));
            group(name, fields.collect::<Result<Vec<_>, _>>()?)
                .with_repetition(optional)
                .build()
        }
        Kind::List(kind) => {
            let list = group("list", vec![field("element", kind)?]);
            let list = list.with_repetition(Repetition::REPEATED).build()?;
            group(name, vec![Arc::new(list)])
                .with_repetition(optional)
                .with_logical_type(Some(LogicalType::List))
                .build()
        }
    };
    made.map(Arc::new)
}

/// How many columns of values a column has.
fn leaves(kind: &Kind) -> usize {
    match kind {
        Kind::Record(fields) => fields.iter().map(|(_, kind)| leaves(kind)).sum(),
        Kind::List(kind) => leaves(kind),
        _ => 1,
    }
}

fn take<'a>(from: &mut std::slice::IterMut<'a, Leaf>, kind: &Kind) -> &'a mut [Leaf] {
    let all = std::mem::take(from).into_slice();
    let (own, rest) = all.split_at_mut(leaves(kind).min(all.len()));
    *from = rest.iter_mut();
    own
}

/// Where a value stands.
#[derive(Clone, Copy, Default)]
struct Levels {
    definition: i16,
    repetition: i16,
    /// In how many lists.
    depth: i16,
}

/// Takes a cell apart into its columns.
fn apart(kind: &Kind, cell: Cell, leaves: &mut [Leaf], levels: Levels) {
    let there = Levels {
        definition: levels.definition + 1,
        ..levels
    };
    match (kind, cell) {
        (Kind::Record(fields), Cell::Record(cells)) => {
            let mut leaves = leaves.iter_mut();
            let mut cells = cells.into_iter();
            for (_, kind) in fields {
                let own = take(&mut leaves, kind);
                apart(kind, cells.next().unwrap_or(Cell::Missing), own, there);
            }
        }
        (Kind::List(_), Cell::List(cells)) if cells.is_empty() => levelled(leaves, there),
        (Kind::List(kind), Cell::List(cells)) => {
            for (at, cell) in cells.into_iter().enumerate() {
                let depth = levels.depth + 1;
                let levels = Levels {
                    definition: levels.definition + 2,
                    repetition: if at == 0 { levels.repetition } else { depth },
                    depth,
                };
                apart(kind, cell, leaves, levels);
            }
        }
        (kind, cell) => {
            let is_there = leaves.first_mut().is_some_and(|leaf| leaf.push(kind, cell));
            levelled(leaves, if is_there { there } else { levels });
        }
    }
}

/// Tells the columns how far down there is something.
fn levelled(leaves: &mut [Leaf], levels: Levels) {
    for leaf in leaves {
        leaf.level(levels);
    }
}

impl Leaf {
    fn level(&mut self, levels: Levels) {
        self.definitions.push(levels.definition);
        self.repetitions.push(levels.repetition);
    }

    /// Adds a value; whether it is one of the column's type.
    fn push(&mut self, kind: &Kind, cell: Cell) -> bool {
        match (kind, cell) {
            (Kind::Text, Cell::Text(text)) => self.texts.push(text.into_bytes().into()),
            (Kind::Int, Cell::Int(number)) => self.numbers.push(number),
            (Kind::Label(_), Cell::Label(number)) => self.numbers.push(number as i64),
            (Kind::Flag, Cell::Flag(flag)) => self.flags.push(flag),
            _ => return false,
        }
        true
    }
}
