//! BookNLP's tables: quotes with their speakers, people and places with their mentions, and the tokens that
//! say where all of it is.
//!
//! Quotes and entities count tokens, ends inclusive. `byte_onset` in the tokens is of characters, for all
//! its name. The book lies beside as NAME.txt; where it does not, it is put together of its tokens.

use super::laid_out::LaidOut;
use super::{
    Fault, Format, Found, FoundLink, FoundSpan, Give, Glimpse, Piece, ReadError, Reads, Source,
    Unit,
};
use crate::model::{Entity, Origin};
use std::collections::HashMap;

/// The format.
pub static BOOKNLP: Format = Format {
    name: "booknlp",
    title: "BookNLP",
    recognises,
    reads: Some(&Reader),
    writes: None,
};

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let line = glimpse.first_line();
    let quotes = glimpse.ends_in(&["quotes"]) && line.starts_with("quote_start\t");
    // The quotes stand for all three.
    let entities = glimpse.ends_in(&["entities"]) && line.starts_with("COREF\t");
    quotes || (entities && !glimpse.has_beside("quotes"))
}

struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let path = source.beside("tokens");
        if !source.disk.exists(&path) {
            let reason = format!(
                "its numbers are of tokens, which are not beside: {} is needed",
                path.file_name().unwrap_or_default().to_string_lossy()
            );
            return Err(ReadError::Malformed(reason));
        }
        let text_path = source.beside("txt");
        let there = source.disk.exists(&text_path);
        let text = there.then(|| source.text_of(&text_path)).transpose()?;
        let mut book = Book::of(&source.text_of(&path)?, text)?;
        for (extension, take) in [
            (
                "entities",
                Book::entity as fn(&mut Book, &Row<'_>) -> Option<()>,
            ),
            ("quotes", Book::quote),
        ] {
            let path = source.beside(extension);
            if source.disk.exists(&path) {
                book.rows(&source.text_of(&path)?, extension, take);
            }
        }
        book.found.header.id = source.stem();
        let _ = give(book.found);
        Ok(())
    }
}

/// A line of a table, with the names of its columns.
struct Row<'a> {
    columns: &'a HashMap<&'a str, usize>,
    cells: Vec<&'a str>,
    line: usize,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(*self.columns.get(column)?).copied()
    }

    fn number(&self, column: &str) -> Option<usize> {
        self.cell(column)?.trim().parse().ok()
    }
}

/// Gives the rows of a table under a line of names.
fn each_row(table: &str, each: &mut dyn FnMut(&Row<'_>)) {
    let mut lines = table
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .zip(1..);
    let Some((names, _)) = lines.next() else {
        return;
    };
    let columns: HashMap<&str, usize> = names.split('\t').zip(0..).collect();
    for (line, number) in lines {
        if !line.is_empty() {
            each(&Row {
                columns: &columns,
                cells: line.split('\t').collect(),
                line: number,
            });
        }
    }
}

struct Book {
    found: Found,
    /// Where each token begins and ends.
    tokens: HashMap<usize, (usize, usize)>,
    /// The entity of a number, and the length of the name it has.
    people: HashMap<String, (usize, usize)>,
    speakers: HashMap<(usize, usize), String>,
}

impl Book {
    fn of(tokens: &str, text: Option<String>) -> Result<Self, ReadError> {
        let mut book = Self {
            found: Found {
                unit: Unit::CodePoints,
                ..Found::default()
            },
            tokens: HashMap::new(),
            people: HashMap::new(),
            speakers: HashMap::new(),
        };
        let mut laid_out = LaidOut::default();
        let mut paragraph = None;
        each_row(tokens, &mut |row| {
            let id = row.number("token_ID_within_document");
            let place = row.number("byte_onset").zip(row.number("byte_offset"));
            let (Some(id), Some((start, end)), Some(word)) = (id, place, row.cell("word")) else {
                book.fault(row.line, "tokens", "is no token");
                return;
            };
            book.tokens.insert(id, (start, end));
            let here = row.number("paragraph_ID");
            let put = if here == paragraph {
                LaidOut::put
            } else {
                LaidOut::put_paragraph
            };
            if text.is_none() && !put(&mut laid_out, start, word, word.chars().count()) {
                book.fault(row.line, "tokens", "is out of order");
            }
            paragraph = here;
            if row.cell("event").is_some_and(|event| event == "EVENT") {
                book.found
                    .spans
                    .push(mark("EVENT", (start, end), Some(word), row.line));
            }
        });
        if book.tokens.is_empty() {
            return Err(ReadError::Malformed(
                "no tokens in the tokens beside".to_owned(),
            ));
        }
        book.found.text = text.unwrap_or_else(|| laid_out.into_text());
        Ok(book)
    }

    fn fault(&mut self, line: usize, table: &str, reason: &str) {
        self.found
            .faults
            .push(Fault::at(line, format!("a line of the {table} {reason}")));
    }

    fn rows(&mut self, table: &str, name: &str, take: fn(&mut Self, &Row<'_>) -> Option<()>) {
        each_row(table, &mut |row| {
            if take(self, row).is_none() {
                self.fault(row.line, name, "names no tokens that are there");
            }
        });
    }

    fn place(&self, row: &Row<'_>, first: &str, last: &str) -> Option<(usize, usize)> {
        let (start, _) = self.tokens.get(&row.number(first)?)?;
        let (_, end) = self.tokens.get(&row.number(last)?)?;
        Some((*start, *end))
    }

    /// The entity of a number; a name, where one is told, is better than none and a longer one better.
    fn person(&mut self, number: &str, name: &str, weight: usize, kind: Option<&str>) -> String {
        let id = format!("c{number}");
        let (index, known) = *self.people.entry(number.to_owned()).or_insert_with(|| {
            let person = Entity::new(id.as_str().into(), name, Origin::default());
            self.found.entities.push(person);
            (self.found.entities.len() - 1, weight)
        });
        if let Some(person) = self.found.entities.get_mut(index) {
            if weight > known {
                name.clone_into(&mut person.name);
                self.people.insert(number.to_owned(), (index, weight));
            }
            if let (None, Some(kind)) = (&person.kind, kind) {
                person.kind = Some(kind.into());
            }
        }
        id
    }

    fn entity(&mut self, row: &Row<'_>) -> Option<()> {
        let place = self.place(row, "start_token", "end_token")?;
        let (category, words) = (row.cell("cat")?, row.cell("text").unwrap_or_default());
        let mut span = mark(category, place, None, row.line);
        let prop = row.cell("prop").unwrap_or_default();
        if !prop.is_empty() {
            span.attributes.insert("prop".into(), prop.into());
        }
        // Names before nouns, nouns before pronouns; of two names the longer.
        let rank = match prop {
            "PROP" => 2_000,
            "NOM" => 1_000,
            _ => 1,
        };
        let kind = match category {
            "PER" => "person".to_owned(),
            "ORG" => "organization".to_owned(),
            other => other.to_lowercase(),
        };
        let number = row.cell("COREF")?;
        let weight = rank + words.chars().count().min(900);
        span.entity = Some(self.person(number, words, weight, Some(&kind)));
        self.found.spans.push(span);
        Some(())
    }

    fn quote(&mut self, row: &Row<'_>) -> Option<()> {
        let place = self.place(row, "quote_start", "quote_end")?;
        let id = format!("q{}", row.line - 1);
        let mut span = mark("quote", place, None, row.line);
        span.id.clone_from(&id);
        self.found.spans.push(span);
        let number = row
            .cell("char_id")
            .filter(|number| !number.is_empty() && *number != "None");
        let words = row.cell("mention_phrase").unwrap_or_default();
        let Some(mention) = self.place(row, "mention_start", "mention_end") else {
            return Some(());
        };
        let next = format!("s{}", self.speakers.len() + 1);
        let known = self.speakers.get(&mention).cloned();
        let to = known.unwrap_or_else(|| {
            let mut span = mark("speaker", mention, None, row.line);
            span.id.clone_from(&next);
            span.entity = number.map(|number| self.person(number, words, 0, None));
            self.found.spans.push(span);
            self.speakers.insert(mention, next.clone());
            next
        });
        self.found.links.push(FoundLink {
            label: "speaker".to_owned(),
            from: id,
            to,
            line: Some(row.line),
            ..FoundLink::default()
        });
        Some(())
    }
}

/// A mark at a place. Its words in the tables have spaces between their tokens and prove nothing.
fn mark(label: &str, (start, end): (usize, usize), words: Option<&str>, line: usize) -> FoundSpan {
    FoundSpan {
        label: label.to_owned(),
        pieces: vec![Piece {
            start,
            end,
            text: words.map(str::to_owned),
        }],
        line: Some(line),
        ..FoundSpan::default()
    }
}
