//! From a file's bytes to a document.

use super::build::build;
use super::handing::{Handing, Piece};
use super::placing::Placing;
use super::{Format, Opened, ReadError, wire};
use crate::disk::FileHash;
use crate::model::Schema;
use ron::extensions::Extensions;
use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed};
use std::marker::PhantomData;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// Bytes of a file from which on reading it in two threads is worth while.
const MUCH: usize = 1 << 20;

/// Spans that go to the other thread at once.
const BATCH: usize = 128;

/// Batches that may wait there: few, so that memory is used again while it is warm.
const WAITING: usize = 32;

/// Reads a document from a file's bytes; `file` is where they are from, for the format and for
/// messages.
pub fn read(bytes: &[u8], file: &Path) -> Result<Opened, ReadError> {
    let text = utf8(bytes, file)?;
    let format = recognise(text, file)?;
    let (wire, placing, hash) = if bytes.len() < MUCH {
        let mut placing = Placing::default();
        let wire = parse_document(text, format, file, &mut |piece| placing.take(piece));
        (wire, placing, FileHash::of(bytes))
    } else {
        read_in_two(bytes, text, format, file)
    };
    let wire = wire?;
    check_format(&wire.format, super::FORMAT, file)?;
    build(wire, placing, text, format, hash, file)
}

/// One thread reads, and one places what has been read.
fn read_in_two(
    bytes: &[u8],
    text: &str,
    format: Format,
    file: &Path,
) -> (Result<wire::Document, ReadError>, Placing, FileHash) {
    std::thread::scope(|scope| {
        let (sender, pieces) = sync_channel::<Vec<Piece>>(WAITING);
        let placed = scope.spawn(move || {
            let mut placing = Placing::default();
            let mut hash = None;
            for piece in pieces.into_iter().flatten() {
                let is_end = matches!(piece, Piece::SpansEnd);
                placing.take(piece);
                if is_end {
                    // Links and people are still read meanwhile.
                    hash = Some(FileHash::of(bytes));
                }
            }
            (placing, hash.unwrap_or_else(|| FileHash::of(bytes)))
        });
        let mut batch = Vec::with_capacity(BATCH);
        let wire = parse_document(text, format, file, &mut |piece| {
            let is_full = batch.len() + 1 == BATCH || !matches!(piece, Piece::Span(_));
            batch.push(piece);
            if is_full {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                // A thread that is gone has panicked, which is told below.
                let _ = sender.send(full);
            }
        });
        let _ = sender.send(batch);
        drop(sender);
        match placed.join() {
            Ok((placing, hash)) => (wire, placing, hash),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Reads a document, whose article and spans are handed on.
fn parse_document(
    text: &str,
    format: Format,
    file: &Path,
    hand: &mut dyn FnMut(Piece),
) -> Result<wire::Document, ReadError> {
    parse_seed(text, format, file, Handing(hand)).map_err(|error| {
        // A later format may well not parse here; say that rather than what does not.
        match parse::<Peek>(text, format, file) {
            Ok(Peek {
                format: Some(named),
            }) => check_format(&named, super::FORMAT, file).err(),
            _ => None,
        }
        .unwrap_or(error)
    })
}

/// Reads a schema, in RON or JSON.
pub fn read_schema(bytes: &[u8], file: &Path) -> Result<Schema, ReadError> {
    let text = utf8(bytes, file)?;
    let format = recognise(text, file)?;
    parse::<wire::schema::Schema>(text, format, file).map(Schema::from)
}

/// Reads what a project says of itself, in RON or JSON.
pub fn read_project(bytes: &[u8], file: &Path) -> Result<wire::project::Project, ReadError> {
    let text = utf8(bytes, file)?;
    let format = recognise(text, file)?;
    let project: wire::project::Project = parse(text, format, file)?;
    check_format(&project.format, super::PROJECT_FORMAT, file)?;
    Ok(project)
}

/// What can be told of a file that this version cannot read.
#[derive(Deserialize)]
#[serde(rename = "Document")]
struct Peek {
    format: Option<String>,
}

fn utf8<'a>(bytes: &'a [u8], file: &Path) -> Result<&'a str, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 {
        file: file.to_owned(),
        byte: error.valid_up_to(),
    })
}

/// What the text begins with decides, and where that leaves both, the extension.
fn recognise(text: &str, file: &Path) -> Result<Format, ReadError> {
    let begin = text.trim_start();
    if begin.starts_with('{') {
        return Ok(Format::Json);
    }
    let name = begin.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    if name.trim_start().starts_with('(') {
        return Ok(Format::Ron);
    }
    match Format::of(file) {
        Some(format) if !begin.is_empty() => Ok(format),
        // Comments and attributes may stand first.
        None if begin.starts_with("//") || begin.starts_with("/*") || begin.starts_with("#!") => {
            Ok(Format::Ron)
        }
        _ => Err(ReadError::NotADocument {
            file: file.to_owned(),
        }),
    }
}

/// Whether a format is of this name and its major number not later than `ours`.
fn check_format(format: &str, ours: &'static str, file: &Path) -> Result<(), ReadError> {
    if format.is_empty() {
        return Ok(());
    }
    let name = ours.trim_end_matches(|c: char| c.is_ascii_digit());
    let major = format
        .strip_prefix(name)
        .and_then(|number| number.split('.').next())
        .and_then(|major| major.parse::<u32>().ok());
    let (file, format) = (file.to_owned(), format.to_owned());
    match major {
        Some(0 | 1) => Ok(()),
        Some(_) => Err(ReadError::Newer { file, format, ours }),
        None => Err(ReadError::OtherFormat { file, format, ours }),
    }
}

fn parse<T: DeserializeOwned>(text: &str, format: Format, file: &Path) -> Result<T, ReadError> {
    parse_seed(text, format, file, PhantomData)
}

fn parse_seed<'a, T: DeserializeOwned>(
    text: &'a str,
    format: Format,
    file: &Path,
    seed: impl DeserializeSeed<'a, Value = T>,
) -> Result<T, ReadError> {
    match format {
        Format::Json => parse_json(text, file, seed),
        Format::Ron => parse_ron(text, file, seed),
    }
}

fn parse_json<'a, T: DeserializeOwned>(
    text: &'a str,
    file: &Path,
    seed: impl DeserializeSeed<'a, Value = T>,
) -> Result<T, ReadError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let read = seed.deserialize(&mut json);
    let read = read.and_then(|value| json.end().map(|()| value));
    read.map_err(|error| {
        // Only now is it worth keeping track of the field.
        let field = if error.is_data() {
            let mut again = serde_json::Deserializer::from_str(text);
            serde_path_to_error::deserialize::<_, T>(&mut again)
                .err()
                .map(|error| path_of(error.path()))
        } else {
            None
        };
        let reason = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        ReadError::Malformed {
            file: file.to_owned(),
            line: error.line(),
            column: error.column(),
            field: field.unwrap_or_default(),
            reason: reason.strip_suffix(&place).unwrap_or(&reason).to_owned(),
        }
    })
}

fn parse_ron<'a, T: DeserializeOwned>(
    text: &'a str,
    file: &Path,
    seed: impl DeserializeSeed<'a, Value = T>,
) -> Result<T, ReadError> {
    // Its limit on nesting, 128, is kept: more does not fit the stack of a small thread.
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str_seed(text, seed).map_err(|error| {
        let deep = matches!(error.code, ron::Error::ExceededRecursionLimit);
        let field = if deep {
            None
        } else {
            ron::Deserializer::from_str_with_options(text, &options)
                .ok()
                .and_then(|mut again| {
                    serde_path_to_error::deserialize::<_, T>(&mut again)
                        .err()
                        .map(|error| path_of(error.path()))
                })
        };
        ReadError::Malformed {
            file: file.to_owned(),
            line: error.span.start.line,
            column: error.span.start.col,
            field: field.unwrap_or_default(),
            reason: if deep {
                "nested too deep".to_owned()
            } else {
                error.code.to_string()
            },
        }
    })
}

fn path_of(path: &serde_path_to_error::Path) -> String {
    let path = path.to_string();
    // What RON's optional values leave in the path means nothing to a reader.
    if path == "." || path == "?" {
        String::new()
    } else {
        path.trim_end_matches(".?").to_owned()
    }
}
