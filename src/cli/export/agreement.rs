//! How far annotators of the same articles agree, counted while their documents go by.

use crate::formats::dataset::{AgreedOn, Agreement};
use crate::formats::{self, LeftOut, Selection};
use crate::model::{Document, LabelName};
use crate::review::{self, Comparison, Marks, Measure, Score, Wanted, trimmed};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Documents of several annotators, compared pair by pair.
pub struct Agreements {
    selection: Selection,
    /// How many documents of each article are still to come, and those that have.
    articles: HashMap<String, Articles>,
    compared: Compared,
}

#[derive(Default)]
struct Articles {
    expected: usize,
    come: Vec<Side>,
}

/// One annotator's marks.
struct Side {
    marks: Marks,
    labels: BTreeSet<LabelName>,
}

#[derive(Default)]
struct Compared {
    articles: u64,
    pairs: u64,
    quotes: Score,
    labels: BTreeMap<LabelName, Score>,
    links: BTreeMap<LabelName, Score>,
}

impl Agreements {
    /// Of the annotations that are asked for, whoever made them.
    pub fn new(selection: Selection) -> Self {
        Self {
            selection: Selection {
                annotator: None,
                ..selection
            },
            articles: HashMap::new(),
            compared: Compared::default(),
        }
    }

    /// Tells it of a document that will come.
    pub fn expect(&mut self, document: &Document) {
        let header = document.header();
        if formats::refusal(header, &self.selection).is_none() {
            self.articles.entry(header.id.clone()).or_default().expected += 1;
        }
    }

    /// Compares a document with those of the same article that have come.
    pub fn take(&mut self, document: &Document) {
        let header = document.header();
        let Some(article) = self.articles.get_mut(&header.id) else {
            return;
        };
        if article.expected < 2 || formats::refusal(header, &self.selection).is_some() {
            return;
        }
        let Some(side) = side(document, &self.selection) else {
            return;
        };
        for other in &article.come {
            self.compared.take(other, &side);
        }
        article.come.push(side);
        if article.come.len() == article.expected {
            let texts = article.come.iter().map(|side| side.marks.text.as_str());
            let texts: BTreeSet<&str> = texts.map(trimmed).collect();
            self.compared.articles += u64::from(texts.len() < article.come.len());
            // No more will come: what was kept of it goes.
            self.articles.remove(&header.id);
        }
    }

    /// What came of it; `None` where no article has two annotators.
    pub fn told(&self) -> Option<Agreement> {
        let compared = &self.compared;
        if compared.pairs == 0 {
            return None;
        }
        let mut rows = Vec::new();
        for (label, score) in &compared.labels {
            rows.push(row(label.to_string(), score, Measure::Half, Measure::Exact));
        }
        for (label, score) in &compared.links {
            let what = format!("links {label}");
            rows.push(row(what, score, Measure::Half, Measure::Exact));
        }
        if compared.quotes.gold + compared.quotes.other > 0 {
            let what = "quotes, with the same speaker".to_owned();
            let measure = Measure::WithSpeaker;
            let mut row = row(what, &compared.quotes, measure, measure);
            row.exact = None;
            rows.push(row);
        }
        Some(Agreement {
            articles: compared.articles,
            pairs: compared.pairs,
            rows,
        })
    }
}

fn side(document: &Document, selection: &Selection) -> Option<Side> {
    let parts = formats::select(document, selection, &mut LeftOut::default())?;
    let schema = parts.schema.labels.iter().map(|label| &label.name);
    let labels = if selection.unfinished {
        schema.cloned().collect()
    } else {
        parts.header.labels_done.iter().cloned().collect()
    };
    // What was selected holds together, because the whole did.
    let selected = Document::build(parts).ok()?;
    Some(Side {
        marks: Marks::of(&selected, Wanted::Live),
        labels,
    })
}

impl Compared {
    /// Compares two annotators' documents, in the labels that both looked for.
    fn take(&mut self, one: &Side, other: &Side) {
        let texts = [one, other].map(|side| trimmed(side.marks.text.as_str()));
        if texts[0] != texts[1] {
            return;
        }
        self.pairs += 1;
        let Comparison {
            quotes,
            labels,
            links,
            ..
        } = review::compare(one.marks.clone(), other.marks.clone());
        let both: BTreeSet<&LabelName> = one.labels.intersection(&other.labels).collect();
        self.quotes += quotes;
        for (label, score) in labels {
            if both.contains(&label) {
                *self.labels.entry(label).or_default() += score;
            }
        }
        for (label, score) in links {
            *self.links.entry(label).or_default() += score;
        }
    }
}

fn row(what: String, score: &Score, half: Measure, exact: Measure) -> AgreedOn {
    AgreedOn {
        what,
        marks: (score.gold + score.other) as u64,
        half: score.rate(half).f1,
        exact: Some(score.rate(exact).f1),
    }
}
