//! What a quote at the caret may be: the likeliest first.

use super::content::{self, Attribution, Pattern, Region, regions, skip_connectives};
use super::lexicon::Classes;
use super::phrase::Kind;
use super::quotation::{self, Quotation, QuotationKind};
use super::quote_kind::{QuoteKind, is_cued, kind_among};
use super::{sentences, window};
use crate::model::{ByteOffset, ByteRange, Fragments, Text};

/// One way to take the quote at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The words.
    pub fragments: Fragments,
    /// How they are quoted.
    pub kind: QuoteKind,
    /// Why, in plain words.
    pub reason: &'static str,
}

/// Attributions before a place that are looked at for one that reaches over it.
const NEAR: usize = 64;

/// Readings offered at most.
const MOST: usize = 24;

/// The quotes that may be meant at the caret, the likeliest first: those of its paragraph that are not
/// yet `taken`, from the caret on; then what lies within taken ones; then the sentence, the paragraph.
pub fn quote_readings(text: &Text, caret: ByteOffset, taken: &[ByteRange]) -> Vec<Reading> {
    let caret = text.grapheme_floor(caret);
    let paragraph = window::paragraph_at(text, caret);
    let found = Found::new(text, paragraph);
    let free = |fragments: &Fragments| !taken.iter().any(|&range| fragments.overlaps(range));
    let mut list: Vec<Draft> = Vec::new();
    let mut inner = found.inner();
    inner.sort_by_key(|draft| draft.rank(caret));
    let within = |draft: &Draft| draft.fragments.contains(caret) && !draft.is_taken(taken);
    // Within a quote that is taken already, what lies inside it at the caret comes first.
    if taken
        .iter()
        .any(|range| range.contains(caret) && range.start < caret)
    {
        list.extend(inner.iter().filter(|draft| within(draft)).cloned());
    }
    let mut outer = found.outer(text);
    outer.retain(|draft| free(&draft.fragments));
    outer.sort_by_key(|draft| draft.rank(caret));
    let variants: Vec<Draft> = outer
        .first()
        .map(|draft| found.variants(text, draft))
        .unwrap_or_default();
    let mut loose = found.loose(text);
    loose.sort_by_key(|draft| draft.rank(caret));
    let mut others = outer
        .into_iter()
        .chain(loose)
        .filter(|draft| free(&draft.fragments));
    list.extend(others.next());
    let (near, far) = variants.split_at(variants.len().min(1));
    list.extend(near.iter().cloned());
    list.extend(others);
    list.extend(far.iter().cloned());
    list.extend(inner.into_iter().filter(|draft| !draft.is_taken(taken)));
    list.extend(
        whole(text, caret, paragraph)
            .into_iter()
            .filter(|draft| !draft.is_taken(taken)),
    );
    finished(text, list, &found.attributions)
}

fn finished(text: &Text, list: Vec<Draft>, attributions: &[Attribution]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for draft in list {
        if readings.len() == MOST {
            break;
        }
        if readings
            .iter()
            .all(|reading| reading.fragments != draft.fragments)
        {
            readings.push(Reading {
                kind: kind_among(text, &draft.fragments, || {
                    is_cued(attributions, &draft.fragments)
                }),
                fragments: draft.fragments,
                reason: draft.reason,
            });
        }
    }
    readings
}

#[derive(Clone)]
struct Draft {
    fragments: Fragments,
    reason: &'static str,
    weak: bool,
}

impl Draft {
    fn one(range: ByteRange, reason: &'static str, weak: bool) -> Option<Self> {
        Some(Self {
            fragments: Fragments::one(range).ok()?,
            reason,
            weak,
        })
    }

    /// At the caret, then after it, then before it; the surer before the less sure; the nearer first.
    fn rank(&self, caret: ByteOffset) -> (u8, bool, usize) {
        let hull = self.fragments.hull();
        if self.fragments.contains(caret) {
            (0, self.weak, hull.len())
        } else if hull.end > caret {
            (1, self.weak, hull.start.0.saturating_sub(caret.0))
        } else {
            (2, self.weak, caret.0 - hull.end.0)
        }
    }

    fn is_taken(&self, taken: &[ByteRange]) -> bool {
        self.fragments
            .iter()
            .all(|fragment| taken.contains(&fragment))
    }
}

struct Found {
    attributions: Vec<Attribution>,
    quotations: Vec<Quotation>,
    regions: Vec<Region>,
}

impl Found {
    fn new(text: &Text, paragraph: ByteRange) -> Self {
        Self {
            attributions: content::attributions(text, paragraph),
            quotations: quotation::quotations(text, paragraph),
            regions: regions(text, paragraph),
        }
    }

    /// Cued quotes, and quotations that no cue covers.
    fn outer(&self, text: &Text) -> Vec<Draft> {
        let cued = self
            .attributions
            .iter()
            .filter(|a| !a.nested)
            .map(|a| Draft {
                fragments: a.content.clone(),
                reason: reason(a.pattern),
                weak: a.belief || a.score < 0.65,
            });
        let bare = self
            .quotations
            .iter()
            .filter(|mark| mark.depth == 0 && !self.covered(mark.range))
            .filter_map(|mark| {
                let weak = is_title(text.slice(mark.inner));
                Draft::one(mark.range, mark_reason(mark.kind), weak)
            });
        let mut drafts: Vec<Draft> = cued.chain(bare).collect();
        self.join_paragraphs(text, &mut drafts);
        drafts
    }

    /// A quotation that its paragraph leaves open and that goes on in the next ones is one quote.
    fn join_paragraphs(&self, text: &Text, drafts: &mut Vec<Draft>) {
        let open = self.quotations.iter().rev().find(|mark| mark.depth == 0);
        let Some(open) = open.filter(|mark| mark.kind == QuotationKind::Unclosed) else {
            return;
        };
        let Some(end) = continued_end(text, open) else {
            return;
        };
        let Some(i) = drafts
            .iter()
            .position(|draft| draft.fragments.end() == open.range.end)
        else {
            return;
        };
        let rest = ByteRange::between(open.range.end, end);
        let joined = Draft {
            fragments: drafts[i].fragments.with(rest),
            reason: "goes on over several paragraphs",
            weak: false,
        };
        drafts.insert(i, joined);
    }

    /// The attributions whose content may share a byte with `range`.
    fn near(&self, range: ByteRange) -> &[Attribution] {
        let before = |at: ByteOffset| {
            self.attributions
                .partition_point(|a| a.content.start() < at)
        };
        let first = before(range.start).saturating_sub(NEAR);
        let end = (before(range.end) + 1).min(self.attributions.len());
        self.attributions.get(first..end).unwrap_or_default()
    }

    fn covered(&self, range: ByteRange) -> bool {
        self.near(range)
            .iter()
            .any(|a| !a.nested && a.content.overlaps(range))
    }

    /// What lies within other quotes.
    fn inner(&self) -> Vec<Draft> {
        let cued = self
            .attributions
            .iter()
            .filter(|a| a.nested)
            .map(|a| Draft {
                fragments: a.content.clone(),
                reason: "reported within the quote",
                weak: false,
            });
        let marked = self
            .quotations
            .iter()
            .filter(|mark| mark.depth > 0 || self.covered(mark.range))
            .filter_map(|mark| Draft::one(mark.range, "between marks within the quote", true));
        cued.chain(marked).collect()
    }

    /// Sentences that no cue and no mark claims: somebody's words going on, perhaps.
    fn loose(&self, text: &Text) -> Vec<Draft> {
        self.regions
            .iter()
            .filter(|region| !region.nested && !self.covered(region.range))
            .filter(|region| {
                let cues = self.near(region.range).iter().filter(|a| !a.nested);
                !cues.map(|a| a.cue).any(|cue| region.range.covers(cue))
            })
            .filter_map(|region| {
                Draft::one(
                    spoken(text, region, &self.quotations)?,
                    "sentence without a cue",
                    false,
                )
            })
            .collect()
    }

    /// Other bounds for a quote that was found, the likeliest first.
    fn variants(&self, text: &Text, draft: &Draft) -> Vec<Draft> {
        let hull = draft.fragments.hull();
        let mut variants = Vec::new();
        if let Some(shorter) = self.before_turn(text, draft) {
            variants.extend(Draft::one(shorter, "up to the turn of the sentence", true));
        }
        if draft.fragments.len() > 1 {
            let pieces = draft.fragments.iter();
            variants.extend(pieces.filter_map(|one| Draft::one(one, "one piece alone", true)));
        }
        let marks = self
            .quotations
            .iter()
            .filter(|mark| hull.covers(mark.range) && mark.range != hull);
        variants.extend(
            marks.filter_map(|mark| Draft::one(mark.range, "only what stands between marks", true)),
        );
        variants
    }

    /// A reported clause up to ", but" or ", and": what follows may be the writer's own.
    fn before_turn(&self, text: &Text, draft: &Draft) -> Option<ByteRange> {
        let clause = draft.fragments.as_slice().last()?;
        let region = self
            .regions
            .iter()
            .find(|region| !region.nested && region.range.covers(*clause))?;
        let turn = region.items.windows(2).find(|pair| {
            clause.covers(pair[0].range)
                && pair[0].kind == Kind::Comma
                && pair[1].any(Classes::CONJUNCTION | Classes::SUBORDINATOR)
        })?;
        let range = ByteRange::between(clause.start, turn.first()?.range.start);
        (window::trimmed(text, range).len() * 4 > clause.len()).then_some(range)
    }
}

/// Where a quotation that is left open at its paragraph's end ends: at the first paragraph near it that closes
/// it, if each one between opens with a mark again or has none.
fn continued_end(text: &Text, open: &Quotation) -> Option<ByteOffset> {
    let mut at = open.range.end;
    for _ in 0..6 {
        let next = window::neighbour(text, at, 1)?;
        let marks = quotation::quotations(text, next);
        let start = window::trimmed(text, next).start;
        match marks.iter().find(|mark| mark.depth == 0) {
            Some(mark) if mark.range.start == start && mark.kind != QuotationKind::Unclosed => {
                return Some(mark.range.end);
            }
            Some(mark) if mark.range.start != start => return None,
            _ => at = next.end,
        }
    }
    None
}

/// A few words in capitals between marks: a name or a title rather than somebody's words.
fn is_title(words: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
    let words: Vec<&str> = words.split_whitespace().collect();
    words.len() <= 5
        && words.iter().all(|word| capital(word) || word.len() < 4)
        && !words
            .last()
            .is_some_and(|last| last.ends_with([',', '?', '!', '.']))
}

/// A sentence's words without the connective that opens it and the full stop that ends it.
fn spoken(text: &Text, region: &Region, marks: &[Quotation]) -> Option<ByteRange> {
    let first = skip_connectives(&region.items);
    let start = region.items.get(first)?.range.start;
    let range = tidy_among(text, ByteRange::between(start, region.range.end), marks);
    (!range.is_empty()).then_some(range)
}

fn whole(text: &Text, caret: ByteOffset, paragraph: ByteRange) -> Vec<Draft> {
    let sentence = tidy_quote(text, sentences::sentence_at(text, caret));
    let paragraph = tidy_quote(text, paragraph);
    [
        Draft::one(sentence, "sentence", true),
        Draft::one(paragraph, "paragraph", true),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn reason(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::AccordingTo => "reported with “according to”",
        Pattern::Clause => "reported clause of a verb of saying",
        Pattern::Marked => "opened by a cue, between marks or after a colon",
        Pattern::Matter => "what a verb of saying is about",
        Pattern::Naming => "what it is called",
        Pattern::Final => "before its cue",
        Pattern::Interrupted => "on both sides of its cue",
        Pattern::NextParagraph => "its cue is the next paragraph",
        Pattern::ParagraphBefore => "its cue ends the paragraph before",
    }
}

fn mark_reason(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Paired => "between marks",
        QuotationKind::Unopened => "closed and never opened",
        QuotationKind::Unclosed => "opened and never closed",
    }
}

/// A selection that is labelled as a quote, with the quotation marks directly around it taken in, and
/// white space and a comma or full stop outside the marks left out.
pub fn tidy_quote(text: &Text, selection: ByteRange) -> ByteRange {
    let paragraph = window::paragraph_at(text, selection.start);
    tidy_among(text, selection, &quotation::quotations(text, paragraph))
}

/// The same, when the paragraph's quotations are known already.
fn tidy_among(text: &Text, selection: ByteRange, marks: &[Quotation]) -> ByteRange {
    let selection = text.whole_graphemes(selection);
    let mut range = bare(text, selection);
    if range.is_empty() {
        return selection;
    }
    let same = |a: ByteRange, b: ByteRange| bare(text, a) == bare(text, b);
    if let Some(mark) = marks.iter().find(|mark| same(mark.inner, range)) {
        return mark.range;
    }
    for mark in marks {
        let opened = mark.inner.start == range.start && mark.range.end <= range.end;
        let closes_after = ByteRange::between(range.end.min(mark.inner.end), mark.inner.end);
        let only_marks = text
            .slice(closes_after)
            .chars()
            .all(|c| !c.is_alphanumeric());
        let closed = mark.inner.end >= range.end
            && only_marks
            && range.start <= mark.range.start
            && mark.kind != QuotationKind::Unclosed;
        if opened || closed {
            range = range.hull(mark.range);
        }
    }
    text.whole_graphemes(range)
}

/// Without white space, and without a comma or full stop at the end.
fn bare(text: &Text, range: ByteRange) -> ByteRange {
    let range = window::trimmed(text, range);
    let words = text.slice(range);
    let last_word = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    // The last stop of "U.S." and the three of an ellipsis stay.
    let dotted = last_word.trim_end_matches('.').contains('.') || words.ends_with("..");
    let cut = match words.chars().next_back() {
        Some('.') if dotted => 0,
        Some(',' | '.' | '。' | '，') => words.chars().next_back().map_or(0, char::len_utf8),
        _ => 0,
    };
    let end = ByteOffset(range.end.0 - cut);
    let cut = window::trimmed(text, ByteRange::between(range.start, end));
    if cut.is_empty() {
        range
    } else {
        text.whole_graphemes(cut)
    }
}

#[cfg(test)]
#[path = "readings/tests.rs"]
mod tests;
