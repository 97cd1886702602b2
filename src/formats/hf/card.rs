//! The types of tables as Hugging Face reads them: in a file's metadata, and at the head of README.md.

use super::cells::{Classes, Kind};
use serde_json::Value;
#[cfg(feature = "parquet")]
use serde_json::{Map, json};

/// The file at whose head the tables of a dataset are told.
pub const FILE: &str = "README.md";

/// A table's types as a Parquet file's metadata say them.
#[cfg(feature = "parquet")]
pub fn metadata(columns: &[(String, Kind)], classes: &Classes) -> String {
    let features: Map<String, Value> = columns
        .iter()
        .map(|(name, kind)| (name.clone(), feature(kind, classes)))
        .collect();
    json!({"info": {"features": features}}).to_string()
}

#[cfg(feature = "parquet")]
fn feature(kind: &Kind, classes: &Classes) -> Value {
    match kind {
        Kind::Text => json!({"dtype": "string", "_type": "Value"}),
        Kind::Int => json!({"dtype": "int64", "_type": "Value"}),
        Kind::Flag => json!({"dtype": "bool", "_type": "Value"}),
        Kind::Label(list) => json!({"names": classes.names(*list), "_type": "ClassLabel"}),
        Kind::List(kind) => json!([feature(kind, classes)]),
        Kind::Record(fields) => {
            let fields = fields
                .iter()
                .map(|(name, kind)| (name.clone(), feature(kind, classes)));
            Value::Object(fields.collect())
        }
    }
}

/// A table of a dataset.
pub struct Described<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its files by split, as `("train", "documents.parquet")`.
    pub files: &'a [(String, String)],
    /// Its columns.
    pub columns: &'a [(String, Kind)],
    /// Its lists of labels.
    pub classes: &'a Classes,
}

/// The head of README.md, with the lines of dashes around it.
pub fn head(tables: &[Described<'_>]) -> String {
    let mut yaml = String::from("---\nconfigs:\n");
    for (at, table) in tables.iter().enumerate() {
        yaml.push_str(&format!("- config_name: {}\n", table.name));
        if at == 0 {
            yaml.push_str("  default: true\n");
        }
        yaml.push_str("  data_files:\n");
        for (split, file) in table.files {
            yaml.push_str(&format!("  - split: {split}\n    path: {}\n", quoted(file)));
        }
    }
    yaml.push_str("dataset_info:\n");
    for table in tables {
        yaml.push_str(&format!("- config_name: {}\n  features:\n", table.name));
        fields(table.columns, table.classes, 2, &mut yaml);
    }
    yaml.push_str("---\n");
    yaml
}

fn fields(columns: &[(String, Kind)], classes: &Classes, indent: usize, yaml: &mut String) {
    for (name, kind) in columns {
        let pad = " ".repeat(indent);
        yaml.push_str(&format!("{pad}- name: {}\n", quoted(name)));
        typed(kind, classes, indent + 2, yaml);
    }
}

fn typed(kind: &Kind, classes: &Classes, indent: usize, yaml: &mut String) {
    let pad = " ".repeat(indent);
    match kind {
        Kind::Text | Kind::Int | Kind::Flag => {
            yaml.push_str(&format!("{pad}dtype: {}\n", plain(kind)));
        }
        Kind::Label(list) => {
            yaml.push_str(&format!("{pad}dtype:\n"));
            names(classes.names(*list), indent + 2, yaml);
        }
        Kind::Record(columns) => {
            yaml.push_str(&format!("{pad}struct:\n"));
            fields(columns, classes, indent, yaml);
        }
        Kind::List(inner) => match &**inner {
            Kind::Record(columns) => {
                yaml.push_str(&format!("{pad}list:\n"));
                fields(columns, classes, indent, yaml);
            }
            Kind::Label(list) => {
                yaml.push_str(&format!("{pad}list:\n"));
                names(classes.names(*list), indent + 2, yaml);
            }
            kind => yaml.push_str(&format!("{pad}list: {}\n", plain(kind))),
        },
    }
}

fn plain(kind: &Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Label(_) => "int64",
        Kind::Flag => "bool",
        _ => "string",
    }
}

fn names(names: &[String], indent: usize, yaml: &mut String) {
    let pad = " ".repeat(indent);
    yaml.push_str(&format!("{pad}class_label:\n{pad}  names:\n"));
    for (number, name) in names.iter().enumerate() {
        yaml.push_str(&format!("{pad}    '{number}': {}\n", quoted(name)));
    }
}

/// What stands between the lines of dashes at the head of a file; `None` without a head.
pub fn inner(file: &[u8]) -> Option<String> {
    let file = std::str::from_utf8(file).ok()?;
    let (head, _) = file.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(format!("{head}\n"))
}

/// JSON's strings are YAML's too.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
