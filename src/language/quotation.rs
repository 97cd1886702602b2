//! The scanner for quotation marks.

use super::window;
use crate::model::{ByteOffset, ByteRange, Text};

/// How much of its marks a quotation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// Opened and closed.
    Paired,
    /// Closed and never opened in its paragraph: it is taken to begin where the paragraph does.
    Unopened,
    /// Opened and never closed in its paragraph: it is taken to end where the paragraph does.
    Unclosed,
}

/// A stretch between quotation marks, within one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The stretch, its marks included.
    pub range: ByteRange,
    /// The stretch without its marks.
    pub inner: ByteRange,
    /// Which marks it has.
    pub kind: QuotationKind,
    /// How many other quotations it lies in.
    pub depth: usize,
}

/// Quotations within quotations that are told apart.
const DEEPEST: usize = 16;

/// Bytes searched for the mark that closes a single quotation mark.
const SINGLE_REACH: usize = 2000;

/// The quotations of a paragraph in text order, the outer before the inner.
pub fn quotations(text: &Text, paragraph: ByteRange) -> Vec<Quotation> {
    let words = text.slice(paragraph);
    let mut scanner = Scanner {
        words,
        open: Vec::new(),
        found: Vec::new(),
    };
    let mut from = 0;
    while let Some(at) = next_mark(words, from) {
        let c = words[at..].chars().next().unwrap_or_default();
        from = at + scanner.mark(at, c);
    }
    scanner.finish();
    let mut found: Vec<Quotation> = scanner
        .found
        .into_iter()
        .filter_map(|found| found.placed(text, paragraph.start))
        .collect();
    found.sort_unstable_by_key(|q| (q.range.start, std::cmp::Reverse(q.range.end)));
    found.dedup_by_key(|q| q.range);
    let mut outer: Vec<ByteRange> = Vec::new();
    for quotation in &mut found {
        outer.retain(|range| range.covers(quotation.range));
        quotation.depth = outer.len();
        outer.push(quotation.range);
    }
    found
}

/// The first place at or after `from` where a mark may begin: by its first byte.
fn next_mark(words: &str, from: usize) -> Option<usize> {
    let first = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3);
    let rest = words.as_bytes().get(from..)?;
    rest.iter().position(first).map(|at| from + at)
}

/// The marks that close one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Low,
    Straight,
    Typed,
    Single,
    LowSingle,
    StraightSingle,
    Guillemet,
    ReverseGuillemet,
    SmallGuillemet,
    ReverseSmallGuillemet,
    Corner,
    WhiteCorner,
}

impl Family {
    fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::StraightSingle | Self::LowSingle)
    }
}

struct Open {
    at: usize,
    width: usize,
    family: Family,
}

struct Found {
    outer: std::ops::Range<usize>,
    inner: std::ops::Range<usize>,
    kind: QuotationKind,
}

impl Found {
    fn placed(self, text: &Text, from: ByteOffset) -> Option<Quotation> {
        let place = |range: std::ops::Range<usize>| {
            text.whole_graphemes(ByteRange::new(from.0 + range.start, from.0 + range.end))
        };
        let range = window::trimmed(text, place(self.outer));
        let inner = place(self.inner).intersection(range)?;
        Some(Quotation {
            range,
            inner,
            kind: self.kind,
            depth: 0,
        })
    }
}

struct Scanner<'t> {
    words: &'t str,
    open: Vec<Open>,
    found: Vec<Found>,
}

impl Scanner<'_> {
    /// Takes the character at `at`; says how many bytes are dealt with.
    fn mark(&mut self, at: usize, c: char) -> usize {
        use Family::*;
        let width = c.len_utf8();
        match c {
            '“' if self.is_open(Low) => self.close(at, width, &[Low]),
            '“' | '‟' => self.push(at, width, Double),
            '”' if self.is_open(Double) || self.is_open(Low) => {
                self.close(at, width, &[Double, Low]);
            }
            '”' if self.opens(at, width) && self.words[at + width..].contains('”') => {
                self.push(at, width, Double);
            }
            '”' => self.unopened(at, width),
            '„' => self.push(at, width, Low),
            '"' => self.straight(at),
            '`' if self.words[at..].starts_with("``") => {
                self.push(at, 2, Typed);
                return 2;
            }
            '\'' if self.words[at..].starts_with("''") && self.is_open(Typed) => {
                self.close(at, 2, &[Typed]);
                return 2;
            }
            '«' if self.is_open(ReverseGuillemet) => self.close(at, width, &[ReverseGuillemet]),
            '«' => self.push(at, width, Guillemet),
            '»' if self.is_open(Guillemet) => self.close(at, width, &[Guillemet]),
            '»' if self.opens(at, width) && self.words[at..].contains('«') => {
                self.push(at, width, ReverseGuillemet);
            }
            '»' => self.unopened(at, width),
            '‹' if self.is_open(ReverseSmallGuillemet) => {
                self.close(at, width, &[ReverseSmallGuillemet]);
            }
            '‹' => self.push(at, width, SmallGuillemet),
            '›' if self.is_open(SmallGuillemet) => self.close(at, width, &[SmallGuillemet]),
            '›' if self.opens(at, width) && self.words[at..].contains('‹') => {
                self.push(at, width, ReverseSmallGuillemet);
            }
            '「' => self.push(at, width, Corner),
            '」' => self.close(at, width, &[Corner]),
            '『' => self.push(at, width, WhiteCorner),
            '』' => self.close(at, width, &[WhiteCorner]),
            '‚' if self.opens(at, width) => self.push(at, width, LowSingle),
            '‘' if self.is_open(LowSingle) => self.close(at, width, &[LowSingle]),
            '‘' if self.opens(at, width) && self.single_closes(at + width, &['’', '\'']) => {
                self.push(at, width, Single);
            }
            '’' if self.is_open(Single)
                && self.closes(at, width)
                && !self.is_possessive(at, width, '’') =>
            {
                self.close(at, width, &[Single]);
            }
            '\'' => self.straight_single(at),
            _ => {}
        }
        width
    }

    fn straight(&mut self, at: usize) {
        let open = self.is_open(Family::Straight);
        let (opens, closes) = (self.opens(at, 1), self.closes(at, 1));
        let inches = self.before(at).is_some_and(|c| c.is_ascii_digit());
        match (opens, closes) {
            (true, false) => self.push(at, 1, Family::Straight),
            (false, true) if open => self.close(at, 1, &[Family::Straight]),
            (false, true) if inches => {}
            (false, true) => self.unopened(at, 1),
            _ if open => self.close(at, 1, &[Family::Straight]),
            _ if self.after(at, 1).is_none() => {}
            _ => self.push(at, 1, Family::Straight),
        }
    }

    fn straight_single(&mut self, at: usize) {
        let families = [Family::StraightSingle, Family::Single];
        let open = families.iter().any(|&family| self.is_open(family));
        if open && self.is_possessive(at, 1, '\'') {
            return;
        }
        if open && self.closes(at, 1) {
            self.close(at, 1, &families);
        } else if self.opens(at, 1) && self.single_closes(at + 1, &['\'', '’']) {
            self.push(at, 1, Family::StraightSingle);
        }
    }

    /// Whether a single quotation that begins at `from` finds its end, so that its mark is no apostrophe.
    fn single_closes(&self, from: usize, marks: &[char]) -> bool {
        let rest = &self.words[from..];
        // "'90s" and "’Twas" drop letters and open nothing.
        if rest.starts_with(|c: char| c.is_ascii_digit()) && rest[1..].starts_with("0s") {
            return false;
        }
        rest.char_indices()
            .take_while(|&(i, _)| i < SINGLE_REACH)
            .any(|(i, c)| i > 0 && marks.contains(&c) && self.closes(from + i, c.len_utf8()))
    }

    /// "the boys’ fault": within single marks, an s before the mark and a word after it, and a mark further on
    /// that closes before another opens.
    fn is_possessive(&self, at: usize, width: usize, mark: char) -> bool {
        let rest = &self.words[at + width..];
        let plural = self.before(at) == Some('s')
            && rest.starts_with(' ')
            && rest[1..].starts_with(char::is_lowercase);
        if !plural {
            return false;
        }
        let from = at + width;
        let next = rest
            .char_indices()
            .take_while(|&(i, _)| i < SINGLE_REACH)
            .find(|&(i, c)| {
                c == '‘'
                    || c == mark && (self.opens(from + i, width) || self.closes(from + i, width))
            });
        next.is_some_and(|(i, c)| {
            c == mark && self.closes(from + i, width) && self.before(from + i) != Some('s')
        })
    }

    fn before(&self, at: usize) -> Option<char> {
        self.words[..at].chars().next_back()
    }

    fn after(&self, at: usize, width: usize) -> Option<char> {
        self.words[at + width..].chars().next()
    }

    /// Whether the mark stands where one opens: after a space, before a word.
    fn opens(&self, at: usize, width: usize) -> bool {
        let free = self
            .before(at)
            .is_none_or(|c| c.is_whitespace() || "([{—–-/:“‘\"'«„".contains(c));
        let word = self
            .after(at, width)
            .is_some_and(|c| c.is_alphanumeric() || "“‘\"'«[($€£#@.…".contains(c));
        free && word
    }

    /// Whether the mark stands where one closes: after a word, not before one.
    fn closes(&self, at: usize, width: usize) -> bool {
        let word = self
            .before(at)
            .is_some_and(|c| !c.is_whitespace() && !"([{".contains(c));
        let free = self.after(at, width).is_none_or(|c| !c.is_alphanumeric());
        word && free
    }

    fn is_open(&self, family: Family) -> bool {
        self.open.iter().any(|open| open.family == family)
    }

    fn push(&mut self, at: usize, width: usize, family: Family) {
        if self.open.len() >= DEEPEST {
            return;
        }
        self.open.push(Open { at, width, family });
    }

    /// Closes the innermost open mark of these families; what was opened within it never was closed.
    fn close(&mut self, at: usize, width: usize, families: &[Family]) {
        let Some(index) = self
            .open
            .iter()
            .rposition(|open| families.contains(&open.family))
        else {
            self.unopened(at, width);
            return;
        };
        for inner in self.open.split_off(index + 1) {
            self.unclosed(&inner, at);
        }
        if let Some(open) = self.open.pop() {
            self.found.push(Found {
                outer: open.at..at + width,
                inner: open.at + open.width..at,
                kind: QuotationKind::Paired,
            });
        }
    }

    fn unclosed(&mut self, open: &Open, end: usize) {
        if !open.family.is_single() {
            self.found.push(Found {
                outer: open.at..end,
                inner: open.at + open.width..end,
                kind: QuotationKind::Unclosed,
            });
        }
    }

    fn unopened(&mut self, at: usize, width: usize) {
        let start = self.unopened_start(at);
        self.found.push(Found {
            outer: start..at + width,
            inner: start..at,
            kind: QuotationKind::Unopened,
        });
    }

    /// An unopened quotation begins with the paragraph, unless a whole spoken sentence stands
    /// between marks before it: then it begins with the next sentence.
    fn unopened_start(&self, at: usize) -> usize {
        let spoken_end = self
            .found
            .iter()
            .filter(|found| found.outer.end <= at)
            .filter(|found| {
                found.kind == QuotationKind::Unopened
                    || self.words[found.inner.clone()].ends_with(['.', ',', '!', '?'])
            })
            .map(|found| found.outer.end)
            .max();
        let Some(end) = spoken_end else { return 0 };
        let between = &self.words[end..at];
        let stop = between.find([' ', '\u{a0}']).and_then(|_| {
            between
                .match_indices(". ")
                .map(|(i, stop)| i + stop.len())
                .next()
        });
        end + stop.unwrap_or(0)
    }

    fn finish(&mut self) {
        let end = self.words.len();
        for open in std::mem::take(&mut self.open) {
            self.unclosed(&open, end);
        }
    }
}

#[cfg(test)]
mod tests;
