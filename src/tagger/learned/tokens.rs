//! A text cut into what is labelled: words and marks, in runs that are read as a whole.

use crate::language::{Alone, Part, alone, parts_of_speech, quotations, sentences};
use crate::model::{ByteOffset, ByteRange, Text};
use unicode_segmentation::UnicodeSegmentation as _;

/// A run is cut after so many tokens, sentence or not, so that no cost grows with a paragraph.
const LONGEST: usize = 500;

/// A word or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands.
    pub range: ByteRange,
    /// What it is in its sentence.
    pub part: Part,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Whether it is the first of its sentence.
    pub first: bool,
}

/// The tokens of a text, run by run: a paragraph, or a piece of a very long one.
pub(super) fn runs(text: &Text) -> Vec<Vec<Token>> {
    let mut runs = Vec::new();
    for &paragraph in text.paragraphs() {
        let quoted: Vec<ByteRange> = quotations(text, paragraph)
            .into_iter()
            .map(|quotation| quotation.range)
            .collect();
        let mut run = Vec::new();
        // A quotation that begins later cannot hold an earlier token: each is looked at once.
        let mut open = Quoted::new(&quoted);
        for sentence in sentences(text, paragraph) {
            for piece in pieces(text, sentence) {
                let words: Vec<Alone> = piece.iter().map(|it| alone(text.slice(*it))).collect();
                let parts = parts_of_speech(&words);
                if run.len() + piece.len() > LONGEST && !run.is_empty() {
                    runs.push(std::mem::take(&mut run));
                }
                for (number, range) in piece.into_iter().enumerate() {
                    run.push(Token {
                        range,
                        part: parts.get(number).copied().unwrap_or_default(),
                        quoted: open.holds(range.start),
                        first: number == 0,
                    });
                }
            }
        }
        if !run.is_empty() {
            runs.push(run);
        }
    }
    runs
}

/// The tokens of a sentence, in pieces of bounded length.
fn pieces(text: &Text, sentence: ByteRange) -> Vec<Vec<ByteRange>> {
    let words = text.slice(sentence);
    let tokens: Vec<ByteRange> = words
        .split_word_bound_indices()
        .filter(|(_, word)| !word.trim().is_empty())
        .map(|(at, word)| {
            let start = sentence.start.0 + at;
            ByteRange::new(start, start + word.len())
        })
        .collect();
    tokens.chunks(LONGEST).map(<[ByteRange]>::to_vec).collect()
}

/// Which quotations hold a place, asked from left to right.
struct Quoted<'a> {
    coming: &'a [ByteRange],
    until: usize,
}

impl<'a> Quoted<'a> {
    fn new(quotations: &'a [ByteRange]) -> Self {
        Self {
            coming: quotations,
            until: 0,
        }
    }

    fn holds(&mut self, at: ByteOffset) -> bool {
        while let Some((first, rest)) = self.coming.split_first() {
            if first.start > at {
                break;
            }
            self.until = self.until.max(first.end.0);
            self.coming = rest;
        }
        at.0 < self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_are_tokens_and_quoted_ones_are_known() {
        let text = Text::new("He said “no way” twice. It’s 3.5 %.\n\nNext.");
        let runs = runs(&text);
        let words = |run: &[Token]| -> Vec<String> {
            run.iter()
                .map(|token| text.slice(token.range).to_owned())
                .collect()
        };
        assert_eq!(
            words(&runs[0]).join(" "),
            "He said “ no way ” twice . It’s 3.5 % ."
        );
        assert_eq!(words(&runs[1]), ["Next", "."]);
        let quoted = |token: &&Token| token.quoted;
        let quoted: Vec<Token> = runs[0].iter().filter(quoted).copied().collect();
        assert_eq!(words(&quoted).join(" "), "“ no way ”");
        assert_eq!(runs[0].iter().filter(|token| token.first).count(), 2);
    }

    #[test]
    fn a_paragraph_without_end_is_cut() {
        let text = Text::new("word ".repeat(3 * LONGEST));
        let runs = runs(&text);
        assert!(runs.len() >= 3 && runs.iter().all(|run| run.len() <= LONGEST));
    }
}
