//! An article's text has changed: its marks go along with their words.
//!
//! The two texts are compared by sentences and by words. A mark whose words are plainly the same
//! ([`Likeness`]) stands at them in the new text; any other is kept apart ([`store::apart`]) until a
//! person decides. All of it is one edit, and nothing is dropped.

mod alignment;
mod contrast;
mod differ;
mod fold;
mod followed;
mod moved;
mod place;
mod same;
mod sentences;
#[cfg(test)]
mod tests;
mod trust;

pub use contrast::contrast;
pub use followed::Followed;
pub use same::Likeness;

use crate::model::{
    ByteRange, Document, Draft, Edit, EditError, Fragments, Link, Span, SpanId, Text,
};
use crate::store::apart;
use crate::store::wire;
use place::{Place, Places};
use std::collections::HashMap;
use std::sync::Arc;

/// A document with another text, as an edit and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Rebased {
    /// From the document as it was to the document with the new text; empty when the text is the same.
    pub edit: Edit,
    /// How many marks have the very words that they had.
    pub kept: usize,
    /// Marks whose words are plainly the same, though not to the letter, in text order.
    pub mended: Vec<Mended>,
    /// Marks put up for a decision, in text order.
    pub undecided: Vec<Undecided>,
    /// Marks that no longer know as what they were proposed, since those words are gone.
    pub unproposed: Vec<SpanId>,
    /// Words of the new text that the old one has not: nobody has looked at them.
    pub added: usize,
    /// Words of the old text that the new one has not.
    pub removed: usize,
}

/// A mark whose words are printed otherwise now, or have a corrected letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Which mark.
    pub id: SpanId,
    /// How like its words are.
    pub likeness: Likeness,
    /// Its words as they were.
    pub was: String,
    /// Its words now.
    pub now: String,
}

/// A mark on which a person has to decide.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// As it was in the old text.
    pub span: Arc<Span>,
    /// Its words as they were.
    pub was: String,
    /// The words that stand in their place; empty when none do.
    pub now: String,
    /// Why.
    pub reason: Reason,
}

/// Why a mark is put up for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Other words stand in its place.
    Changed,
    /// Its words are there, but what stood around them is not, so that they may be others.
    Stray,
    /// Its words are gone.
    Gone,
}

/// Gives a document another text.
///
/// Costs about as much as both texts are long, however different they are.
pub fn rebase(document: &Document, text: &Text) -> Result<Rebased, EditError> {
    let mut rebased = Rebased {
        edit: Edit::default(),
        kept: 0,
        mended: Vec::new(),
        undecided: Vec::new(),
        unproposed: Vec::new(),
        added: 0,
        removed: 0,
    };
    if document.text() == text {
        rebased.kept = document.spans_len();
        return Ok(rebased);
    }
    let places = Places::new(document.text(), text);
    rebased.added = places.alignment().added();
    rebased.removed = places.alignment().removed();
    let mut led: HashMap<SpanId, (Fragments, Option<Fragments>)> = HashMap::new();
    let mut apart = Vec::new();
    for span in document.spans() {
        match places.fragments(&span.fragments) {
            Ok((fragments, likeness)) => {
                let proposed = rebased.proposal(&places, span);
                rebased.note(document, text, span, (&fragments, likeness));
                led.insert(span.id.clone(), (fragments, proposed));
            }
            Err(maybe) => {
                let ranges: Vec<ByteRange> = maybe.iter().map(|place| place.range()).collect();
                apart.push(kept_apart(document, text, span, &ranges));
                rebased
                    .undecided
                    .push(undecided(document, text, span, &maybe));
            }
        }
    }
    let mut draft = Draft::new(document);
    for waiting in &rebased.undecided {
        draft.remove_span(&waiting.span.id)?;
    }
    // Every span that is left has a place.
    draft.rewrite_text(text.as_str(), |span| {
        led.remove(&span.id)
            .unwrap_or_else(|| (span.fragments.clone(), None))
    })?;
    apart::put(&mut draft, apart)?;
    rebased.edit = draft.finish();
    Ok(rebased)
}

impl Rebased {
    /// Where a mark was proposed, if those words are still to be found, surely or not.
    fn proposal(&mut self, places: &Places<'_>, span: &Span) -> Option<Fragments> {
        let proposal = span.proposed.as_ref()?;
        let led = match places.fragments(&proposal.fragments) {
            Ok((fragments, _)) => Some(fragments),
            Err(maybe) => {
                let ranges = maybe.into_iter().map(Place::range).collect();
                Fragments::joined(ranges).ok()
            }
        };
        if led.is_none() {
            self.unproposed.push(span.id.clone());
        }
        led
    }

    fn note(
        &mut self,
        document: &Document,
        text: &Text,
        span: &Span,
        (fragments, likeness): (&Fragments, Likeness),
    ) {
        if likeness == Likeness::Same {
            self.kept += 1;
            return;
        }
        self.mended.push(Mended {
            id: span.id.clone(),
            likeness,
            was: document.words(span),
            now: words(text, fragments.iter()),
        });
    }
}

fn undecided(document: &Document, text: &Text, span: &Arc<Span>, maybe: &[Place]) -> Undecided {
    let reason = if maybe.iter().all(|place| matches!(place, Place::Gone(_))) {
        Reason::Gone
    } else if maybe
        .iter()
        .any(|it| matches!(it, Place::Changed(_) | Place::Gone(_)))
    {
        Reason::Changed
    } else {
        Reason::Stray
    };
    Undecided {
        span: Arc::clone(span),
        was: document.words(span),
        now: words(text, maybe.iter().map(|place| place.range())),
        reason,
    }
}

fn kept_apart(document: &Document, text: &Text, span: &Span, places: &[ByteRange]) -> apart::Apart {
    let links: Vec<Link> = document
        .links_of(&span.id)
        .map(|link| Link::clone(link))
        .collect();
    let fragments: Vec<wire::Fragment> = span
        .fragments
        .iter()
        .zip(places)
        .map(|(was, place)| wire::Fragment {
            start: text.char_offset(place.start),
            end: text.char_offset(place.end),
            text: document.text().slice(was).to_owned(),
            extra: wire::Extra::new(),
        })
        .collect();
    apart::Apart::new(document.text(), span, &links, fragments)
}

fn words(text: &Text, ranges: impl Iterator<Item = ByteRange>) -> String {
    let words: Vec<&str> = ranges
        .map(|range| text.slice(range))
        .filter(|words| !words.is_empty())
        .collect();
    words.join(" … ")
}
