//! What of a document goes out.

use crate::model::{Document, Header, LabelName, Link, Parts, Span, SpanId, State, Status};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Which annotations are asked for, by what has been decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// What a person made or said yes to.
    #[default]
    Accepted,
    /// What nobody has decided on.
    Suggested,
    /// Both.
    Live,
    /// What was rejected, too: a document as it is.
    All,
}

/// What a person asks to go out.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// By what has been decided.
    pub wanted: Wanted,
    /// Also articles that nobody has called done, and labels that were not looked for throughout: what is
    /// not marked in them is no sign that it is not there.
    pub unfinished: bool,
    /// These labels alone; all when empty.
    pub labels: Vec<LabelName>,
    /// What this person annotated alone.
    pub annotator: Option<String>,
}

impl Selection {
    /// What it asks for, in sentences.
    pub fn words(&self) -> String {
        let which = match self.wanted {
            Wanted::Accepted => "marks that a person made or accepted",
            Wanted::Suggested => "suggestions that nobody has decided on",
            Wanted::Live => "all marks that nobody has rejected",
            Wanted::All => "all marks",
        };
        let of = if self.unfinished {
            "of all articles, done or not: what is not marked may be there all the same"
        } else {
            "of articles that are done, with the labels that were looked for throughout"
        };
        let mut words = format!("It has {which}, {of}.");
        if !self.labels.is_empty() {
            let labels = self.labels.iter().map(ToString::to_string);
            let labels: Vec<String> = labels.collect();
            words.push_str(&format!(" Labels: {}.", labels.join(", ")));
        }
        if let Some(annotator) = &self.annotator {
            words.push_str(&format!(" Annotator: {annotator}."));
        }
        words
    }
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The article is not done.
    ArticleNotDone,
    /// Another person's.
    OtherAnnotator,
    /// Rejected.
    Rejected,
    /// Nobody has decided on it.
    Undecided,
    /// A person has decided on it, and suggestions are asked for.
    Decided,
    /// Its label was not looked for throughout.
    LabelNotDone,
    /// Its label was not asked for.
    OtherLabel,
    /// One of a link's ends is left out.
    EndLeftOut,
}

impl Reason {
    /// In words: after the number of what was left out.
    pub fn words(self) -> &'static str {
        match self {
            Self::ArticleNotDone => "in articles that are not done",
            Self::OtherAnnotator => "by another annotator",
            Self::Rejected => "rejected",
            Self::Undecided => "not decided on",
            Self::Decided => "decided on",
            Self::LabelNotDone => "of a label that was not looked for throughout",
            Self::OtherLabel => "of a label that was not asked for",
            Self::EndLeftOut => "of which one end is left out",
        }
    }
}

/// How much was left out, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Whole articles.
    pub articles: BTreeMap<Reason, u64>,
    /// Spans of articles that go out.
    pub spans: BTreeMap<Reason, u64>,
    /// Links of articles that go out.
    pub links: BTreeMap<Reason, u64>,
}

impl LeftOut {
    /// Adds another's numbers.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.articles, &other.articles),
            (&mut self.spans, &other.spans),
            (&mut self.links, &other.links),
        ] {
            for (&reason, count) in theirs {
                *mine.entry(reason).or_default() += count;
            }
        }
    }
}

/// What of a document goes out; `None` when none of it does. What is left out is counted.
pub fn select(document: &Document, selection: &Selection, left_out: &mut LeftOut) -> Option<Parts> {
    let header = document.header();
    if let Some(reason) = refusal(header, selection) {
        *left_out.articles.entry(reason).or_default() += 1;
        return None;
    }
    let mut out = HashSet::new();
    let mut spans = Vec::with_capacity(document.spans_len());
    for span in document.spans() {
        match refused(span, document, selection) {
            None => spans.push(Span::clone(span)),
            Some(reason) => {
                *left_out.spans.entry(reason).or_default() += 1;
                out.insert(&span.id);
            }
        }
    }
    let links = links(document, selection, &out, left_out);
    let entities = document.entities();
    let meant: HashSet<_> = spans
        .iter()
        .filter_map(|span| span.entity.clone())
        .collect();
    Some(Parts {
        header: (**header).clone(),
        schema: Arc::clone(document.schema()),
        text: document.text().clone(),
        links,
        entities: entities
            .filter(|entity| selection.wanted == Wanted::All || meant.contains(&entity.id))
            .map(|entity| (**entity).clone())
            .collect(),
        spans,
    })
}

/// Why nothing of a document goes out, from what is said of it as a whole; `None` when something may.
pub fn refusal(header: &Header, selection: &Selection) -> Option<Reason> {
    if !selection.unfinished && header.status != Status::Done {
        return Some(Reason::ArticleNotDone);
    }
    let is_other = |asked: &String| header.annotator.as_ref() != Some(asked);
    let other = selection.annotator.as_ref().is_some_and(is_other);
    other.then_some(Reason::OtherAnnotator)
}

fn refused(span: &Span, document: &Document, selection: &Selection) -> Option<Reason> {
    if let Some(reason) = by_state(span.state, selection.wanted) {
        return Some(reason);
    }
    if !selection.labels.is_empty() && !selection.labels.contains(&span.label) {
        return Some(Reason::OtherLabel);
    }
    let is_done = document.header().labels_done.contains(&span.label);
    (!selection.unfinished && !is_done).then_some(Reason::LabelNotDone)
}

fn by_state(state: State, wanted: Wanted) -> Option<Reason> {
    match (state, wanted) {
        (_, Wanted::All) => None,
        (State::Rejected, _) => Some(Reason::Rejected),
        (State::Suggested, Wanted::Accepted) => Some(Reason::Undecided),
        (State::Accepted, Wanted::Suggested) => Some(Reason::Decided),
        _ => None,
    }
}

fn links(
    document: &Document,
    selection: &Selection,
    out: &HashSet<&SpanId>,
    left_out: &mut LeftOut,
) -> Vec<Link> {
    let mut links = Vec::new();
    for link in document.links() {
        let reason = by_state(link.state, selection.wanted).or_else(|| {
            let parted = out.contains(&link.from) || out.contains(&link.to);
            parted.then_some(Reason::EndLeftOut)
        });
        match reason {
            None => links.push(Link::clone(link)),
            Some(reason) => *left_out.links.entry(reason).or_default() += 1,
        }
    }
    links
}
