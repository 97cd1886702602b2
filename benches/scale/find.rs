//! Finding the next place of some words: how much text is gone through in a second, by what is looked for.

use super::{LARGE, SMALL, document, figures, median};
use dictum::model::{ByteOffset, Text};
use dictum::search::Query;
use std::hint::black_box;
use std::time::Instant;

const TIMES: usize = 15;

pub fn lines() {
    let text = |(bytes, spans)| document::build(bytes, spans).text().clone();
    let (small, large) = (text(SMALL), text(LARGE));
    for (name, query) in queries() {
        let (a, b) = (speed(&small, &query), speed(&large, &query));
        figures(&format!("find_{name}"), a, b, "GB/s");
    }
}

/// What stands nowhere in the text, so that all of it is gone through.
fn queries() -> [(&'static str, Query); 5] {
    let words = |words: &str| Query {
        words: words.to_owned(),
        ..Query::default()
    };
    let mut exact = words("ambassador");
    exact.match_case = true;
    let mut whole = words("ambassador");
    whole.whole_words = true;
    let mut expression = words("ambassador(s|ial)");
    expression.is_expression = true;
    [
        ("exact", exact),
        ("words", words("ambassador")),
        ("whole_words", whole),
        ("quotation", words("\"ambassador\"")),
        ("expression", expression),
    ]
}

fn speed(text: &Text, query: &Query) -> f64 {
    let finder = query.compile().expect("a query");
    let times = (0..TIMES).map(|_| {
        let start = Instant::now();
        assert!(black_box(finder.next(text, ByteOffset(0))).is_none());
        start.elapsed()
    });
    let time = median(times.collect());
    // Twice, as it goes round at the end.
    2.0 * text.len() as f64 / time.as_secs_f64() / 1e9
}
