//! What the tests of several rules share, and what holds for every text.

use crate::model::{ByteRange, Fragments, Text};

/// A text with a span written in brackets, and that span.
pub(super) fn marked(line: &str) -> (Text, Fragments) {
    let mut plain = String::new();
    let mut ranges = Vec::new();
    let mut start = 0;
    for c in line.chars() {
        match c {
            '[' => start = plain.len(),
            ']' => ranges.push(ByteRange::new(start, plain.len())),
            c => plain.push(c),
        }
    }
    (Text::new(plain), Fragments::new(ranges).unwrap())
}

/// The text with the span written in brackets.
pub(super) fn show(text: &Text, span: &Fragments) -> String {
    let mut shown = text.as_str().to_owned();
    for fragment in span.as_slice().iter().rev() {
        shown.insert(fragment.end.0, ']');
        shown.insert(fragment.start.0, '[');
    }
    shown
}

mod corpora;
mod example;
mod totality;
