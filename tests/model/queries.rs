//! What stands where, found by looking at every piece of every mark.

use crate::naive::Naive;
use crate::random::Random;
use dictum::model::{ByteOffset, ByteRange, Document, Placed, SpanId};
use std::cmp::Reverse;

/// Stretches asked about after each step.
const STRETCHES: usize = 4;

/// A piece of a mark, in the order in which they stand: start, the longer first, id, number.
type Piece = (usize, Reverse<usize>, SpanId, usize);

pub fn compare(naive: &Naive, document: &Document, random: &mut Random) {
    let (bytes, mut pieces) = (naive.bytes(), Vec::new());
    for id in naive.marks.keys() {
        for (number, (start, end)) in naive.pieces(id, &bytes).into_iter().enumerate() {
            pieces.push((start, Reverse(end), id.as_str().into(), number));
        }
    }
    pieces.sort();
    let places = document.places();
    assert_eq!(all(places.iter()), pieces);
    assert_eq!(
        (places.len(), places.is_empty()),
        (pieces.len(), pieces.is_empty())
    );
    neighbours(document, &pieces);
    for _ in 0..STRETCHES {
        let a = bytes[random.below(bytes.len())];
        let b = bytes[random.below(bytes.len())];
        in_range(document, &pieces, ByteRange::new(a.min(b), a.max(b)));
        at(document, &pieces, a);
    }
    by_label(naive, document);
    links(naive, document);
}

fn all<'a>(placed: impl Iterator<Item = &'a Placed>) -> Vec<Piece> {
    placed.map(piece).collect()
}

fn piece(placed: &Placed) -> Piece {
    let range = placed.range;
    (
        range.start.0,
        Reverse(range.end.0),
        placed.span.id.clone(),
        placed.fragment,
    )
}

fn neighbours(document: &Document, pieces: &[Piece]) {
    let places = document.places();
    for (number, placed) in places.iter().enumerate() {
        let after = places.after(placed).map(piece);
        assert_eq!(after.as_ref(), pieces.get(number + 1));
        let before = places.before(placed).map(piece);
        assert_eq!(
            before.as_ref(),
            number.checked_sub(1).map(|before| &pieces[before])
        );
    }
}

fn in_range(document: &Document, pieces: &[Piece], range: ByteRange) {
    let wanted = |(start, Reverse(end), ..): &&Piece| {
        if range.is_empty() {
            *start < range.start.0 && *end > range.start.0
        } else {
            *start < range.end.0 && *end > range.start.0
        }
    };
    let wanted: Vec<Piece> = pieces.iter().filter(wanted).cloned().collect();
    assert_eq!(
        all(document.places().overlapping(range)),
        wanted,
        "{range:?}"
    );
    let lanes = document.places().lanes(range, |_| true);
    assert!(range.is_empty() || all(lanes.iter().map(|(placed, _)| placed)) == wanted);
    for (number, (a, lane)) in lanes.iter().enumerate() {
        for (b, other) in &lanes[number + 1..] {
            assert!(!a.range.overlaps(b.range) || lane != other, "two in a lane");
        }
    }
}

fn at(document: &Document, pieces: &[Piece], at: usize) {
    let places = document.places();
    let touching = |(start, Reverse(end), ..): &&Piece| *start <= at && at <= *end;
    let touching: Vec<Piece> = pieces.iter().filter(touching).cloned().collect();
    assert_eq!(all(places.touching(ByteOffset(at))), touching);
    let first = pieces.iter().find(|(start, ..)| *start >= at);
    assert_eq!(places.first_from(ByteOffset(at)).map(piece).as_ref(), first);
    let last = pieces.iter().rfind(|(start, ..)| *start < at);
    assert_eq!(places.last_before(ByteOffset(at)).map(piece).as_ref(), last);
}

fn by_label(naive: &Naive, document: &Document) {
    for label in ["quote", "speaker", "event"] {
        let count = naive
            .marks
            .values()
            .filter(|mark| mark.label == label)
            .count();
        let spans = document.spans().filter(|span| span.label.as_str() == label);
        assert_eq!(spans.count(), count);
    }
}

fn links(naive: &Naive, document: &Document) {
    for id in naive.marks.keys() {
        let touches = |(from, to): &(String, String)| from == id || to == id;
        let mut known: Vec<&str> = (naive.links.iter().filter(|(_, ends)| touches(ends)))
            .map(|(link, _)| link.as_str())
            .collect();
        let id = SpanId::from(id.as_str());
        let mut links: Vec<&str> = document
            .links_of(&id)
            .map(|link| link.id.as_str())
            .collect();
        known.sort_unstable();
        links.sort_unstable();
        assert_eq!(links, known);
    }
}
