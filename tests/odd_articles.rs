//! Whatever an article is, tagging it ends in a time that grows as its length does, with a document that
//! holds together.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test ends where its input is not what it must be, and tells its figures"
)]

#[path = "made/odd_articles.rs"]
mod odd_articles;

use dictum::model::{Document, Header, Text};
use dictum::store::{read, schemas, write_jsonl};
use dictum::tagger::{self, rules::Rules};
use std::path::Path;
use std::time::{Duration, Instant};

fn tagged(words: &str) -> Document {
    let mut document = Document::new(Header::default(), schemas::news(), Text::new(words));
    let edit = tagger::tag(&Rules, &document).unwrap();
    document.apply(&edit).unwrap();
    document
}

#[test]
fn every_odd_article_gives_a_document_that_holds_together() {
    for (name, words) in odd_articles::odd_articles(1_500) {
        let document = tagged(&words);
        let text = document.text();
        for span in document.spans() {
            for part in &span.fragments {
                let whole =
                    text.is_grapheme_boundary(part.start) && text.is_grapheme_boundary(part.end);
                assert!(whole && part.end <= text.end(), "{name}: {part:?}");
            }
        }
        let written = write_jsonl(&document);
        let opened = read(written.as_bytes(), Path::new("odd.json")).unwrap();
        assert!(opened.misfits.is_empty(), "{name}");
        assert_eq!(write_jsonl(&opened.document), written, "{name}");
    }
}

#[test]
fn twice_the_article_takes_no_more_than_twice_the_time() {
    // More than one piece of a long paragraph each.
    let (short, long) = (9_000, 27_000);
    let pairs = odd_articles::odd_articles(short)
        .into_iter()
        .zip(odd_articles::odd_articles(long));
    let mut slow = Vec::new();
    for ((name, few), (_, many)) in pairs {
        // Three times the length: a square would take nine times as long. A busy machine may hold one of
        // the two up, so that what looks slow is measured once more.
        let ratio = match self::ratio(name, &few, &many) {
            ratio if ratio > LINEAR => ratio.min(self::ratio(name, &few, &many)),
            ratio => ratio,
        };
        if ratio > LINEAR {
            slow.push(format!("{name}: {ratio:.1}"));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

/// So much longer three times the length may take.
const LINEAR: f64 = 7.0;

/// How many times as long the long article takes.
fn ratio(name: &str, few: &str, many: &str) -> f64 {
    let (a, b) = (time(few), time(many));
    let ratio = b.as_secs_f64() / a.max(Duration::from_millis(20)).as_secs_f64();
    println!("{name}: {a:?} in 9 KB, {b:?} in 27 KB, {ratio:.1}");
    ratio
}

fn time(words: &str) -> Duration {
    let started = Instant::now();
    tagged(words);
    started.elapsed()
}

/// By hand, as it wants a release build: `cargo test --release --test odd_articles -- --ignored --nocapture`.
#[test]
#[ignore = "five megabytes of each: by hand, in a release build"]
fn five_megabytes_of_each_end() {
    for (name, words) in odd_articles::odd_articles(5_000_000) {
        let started = Instant::now();
        let document = tagged(&words);
        let time = started.elapsed().as_secs_f64();
        eprintln!("{name}: {time:.2} s, {} marks", document.spans_len());
    }
}
