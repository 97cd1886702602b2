//! The annotations of an article as lines.

use super::conf::Conf;
use super::is_seam;
use super::kept::Kept;
use super::marks::Marks;
use super::spelling::Spelling;
use crate::formats::{Done, Ledger, Loss, Lost};
use crate::model::{ByteRange, Link, Origin, Parts, Span, SpanId};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// How names are spelled, for all articles alike.
#[derive(Default)]
pub struct Spellings {
    labels: Spelling,
    links: Spelling,
    attributes: Spelling,
}

impl Spellings {
    /// The spelling of a label; one that is not the name itself is noted when it comes first.
    pub fn label(&mut self, name: &str, changed: &mut Vec<String>) -> String {
        noted(&mut self.labels, name, changed)
    }

    /// The same of a link label.
    pub fn link(&mut self, name: &str, changed: &mut Vec<String>) -> String {
        noted(&mut self.links, name, changed)
    }

    /// The same of an attribute's name.
    pub fn attribute(&mut self, name: &str, changed: &mut Vec<String>) -> String {
        noted(&mut self.attributes, name, changed)
    }
}

fn noted(spelling: &mut Spelling, name: &str, changed: &mut Vec<String>) -> String {
    let (spelled, is_changed) = spelling.of(name);
    if is_changed {
        changed.push(name.to_owned());
    }
    spelled.to_owned()
}

/// Writes an article's lines.
pub struct Page<'a> {
    pub(super) article: &'a Parts,
    pub(super) spellings: &'a mut Spellings,
    pub(super) conf: &'a mut Conf,
    pub(super) ledger: &'a mut dyn Ledger,
    pub(super) changed: &'a mut Vec<String>,
    /// `T` and `E` ids of the spans, by our id; those without a piece have none.
    ids: HashMap<&'a SpanId, String>,
    /// Which of them are events, and their places among the spans.
    events: HashMap<&'a SpanId, usize>,
    pub(super) out: String,
}

impl<'a> Page<'a> {
    /// A page for an article. Names that had to be spelled otherwise go to `changed`.
    pub fn new(
        article: &'a Parts,
        spellings: &'a mut Spellings,
        conf: &'a mut Conf,
        ledger: &'a mut dyn Ledger,
        changed: &'a mut Vec<String>,
    ) -> Self {
        Self {
            out: String::with_capacity(article.spans.len() * 96),
            ids: HashMap::with_capacity(article.spans.len()),
            events: HashMap::new(),
            article,
            spellings,
            conf,
            ledger,
            changed,
        }
    }

    /// Notes a loss of this article.
    pub(super) fn lose(&mut self, lost: Lost, done: Done, item: &str, detail: &str) {
        self.ledger.lose(Loss {
            lost,
            done,
            article: self.article.header.id.clone(),
            item: item.to_owned(),
            detail: detail.to_owned(),
        });
    }

    /// The lines: what is used before what uses it.
    pub fn write(mut self) -> String {
        let spans: Vec<(&'a Span, Kept)> = self
            .article
            .spans
            .iter()
            .map(|span| (span, Kept::of(&span.extra)))
            .collect();
        self.bound(&spans);
        let links: Vec<(&'a Link, Kept)> = self
            .article
            .links
            .iter()
            .map(|link| (link, Kept::of(&link.extra)))
            .collect();
        let (roles, ties): (Vec<_>, Vec<_>) = links.into_iter().partition(|(link, kept)| {
            self.events.contains_key(&link.from)
                && kept.arguments.is_none()
                && kept.role.as_deref() != Some("*")
        });
        self.event_lines(&spans, &roles);
        let relations = self.relations(&ties);
        let mut marks = Marks::new(&self.article.entities);
        for (span, kept) in &spans {
            if let Some(id) = self.ids.get(&span.id).cloned() {
                marks.span(&mut self, &id, span, kept);
            }
        }
        for ((link, kept), id) in ties.iter().zip(&relations) {
            if let Some(id) = id {
                marks.link(&mut self, id, link, kept);
            }
        }
        marks.write(&mut self);
        self.out
    }

    /// The id of a span in the file.
    pub(super) fn id(&self, span: &SpanId) -> Option<&str> {
        self.ids.get(span).map(String::as_str)
    }

    /// Names who made and who decided, which nobody reads there.
    pub(super) fn provenance(&mut self, item: &str, origin: &Origin, has_more: bool) {
        let score = origin.score;
        let said = *origin
            != Origin {
                score,
                ..Origin::default()
            };
        if said || has_more {
            self.lose(Lost::Provenance, Done::Dropped, item, "");
        }
    }

    // ---- T lines ----------------------------------------------------------------------------

    fn bound(&mut self, spans: &[(&'a Span, Kept)]) {
        let own = |letter: char, span: &Span| is_id(letter, span.id.as_str());
        let mut free = Numbers::default();
        for (span, kept) in spans {
            match &kept.trigger {
                Some(trigger) => {
                    if own('E', span) {
                        free.take(span.id.as_str());
                    }
                    free.take(trigger);
                }
                None if own('T', span) => free.take(span.id.as_str()),
                None => {}
            }
        }
        // Triggers that several events share, or that are marks of their own.
        let mut triggers: HashMap<&str, Option<(Vec<ByteRange>, &str)>> = HashMap::new();
        for (span, kept) in spans {
            if kept.trigger.is_none() {
                triggers.insert(span.id.as_str(), None);
            }
        }
        for (at, (span, kept)) in spans.iter().enumerate() {
            let pieces = self.pieces(span);
            if pieces.is_empty() {
                let label = span.label.as_str();
                self.lose(Lost::Span, Done::Dropped, span.id.as_str(), label);
                continue;
            }
            let label = self.spellings.label(span.label.as_str(), self.changed);
            let Some(trigger) = &kept.trigger else {
                let id = if own('T', span) {
                    span.id.to_string()
                } else {
                    free.next('T')
                };
                self.conf.entities.row(&label);
                self.bound_line(&id, &label, &pieces);
                self.ids.insert(&span.id, id);
                continue;
            };
            let id = if own('E', span) {
                span.id.to_string()
            } else {
                free.next('E')
            };
            self.conf.events.row(&label);
            self.ids.insert(&span.id, id);
            self.events.insert(&span.id, at);
            let known = triggers.get(trigger.as_str());
            let is_written = match known {
                Some(None) => true,
                Some(Some((known, of))) => *known == pieces && *of == span.label.as_str(),
                None => false,
            };
            if !is_written {
                self.bound_line(trigger, &label, &pieces);
                triggers.insert(trigger, Some((pieces, span.label.as_str())));
            }
        }
        self.lose_links_of_the_dropped();
    }

    fn lose_links_of_the_dropped(&mut self) {
        if self.ids.len() == self.article.spans.len() {
            return;
        }
        for link in &self.article.links {
            if self.id(&link.from).is_none() || self.id(&link.to).is_none() {
                let label = link.label.as_str();
                self.lose(Lost::Link, Done::Dropped, link.id.as_str(), label);
            }
        }
    }

    fn bound_line(&mut self, id: &str, label: &str, pieces: &[ByteRange]) {
        let text = &self.article.text;
        let _ = write!(self.out, "{id}\t{label} ");
        for (at, piece) in pieces.iter().enumerate() {
            let (start, end) = (
                text.char_offset(piece.start).0,
                text.char_offset(piece.end).0,
            );
            let _ = write!(self.out, "{}{start} {end}", if at > 0 { ";" } else { "" });
        }
        self.out.push('\t');
        for (at, piece) in pieces.iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            self.out.push_str(text.slice(*piece));
        }
        self.out.push('\n');
    }

    /// A span's fragments, parted at line ends. Reading makes one of what only these part; what is lost
    /// by it is named.
    fn pieces(&mut self, span: &Span) -> Vec<ByteRange> {
        let text = &self.article.text;
        let (mut pieces, mut is_cut, mut is_joined) = (Vec::new(), false, false);
        let mut before: Option<ByteRange> = None;
        for &fragment in span.fragments.as_slice() {
            if let Some(before) = before {
                let gap = ByteRange::between(before.end, fragment.start);
                is_joined |= text.slice(gap).chars().all(is_seam);
            }
            before = Some(fragment);
            let words = text.slice(fragment);
            is_cut |= words.starts_with(is_seam) || words.ends_with(is_seam);
            let mut from = fragment.start.0;
            for words in words.split(is_seam) {
                let end = from + words.len();
                if !words.is_empty() {
                    pieces.push(ByteRange::new(from, end));
                }
                let seam = text
                    .as_str()
                    .get(end..)
                    .and_then(|rest| rest.chars().next());
                from = end + seam.map_or(0, char::len_utf8);
            }
        }
        let id = span.id.as_str();
        if is_cut && !pieces.is_empty() {
            self.lose(Lost::Boundary, Done::Replaced, id, span.label.as_str());
        }
        if is_joined {
            self.lose(Lost::Fragments, Done::Covered, id, span.label.as_str());
        }
        pieces
    }

    // ---- E lines ----------------------------------------------------------------------------

    /// A line for each event, those that others speak of first: some readers drop them else.
    fn event_lines(&mut self, spans: &[(&'a Span, Kept)], links: &[(&'a Link, Kept)]) {
        if self.events.is_empty() {
            return;
        }
        let mut arguments: HashMap<&SpanId, Vec<(&Link, &Kept)>> = HashMap::new();
        for (link, kept) in links {
            arguments.entry(&link.from).or_default().push((link, kept));
        }
        let none = Vec::new();
        let of = |id: &SpanId| arguments.get(id).unwrap_or(&none);
        let mut written: HashSet<&SpanId> = HashSet::new();
        let mut stack: Vec<(&SpanId, usize)> = Vec::new();
        let mut order: Vec<&SpanId> = Vec::with_capacity(self.events.len());
        for (span, kept) in spans {
            if kept.trigger.is_none() || !self.events.contains_key(&span.id) {
                continue;
            }
            if written.insert(&span.id) {
                stack.push((&span.id, 0));
            }
            while let Some((id, next)) = stack.pop() {
                let Some((link, _)) = of(id).get(next) else {
                    order.push(id);
                    continue;
                };
                stack.push((id, next + 1));
                if self.events.contains_key(&link.to) && written.insert(&link.to) {
                    stack.push((&link.to, 0));
                }
            }
        }
        let labels = spans
            .iter()
            .map(|(span, _)| (&span.id, span.label.as_str()));
        let labels: HashMap<&SpanId, &str> = labels.collect();
        for id in order {
            self.event_line(id, spans, &labels, of(id));
        }
    }

    fn event_line(
        &mut self,
        id: &SpanId,
        spans: &[(&Span, Kept)],
        labels: &HashMap<&SpanId, &str>,
        arguments: &[(&Link, &Kept)],
    ) {
        let place = self.events.get(id).and_then(|&at| spans.get(at));
        let (Some((span, kept)), Some(own)) = (place, self.ids.get(id)) else {
            return;
        };
        let trigger = kept.trigger.as_deref().unwrap_or_default();
        // The trigger may have a number of its own here.
        let trigger = self
            .ids
            .get(&SpanId::from(trigger))
            .map_or(trigger, String::as_str);
        let label = self.spellings.label(span.label.as_str(), self.changed);
        let mut line = format!("{own}\t{label}:{trigger}");
        let mut taken = HashSet::new();
        for (link, kept) in arguments {
            let Some(to) = self.ids.get(&link.to) else {
                continue;
            };
            let name = self.spellings.link(link.label.as_str(), self.changed);
            let mut role = match &kept.role {
                Some(role) if super::role_of(role) == name => role.clone(),
                _ => name.clone(),
            };
            let mut number = 1;
            while !taken.insert(role.clone()) {
                number += 1;
                role = format!("{name}{number}");
            }
            let _ = write!(line, " {role}:{to}");
            if let Some(to) = labels.get(&link.to) {
                let to = self.spellings.label(to, self.changed);
                self.conf.events.row(&label).row(&name).insert(to);
            }
        }
        line.push('\n');
        self.out.push_str(&line);
        for (link, _) in arguments {
            for name in link.attributes.keys() {
                self.lose(
                    Lost::LinkAttribute,
                    Done::Dropped,
                    link.id.as_str(),
                    name.as_str(),
                );
            }
            let has_more = link.decided.is_some() || link.proposed.is_some();
            self.provenance(link.id.as_str(), &link.origin, has_more);
        }
    }

    // ---- R and * lines ----------------------------------------------------------------------

    /// Writes the ties of two, and gives their ids; ties that are none of brat's `R` have none.
    fn relations(&mut self, links: &[(&'a Link, Kept)]) -> Vec<Option<String>> {
        let mut free = Numbers::default();
        for (link, _) in links {
            if is_id('R', link.id.as_str()) {
                free.take(link.id.as_str());
            }
        }
        let mut ids = Vec::with_capacity(links.len());
        let mut sets: Vec<(String, Vec<String>)> = Vec::new();
        for (link, kept) in links {
            let ends = (self.ids.get(&link.from), self.ids.get(&link.to));
            let (Some(from), Some(to)) = ends else {
                ids.push(None);
                continue;
            };
            let label = self.spellings.link(link.label.as_str(), self.changed);
            if kept.role.as_deref() == Some("*") {
                match sets.last_mut() {
                    Some((last, members)) if *last == label && members.last() == Some(from) => {
                        members.push(to.clone());
                    }
                    _ => sets.push((label, vec![from.clone(), to.clone()])),
                }
                ids.push(None);
                continue;
            }
            let id = if is_id('R', link.id.as_str()) {
                link.id.to_string()
            } else {
                free.next('R')
            };
            let plain = |name: &&str| !name.is_empty() && super::spelling::word(name) == **name;
            let names = kept.arguments.as_ref();
            let first = names
                .map(|names| names.0.as_str())
                .filter(plain)
                .unwrap_or("Arg1");
            let second = names
                .map(|names| names.1.as_str())
                .filter(plain)
                .unwrap_or("Arg2");
            let _ = writeln!(self.out, "{id}\t{label} {first}:{from} {second}:{to}");
            self.conf.relations.row(&label);
            self.conf.tied.row(&label);
            ids.push(Some(id));
        }
        for (label, members) in sets {
            let _ = writeln!(self.out, "*\t{label} {}", members.join(" "));
        }
        ids
    }
}

fn is_id(letter: char, id: &str) -> bool {
    let number = id.strip_prefix(letter).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Ids that nothing has yet.
#[derive(Default)]
struct Numbers {
    taken: HashSet<String>,
    last: HashMap<char, usize>,
}

impl Numbers {
    fn take(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    fn next(&mut self, letter: char) -> String {
        let last = self.last.entry(letter).or_default();
        loop {
            *last += 1;
            let id = format!("{letter}{last}");
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }
}
