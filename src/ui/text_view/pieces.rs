//! The paragraphs cut into pieces short enough to lay out one at a time.

use crate::model::{ByteOffset, ByteRange, Text};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// A piece is at most this many bytes long, unless a single grapheme cluster is longer.
const LONGEST: usize = 8 * 1024;
/// A cut looks for a good place in this many bytes before the longest end.
const SEARCHED: usize = 2 * 1024;
/// What is read around a place to tell whether it parts two grapheme clusters.
const AROUND: usize = 256;

/// A paragraph, or a part of a long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words, without the paragraph's separator.
    pub range: ByteRange,
    /// Whether the paragraph begins here.
    pub opens: bool,
    /// Whether the paragraph ends here.
    pub closes: bool,
}

/// All pieces of a text, in order. There is always one.
#[derive(Debug)]
pub struct Pieces(Vec<Piece>);

impl Pieces {
    /// Cuts a text. The work grows with its length and is done once for a text.
    pub fn of(text: &Text) -> Self {
        let paragraphs = text.paragraphs();
        let mut pieces = Vec::with_capacity(paragraphs.len());
        for &paragraph in paragraphs {
            cut(text, paragraph, &mut pieces);
        }
        Self(pieces)
    }

    /// The pieces.
    pub fn as_slice(&self) -> &[Piece] {
        &self.0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The piece of this number.
    pub fn get(&self, index: usize) -> Option<Piece> {
        self.0.get(index).copied()
    }

    /// The number of the piece that holds `at`. A separator belongs to the piece before it, a soft
    /// cut to the piece after it.
    pub fn at(&self, at: ByteOffset) -> usize {
        self.0
            .partition_point(|piece| piece.range.start <= at)
            .saturating_sub(1)
    }
}

fn cut(text: &Text, paragraph: ByteRange, pieces: &mut Vec<Piece>) {
    let mut start = paragraph.start;
    loop {
        let rest = ByteRange {
            start,
            end: paragraph.end,
        };
        let end = start.shifted(piece_len(text.slice(rest)) as isize);
        pieces.push(Piece {
            range: ByteRange { start, end },
            opens: start == paragraph.start,
            closes: end == paragraph.end,
        });
        if end == paragraph.end {
            return;
        }
        start = end;
    }
}

/// How long a piece to take from the front of `rest`: to the end of a sentence, else of a word, else
/// of a grapheme cluster.
fn piece_len(rest: &str) -> usize {
    if rest.len() <= LONGEST {
        return rest.len();
    }
    let longest = rest.floor_char_boundary(LONGEST);
    let searched = rest.floor_char_boundary(LONGEST - SEARCHED);
    after_sentence(rest, searched, longest)
        .or_else(|| after_space(rest, searched, longest))
        .or_else(|| between_clusters(rest, longest))
        .unwrap_or_else(|| counted_clusters(rest))
}

fn after_space(rest: &str, from: usize, to: usize) -> Option<usize> {
    let window = rest.get(from..to)?;
    let mut spaces = window.rmatch_indices(' ').map(|(i, _)| from + i);
    spaces.find(|&i| stands_alone(rest, i)).map(|i| i + 1)
}

fn after_sentence(rest: &str, from: usize, to: usize) -> Option<usize> {
    let window = rest.get(from..to)?;
    let spaces = window.rmatch_indices(' ').map(|(i, _)| from + i);
    let mut ends = spaces.filter(|&i| {
        let closing = ['”', '’', '"', '\'', '»', ')', ']'];
        let before = rest.get(..i).unwrap_or_default();
        before
            .trim_end_matches(closing)
            .ends_with(['.', '!', '?', '…'])
    });
    ends.find(|&i| stands_alone(rest, i)).map(|i| i + 1)
}

/// Whether the space at `at` is a cluster of its own: a combining mark may sit on it.
fn stands_alone(rest: &str, at: usize) -> bool {
    let end = rest.floor_char_boundary((at + AROUND).min(rest.len()));
    let here = rest.get(at..end).unwrap_or_default();
    here.graphemes(true).next().is_some_and(|it| it.len() == 1)
}

/// The last place near `to` that surely parts two clusters, judged by what stands around it.
fn between_clusters(rest: &str, to: usize) -> Option<usize> {
    let from = rest.ceil_char_boundary(to.saturating_sub(AROUND));
    let end = rest.floor_char_boundary((to + AROUND).min(rest.len()));
    let around = rest.get(from..end)?;
    // Flags pair up from the start of their run, and joined emoji look back as well.
    let looks_back = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{200D}');
    if around.contains(looks_back) {
        return None;
    }
    let places = around.char_indices().map(|(i, _)| i);
    let mut best = None;
    for place in places.take_while(|&i| from + i <= to).skip(1) {
        let mut cursor = GraphemeCursor::new(place, around.len(), true);
        if cursor.is_boundary(around, 0) == Ok(true) {
            best = Some(from + place);
        }
    }
    best.filter(|&place| place > 0)
}

/// The last cluster's end within the longest length, counted from the start; the first cluster's end
/// when that is longer.
fn counted_clusters(rest: &str) -> usize {
    let mut end = 0;
    for (at, cluster) in rest.grapheme_indices(true) {
        if end > 0 && at + cluster.len() > LONGEST {
            break;
        }
        end = at + cluster.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_the_text_but_its_separators_and_part_no_cluster() {
        let flag = "🇺🇦";
        let zalgo = format!("a{}", "\u{301}".repeat(6000));
        let marked_spaces = "слово \u{301}".repeat(3000);
        let texts = [
            String::new(),
            "\n".to_owned(),
            "one\r\ntwo\rthree\u{2028}four\u{2029}\n\nfive".to_owned(),
            "word ".repeat(5000),
            "A sentence. ".repeat(3000),
            "x".repeat(40_000),
            "橋は春に開通する".repeat(3000),
            flag.repeat(9000),
            format!("x{}", flag.repeat(9000)),
            "👩‍👩‍👧‍👦".repeat(4000),
            format!("{zalgo}{zalgo}\nend"),
            marked_spaces,
            "e\u{301}".repeat(9000),
        ];
        for text in texts {
            let text = Text::new(text);
            let pieces = Pieces::of(&text);
            let mut joined = Vec::new();
            for piece in pieces.as_slice() {
                let long = piece.range.len() <= LONGEST || !piece.opens || !piece.closes;
                assert!(long, "{piece:?}");
                assert!(text.is_grapheme_boundary(piece.range.start), "{piece:?}");
                assert!(text.is_grapheme_boundary(piece.range.end), "{piece:?}");
                let words = text.slice(piece.range);
                assert!(!words.contains(['\n', '\r', '\u{2028}', '\u{2029}']));
                if piece.opens {
                    joined.push(piece.range);
                } else {
                    let last = joined.last_mut().unwrap();
                    assert_eq!(last.end, piece.range.start);
                    *last = last.hull(piece.range);
                }
            }
            assert_eq!(joined, text.paragraphs());
        }
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence_else_after_a_word() {
        let text = Text::new(format!(
            "{}{}",
            "A short sentence. ".repeat(600),
            "word ".repeat(4000)
        ));
        let pieces = Pieces::of(&text);
        let ends: Vec<&str> = pieces
            .as_slice()
            .iter()
            .map(|piece| {
                let words = text.slice(piece.range);
                &words[words.len() - 6..]
            })
            .collect();
        assert_eq!(ends[0], "ence. ");
        assert!(ends[1..].iter().all(|end| *end == " word "), "{ends:?}");
    }

    #[test]
    fn a_place_belongs_to_the_piece_that_begins_there() {
        let text = Text::new(format!("ab\r\n\n{}", "x".repeat(10_000)));
        let pieces = Pieces::of(&text);
        let at = |offset| pieces.at(ByteOffset(offset));
        assert_eq!([at(0), at(2), at(3), at(4), at(5)], [0, 0, 0, 1, 2]);
        let cut = pieces.as_slice()[2].range.end;
        assert_eq!(pieces.at(cut), 3);
        assert_eq!(pieces.at(text.end()), 3);
    }
}
