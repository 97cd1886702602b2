//! PolNeAR: brat's files with an event for each attribution, of a content, a source and a cue.
//!
//! Each content is a quote, said by each source and told by each cue of its event; the event's own mark
//! goes, and is kept with them by name. An event without a content stays as it is.

use super::brat::{self, Kept};
use super::{Format, Found, FoundLink, FoundSpan, Give, Glimpse, ReadError, Reads, Source};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// The format.
pub static POLNEAR: Format = Format {
    name: "polnear",
    title: "PolNeAR",
    recognises,
    reads: Some(&Reader),
    writes: None,
};

/// What an event that ties them is called; others, as `Attribution-no-source`, begin with it.
const EVENT: &str = "Attribution";
/// One of which was decided that it has no source.
const NO_SOURCE: &str = "Attribution-no-source";
const CONTENT: &str = "Content";
const SOURCE: &str = "Source";
const CUE: &str = "Cue";
/// The key of a quote's or a link's `extra`: which event it was of.
const EVENT_KEY: &str = "polnear_event";

fn recognises(glimpse: &Glimpse<'_>) -> bool {
    let event = [":T", "-no-source:T"]
        .iter()
        .any(|rest| glimpse.has(&[&format!("\t{EVENT}{rest}")]));
    brat::recognises(glimpse) && event && glimpse.has(&["\tContent ", " Content:"])
}

struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let mut found = brat::article(source)?;
        attributions(&mut found);
        let _: ControlFlow<()> = give(found);
        Ok(())
    }
}

/// The parts of an event, as places among the links.
#[derive(Default)]
struct Event {
    contents: Vec<usize>,
    others: Vec<usize>,
    has_more: bool,
}

/// Makes ties of a quote of every event that has a content.
fn attributions(found: &mut Found) {
    let mut events: HashMap<String, Event> = HashMap::new();
    for span in &found.spans {
        if is_event(span) {
            events.insert(span.id.clone(), Event::default());
        }
    }
    let mut spoken_of = HashSet::new();
    for (at, link) in found.links.iter().enumerate() {
        if events.contains_key(&link.to) {
            spoken_of.insert(link.to.clone());
        }
        let Some(event) = events.get_mut(&link.from) else {
            continue;
        };
        match link.label.as_str() {
            CONTENT => event.contents.push(at),
            SOURCE | CUE => event.others.push(at),
            _ => event.has_more = true,
        }
    }
    // What others speak of, or what has parts beyond these, stays as it is.
    events.retain(|id, event| {
        !event.contents.is_empty() && !event.has_more && !spoken_of.contains(id)
    });
    let links = ties(found, &events);
    tell(found, &events);
    found.links.retain(|link| !events.contains_key(&link.from));
    found.links.extend(links);
    found.spans.retain(|span| !events.contains_key(&span.id));
}

fn is_event(span: &FoundSpan) -> bool {
    span.label.starts_with(EVENT) && Kept::of(&span.extra).trigger.is_some()
}

/// From each content to each source and cue, in the order of the file.
fn ties(found: &Found, events: &HashMap<String, Event>) -> Vec<FoundLink> {
    let mut links = Vec::new();
    for span in &found.spans {
        let Some(event) = events.get(&span.id) else {
            continue;
        };
        for content in event.contents.iter().filter_map(|&at| found.links.get(at)) {
            for other in event.others.iter().filter_map(|&at| found.links.get(at)) {
                let mut link = FoundLink {
                    from: content.to.clone(),
                    ..other.clone()
                };
                link.extra.clear();
                link.extra
                    .insert(EVENT_KEY.to_owned(), span.id.as_str().into());
                links.push(link);
            }
        }
    }
    links
}

/// Tells each quote of what its event was, and what was set on it.
fn tell(found: &mut Found, events: &HashMap<String, Event>) {
    let places: HashMap<String, usize> = found
        .spans
        .iter()
        .enumerate()
        .map(|(at, span)| (span.id.clone(), at))
        .collect();
    for at in 0..found.spans.len() {
        let Some(span) = found.spans.get(at) else {
            continue;
        };
        let Some(event) = events.get(&span.id) else {
            continue;
        };
        let (id, label, note) = (span.id.clone(), span.label.clone(), span.note.clone());
        let (attributes, trigger) = (span.attributes.clone(), Kept::of(&span.extra).trigger);
        for content in &event.contents {
            let quote = found
                .links
                .get(*content)
                .and_then(|link| places.get(&link.to));
            let Some(quote) = quote.and_then(|&at| found.spans.get_mut(at)) else {
                continue;
            };
            for (name, value) in &attributes {
                quote
                    .attributes
                    .entry(name.clone())
                    .or_insert_with(|| value.clone());
            }
            if let Some(note) = &note {
                let own = quote.note.get_or_insert_default();
                if !own.is_empty() {
                    own.push('\n');
                }
                own.push_str(note);
            }
            if label == NO_SOURCE && !quote.no_links.iter().any(|link| link == SOURCE) {
                quote.no_links.push(SOURCE.to_owned());
            }
            let told = serde_json::json!({ "id": id, "label": label, "trigger": trigger });
            let known = quote.extra.entry(EVENT_KEY.to_owned());
            let known = known.or_insert_with(|| serde_json::Value::Array(Vec::new()));
            if let Some(known) = known.as_array_mut() {
                known.push(told);
            }
        }
    }
}
