//! Going through the suggestions, then making what no tagger has found.

use super::from_nothing;
use super::gold::{Gold, Quote, speakers};
use super::typist::{ENTER, TAB, Typist, key};
use dictum::model::{ByteRange, Fragments, Span};

/// Nobody mends a quote that shares less than this with what is meant.
const WORTH_MENDING: f64 = 0.5;

pub fn correct(typist: &mut Typist, gold: &Gold) {
    let (quotes, events) = (gold.quotes(), gold.events());
    typist.press("deciding", TAB);
    while let Some(span) = typist.editor.current_waiting().cloned() {
        match span.label.as_str() {
            "quote" => decide_quote(typist, &quotes, &span),
            "event" if events.contains(&span.fragments) => accept(typist),
            _ => reject(typist),
        }
    }
    assert_eq!(typist.editor.left().waiting, 0, "all is gone through");
    from_nothing::annotate(typist, gold);
}

fn accept(typist: &mut Typist) {
    typist.press("deciding", ENTER);
}

fn reject(typist: &mut Typist) {
    typist.press("deciding", key('x'));
}

fn decide_quote(typist: &mut Typist, quotes: &[Quote], span: &Span) {
    let there = |quote: &&Quote| {
        let spans = super::gold::live(typist.editor.document(), "quote");
        !spans
            .into_iter()
            .any(|other| other.id != span.id && other.fragments == quote.fragments)
    };
    let fits = |quote: &&Quote| shared(&quote.fragments, &span.fragments) >= WORTH_MENDING;
    let best = quotes.iter().filter(there).filter(fits).max_by(|a, b| {
        let part = |quote: &Quote| shared(&quote.fragments, &span.fragments);
        part(a).total_cmp(&part(b))
    });
    let Some(quote) = best else {
        return reject(typist);
    };
    if quote.fragments != span.fragments && !mended(typist, quote) {
        return reject(typist);
    }
    say_who(typist, quote, span);
}

/// Moves the ends; what is in several pieces is made anew.
fn mended(typist: &mut Typist, quote: &Quote) -> bool {
    match quote.fragments.as_slice() {
        [one] => typist.mend(*one),
        _ => false,
    }
}

fn say_who(typist: &mut Typist, quote: &Quote, span: &Span) {
    if speakers(typist.editor.document(), &span.id) == quote.speakers {
        return accept(typist);
    }
    if quote.speakers.is_empty() {
        typist.press("saying who", key('n'));
        return;
    }
    let offered = typist.editor.offered().unwrap();
    let place = |speaker: &Fragments| {
        offered
            .all
            .iter()
            .position(|choice| choice.mention == speaker.hull())
    };
    if let [speaker] = quote.speakers.as_slice()
        && let Some(place) = place(speaker)
    {
        let digit = char::from_digit(place as u32 + 1, 10).unwrap();
        typist.press("saying who", key(digit));
        return;
    }
    typist.press("saying who", key('w'));
    from_nothing::say_who(typist, quote);
    // Words that were gone to are an answer, and the next card is to be gone to.
    let same = typist
        .editor
        .current()
        .is_some_and(|id| !typist.editor.waits(id));
    if same && typist.editor.left().waiting > 0 {
        typist.press("deciding", TAB);
    }
}

/// How much two marks share of what they cover together, 0 to 1.
fn shared(a: &Fragments, b: &Fragments) -> f64 {
    let len = |all: &Fragments| all.iter().map(|range| range.len()).sum::<usize>();
    let both: usize = a
        .iter()
        .flat_map(|one| b.iter().filter_map(move |other| one.intersection(other)))
        .map(ByteRange::len)
        .sum();
    both as f64 / (len(a) + len(b) - both).max(1) as f64
}
