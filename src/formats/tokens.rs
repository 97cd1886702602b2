//! Tokens for the formats that count in them.
//!
//! They are words by Unicode's rules (UAX #29), cut besides wherever a span begins or ends, so that no span
//! is moved for a token's sake.

use crate::language::word_bounds;
use crate::model::{ByteRange, Span};
use rustc_hash::FxHashSet;

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: ByteRange,
    /// Whether one plain space follows it, which belongs to no token.
    pub space: bool,
}

/// The tokens that hold more than white space: words and marks.
pub fn words(text: &str, spans: &[Span]) -> Vec<Token> {
    let tokens = pieces(text, spans)
        .into_iter()
        .filter(|range| !is_blank(text, *range));
    tokens.map(|range| token(text, range)).collect()
}

/// Tokens from which the text can be put together again: each with the one plain space that follows it,
/// and white space beyond that as tokens of their own.
pub fn whole(text: &str, spans: &[Span]) -> Vec<Token> {
    let ranges = || spans.iter().flat_map(|span| span.fragments.iter());
    let starts: FxHashSet<usize> = ranges().map(|range| range.start.0).collect();
    let ends: FxHashSet<usize> = ranges().map(|range| range.end.0).collect();
    // A space with which a span begins or ends is a token: a span is made of whole ones.
    let belongs = |range: ByteRange| {
        let is_space = text.get(range.as_range()) == Some(" ");
        is_space && !starts.contains(&range.start.0) && !ends.contains(&range.end.0)
    };
    let pieces = pieces(text, spans);
    let mut tokens: Vec<Token> = Vec::with_capacity(pieces.len());
    let mut taken = true;
    let mut put = |range: ByteRange| match tokens.last_mut() {
        Some(last) if !taken && belongs(range) => {
            last.space = true;
            taken = true;
        }
        _ => {
            let space = false;
            tokens.push(Token { range, space });
            taken = false;
        }
    };
    for piece in pieces {
        if !is_blank(text, piece) {
            put(piece);
            continue;
        }
        // Each space by itself, to be told from a newline.
        let blanks = text.get(piece.as_range()).unwrap_or_default();
        for (at, c) in blanks.char_indices() {
            let start = piece.start.0 + at;
            put(ByteRange::new(start, start + c.len_utf8()));
        }
    }
    tokens
}

/// The text in pieces: Unicode's words, cut at every end of a span's fragment.
fn pieces(text: &str, spans: &[Span]) -> Vec<ByteRange> {
    let ends = spans.iter().flat_map(|span| span.fragments.iter());
    let mut cuts: Vec<usize> = ends
        .flat_map(|range| [range.start.0, range.end.0])
        .collect();
    cuts.sort_unstable();
    let mut cuts = cuts.into_iter().peekable();
    let words = word_bounds(text);
    let mut pieces = Vec::with_capacity(words.len() + cuts.len());
    for (mut from, until) in words {
        while let Some(cut) = cuts.next_if(|&cut| cut < until) {
            if cut > from {
                pieces.push(ByteRange::new(from, cut));
                from = cut;
            }
        }
        pieces.push(ByteRange::new(from, until));
    }
    pieces
}

fn is_blank(text: &str, range: ByteRange) -> bool {
    let words = text.get(range.as_range()).unwrap_or_default();
    words.chars().all(char::is_whitespace)
}

fn token(text: &str, range: ByteRange) -> Token {
    let rest = text.as_bytes().get(range.end.0..).unwrap_or_default();
    Token {
        range,
        space: rest.first() == Some(&b' '),
    }
}

/// The first and the last token within a stretch, their indices; `None` when none is.
pub fn within(tokens: &[Token], range: ByteRange) -> Option<(usize, usize)> {
    let first = tokens.partition_point(|token| token.range.start < range.start);
    let after = tokens.partition_point(|token| token.range.start < range.end);
    (first < after).then(|| (first, after - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fragments, Origin};
    use proptest::prelude::*;

    fn span(start: usize, end: usize) -> Option<Span> {
        let fragments = Fragments::one(ByteRange::new(start, end)).ok()?;
        Some(Span::new(
            "x1".into(),
            "x".into(),
            fragments,
            Origin::default(),
        ))
    }

    fn shown(text: &str, tokens: &[Token]) -> String {
        let show = |token: &Token| {
            let words = text.get(token.range.as_range()).unwrap_or_default();
            format!("{words:?}{}", if token.space { "_" } else { "" })
        };
        tokens.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_cut_where_spans_end() {
        let text = "“Don’t go,” he  said.\nNow";
        let spans: Vec<Span> = span(3, 6).into_iter().collect();
        assert_eq!(
            shown(text, &words(text, &spans)),
            r#""“" "Don" "’t"_ "go" "," "”"_ "he"_ "said" "." "Now""#
        );
        assert_eq!(
            shown(text, &whole(text, &[])),
            r#""“" "Don’t"_ "go" "," "”"_ "he"_ " " "said" "." "\n" "Now""#
        );
    }

    #[test]
    fn the_tokens_of_a_span_are_found() {
        let text = "one two three";
        let tokens = words(text, &[]);
        assert_eq!(within(&tokens, ByteRange::new(4, 13)), Some((1, 2)));
        assert_eq!(within(&tokens, ByteRange::new(3, 4)), None);
    }

    proptest! {
        #[test]
        fn the_text_can_be_put_together_again(
            words in prop::collection::vec("[a-z’.“😀é]{0,4}[ \n\t\u{2028}]{0,3}", 0..12),
            cuts in prop::collection::vec((0usize..80, 1usize..20), 0..5),
        ) {
            let text = words.concat();
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let spans: Vec<Span> = cuts
                .iter()
                .filter_map(|&(start, len)| span(boundary(start), boundary(start + len)))
                .collect();
            let tokens = whole(&text, &spans);
            let mut again = String::new();
            for token in &tokens {
                again.push_str(&text[token.range.as_range()]);
                again.push_str(if token.space { " " } else { "" });
            }
            prop_assert_eq!(&again, &text);
            for span in &spans {
                let range = span.fragments.hull();
                let cuts = |token: &Token| {
                    let inside = |at| token.range.start < at && at < token.range.end;
                    inside(range.start) || inside(range.end)
                };
                prop_assert!(!tokens.iter().any(cuts));
                let found = within(&tokens, range).map(|(first, last)| {
                    ByteRange::between(tokens[first].range.start, tokens[last].range.end)
                });
                prop_assert_eq!(found, Some(range));
            }
        }
    }
}
