//! CoreNLP's quotes and their speakers, as JSON or as its text output.
//!
//! Offsets are of Java: UTF-16, ends exclusive. A mention is told by its first and last token in the
//! document. JSON holds no text but its tokens with what was before and after them; the text output holds
//! its sentences. Where the text is a file beside, that is read.

mod json;
mod plain;

use super::{
    Fault, Format, Found, FoundLink, FoundSpan, Give, Glimpse, ReadError, Reads, Source, Unit,
};
use crate::model::{Entity, Origin};
use std::collections::HashMap;
use std::path::PathBuf;

/// The format.
pub static CORENLP: Format = Format {
    name: "corenlp",
    title: "CoreNLP",
    recognises,
    reads: Some(&Reader),
    writes: None,
};

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let json = glimpse.has(&["\"characterOffsetBegin\""])
        || glimpse.has(&["\"quotes\"", "\"beginIndex\"", "\"endIndex\""]);
    if glimpse.ends_in(&["json"]) {
        return json;
    }
    let sentences = glimpse.has(&["CharacterOffsetBegin=", "CharacterOffsetEnd=", "[Text="]);
    let quotes = glimpse.has(&["\t[index=", "charOffsetBegin="]);
    glimpse.ends_in(&["out", "txt", "output"]) && (sentences || quotes)
}

struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let output = source.text()?;
        let text = text_beside(source)?;
        let is_json = output.trim_start().starts_with(['{', '[']);
        let found = if is_json {
            json::read(&output, text)?
        } else {
            plain::read(&output, text)
        };
        let _ = give(found);
        Ok(())
    }
}

/// The text that was read, when it lies beside: `a.txt` for `a.txt.json`, `a.txt.out` or `a.json`.
fn text_beside(source: &Source<'_>) -> Result<Option<String>, ReadError> {
    let without: PathBuf = source.path.with_extension("");
    for path in [
        without.clone(),
        source.beside("txt"),
        without.with_extension("txt"),
    ] {
        let is_text = path.extension().is_some_and(|extension| extension == "txt");
        if is_text && path != source.path && source.disk.exists(&path) {
            return source.text_of(&path).map(Some);
        }
    }
    Ok(None)
}

fn begun(text: String) -> Found {
    Found {
        text,
        unit: Unit::Utf16,
        ..Found::default()
    }
}

/// Whether a speaker is one: CoreNLP writes "Unknown" where it knows none.
fn is_known(speaker: &str) -> bool {
    !speaker.is_empty() && !speaker.eq_ignore_ascii_case("unknown")
}

/// Takes quotes and their speakers, each mention and each person once.
#[derive(Default)]
struct Speakers {
    mentions: HashMap<(usize, usize), String>,
    people: HashMap<String, String>,
}

impl Speakers {
    /// The id of the person of a name.
    fn person(&mut self, found: &mut Found, name: &str) -> String {
        if let Some(id) = self.people.get(name) {
            return id.clone();
        }
        let id = format!("p{}", self.people.len() + 1);
        found
            .entities
            .push(Entity::new(id.as_str().into(), name, Origin::default()));
        self.people.insert(name.to_owned(), id.clone());
        id
    }

    /// Ties a quote to a mention, which becomes a speaker.
    fn tie(&mut self, found: &mut Found, quote: &str, mention: FoundSpan) {
        let piece = mention.pieces.first();
        let place = piece.map_or((0, 0), |piece| (piece.start, piece.end));
        let number = self.mentions.len() + 1;
        let mut is_new = false;
        let id = self.mentions.entry(place).or_insert_with(|| {
            is_new = true;
            format!("s{number}")
        });
        found.links.push(FoundLink {
            label: "speaker".to_owned(),
            from: quote.to_owned(),
            to: id.clone(),
            ..FoundLink::default()
        });
        if is_new {
            let id = id.clone();
            found.spans.push(FoundSpan { id, ..mention });
        }
    }
}

fn fault(found: &mut Found, reason: String) {
    found.faults.push(Fault::new(reason));
}
