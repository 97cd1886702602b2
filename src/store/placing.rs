//! Putting spans in their places in the article, one by one as they are read.

use super::handing::Piece;
use super::misfit::{Misfit, fit};
use super::{Note, convert, wire};
use crate::model::{Builder, ByteOffset, LabelName, Span, Text};
use std::collections::HashMap;
use std::sync::Arc;

/// What has been read of a document's article and spans.
pub(super) struct Placing {
    /// The spans that fit and have an id.
    pub builder: Builder,
    /// Where each of them stood in the file.
    pub places: Vec<usize>,
    /// Those that fit and have no id yet, and where each stood.
    pub unnamed: Vec<(Span, usize)>,
    /// Those that do not fit, and where each stood.
    pub misfits: Vec<(Misfit, usize)>,
    /// Offsets within what a person sees as one character.
    pub cuts: Vec<Note>,
    labels: HashMap<LabelName, Use>,
    /// How many spans there were.
    count: usize,
}

/// How a label is used.
#[derive(Clone, Copy)]
struct Use {
    /// The first span that has it.
    first: usize,
    count: usize,
}

impl Default for Placing {
    fn default() -> Self {
        Self {
            builder: Builder::new(Text::default()),
            places: Vec::new(),
            unnamed: Vec::new(),
            misfits: Vec::new(),
            cuts: Vec::new(),
            labels: HashMap::new(),
            count: 0,
        }
    }
}

impl Placing {
    /// Takes what comes next in the file.
    pub fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) => {
                let text = Text::new(text);
                // It is compared with what the file says.
                text.sha256();
                self.builder = Builder::new(text);
            }
            Piece::Span(span) => self.place(span),
            Piece::SpansEnd => self.builder.settle(),
        }
    }

    /// Places a span, or keeps it apart.
    pub fn place(&mut self, span: wire::Span) {
        let place = self.count;
        self.count += 1;
        self.note_label(&span.label, place);
        let text = self.builder.text();
        let own = fit(text, &span.fragments);
        let proposed = span
            .proposed
            .as_ref()
            .map(|proposal| fit(text, &proposal.fragments))
            .transpose();
        match (own, proposed) {
            (Ok(own), Ok(proposed)) => {
                let span = convert::span_in(span, own, proposed);
                if span.id.as_str().is_empty() {
                    self.unnamed.push((span, place));
                } else {
                    self.add(span, place);
                }
            }
            (Err(problem), _) => self.misfits.push((Misfit::new(span, problem), place)),
            (_, Err(problem)) => self
                .misfits
                .push((Misfit::new_proposed(span, problem), place)),
        }
    }

    /// Adds a span that fits and has an id.
    pub fn add(&mut self, span: Span, place: usize) {
        let text = self.builder.text();
        if let Some(at) = cut(text, &span) {
            self.cuts.push(Note::CutCharacter {
                span: span.id.clone(),
                place: text.char_offset(at),
            });
        }
        self.builder.add(Arc::new(span));
        self.places.push(place);
    }

    fn note_label(&mut self, label: &LabelName, place: usize) {
        match self.labels.get_mut(label) {
            Some(known) => known.count += 1,
            None => {
                let (first, count) = (place, 1);
                self.labels.insert(label.clone(), Use { first, count });
            }
        }
    }

    /// The labels that spans have, in the order in which they first appear, and how often each does.
    pub fn labels(&self) -> Vec<(&LabelName, usize)> {
        let mut labels: Vec<_> = self.labels.iter().collect();
        labels.sort_unstable_by_key(|(_, used)| used.first);
        labels
            .into_iter()
            .map(|(label, used)| (label, used.count))
            .collect()
    }
}

/// The first offset of a span that stands within a grapheme cluster.
fn cut(text: &Text, span: &Span) -> Option<ByteOffset> {
    let bytes = text.as_str().as_bytes();
    // Between two plain letters no character is cut, and most places are such.
    let is_plain = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|&byte| byte.is_ascii() && byte >= b' ')
    };
    let is_cut = |at: ByteOffset| {
        let plain = at.0 > 0 && is_plain(at.0 - 1) && is_plain(at.0);
        !plain && !text.is_grapheme_boundary(at)
    };
    let mut ends = span
        .fragments
        .iter()
        .flat_map(|range| [range.start, range.end]);
    ends.find(|&at| is_cut(at))
}
