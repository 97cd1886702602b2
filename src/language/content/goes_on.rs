//! Free indirect speech: a sentence that goes on with what the one before reported.

use super::super::lexicon::Classes;
use super::super::phrase::{Item, Kind};
use super::bounds::{skip_connectives, trimmed_end};
use super::region::Region;
use super::{Attribution, Pattern, span};
use crate::model::{ByteRange, Fragments};

/// Connectives that add to what was said before.
const ADDING: [&str; 6] = [
    "also",
    "moreover",
    "furthermore",
    "additionally",
    "besides",
    "likewise",
];

/// Adds the sentences that go on with a demand: "Also, the port should stay open."
pub(super) fn add(regions: &[Region], to: &mut Vec<Attribution>) {
    for pair in regions.windows(2) {
        let [before, region] = pair else { continue };
        if before.nested || region.nested || holds_any(region, to) {
            continue;
        }
        let Some(last) = last_within(before.range, to) else {
            continue;
        };
        if let Some(content) = added_demand(&region.items) {
            let speaker = last.speaker;
            let start = content.start();
            to.push(Attribution {
                content,
                speaker,
                cue: ByteRange::empty_at(start),
                hearer: None,
                pattern: Pattern::GoesOn,
                nested: false,
                belief: false,
                score: 0.55,
            });
        }
    }
}

fn holds_any(region: &Region, found: &[Attribution]) -> bool {
    found.iter().any(|a| {
        region.range.covers(a.cue) && !a.cue.is_empty() || a.content.overlaps(region.range)
    })
}

fn last_within(range: ByteRange, found: &[Attribution]) -> Option<&Attribution> {
    found
        .iter()
        .rev()
        .filter(|a| !a.nested && !a.belief && range.covers(a.content.hull()))
        .max_by_key(|a| a.content.end())
}

/// A sentence that a connective adds to the one before, with "should", "must" or "ought to" in it.
fn added_demand(items: &[Item]) -> Option<Fragments> {
    let opener = items.first()?;
    if !ADDING.iter().any(|word| opener.is(word)) || items.get(1)?.kind != Kind::Comma {
        return None;
    }
    let demand = items
        .iter()
        .take(20)
        .any(|item| ["should", "must", "ought"].iter().any(|word| item.is(word)));
    let first = skip_connectives(items);
    let last = trimmed_end(items, first, items.len())?;
    let subject = !items.get(first)?.any(Classes::AUXILIARY);
    if !(demand && subject) {
        return None;
    }
    Fragments::one(span(items, first, last)?).ok()
}
