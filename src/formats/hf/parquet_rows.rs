//! Parquet, read: a row at a time, as JSON has it.

use super::FEATURES_KEY;
use super::rows::{Features, Row};
use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::{Field, Row as Fields};
use serde_json::Value;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Gives the rows of a file, and the types of its columns with each. The error is why it cannot be read on.
pub fn read(
    bytes: Vec<u8>,
    give: &mut dyn FnMut(Row, &Features) -> ControlFlow<()>,
) -> Result<(), String> {
    let reader = guarded(|| SerializedFileReader::new(Bytes::from(bytes)))?;
    let metadata = reader.metadata().file_metadata().key_value_metadata();
    let told = metadata
        .into_iter()
        .flatten()
        .find(|pair| pair.key == FEATURES_KEY);
    let told = told.and_then(|pair| serde_json::from_str::<Value>(pair.value.as_deref()?).ok());
    let features = told.and_then(|told| told.pointer("/info/features").cloned());
    let features = Features(features.unwrap_or_default());
    let mut rows = guarded(|| reader.get_row_iter(None))?;
    loop {
        let Some(row) = guarded(|| rows.next().transpose())? else {
            return Ok(());
        };
        if give(object(row), &features).is_break() {
            return Ok(());
        }
    }
}

/// A damaged file must not end the program, whatever the reader of its columns does.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|error| error.to_string()),
        Err(_) => Err("its columns are damaged".to_owned()),
    }
}

fn object(row: Fields) -> Row {
    row.into_columns()
        .into_iter()
        .map(|(name, field)| (name, value(field)))
        .collect()
}

fn value(field: Field) -> Value {
    match field {
        Field::Bool(flag) => flag.into(),
        Field::Byte(number) => number.into(),
        Field::Short(number) => number.into(),
        Field::Int(number) => number.into(),
        Field::Long(number) => number.into(),
        Field::UByte(number) => number.into(),
        Field::UShort(number) => number.into(),
        Field::UInt(number) => number.into(),
        Field::ULong(number) => number.into(),
        Field::Float(number) => f64::from(number).into(),
        Field::Double(number) => number.into(),
        Field::Str(text) => text.into(),
        // Text of writers that do not say that it is.
        Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
            Ok(text) => text.into(),
            Err(_) => Value::Null,
        },
        Field::Group(row) => Value::Object(object(row)),
        Field::ListInternal(list) => list.elements().iter().cloned().map(value).collect(),
        Field::MapInternal(map) => Value::Object(
            map.entries()
                .iter()
                .cloned()
                .filter_map(|(key, field)| match value(key) {
                    Value::String(key) => Some((key, value(field))),
                    _ => None,
                })
                .collect(),
        ),
        Field::Null => Value::Null,
        other => other.to_string().into(),
    }
}
