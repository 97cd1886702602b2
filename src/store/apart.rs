//! Marks kept apart in the document itself, since the article's text has changed under them.
//!
//! They stand under `apart` in the document's extra, each as a span is written in a file: its fragments
//! say where in the text it may be, their `text` which words it had. So they are saved, undone and
//! merged with the document, and no program that does not know them takes them for marks.

use super::misfit::{Lost, Misfit, Problem, fit};
use super::{convert, wire};
use crate::model::{
    ByteRange, Draft, EditError, EntityId, Fragments, Header, Link, Span, SpanId, Text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The key in the document's extra.
pub const KEY: &str = "apart";

/// A mark kept apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    /// As a file says it. A fragment without length says where its words would stand.
    span: wire::Span,
    /// The links that it had.
    #[serde(default)]
    links: Vec<wire::Link>,
}

/// What becomes of a mark kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// It is on the words that stand in its place now.
    Here,
    /// It is where its own words stand, the nearest if they do so more than once.
    Again,
    /// It is let go of.
    Drop,
}

/// Why a decision cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undone {
    /// It has been decided on.
    #[error("that mark is decided on")]
    Decided,
    /// Nothing stands in its place.
    #[error("nothing stands in its place")]
    NothingHere,
    /// Its words are nowhere.
    #[error(transparent)]
    Lost(#[from] Lost),
    /// The edit did not apply.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl Apart {
    /// A mark of the text `old`, with the links that it had, and for each fragment its words and where
    /// it may stand in the new text.
    pub fn new(old: &Text, span: &Span, links: &[Link], fragments: Vec<wire::Fragment>) -> Self {
        let mut span = convert::span_out(old, span);
        let held = std::mem::replace(&mut span.fragments, fragments);
        for (fragment, held) in span.fragments.iter_mut().zip(held) {
            fragment.extra = held.extra;
        }
        Self {
            span,
            links: links.iter().map(convert::link_out).collect(),
        }
    }

    /// Its id, which no other mark of the document has.
    pub fn id(&self) -> &SpanId {
        &self.span.id
    }

    /// Its label.
    pub fn label(&self) -> &crate::model::LabelName {
        &self.span.label
    }

    /// The ids of the links that it had.
    pub fn links(&self) -> impl Iterator<Item = String> + '_ {
        self.links.iter().map(|link| link.id.to_string())
    }

    /// The words that it had, its fragments joined by " … ".
    pub fn words(&self) -> String {
        let words: Vec<&str> = self
            .span
            .fragments
            .iter()
            .map(|it| it.text.as_str())
            .collect();
        words.join(" … ")
    }

    /// The stretches of the text in its place: none when nothing stands there.
    pub fn here(&self, text: &Text) -> Option<Fragments> {
        Fragments::joined(self.places(text)).ok()
    }

    /// Where in the text to look for it.
    pub fn place(&self, text: &Text) -> ByteRange {
        let places = self.places(text);
        let filled = places.iter().find(|range| !range.is_empty());
        let place = filled.or(places.first()).copied();
        place.unwrap_or_else(|| ByteRange::empty_at(text.end()))
    }

    /// Whether its own words stand in its place.
    pub fn reads_the_same(&self, text: &Text) -> bool {
        fit(text, &self.span.fragments).is_ok()
    }

    fn places(&self, text: &Text) -> Vec<ByteRange> {
        let fragments = self.span.fragments.iter();
        fragments
            .filter_map(|fragment| convert::range_in(text, fragment))
            .collect()
    }

    fn misfit(self) -> Misfit {
        Misfit {
            links: self.links,
            ..Misfit::new(self.span, Problem::None)
        }
    }
}

/// The marks that a document keeps apart, in the order of their places.
pub fn of(header: &Header) -> Vec<Apart> {
    let Some(Value::Array(all)) = header.extra.get(KEY) else {
        return Vec::new();
    };
    all.iter()
        .filter_map(|one| Apart::deserialize(one).ok())
        .collect()
}

/// Whether a document keeps any apart.
pub fn any(header: &Header) -> bool {
    header.extra.contains_key(KEY)
}

/// The entities that marks kept apart mean, so that these do not go meanwhile.
pub fn meant(header: &Header) -> Vec<EntityId> {
    of(header)
        .into_iter()
        .filter_map(|apart| apart.span.entity)
        .collect()
}

/// Puts marks among those kept apart. They are no longer among the document's own.
pub fn put(draft: &mut Draft, more: Vec<Apart>) -> Result<(), EditError> {
    if more.is_empty() {
        return Ok(());
    }
    let mut all = of(draft.document().header());
    all.extend(more);
    set(draft, &all)
}

/// Does what was decided on a mark kept apart.
pub fn decide(draft: &mut Draft, id: &SpanId, decision: Decision) -> Result<(), Undone> {
    let mut all = of(draft.document().header());
    let at = all.iter().position(|apart| apart.id() == id);
    let apart = all.remove(at.ok_or(Undone::Decided)?);
    carry_out(draft, apart, decision)?;
    set(draft, &all)?;
    Ok(())
}

/// Does the same with all of them; those with which it cannot be done stay. Gives how many it was done
/// with.
pub fn decide_all(draft: &mut Draft, decision: Decision) -> Result<usize, EditError> {
    let all = of(draft.document().header());
    let before = all.len();
    let left: Vec<Apart> = all
        .into_iter()
        .filter(|apart| carry_out(draft, apart.clone(), decision).is_err())
        .collect();
    set(draft, &left)?;
    Ok(before - left.len())
}

/// Puts a mark into the document, or lets it go.
fn carry_out(draft: &mut Draft, apart: Apart, decision: Decision) -> Result<(), Undone> {
    let document = draft.document();
    let (span, links) = match decision {
        Decision::Drop => return Ok(()),
        Decision::Again => apart.misfit().find_again(document)?,
        Decision::Here => {
            let here = apart.here(document.text()).ok_or(Undone::NothingHere)?;
            apart.misfit().taken_at(document, here)
        }
    };
    draft.put_span(span)?;
    for link in links {
        draft.put_link(link)?;
    }
    Ok(())
}

fn set(draft: &mut Draft, all: &[Apart]) -> Result<(), EditError> {
    let value = serde_json::to_value(all).unwrap_or_default();
    draft.change_header(|header| {
        if all.is_empty() {
            header.extra.remove(KEY);
        } else {
            header.extra.insert(KEY.to_owned(), value);
        }
    })
}
