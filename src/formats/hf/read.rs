//! Reading a table.

use super::rows::{self, Features, Row};
use crate::formats::{Fault, Found, Give, ReadError, Reads, Source};
use serde_json::Value;

/// Reads the rows of a table, each an article.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        if source.head()?.starts_with(b"PAR1") {
            return parquet(source, give);
        }
        let features = Features(Value::Null);
        let mut articles = 0;
        source.records(&mut |line, bytes| {
            articles += 1;
            let found = match serde_json::from_slice::<Row>(bytes) {
                Ok(row) => rows::found(row, &features, line),
                Err(error) => Found {
                    line: Some(line),
                    faults: vec![Fault::at(line, error.to_string())],
                    ..Found::default()
                },
            };
            Ok(give(numbered(found, source, articles)))
        })
    }
}

/// With an id that no other row of the file has.
fn numbered(mut found: Found, source: &Source<'_>, number: usize) -> Found {
    if found.header.id.is_empty() && number > 1 {
        found.header.id = source.article(number);
    }
    found
}

#[cfg(feature = "parquet")]
fn parquet(source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
    let mut articles = 0;
    let read = super::parquet_rows::read(source.bytes()?, &mut |row, features| {
        articles += 1;
        give(numbered(
            rows::found(row, features, articles),
            source,
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
