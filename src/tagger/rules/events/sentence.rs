//! A sentence as the rules for events read it: every word with what the lists say of it.

use super::lexicon::{Entry, Forms, Lexicon};
use super::reading::{self, Reading};
use super::signs::Signs;
use crate::language::{Part, Token};

/// A sentence.
pub(super) struct Sentence<'a> {
    tokens: &'a [Token],
    entries: Vec<Entry>,
    readings: Vec<Reading>,
    /// Whether most of its words begin with a capital letter, so that capitals say nothing.
    pub titled: bool,
    /// Whether it is a question.
    pub asks: bool,
    /// Whether it is short and has no stop at its end.
    pub headline: bool,
}

impl<'a> Sentence<'a> {
    pub fn new(tokens: &'a [Token]) -> Self {
        let lexicon = Lexicon::english();
        let entries = tokens.iter().map(|t| lexicon.word(&t.lower)).collect();
        let mut sentence = Self {
            tokens,
            entries,
            readings: Vec::with_capacity(tokens.len()),
            titled: is_titled(tokens),
            asks: tokens.iter().rev().take(3).any(|token| token.is("?")),
            headline: is_headline(tokens),
        };
        for at in 0..tokens.len() {
            let reading = reading::of(&sentence, at);
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

    /// The forms of a verb that the word may be.
    pub fn forms(&self, at: usize) -> Forms {
        self.entry(at)
            .verb
            .map_or(Forms::default(), |verb| verb.forms)
    }

    /// What the word is taken for; known for the words before the one that is being read.
    pub fn reading(&self, at: usize) -> Reading {
        self.readings.get(at).copied().unwrap_or(Reading::Other)
    }

    /// Whether it is one of these words.
    pub fn is(&self, at: Option<usize>, words: &[&str]) -> bool {
        at.and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.is_one_of(words))
    }

    /// Whether the word has one of these signs.
    pub fn has(&self, at: Option<usize>, signs: Signs) -> bool {
        at.is_some_and(|at| self.entry(at).signs.any(signs))
    }

    pub fn part(&self, at: Option<usize>) -> Part {
        at.and_then(|at| self.tokens.get(at))
            .map_or(Part::Mark, |token| token.part)
    }

    /// Whether the word only helps another verb.
    pub fn is_auxiliary(&self, at: Option<usize>) -> bool {
        self.has(at, Signs::BE | Signs::HAVE | Signs::DO | Signs::MODAL)
    }

    /// The place before `at`, adverbs left out.
    pub fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().take(4).find(|&i| !self.is_adverb(i))
    }

    /// The place after `at`, adverbs and marks of quotation left out.
    pub fn after(&self, at: usize) -> Option<usize> {
        (at + 1..self.len())
            .take(4)
            .find(|&i| !self.is_adverb(i) && !self.has(Some(i), Signs::QUOTATION))
    }

    fn is_adverb(&self, at: usize) -> bool {
        self.part(Some(at)) == Part::Adverb || self.is(Some(at), &["not", "n't", "never", "also"])
    }

    /// Whether a noun phrase may begin here.
    pub fn opens_phrase(&self, at: Option<usize>) -> bool {
        let Some(token) = at.and_then(|at| self.tokens.get(at)) else {
            return false;
        };
        token.capital
            || matches!(
                token.part,
                Part::Determiner | Part::Pronoun | Part::Name | Part::Number
            )
            || token.is("$")
            || self.has(at, Signs::POSSESSIVE | Signs::QUOTATION)
    }

    /// Whether what stands here belongs to a noun phrase before its noun.
    pub fn is_within_phrase(&self, at: Option<usize>) -> bool {
        let Some(token) = at.and_then(|at| self.tokens.get(at)) else {
            return false;
        };
        matches!(token.part, Part::Adjective | Part::Number)
            || token.part == Part::Determiner && !self.has(at, Signs::POINTING)
            || token.possessive
            || self.has(at, Signs::POSSESSIVE)
            || token.is_one_of(&["the", "a", "an"])
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
    let (mut all, mut capital) = (0, 0);
    for token in tokens.iter().filter(|token| token.lower.len() > 3) {
        all += 1;
        capital += usize::from(token.capital);
    }
    all >= TITLE && capital * 5 >= all * 4
}
