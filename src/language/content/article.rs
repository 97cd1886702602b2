//! The quotes of a whole article: each paragraph by itself, and what runs from one to the next.

use super::super::lexicon::Classes;
use super::super::mention;
use super::super::phrase::{self, Item, Kind};
use super::super::quotation::{self, Quotation, QuotationKind};
use super::super::quote_kind::{QuoteKind, kind_by_marks};
use super::super::{sentences, window};
use super::region::{Region, regions_between};
use super::{Attribution, Pattern, continued, cued, goes_on, main_subject, mark_nested, unclaimed};
use crate::model::{ByteOffset, ByteRange, Text};

/// A quote with how its words are given.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// What was said, by whom, and how the text tells.
    pub attribution: Attribution,
    /// How much of it stands between marks.
    pub kind: QuoteKind,
}

/// All that an article reports, in order of content: what cues report, and what stands between marks without one.
pub fn said(text: &Text) -> Vec<Said> {
    let mut article = Article {
        text,
        found: Vec::new(),
        spoken_until: ByteOffset(0),
    };
    for paragraph in window::pieces(text) {
        if !text.slice(paragraph).trim().is_empty() {
            article.read(paragraph);
        }
    }
    article.found
}

/// "“It rained, Berg said.": a mark that nothing closes ends where the words do that a cue within it reports.
fn never_closed(found: &mut Vec<Attribution>) {
    let opens = |a: &Attribution| a.pattern == Pattern::Unclaimed && a.content.len() == 1;
    let Some(i) = found.iter().position(opens) else {
        return;
    };
    let range = found[i].content.hull();
    let reported = found.iter_mut().skip(i + 1).find(|a| {
        let first = a.content.start().0.saturating_sub(range.start.0) <= LONGEST_MARK;
        let told = matches!(a.pattern, Pattern::Final | Pattern::Interrupted);
        first && told && range.covers(a.cue) && a.speaker.is_some()
    });
    if let Some(reported) = reported {
        let mark = ByteRange::between(range.start, reported.content.start());
        reported.content = reported.content.with(mark);
        reported.nested = false;
        found.remove(i);
    }
}

/// Bytes that a quotation mark may have, with a space after it.
const LONGEST_MARK: usize = 4;

struct Article<'t> {
    text: &'t Text,
    found: Vec<Said>,
    /// Where the speech ends that an earlier paragraph has begun.
    spoken_until: ByteOffset,
}

impl Article<'_> {
    fn read(&mut self, paragraph: ByteRange) {
        let marks = quotation::quotations(self.text, paragraph);
        let regions = regions_between(self.text, paragraph, &marks);
        let mut found = cued(self.text, paragraph, &regions);
        unclaimed::add(self.text, &regions, &mut found);
        if found.iter().all(|a| a.nested) {
            found.extend(unclaimed::signed_below(self.text, paragraph));
        }
        goes_on::add(&regions, &mut found);
        for attribution in &mut found {
            attribution.nested |= attribution.content.start() < self.spoken_until;
        }
        found.retain(|a| a.content.start() >= self.spoken_until || !a.cue.is_empty());
        found.sort_by_key(|a| (a.content.start(), std::cmp::Reverse(a.content.end())));
        mark_nested(&mut found);
        self.join(&marks, &mut found);
        never_closed(&mut found);
        self.same_speaker(paragraph, &regions, &mut found);
        let text = self.text;
        self.found.extend(found.into_iter().map(|attribution| {
            let cued = !attribution.cue.is_empty();
            let kind = kind_by_marks(text, &attribution.content, paragraph, &marks, cued);
            Said { attribution, kind }
        }));
    }

    /// A quotation left open at the paragraph's end that goes on in the next ones is one quote.
    fn join(&mut self, marks: &[Quotation], found: &mut [Attribution]) {
        let open = marks.iter().rev().find(|mark| mark.depth == 0);
        let Some(open) = open.filter(|mark| mark.kind == QuotationKind::Unclosed) else {
            return;
        };
        if open.range.start < self.spoken_until {
            return;
        }
        let Some(end) = continued::continued_end(self.text, open) else {
            return;
        };
        let holder = found
            .iter_mut()
            .find(|a| !a.nested && a.content.end() == open.range.end);
        let Some(holder) = holder else { return };
        let mut at = open.range.end;
        while let Some(next) = window::neighbour(self.text, at, 1).filter(|next| next.start < end) {
            let piece =
                window::trimmed(self.text, ByteRange::between(next.start, next.end.min(end)));
            holder.content = holder.content.with(piece);
            at = next.end;
        }
        self.spoken_until = end;
    }

    /// A paragraph of speech without a cue, right after another one: the same speaker goes on.
    fn same_speaker(&self, paragraph: ByteRange, regions: &[Region], found: &mut [Attribution]) {
        let outer: Vec<usize> = (0..found.len()).filter(|&i| !found[i].nested).collect();
        for (place, &i) in outer.iter().enumerate() {
            if found[i].pattern != Pattern::Unclaimed {
                continue;
            }
            let start = found[i].content.start();
            let before = match place.checked_sub(1) {
                Some(before) => found.get(outer[before]).filter(|a| !self.is_far(a, start)),
                None => self.last_before(paragraph, regions, start),
            };
            let goes_on = before.and_then(|a| a.speaker);
            let subject = || self.subject_before(paragraph, regions, start);
            if let Some(speaker) = goes_on {
                found[i].speaker = Some(speaker);
                found[i].pattern = Pattern::GoesOn;
                found[i].score = 0.45;
            } else if let Some(speaker) = subject() {
                found[i].speaker = Some(speaker);
                found[i].pattern = Pattern::SentenceBefore;
                found[i].score = 0.5;
            }
        }
    }

    /// Whether a sentence or more stands between a quote and a later place.
    fn is_far(&self, quote: &Attribution, start: ByteOffset) -> bool {
        let end = quote.content.end().max(quote.cue.end);
        let between = ByteRange::between(end.min(start), start);
        self.text.slice(between).split_whitespace().count() > 12
    }

    /// Who the sentence before is about: of this paragraph, or the last of the one before.
    fn subject_before(
        &self,
        paragraph: ByteRange,
        regions: &[Region],
        start: ByteOffset,
    ) -> Option<ByteRange> {
        let here = regions
            .iter()
            .rev()
            .find(|region| !region.nested && region.range.end <= start);
        if let Some(region) = here {
            return unclaimed::subject(self.text, &region.items, region.items.len());
        }
        let before = window::neighbour(self.text, paragraph.start, -1)?;
        let last = sentences::sentences(self.text, before).pop()?;
        let items = phrase::items(self.text, last, &quotation::quotations(self.text, last));
        // "The grower went on:" names whoever speaks, whatever they are called.
        let opens = items.last().is_some_and(|item| item.kind == Kind::Colon)
            && items
                .iter()
                .any(|item| item.any(Classes::VERB | Classes::AUXILIARY));
        if opens && let Some((first, last)) = main_subject(&items, items.len()) {
            return Some(mention::mention(&items, first, last).range);
        }
        unclaimed::subject(self.text, &items, items.len())
    }

    /// The last quote of the paragraph before, when that paragraph ends with it or its cue.
    fn last_before(
        &self,
        paragraph: ByteRange,
        regions: &[Region],
        start: ByteOffset,
    ) -> Option<&Attribution> {
        let opens = regions
            .first()?
            .items
            .first()
            .map(|item: &Item| item.range.start)?
            == start;
        let before = window::neighbour(self.text, paragraph.start, -1)?;
        let outer = self
            .found
            .iter()
            .rev()
            .find(|said| !said.attribution.nested);
        let last = &outer?.attribution;
        let end = last.content.end().max(last.cue.end);
        let end = last.speaker.map_or(end, |speaker| end.max(speaker.end));
        let rest = ByteRange::between(end.min(before.end), before.end);
        let rest = self.text.slice(rest).trim();
        let words = rest.split_whitespace().count();
        // ". She shook her head." is a sentence about somebody else.
        let sentence = rest.starts_with(['.', '!', '?']) && words > 1;
        let near = end >= before.start && words <= 8 && !sentence;
        (opens && near).then_some(last)
    }
}
