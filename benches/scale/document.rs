//! Documents of any size with the same density of marks.

use dictum::model::{Document, Fragments, Header, Link, Origin, Parts, Span, State, Text};
use dictum::store::schemas;

const WORDS: [&str; 24] = [
    "the",
    "minister",
    "said",
    "on",
    "Monday",
    "that",
    "talks",
    "with",
    "Anna",
    "Petrova",
    "would",
    "go",
    "on",
    "because",
    "of",
    "the",
    "“bridge”",
    "over",
    "the",
    "river",
    "and",
    "court",
    "нет",
    "today",
];

/// A text of about so many bytes in paragraphs of some 400, with so many spans spread evenly:
/// quotes, speakers within and after them, events; every quote linked to the next speaker.
pub fn build(bytes: usize, spans: usize) -> Document {
    let (text, starts) = text(bytes);
    let step = (starts.len() - 20) / spans;
    let mut marks = Vec::with_capacity(spans);
    for number in 0..spans {
        let (label, words) = [("quote", 12), ("speaker", 2), ("event", 1)][number % 3];
        let at = number * step;
        let range = (starts[at]..starts[at + words] - 1).into();
        let Ok(fragments) = Fragments::one(range) else {
            continue;
        };
        let mut span = Span::new(
            format!("{}{number}", &label[..1]).into(),
            label.into(),
            fragments,
            Origin::human("bench"),
        );
        span.state = State::Accepted;
        marks.push(span);
    }
    let links = marks
        .iter()
        .zip(marks.iter().skip(1))
        .enumerate()
        .filter(|(_, (from, _))| from.label.as_str() == "quote");
    let links = links.map(|(number, (from, to))| Link {
        id: format!("l{number}").into(),
        label: "said_by".into(),
        from: from.id.clone(),
        to: to.id.clone(),
        attributes: Default::default(),
        state: State::Accepted,
        origin: Origin::human("bench"),
        decided: None,
        proposed: None,
        extra: Default::default(),
    });
    let links = links.collect();
    let header = Header {
        id: format!("bench-{bytes}"),
        ..Header::default()
    };
    let parts = Parts {
        header,
        schema: schemas::news(),
        text,
        spans: marks,
        links,
        entities: Vec::new(),
    };
    match Document::build(parts) {
        Ok(document) => document,
        Err(flaws) => panic!("the benchmark's document is flawed: {:?}", flaws.first()),
    }
}

/// Words in an order that does not repeat soon, and where each begins.
fn text(bytes: usize) -> (Text, Vec<usize>) {
    let (mut text, mut starts) = (String::with_capacity(bytes + 64), Vec::new());
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut next_break = 400;
    while text.len() < bytes {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        starts.push(text.len());
        text.push_str(WORDS[(seed % WORDS.len() as u64) as usize]);
        let ends = text.len() > next_break;
        text.push(if ends { '\n' } else { ' ' });
        if ends {
            next_break = text.len() + 200 + (seed >> 32) as usize % 400;
        }
    }
    (Text::new(text), starts)
}
