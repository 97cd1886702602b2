//! Pieces that only their words can place: those without a position, and those whose position holds other
//! words. The model gives both selectors the same rank.

use super::targets::Quote;
use super::windows::Windows;
use crate::formats::placing;
use crate::formats::{Fault, Found, Piece, Unit};
use crate::model::{ByteOffset, Text};

/// A mark's quotes, one for each of its pieces.
pub type Quotes = Vec<Option<Quote>>;

/// What a piece without a position says of its offsets, until it is placed.
pub const NOWHERE: usize = usize::MAX;

/// Places such pieces. One whose words stand at several places is all of them, as the model says, unless a
/// position tells which is meant. A piece whose position was wrong is told, and so is what stands nowhere.
pub fn anchor(found: &mut Found, quotes: &[Quotes]) {
    if quotes.iter().flatten().all(Option::is_none) {
        return;
    }
    let text = Text::new(found.text.as_str());
    let placed = placing::place(found, &text);
    let reading = placed.verdict.reading;
    let misfits: Vec<usize> = placed
        .fragments
        .iter()
        .enumerate()
        .filter(|(_, placed)| placed.is_err())
        .map(|(index, _)| index)
        .collect();
    // In other readings there is no way to write a place that is found.
    if misfits.is_empty() || reading.inclusive || reading.crlf_is_one {
        return;
    }
    let wholes: Vec<String> = misfits
        .iter()
        .filter_map(|&index| quotes.get(index))
        .flatten()
        .flatten()
        .map(Quote::whole)
        .collect();
    let words = Words {
        windows: Windows::of(text.as_str(), wholes.iter().map(String::as_str)),
        text: &text,
        unit: reading.unit,
    };
    let mut lost = Vec::new();
    for index in misfits {
        let (Some(span), Some(quotes)) = (found.spans.get_mut(index), quotes.get(index)) else {
            continue;
        };
        let mut pieces = Vec::with_capacity(span.pieces.len());
        let (mut moved, mut is_lost) = (None, false);
        for (piece, quote) in std::mem::take(&mut span.pieces).into_iter().zip(quotes) {
            let stands = quote.as_ref().map(|quote| words.places(&piece, quote));
            match stands {
                None => pieces.push(piece),
                Some(places) if places.is_empty() => {
                    is_lost |= piece.start == NOWHERE;
                    pieces.push(piece);
                }
                Some(places) => {
                    let is_same = places.iter().any(|place| place.start == piece.start);
                    if piece.start != NOWHERE && !is_same {
                        moved = Some(piece.start);
                    }
                    pieces.extend(places);
                }
            }
        }
        span.pieces = pieces;
        let called = format!("{} ({})", span.id, span.label);
        let mut tell = |told: String| {
            found.faults.push(Fault {
                line: span.line,
                ..Fault::new(told)
            });
        };
        if is_lost {
            tell(format!("{called}: its words are not in the text"));
            lost.push(index);
        } else if let Some(start) = moved {
            tell(format!(
                "{called}: its words do not stand at {start}; taken from where they do"
            ));
        }
    }
    for index in lost.into_iter().rev() {
        found.spans.remove(index);
    }
}

struct Words<'a> {
    windows: Windows<'a>,
    text: &'a Text,
    unit: Unit,
}

impl Words<'_> {
    /// Where the words of a piece stand, with those around them.
    fn places(&self, piece: &Piece, quote: &Quote) -> Vec<Piece> {
        let unit = |at: usize| self.unit.of(self.text, ByteOffset(at));
        let at = |place: usize| {
            let start = place + quote.prefix.len();
            Piece {
                start: unit(start),
                end: unit(start + quote.exact.len()),
                text: Some(quote.exact.clone()),
            }
        };
        if quote.exact.is_empty() {
            return Vec::new();
        }
        let places = self.windows.places(&quote.whole());
        let places = places.into_iter().map(at);
        if piece.start == NOWHERE {
            return places.collect();
        }
        let nearest = places.min_by_key(|place| place.start.abs_diff(piece.start));
        nearest.into_iter().collect()
    }
}
