//! The word lists: what a word may be, as far as a list can tell.

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::BitOr;
use std::sync::OnceLock;

/// A set of flags, each with the word that the lists use for it.
macro_rules! flags {
    ($(#[$about:meta])* $Set:ident; $($(#[$meta:meta])* $name:ident = $bit:expr, $word:literal;)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $Set(u32);

        impl $Set {
            $($(#[$meta])* pub const $name: Self = Self(1 << $bit);)*

            /// Whether the two sets share a flag.
            pub fn any(self, of: Self) -> bool {
                self.0 & of.0 != 0
            }

            fn named(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }
        }

        impl BitOr for $Set {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }
    };
}

flags! {
    /// What a word may be: a set, since a word such as "report" is several things.
    Classes;
    /// "the", "some", "three".
    DETERMINER = 0, "det";
    /// Personal and indefinite pronouns.
    PRONOUN = 1, "pronoun";
    /// Pronouns in the form of a subject.
    SUBJECT = 2, "subject";
    PREPOSITION = 3, "prep";
    CONJUNCTION = 4, "conj";
    /// Words that begin a subordinate clause.
    SUBORDINATOR = 5, "subord";
    /// Question words that may begin reported content.
    QUESTION = 6, "wh";
    AUXILIARY = 7, "aux";
    /// Forms of "be": before a participle they make a passive.
    BE = 8, "be";
    ADVERB = 9, "adv";
    /// Days, months and their like.
    TEMPORAL = 10, "temporal";
    /// Words that tie a sentence to the one before and belong to no quote.
    CONNECTIVE = 11, "connective";
    /// "Mr", "Dr".
    HONORIFIC = 12, "honorific";
    /// "minister", "spokesman".
    ROLE = 13, "role";
    /// "source", "police".
    PERSON = 14, "person";
    /// "ministry", "company".
    BODY = 15, "body";
    /// "statement", "interview".
    MEDIUM = 16, "medium";
    /// Everyday finite verbs.
    VERB = 17, "verb";
    /// Pronouns that begin a relative clause.
    RELATIVE = 18, "relative";
    /// "claim", "announcement": nouns that report what follows them.
    SAYING = 19, "saying";
}

flags! {
    /// How a verb of saying ties its content to itself.
    Frames;
    THAT = 0, "that";
    CLAUSE = 1, "clause";
    QUOTE = 2, "quote";
    NOUN = 3, "noun";
    INFINITIVE = 4, "to";
    RECIPIENT = 5, "recipient";
    NAMING = 6, "naming";
    AS = 7, "as";
    FOR = 8, "for";
    ABOUT = 9, "about";
    QUESTION = 10, "wh";
    SOURCE = 11, "source";
    BELIEF = 12, "belief";
    OUT = 13, "out";
    /// The hearer is always named: "told Kirby" has no speaker after the verb.
    HEARER = 14, "hearer";
    /// "accused him of …", "blamed it for …".
    CHARGE = 15, "charge";
    /// A verb of saying only with "back": "shot back".
    BACK = 16, "back";
}

/// Which form of the verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say": also the present of plural subjects.
    Base,
    /// "says" or "said"; the past is often the participle too.
    Finite,
    /// "written", where it is not the past as well.
    Participle,
    /// "saying".
    Gerund,
}

/// A verb of saying as met in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Which form.
    pub form: Form,
    /// Whether the form can be a past participle.
    pub participle: bool,
    /// What may follow.
    pub frames: Frames,
}

/// What the lists say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Its classes.
    pub classes: Classes,
    /// Set when it is a form of a verb of saying.
    pub verb: Option<Verb>,
}

/// The lists of one language.
pub struct Lexicon {
    words: FxHashMap<&'static str, Entry>,
    abbreviations: FxHashSet<&'static str>,
}

impl Lexicon {
    /// The English lists, read at the first call.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            let mut lexicon = Self {
                words: FxHashMap::default(),
                abbreviations: FxHashSet::default(),
            };
            lexicon.add_classes(include_str!("../../assets/language/en/closed_classes.txt"));
            lexicon.add_classes(include_str!("../../assets/language/en/nouns.txt"));
            for word in lines(include_str!("../../assets/language/en/nouns_of_saying.txt")) {
                lexicon.add_class(word, Classes::SAYING);
            }
            for word in lines(include_str!("../../assets/language/en/common_verbs.txt")) {
                lexicon.add_class(word, Classes::VERB);
            }
            lexicon.add_verbs(include_str!("../../assets/language/en/verbs_of_saying.txt"));
            lexicon.abbreviations =
                lines(include_str!("../../assets/language/en/abbreviations.txt")).collect();
            lexicon
        })
    }

    /// What the lists say of a word in lower case; nothing for an unknown one.
    pub fn word(&self, lower: &str) -> Entry {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// Whether a word, in lower case and without its last stop, takes a stop without ending a sentence.
    pub fn is_abbreviation(&self, lower: &str) -> bool {
        self.abbreviations.contains(lower)
    }

    fn add_class(&mut self, word: &'static str, class: Classes) {
        let entry = self.words.entry(word).or_default();
        entry.classes = entry.classes | class;
    }

    fn add_classes(&mut self, list: &'static str) {
        for line in lines(list) {
            let mut fields = line.split_whitespace();
            let Some(word) = fields.next() else { continue };
            for class in fields.filter_map(Classes::named) {
                self.add_class(word, class);
            }
        }
    }

    fn add_verbs(&mut self, list: &'static str) {
        for line in lines(list) {
            let Some((forms, frames)) = line.split_once(':') else {
                continue;
            };
            let frames = frames
                .split_whitespace()
                .filter_map(Frames::named)
                .fold(Frames::default(), |all, frame| all | frame);
            let forms: Vec<&str> = forms.split_whitespace().collect();
            for (i, &word) in forms.iter().enumerate() {
                let form = match i {
                    // "read", "forecast": the past looks like the base.
                    0 if forms.get(2) == Some(&word) => Form::Finite,
                    0 => Form::Base,
                    1 | 2 => Form::Finite,
                    3 => Form::Participle,
                    _ => Form::Gerund,
                };
                let participle = forms.get(3) == Some(&word);
                let entry = self.words.entry(word).or_default();
                entry.verb.get_or_insert(Verb {
                    form,
                    participle,
                    frames,
                });
            }
        }
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_understood() {
        for list in [
            include_str!("../../assets/language/en/closed_classes.txt"),
            include_str!("../../assets/language/en/nouns.txt"),
        ] {
            for line in lines(list) {
                let classes: Vec<&str> = line.split_whitespace().skip(1).collect();
                assert!(!classes.is_empty(), "no class: {line}");
                for class in classes {
                    assert!(Classes::named(class).is_some(), "unknown class: {line}");
                }
            }
        }
        for line in lines(include_str!("../../assets/language/en/verbs_of_saying.txt")) {
            let (forms, frames) = line.split_once(':').unwrap();
            assert_eq!(forms.split_whitespace().count(), 5, "five forms: {line}");
            for frame in frames.split_whitespace() {
                assert!(Frames::named(frame).is_some(), "unknown frame: {line}");
            }
        }
    }

    #[test]
    fn a_word_may_be_several_things() {
        let report = Lexicon::english().word("report");
        assert!(report.classes.any(Classes::BODY) && report.verb.is_some());
        let said = Lexicon::english().word("said").verb.unwrap();
        assert!(said.participle && said.form == Form::Finite);
        assert!(Lexicon::english().word("zebra").verb.is_none());
    }
}
