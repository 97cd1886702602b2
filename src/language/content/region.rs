//! A paragraph cut into the stretches within which a cue and its content stand.

use super::super::phrase::{self, Item, Kind};
use super::super::quotation::{self, Quotation};
use super::super::sentences;
use super::neighbours;
use crate::model::{ByteRange, Text};

/// One sentence, or several that a quotation runs over; its outermost quotations are single items.
pub(in super::super) struct Region {
    pub range: ByteRange,
    pub items: Vec<Item>,
    /// Whether it is the inside of a quotation.
    pub nested: bool,
}

impl Region {
    /// Whether it is nothing but quotations.
    pub fn is_quote(&self) -> bool {
        !self.items.is_empty()
            && self.items.iter().all(|item| !item.is_word())
            && self.items.iter().any(|item| item.kind == Kind::Quote)
    }
}

/// The regions of a paragraph in text order, then those inside its quotations.
pub(in super::super) fn regions(text: &Text, paragraph: ByteRange) -> Vec<Region> {
    regions_between(text, paragraph, &quotation::quotations(text, paragraph))
}

/// The same, where the quotations of the paragraph are known.
pub(super) fn regions_between(
    text: &Text,
    paragraph: ByteRange,
    marks: &[Quotation],
) -> Vec<Region> {
    let top: Vec<Quotation> = marks
        .iter()
        .copied()
        .filter(|mark| mark.depth == 0)
        .collect();
    let mut regions = level(text, paragraph, &top, false);
    let second: Vec<Quotation> = marks
        .iter()
        .copied()
        .filter(|mark| mark.depth == 1)
        .collect();
    for mark in &top {
        regions.extend(level(text, mark.inner, &second, true));
    }
    regions
}

fn level(text: &Text, range: ByteRange, whole: &[Quotation], nested: bool) -> Vec<Region> {
    let mut units: Vec<ByteRange> = Vec::new();
    for sentence in sentences::sentences(text, range) {
        // The quotations of one level stand side by side, so that only the last before it can hold it.
        let before = whole.partition_point(|mark| mark.range.start < sentence.start);
        let holder = before.checked_sub(1).and_then(|i| whole.get(i));
        let within = holder.is_some_and(|mark| sentence.start < mark.range.end);
        match units.last_mut() {
            Some(last) if within => last.end = last.end.max(sentence.end),
            _ => units.push(sentence),
        }
    }
    let mut regions: Vec<Region> = Vec::new();
    for unit in units {
        let first = whole.partition_point(|mark| mark.range.start < unit.start);
        let near: Vec<Quotation> = whole[first..]
            .iter()
            .take_while(|mark| mark.range.start < unit.end)
            .copied()
            .filter(|mark| unit.covers(mark.range))
            .collect();
        let mut items = phrase::items(text, unit, &near);
        phrase::tag(&mut items);
        match regions.last_mut() {
            // “Why?” Kirby asked.
            Some(last) if awaits_cue(last) && neighbours::is_bare_cue(&items) => {
                last.range.end = unit.end;
                last.items.extend(items);
            }
            _ => regions.push(Region {
                range: unit,
                items,
                nested,
            }),
        }
    }
    regions
}

/// Whether a quotation ends the region and its sentence may go on: not “We left.”, which closes it.
fn awaits_cue(region: &Region) -> bool {
    region.items.last().is_some_and(|item| {
        item.kind == Kind::Quote && (region.is_quote() || !item.is_quote_ending(&['.']))
    })
}
