//! From what was read to a document, and from the tagged document to what is written.

use crate::article::Article;
use crate::cli::findings::Finding;
use crate::cli::inputs::{Kind, Unit};
use crate::cli::output::{Spelling, Written};
use crate::cli::place::Place;
use crate::model::{Document, Draft, Header, Maker, Schema, Span, State};
use crate::store::{self, schemas};
use std::sync::Arc;

/// An article to be tagged, with where it came from.
pub struct Read {
    /// Where it stands.
    pub place: Place,
    /// The article, with what is marked in it already.
    pub document: Document,
    /// What the person should know about the file.
    pub notes: Vec<String>,
    /// Whether it has a file to itself.
    pub has_own_file: bool,
}

/// Reads a unit; `schema` is put in force where nothing is marked yet.
pub fn read(unit: Unit, schema: Option<&Arc<Schema>>) -> Result<Read, Finding> {
    let Unit { place, kind, bytes } = unit;
    let path = place.path();
    let (document, notes) = match kind {
        Kind::Article => {
            let article = Article::new(&bytes, &path);
            let article = article.map_err(|error| Finding::of_error(&place, &error))?;
            let schema = schema.cloned().unwrap_or_else(schemas::news);
            (article.into_document(schema), Vec::new())
        }
        Kind::Document | Kind::Line => {
            let opened = store::read(&bytes, &path);
            let opened = opened.map_err(|error| Finding::of_error(&place, &error))?;
            let document = prepared(opened.document, &place, schema)
                .map_err(|error| Finding::of_error(&place, &error))?;
            if !opened.misfits.is_empty() {
                let many =
                    crate::cli::counted(opened.misfits.len() as u64, "mark does", "marks do");
                let reason = format!("{many} not fit the text: open it in the window and decide");
                let finding = Finding::of_error(&place, &reason);
                return Err(finding.in_article(&document.header().id));
            }
            let notes = opened.notes.iter().map(ToString::to_string);
            (document, notes.collect())
        }
    };
    Ok(Read {
        place,
        document,
        notes,
        has_own_file: kind == Kind::Document,
    })
}

/// Gives a document the id and the schema that it lacks.
fn prepared(
    mut document: Document,
    place: &Place,
    schema: Option<&Arc<Schema>>,
) -> Result<Document, crate::model::EditError> {
    let wanted = schema.filter(|schema| document.spans_len() == 0 && document.schema() != *schema);
    let lacks_id = document.header().id.is_empty();
    if !lacks_id && wanted.is_none() {
        return Ok(document);
    }
    let mut draft = Draft::new(&document);
    if lacks_id {
        draft.change_header(|header: &mut Header| header.id = place.id())?;
    }
    if let Some(schema) = wanted {
        draft.set_schema(Arc::clone(schema))?;
    }
    let edit = draft.finish();
    document.apply(&edit)?;
    Ok(document)
}

/// A tagged article on its way out.
pub struct Tagged {
    /// Where it stood.
    pub place: Place,
    /// The document in the spelling of the output.
    pub written: Written,
    /// What the person should know.
    pub notes: Vec<String>,
    /// Bytes of its text.
    pub bytes: u64,
    /// How many of its marks are a tagger's suggestions.
    pub suggestions: u64,
}

/// Writes a tagged article.
pub fn write(read: Read, spelling: Spelling) -> Tagged {
    let document = &read.document;
    let text = match spelling {
        Spelling::Line => store::write_jsonl(document),
        Spelling::Json => store::write_json(document),
        Spelling::Ron => store::write_ron(document),
    };
    let is_suggestion =
        |span: &&Arc<Span>| span.state == State::Suggested && span.origin.by == Maker::Tagger;
    let own_file = read.place.file.as_ref().filter(|_| read.has_own_file);
    Tagged {
        written: Written {
            id: document.header().id.clone(),
            source: own_file.map(|file| file.to_path_buf()),
            bytes: text.into_bytes(),
        },
        bytes: document.text().len() as u64,
        suggestions: document.spans().filter(is_suggestion).count() as u64,
        place: read.place,
        notes: read.notes,
    }
}
