//! What a journal says, record by record.

use super::step;
use super::whole::Whole;
use crate::disk::FileHash;
use crate::model::{Edit, Revision, RevisionId};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One thing that a journal says.
#[derive(Clone, Debug, Serialize)]
pub enum Entry {
    /// What it is the journal of; the first of all.
    Begin(Box<Begin>),
    /// A step was done, from the revision that it names on; the document stands there then.
    Step {
        /// Which revision it leads to.
        number: RevisionId,
        /// The step.
        #[serde(serialize_with = "step::serialize")]
        step: Arc<Revision>,
    },
    /// The document stands elsewhere in its history: after an undo, a redo, or any other way.
    At(RevisionId),
    /// A save is whole on the disk and about to be put in place.
    Saving(Box<Saving>),
    /// It is in place.
    Saved(RevisionId),
    /// The person has chosen to keep the work for later.
    Later,
    /// The document's file is gone: the whole document, as it stands at a revision.
    Whole(RevisionId, Box<Whole>),
}

/// What a journal is of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Begin {
    /// For a person, and to find the document again.
    pub about: About,
    /// The document at revision 0.
    pub base: Base,
    /// The SHA-256 of its text: places are told without the words, and mean nothing in another text.
    #[serde(default)]
    pub text: Option<String>,
}

/// What work is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The document's id.
    pub id: String,
    /// What the article is called on the screen.
    pub name: String,
    /// The document's own file, whole; `None` while it has none, or when its name is not UTF-8.
    pub place: Option<PathBuf>,
    /// The article's file, whole.
    pub source: Option<PathBuf>,
}

impl About {
    /// What is known of work on a document.
    pub fn new(id: &str, name: String, place: Option<&Path>, source: Option<&Path>) -> Self {
        Self {
            id: id.to_owned(),
            name,
            place: place.and_then(written),
            source: source.and_then(written),
        }
    }
}

/// A path whole, if it can be written down.
pub(super) fn written(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.to_str().is_some().then_some(whole)
}

/// How the document of revision 0 is found again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Base {
    /// It is in the document's own file while that has this hash.
    File(FileHash),
    /// It is nowhere else.
    Whole(Whole),
}

/// A save about to be put in place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Saving {
    /// Which revision it holds.
    pub revision: RevisionId,
    /// The hash of the file's bytes.
    pub hash: FileHash,
    /// What the save took out of the document on its way.
    pub tidy: Edit,
    /// The file, whole; `None` when its name is not UTF-8.
    #[serde(default)]
    pub place: Option<PathBuf>,
    /// The SHA-256 of its text.
    #[serde(default)]
    pub text: Option<String>,
}

impl Entry {
    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), rmp_serde::encode::Error> {
        // With names, so that a later version may know more fields.
        let mut writer = rmp_serde::Serializer::new(out).with_struct_map();
        self.serialize(&mut writer)
    }

    /// Reads a record that is part of `all`, which its step goes on to share.
    pub(super) fn read(all: &Arc<Vec<u8>>, payload: &[u8]) -> Option<Self> {
        let heard: Heard<'_> = rmp_serde::from_slice(payload).ok()?;
        Some(match heard {
            Heard::Begin(begin) => Self::Begin(begin),
            Heard::Step { number, step } => Self::Step {
                number,
                step: step.noted(all)?,
            },
            Heard::At(at) => Self::At(at),
            Heard::Saving(saving) => Self::Saving(saving),
            Heard::Saved(revision) => Self::Saved(revision),
            Heard::Later => Self::Later,
            Heard::Whole(revision, whole) => Self::Whole(revision, whole),
        })
    }
}

/// An [`Entry`] as it is read.
#[derive(Deserialize)]
enum Heard<'a> {
    Begin(Box<Begin>),
    Step {
        number: RevisionId,
        #[serde(borrow)]
        step: step::Heard<'a>,
    },
    At(RevisionId),
    Saving(Box<Saving>),
    Saved(RevisionId),
    Later,
    Whole(RevisionId, Box<Whole>),
}
