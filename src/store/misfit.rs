//! Spans that do not fit the text of their document, kept apart until a person decides.

use super::{convert, wire};
use crate::model::{
    ByteRange, CharOffset, Document, Fragments, FragmentsError, Link, LinkId, Span, SpanId, Text,
};
use memchr::memmem;

/// A span that does not fit the text, as it stood in the file, with the links from and to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// As it stood in the file.
    pub span: wire::Span,
    /// Every link that begins or ends at it. One between two misfits is with both.
    pub links: Vec<wire::Link>,
    /// Why it does not fit.
    pub problem: Problem,
    /// Whether that is said of what the span was when it was proposed.
    pub in_proposal: bool,
}

/// Why fragments do not fit the text. They are counted from 0 here, and from 1 in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There are none.
    #[error("it has no fragments")]
    None,
    /// One holds no text.
    #[error("piece {} is empty", .0 + 1)]
    Empty(usize),
    /// One ends before it begins.
    #[error("piece {} ends before it begins", .0 + 1)]
    Backwards(usize),
    /// One reaches past the end of the text.
    #[error("piece {} reaches to {}, past the end of the text", .0 + 1, .1)]
    Outside(usize, CharOffset),
    /// One overlaps or touches the one before it, or stands before it.
    #[error("piece {} overlaps or touches the one before it, or stands before it", .0 + 1)]
    Order(usize),
    /// Other words stand there.
    #[error("piece {} should read “{stored}”, but “{found}” stands there", .fragment + 1)]
    Text {
        /// Which fragment.
        fragment: usize,
        /// What the file says, shortened.
        stored: String,
        /// What the article says, shortened.
        found: String,
    },
}

/// A misfit whose words are nowhere in the article, or whose file does not give them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its words are not in the article")]
pub struct Lost;

/// The stretches of fragments in the text, when each is there and reads as stored.
pub(super) fn fit(text: &Text, fragments: &[wire::Fragment]) -> Result<Fragments, Problem> {
    let ranges = fragments
        .iter()
        .enumerate()
        .map(|(at, fragment)| place(text, at, fragment))
        .collect::<Result<Vec<ByteRange>, Problem>>()?;
    Fragments::new(ranges).map_err(|error| match error {
        FragmentsError::None => Problem::None,
        FragmentsError::Empty(at) => Problem::Empty(at),
        FragmentsError::Order(at) => Problem::Order(at),
    })
}

fn place(text: &Text, at: usize, fragment: &wire::Fragment) -> Result<ByteRange, Problem> {
    if fragment.start > fragment.end {
        return Err(Problem::Backwards(at));
    }
    let range = convert::range_in(text, fragment).ok_or(Problem::Outside(at, fragment.end))?;
    let found = text.slice(range);
    if !fragment.text.is_empty() && fragment.text != found {
        return Err(Problem::Text {
            fragment: at,
            stored: shortened(&fragment.text),
            found: shortened(found),
        });
    }
    Ok(range)
}

fn shortened(words: &str) -> String {
    const LONGEST: usize = 60;
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

impl Misfit {
    pub(super) fn new(span: wire::Span, problem: Problem) -> Self {
        Self {
            span,
            links: Vec::new(),
            problem,
            in_proposal: false,
        }
    }

    pub(super) fn new_proposed(span: wire::Span, problem: Problem) -> Self {
        Self {
            in_proposal: true,
            ..Self::new(span, problem)
        }
    }

    /// At most `most` places where its words stand in the article, the nearest first.
    pub fn places(&self, document: &Document, most: usize) -> Vec<Fragments> {
        places(document.text(), &self.span.fragments, most)
    }

    /// The span at the nearest place of its words, with those of its links whose other end is in
    /// the document. When its id has been taken meanwhile, it has a new one. What it was proposed
    /// as comes along only if that is found too.
    pub fn find_again(&self, document: &Document) -> Result<(Span, Vec<Link>), Lost> {
        let nearest =
            |fragments: &[wire::Fragment]| places(document.text(), fragments, 1).into_iter().next();
        let fragments = nearest(&self.span.fragments).ok_or(Lost)?;
        Ok(self.taken_at(document, fragments))
    }

    /// The same at fragments that somebody has chosen.
    pub(super) fn taken_at(&self, document: &Document, fragments: Fragments) -> (Span, Vec<Link>) {
        let proposed = self.span.proposed.as_ref().and_then(|proposal| {
            places(document.text(), &proposal.fragments, 1)
                .into_iter()
                .next()
        });
        let mut span = convert::span_in(self.span.clone(), fragments, proposed);
        span.id = free_id(document, span.id.as_str()).into();
        span.entity = span
            .entity
            .filter(|entity| document.entity(entity).is_some());
        let links = self.links_again(document, &span.id);
        (span, links)
    }

    fn links_again(&self, document: &Document, id: &SpanId) -> Vec<Link> {
        let lead = |end: &SpanId| {
            if *end == self.span.id {
                Some(id.clone())
            } else {
                document.span(end).map(|_| end.clone())
            }
        };
        let mut links: Vec<Link> = Vec::new();
        for link in &self.links {
            if let (Some(from), Some(to)) = (lead(&link.from), lead(&link.to)) {
                let mut id = free_id(document, link.id.as_str());
                while links.iter().any(|other| other.id.as_str() == id) {
                    id.push('x');
                }
                links.push(Link {
                    id: LinkId::from(id),
                    from,
                    to,
                    ..convert::link_in(link.clone())
                });
            }
        }
        links
    }
}

/// The id itself while nothing has it, else the next of its kind.
fn free_id(document: &Document, id: &str) -> String {
    let taken = document.span(&SpanId::from(id)).is_some()
        || document.link(&LinkId::from(id)).is_some()
        || document.entity(&crate::model::EntityId::from(id)).is_some();
    if taken {
        document.free_id(id.trim_end_matches(|c: char| c.is_ascii_digit()))
    } else {
        id.to_owned()
    }
}

// ---- finding words --------------------------------------------------------------------------

/// Places of fragments in the text: the first fragment wherever its words stand, nearest to where
/// it should be first, the others after it, as near as can be to their old distance.
fn places(text: &Text, fragments: &[wire::Fragment], most: usize) -> Vec<Fragments> {
    let [first, rest @ ..] = fragments else {
        return Vec::new();
    };
    let whole: Result<Vec<ByteRange>, Problem> = fragments
        .iter()
        .enumerate()
        .map(|(at, fragment)| place(text, at, fragment))
        .collect();
    // Every word is where it should be; only their order or their touching was wrong.
    if let Some(joined) = whole.ok().and_then(|ranges| Fragments::joined(ranges).ok()) {
        return vec![joined];
    }
    if fragments.iter().any(|fragment| fragment.text.is_empty()) {
        return Vec::new();
    }
    Nearest::new(text, &first.text, expected(text, first.start))
        .filter_map(|start| {
            let begin = ByteRange::new(start, start + first.text.len());
            let shift = start as isize - expected(text, first.start) as isize;
            follow(text, begin, rest, shift)
        })
        .take(most)
        .collect()
}

/// The other fragments of a span whose first stands at `begin`.
fn follow(
    text: &Text,
    begin: ByteRange,
    rest: &[wire::Fragment],
    shift: isize,
) -> Option<Fragments> {
    let mut ranges = vec![begin];
    let mut end = begin.end.0;
    for fragment in rest {
        let wanted = expected(text, fragment.start).saturating_add_signed(shift);
        // Those after the last are all that will do, so a nearer one before it is passed over.
        let start = Nearest::new(text, &fragment.text, wanted.max(end)).find(|&at| at >= end)?;
        end = start + fragment.text.len();
        ranges.push(ByteRange::new(start, end));
    }
    Fragments::joined(ranges).ok()
}

fn expected(text: &Text, at: CharOffset) -> usize {
    text.byte_of_char(at).unwrap_or_else(|| text.end()).0
}

/// Where words stand in a text, the nearest to a place first.
struct Nearest<'a> {
    text: &'a str,
    words: &'a str,
    before: Option<usize>,
    after: Option<usize>,
    wanted: usize,
}

impl<'a> Nearest<'a> {
    fn new(text: &'a Text, words: &'a str, wanted: usize) -> Self {
        let mut found = Self {
            text: text.as_str(),
            words,
            before: None,
            after: None,
            wanted,
        };
        found.after = found.next_from(wanted);
        found.before = found.last_before(wanted);
        found
    }

    fn next_from(&self, at: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(at..)?;
        memmem::find(rest, self.words.as_bytes()).map(|found| at + found)
    }

    /// The last place that begins before `at`.
    fn last_before(&self, at: usize) -> Option<usize> {
        let end = (at + self.words.len())
            .saturating_sub(1)
            .min(self.text.len());
        let head = self.text.as_bytes().get(..end)?;
        memmem::rfind(head, self.words.as_bytes()).filter(|&found| found < at)
    }
}

impl Iterator for Nearest<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let is_before = match (self.before, self.after) {
            (Some(before), Some(after)) => self.wanted - before < after - self.wanted,
            (before, _) => before.is_some(),
        };
        if is_before {
            let found = self.before?;
            self.before = self.last_before(found);
            Some(found)
        } else {
            let found = self.after?;
            self.after = self.next_from(found + 1);
            Some(found)
        }
    }
}
