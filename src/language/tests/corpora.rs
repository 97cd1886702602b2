//! How well the rules do on articles that they were not made for. Prints figures; holds a floor.
#![expect(clippy::print_stdout, reason = "the figures are read by people")]

use crate::language::*;
use crate::model::{ByteRange, CharOffset, Fragments, Text};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

#[derive(serde::Deserialize)]
struct Doc {
    text: String,
    quotes: Vec<Gold>,
}

#[derive(serde::Deserialize)]
struct Gold {
    content: Vec<(usize, usize)>,
    speaker: Vec<(usize, usize)>,
    optional: bool,
}

#[derive(Default)]
struct Score {
    all: usize,
    read_first: usize,
    read_three: usize,
    speakers: usize,
    said_first: usize,
    said_three: usize,
}

fn bytes(text: &Text, ranges: &[(usize, usize)]) -> Vec<ByteRange> {
    let at = |offset| text.byte_of_char(CharOffset(offset)).unwrap();
    ranges
        .iter()
        .map(|&(a, b)| ByteRange::between(at(a), at(b)))
        .collect()
}

fn overlap(a: &Fragments, b: &Fragments) -> f64 {
    let shared: usize = a
        .iter()
        .flat_map(|x| b.iter().filter_map(move |y| x.intersection(y)))
        .map(ByteRange::len)
        .sum();
    shared as f64 / (a.covered() + b.covered() - shared) as f64
}

fn measure(docs: &[Doc], with_optional: bool, report: &mut String) -> Score {
    let mut score = Score::default();
    for doc in docs {
        let text = Text::new(doc.text.as_str());
        let mut taken: Vec<ByteRange> = Vec::new();
        let mut golds: Vec<&Gold> = doc
            .quotes
            .iter()
            .filter(|gold| with_optional || !gold.optional)
            .collect();
        golds.sort_by_key(|gold| (gold.content[0].0, std::cmp::Reverse(gold.content[0].1)));
        for gold in golds {
            let quote = Fragments::joined(bytes(&text, &gold.content)).unwrap();
            score.all += 1;
            let start = text.paragraphs()[text.paragraph_at(quote.start())].start;
            let readings = quote_readings(&text, start, &taken);
            let place = readings
                .iter()
                .position(|reading| overlap(&reading.fragments, &quote) >= 0.5);
            score.read_first += usize::from(place == Some(0));
            score.read_three += usize::from(place.is_some_and(|n| n < 3));
            let speakers = bytes(&text, &gold.speaker);
            let candidates = speakers_for(&text, &quote, &[]);
            let right = |c: &Candidate| speakers.iter().any(|speaker| speaker.overlaps(c.mention));
            let said = candidates.iter().position(right);
            score.speakers += usize::from(!speakers.is_empty());
            score.said_first += usize::from(said == Some(0));
            score.said_three += usize::from(said.is_some_and(|n| n < 3));
            if place.is_none_or(|n| n > 2) || said != Some(0) {
                let from = text.grapheme_floor(
                    speakers
                        .first()
                        .map_or_else(|| quote.start(), |s| s.start.min(quote.start()))
                        .shifted(-40),
                );
                let context = ByteRange::between(from, quote.start());
                let got = candidates
                    .first()
                    .map(|c| (text.slice(c.mention), c.reason.as_str()));
                let _ = writeln!(
                    report,
                    "{place:?} {said:?} …{:?}[{:.70}] <{}> got {got:?}; read {:?}",
                    text.slice(context),
                    text.slice(quote.hull()),
                    speakers.first().map_or("", |&s| text.slice(s)),
                    readings
                        .first()
                        .map(|r| format!("{:.60}", text.slice(r.fragments.hull()))),
                );
            }
            taken.extend(
                quote
                    .iter()
                    .filter(|_| !taken.iter().any(|t| t.covers(quote.hull())))
                    .collect::<Vec<_>>(),
            );
        }
    }
    score
}

#[test]
fn the_rules_hold_on_other_articles() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    for (file, with_optional, floor_read, floor_said) in [
        ("gum_news_dev.json", false, 0.84, 0.91),
        ("gum_interview_dev.json", true, 0.55, 0.67),
    ] {
        let Ok(json) = std::fs::read_to_string(folder.join(file)) else {
            // Said past the test runner, which keeps to itself what a passing test prints.
            let _ = writeln!(std::io::stderr(), "SKIPPED: {file} is not there");
            continue;
        };
        let docs: Vec<Doc> = serde_json::from_str(&json).unwrap();
        let mut report = String::new();
        let score = measure(&docs, with_optional, &mut report);
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        println!("{report}");
        println!(
            "{file} (optional: {with_optional}): {} quotes; reading first {:.3}, in three {:.3}; speaker first {:.3}, in three {:.3}",
            score.all,
            share(score.read_first, score.all),
            share(score.read_three, score.all),
            share(score.said_first, score.speakers),
            share(score.said_three, score.speakers),
        );
        assert!(
            share(score.read_three, score.all) >= floor_read,
            "{file}: readings"
        );
        assert!(
            share(score.said_first, score.speakers) >= floor_said,
            "{file}: speakers"
        );
    }
}
