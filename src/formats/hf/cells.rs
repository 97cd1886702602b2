//! What stands in a table, and of which type it is.

use serde_json::{Map, Value};

/// The type of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Int,
    /// True or false.
    Flag,
    /// One of the names of a list, the number of which is given.
    Label(usize),
    /// Any number of these.
    List(Box<Self>),
    /// These, each with its name.
    Record(Vec<(String, Self)>),
}

/// A value of a column. Any may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Missing,
    Text(String),
    Int(i64),
    Flag(bool),
    /// The number of a name in the column's list.
    Label(usize),
    List(Vec<Self>),
    /// In the order of the columns.
    Record(Vec<Self>),
}

/// Lists of label names: a table's columns name theirs by its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes(Vec<Vec<String>>);

impl Kind {
    /// A list of these.
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// These with their names.
    pub fn record<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Record(
            fields
                .into_iter()
                .map(|(name, kind)| (name.to_owned(), kind))
                .collect(),
        )
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Int(number as i64)
    }
}

impl Cell {
    /// Text, if there is any.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    /// About how many bytes it takes.
    #[cfg(feature = "parquet")]
    pub fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len() + 8,
            Self::List(cells) | Self::Record(cells) => {
                cells.iter().map(Self::weight).sum::<usize>() + 8
            }
            _ => 8,
        }
    }

    /// As JSON has it, labels by their names.
    pub fn json(&self, kind: &Kind, classes: &Classes) -> Value {
        match (self, kind) {
            (Self::Text(text), _) => text.as_str().into(),
            (Self::Int(number), _) => (*number).into(),
            (Self::Flag(flag), _) => (*flag).into(),
            (Self::Label(label), Kind::Label(list)) => classes.name(*list, *label).into(),
            (Self::List(cells), Kind::List(kind)) => {
                cells.iter().map(|cell| cell.json(kind, classes)).collect()
            }
            (Self::Record(cells), Kind::Record(fields)) => {
                let pairs = fields.iter().zip(cells);
                let pairs =
                    pairs.map(|((name, kind), cell)| (name.clone(), cell.json(kind, classes)));
                Value::Object(pairs.collect::<Map<_, _>>())
            }
            _ => Value::Null,
        }
    }
}

impl Classes {
    /// A new list, which begins with these names.
    pub fn add(&mut self, names: impl IntoIterator<Item = String>) -> usize {
        self.0.push(names.into_iter().collect());
        self.0.len() - 1
    }

    /// The number of a name, which is added when the list does not have it.
    pub fn number(&mut self, list: usize, name: &str) -> usize {
        let Some(names) = self.0.get_mut(list) else {
            return 0;
        };
        if let Some(number) = names.iter().position(|known| known == name) {
            return number;
        }
        names.push(name.to_owned());
        names.len() - 1
    }

    /// The names of a list.
    pub fn names(&self, list: usize) -> &[String] {
        self.0.get(list).map_or(&[], Vec::as_slice)
    }

    fn name(&self, list: usize, number: usize) -> &str {
        self.names(list).get(number).map_or("", String::as_str)
    }
}
