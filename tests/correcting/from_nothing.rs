//! Making what is meant, from nothing or beside what is there.

use super::gold::{Gold, Quote, live, pieces, speakers};
use super::typist::{ENTER, ESCAPE, SPACE, TAB, Typist, key};
use dictum::editor::{Chord, Outcome, Person};
use dictum::language::{mention_at, word_at};
use dictum::model::{ByteOffset, ByteRange, EntityId, Fragments, SpanId};
use std::collections::{BTreeMap, BTreeSet};

/// Readings that a person tries before something else.
const READINGS: usize = 4;

/// Makes everything that the document has not yet, in the order of reading, then sees to the people.
pub fn annotate(typist: &mut Typist, gold: &Gold) {
    let mut all: Vec<(ByteOffset, Option<Quote>, Fragments)> = Vec::new();
    for quote in gold.quotes() {
        all.push((
            quote.fragments.start(),
            Some(quote.clone()),
            quote.fragments,
        ));
    }
    for event in gold.events() {
        all.push((event.start(), None, event));
    }
    all.sort_by_key(|(start, quote, _)| (*start, quote.is_none()));
    for (_, quote, fragments) in all {
        match quote {
            Some(quote) => make_quote(typist, &quote),
            None => make_event(typist, &fragments),
        }
    }
    settle_people(typist, gold);
}

fn has(typist: &Typist, label: &str, fragments: &Fragments) -> Option<SpanId> {
    let mut spans = live(typist.editor.document(), label);
    spans
        .find(|span| span.fragments == *fragments)
        .map(|span| span.id.clone())
}

fn make_event(typist: &mut Typist, event: &Fragments) {
    if has(typist, "event", event).is_some() {
        return;
    }
    let range = event.hull();
    let text = typist.editor.document().text().clone();
    // A label's key on a mark that has just become current would give it another label.
    let moved = typist.editor.current().is_none();
    let from = typist.editor.selection();
    let wanted = |at: ByteRange| {
        at == range
            || at.is_empty() && word_at(&text, at.start) == Some(range) && (moved || at != from)
    };
    assert!(typist.go(range, wanted), "{}", text.slice(range));
    let outcome = typist.press("making events", key('e'));
    let made = has(typist, "event", event).is_some();
    assert!(
        made,
        "e: {}, {outcome:?}, {:?}",
        text.slice(range),
        typist.current()
    );
}

/// Marks a quote the cheapest way found, with its speakers.
pub fn make_quote(typist: &mut Typist, quote: &Quote) {
    if let Some(id) = has(typist, "quote", &quote.fragments) {
        if speakers(typist.editor.document(), &id) != quote.speakers {
            go_to_quote(typist, quote);
            typist.press("saying who", key('w'));
            say_who(typist, quote);
        }
        return;
    }
    mark_quote(typist, &quote.fragments);
    say_who(typist, quote);
}

/// Stands on a quote that is there, so that it is current.
fn go_to_quote(typist: &mut Typist, quote: &Quote) {
    let first = quote.fragments.as_slice()[0];
    while typist.editor.current().is_some() {
        typist.press("getting there", ESCAPE);
    }
    let inside = |at: ByteRange| at.is_empty() && first.start <= at.start && at.start < first.end;
    assert!(typist.go(first, inside));
}

/// Where a person would press `q` for a quote.
fn starts(typist: &Typist, quote: &Fragments) -> Vec<ByteRange> {
    let text = typist.editor.document().text();
    let paragraph = text.paragraphs()[text.paragraph_at(quote.start())];
    let first = quote.as_slice()[0];
    let mut starts = vec![
        ByteRange::empty_at(paragraph.start),
        ByteRange::empty_at(first.start),
    ];
    let mut at = paragraph.start;
    for _ in 0..5 {
        let next = dictum::language::next_stop(text, at);
        starts.extend(next);
        at = next.map_or(at, |next| next.start);
        let word = dictum::language::next_word_end(text, starts[1].start);
        starts.push(ByteRange::empty_at(word));
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn mark_quote(typist: &mut Typist, quote: &Fragments) {
    let before = typist.before();
    leave_mark(typist);
    let bare = typist.before();
    let starts = starts(typist, quote);
    let mut best: Option<(usize, Vec<Chord>, usize)> = None;
    let mut ways: Vec<Vec<Chord>> = typist.keys_to(&starts).into_iter().flatten().collect();
    ways.sort_by_key(Vec::len);
    for way in ways {
        let least = best.as_ref().map_or(usize::MAX, |(least, ..)| *least);
        for (keys, pressed) in readings(typist, quote, &way, least) {
            if best.as_ref().is_none_or(|(least, ..)| keys < *least) {
                best = Some((keys, way.clone(), pressed));
            }
        }
        typist.back(&bare);
    }
    typist.back(&before);
    let Some((_, way, pressed)) = best else {
        let words = typist.editor.document().text().slice(quote.hull());
        panic!("no way to mark {words}");
    };
    assert!(mark_from(typist, quote, &way, pressed));
}

/// How many keys each reading at the end of a way would take in all, with how often `q` is pressed; only
/// as long as that may be fewer than `least`.
fn readings(
    typist: &mut Typist,
    quote: &Fragments,
    way: &[Chord],
    least: usize,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let worth = READINGS.min(least.saturating_sub(way.len() + 1));
    if worth == 0 {
        return found;
    }
    typist.press_all("getting there", way);
    for pressed in 1..=worth {
        if matches!(typist.press("making quotes", key('q')), Outcome::Nothing(_)) {
            break;
        }
        let Some((_, made)) = typist.current() else {
            break;
        };
        let mending = match (made.as_slice(), quote.as_slice()) {
            _ if made == *quote => Some(0),
            ([now], [wanted]) => typist.boundary_keys(*now, *wanted),
            _ => None,
        };
        found.extend(mending.map(|keys| (way.len() + pressed + keys, pressed)));
    }
    found
}

fn leave_mark(typist: &mut Typist) {
    while typist.editor.current().is_some() || typist.editor.choices().is_some() {
        typist.press("getting there", ESCAPE);
    }
}

/// Goes a way, presses `q` so often there, and moves the ends until they are right.
fn mark_from(typist: &mut Typist, quote: &Fragments, way: &[Chord], pressed: usize) -> bool {
    leave_mark(typist);
    typist.press_all("getting there", way);
    for _ in 0..pressed {
        if matches!(typist.press("making quotes", key('q')), Outcome::Nothing(_)) {
            return false;
        }
    }
    match (typist.current(), quote.as_slice()) {
        (Some((_, made)), _) if made == *quote => true,
        (Some(_), [one]) => typist.mend(*one),
        _ => false,
    }
}

/// With the list open, says who.
pub fn say_who(typist: &mut Typist, quote: &Quote) {
    let Some(choices) = typist.editor.choices() else {
        panic!("no list of speakers is open");
    };
    if quote.speakers.is_empty() {
        typist.press("saying who", key('n'));
        return;
    }
    let place = |speaker: &Fragments| {
        choices
            .all
            .iter()
            .position(|choice| choice.mention == speaker.hull())
    };
    let places: Option<Vec<usize>> = quote.speakers.iter().map(place).collect();
    match places.as_deref() {
        Some([0]) => drop(typist.press("saying who", ENTER)),
        Some([one]) => {
            let digit = char::from_digit(*one as u32 + 1, 10).unwrap();
            typist.press("saying who", key(digit));
        }
        Some(several) => tick(typist, several),
        None => say_by_words(typist, &quote.speakers[0]),
    }
}

fn tick(typist: &mut Typist, places: &[usize]) {
    let ticked = typist.editor.choices().unwrap().ticked.clone();
    let wanted: BTreeSet<usize> = places.iter().copied().collect();
    let turn: Vec<usize> = ticked.symmetric_difference(&wanted).copied().collect();
    let mut at = 0;
    for place in turn {
        while at < place {
            typist.press("saying who", TAB);
            at += 1;
        }
        typist.press("saying who", SPACE);
    }
    typist.press("saying who", ENTER);
}

/// Goes to the words with the list open; `s` there is the answer.
fn say_by_words(typist: &mut Typist, speaker: &Fragments) {
    let range = speaker.hull();
    let text = typist.editor.document().text().clone();
    let mention = |at: ByteOffset| mention_at(&text, at).map(|mention| mention.range);
    let wanted = |at: ByteRange| at == range || at.is_empty() && mention(at.start) == Some(range);
    assert!(typist.go(range, wanted), "{}", text.slice(range));
    typist.press("saying who", key('s'));
    assert!(
        has(typist, "speaker", speaker).is_some(),
        "{}",
        text.slice(range)
    );
}

/// Mends whom mentions mean, each where it stands.
pub fn settle_people(typist: &mut Typist, gold: &Gold) {
    // Whom the gold's people are called here: by the first mention of each that stands for it.
    let mut called: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    let mentions: Vec<SpanId> = live(typist.editor.document(), "speaker")
        .map(|span| span.id.clone())
        .collect();
    for mention in mentions {
        let document = typist.editor.document();
        let span = document.span(&mention).unwrap().clone();
        let Some(meant) = gold.person(&pieces(&span.fragments)) else {
            continue;
        };
        let taken = |entity: &EntityId| called.values().any(|each| each == entity);
        match (called.get(&meant), &span.entity) {
            (Some(known), Some(entity)) if known == entity => continue,
            (None, Some(entity)) if !taken(entity) => {
                called.insert(meant, entity.clone());
                continue;
            }
            _ => {}
        }
        let person = match called.get(&meant) {
            Some(known) => Person::Known(known.clone()),
            None => Person::New(document.words(&span)),
        };
        while typist.editor.current().is_some() {
            typist.press("getting there", ESCAPE);
        }
        let range = span.fragments.hull();
        let at_it =
            |at: ByteRange| at.is_empty() && range.start <= at.start && at.start <= range.end;
        assert!(typist.go(range, at_it));
        // Ctrl+Tab and the key for the person.
        typist.press("getting there", TAB_OF_MARKS);
        typist.say_person(&mention, &person);
        let entity = typist
            .editor
            .document()
            .span(&mention)
            .unwrap()
            .entity
            .clone();
        called.entry(meant).or_insert(entity.unwrap());
    }
}

const TAB_OF_MARKS: Chord = Chord { ctrl: true, ..TAB };
