//! Quotes as elements: cut where paragraphs end and where they cross, so that each lies in another whole or
//! beside it.

use crate::model::ByteRange;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A stretch that is an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it is.
    pub range: ByteRange,
    /// The number of the quote that it is of.
    pub quote: usize,
}

/// Cuts the stretches of quotes that lie in one paragraph; the outer come before the inner, all in text
/// order.
pub fn nested(stretches: impl Iterator<Item = Piece>) -> Vec<Piece> {
    // By start, the longest first, then by number.
    type Waiting = Reverse<(usize, Reverse<usize>, usize)>;
    let mut waiting: BinaryHeap<Waiting> = stretches
        .map(|piece| {
            let (start, end) = (piece.range.start.0, piece.range.end.0);
            Reverse((start, Reverse(end), piece.quote))
        })
        .collect();
    let (mut open, mut pieces): (Vec<usize>, Vec<Piece>) = (Vec::new(), Vec::new());
    while let Some(Reverse((start, Reverse(mut end), quote))) = waiting.pop() {
        while open.pop_if(|end| *end <= start).is_some() {}
        if let Some(&last) = open.last().filter(|&&last| last < end) {
            waiting.push(Reverse((last, Reverse(end), quote)));
            end = last;
        }
        open.push(end);
        pieces.push(Piece {
            range: ByteRange::new(start, end),
            quote,
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_is_cut() {
        let pieces = |stretches: &[(usize, usize)]| {
            let stretches = stretches.iter().enumerate();
            let pieces = nested(stretches.map(|(quote, &(start, end))| Piece {
                range: ByteRange::new(start, end),
                quote,
            }));
            let told = pieces.iter().map(|piece| {
                let (start, end) = (piece.range.start.0, piece.range.end.0);
                format!("{}:{start}-{end}", piece.quote)
            });
            told.collect::<Vec<_>>().join(" ")
        };
        for (stretches, told) in [
            (&[][..], ""),
            (&[(0, 9), (2, 4)], "0:0-9 1:2-4"),
            (&[(0, 4), (4, 9)], "0:0-4 1:4-9"),
            (&[(0, 5), (3, 9)], "0:0-5 1:3-5 1:5-9"),
            (&[(0, 5), (0, 5)], "0:0-5 1:0-5"),
            (&[(0, 8), (2, 6), (4, 9)], "0:0-8 1:2-6 2:4-6 2:6-8 2:8-9"),
        ] {
            assert_eq!(pieces(stretches), told);
        }
    }
}
