//! Reading a table.

use super::rows::{self, Features, Row};
use crate::formats::{Fault, Found, Give, ReadError, Reads, Sharing, Source, records};
use serde_json::Value;
use std::sync::Arc;

/// Reads the rows of a table, each an article.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        if source.head()?.starts_with(b"PAR1") {
            return parquet(source, give);
        }
        source.each_record(&records(source), give)
    }

    fn sharing(&self, source: &Source<'_>) -> Result<Sharing, ReadError> {
        Ok(if source.head()?.starts_with(b"PAR1") {
            Sharing::Articles
        } else {
            Sharing::Records(records(source))
        })
    }
}

/// Reads rows that are JSON Lines.
fn records(source: &Source<'_>) -> records::Reads {
    let stem = source.stem();
    Arc::new(move |record, give| {
        let features = Features(Value::Null);
        let found = match serde_json::from_slice::<Row>(record.bytes) {
            Ok(row) => rows::found(row, &features, record.line),
            Err(error) => Found {
                line: Some(record.line),
                faults: vec![Fault::at(record.line, error.to_string())],
                ..Found::default()
            },
        };
        give(numbered(found, &stem, record.number))
    })
}

/// With an id that no other row of the file has.
fn numbered(mut found: Found, stem: &str, number: usize) -> Found {
    if found.header.id.is_empty() && number > 1 {
        found.header.id = format!("{stem}-{number}");
    }
    found
}

#[cfg(feature = "parquet")]
fn parquet(source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
    let mut articles = 0;
    let stem = source.stem();
    let read = super::parquet_rows::read(source.bytes()?, &mut |row, features| {
        articles += 1;
        give(numbered(
            rows::found(row, features, articles),
            &stem,
            articles,
        ))
    });
    read.map_err(|reason| ReadError::Malformed(format!("not a whole Parquet file: {reason}")))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Source<'_>, _: Give<'_>) -> Result<(), ReadError> {
    let reason = "Parquet, which this build of Dictum does not read: convert it to JSON Lines";
    Err(ReadError::Malformed(reason.to_owned()))
}
