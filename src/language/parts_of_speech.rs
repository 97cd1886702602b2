//! Parts of speech: what a word is in its sentence.
//!
//! English only, and only with the feature `english`; without it every word is [`Part::Unknown`] and
//! the rules read the word lists alone.

#[cfg(feature = "english")]
mod brill;

/// What a word is in its sentence: the universal parts of speech
/// (<https://universaldependencies.org/u/pos/>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Nobody can tell: a word that the tagger does not know, or no tagger.
    #[default]
    Unknown,
    /// "large".
    Adjective,
    /// "of", "to" before a noun.
    Adposition,
    /// "slowly".
    Adverb,
    /// "has", "will", "is".
    Auxiliary,
    /// "and".
    Coordinator,
    /// "the".
    Determiner,
    /// "oh".
    Interjection,
    /// "talks".
    Noun,
    /// "three".
    Number,
    /// "not", "to" before a verb.
    Particle,
    /// "she".
    Pronoun,
    /// "Austin".
    Name,
    /// A mark.
    Mark,
    /// "because".
    Subordinator,
    /// "$".
    Symbol,
    /// "said".
    Verb,
}

/// What is known of a word before the sentence around it is: the same wherever it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alone {
    /// What it is most often.
    part: Part,
    /// Which of the words that change the parts around them it is, a bit for each.
    agrees: u64,
}

/// What is known of a word or a mark by itself, given as written, with straight apostrophes.
#[cfg(feature = "english")]
pub fn alone(word: &str) -> Alone {
    brill::Model::english().alone(word)
}

/// What is known of a word or a mark by itself: nothing.
#[cfg(not(feature = "english"))]
pub fn alone(_: &str) -> Alone {
    Alone::default()
}

/// The parts of speech of a sentence's words and marks, one for each.
#[cfg(feature = "english")]
pub fn parts_of_speech(words: &[Alone]) -> Vec<Part> {
    brill::Model::english().parts(words)
}

/// The parts of speech of a sentence's words and marks: unknown, all of them.
#[cfg(not(feature = "english"))]
pub fn parts_of_speech(words: &[Alone]) -> Vec<Part> {
    words.iter().map(|word| word.part).collect()
}

#[cfg(all(test, feature = "english"))]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_in_its_sentence() {
        let words: Vec<Alone> = "They report a report .".split(' ').map(alone).collect();
        let parts = parts_of_speech(&words);
        assert_eq!(
            (parts.first(), parts.get(3)),
            (Some(&Part::Pronoun), Some(&Part::Noun))
        );
    }
}
