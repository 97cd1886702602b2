//! Putting found marks on the text: the way of counting is taken only if the words agree.

use super::found::{Found, FoundSpan, Piece};
use super::unit::{Reading, Ruler};
use crate::model::{ByteRange, Fragments, FragmentsError, Text};
use crate::store::Problem;

/// How an article's offsets were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The way of counting.
    pub reading: Reading,
    /// Marks whose words the file stores: these prove the reading.
    pub verified: usize,
    /// Marks of which it stores offsets alone.
    pub unverified: usize,
}

/// Where each mark lies, in the order of [`Found::spans`], or why it lies nowhere.
pub struct Placed {
    /// How the offsets were read.
    pub verdict: Verdict,
    /// One for each mark.
    pub fragments: Vec<Result<Fragments, Problem>>,
}

/// Places the marks of an article: by the format's own way of counting where all words agree, else by
/// the way in which most do.
pub fn place(found: &Found, text: &Text) -> Placed {
    let declared = Reading::plain(found.unit);
    let with_words = found.spans.iter().filter(|span| has_words(span)).count();
    let (mut best, mut fragments) = (declared, read(found, text, declared));
    // Offsets without words prove nothing: they never speak for another way of counting.
    let misread = |fragments: &[Result<Fragments, Problem>]| {
        let spans = found.spans.iter().zip(fragments);
        let wrong = spans.filter(|(span, placed)| placed.is_err() && has_words(span));
        wrong.count()
    };
    let mut wrong = misread(&fragments);
    if wrong > 0 {
        for reading in Reading::all(found.unit, text).into_iter().skip(1) {
            let other = read(found, text, reading);
            let count = misread(&other);
            if count < wrong {
                (best, fragments, wrong) = (reading, other, count);
            }
            if wrong == 0 {
                break;
            }
        }
    }
    Placed {
        verdict: Verdict {
            reading: best,
            verified: with_words,
            unverified: found.spans.len() - with_words,
        },
        fragments,
    }
}

fn has_words(span: &FoundSpan) -> bool {
    span.words.is_some() || span.pieces.iter().any(|piece| piece.text.is_some())
}

fn read(found: &Found, text: &Text, reading: Reading) -> Vec<Result<Fragments, Problem>> {
    let ruler = Ruler::new(text, reading);
    let place = |span: &FoundSpan| span_place(span, text, &ruler, found.seams);
    found.spans.iter().map(place).collect()
}

fn span_place(
    span: &FoundSpan,
    text: &Text,
    ruler: &Ruler<'_>,
    seams: Option<fn(char) -> bool>,
) -> Result<Fragments, Problem> {
    let pieces = span.pieces.iter().enumerate();
    let ranges = pieces
        .map(|(at, piece)| piece_place(at, piece, text, ruler))
        .collect::<Result<Vec<ByteRange>, Problem>>()?;
    if let Some(words) = &span.words {
        agree(words, text, &ranges)?;
    }
    let ranges = match seams {
        Some(is_seam) => without_seams(ranges, text, is_seam),
        None => ranges,
    };
    // Other programs allow pieces that touch or stand in any order; ours do neither.
    Fragments::joined(ranges).map_err(|error| match error {
        FragmentsError::None if span.pieces.is_empty() => Problem::None,
        FragmentsError::None => Problem::Empty(0),
        FragmentsError::Empty(at) => Problem::Empty(at),
        FragmentsError::Order(at) => Problem::Order(at),
    })
}

/// Makes one of pieces that only seams part.
fn without_seams(
    mut ranges: Vec<ByteRange>,
    text: &Text,
    is_seam: fn(char) -> bool,
) -> Vec<ByteRange> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<ByteRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end < range.start => {
                let gap = ByteRange::between(last.end, range.start);
                if text.slice(gap).chars().all(is_seam) {
                    last.end = range.end;
                } else {
                    joined.push(range);
                }
            }
            _ => joined.push(range),
        }
    }
    joined
}

fn piece_place(
    at: usize,
    piece: &Piece,
    text: &Text,
    ruler: &Ruler<'_>,
) -> Result<ByteRange, Problem> {
    if piece.start > piece.end {
        return Err(Problem::Backwards(at));
    }
    let range = ruler.range(piece.start, piece.end);
    let range = range.ok_or(Problem::Outside(at, crate::model::CharOffset(piece.end)))?;
    if range.is_empty() {
        return Err(Problem::Empty(at));
    }
    let here = text.slice(range);
    match &piece.text {
        Some(words) if words != here && !is_same_but_blank(words, here) => Err(Problem::Text {
            fragment: at,
            stored: shortened(words),
            found: shortened(here),
        }),
        _ => Ok(range),
    }
}

/// Whether a span's words are those of its pieces, joined by a space or by nothing.
fn agree(words: &str, text: &Text, ranges: &[ByteRange]) -> Result<(), Problem> {
    let pieces: Vec<&str> = ranges.iter().map(|&range| text.slice(range)).collect();
    let here = pieces.join(" ");
    if is_same_but_blank(words, &here) || is_same_but_blank(words, &pieces.concat()) {
        return Ok(());
    }
    Err(Problem::Text {
        fragment: 0,
        stored: shortened(words),
        found: shortened(&here),
    })
}

/// Whether two texts are the same when any white space may stand for other white space.
fn is_same_but_blank(one: &str, other: &str) -> bool {
    let mut pair = (one.chars().peekable(), other.chars().peekable());
    loop {
        match (pair.0.next(), pair.1.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.is_whitespace() && b.is_whitespace() => {
                while pair.0.next_if(|c| c.is_whitespace()).is_some() {}
                while pair.1.next_if(|c| c.is_whitespace()).is_some() {}
            }
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

fn shortened(words: &str) -> String {
    const LONGEST: usize = 60;
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::unit::Unit;
    use super::*;

    #[test]
    fn only_words_speak_for_another_way_of_counting() {
        let text = Text::new("😀 Anna said no");
        let span = |start, end, words: Option<&str>| FoundSpan {
            words: words.map(str::to_owned),
            ..FoundSpan::new("x", start, end)
        };
        for (spans, unit) in [
            // Words that are nowhere, and an empty stretch that would be none if ends were meant.
            (
                vec![span(2, 6, Some("Nils")), span(1, 1, None)],
                Unit::CodePoints,
            ),
            (
                vec![span(3, 7, Some("Anna")), span(0, 99, None)],
                Unit::Utf16,
            ),
        ] {
            let found = Found {
                spans,
                ..Found::default()
            };
            let reading = place(&found, &text).verdict.reading;
            assert_eq!(reading, Reading::plain(unit));
        }
    }
}
