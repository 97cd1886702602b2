//! What a paragraph offers as quotes: what cues report, what stands between marks, what is left.

use super::super::content::{self, Attribution, Pattern, Region, regions, skip_connectives};
use super::super::lexicon::Classes;
use super::super::phrase::Kind;
use super::super::quotation::{self, Quotation, QuotationKind};
use super::super::window;
use super::{Draft, tidy_among};
use crate::model::{ByteOffset, ByteRange, Text};

/// Attributions before a place that are looked at for one that reaches over it.
const NEAR: usize = 64;

/// What a paragraph offers as quotes.
pub(super) struct Found {
    pub attributions: Vec<Attribution>,
    quotations: Vec<Quotation>,
    regions: Vec<Region>,
}

impl Found {
    pub fn new(text: &Text, paragraph: ByteRange) -> Self {
        Self {
            attributions: content::attributions(text, paragraph),
            quotations: quotation::quotations(text, paragraph),
            regions: regions(text, paragraph),
        }
    }

    /// Cued quotes, and quotations that no cue covers.
    pub fn outer(&self, text: &Text) -> Vec<Draft> {
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
        let Some(end) = content::continued_end(text, open) else {
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
    pub fn inner(&self) -> Vec<Draft> {
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
    pub fn loose(&self, text: &Text) -> Vec<Draft> {
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
    pub fn variants(&self, text: &Text, draft: &Draft) -> Vec<Draft> {
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
        Pattern::Passive => "reported in the passive",
        Pattern::Nominal => "what a noun of saying reports",
        Pattern::InSentence | Pattern::SentenceBefore | Pattern::Signed | Pattern::Unclaimed => {
            "between marks"
        }
        Pattern::GoesOn => "goes on from the quote before",
    }
}

fn mark_reason(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Paired => "between marks",
        QuotationKind::Unopened => "closed and never opened",
        QuotationKind::Unclosed => "opened and never closed",
    }
}
