//! What is known of a word by itself, wherever it stands: found out once for each word that a thread meets.
//!
//! An article says the same words again and again. Their lower case, their parts and what the lists say of
//! them is asked for by every rule, so that it is kept by the word as written.

use super::guess;
use super::lexicon::{Classes, Entry, Lexicon};
use super::parts_of_speech::{Alone, alone};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::cell::RefCell;
use std::rc::Rc;

/// A word or a mark by itself.
pub(super) struct Word {
    /// What it may be in a sentence.
    pub alone: Alone,
    /// How phrases are read: a possessive ending and a contracted verb are left off.
    pub base: Base,
    /// How the tokens of a sentence are read: a possessive ending alone is left off.
    pub whole: Whole,
    /// What the lists say of it in lower case, nothing left off.
    pub listed: Classes,
    /// The languages whose sentences it builds.
    pub languages: &'static [&'static str],
}

/// A word without its clitic: "he" of "he's", "ship" of "ship's".
pub(super) struct Base {
    /// In lower case, but for acronyms that would be other words ("US", "WHO").
    pub lower: SmolStr,
    /// What the lists say.
    pub entry: Entry,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether the clitic is a possessive.
    pub possessive: bool,
    /// Bytes before the apostrophe, where there is a clitic.
    pub cut: Option<usize>,
}

/// A word with its contraction, "he's", and without its possessive, "ship".
pub(super) struct Whole {
    /// In lower case with straight apostrophes.
    pub lower: SmolStr,
    /// Whether it has a capital letter anywhere.
    pub capital: bool,
    /// Whether a possessive ending was left off.
    pub possessive: bool,
}

/// Words that a thread keeps; then it begins anew, so that memory is bounded.
const MOST: usize = 1 << 14;
/// Bytes of the longest word that is kept.
const LONGEST: usize = 48;

thread_local! {
    static KNOWN: RefCell<FxHashMap<Box<str>, Rc<Word>>> = RefCell::default();
}

/// What is known of a word or a mark, as it is written.
pub(super) fn word(written: &str) -> Rc<Word> {
    KNOWN.with_borrow_mut(|known| {
        if let Some(word) = known.get(written) {
            return Rc::clone(word);
        }
        let word = Rc::new(Word::new(written));
        if written.len() <= LONGEST {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(written.into(), Rc::clone(&word));
        }
        word
    })
}

impl Word {
    fn new(written: &str) -> Self {
        let straight = written.replace('’', "'");
        let lower = written.to_lowercase();
        Self {
            alone: alone(&straight),
            base: Base::new(written),
            whole: Whole::new(written, &straight),
            listed: Lexicon::english().word(&lower).classes,
            languages: guess::languages_of(&lower),
        }
    }

    /// Whether a stop may belong to it, as written: an initial, an honorific, "Inc" and its like.
    pub fn takes_stop(&self, written: &str) -> bool {
        let one = written.chars().count() == 1;
        let initial = one && written.starts_with(char::is_uppercase) && written != "I";
        let firm = ["Inc", "Co", "Corp", "Ltd", "Bros", "Jr", "Sr"].contains(&written);
        initial || firm || self.listed.any(Classes::HONORIFIC)
    }
}

impl Base {
    fn new(written: &str) -> Self {
        let lexicon = Lexicon::english();
        let plain = if written.len() > 5 {
            written
        } else {
            written.trim_end_matches('.')
        };
        let mut lower = plain.to_lowercase().replace('’', "'");
        // "US", "WHO": names, not the pronouns.
        let known = lexicon.word(&lower);
        let acronym = written.len() > 1
            && written.chars().all(char::is_uppercase)
            && !known.classes.any(Classes::ROLE);
        let mut entry = if acronym { Entry::default() } else { known };
        if acronym && known.classes != Classes::default() {
            written.clone_into(&mut lower);
        }
        let (mut cut, mut possessive) = (None, false);
        if let Some((base, clitic)) = lower.rsplit_once('\'') {
            let base_entry = lexicon.word(base);
            let pronoun = base_entry
                .classes
                .any(Classes::PRONOUN | Classes::SUBORDINATOR | Classes::QUESTION)
                || matches!(base, "that" | "there" | "here" | "let");
            if matches!(clitic, "s" | "ve" | "re" | "d" | "ll" | "m") && !base.is_empty() {
                cut = Some(written.rfind(['\'', '’']).unwrap_or(written.len()));
                possessive = clitic == "s" && !pronoun;
                entry = base_entry;
                let length = base.len();
                lower.truncate(length);
            } else if lower.ends_with("n't") {
                entry = lexicon.word("isn't");
            }
        }
        Self {
            lower: SmolStr::new(lower),
            entry,
            capital: written.starts_with(|c: char| c.is_uppercase()),
            possessive,
            cut,
        }
    }
}

impl Whole {
    fn new(written: &str, straight: &str) -> Self {
        let base = straight
            .strip_suffix("'s")
            .or(straight.strip_suffix("'S"))
            .filter(|base| !is_contracted(base));
        Self {
            lower: SmolStr::new(base.unwrap_or(straight).to_lowercase()),
            capital: written.contains(char::is_uppercase),
            possessive: base.is_some(),
        }
    }
}

/// Words whose `'s` is "is" or "has".
fn is_contracted(base: &str) -> bool {
    let lower = base.to_lowercase();
    matches!(
        lower.as_str(),
        "he" | "she" | "it" | "that" | "there" | "here" | "who" | "what" | "where" | "how" | "let"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_with_and_without_its_clitic() {
        for (written, base, whole, possessive) in [
            ("ship’s", "ship", "ship", true),
            ("He's", "he", "he's", false),
            ("That’s", "that", "that's", false),
            ("They’ve", "they", "they've", false),
            ("US", "US", "us", false),
            ("Mr", "mr", "mr", false),
        ] {
            let word = word(written);
            let found = (&*word.base.lower, &*word.whole.lower, word.whole.possessive);
            assert_eq!(found, (base, whole, possessive), "{written}");
        }
        let takes_stop = |written| word(written).takes_stop(written);
        assert!(takes_stop("Mr") && takes_stop("J") && !takes_stop("I"));
        assert!(takes_stop("Inc") && !takes_stop("co"));
    }

    #[test]
    fn however_many_words_there_are_few_are_kept() {
        for number in 0..3 * MOST {
            assert_eq!(
                word(&format!("w{number}")).whole.lower,
                format!("w{number}")
            );
        }
        word(&"long".repeat(LONGEST));
        KNOWN.with_borrow(|known| {
            assert!(known.len() <= MOST);
            assert!(known.keys().all(|word| word.len() <= LONGEST));
        });
    }
}
