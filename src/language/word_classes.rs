//! What the word lists say of a word, as one number: for what learns from examples.

use super::lexicon::{Classes, Lexicon};

/// The classes of a word in lower case as a set of bits, bit 0 for a verb of saying. The same word has
/// the same bits in every version that has the same lists.
pub fn word_classes(lower: &str) -> u32 {
    let entry = Lexicon::english().word(lower);
    let classes = ALL.iter().enumerate();
    let bits = classes.filter(|(_, class)| entry.classes.any(**class));
    bits.fold(u32::from(entry.verb.is_some()), |bits, (number, _)| {
        bits | 2 << number
    })
}

const ALL: [Classes; 18] = [
    Classes::DETERMINER,
    Classes::PRONOUN,
    Classes::SUBJECT,
    Classes::PREPOSITION,
    Classes::CONJUNCTION,
    Classes::SUBORDINATOR,
    Classes::QUESTION,
    Classes::AUXILIARY,
    Classes::BE,
    Classes::ADVERB,
    Classes::TEMPORAL,
    Classes::CONNECTIVE,
    Classes::HONORIFIC,
    Classes::ROLE,
    Classes::PERSON,
    Classes::BODY,
    Classes::MEDIUM,
    Classes::VERB,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_tell_words_apart() {
        assert_eq!(word_classes("said") & 1, 1);
        assert_eq!(word_classes("zebra"), 0);
        assert_ne!(word_classes("the"), word_classes("minister"));
    }
}
