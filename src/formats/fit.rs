//! Making what goes out fit what a format holds; every loss is named.

use super::holds::{Holds, Overlaps, Pieces};
use super::import::{FORMAT_KEY, LABEL_KEY, LABELS_KEY, LINKS_KEY, format_of};
use super::loss::{Done, Ledger, Loss, Lost};
use super::names::Names;
use crate::model::{
    ByteRange, Extra, Fragments, LabelName, Link, LinkId, Origin, Parts, Span, SpanId,
};
use std::collections::{HashMap, HashSet};

/// The label of the links between the pieces of a span that was split.
pub const CONTINUES: &str = "continues";

/// Changes parts so that a format holds them whole. The schema's labels are left as they are.
pub fn fit(parts: &mut Parts, holds: &Holds, pieces: Pieces, ledger: &mut dyn Ledger) {
    let mut fit = Fit {
        article: parts.header.id.clone(),
        ledger,
    };
    if !holds.fragments {
        fit.pieces(parts, pieces, holds.links);
    }
    if holds.overlaps != Overlaps::Any {
        fit.overlaps(parts, holds.overlaps);
    }
    if !holds.links {
        for link in std::mem::take(&mut parts.links) {
            fit.lose(
                Lost::Link,
                Done::Dropped,
                link.id.as_str(),
                link.label.as_str(),
            );
        }
    }
    for span in &mut parts.spans {
        fit.span(span, holds);
    }
    for link in &mut parts.links {
        if !holds.link_attributes {
            for (name, _) in std::mem::take(&mut link.attributes) {
                fit.lose(
                    Lost::LinkAttribute,
                    Done::Dropped,
                    link.id.as_str(),
                    name.as_str(),
                );
            }
        }
        if !holds.provenance {
            fit.provenance_of_link(link);
        }
    }
    if !holds.entities {
        for entity in std::mem::take(&mut parts.entities) {
            fit.lose(
                Lost::Entity,
                Done::Dropped,
                entity.id.as_str(),
                &entity.name,
            );
        }
        parts.spans.iter_mut().for_each(|span| span.entity = None);
    }
    if !holds.metadata {
        fit.metadata(parts);
    }
}

/// Calls labels what they are called in a format: as the document was called there when it came from it,
/// else by the table.
pub fn rename(parts: &mut Parts, format: &str, names: &Names) {
    let imported = &parts.header.metadata.imported;
    let came_from_it = format_of(imported) == Some(format);
    let table = |key: &str| -> HashMap<String, String> {
        let table = imported.get(key).and_then(|table| table.as_object());
        let pairs = table.filter(|_| came_from_it).into_iter().flatten();
        pairs
            .filter_map(|(ours, theirs)| Some((ours.clone(), theirs.as_str()?.to_owned())))
            .collect()
    };
    let (labels, links) = (table(LABELS_KEY), table(LINKS_KEY));
    let own = |extra: &mut Extra| {
        let own = extra.remove(LABEL_KEY)?;
        own.as_str().filter(|_| came_from_it).map(LabelName::from)
    };
    let label = |ours: &LabelName| match labels.get(ours.as_str()) {
        Some(theirs) => theirs.as_str().into(),
        None => names.label_there(ours),
    };
    let link_label = |ours: &LabelName| match links.get(ours.as_str()) {
        Some(theirs) => theirs.as_str().into(),
        None => names.link_there(ours),
    };
    for span in &mut parts.spans {
        span.label = own(&mut span.extra).unwrap_or_else(|| label(&span.label));
        span.no_links = span.no_links.iter().map(link_label).collect();
    }
    for link in &mut parts.links {
        link.label = own(&mut link.extra).unwrap_or_else(|| link_label(&link.label));
    }
    std::sync::Arc::make_mut(&mut parts.schema).rename(label, link_label);
    for key in [FORMAT_KEY, LABELS_KEY, LINKS_KEY] {
        parts.header.metadata.imported.remove(key);
    }
}

struct Fit<'a> {
    article: String,
    ledger: &'a mut dyn Ledger,
}

impl Fit<'_> {
    fn lose(&mut self, lost: Lost, done: Done, item: &str, detail: &str) {
        self.ledger.lose(Loss {
            lost,
            done,
            article: self.article.clone(),
            item: item.to_owned(),
            detail: detail.to_owned(),
        });
    }

    // ---- spans of several pieces ------------------------------------------------------------

    fn pieces(&mut self, parts: &mut Parts, pieces: Pieces, links: bool) {
        let mut spans = Vec::with_capacity(parts.spans.len());
        let mut dropped = HashSet::new();
        let mut ids = ids_of(parts);
        for span in std::mem::take(&mut parts.spans) {
            if span.fragments.len() == 1 {
                spans.push(span);
                continue;
            }
            let words = words(parts, &span);
            let (done, put): (Done, Vec<Span>) = match pieces {
                Pieces::Split => (Done::Split, split(&span, &mut ids)),
                Pieces::Cover => (
                    Done::Covered,
                    one(span.fragments.hull(), &span).into_iter().collect(),
                ),
                Pieces::Drop => (Done::Dropped, Vec::new()),
            };
            self.lose(Lost::Fragments, done, span.id.as_str(), &words);
            if put.is_empty() {
                dropped.insert(span.id.clone());
            }
            if links {
                parts.links.extend(continued(&put, &mut ids));
            }
            spans.extend(put);
        }
        spans.sort_by_key(place);
        parts.spans = spans;
        self.links_without(parts, &dropped);
    }

    /// Drops the links of spans that are no longer there.
    fn links_without(&mut self, parts: &mut Parts, dropped: &HashSet<SpanId>) {
        if dropped.is_empty() {
            return;
        }
        for link in std::mem::take(&mut parts.links) {
            if dropped.contains(&link.from) || dropped.contains(&link.to) {
                self.lose(
                    Lost::Link,
                    Done::Dropped,
                    link.id.as_str(),
                    link.label.as_str(),
                );
            } else {
                parts.links.push(link);
            }
        }
    }

    // ---- spans over the same words ----------------------------------------------------------

    /// Keeps of spans that share words the one that begins first, the longer of two that begin together.
    fn overlaps(&mut self, parts: &mut Parts, overlaps: Overlaps) {
        let mut ends: HashMap<LabelName, usize> = HashMap::new();
        let mut dropped = HashSet::new();
        parts.spans.sort_by_key(place);
        let mut kept = Vec::with_capacity(parts.spans.len());
        for span in std::mem::take(&mut parts.spans) {
            let lane = match overlaps {
                Overlaps::OtherLabels => span.label.clone(),
                Overlaps::Any | Overlaps::None => LabelName::default(),
            };
            let end = ends.entry(lane).or_default();
            if span.fragments.start().0 < *end {
                let words = words(parts, &span);
                self.lose(Lost::Overlap, Done::Dropped, span.id.as_str(), &words);
                dropped.insert(span.id);
            } else {
                *end = span.fragments.end().0;
                kept.push(span);
            }
        }
        parts.spans = kept;
        self.links_without(parts, &dropped);
    }

    // ---- what is set on them ----------------------------------------------------------------

    fn span(&mut self, span: &mut Span, holds: &Holds) {
        let id = span.id.clone();
        if !holds.attributes {
            for (name, _) in std::mem::take(&mut span.attributes) {
                self.lose(Lost::Attribute, Done::Dropped, id.as_str(), name.as_str());
            }
        }
        if !holds.notes
            && let Some(note) = span.note.take()
        {
            self.lose(Lost::Note, Done::Dropped, id.as_str(), &note);
        }
        if !holds.nobody {
            for link in std::mem::take(&mut span.no_links) {
                self.lose(Lost::Nobody, Done::Dropped, id.as_str(), link.as_str());
            }
        }
        if !holds.provenance {
            let said = span.origin != Origin::default()
                || span.decided.is_some()
                || span.proposed.is_some();
            if said {
                self.lose(Lost::Provenance, Done::Dropped, id.as_str(), "");
            }
            span.origin = Origin::default();
            span.decided = None;
            span.proposed = None;
        }
    }

    fn provenance_of_link(&mut self, link: &mut Link) {
        if link.origin != Origin::default() || link.decided.is_some() || link.proposed.is_some() {
            self.lose(Lost::Provenance, Done::Dropped, link.id.as_str(), "");
        }
        link.origin = Origin::default();
        link.decided = None;
        link.proposed = None;
    }

    fn metadata(&mut self, parts: &mut Parts) {
        let header = &mut parts.header;
        // How it came in is ours to know, and is used to call labels what they were called there.
        let mut ours = crate::model::Extra::new();
        for key in [FORMAT_KEY, LABELS_KEY, LINKS_KEY] {
            ours.extend(header.metadata.imported.remove_entry(key));
        }
        let said = header.title.is_some()
            || header.language.is_some()
            || header.metadata != crate::model::Metadata::default();
        if said {
            self.lose(Lost::Metadata, Done::Dropped, "", "");
        }
        let header = &mut parts.header;
        header.title = None;
        header.language = None;
        header.metadata = crate::model::Metadata {
            imported: ours,
            ..crate::model::Metadata::default()
        };
    }
}

/// By start, the longer first, then by id.
fn place(span: &Span) -> (usize, std::cmp::Reverse<usize>, SpanId) {
    let hull = span.fragments.hull();
    (hull.start.0, std::cmp::Reverse(hull.end.0), span.id.clone())
}

fn words(parts: &Parts, span: &Span) -> String {
    const LONGEST: usize = 60;
    let pieces: Vec<&str> = span
        .fragments
        .iter()
        .map(|range| parts.text.slice(range))
        .collect();
    let words = pieces.join(" … ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

fn one(range: ByteRange, span: &Span) -> Option<Span> {
    Some(Span {
        fragments: Fragments::one(range).ok()?,
        ..span.clone()
    })
}

/// A span for each piece; the first keeps the id, and with it the links.
fn split(span: &Span, ids: &mut HashSet<String>) -> Vec<Span> {
    let pieces = span.fragments.iter().enumerate();
    let piece = |(number, range): (usize, ByteRange)| {
        let mut piece = one(range, span)?;
        if number > 0 {
            piece.id = free(&format!("{}.{}", span.id, number + 1), ids).into();
            piece.note = None;
            piece.no_links.clear();
        }
        Some(piece)
    };
    pieces.filter_map(piece).collect()
}

/// Links from each piece to the next.
fn continued(pieces: &[Span], ids: &mut HashSet<String>) -> Vec<Link> {
    let link = |pair: &[Span]| match pair {
        [from, to] => Some(Link {
            id: LinkId::from(free(&format!("{}.{CONTINUES}", to.id), ids)),
            label: CONTINUES.into(),
            from: from.id.clone(),
            to: to.id.clone(),
            attributes: crate::model::Attributes::new(),
            state: from.state,
            origin: Origin::default(),
            decided: None,
            proposed: None,
            extra: Extra::new(),
        }),
        _ => None,
    };
    pieces.windows(2).filter_map(link).collect()
}

fn ids_of(parts: &Parts) -> HashSet<String> {
    let spans = parts.spans.iter().map(|span| span.id.to_string());
    let links = parts.links.iter().map(|link| link.id.to_string());
    spans.chain(links).collect()
}

fn free(wanted: &str, ids: &mut HashSet<String>) -> String {
    let mut id = wanted.to_owned();
    while !ids.insert(id.clone()) {
        id.push('_');
    }
    id
}
