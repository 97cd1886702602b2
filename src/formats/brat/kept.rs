//! What brat tells of an annotation and we have no place for: kept with it, and written again.

use crate::model::Extra;
use serde::{Deserialize, Serialize};

/// The key of an annotation's `extra`.
const KEY: &str = "brat";

/// What is kept with a span or a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The id of the trigger of a span that is an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// The attributes that stand as remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The attributes whose values are several words of one line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub several: Vec<String>,
    /// Lines beside: the letter of their ids, what stands before the annotation's id, and what after it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<(char, String, String)>,
    /// The part that the end of a link plays in an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What the arguments of a relation are called, where it is not `Arg1` and `Arg2`, or where it begins
    /// at an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arguments: Option<(String, String)>,
}

impl Kept {
    /// Adds it to an annotation's `extra`, unless there is nothing.
    pub fn put(&self, extra: &mut Extra) {
        if *self != Self::default()
            && let Ok(value) = serde_json::to_value(self)
        {
            extra.insert(KEY.to_owned(), value);
        }
    }

    /// What an annotation's `extra` holds; nothing where it does not fit.
    pub fn of(extra: &Extra) -> Self {
        let value = extra.get(KEY).cloned().unwrap_or_default();
        serde_json::from_value(value).unwrap_or_default()
    }
}
