//! The lists of words that tell of events, in all their forms.

use super::inflection;
use super::signs::Signs;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::BitOr;
use std::sync::OnceLock;

/// Forms of a verb: a set, since "cut" is several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms(u8);

impl Forms {
    pub const BASE: Self = Self(1);
    pub const THIRD: Self = Self(2);
    pub const PAST: Self = Self(4);
    pub const PARTICIPLE: Self = Self(8);
    pub const GERUND: Self = Self(16);

    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Forms {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What keeps a verb from telling of an event: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub const LIGHT: Self = Self(1);
    pub const ASPECT: Self = Self(2);
    pub const STATE: Self = Self(4);
    pub const MENTAL: Self = Self(8);

    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "light" => Self::LIGHT,
            "aspect" => Self::ASPECT,
            "state" => Self::STATE,
            "mental" => Self::MENTAL,
            _ => return None,
        })
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Verb {
    /// A value of the attribute `class`, when a list says.
    pub class: Option<&'static str>,
    pub forms: Forms,
    pub kinds: Kinds,
}

/// A noun that tells of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    /// A value of the attribute `class`.
    pub class: &'static str,
    /// Whether the sentence must show that it is one.
    pub asks: bool,
}

/// What the lists say of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub verb: Option<Verb>,
    pub noun: Option<Noun>,
    /// Whether it tells of an event within a name as well.
    pub names: bool,
    /// What it says of events beside it.
    pub signs: Signs,
}

/// The lists.
pub(super) struct Lexicon {
    words: FxHashMap<String, Entry>,
}

type Irregular = BTreeMap<&'static str, (Vec<String>, Vec<String>)>;

impl Lexicon {
    /// The English lists, read at the first call.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            let mut lexicon = Self {
                words: FxHashMap::default(),
            };
            lexicon.add_verbs(include_str!(
                "../../../../assets/language/en/event_verbs.txt"
            ));
            lexicon.add_nouns(include_str!(
                "../../../../assets/language/en/event_nouns.txt"
            ));
            lexicon.add_signs(include_str!(
                "../../../../assets/language/en/event_contexts.txt"
            ));
            lexicon
        })
    }

    /// What the lists say of a word in lower case.
    pub fn word(&self, lower: &str) -> Entry {
        self.words.get(lower).copied().unwrap_or_default()
    }

    fn add_verbs(&mut self, list: &'static str) {
        let irregular = irregular(include_str!(
            "../../../../assets/language/en/irregular_verbs.txt"
        ));
        for &base in irregular.keys() {
            self.add_verb(base, &irregular, None, Kinds::default());
        }
        for (name, bases) in groups(list) {
            let kinds = Kinds::named(name);
            for base in bases.split_whitespace() {
                let class = kinds.is_none().then_some(name);
                self.add_verb(base, &irregular, class, kinds.unwrap_or_default());
            }
        }
    }

    fn add_verb(
        &mut self,
        base: &'static str,
        irregular: &Irregular,
        class: Option<&'static str>,
        kinds: Kinds,
    ) {
        let (third, pasts, participles, gerunds) = forms(base, irregular);
        let mut add = |words: &[String], forms: Forms| {
            for word in words {
                let verb = self
                    .words
                    .entry(word.clone())
                    .or_default()
                    .verb
                    .get_or_insert_default();
                verb.class = verb.class.or(class);
                verb.forms = verb.forms | forms;
                verb.kinds = verb.kinds | kinds;
            }
        };
        add(&[base.to_owned()], Forms::BASE);
        add(&[third], Forms::THIRD);
        add(&pasts, Forms::PAST);
        add(&participles, Forms::PARTICIPLE);
        add(&gerunds, Forms::GERUND);
    }

    fn add_signs(&mut self, list: &'static str) {
        let irregular = irregular(include_str!(
            "../../../../assets/language/en/irregular_verbs.txt"
        ));
        for (name, words) in groups(list) {
            let verbs = name.strip_suffix('+');
            let Some(signs) = Signs::named(verbs.unwrap_or(name)) else {
                continue;
            };
            for word in words.split_whitespace() {
                self.add_sign(word.to_owned(), signs);
                if verbs.is_some() {
                    let (third, pasts, participles, gerunds) = forms(word, &irregular);
                    let all = [vec![third], pasts, participles, gerunds].concat();
                    for form in all {
                        self.add_sign(form, signs);
                    }
                }
            }
        }
    }

    fn add_sign(&mut self, word: String, signs: Signs) {
        let entry = self.words.entry(word).or_default();
        entry.signs = entry.signs | signs;
    }

    fn add_nouns(&mut self, list: &'static str) {
        for (name, nouns) in groups(list) {
            let (class, asks) = match name.strip_suffix('?') {
                Some(class) => (class, true),
                None => (name, false),
            };
            for noun in nouns.split_whitespace() {
                for form in [noun.to_owned(), inflection::plural(noun)] {
                    let entry = self.words.entry(form).or_default();
                    match name {
                        "name" => entry.names = true,
                        _ => {
                            entry.noun.get_or_insert(Noun { class, asks });
                        }
                    }
                }
            }
        }
    }
}

/// Third person, pasts, participles and gerunds of a verb.
fn forms(base: &str, irregular: &Irregular) -> (String, Vec<String>, Vec<String>, Vec<String>) {
    let (third, regular, gerunds) = inflection::regular(base);
    let (pasts, participles) = match irregular.get(base) {
        Some(forms) => forms.clone(),
        None => (regular.clone(), regular),
    };
    (third, pasts, participles, gerunds)
}

fn irregular(list: &'static str) -> Irregular {
    let forms = |field: &str| field.split('/').map(str::to_owned).collect();
    lines(list)
        .filter_map(|line| {
            let mut fields = line.split_whitespace();
            let base = fields.next()?;
            Some((base, (forms(fields.next()?), forms(fields.next()?))))
        })
        .collect()
}

/// The lines `name: words` of a list.
fn groups(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(list).filter_map(|line| line.split_once(": "))
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}
