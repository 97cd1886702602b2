//! Tables out of articles.

use super::card::{self, Described};
use super::cells::{Cell, Classes, Kind};
#[cfg(feature = "parquet")]
use super::columns;
use super::{attributions, documents, tags};
use crate::formats::sheet::Sheet;
use crate::formats::{Holds, Layout, Ledger, Options, Pieces, Session, Shelf, Writes, fit};
use crate::model::{LabelName, Parts};
use crate::store::json_line;
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

    fn begin(&self, options: &Options) -> Box<dyn Session> {
        let is_lines = options.extension.as_deref() == Some("jsonl") || !cfg!(feature = "parquet");
        Box::new(Tables {
            asked: options.table.clone(),
            extension: if is_lines { "jsonl" } else { "parquet" },
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
    /// Begun with the first article, whose schema names the labels.
    tables: Vec<Table>,
    /// The labels that have a column of tags.
    labels: Vec<LabelName>,
}

struct Table {
    name: &'static str,
    classes: Classes,
    rows: Rows,
}

enum Rows {
    Lines {
        columns: Vec<(String, Kind)>,
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
    fn end(self, classes: &Classes) -> io::Result<(Vec<u8>, Columns)> {
        #[cfg(not(feature = "parquet"))]
        let _ = classes;
        Ok(match self {
            Self::Lines { columns, bytes } => (bytes, columns),
            #[cfg(feature = "parquet")]
            Self::Columns(table) => {
                let columns = table.columns().to_vec();
                (table.end(classes)?, columns)
            }
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

impl Session for Tables {
    fn put(
        &mut self,
        article: Parts,
        shelf: &mut dyn Shelf,
        ledger: &mut dyn Ledger,
    ) -> io::Result<()> {
        self.begin(&article)?;
        let mut article = article;
        match self.asked.as_deref() {
            Some("attributions") => fit(&mut article, &ATTRIBUTIONS, Pieces::Split, ledger),
            Some("tokens") => fit(&mut article, &Holds::SPANS, Pieces::Split, ledger),
            _ => {}
        }
        for table in &mut self.tables {
            let classes = &mut table.classes;
            match table.name {
                "documents" => {
                    let row = documents::row(&article, classes);
                    table.rows.row(row, classes)?;
                }
                "attributions" => {
                    for row in attributions::rows(&article) {
                        table.rows.row(row, classes)?;
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
                    for row in tags::rows(&sheet, &self.labels, classes) {
                        table.rows.row(row, classes)?;
                    }
                }
            }
        }
        self.bring(shelf)
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        if self.tables.is_empty() {
            self.begin(&Parts::default())?;
        }
        let main = self.main();
        let mut described = Vec::new();
        for table in std::mem::take(&mut self.tables) {
            let (bytes, columns) = table.rows.end(&table.classes)?;
            put(shelf, table.name, self.extension, main, &bytes)?;
            described.push((table.name, columns, table.classes));
        }
        let tables: Vec<Described<'_>> = described
            .iter()
            .map(|(name, columns, classes)| Described {
                name,
                files: vec![("train".to_owned(), format!("{name}.{}", self.extension))],
                columns,
                classes,
            })
            .collect();
        shelf.put("README.md", card::head(&tables).as_bytes())
    }
}

impl Tables {
    /// The table that goes into the one file, where there is one.
    fn main(&self) -> &'static str {
        let asked = |name: &&&str| Some(**name) == self.asked.as_deref();
        NAMES.iter().find(asked).copied().unwrap_or("documents")
    }

    fn begin(&mut self, article: &Parts) -> io::Result<()> {
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
            if self.asked.as_deref().is_some_and(|asked| asked != name) {
                continue;
            }
            let (columns, classes) = match name {
                "documents" => (documents::columns(), documents::classes(schema)),
                "attributions" => (attributions::columns(), Classes::default()),
                _ => (tags::columns(schema), tags::classes(schema)),
            };
            let rows = self.rows(columns)?;
            self.tables.push(Table {
                name,
                classes,
                rows,
            });
        }
        if self.tables.is_empty() {
            let asked = self.asked.as_deref().unwrap_or_default();
            let reason = format!("no table {asked}: there are {}", NAMES.join(", "));
            return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
        }
        Ok(())
    }

    #[cfg_attr(
        not(feature = "parquet"),
        expect(
            clippy::unnecessary_wraps,
            clippy::unused_self,
            reason = "columns may fail, lines do not"
        )
    )]
    fn rows(&self, columns: Vec<(String, Kind)>) -> io::Result<Rows> {
        #[cfg(feature = "parquet")]
        if self.extension == "parquet" {
            return columns::Table::begin(columns).map(|table| Rows::Columns(Box::new(table)));
        }
        let bytes = Vec::new();
        Ok(Rows::Lines { columns, bytes })
    }

    /// Brings what has come together to its files.
    fn bring(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        let (main, extension) = (self.main(), self.extension);
        for table in &mut self.tables {
            let bytes = table.rows.bytes();
            if !bytes.is_empty() {
                put(shelf, table.name, extension, main, &bytes)?;
            }
        }
        Ok(())
    }
}

fn put(
    shelf: &mut dyn Shelf,
    name: &str,
    extension: &str,
    main: &str,
    bytes: &[u8],
) -> io::Result<()> {
    let has_room = shelf.append(&format!("{name}.{extension}"), bytes)?;
    if !has_room && name == main {
        shelf.main()?.write_all(bytes)?;
    }
    Ok(())
}
