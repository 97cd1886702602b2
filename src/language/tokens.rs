//! The words and marks of a sentence with their parts of speech.

use super::parts_of_speech::{Alone, Part, parts_of_speech};
use super::{vocabulary, words};
use crate::model::{ByteRange, Text};
use smol_str::SmolStr;

/// A word or a mark of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands. Hyphens and apostrophes inside a word belong to it.
    pub range: ByteRange,
    /// What it is in its sentence, guessed by its ending where nobody knows it.
    pub part: Part,
    /// The word in lower case with straight apostrophes and without a possessive ending; or the mark.
    pub lower: SmolStr,
    /// Whether it has a capital letter, as "Austin" and "eBay" have.
    pub capital: bool,
    /// Whether it ends in a possessive `'s` or `'`, or stands before a lone one.
    pub possessive: bool,
}

impl Token {
    /// Whether it is this word, given in lower case.
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// Whether it is one of these words, given in lower case.
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }
}

/// Tokens whose parts of speech are asked for together; a sentence without end is cut into such pieces.
const LONGEST: usize = 500;

/// The tokens of a sentence.
pub fn tokens(text: &Text, sentence: ByteRange) -> Vec<Token> {
    let words = words::words(text, sentence);
    // And a mark for every few words.
    let room = words.len() * 5 / 4 + 2;
    let mut written: Vec<Alone> = Vec::with_capacity(room);
    let mut tokens: Vec<Token> = Vec::with_capacity(room);
    let mut at = sentence.start.0;
    for word in words.iter().chain([&ByteRange::empty_at(sentence.end)]) {
        let gap = text.as_str().get(at..word.start.0).unwrap_or_default();
        for (i, mark) in gap.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let range = ByteRange::new(at + i, at + i + mark.len_utf8());
            push(text, range, &mut tokens, &mut written);
        }
        if !word.is_empty() {
            push(text, *word, &mut tokens, &mut written);
        }
        at = word.end.0.max(at);
    }
    let parts = written.chunks(LONGEST).flat_map(parts_of_speech);
    for (token, part) in tokens.iter_mut().zip(parts) {
        token.part = match part {
            Part::Unknown => guess(token),
            known => known,
        };
    }
    tokens
}

fn push(text: &Text, range: ByteRange, tokens: &mut Vec<Token>, written: &mut Vec<Alone>) {
    let known = vocabulary::word(text.slice(range));
    let word = &known.whole;
    if word.lower == "'"
        && let Some(last) = tokens.last_mut()
        && last.range.end == range.start
        && last.lower.ends_with('s')
    {
        last.possessive = true;
    }
    tokens.push(Token {
        range,
        part: Part::Unknown,
        lower: word.lower.clone(),
        capital: word.capital,
        possessive: word.possessive,
    });
    written.push(known.alone);
}

/// What a word that nobody knows most likely is, by its looks.
fn guess(token: &Token) -> Part {
    let word = token.lower.as_str();
    if !word.contains(char::is_alphanumeric) {
        return Part::Mark;
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Part::Number;
    }
    if token.capital {
        return Part::Name;
    }
    if token.possessive {
        return Part::Noun;
    }
    if word.ends_with("n't") {
        return Part::Auxiliary;
    }
    let hyphen = word.contains('-');
    match word {
        _ if word.ends_with("ly") => Part::Adverb,
        _ if hyphen && (word.ends_with("ed") || word.ends_with("ing")) => Part::Adjective,
        _ if word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing")) => Part::Verb,
        _ if word.ends_with("ous") || word.ends_with("ful") || word.ends_with("less") => {
            Part::Adjective
        }
        _ if word.ends_with("able") || word.ends_with("ive") => Part::Adjective,
        _ => Part::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ByteOffset;

    fn read(sentence: &str) -> Vec<(String, Part)> {
        let text = Text::new(sentence);
        let whole = ByteRange::between(ByteOffset(0), text.end());
        tokens(&text, whole)
            .into_iter()
            .map(|token| (token.lower.to_string(), token.part))
            .collect()
    }

    #[test]
    fn marks_are_tokens_and_possessives_lose_their_ending() {
        let words: Vec<String> = read("The ship’s crew, 12 men, “left”.")
            .into_iter()
            .map(|(word, _)| word)
            .collect();
        let wanted = [
            "the", "ship", "crew", ",", "12", "men", ",", "“", "left", "”", ".",
        ];
        assert_eq!(words, wanted);
    }

    #[cfg(feature = "english")]
    #[test]
    fn a_word_that_nobody_knows_is_guessed_by_its_ending() {
        for (sentence, at, part) in [
            ("They glorped it", 1, Part::Verb),
            ("They are glorping", 2, Part::Verb),
            ("He glorply ran", 1, Part::Adverb),
            ("a Glorpistan-backed plan", 1, Part::Name),
            ("a glorp-backed plan", 1, Part::Adjective),
        ] {
            let read = read(sentence);
            assert_eq!(
                read.get(at).map(|(_, part)| *part),
                Some(part),
                "{sentence}"
            );
        }
    }
}
