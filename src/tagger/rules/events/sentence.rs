//! A sentence as the rules for events read it: every word with what the lists say, as verb, noun or neither.

use super::lexicon::{Entry, Forms, Lexicon};
use crate::language::{Part, Token};

/// What a word is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Verb(Forms),
    Noun,
    Other,
}

/// A sentence.
pub(super) struct Sentence<'a> {
    tokens: &'a [Token],
    entries: Vec<Entry>,
    readings: Vec<Reading>,
    /// Whether most of its words begin with a capital letter, so that capitals say nothing.
    pub titled: bool,
    /// Whether it is a question.
    pub asks: bool,
    /// Whether it has no stop at its end and is short.
    headline: bool,
}

const BE: [&str; 12] = [
    "be", "is", "are", "was", "were", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't",
];
const HAVE: [&str; 8] = [
    "have", "has", "had", "having", "haven't", "hasn't", "hadn't", "'ve",
];
const DO: [&str; 6] = ["do", "does", "did", "don't", "doesn't", "didn't"];
const MODAL: [&str; 24] = [
    "will",
    "would",
    "shall",
    "should",
    "can",
    "could",
    "may",
    "might",
    "must",
    "cannot",
    "won't",
    "wouldn't",
    "shouldn't",
    "can't",
    "couldn't",
    "mustn't",
    "ought",
    "i'll",
    "we'll",
    "he'll",
    "she'll",
    "they'll",
    "it'll",
    "you'll",
];

/// Marks of quotation, which part no verb from what depends on it.
const QUOTATION: [&str; 6] = ["“", "”", "\"", "‘", "`", "«"];

/// Singular nouns that are several people.
const SEVERAL: [&str; 11] = [
    "police", "people", "men", "women", "children", "staff", "team", "crew", "media", "data",
    "public",
];

impl<'a> Sentence<'a> {
    pub fn new(tokens: &'a [Token]) -> Self {
        let lexicon = Lexicon::english();
        let entries: Vec<Entry> = tokens.iter().map(|t| lexicon.word(&t.lower)).collect();
        let mut sentence = Self {
            tokens,
            entries,
            readings: Vec::with_capacity(tokens.len()),
            titled: is_titled(tokens),
            asks: tokens.iter().rev().take(3).any(|token| token.is("?")),
            headline: is_headline(tokens),
        };
        for at in 0..tokens.len() {
            let reading = sentence.read(at);
            sentence.readings.push(reading);
        }
        sentence
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub fn entry(&self, at: usize) -> Entry {
        self.entries.get(at).copied().unwrap_or_default()
    }

    pub fn reading(&self, at: usize) -> Reading {
        self.readings.get(at).copied().unwrap_or(Reading::Other)
    }

    pub fn is(&self, at: Option<usize>, words: &[&str]) -> bool {
        at.and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.is_one_of(words))
    }

    pub fn part(&self, at: Option<usize>) -> Part {
        at.and_then(|at| self.tokens.get(at))
            .map_or(Part::Mark, |token| token.part)
    }

    pub fn is_be(&self, at: Option<usize>) -> bool {
        self.is(at, &BE)
            || self.is(
                at,
                &[
                    "it's", "that's", "he's", "she's", "they're", "we're", "i'm", "you're",
                ],
            )
    }

    pub fn is_have(&self, at: Option<usize>) -> bool {
        self.is(at, &HAVE) || self.is(at, &["they've", "we've", "i've", "you've"])
    }

    pub fn is_modal(&self, at: Option<usize>) -> bool {
        self.is(at, &MODAL)
    }

    /// Whether the word only helps another verb.
    pub fn is_auxiliary(&self, at: Option<usize>) -> bool {
        self.is_be(at) || self.is_have(at) || self.is_modal(at) || self.is(at, &DO)
    }

    /// The place before `at`, adverbs left out.
    pub fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().take(4).find(|&i| !self.is_adverb(i))
    }

    /// The place after `at`, adverbs left out.
    pub fn after(&self, at: usize) -> Option<usize> {
        (at + 1..self.len())
            .take(4)
            .find(|&i| !self.is_adverb(i) && !self.is(Some(i), &QUOTATION))
    }

    fn is_adverb(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.part == Part::Adverb || token.is_one_of(&["not", "n't", "never", "also"])
        })
    }

    /// Whether a noun phrase may begin here.
    pub fn opens_phrase(&self, at: Option<usize>) -> bool {
        let Some(token) = at.and_then(|at| self.tokens.get(at)) else {
            return false;
        };
        matches!(
            token.part,
            Part::Determiner | Part::Pronoun | Part::Name | Part::Number
        ) || token.capital
            || token.is_one_of(&[
                "$", "“", "\"", "its", "their", "his", "her", "our", "my", "your",
            ])
    }

    /// Whether what stands here belongs to a noun phrase before its noun.
    pub fn is_within_phrase(&self, at: Option<usize>) -> bool {
        let Some(token) = at.and_then(|at| self.tokens.get(at)) else {
            return false;
        };
        let that = token.is_one_of(&[
            "that", "which", "who", "this", "these", "those", "all", "both",
        ]);
        matches!(token.part, Part::Adjective | Part::Number)
            || token.part == Part::Determiner && !that
            || token.possessive
            || token.is_one_of(&[
                "its", "their", "his", "her", "our", "my", "your", "the", "a", "an",
            ])
    }

    fn read(&self, at: usize) -> Reading {
        let Some(token) = self.tokens.get(at) else {
            return Reading::Other;
        };
        let (entry, before) = (self.entry(at), self.before(at));
        let forms = entry.verb.map(|verb| verb.forms).unwrap_or_default();
        if self.is_auxiliary(Some(at)) || token.possessive {
            return if token.possessive {
                Reading::Noun
            } else {
                Reading::Other
            };
        }
        if self.is_month(at) || self.begins_name(at, forms) {
            return Reading::Other;
        }
        // A capital within a sentence is a name's.
        let named = token.capital
            && at > 0
            && !self.titled
            && !self.is(Some(at - 1), &["“", "\"", "`", ":"]);
        if named {
            return if matches!(token.part, Part::Noun | Part::Name | Part::Verb) {
                Reading::Noun
            } else {
                Reading::Other
            };
        }
        if self.must_be_verb(at, before, forms) {
            return Reading::Verb(forms);
        }
        if self.must_be_noun(at, forms) {
            return Reading::Noun;
        }
        match token.part {
            Part::Verb if forms == Forms::default() && token.lower.starts_with("un") => {
                Reading::Other
            }
            Part::Unknown if self.takes_infinitive(before) && entry.noun.is_none() => {
                Reading::Verb(if forms == Forms::default() {
                    Forms::BASE
                } else {
                    forms
                })
            }
            Part::Verb => Reading::Verb(if forms == Forms::default() {
                by_ending(&token.lower)
            } else {
                forms
            }),
            Part::Name
                if at == 0 && forms != Forms::default() && self.opens_phrase(self.after(at)) =>
            {
                Reading::Verb(forms)
            }
            Part::Noun | Part::Name => Reading::Noun,
            Part::Unknown if entry.noun.is_some() => Reading::Noun,
            Part::Unknown if forms != Forms::default() => Reading::Verb(forms),
            Part::Unknown => Reading::Noun,
            _ => Reading::Other,
        }
    }

    /// Whether the words around make a verb of a word that may be one.
    fn must_be_verb(&self, at: usize, before: Option<usize>, forms: Forms) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let next = self.after(at);
        if forms.any(Forms::BASE)
            && matches!(
                token.part,
                Part::Noun | Part::Adjective | Part::Unknown | Part::Name
            )
        {
            let infinitive = self.is(before, &["to"])
                && (self.part(before) == Part::Particle && token.part != Part::Adjective
                    || self.opens_phrase(next))
                && !self.is_within_noun(before, next);
            let helped = self.is_modal(before)
                || self.is(
                    before,
                    &[
                        "do", "don't", "didn't", "did", "doesn't", "does", "not", "let's",
                    ],
                );
            if infinitive || helped && self.part(next) != Part::Verb {
                return true;
            }
        }
        // "Airlines claims the": a third person between subject and object.
        let third = forms.any(Forms::THIRD)
            && matches!(token.part, Part::Noun | Part::Unknown | Part::Adjective)
            && self.is_subject(before)
            && (self.opens_phrase(next)
                || self.is(next, &["to", "that", "of"]) && self.entry(at).noun.is_none());
        // "was justified", "Ryanair justified its choice".
        let past = forms.any(Forms::PAST | Forms::PARTICIPLE)
            && matches!(token.part, Part::Adjective | Part::Unknown | Part::Noun)
            && !forms.any(Forms::BASE)
            && (self.is_subject(before) && self.opens_phrase(next)
                || self.is_have(before)
                || self.is_be(before) && self.is(next, &["by"]));
        third || past
    }

    /// "March 16", "in March".
    fn is_month(&self, at: usize) -> bool {
        let month = self
            .tokens
            .get(at)
            .is_some_and(|token| token.capital && token.is_one_of(&["march", "may"]));
        let before = at.checked_sub(1);
        month
            && (self.part(Some(at + 1)) == Part::Number
                || self.part(before) == Part::Number
                || self.is(
                    before,
                    &[
                        "in", "since", "last", "early", "late", "mid", "until", "by", "next", "of",
                    ],
                ))
    }

    /// "United States" at the beginning.
    fn begins_name(&self, at: usize, forms: Forms) -> bool {
        at == 0
            && !self.titled
            && forms.any(Forms::PAST | Forms::PARTICIPLE)
            && self.tokens.get(1).is_some_and(|next| next.capital)
    }

    /// Whether an infinitive may follow: "to", "will".
    fn takes_infinitive(&self, at: Option<usize>) -> bool {
        self.is(at, &["to"]) && self.part(at) == Part::Particle || self.is_modal(at)
    }

    fn is_within_noun(&self, to: Option<usize>, next: Option<usize>) -> bool {
        // "due to demand for", "access to land": "to" before a noun.
        let before = to.and_then(|to| self.before(to));
        self.is(
            before,
            &["due", "access", "thanks", "according", "prior", "owing"],
        ) && !self.opens_phrase(next)
    }

    /// Whether a subject may end here.
    fn is_subject(&self, at: Option<usize>) -> bool {
        let Some(token) = at.and_then(|at| self.tokens.get(at)) else {
            return false;
        };
        !token.possessive
            && (matches!(token.part, Part::Name)
                || token.is_one_of(&["he", "she", "it", "which", "who", "that", "they", "we"])
                || token.part == Part::Noun && !token.lower.ends_with("ing"))
    }

    /// Whether the words around make a noun of a word that may be one: "the release of".
    fn must_be_noun(&self, at: usize, forms: Forms) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let plain =
            forms.any(Forms::BASE | Forms::THIRD) && !forms.any(Forms::PAST | Forms::PARTICIPLE);
        if token.part != Part::Verb || !(plain || self.entry(at).noun.is_some()) || at == 0 {
            return false;
        }
        let before = Some(at - 1);
        // "a metal strip": one thing does not "strip".
        let base = forms.any(Forms::BASE) && !forms.any(Forms::PAST | Forms::PARTICIPLE);
        let alone = |token: &Token| !token.lower.ends_with('s') && !token.is_one_of(&SEVERAL);
        if base && self.part(before) == Part::Noun && self.tokens.get(at - 1).is_some_and(alone) {
            return true;
        }
        // "according to figures".
        if self.is(before, &["to"]) && forms.any(Forms::THIRD) && !forms.any(Forms::BASE) {
            return true;
        }
        let that = self.is(
            before,
            &[
                "that", "which", "who", "this", "all", "those", "these", "both",
            ],
        );
        self.is_within_phrase(before) && !that && self.part(before) != Part::Adverb
            || self.is(
                before,
                &[
                    "of", "for", "in", "by", "with", "from", "on", "after", "against",
                ],
            ) && plain
    }
}

/// The form of a verb that no list knows.
fn by_ending(word: &str) -> Forms {
    if word.ends_with("ing") {
        Forms::GERUND
    } else if word.ends_with("ed") {
        Forms::PAST | Forms::PARTICIPLE
    } else if word.ends_with('s') {
        Forms::THIRD
    } else {
        Forms::BASE
    }
}

/// Words that a title is made of at least, so that its capitals say nothing.
const TITLE: usize = 4;

/// Tokens of a headline at most.
const HEADLINE: usize = 25;

fn is_headline(tokens: &[Token]) -> bool {
    let stopped = tokens.last().is_some_and(|last| last.part == Part::Mark);
    tokens.len() <= HEADLINE && !stopped
}

fn is_titled(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.lower.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for token in words {
        all += 1;
        capital += usize::from(token.capital);
    }
    all >= TITLE && capital * 5 >= all * 4
}
