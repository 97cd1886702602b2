//! A stretch of text as words, stops and whole quotations: what the rules for content and mentions read.

mod parts;

use super::lexicon::{Classes, Entry, Form, Verb};
use super::parts_of_speech::{Alone, Part};
use super::quotation::Quotation;
use super::{vocabulary, words};
use crate::model::{ByteOffset, ByteRange, Text};
use smol_str::SmolStr;

pub(super) use parts::tag;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Comma,
    /// A full stop, question or exclamation mark.
    Stop,
    Colon,
    Semicolon,
    Dash,
    /// A whole quotation, its marks included.
    Quote,
    /// A whole stretch in brackets.
    Bracket,
    Other,
}

/// A word, a mark, or a whole quotation.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub range: ByteRange,
    pub kind: Kind,
    /// What the lists say of the word, its clitic left off.
    pub entry: Entry,
    /// The word in lower case, its clitic left off; or the mark; or the last character of what is quoted.
    pub lower: SmolStr,
    /// Whether the word begins with a capital letter.
    pub capital: bool,
    /// Whether the word is a possessive; `base_end` is where its name ends.
    pub possessive: bool,
    /// Where the word ends without a possessive ending or a contracted verb.
    pub base_end: ByteOffset,
    /// What the word may be in a sentence; the marks are looked up by [`tag`].
    pub alone: Alone,
    /// What the word is in its sentence; unknown until [`tag`] has read that.
    pub part: Part,
}

impl Item {
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a word that may be one of these.
    pub fn any(&self, classes: Classes) -> bool {
        self.entry.classes.any(classes)
    }

    pub fn is(&self, word: &str) -> bool {
        self.is_word() && self.lower == word
    }

    pub fn verb(&self) -> Option<Verb> {
        // A verb in capitals within a sentence is a part of a name ("the United States").
        if self.capital { None } else { self.entry.verb }
    }

    pub fn is_gerund(&self) -> bool {
        self.verb().is_some_and(|verb| verb.form == Form::Gerund)
    }

    /// A gerund by its looks.
    pub fn is_ing(&self) -> bool {
        self.is_word() && self.lower.ends_with("ing") && !self.is_noun()
    }

    /// A word that builds sentences and names nothing.
    pub fn is_function(&self) -> bool {
        let function = Classes::DETERMINER
            | Classes::PRONOUN
            | Classes::PREPOSITION
            | Classes::CONJUNCTION
            | Classes::SUBORDINATOR
            | Classes::AUXILIARY
            | Classes::ADVERB;
        self.any(function)
    }

    /// A noun that the lists know.
    pub fn is_noun(&self) -> bool {
        self.any(
            Classes::ROLE | Classes::PERSON | Classes::BODY | Classes::HONORIFIC | Classes::MEDIUM,
        )
    }

    /// Whether it is a verb or an auxiliary in its sentence, or the lists know it as one.
    pub fn is_verbal(&self) -> bool {
        matches!(self.part, Part::Verb | Part::Auxiliary)
            || self.any(Classes::AUXILIARY | Classes::VERB)
    }

    /// Whether it is a quotation whose words end in one of these.
    pub fn is_quote_ending(&self, ends: &[char]) -> bool {
        self.kind == Kind::Quote && self.lower.starts_with(ends)
    }

    /// Whether the sentence makes it a noun or an adjective.
    pub fn is_nounlike(&self) -> bool {
        matches!(self.part, Part::Noun | Part::Adjective)
    }

    /// A word that is, or belongs to, a name.
    pub fn is_name(&self) -> bool {
        self.is_word() && self.capital && !self.is_function() && !self.any(Classes::TEMPORAL)
    }
}

/// Bytes of a word, with what stands around it, that most are longer than.
const SHORT_WORD: usize = 5;

/// The items of a stretch; the quotations given are taken whole.
pub(super) fn items(text: &Text, range: ByteRange, whole: &[Quotation]) -> Vec<Item> {
    let mut items = Vec::with_capacity(range.len() / SHORT_WORD + 2);
    let mut at = range.start;
    for quotation in whole {
        if quotation.range.start < at || !range.covers(quotation.range) {
            continue;
        }
        plain(
            text,
            ByteRange::between(at, quotation.range.start),
            &mut items,
        );
        let mut item = other(Kind::Quote, quotation.range);
        item.lower = text
            .slice(quotation.inner)
            .chars()
            .next_back()
            .into_iter()
            .collect();
        items.push(item);
        at = quotation.range.end;
    }
    plain(text, ByteRange::between(at, range.end), &mut items);
    items
}

fn plain(text: &Text, range: ByteRange, to: &mut Vec<Item>) {
    let string = text.as_str();
    let mut at = range.start.0;
    let words = words::words(text, range);
    let mut bracket_end = 0;
    for found in words.iter().chain([&ByteRange::empty_at(range.end)]) {
        let gap = string.get(at..found.start.0).unwrap_or_default();
        for (i, c) in gap.char_indices() {
            let start = at + i;
            if start < bracket_end || c.is_whitespace() {
                continue;
            }
            if let Some(end) = bracket(text, range, start, c) {
                to.push(other(
                    Kind::Bracket,
                    text.whole_graphemes(ByteRange::new(start, end)),
                ));
                bracket_end = end;
                continue;
            }
            let mark = text.whole_graphemes(ByteRange::new(start, start + c.len_utf8()));
            match (to.last_mut(), c) {
                (Some(last), '’' | '\'') if last.is_word() && last.range.end == mark.start => {
                    last.possessive = true;
                }
                _ => {
                    let mut item = other(mark_kind(c), mark);
                    item.lower = SmolStr::new_inline(c.encode_utf8(&mut [0; 4]));
                    to.push(item);
                }
            }
        }
        let whole = with_stop(text, *found);
        if !found.is_empty() && found.start.0 >= bracket_end {
            to.push(word(text, whole));
        }
        at = whole.end.0.max(at);
    }
}

/// An initial, an honorific or the end of a firm's name with the stop that belongs to it: "J.", "Mr.", "Inc.".
fn with_stop(text: &Text, word: ByteRange) -> ByteRange {
    let stop = ByteRange::between(word.end, ByteOffset(word.end.0 + 1));
    let words = text.slice(word);
    if text.get(stop) == Some(".") && vocabulary::word(words).takes_stop(words) {
        return text.whole_graphemes(word.hull(stop));
    }
    word
}

fn mark_kind(c: char) -> Kind {
    match c {
        ',' | '、' | '，' => Kind::Comma,
        '.' | '!' | '?' | '…' | '。' => Kind::Stop,
        ':' | '：' => Kind::Colon,
        ';' => Kind::Semicolon,
        '—' | '–' | '-' | '―' => Kind::Dash,
        _ => Kind::Other,
    }
}

/// Where the bracket that opens at `start` closes.
fn bracket(text: &Text, range: ByteRange, start: usize, c: char) -> Option<usize> {
    let close = match c {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = text.grapheme_floor(ByteOffset(range.end.0.min(start + 600)));
    let rest = text.slice(ByteRange::between(ByteOffset(start), end));
    rest.find(close).map(|i| start + i + close.len_utf8())
}

fn other(kind: Kind, range: ByteRange) -> Item {
    Item {
        range,
        kind,
        entry: Entry::default(),
        lower: SmolStr::default(),
        capital: false,
        possessive: false,
        base_end: range.end,
        alone: Alone::default(),
        part: Part::Unknown,
    }
}

fn word(text: &Text, range: ByteRange) -> Item {
    let known = vocabulary::word(text.slice(range));
    let base = &known.base;
    let base_end = base
        .cut
        .map(|cut| text.grapheme_floor(ByteOffset(range.start.0 + cut)));
    Item {
        range,
        kind: Kind::Word,
        entry: base.entry,
        capital: base.capital,
        lower: base.lower.clone(),
        possessive: base.possessive,
        base_end: base_end
            .filter(|&end| end > range.start)
            .unwrap_or(range.end),
        alone: known.alone,
        part: Part::Unknown,
    }
}
