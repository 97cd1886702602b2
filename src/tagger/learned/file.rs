//! A model's file: a line that says what it is, the card as JSON to read, a line of `---`, and the
//! weights.

use super::Learned;
use super::card::Card;
use super::crf::{ByTag, TAGS, Weights};
use crate::model::LabelName;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The first line of a model's file. What is known of tokens is part of it: a model of another number
/// would read words wrongly.
pub const MODEL_FORMAT: &str = "dictum-model/1";
const BREAK: &[u8] = b"\n---\n";

/// Why bytes are no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as one.
    #[error("not a model that `dictum train` made")]
    NotAModel,
    /// A later version of the program wrote it.
    #[error("a model in the format {0}; this version reads {MODEL_FORMAT}: train it again")]
    OtherFormat(String),
    /// The card cannot be read.
    #[error("the model's card is damaged: {0}")]
    Card(String),
    /// The weights are not those that were written.
    #[error("the model is damaged: its weights are not those that the card names")]
    Weights,
}

impl Learned {
    /// The model as it stands in a file. The same model gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MODEL_FORMAT.as_bytes().to_vec();
        bytes.push(b'\n');
        // A card holds words and numbers, which JSON can always say.
        let card = serde_json::to_string_pretty(&self.card).unwrap_or_default();
        bytes.extend_from_slice(card.as_bytes());
        bytes.extend_from_slice(BREAK);
        bytes.extend_from_slice(&weights_out(&self.fields));
        bytes
    }

    /// Reads a model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let end = memchr::memchr(b'\n', bytes).ok_or(ModelError::NotAModel)?;
        let (first, rest) = bytes.split_at(end);
        if first != MODEL_FORMAT.as_bytes() {
            return Err(match std::str::from_utf8(first) {
                Ok(other) if other.starts_with("dictum-model/") && other.len() < 40 => {
                    ModelError::OtherFormat(other.to_owned())
                }
                _ => ModelError::NotAModel,
            });
        }
        let at = memchr::memmem::find(rest, BREAK).ok_or(ModelError::Weights)?;
        let (card, weights) = rest.split_at(at);
        let weights = weights.get(BREAK.len()..).unwrap_or_default();
        let card: Card =
            serde_json::from_slice(card).map_err(|error| ModelError::Card(error.to_string()))?;
        if card.sha256 != sha256(weights) {
            return Err(ModelError::Weights);
        }
        let fields = weights_in(&card, weights).ok_or(ModelError::Weights)?;
        Ok(Self { card, fields })
    }

    /// A model of these fields, its card completed.
    pub(super) fn of(mut card: Card, fields: Vec<(LabelName, Weights)>) -> Self {
        card.sha256 = sha256(&weights_out(&fields));
        card.version = card.sha256.get(..8).unwrap_or_default().to_owned();
        Self { card, fields }
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Each label's steps, the number of its facts, and the facts by their hashes; all little-endian.
fn weights_out(fields: &[(LabelName, Weights)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let put = |bytes: &mut Vec<u8>, weights: &ByTag| {
        for weight in weights {
            bytes.extend_from_slice(&weight.to_le_bytes());
        }
    };
    for (_, weights) in fields {
        weights
            .steps
            .iter()
            .for_each(|steps| put(&mut bytes, steps));
        bytes.extend_from_slice(&(weights.facts.len() as u64).to_le_bytes());
        let mut facts: Vec<_> = weights.facts.iter().collect();
        facts.sort_unstable_by_key(|(fact, _)| **fact);
        for (fact, weights) in facts {
            bytes.extend_from_slice(&fact.to_le_bytes());
            put(&mut bytes, weights);
        }
    }
    bytes
}

fn weights_in(card: &Card, bytes: &[u8]) -> Option<Vec<(LabelName, Weights)>> {
    let mut rest = bytes;
    let mut fields = Vec::with_capacity(card.labels.len().min(100));
    for label in &card.labels {
        let mut steps = [ByTag::default(); TAGS + 1];
        for steps in &mut steps {
            *steps = by_tag(&mut rest)?;
        }
        let count = usize::try_from(u64::from_le_bytes(take(&mut rest)?)).ok()?;
        // A number that the file cannot hold would ask for memory without end.
        if count > rest.len() / FACT {
            return None;
        }
        let mut facts = HashMap::with_capacity(count);
        for _ in 0..count {
            facts.insert(u64::from_le_bytes(take(&mut rest)?), by_tag(&mut rest)?);
        }
        fields.push((
            LabelName::from(label.label.as_str()),
            Weights { facts, steps },
        ));
    }
    rest.is_empty().then_some(fields)
}

/// Bytes of a fact: its hash and its weights.
const FACT: usize = 8 + 4 * TAGS;

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

fn by_tag(rest: &mut &[u8]) -> Option<ByTag> {
    let mut weights = ByTag::default();
    for weight in &mut weights {
        *weight = f32::from_le_bytes(take(rest)?);
    }
    weights
        .iter()
        .all(|weight| weight.is_finite())
        .then_some(weights)
}
