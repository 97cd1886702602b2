//! How many events of the development corpora are found. Prints figures; holds a floor.
#![expect(clippy::print_stdout, reason = "the figures are read by people")]

use super::schema;
use crate::model::schema::Role;
use crate::model::{CharOffset, Text};
use crate::tagger::rules::Rules;
use crate::tagger::{Article, Tagger as _};
use std::io::Write as _;
use std::path::PathBuf;

type Range = (usize, usize);

#[derive(serde::Deserialize)]
struct Doc {
    text: String,
    events: Vec<Range>,
    #[serde(default)]
    optional_events: Vec<Range>,
    scored_to: Option<usize>,
}

#[derive(Default)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found) as f64
    }
}

/// Matches one to one, optional gold last; a find of optional gold counts for nothing.
fn count(doc: &Doc, count: &mut Count) {
    let text = Text::new(doc.text.as_str());
    let schema = schema();
    let proposals = Rules.propose(Article {
        text: &text,
        language: Some("en"),
        schema: &schema,
    });
    let label = schema.labels.iter().find(|label| label.role == Role::Event);
    let end = doc.scored_to.unwrap_or(usize::MAX);
    let mut gold: Vec<Range> = doc.events.clone();
    let mut optional = doc.optional_events.clone();
    // A short span is found by its own word before a long one takes that.
    gold.sort_by_key(|&(start, end)| end - start);
    count.gold += gold.len();
    for span in &proposals.spans {
        let range = span.fragments.hull();
        let CharOffset(from) = text.char_offset(range.start);
        let CharOffset(to) = text.char_offset(range.end);
        if Some(&span.label) != label.map(|label| &label.name) || to > end {
            continue;
        }
        let shares = |&(start, end): &Range| from < end && start < to;
        if let Some(at) = gold.iter().position(shares) {
            gold.remove(at);
            count.right += 1;
        } else if let Some(at) = optional.iter().position(shares) {
            optional.remove(at);
            continue;
        }
        count.found += 1;
    }
}

#[cfg(feature = "english")]
#[test]
fn events_of_the_corpora_are_found() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    for (file, floor) in [("meantime_dev.json", 0.83), ("seed_flat.json", 0.70)] {
        let Ok(json) = std::fs::read_to_string(folder.join(file)) else {
            let _ = writeln!(std::io::stderr(), "SKIPPED: {file} is not there");
            continue;
        };
        let docs: Vec<Doc> = serde_json::from_str(&json).unwrap();
        let mut all = Count::default();
        let mut halves = [Count::default(), Count::default()];
        for (i, doc) in docs.iter().enumerate() {
            count(doc, &mut all);
            count(doc, &mut halves[i % 2]);
        }
        println!(
            "{file}: events F {:.3} ({} gold, {} found, {} right), halves {:.3} {:.3}",
            all.f1(),
            all.gold,
            all.found,
            all.right,
            halves[0].f1(),
            halves[1].f1()
        );
        assert!(all.f1() >= floor, "{file}: {:.3}", all.f1());
    }
}
