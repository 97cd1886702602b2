//! What an annotation says beyond what a document holds, to be written again; and what is said twice.

use super::KEY;
use crate::model::{Decision, Extra, Maker, Origin};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What an annotation of another program says beyond a mark or a link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The label, where no body says it: it was made of the motivation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsaid: Option<String>,
    /// What else stands in the body that is the label.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub label: Extra,
    /// What else stands in the body that is the note.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub note: Extra,
    /// Bodies that are neither label nor note nor attribute.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Value>,
    /// Of each piece.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<KeptTarget>,
    /// Other keys of the annotation.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub keys: Extra,
}

/// What the target of a piece says beyond its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptTarget {
    /// The words of the piece of which this is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// Other keys of the target.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub keys: Extra,
    /// Selectors other than those of position and words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selectors: Vec<Value>,
}

impl KeptTarget {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.selectors.is_empty()
    }
}

impl Kept {
    /// Of what was kept with a mark or a link; nothing where nothing was.
    pub fn of(extra: &Extra) -> Self {
        let kept = extra.get(KEY).map(Self::deserialize);
        kept.and_then(Result::ok).unwrap_or_default()
    }

    /// Keeps it with a mark or a link, if there is anything.
    pub fn keep(mut self, extra: &mut Extra) {
        for target in self.targets.iter_mut().filter(|target| target.is_empty()) {
            target.exact = None;
        }
        if self.targets.iter().all(KeptTarget::is_empty) {
            self.targets.clear();
        }
        if self != Self::default()
            && let Ok(kept) = serde_json::to_value(self)
        {
            extra.insert(KEY.to_owned(), kept);
        }
    }
}

/// Who made it and who decided, in the words of the model: said again for other programs.
pub fn derived(origin: &Origin, decided: Option<&Decision>) -> Extra {
    let mut keys = Extra::new();
    let person = decided.map(|decided| decided.name.as_str());
    let maker = origin.name.as_deref();
    let person = person.or_else(|| maker.filter(|_| origin.by == Maker::Human));
    if let Some(name) = person {
        let creator = json!({"type": "Person", "name": name});
        keys.insert("creator".to_owned(), creator);
    }
    if let Some(at) = decided.and_then(|decided| decided.at.as_ref()) {
        keys.insert("created".to_owned(), at.as_str().into());
    }
    if let Some(name) = maker.filter(|_| origin.by == Maker::Tagger) {
        let name = [Some(name), origin.version.as_deref()];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let generator = json!({"type": "Software", "name": name});
        keys.insert("generator".to_owned(), generator);
    }
    keys
}
