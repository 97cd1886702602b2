//! The Project Dialogism Novel Corpus: a folder with quotations, characters and the novel's text.
//!
//! `quotation_info.csv` is read, with what lies beside it. Lists in it are spelled as Python spells them.
//! Places are called bytes; all texts are ASCII. Who speaks is told by name, and in the words that refer to
//! the speaker, whose place is not told: they are sought beside the quote.

mod literal;
mod quotation;

use super::{Fault, Format, Found, Give, ReadError, Reads, Source, Unit};
use crate::model::{Entity, Origin};
use std::collections::HashMap;
use std::path::PathBuf;

/// The format.
pub static PDNC: Format = Format {
    name: "pdnc",
    title: "Project Dialogism Novel Corpus",
    recognises: |glimpse| {
        glimpse.ends_in(&["csv"]) && glimpse.has(&["subQuotationList", "quoteByteSpans"])
    },
    reads: Some(&Reader),
    writes: None,
};

struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let Some(path) = novel(source)? else {
            let reason = "the novel's text is not beside: novel_text.txt is needed".to_owned();
            return Err(ReadError::Malformed(reason));
        };
        let mut found = Found {
            text: source.text_of(&path)?,
            unit: Unit::Bytes,
            ..Found::default()
        };
        let folder = source.path.parent().and_then(|folder| folder.file_name());
        found.header.id = folder.unwrap_or_default().to_string_lossy().into_owned();
        let mut people = People::default();
        let characters = source.path.with_file_name("character_info.csv");
        if source.disk.exists(&characters) {
            people.read(&source.text_of(&characters)?, &mut found);
        }
        quotation::read(&source.text()?, &mut found, &mut people)?;
        let _ = give(found);
        Ok(())
    }
}

/// The text beside: by its usual name, else the only text there.
fn novel(source: &Source<'_>) -> Result<Option<PathBuf>, ReadError> {
    for name in ["novel_text.txt", "novel.txt", "text.txt"] {
        let path = source.path.with_file_name(name);
        if source.disk.exists(&path) {
            return Ok(Some(path));
        }
    }
    let Some(folder) = source.path.parent() else {
        return Ok(None);
    };
    let mut texts = source.disk.list(folder)?;
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    Ok(texts.pop().filter(|_| texts.is_empty()))
}

/// The characters, by their main names.
#[derive(Default)]
struct People {
    ids: HashMap<String, String>,
    names: HashMap<String, Vec<String>>,
}

impl People {
    fn read(&mut self, table: &str, found: &mut Found) {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(table.as_bytes());
        let columns = Columns::of(&mut reader);
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    found
                        .faults
                        .push(Fault::new(format!("character_info.csv: {error}")));
                    continue;
                }
            };
            let Some(name) = columns.cell(&record, "Main Name") else {
                continue;
            };
            let id = self.person(name, found);
            let aliases = columns.cell(&record, "Aliases").map(literal::read);
            let mut aliases = match aliases {
                Some(Ok(aliases)) => aliases.strings(),
                Some(Err(reason)) => {
                    let reason = format!("the aliases of {name}: {reason}");
                    found
                        .faults
                        .push(Fault::new(format!("character_info.csv: {reason}")));
                    Vec::new()
                }
                None => Vec::new(),
            };
            // A set comes in any order.
            aliases.sort_unstable();
            if let Some(known) = self.names.get_mut(name) {
                known.extend(aliases.iter().cloned());
            }
            let person = found
                .entities
                .iter_mut()
                .find(|person| person.id.as_str() == id);
            if let Some(person) = person {
                person.aliases = aliases.into_iter().filter(|alias| alias != name).collect();
                person.kind = Some("person".into());
                for column in ["Character ID", "Gender", "Category"] {
                    if let Some(value) = columns.cell(&record, column) {
                        person.extra.insert(column.to_owned(), value.into());
                    }
                }
            }
        }
    }

    /// The id of the person of a name; made when there is none.
    fn person(&mut self, name: &str, found: &mut Found) -> String {
        if let Some(id) = self.ids.get(name) {
            return id.clone();
        }
        let id = format!("p{}", self.ids.len() + 1);
        let mut person = Entity::new(id.as_str().into(), name, Origin::default());
        person.kind = Some("person".into());
        found.entities.push(person);
        self.ids.insert(name.to_owned(), id.clone());
        self.names.insert(name.to_owned(), vec![name.to_owned()]);
        id
    }

    /// What a person is called.
    fn names(&self, name: &str) -> &[String] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The columns of a table, by their names.
struct Columns(HashMap<String, usize>);

impl Columns {
    fn of(reader: &mut csv::Reader<&[u8]>) -> Self {
        let names = reader.headers().cloned().unwrap_or_default();
        let named = names
            .iter()
            .zip(0..)
            .map(|(name, at)| (name.trim().to_owned(), at));
        Self(named.collect())
    }

    fn cell<'a>(&self, record: &'a csv::StringRecord, column: &str) -> Option<&'a str> {
        let cell = record.get(*self.0.get(column)?)?;
        // Pandas writes what is not there so.
        Some(cell).filter(|cell| !cell.is_empty() && *cell != "nan")
    }
}
