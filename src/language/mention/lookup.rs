//! Looking up mentions at many places of one text.

use super::super::phrase::{self, Item};
use super::super::quotation::{self, Quotation, QuotationKind};
use super::super::{noun_phrase, sentences, window};
use super::{Mention, mention, walk};
use crate::model::{ByteOffset, ByteRange, Text};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is known of sentences, by where they begin and end.
type PerSentence<T> = BTreeMap<(ByteOffset, ByteOffset), Rc<[T]>>;

/// The mentions of a text, looked up as they are asked for: each paragraph and each sentence is taken
/// apart once.
pub struct Mentions<'t> {
    text: &'t Text,
    paragraphs: RefCell<BTreeMap<ByteOffset, Rc<Paragraph>>>,
    items: RefCell<PerSentence<Item>>,
    walked: RefCell<PerSentence<Mention>>,
}

/// Sentences, and paragraphs, that are remembered at most: a long article does not pile them up.
const REMEMBERED: usize = 2_000;

/// What a paragraph, or what lies near a place in a long one, is made of.
pub(in super::super) struct Paragraph {
    pub range: ByteRange,
    pub sentences: Vec<ByteRange>,
    pub marks: Vec<Quotation>,
}

impl<'t> Mentions<'t> {
    /// Of this text.
    pub fn of(text: &'t Text) -> Self {
        Self {
            text,
            paragraphs: RefCell::default(),
            items: RefCell::default(),
            walked: RefCell::default(),
        }
    }

    /// The text.
    pub fn text(&self) -> &'t Text {
        self.text
    }

    /// The mention at a place, on any of its words or right after it: the whole phrase as written, with
    /// determiner and title. `None` where no noun, name or pronoun stands.
    pub fn at(&self, at: ByteOffset) -> Option<Mention> {
        let items = self.items_at(at);
        // Words stand in order: the one at the place is the last that does not begin behind it.
        let before = items.partition_point(|item| item.range.start <= at);
        let word = |index: &usize| items.get(*index).is_some_and(Item::is_word);
        let near = || (0..before).rev().take(3).filter(word);
        let index = near()
            .find(|&index| items[index].range.contains(at))
            .or_else(|| near().find(|&index| items[index].range.end == at))?;
        let (first, last) = noun_phrase::around(&items, index)?;
        Some(mention(&items, first, last))
    }

    /// The names, known nouns and pronouns of a sentence, in order, none within another.
    pub(in super::super) fn in_sentence(&self, sentence: ByteRange) -> Rc<[Mention]> {
        let key = (sentence.start, sentence.end);
        if let Some(known) = self.walked.borrow().get(&key) {
            return Rc::clone(known);
        }
        let mut mentions: Vec<Mention> = Vec::new();
        walk(&self.items_of(sentence), &mut mentions);
        mentions.dedup_by(|next, last| next.range.overlaps(last.range));
        let made: Rc<[Mention]> = mentions.into();
        let mut walked = self.walked.borrow_mut();
        if walked.len() >= REMEMBERED {
            walked.clear();
        }
        walked.insert(key, Rc::clone(&made));
        made
    }

    /// The paragraph around a place, cut to what lies near it.
    pub(in super::super) fn paragraph_at(&self, at: ByteOffset) -> Rc<Paragraph> {
        self.paragraph(window::paragraph_at(self.text, at))
    }

    /// The sentence at a place; empty in a blank paragraph.
    pub(in super::super) fn sentence_at(&self, at: ByteOffset) -> ByteRange {
        let paragraph = self.paragraph_at(at);
        let sentence = paragraph.sentence_at(at);
        sentence.unwrap_or_else(|| ByteRange::empty_at(paragraph.range.start))
    }

    pub(in super::super) fn paragraph(&self, range: ByteRange) -> Rc<Paragraph> {
        let mut paragraphs = self.paragraphs.borrow_mut();
        if let Some(known) = paragraphs.get(&range.start)
            && known.range == range
        {
            return Rc::clone(known);
        }
        let made = Rc::new(Paragraph {
            range,
            sentences: sentences::sentences(self.text, range),
            marks: quotation::quotations(self.text, range),
        });
        if paragraphs.len() >= REMEMBERED {
            paragraphs.clear();
        }
        paragraphs.insert(range.start, Rc::clone(&made));
        made
    }

    fn items_of(&self, range: ByteRange) -> Rc<[Item]> {
        let key = (range.start, range.end);
        if let Some(known) = self.items.borrow().get(&key) {
            return Rc::clone(known);
        }
        let made: Rc<[Item]> = phrase::items(self.text, range, &[]).into();
        let mut items = self.items.borrow_mut();
        if items.len() >= REMEMBERED {
            items.clear();
        }
        items.insert(key, Rc::clone(&made));
        made
    }

    /// The items of the sentence at `at`, or of the inside of the quotation that `at` stands in.
    fn items_at(&self, at: ByteOffset) -> Rc<[Item]> {
        let paragraph = self.paragraph_at(at);
        let Some(sentence) = paragraph.sentence_at(at) else {
            return Rc::from([]);
        };
        let marks = paragraph.marks.iter().rev();
        let inside = marks
            .filter(|mark| mark.kind == QuotationKind::Paired && mark.inner.contains(at))
            .min_by_key(|mark| mark.inner.len());
        let range = match inside.and_then(|mark| mark.inner.intersection(sentence)) {
            Some(inner) => inner,
            None => sentence,
        };
        self.items_of(range)
    }
}

impl Paragraph {
    /// The sentence that holds `at`, or the nearest one before it; `None` in a blank paragraph.
    fn sentence_at(&self, at: ByteOffset) -> Option<ByteRange> {
        let index = self.sentences.partition_point(|each| each.start <= at);
        self.sentences.get(index.saturating_sub(1)).copied()
    }
}
