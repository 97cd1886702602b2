//! A step in a record. What it changed stands there as one run of bytes, so that all else is read without it.

use crate::model::{Edit, NotedEdit, Revision, RevisionId, Timestamp};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_bytes::Bytes;
use smol_str::SmolStr;
use std::fmt;
use std::sync::Arc;

/// A step as it is written.
#[derive(Serialize)]
struct Told<'a> {
    name: &'a str,
    at: &'a Timestamp,
    annotator: Option<&'a SmolStr>,
    edit: &'a Bytes,
    parent: RevisionId,
}

/// Writes a step. An edit that came in bytes goes on in the same, whoever can read them.
pub(super) fn serialize<S: Serializer>(step: &Revision, serializer: S) -> Result<S::Ok, S::Error> {
    let made;
    let edit = match step.edit.spelling() {
        Some(bytes) => bytes,
        None => {
            let edit = step.read().map_err(S::Error::custom)?;
            made = spell(edit).map_err(S::Error::custom)?;
            &made
        }
    };
    let told = Told {
        name: &step.name,
        at: &step.at,
        annotator: step.annotator.as_ref(),
        edit: Bytes::new(edit),
        parent: step.parent,
    };
    told.serialize(serializer)
}

fn spell(edit: &Edit) -> Result<Vec<u8>, rmp_serde::encode::Error> {
    // With names, so that a later version may know more fields.
    rmp_serde::to_vec_named(edit)
}

fn read(bytes: &[u8]) -> Option<Edit> {
    rmp_serde::from_slice(bytes).ok()
}

/// A step as it is read.
#[derive(Deserialize)]
pub(super) struct Heard<'a> {
    name: String,
    at: Timestamp,
    annotator: Option<SmolStr>,
    #[serde(borrow)]
    edit: Spelling<'a>,
    parent: RevisionId,
}

/// An edit in bytes, or among all else as the first journals had it.
enum Spelling<'a> {
    Bytes(&'a [u8]),
    Edit(Edit),
}

impl Heard<'_> {
    /// The step; `all` is what it was read from, and the step goes on to share it. `None` when it was read from
    /// elsewhere.
    pub(super) fn noted(self, all: &Arc<Vec<u8>>) -> Option<Arc<Revision>> {
        let edit = match self.edit {
            Spelling::Edit(edit) => edit.into(),
            Spelling::Bytes(bytes) => {
                let start = bytes.as_ptr().addr().checked_sub(all.as_ptr().addr())?;
                NotedEdit::spelled(all, start..start + bytes.len(), read)?
            }
        };
        Some(Arc::new(Revision {
            name: self.name,
            at: self.at,
            annotator: self.annotator,
            edit,
            parent: self.parent,
        }))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Spelling<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either)
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Spelling<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an edit, in bytes or as it is")
    }

    fn visit_borrowed_bytes<E: serde::de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(Spelling::Bytes(bytes))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let edit = Edit::deserialize(MapAccessDeserializer::new(map));
        Ok(Spelling::Edit(edit.map_err(A::Error::custom)?))
    }
}
