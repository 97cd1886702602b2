//! From a text and its annotations to what they say.

use super::conf::Conf;
use super::kept::Kept;
use super::line::{self, Line, What};
use super::reference::References;
use super::{NOBODY, NOTE, SCORE, STATE, is_seam, role_of};
use crate::disk::file_name;
use crate::formats::{
    Fault, Found, FoundLink, FoundSpan, Give, Piece, ReadError, Reads, Source, Unit,
};
use crate::model::{AttributeValue, Attributes, Extra, Header, Schema, State};
use std::collections::btree_map::Entry;
use std::collections::{HashMap, HashSet};

/// Reads `.ann` files with the `.txt` beside them.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let _ = give(article(source)?);
        Ok(())
    }
}

/// The article of an `.ann` file.
pub fn article(source: &Source<'_>) -> Result<Found, ReadError> {
    let annotations = source.text()?;
    let text_file = source.beside("txt");
    if !source.disk.exists(&text_file) {
        let reason = format!("its text is not there: {}", text_file.display());
        return Err(ReadError::Malformed(reason));
    }
    let bytes = source.bytes_of(&text_file)?;
    // A byte order mark of UTF-8 is a character to brat.
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(_other_encoding) => source.text_of(&text_file)?,
    };
    let conf_file = source.path.with_file_name("annotation.conf");
    let schema = if source.disk.exists(&conf_file) {
        Some(Conf::read(&source.text_of(&conf_file)?).schema())
    } else {
        None
    };
    let mut found = found_of(text, &annotations, schema);
    found.header = Header {
        id: file_name::unescape(&source.stem()).unwrap_or_default(),
        ..Header::default()
    };
    Ok(found)
}

/// What a text and its annotations say.
pub fn found_of(text: String, annotations: &str, schema: Option<Schema>) -> Found {
    let mut faults = Vec::new();
    let lines = line::parse(annotations, &mut faults);
    let mut reading = Reading {
        found: Found {
            text: without_mark(text, &lines),
            unit: Unit::CodePoints,
            seams: Some(is_seam),
            schema,
            faults,
            ..Found::default()
        },
        ids: HashMap::with_capacity(lines.len()),
        kept: Vec::new(),
        links_kept: Vec::new(),
        references: References::default(),
    };
    reading.spans(&lines);
    for line in &lines {
        reading.links(line);
    }
    for line in &lines {
        reading.set(line);
    }
    reading.finish()
}

/// The text without a byte order mark where the offsets do not count it.
fn without_mark(text: String, lines: &[Line<'_>]) -> String {
    let Some(rest) = text.strip_prefix('\u{feff}') else {
        return text;
    };
    const ENOUGH: usize = 20;
    let spans = lines.iter().filter_map(|line| match &line.what {
        What::Bound {
            pieces,
            words: Some(words),
            ..
        } => Some((pieces.first()?, words)),
        _ => None,
    });
    let fits = |text: &str, piece: &Piece, words: &str| {
        let here = text
            .chars()
            .skip(piece.start)
            .take(piece.end.saturating_sub(piece.start));
        words.chars().zip(here).all(|(one, other)| one == other)
    };
    let (mut with, mut without) = (0, 0);
    for (piece, words) in spans.take(ENOUGH) {
        with += usize::from(fits(&text, piece, words));
        without += usize::from(fits(rest, piece, words));
    }
    if without > with {
        rest.to_owned()
    } else {
        text
    }
}

/// What an id stands for.
#[derive(Clone, Copy)]
enum Named<'a> {
    Span(usize),
    Link(usize),
    /// Of an attribute or a reference: what it is set on.
    On(&'a str),
}

struct Reading<'a> {
    found: Found,
    ids: HashMap<&'a str, Named<'a>>,
    /// Beside the spans, and beside the links.
    kept: Vec<Kept>,
    links_kept: Vec<Kept>,
    references: References,
}

impl<'a> Reading<'a> {
    fn fault(&mut self, line: &Line<'_>, reason: impl Into<String>) {
        self.found.faults.push(Fault::at(line.number, reason));
    }

    // ---- spans ------------------------------------------------------------------------------

    /// A span for each event, and for each bound text that is not the trigger of an event of its label:
    /// so brat shows them.
    fn spans(&mut self, lines: &[Line<'a>]) {
        let mut bound: HashMap<&str, &Line<'_>> = HashMap::new();
        for line in lines {
            if let What::Bound { .. } = line.what
                && bound.insert(line.id, line).is_some()
            {
                self.fault(line, format!("{} is there twice", line.id));
            }
        }
        let mut triggers = HashSet::new();
        for line in lines {
            if let What::Event { label, trigger, .. } = line.what
                && let Some(What::Bound { label: own, .. }) =
                    bound.get(trigger).map(|line| &line.what)
                && *own == label
            {
                triggers.insert(trigger);
            }
        }
        for line in lines {
            match &line.what {
                What::Bound { label, .. } if !triggers.contains(line.id) => {
                    self.span(line, label, line, None);
                }
                What::Event { label, trigger, .. } => match bound.get(trigger) {
                    Some(of) => {
                        if self.ids.contains_key(line.id) {
                            self.fault(line, format!("{} is there twice", line.id));
                        }
                        let at = self.span(line, label, of, Some(trigger));
                        self.ids.entry(trigger).or_insert(Named::Span(at));
                    }
                    None => {
                        let reason = format!("{}: its trigger {trigger} is not there", line.id);
                        self.fault(line, reason);
                    }
                },
                _ => {}
            }
        }
    }

    fn span(
        &mut self,
        line: &Line<'a>,
        label: &str,
        of: &Line<'_>,
        trigger: Option<&str>,
    ) -> usize {
        let What::Bound { pieces, words, .. } = &of.what else {
            return 0;
        };
        let at = self.found.spans.len();
        self.found.spans.push(FoundSpan {
            id: line.id.to_owned(),
            label: label.to_owned(),
            pieces: pieces.clone(),
            words: words.clone(),
            state: State::Accepted,
            line: Some(line.number),
            ..FoundSpan::default()
        });
        self.kept.push(Kept {
            trigger: trigger.map(str::to_owned),
            ..Kept::default()
        });
        self.ids.entry(line.id).or_insert(Named::Span(at));
        at
    }

    /// What a span is called in what was found; the id as it is where there is no such span.
    fn span_id(&self, id: &str) -> String {
        match self.ids.get(id) {
            Some(Named::Span(at)) => self.found.spans.get(*at).map(|span| span.id.clone()),
            _ => None,
        }
        .unwrap_or_else(|| id.to_owned())
    }

    fn is_event(&self, id: &str) -> bool {
        match self.ids.get(id) {
            Some(Named::Span(at)) => self
                .kept
                .get(*at)
                .is_some_and(|kept| kept.trigger.is_some()),
            _ => false,
        }
    }

    // ---- links ------------------------------------------------------------------------------

    fn links(&mut self, line: &Line<'a>) {
        match &line.what {
            What::Relation { label, arguments } => self.relation(line, label, arguments),
            What::Event { arguments, .. } if self.is_event(line.id) => {
                for (role, filler) in arguments {
                    let label = role_of(role);
                    let kept = Kept {
                        role: Some(role)
                            .filter(|role| **role != label)
                            .map(|role| (*role).to_owned()),
                        ..Kept::default()
                    };
                    self.link(line, "", label, (line.id, filler), kept);
                }
            }
            What::Attribute { .. } | What::Reference { .. } => {
                if let Some(target) = self.target(line) {
                    self.ids.entry(line.id).or_insert(Named::On(target));
                }
            }
            _ => {}
        }
    }

    fn relation(&mut self, line: &Line<'a>, label: &str, arguments: &[(&str, &str)]) {
        let (Some(first), Some(second)) = (arguments.first(), arguments.get(1)) else {
            return self.fault(line, format!("{} ({label}) has no two arguments", line.id));
        };
        if arguments.len() > 2 {
            self.fault(
                line,
                format!("{} ({label}) has more than two arguments", line.id),
            );
        }
        let (from, to) = match (first.0, second.0) {
            ("Arg2", "Arg1") => (second, first),
            _ => (first, second),
        };
        let names = (from.0.to_owned(), to.0.to_owned());
        let plain = names.0 == "Arg1" && names.1 == "Arg2" && !self.is_event(from.1);
        let kept = Kept {
            arguments: Some(names).filter(|_| !plain),
            ..Kept::default()
        };
        self.link(line, line.id, label, (from.1, to.1), kept);
    }

    fn link(&mut self, line: &Line<'a>, id: &'a str, label: &str, ends: (&str, &str), kept: Kept) {
        let at = self.found.links.len();
        self.found.links.push(FoundLink {
            id: id.to_owned(),
            label: label.to_owned(),
            from: self.span_id(ends.0),
            to: self.span_id(ends.1),
            state: State::Accepted,
            line: Some(line.number),
            ..FoundLink::default()
        });
        self.links_kept.push(kept);
        if !id.is_empty() {
            self.ids.entry(id).or_insert(Named::Link(at));
        }
    }

    // ---- what is set on them ----------------------------------------------------------------

    /// What an attribute, a reference or a remark is set on: the first of its words that is an id, or
    /// stands where one should.
    fn target(&self, line: &Line<'a>) -> Option<&'a str> {
        match &line.what {
            What::Attribute { words } => words.get(self.target_place(words)).copied(),
            What::Reference { target, .. } | What::Remark { target, .. } => Some(target),
            _ => None,
        }
    }

    /// Where in an attribute's words its target stands: after a name that may have several words.
    fn target_place(&self, words: &[&str]) -> usize {
        let known = words
            .iter()
            .skip(1)
            .position(|word| self.ids.contains_key(word));
        known.map_or(1, |at| at + 1)
    }

    fn set(&mut self, line: &Line<'a>) {
        if let What::Set { label, members } = &line.what {
            return self.same(line, label, members);
        }
        let Some(target) = self.target(line) else {
            if let What::Attribute { .. } = line.what {
                self.fault(line, format!("{}: name and target expected", line.id));
            }
            return;
        };
        let Some(named) = self.ids.get(target).copied() else {
            return self.fault(line, format!("{}: {target} is not there", line.id));
        };
        match (&line.what, named) {
            (What::Attribute { words }, _) => {
                let place = self.target_place(words);
                let name = words.get(..place).unwrap_or_default().join(" ");
                let value = words.get(place + 1..).unwrap_or_default().join(" ");
                self.attribute(line, named, &name, value);
            }
            (
                What::Reference {
                    resource,
                    name,
                    kind,
                    ..
                },
                Named::Span(at),
            ) => {
                let Some(span) = self.found.spans.get_mut(at) else {
                    return;
                };
                if !self.references.set(span, line.id, kind, resource, name)
                    && let Some(kept) = self.kept.get_mut(at)
                {
                    kept.lines
                        .push(('N', (*kind).to_owned(), format!(" {resource}\t{name}")));
                }
            }
            (What::Reference { .. }, _) => {
                self.fault(line, format!("{}: {target} is no span", line.id));
            }
            (What::Remark { kind, text, .. }, _) => self.remark(named, target, kind, text),
            _ => {}
        }
    }

    fn attributes_of(
        &mut self,
        named: Named<'_>,
    ) -> Option<(&mut Attributes, &mut State, &mut Kept)> {
        match named {
            Named::Span(at) => {
                let span = self.found.spans.get_mut(at)?;
                Some((
                    &mut span.attributes,
                    &mut span.state,
                    self.kept.get_mut(at)?,
                ))
            }
            Named::Link(at) => {
                let link = self.found.links.get_mut(at)?;
                Some((
                    &mut link.attributes,
                    &mut link.state,
                    self.links_kept.get_mut(at)?,
                ))
            }
            Named::On(_) => None,
        }
    }

    fn attribute(&mut self, line: &Line<'_>, named: Named<'_>, name: &str, value: String) {
        if name == NOBODY
            && let Named::Span(at) = named
        {
            if let Some(span) = self.found.spans.get_mut(at) {
                span.no_links.push(value);
            }
            return;
        }
        let Some((attributes, state, kept)) = self.attributes_of(named) else {
            return self.fault(
                line,
                format!("{}: an attribute of no span and no relation", line.id),
            );
        };
        match (name, value.as_str()) {
            (STATE, "suggested") => *state = State::Suggested,
            (STATE, "rejected") => *state = State::Rejected,
            _ => match attributes.entry(name.into()) {
                Entry::Vacant(free) => {
                    if value.contains(' ') {
                        kept.several.push(name.to_owned());
                    }
                    free.insert(if value.is_empty() {
                        AttributeValue::Flag(true)
                    } else {
                        AttributeValue::Text(value)
                    });
                }
                Entry::Occupied(mut set) => add(set.get_mut(), value),
            },
        }
    }

    /// A note, or the value of an attribute that is more than a word.
    fn remark(&mut self, named: Named<'_>, target: &str, kind: &str, text: &str) {
        if kind == super::ENTITY && self.references.tell(target, text) {
            return;
        }
        match named {
            Named::On(of) => match self.ids.get(of).copied() {
                Some(Named::On(_)) | None => {}
                Some(named) => self.remark(named, of, kind, text),
            },
            Named::Span(at) if kind == NOTE => {
                if let Some(span) = self.found.spans.get_mut(at) {
                    let note = span.note.get_or_insert_default();
                    if !note.is_empty() {
                        note.push('\n');
                    }
                    note.push_str(text);
                }
            }
            Named::Span(at) if kind == SCORE && text.parse::<f64>().is_ok() => {
                if let Some(span) = self.found.spans.get_mut(at) {
                    span.origin.score = text.parse().ok();
                }
            }
            Named::Link(at) if kind == SCORE && text.parse::<f64>().is_ok() => {
                if let Some(link) = self.found.links.get_mut(at) {
                    link.origin.score = text.parse().ok();
                }
            }
            _ => {
                let Some((attributes, _, kept)) = self.attributes_of(named) else {
                    return;
                };
                let is_remark = kept.remarks.iter().any(|name| name == kind);
                match attributes.entry(kind.into()) {
                    Entry::Vacant(free) if kind != NOTE => {
                        free.insert(AttributeValue::Text(text.to_owned()));
                        kept.remarks.push(kind.to_owned());
                    }
                    Entry::Occupied(mut set) if is_remark => {
                        if let AttributeValue::Text(words) = set.get_mut() {
                            words.push('\n');
                            words.push_str(text);
                        }
                    }
                    _ => kept.lines.push(('#', kind.to_owned(), format!("\t{text}"))),
                }
            }
        }
    }

    /// Spans that mean the same: one entity, where they mean nothing else; else ties from each to the next.
    fn same(&mut self, line: &Line<'_>, label: &str, members: &[&str]) {
        let mut places = Vec::with_capacity(members.len());
        for member in members {
            match self.ids.get(member) {
                Some(Named::Span(at)) => places.push(*at),
                _ => self.fault(line, format!("{label}: {member} is not there")),
            }
        }
        let are_free = places.iter().all(|&at| {
            self.found
                .spans
                .get(at)
                .is_some_and(|span| span.entity.is_none())
        });
        if are_free && label == super::reference::SAME {
            return self.references.same(&mut self.found.spans, &places);
        }
        for pair in places.windows(2) {
            let [from, to] = pair else { continue };
            let id = |at: &usize| self.found.spans.get(*at).map(|span| span.id.clone());
            let (Some(from), Some(to)) = (id(from), id(to)) else {
                continue;
            };
            self.found.links.push(FoundLink {
                label: label.to_owned(),
                from,
                to,
                state: State::Accepted,
                line: Some(line.number),
                extra: Extra::new(),
                ..FoundLink::default()
            });
            self.links_kept.push(Kept {
                role: Some("*".to_owned()),
                ..Kept::default()
            });
        }
    }

    fn finish(mut self) -> Found {
        for (span, kept) in self.found.spans.iter_mut().zip(&self.kept) {
            kept.put(&mut span.extra);
        }
        for (link, kept) in self.found.links.iter_mut().zip(&self.links_kept) {
            kept.put(&mut link.extra);
        }
        self.found.entities = self.references.entities();
        self.found
    }
}

/// A further value of an attribute.
fn add(value: &mut AttributeValue, more: String) {
    match value {
        AttributeValue::Many(many) => many.push(more),
        AttributeValue::Text(text) => {
            *value = AttributeValue::Many(vec![std::mem::take(text), more]);
        }
        AttributeValue::Flag(_) => *value = AttributeValue::Text(more),
    }
}
