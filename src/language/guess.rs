//! Which language a text is in, as far as the rules must know: English, or another one.

use super::lexicon::Classes;
use super::word_bounds::uax29;
use super::{vocabulary, window};
use crate::model::{ByteOffset, ByteRange, Text};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Bytes that are looked at, from the beginning.
const REACH: usize = 6_000;
/// Bytes that are looked at first.
const GLIMPSE: usize = 900;
/// With fewer words a glimpse leaves doubt.
const ENOUGH: usize = 100;
/// With fewer words nobody can tell.
const FEWEST: usize = 12;

/// What a text is taken to be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// English, mostly.
    English,
    /// Another language: its English name, where the words tell it.
    Other(Option<&'static str>),
    /// Too short or too mixed to tell.
    Unclear,
}

/// Guesses the language from the words that build sentences. Looks at the first few kilobytes, and at the first
/// alone where that leaves no doubt.
pub fn guess_language(text: &Text) -> Guess {
    let glimpse = Count::of(text, GLIMPSE);
    if glimpse.is_english_beyond_doubt() {
        return Guess::English;
    }
    Count::of(text, REACH).guess()
}

/// How many words of a text build sentences, by language.
#[derive(Default)]
struct Count {
    all: usize,
    english: usize,
    others: FxHashMap<&'static str, usize>,
}

impl Count {
    /// Counts in so many bytes from the beginning.
    fn of(text: &Text, reach: usize) -> Self {
        let end = text.grapheme_floor(ByteOffset(reach.min(text.len())));
        let begun = ByteRange::between(ByteOffset(0), end);
        let words = text.slice(window::trimmed(text, begun));
        let mut count = Self::default();
        for (from, until) in uax29(words) {
            let word = vocabulary::word(words.get(from..until).unwrap_or_default());
            count.all += 1;
            count.english += usize::from(builds_english(word.listed));
            for &language in word.languages {
                *count.others.entry(language).or_default() += 1;
            }
        }
        count
    }

    /// The most for a language other than English.
    fn most(&self) -> usize {
        self.others.values().copied().max().unwrap_or(0)
    }

    fn is_english_beyond_doubt(&self) -> bool {
        self.all >= ENOUGH && self.english * 3 >= self.all && self.english >= 2 * self.most()
    }

    fn guess(self) -> Guess {
        let (all, english, most) = (self.all, self.english, self.most());
        if all < FEWEST {
            return Guess::Unclear;
        }
        // In English every second or third word builds sentences; in others some words look so too.
        if english * 5 >= all && english >= most {
            return Guess::English;
        }
        if english * 12 >= all && most * 2 <= english * 3 {
            return Guess::Unclear;
        }
        let mut likely = self.others.into_iter().filter(|(_, count)| *count == most);
        let likeliest = likely.next().filter(|_| most * 12 >= all);
        // Of two that fit alike none is named.
        let one = likely.next().is_none();
        Guess::Other(likeliest.filter(|_| one).map(|(language, _)| language))
    }
}

fn builds_english(listed: Classes) -> bool {
    let building = Classes::DETERMINER
        | Classes::PRONOUN
        | Classes::PREPOSITION
        | Classes::CONJUNCTION
        | Classes::AUXILIARY;
    listed.any(building)
}

/// The languages, English left out, whose sentences a word in lower case builds.
pub(super) fn languages_of(lower: &str) -> &'static [&'static str] {
    function_words().get(lower).map_or(&[], Vec::as_slice)
}

/// The languages that have a word.
fn function_words() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static WORDS: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        let list = include_str!("../../assets/language/function_words.txt");
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        for (language, all) in lines.filter_map(|line| line.split_once(':')) {
            for word in all.split_whitespace() {
                words.entry(word).or_default().push(language);
            }
        }
        words
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_build_sentences_tell_the_language() {
        use Guess::*;
        for (words, guess) in [
            (
                "The harbour master said on Monday that the bridge would open in the spring, and that nobody had to wait.",
                English,
            ),
            (
                "THE HARBOUR MASTER SAID ON MONDAY THAT THE BRIDGE WOULD OPEN IN THE SPRING, AND NOBODY HAD TO WAIT.",
                English,
            ),
            // A long list of names in an English sentence.
            (
                "He met Anna Lund, Nils Berg, Olav Dahl and Peter Winter of the Northern Harbour Union at the old town hall.",
                English,
            ),
            (
                "Der Hafenmeister sagte am Montag, die Brücke werde im Frühjahr geöffnet, und niemand müsse warten, auch nicht die Fischer.",
                Other(Some("German")),
            ),
            (
                "La maire a déclaré lundi que le pont ouvrirait au printemps et que les travaux ne sont pas terminés dans le port.",
                Other(Some("French")),
            ),
            (
                "El alcalde dijo el lunes que el puente se abrirá en primavera y que los trabajos no han terminado en el puerto.",
                Other(Some("Spanish")),
            ),
            (
                "Мэр заявила в понедельник, что мост откроется весной и что работы не закончены, как это было обещано в марте.",
                Other(Some("Russian")),
            ),
            (
                "市长星期一对记者说：大桥将于春天开放。发言人补充道：我们夜里也会工作。",
                Other(None),
            ),
            (
                "قالت رئيسة البلدية للصحفيين يوم الاثنين إن الأعمال ستنتهي في موعدها وإن الجسر سيفتح في الربيع من هذا العام",
                Other(None),
            ),
            ("Lund won.", Unclear),
            ("", Unclear),
        ] {
            let found = guess_language(&Text::new(words));
            match (found, guess) {
                (Other(_), Other(None)) => {}
                _ => assert_eq!(found, guess, "{words}"),
            }
        }
    }
}
