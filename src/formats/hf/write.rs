//! Tables out of articles.

use super::card::{self, Described};
use super::cells::{Cell, Classes, Kind};
#[cfg(feature = "parquet")]
use super::columns;
use super::{attributions, documents, tags};
use crate::formats::sheet::Sheet;
use crate::formats::{
    Holds, InSplits, Layout, Ledger, Options, Pieces, Session, Shelf, Spelled, Writes, fit,
};
use crate::model::{LabelName, Parts};
use crate::store::json_line;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;

/// Writes a folder of tables, or one table into one file.
pub struct Writer;

/// What the table of attributions holds.
const ATTRIBUTIONS: Holds = Holds {
    fragments: true,
    links: true,
    entities: true,
    nobody: true,
    ..Holds::SPANS
};

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            provenance: false,
            ..Holds::ALL
        }
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: if cfg!(feature = "parquet") {
                "documents.parquet"
            } else {
                "documents.jsonl"
            },
            extensions: if cfg!(feature = "parquet") {
                &["parquet", "jsonl"]
            } else {
                &["jsonl"]
            },
        }
    }

    // A label has the same number in every split.
    fn in_splits(&self) -> InSplits {
        InSplits::Itself {
            validation: "validation",
        }
    }

    fn begin(&self, options: &Options) -> Box<dyn Session> {
        let is_lines = options.extension.as_deref() == Some("jsonl") || !cfg!(feature = "parquet");
        Box::new(Tables {
            asked: options.table.clone(),
            extension: if is_lines { "jsonl" } else { "parquet" },
            splits: options.splits.clone(),
            split: 0,
            tables: Vec::new(),
            labels: Vec::new(),
        })
    }
}

/// The names of the tables.
const NAMES: [&str; 3] = ["documents", "attributions", "tokens"];

struct Tables {
    asked: Option<String>,
    extension: &'static str,
    /// Those of a dataset; empty for what is none.
    splits: Vec<String>,
    /// The split that articles go to.
    split: usize,
    /// Begun with the first article, whose schema names the labels.
    tables: Vec<Table>,
    /// The labels that have a column of tags.
    labels: Vec<LabelName>,
}

/// A table, whose labels have the same numbers in every split.
struct Table {
    name: &'static str,
    columns: Columns,
    classes: Classes,
    /// By split; those that have articles.
    rows: BTreeMap<usize, Rows>,
}

enum Rows {
    Lines {
        columns: Columns,
        bytes: Vec<u8>,
    },
    #[cfg(feature = "parquet")]
    Columns(Box<columns::Table>),
}

impl Rows {
    fn row(&mut self, cells: Vec<Cell>, classes: &Classes) -> io::Result<()> {
        match self {
            Self::Lines { columns, bytes } => {
                let pairs = columns.iter().zip(&cells);
                let pairs = pairs.map(|((name, kind), cell)| (name, cell.json(kind, classes)));
                json_line::write(bytes, &Ordered(pairs.collect()))?;
                bytes.push(b'\n');
                Ok(())
            }
            #[cfg(feature = "parquet")]
            Self::Columns(table) => table.row(cells),
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        match self {
            Self::Lines { bytes, .. } => std::mem::take(bytes),
            #[cfg(feature = "parquet")]
            Self::Columns(table) => table.bytes(),
        }
    }

    #[cfg_attr(
        not(feature = "parquet"),
        expect(clippy::unnecessary_wraps, reason = "columns may fail, lines do not")
    )]
    fn end(self, classes: &Classes) -> io::Result<Vec<u8>> {
        #[cfg(not(feature = "parquet"))]
        let _ = classes;
        Ok(match self {
            Self::Lines { bytes, .. } => bytes,
            #[cfg(feature = "parquet")]
            Self::Columns(table) => table.end(classes)?,
        })
    }
}

/// The names of columns with their types.
type Columns = Vec<(String, Kind)>;

/// A row whose keys stand in the order of the columns.
struct Ordered<'a>(Vec<(&'a String, serde_json::Value)>);

impl serde::Serialize for Ordered<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Table {
    /// Adds a row to a split, begun with its first: what has no rows is no table to those who read it.
    fn row(&mut self, cells: Vec<Cell>, split: usize, extension: &str) -> io::Result<()> {
        let rows = match self.rows.entry(split) {
            Entry::Occupied(room) => room.into_mut(),
            Entry::Vacant(room) => room.insert(rows(extension, &self.columns)?),
        };
        rows.row(cells, &self.classes)
    }
}

impl Session for Tables {
    fn put(
        &mut self,
        article: Spelled,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()> {
        let article: Parts = article.into_part()?;
        self.begin(&article, shelf.has_room_beside())?;
        let mut article = article;
        match self.asked.as_deref() {
            Some("attributions") => fit(&mut article, &ATTRIBUTIONS, Pieces::Split, ledger),
            Some("tokens") => fit(&mut article, &Holds::SPANS, Pieces::Split, ledger),
            _ => {}
        }
        for table in &mut self.tables {
            let (to, extension) = (self.split, self.extension);
            match table.name {
                "documents" => {
                    let row = documents::row(&article, &mut table.classes);
                    table.row(row, to, extension)?;
                }
                "attributions" => {
                    for row in attributions::rows(&article) {
                        table.row(row, to, extension)?;
                    }
                }
                _ => {
                    // What is cut or split here is whole among the documents; alone it is named.
                    let mut parts = article.clone();
                    let mut apart = Vec::new();
                    fit(&mut parts, &Holds::SPANS, Pieces::Split, &mut apart);
                    let is_alone = self.asked.is_some();
                    let sheet = if is_alone {
                        Sheet::of(&parts, ledger)
                    } else {
                        Sheet::of(&parts, &mut apart)
                    };
                    for row in tags::rows(&sheet, &self.labels, &mut table.classes) {
                        table.row(row, to, extension)?;
                    }
                }
            }
        }
        self.bring(shelf)
    }

    fn turn_to(&mut self, split: usize) {
        self.split = split;
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        if self.tables.is_empty() {
            self.begin(&Parts::default(), shelf.has_room_beside())?;
        }
        let main = self.main();
        let mut described = Vec::new();
        for mut table in std::mem::take(&mut self.tables) {
            let mut files = Vec::new();
            if table.rows.is_empty() && self.splits.is_empty() {
                // The file is there all the same; to the card it is none.
                let bytes = rows(self.extension, &table.columns)?.end(&table.classes)?;
                put(shelf, &self.file(table.name, 0), table.name == main, &bytes)?;
            }
            for (split, rows) in std::mem::take(&mut table.rows) {
                let file = self.file(table.name, split);
                let bytes = rows.end(&table.classes)?;
                put(shelf, &file, table.name == main, &bytes)?;
                let split = self.splits.get(split).map_or("train", String::as_str);
                files.push((split.to_owned(), file));
            }
            described.push((table, files));
        }
        let with_rows = described.iter().filter(|(_, files)| !files.is_empty());
        let described = with_rows.map(|(table, files)| Described {
            name: table.name,
            files,
            columns: &table.columns,
            classes: &table.classes,
        });
        let tables: Vec<Described<'_>> = described.collect();
        if tables.is_empty() {
            return Ok(());
        }
        shelf.put(card::FILE, card::head(&tables).as_bytes())
    }
}

impl Tables {
    /// The table that goes into the one file, where there is one.
    fn main(&self) -> &'static str {
        let asked = |name: &&&str| Some(**name) == self.asked.as_deref();
        NAMES.iter().find(asked).copied().unwrap_or("documents")
    }

    /// Where a table's rows of a split go.
    fn file(&self, table: &str, split: usize) -> String {
        let extension = self.extension;
        match self.splits.get(split) {
            Some(split) => format!("{split}/{table}.{extension}"),
            None => format!("{table}.{extension}"),
        }
    }

    /// Begins the tables with the first article; the main one alone where there is no room beside it.
    fn begin(&mut self, article: &Parts, beside: bool) -> io::Result<()> {
        if !self.tables.is_empty() {
            return Ok(());
        }
        let schema = &article.schema;
        self.labels = schema
            .labels
            .iter()
            .map(|label| label.name.clone())
            .collect();
        for name in NAMES {
            let is_main = name == self.main();
            if !is_main && (self.asked.is_some() || !beside) {
                continue;
            }
            let (columns, classes) = match name {
                "documents" => (documents::columns(), documents::classes(schema)),
                "attributions" => (attributions::columns(), Classes::default()),
                _ => (tags::columns(schema), tags::classes(schema)),
            };
            self.tables.push(Table {
                name,
                columns,
                classes,
                rows: BTreeMap::new(),
            });
        }
        if self.tables.is_empty() {
            let asked = self.asked.as_deref().unwrap_or_default();
            let reason = format!("no table {asked}: there are {}", NAMES.join(", "));
            return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
        }
        Ok(())
    }

    /// Brings what has come together to its files.
    fn bring(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        let main = self.main();
        for at in 0..self.tables.len() {
            let Some(table) = self.tables.get_mut(at) else {
                break;
            };
            let Some(rows) = table.rows.get_mut(&self.split) else {
                continue;
            };
            let bytes = rows.bytes();
            if !bytes.is_empty() {
                let name = table.name;
                let file = self.file(name, self.split);
                put(shelf, &file, name == main, &bytes)?;
            }
        }
        Ok(())
    }
}

#[cfg_attr(
    not(feature = "parquet"),
    expect(clippy::unnecessary_wraps, reason = "columns may fail, lines do not")
)]
fn rows(extension: &str, columns: &Columns) -> io::Result<Rows> {
    let columns = columns.clone();
    #[cfg(feature = "parquet")]
    if extension == "parquet" {
        return columns::Table::begin(columns).map(|table| Rows::Columns(Box::new(table)));
    }
    #[cfg(not(feature = "parquet"))]
    let _ = extension;
    let bytes = Vec::new();
    Ok(Rows::Lines { columns, bytes })
}

/// Brings bytes to a file; where there is one file alone, those of the main table to that.
fn put(shelf: &mut dyn Shelf, file: &str, is_main: bool, bytes: &[u8]) -> io::Result<()> {
    let has_room = shelf.append(file, bytes)?;
    if !has_room && is_main {
        shelf.main()?.write_all(bytes)?;
    }
    Ok(())
}
