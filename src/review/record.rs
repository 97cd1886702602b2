//! How a tagger's suggestions fared with the person who decided on them.

use super::Score;
use crate::model::{Document, LabelName, Link, LinkId, Maker, Span, SpanId, State, Status};
use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;

/// What became of a mark or a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// A person made it: the tagger missed it.
    Added,
    /// A suggestion that was rejected: a false alarm.
    Rejected,
    /// A suggestion that was accepted with another label or other words; a link that leads elsewhere.
    Changed,
    /// A suggestion that was accepted as it was.
    Right,
    /// A suggestion that nobody has decided on.
    Undecided,
}

impl Fate {
    /// Of a span; `None` of one that neither a tagger nor a person made.
    ///
    /// What is changed in attributes, note or person alone counts as accepted as it was.
    pub fn of(span: &Span) -> Option<Self> {
        let changed = span.proposed.as_ref().is_some_and(|proposed| {
            proposed.label != span.label || proposed.fragments != span.fragments
        });
        told(span.origin.by, span.state, changed)
    }

    fn of_link(link: &Link) -> Option<Self> {
        let changed = link.proposed.as_ref().is_some_and(|to| *to != link.to);
        told(link.origin.by, link.state, changed)
    }
}

fn told(by: Maker, state: State, changed: bool) -> Option<Fate> {
    match (by, state) {
        (Maker::Human, State::Accepted) => Some(Fate::Added),
        (Maker::Tagger, State::Rejected) => Some(Fate::Rejected),
        (Maker::Tagger, State::Suggested) => Some(Fate::Undecided),
        (Maker::Tagger, State::Accepted) if changed => Some(Fate::Changed),
        (Maker::Tagger, State::Accepted) => Some(Fate::Right),
        _ => None,
    }
}

/// How many suggestions fared how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accepted as they were.
    pub right: usize,
    /// Accepted and changed.
    pub changed: usize,
    /// Rejected.
    pub rejected: usize,
    /// Added by hand.
    pub added: usize,
    /// Not decided on yet.
    pub undecided: usize,
    /// Those accepted as they were, of articles where all of the label were looked for.
    right_of_all: usize,
    /// All that there are in such articles: accepted as they were, changed, and added by hand.
    all: usize,
}

impl Tally {
    /// How many suggestions were decided on.
    pub fn decided(&self) -> usize {
        self.right + self.changed + self.rejected
    }

    /// Precision, 0 to 1: of the suggestions decided on, how many were accepted as they were.
    /// `None` while none is decided on.
    pub fn precision(&self) -> Option<f64> {
        let decided = self.decided();
        (decided > 0).then(|| self.right as f64 / decided as f64)
    }

    /// Recall, 0 to 1: of all marks that there are, how many the tagger had suggested as they are.
    ///
    /// Only articles count that are done and whose `labels_done` has the label, or has nothing:
    /// elsewhere nobody knows what was missed. `None` while there is nothing to count.
    pub fn recall(&self) -> Option<f64> {
        (self.all > 0).then(|| self.right_of_all as f64 / self.all as f64)
    }

    fn count(&mut self, fate: Fate, complete: bool) {
        match fate {
            Fate::Added => self.added += 1,
            Fate::Rejected => self.rejected += 1,
            Fate::Changed => self.changed += 1,
            Fate::Right => self.right += 1,
            Fate::Undecided => self.undecided += 1,
        }
        if complete {
            self.right_of_all += usize::from(fate == Fate::Right);
            let there = matches!(fate, Fate::Added | Fate::Changed | Fate::Right);
            self.all += usize::from(there);
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.right += more.right;
        self.changed += more.changed;
        self.rejected += more.rejected;
        self.added += more.added;
        self.undecided += more.undecided;
        self.right_of_all += more.right_of_all;
        self.all += more.all;
    }
}

/// How a tagger fared, on one article or on several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The marks of each label.
    pub labels: BTreeMap<LabelName, Tally>,
    /// The links of each label.
    pub links: BTreeMap<LabelName, Tally>,
    /// Articles that a tagger has been over.
    pub articles: usize,
    /// Articles that were marked blind, without suggestions.
    pub blind_articles: usize,
    /// What the tagger finds in those, against what the person has marked.
    pub blind: BTreeMap<LabelName, Score>,
}

impl Record {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.articles == 0 && self.blind_articles == 0
    }

    /// Everything of every label, without the links.
    pub fn marks(&self) -> Tally {
        let mut all = Tally::default();
        for tally in self.labels.values() {
            all += *tally;
        }
        all
    }

    /// Takes in an article that was marked blind: the labels' scores of [`super::compare`] with what
    /// the person has marked as the gold.
    pub fn take_blind(&mut self, scores: BTreeMap<LabelName, Score>) {
        self.blind_articles += 1;
        for (label, score) in scores {
            *self.blind.entry(label).or_default() += score;
        }
    }
}

impl AddAssign<&Self> for Record {
    fn add_assign(&mut self, more: &Self) {
        self.articles += more.articles;
        self.blind_articles += more.blind_articles;
        for (label, tally) in &more.labels {
            *self.labels.entry(label.clone()).or_default() += *tally;
        }
        for (label, tally) in &more.links {
            *self.links.entry(label.clone()).or_default() += *tally;
        }
        for (label, score) in &more.blind {
            *self.blind.entry(label.clone()).or_default() += *score;
        }
    }
}

/// How the tagger fared on an article; empty where no tagger has been.
pub fn record(document: &Document) -> Record {
    let mut record = Record::default();
    if !is_tagged(document) {
        return record;
    }
    record.articles = 1;
    for span in document.spans() {
        if let Some(fate) = Fate::of(span) {
            let tally = record.labels.entry(span.label.clone()).or_default();
            tally.count(fate, is_complete(document, &span.label));
        }
    }
    for (link, fate) in links(document) {
        let from = document.span(&link.from);
        let complete = from.is_some_and(|from| is_complete(document, &from.label));
        let tally = record.links.entry(link.label.clone()).or_default();
        tally.count(fate, complete);
    }
    record
}

/// Whether any mark or link was made by a tagger.
fn is_tagged(document: &Document) -> bool {
    document.spans().any(|span| span.origin.by == Maker::Tagger)
}

/// Whether all marks of a label were looked for.
fn is_complete(document: &Document, label: &LabelName) -> bool {
    let header = document.header();
    let looked_for = header.labels_done.is_empty() || header.labels_done.contains(label);
    header.status == Status::Done && looked_for
}

/// The fate of every link. A rejected one and one added by hand of the same mark and label are one
/// that was led elsewhere.
fn links(document: &Document) -> Vec<(&Link, Fate)> {
    let fates = document.links().filter_map(|link| {
        let fate = Fate::of_link(link)?;
        Some((&**link, fate))
    });
    let mut fates: Vec<(&Link, Fate)> = fates.collect();
    let mut rejected: HashMap<(&SpanId, &LabelName), Vec<usize>> = HashMap::new();
    for (at, (link, fate)) in fates.iter().enumerate() {
        if *fate == Fate::Rejected {
            rejected
                .entry((&link.from, &link.label))
                .or_default()
                .push(at);
        }
    }
    let mut gone = Vec::new();
    for (link, fate) in fates.iter_mut().filter(|(_, fate)| *fate == Fate::Added) {
        let instead = rejected.get_mut(&(&link.from, &link.label));
        if let Some(at) = instead.and_then(Vec::pop) {
            gone.push(at);
            *fate = Fate::Changed;
        }
    }
    gone.sort_unstable();
    let all = fates.into_iter().enumerate();
    all.filter(|(at, _)| gone.binary_search(at).is_err())
        .map(|(_, each)| each)
        .collect()
}

/// A place where the tagger was not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What became of it: added, rejected or changed.
    pub fate: Fate,
    /// Where: the mark, or the one that the link starts from.
    pub span: SpanId,
    /// The link, when it is about a link.
    pub link: Option<LinkId>,
}

/// Where the tagger was not right in an article, in the text's order: what it missed, its false
/// alarms, and what was changed. Nothing where no tagger has been.
///
/// A link is told of only where its mark is not told of already.
pub fn findings(document: &Document) -> Vec<Finding> {
    if !is_tagged(document) {
        return Vec::new();
    }
    let mut of_links: HashMap<&SpanId, (&Link, Fate)> = HashMap::new();
    for (link, fate) in links(document) {
        if is_wrong(fate) {
            of_links.entry(&link.from).or_insert((link, fate));
        }
    }
    let finding = |span: &Span| {
        let of_span = Fate::of(span).filter(|fate| is_wrong(*fate));
        let link = of_links.get(&span.id).filter(|_| of_span.is_none());
        let fate = of_span.or(link.map(|(_, fate)| *fate))?;
        Some(Finding {
            fate,
            span: span.id.clone(),
            link: link.map(|(link, _)| link.id.clone()),
        })
    };
    document.spans().filter_map(|span| finding(span)).collect()
}

fn is_wrong(fate: Fate) -> bool {
    matches!(fate, Fate::Added | Fate::Rejected | Fate::Changed)
}

#[cfg(test)]
mod tests;
