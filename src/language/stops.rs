//! Where `.` and `,` jump to: quotations, names and sentences.

use super::{mention, quotation, sentences, window};
use crate::model::{ByteOffset, ByteRange, Text};

/// The first quotation, name or sentence that begins after `at`, in this paragraph or one of the next six.
pub fn next_stop(text: &Text, at: ByteOffset) -> Option<ByteRange> {
    let here = stops(text, window::paragraph_at(text, at));
    here.into_iter().find(|stop| stop.start > at).or_else(|| {
        let next = window::neighbour(text, at, 1)?;
        stops(text, next).into_iter().next()
    })
}

/// The last quotation, name or sentence that begins before `at`, in this paragraph or one of the six before.
pub fn prev_stop(text: &Text, at: ByteOffset) -> Option<ByteRange> {
    let here = stops(text, window::paragraph_at(text, at));
    here.into_iter()
        .rev()
        .find(|stop| stop.start < at)
        .or_else(|| {
            let before = window::neighbour(text, at, -1)?;
            stops(text, before).pop()
        })
}

/// The stops of a paragraph in order, one at each place: a quotation before a name, a name before a sentence.
fn stops(text: &Text, paragraph: ByteRange) -> Vec<ByteRange> {
    let mut stops: Vec<(ByteRange, u8)> = Vec::new();
    stops.extend(
        quotation::quotations(text, paragraph)
            .iter()
            .map(|q| (q.range, 0)),
    );
    let names = mention::mentions_in(text, paragraph);
    let named = names
        .iter()
        .filter(|mention| mention.kind == mention::MentionKind::Named);
    stops.extend(named.map(|mention| (mention.range, 1)));
    stops.extend(
        sentences::sentences(text, paragraph)
            .iter()
            .map(|&s| (s, 2)),
    );
    stops.sort_by_key(|&(range, order)| (range.start, order));
    stops.dedup_by_key(|stop| stop.0.start);
    stops.into_iter().map(|(range, _)| range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_go_forth_and_back_and_cross_paragraphs() {
        let text = Text::new("It rained on Anna Berg. “Oh no,” she said.\n\nIt stopped.");
        let mut at = ByteOffset(0);
        let mut forth = Vec::new();
        while let Some(stop) = next_stop(&text, at) {
            forth.push(stop);
            at = stop.start;
        }
        let words: Vec<&str> = forth.iter().map(|&stop| text.slice(stop)).collect();
        assert_eq!(words, ["Anna Berg", "“Oh no,”", "It stopped."]);
        at = text.end();
        let mut back = Vec::new();
        while let Some(stop) = prev_stop(&text, at) {
            back.push(stop.start);
            at = stop.start;
        }
        back.reverse();
        let starts: Vec<ByteOffset> = std::iter::once(ByteOffset(0))
            .chain(forth.iter().map(|stop| stop.start))
            .collect();
        assert_eq!(back, starts);
    }
}
