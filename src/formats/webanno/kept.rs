//! What the format tells of a mark and we have no place for: kept with it, and written again.

use crate::model::Extra;
use serde::{Deserialize, Serialize};

/// The key of an annotation's `extra`.
const KEY: &str = "webanno";

/// What is kept with a span or a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The layer.
    pub layer: String,
    /// Of a link: the feature that it fills of its span's layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
    /// Of a link in such a feature: whether its part has no name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unnamed: bool,
    /// Of a span: which chain it is in, and which of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<(u32, u32)>,
}

impl Kept {
    /// Adds it to an annotation's `extra`.
    pub fn put(&self, extra: &mut Extra) {
        if let Ok(value) = serde_json::to_value(self) {
            extra.insert(KEY.to_owned(), value);
        }
    }

    /// What an annotation's `extra` holds; `None` when it is of another format.
    pub fn of(extra: &Extra) -> Option<Self> {
        serde_json::from_value(extra.get(KEY)?.clone()).ok()
    }
}
