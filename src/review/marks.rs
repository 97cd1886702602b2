//! What one side has marked in an article, as it is compared.

use super::{Ruler, outermost};
use crate::model::schema::{LinkRole, Role};
use crate::model::{ByteOffset, ByteRange, Document, LabelName, Link, Span, SpanId, State, Text};
use std::collections::{BTreeSet, HashMap};

/// Which annotations of a document count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All that nobody has rejected.
    #[default]
    Live,
    /// Those that a person made or said yes to.
    Accepted,
    /// Those that nobody has decided on.
    Suggested,
}

impl Wanted {
    /// Whether an annotation of this state counts.
    pub fn takes(self, state: State) -> bool {
        match self {
            Self::Live => state != State::Rejected,
            Self::Accepted => state == State::Accepted,
            Self::Suggested => state == State::Suggested,
        }
    }
}

/// A mark on some words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Its label.
    pub label: LabelName,
    /// What the label is for.
    pub role: Role,
    /// What it covers, in the text's order.
    pub stretches: Vec<ByteRange>,
    /// Of a quote, the words that name its speakers.
    pub speakers: Vec<ByteRange>,
    /// Finding it is not wrong, and missing it is not counted.
    pub optional: bool,
    /// The span that it is, where it comes from a document.
    pub span: Option<SpanId>,
}

impl Mark {
    /// Where it begins; the text's start when it covers nothing.
    pub fn start(&self) -> ByteOffset {
        self.stretches
            .first()
            .map_or(ByteOffset(0), |range| range.start)
    }

    /// Where it ends.
    pub fn end(&self) -> ByteOffset {
        self.stretches
            .last()
            .map_or(ByteOffset(0), |range| range.end)
    }
}

/// A link between two marks, by their places in [`Marks::marks`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tie {
    /// Its label.
    pub label: LabelName,
    /// Where it starts.
    pub from: usize,
    /// Where it leads.
    pub to: usize,
}

/// What one side has marked in an article.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The article.
    pub text: Text,
    /// In the order of the file.
    pub marks: Vec<Mark>,
    /// In the order of the file.
    pub ties: Vec<Tie>,
    /// Whether quotes within quotes are marked; if not, none of the other side's count.
    pub nested: bool,
    /// Events are marked up to here; `None` to the end.
    pub scored_to: Option<ByteOffset>,
    /// The labels whose absence means something, besides those that are there; `None` for all.
    pub looked_for: Option<BTreeSet<LabelName>>,
}

impl Marks {
    /// What counts in a document. An event's trigger is a word: one in several pieces is several.
    pub fn of(document: &Document, wanted: Wanted) -> Self {
        let done = &document.header().labels_done;
        let mut made = Self {
            text: document.text().clone(),
            nested: true,
            looked_for: (!done.is_empty()).then(|| done.iter().cloned().collect()),
            ..Self::default()
        };
        let mut places: HashMap<&SpanId, usize> = HashMap::new();
        for span in document.spans().filter(|span| wanted.takes(span.state)) {
            places.insert(&span.id, made.marks.len());
            made.put(document, span);
        }
        let links = document.links().filter(|link| wanted.takes(link.state));
        for link in links {
            if let (Some(&from), Some(&to)) = (places.get(&link.from), places.get(&link.to)) {
                made.tie(document, link, from, to);
            }
        }
        made
    }

    fn put(&mut self, document: &Document, span: &Span) {
        let role = document.schema().role_of(&span.label);
        let mark = |stretches| Mark {
            label: span.label.clone(),
            role,
            stretches,
            span: Some(span.id.clone()),
            ..Mark::default()
        };
        if role == Role::Event {
            let triggers = span.fragments.iter();
            self.marks.extend(triggers.map(|range| mark(vec![range])));
        } else {
            self.marks.push(mark(span.fragments.as_slice().to_vec()));
        }
    }

    fn tie(&mut self, document: &Document, link: &Link, from: usize, to: usize) {
        let named = |at: usize| self.marks.get(at).filter(|mark| mark.role == Role::Speaker);
        let label = document.schema().link(&link.label);
        if label.is_some_and(|label| label.role == LinkRole::SaidBy) {
            let speaker = named(to).map(|mark| mark.stretches.clone());
            if let Some(quote) = self.marks.get_mut(from) {
                quote.speakers.extend(speaker.unwrap_or_default());
            }
        }
        self.ties.push(Tie {
            label: link.label.clone(),
            from,
            to,
        });
    }

    /// Whether it means something that a label is not there.
    pub fn counts(&self, label: &LabelName) -> bool {
        let looked_for = self.looked_for.as_ref();
        looked_for.is_none_or(|labels| labels.contains(label))
            || self.marks.iter().any(|mark| mark.label == *label)
    }

    /// The words of a mark, its pieces joined by " … ".
    pub fn words(&self, mark: &Mark) -> String {
        let words: Vec<&str> = mark
            .stretches
            .iter()
            .map(|&range| self.text.slice(range))
            .collect();
        words.join(" … ")
    }

    /// The same marks on another text, which differs in the white space at its ends alone.
    pub fn on(mut self, text: &Text) -> Self {
        let by = lead(text.as_str()) as isize - lead(self.text.as_str()) as isize;
        if by != 0 {
            for mark in &mut self.marks {
                for range in mark.stretches.iter_mut().chain(&mut mark.speakers) {
                    *range = ByteRange {
                        start: range.start.shifted(by),
                        end: range.end.shifted(by),
                    };
                }
            }
            self.scored_to = self.scored_to.map(|at| at.shifted(by));
        }
        self.text = text.clone();
        self
    }

    /// The same without the quotes that lie within another.
    pub fn without_nested(self, ruler: &Ruler) -> Self {
        let is_quote = |mark: &Mark| mark.role == Role::Quote;
        let quotes: Vec<usize> = (0..self.marks.len())
            .filter(|&at| self.marks.get(at).is_some_and(is_quote))
            .collect();
        let covers: Vec<_> = quotes
            .iter()
            .filter_map(|&at| self.marks.get(at))
            .map(|quote| ruler.cover(quote.stretches.iter().copied()))
            .collect();
        let outer = outermost(&covers).into_iter();
        let outer: BTreeSet<usize> = outer.filter_map(|at| quotes.get(at).copied()).collect();
        self.kept(|at, mark| !is_quote(mark) || outer.contains(&at))
    }

    /// The marks for which `keep` says so, with the ties between them.
    pub fn kept(mut self, keep: impl Fn(usize, &Mark) -> bool) -> Self {
        let mut now: Vec<Option<usize>> = Vec::with_capacity(self.marks.len());
        let mut kept = Vec::with_capacity(self.marks.len());
        for (at, mark) in std::mem::take(&mut self.marks).into_iter().enumerate() {
            let stays = keep(at, &mark);
            now.push(stays.then_some(kept.len()));
            if stays {
                kept.push(mark);
            }
        }
        self.marks = kept;
        let led = |at: usize| now.get(at).copied().flatten();
        self.ties = std::mem::take(&mut self.ties)
            .into_iter()
            .filter_map(|tie| {
                Some(Tie {
                    from: led(tie.from)?,
                    to: led(tie.to)?,
                    ..tie
                })
            })
            .collect();
        self
    }
}

/// How many bytes of white space a text begins with.
fn lead(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// A text without the white space at its ends, by which two files of one article are known as such.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// White space as Python sees it, so that the same texts are the same as in its scorers.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}
