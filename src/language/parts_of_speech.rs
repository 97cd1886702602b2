//! Parts of speech: what a word is in its sentence.
//!
//! English only, and only with the feature `english`; without it every word is [`Part::Unknown`] and
//! the rules read the word lists alone.

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

/// The parts of speech of a sentence's words and marks, one for each.
#[cfg(feature = "english")]
pub fn parts_of_speech(words: &[String]) -> Vec<Part> {
    use harper_brill::Tagger as _;
    use std::sync::{Arc, OnceLock};
    type Brill = harper_brill::BrillTagger<harper_brill::FreqDict>;
    static TAGGER: OnceLock<Arc<Brill>> = OnceLock::new();
    TAGGER
        .get_or_init(harper_brill::brill_tagger)
        .tag_sentence(words)
        .into_iter()
        .map(|tag| tag.map_or(Part::Unknown, part))
        .collect()
}

/// The parts of speech of a sentence's words and marks: unknown, all of them.
#[cfg(not(feature = "english"))]
pub fn parts_of_speech(words: &[String]) -> Vec<Part> {
    vec![Part::Unknown; words.len()]
}

#[cfg(feature = "english")]
fn part(tag: harper_brill::UPOS) -> Part {
    use harper_brill::UPOS;
    match tag {
        UPOS::ADJ => Part::Adjective,
        UPOS::ADP => Part::Adposition,
        UPOS::ADV => Part::Adverb,
        UPOS::AUX => Part::Auxiliary,
        UPOS::CCONJ => Part::Coordinator,
        UPOS::DET => Part::Determiner,
        UPOS::INTJ => Part::Interjection,
        UPOS::NOUN => Part::Noun,
        UPOS::NUM => Part::Number,
        UPOS::PART => Part::Particle,
        UPOS::PRON => Part::Pronoun,
        UPOS::PROPN => Part::Name,
        UPOS::PUNCT => Part::Mark,
        UPOS::SCONJ => Part::Subordinator,
        UPOS::SYM => Part::Symbol,
        UPOS::VERB => Part::Verb,
    }
}

#[cfg(all(test, feature = "english"))]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_in_its_sentence() {
        let words: Vec<String> = "They report a report ."
            .split(' ')
            .map(str::to_owned)
            .collect();
        let parts = parts_of_speech(&words);
        assert_eq!(
            (parts.first(), parts.get(3)),
            (Some(&Part::Pronoun), Some(&Part::Noun))
        );
    }
}
