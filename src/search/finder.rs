//! A compiled query, and the walk through a text with it.

use super::Matches;
use crate::language::word_at;
use crate::model::{ByteOffset, ByteRange, Text};
use memchr::memmem;
use regex::Regex;
use std::ops::ControlFlow;

/// Paragraphs are searched together up to about this many bytes.
const STRETCH: usize = 128 * 1024;

/// A compiled query. Cheap to clone, and made to be sent to another thread.
#[derive(Clone, Debug)]
pub struct Finder {
    engine: Engine,
    whole_words: bool,
}

#[derive(Clone, Debug)]
enum Engine {
    /// Finds nothing.
    Nothing,
    /// Finds these bytes.
    Exact(Box<memmem::Finder<'static>>),
    /// Finds words, by an expression that cannot go over a paragraph's end.
    Words(Regex),
    /// Finds what the person's own expression says, paragraph by paragraph.
    Expression(Regex),
}

/// A stretch to search by itself.
#[derive(Clone, Copy)]
struct Stretch {
    range: ByteRange,
    /// The paragraph after it.
    next: usize,
}

impl Finder {
    pub(super) fn nothing() -> Self {
        Self {
            engine: Engine::Nothing,
            whole_words: false,
        }
    }

    pub(super) fn exact(words: &str, whole_words: bool) -> Self {
        let finder = memmem::Finder::new(words).into_owned();
        Self {
            engine: Engine::Exact(Box::new(finder)),
            whole_words,
        }
    }

    pub(super) fn words(regex: Regex, whole_words: bool) -> Self {
        Self {
            engine: Engine::Words(regex),
            whole_words,
        }
    }

    pub(super) fn expression(regex: Regex, whole_words: bool) -> Self {
        Self {
            engine: Engine::Expression(regex),
            whole_words,
        }
    }

    /// The first match that begins at or after `from`, going round at the end.
    pub fn next(&self, text: &Text, from: ByteOffset) -> Option<ByteRange> {
        let here = text.paragraph_at(from);
        let onward = self.first(text, here, |found| found.start >= from);
        onward.or_else(|| self.first(text, 0, |_| true))
    }

    /// The last match that begins before `before`, going round at the start.
    pub fn previous(&self, text: &Text, before: ByteOffset) -> Option<ByteRange> {
        let here = text.paragraph_at(before);
        let back = |from: usize, before: Option<ByteOffset>| {
            (0..=from).rev().find_map(|paragraph| {
                let range = *text.paragraphs().get(paragraph)?;
                let mut last = None;
                let _ = self.in_stretch(text, range, &mut |found| {
                    if before.is_some_and(|before| found.start >= before) {
                        return ControlFlow::Break(());
                    }
                    last = Some(found);
                    ControlFlow::Continue(())
                });
                last
            })
        };
        back(here, Some(before)).or_else(|| back(text.paragraphs().len().checked_sub(1)?, None))
    }

    /// The first match that begins at or after `from`, not going round, where it is found within
    /// `reach` bytes. `None` says only that it is not as near as that.
    pub fn near(&self, text: &Text, from: ByteOffset, reach: usize) -> Option<ByteRange> {
        let end = ByteOffset(from.0.saturating_add(reach));
        let mut paragraph = text.paragraph_at(from);
        let start = text.paragraphs().get(paragraph)?.start;
        if from.0 - start.0 > reach {
            return None;
        }
        while let Some(stretch) = self.stretch(text, paragraph) {
            if stretch.range.start > end {
                return None;
            }
            let cut = text.grapheme_floor(stretch.range.end.min(end));
            let whole = cut == stretch.range.end;
            let range = ByteRange::between(stretch.range.start, cut);
            let mut first = None;
            let _ = self.in_stretch(text, range, &mut |found| {
                // What touches the cut may be longer than it looks.
                let sure = whole || found.end < cut;
                first = (sure && found.start >= from).then_some(found);
                match first {
                    None if sure => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                }
            });
            if first.is_some() || !whole {
                return first;
            }
            paragraph = stretch.next;
        }
        None
    }

    /// All matches, as long as `go_on` says so; it is asked every few hundred kilobytes and at every
    /// match.
    pub fn all(&self, text: &Text, go_on: impl Fn() -> bool) -> Option<Matches> {
        let mut all = Vec::new();
        let mut paragraph = 0;
        while let Some(stretch) = self.stretch(text, paragraph) {
            let walked = self.in_stretch(text, stretch.range, &mut |found| {
                all.push(found);
                if go_on() {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
            if walked.is_break() || !go_on() {
                return None;
            }
            paragraph = stretch.next;
        }
        Some(Matches::new(all))
    }

    /// The first match from a paragraph on that is wanted.
    fn first(
        &self,
        text: &Text,
        from: usize,
        wanted: impl Fn(ByteRange) -> bool,
    ) -> Option<ByteRange> {
        let mut paragraph = from;
        while let Some(stretch) = self.stretch(text, paragraph) {
            let mut first = None;
            let _ = self.in_stretch(text, stretch.range, &mut |found| {
                first = wanted(found).then_some(found);
                match first {
                    Some(_) => ControlFlow::Break(()),
                    None => ControlFlow::Continue(()),
                }
            });
            if first.is_some() {
                return first;
            }
            paragraph = stretch.next;
        }
        None
    }

    /// What to search at once from a paragraph on: one paragraph for an expression, many for words.
    fn stretch(&self, text: &Text, paragraph: usize) -> Option<Stretch> {
        let paragraphs = text.paragraphs();
        let first = *paragraphs.get(paragraph)?;
        let next = match self.engine {
            Engine::Nothing => return None,
            Engine::Expression(_) => paragraph + 1,
            Engine::Exact(_) | Engine::Words(_) => {
                text.paragraph_at(ByteOffset(first.start.0 + STRETCH)) + 1
            }
        };
        let last = paragraphs.get(next - 1)?;
        Some(Stretch {
            range: first.hull(*last),
            next,
        })
    }

    /// Visits the matches of a stretch that begins and ends with paragraphs, in order.
    fn in_stretch(
        &self,
        text: &Text,
        range: ByteRange,
        visit: &mut dyn FnMut(ByteRange) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let words = text.slice(range);
        let mut at = 0;
        while let Some((start, end)) = self.find_at(words, at) {
            let found = ByteRange::new(range.start.0 + start, range.start.0 + end);
            if !found.is_empty() && self.may_be(text, found) {
                visit(found)?;
            }
            at = if end > start {
                end
            } else {
                // An empty match: on by one code point.
                end + words[end..].chars().next().map_or(1, char::len_utf8)
            };
        }
        ControlFlow::Continue(())
    }

    fn find_at(&self, words: &str, at: usize) -> Option<(usize, usize)> {
        let rest = words.as_bytes().get(at..)?;
        match &self.engine {
            Engine::Nothing => None,
            Engine::Exact(finder) => {
                let start = at + finder.find(rest)?;
                Some((start, start + finder.needle().len()))
            }
            Engine::Words(regex) | Engine::Expression(regex) => {
                let found = regex.find_at(words, at)?;
                Some((found.start(), found.end()))
            }
        }
    }

    fn may_be(&self, text: &Text, found: ByteRange) -> bool {
        let cuts = |at: ByteOffset| {
            !is_plainly_between(text, at) && !text.is_grapheme_boundary(at)
                || self.whole_words && cuts_word(text, at)
        };
        !cuts(found.start) && !cuts(found.end)
    }
}

/// Whether ASCII stands on both sides, which joins nothing but CR and LF.
fn is_plainly_between(text: &Text, at: ByteOffset) -> bool {
    let (before, after) = around(text, at);
    let plain = |byte: Option<u8>| byte.is_none_or(|byte| byte.is_ascii() && byte != b'\n');
    plain(before) && plain(after)
}

/// The bytes on both sides of a position.
fn around(text: &Text, at: ByteOffset) -> (Option<u8>, Option<u8>) {
    let bytes = text.as_str().as_bytes();
    let before = at.0.checked_sub(1).and_then(|before| bytes.get(before));
    (before.copied(), bytes.get(at.0).copied())
}

/// Whether a position stands within a word.
fn cuts_word(text: &Text, at: ByteOffset) -> bool {
    let (before, after) = around(text, at);
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    if before.is_ascii_whitespace() || after.is_ascii_whitespace() {
        return false;
    }
    if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() {
        return true;
    }
    word_at(text, at).is_some_and(|word| word.start < at && at < word.end)
}
