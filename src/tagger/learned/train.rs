//! Learning from annotated articles.

use super::card::{Card, Counts, LabelCard};
use super::crf::{Tag, Weights};
use super::fit::{Chance, Example, ROUNDS, Run, fit};
use super::tokens::Token;
use super::{Learned, Read, features, marks, score};
use crate::model::{Document, Fragments, LabelName, State, Status};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Into how many parts articles are usually divided to find out how good a model is.
pub const USUAL_FOLDS: usize = 5;
/// A label with fewer marks is not learned: there is nothing to learn it from.
const FEWEST: usize = 3;

/// An annotated article, with the labels that can be learned from it.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The article's id: those of one article stay together when it is found out how good a model is.
    pub article: String,
    labels: BTreeSet<LabelName>,
    runs: Vec<Vec<Token>>,
    known: Vec<features::Known>,
    gold: BTreeMap<LabelName, Gold>,
}

/// What is right in an article for a label.
#[derive(Clone, Debug)]
struct Gold {
    tags: Vec<Vec<Tag>>,
    spans: usize,
    marks: Vec<Fragments>,
}

/// Why nothing can be learned from a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nobody says that it is done, for all labels or for some.
    #[error("not marked as done, and no label looked for throughout")]
    NotDone,
    /// It is done, but not for the labels wanted.
    #[error("none of the labels wanted was looked for throughout")]
    OtherLabels,
}

/// A document that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its article or file.
    pub name: String,
    /// Why.
    pub why: Unfit,
}

/// Reads what can be learned from a document; `wanted` are the labels, all of the schema when empty.
///
/// Only what was looked for throughout can be learned, since there the absence of a mark says something:
/// every label of a document that is done, else those in `labels_done`.
pub fn lesson(document: &Document, wanted: &[LabelName]) -> Result<Lesson, Unfit> {
    let header = document.header();
    let done: BTreeSet<LabelName> =
        if header.labels_done.is_empty() && header.status == Status::Done {
            document
                .schema()
                .labels
                .iter()
                .map(|label| label.name.clone())
                .collect()
        } else {
            header.labels_done.iter().cloned().collect()
        };
    if done.is_empty() {
        return Err(Unfit::NotDone);
    }
    let is_wanted = |label: &LabelName| wanted.is_empty() || wanted.contains(label);
    let labels: BTreeSet<LabelName> = done.into_iter().filter(is_wanted).collect();
    if labels.is_empty() {
        return Err(Unfit::OtherLabels);
    }
    let read = Read::new(document.text(), header.language.as_deref());
    let gold = |label: &LabelName| {
        let (tags, spans) = marks::tags(document, label, &read.runs);
        let accepted = document
            .spans()
            .filter(|span| span.label == *label && span.state == State::Accepted);
        let marks = accepted.map(|span| span.fragments.clone()).collect();
        Gold { tags, spans, marks }
    };
    let gold = labels
        .iter()
        .map(|label| (label.clone(), gold(label)))
        .collect();
    Ok(Lesson {
        article: header.id.clone(),
        labels,
        runs: read.runs,
        known: read.known,
        gold,
    })
}

/// How to learn.
#[derive(Clone, Debug)]
pub struct Options {
    /// The model's name.
    pub name: String,
    /// What decides on the parts and the order of examples.
    pub seed: u64,
    /// How many documents were left out, for the card.
    pub left_out: usize,
    /// Into how many parts the articles are divided, each of which is tagged once by what was learned from
    /// the others; 0 does not find out how good the model is, which takes that much less time.
    pub folds: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            name: "learned".to_owned(),
            seed: 0,
            left_out: 0,
            folds: USUAL_FOLDS,
        }
    }
}

/// How far the learning is, in equal steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Steps done.
    pub done: usize,
    /// Steps in all.
    pub of: usize,
}

/// Why nothing was learned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// There is nothing to learn from.
    #[error(
        "nothing to learn from: mark articles as done (Ctrl+Enter), or say which labels were looked for throughout"
    )]
    NoLessons,
    /// No label has marks enough.
    #[error(
        "nothing to learn from: no label has {FEWEST} accepted marks in articles that are done"
    )]
    NoMarks,
    /// Whoever watches has broken it off.
    #[error("broken off")]
    BrokenOff,
}

/// Learns a model. `watch` is told each step and says whether to go on. The same lessons in the same
/// order and the same options give the same model.
pub fn train(
    lessons: &[Lesson],
    options: &Options,
    watch: &mut dyn FnMut(Step) -> bool,
) -> Result<Learned, TrainError> {
    if lessons.is_empty() {
        return Err(TrainError::NoLessons);
    }
    let labels = labels(lessons);
    if labels.is_empty() {
        return Err(TrainError::NoMarks);
    }
    let course = Course::new(lessons, options);
    let mut watched = Watched {
        watch,
        step: Step {
            done: 0,
            of: labels.len() * (course.folds + 1) * ROUNDS,
        },
    };
    let (mut cards, mut fields) = (Vec::new(), Vec::new());
    for label in labels {
        let (card, weights) = course.learn(&label, options.seed, &mut watched)?;
        cards.push(card);
        fields.push((label, weights));
    }
    let card = Card {
        name: options.name.clone(),
        made_by: concat!("dictum ", env!("CARGO_PKG_VERSION")).to_owned(),
        documents: lessons.len(),
        left_out: options.left_out,
        folds: course.folds,
        seed: options.seed,
        labels: cards,
        ..Card::default()
    };
    Ok(Learned::of(card, fields))
}

/// The labels with marks enough, by name.
fn labels(lessons: &[Lesson]) -> Vec<LabelName> {
    let mut marks: BTreeMap<&LabelName, usize> = BTreeMap::new();
    for (label, gold) in lessons.iter().flat_map(|lesson| &lesson.gold) {
        *marks.entry(label).or_default() += gold.spans;
    }
    let enough = marks.into_iter().filter(|(_, marks)| *marks >= FEWEST);
    enough.map(|(label, _)| label.clone()).collect()
}

struct Watched<'a> {
    watch: &'a mut dyn FnMut(Step) -> bool,
    step: Step,
}

impl Watched<'_> {
    fn go_on(&mut self) -> bool {
        let go_on = (self.watch)(self.step);
        self.step.done += 1;
        go_on
    }
}

/// The lessons with what is known of them numbered, divided into parts.
struct Course<'a> {
    lessons: &'a [Lesson],
    runs: Vec<Vec<Run>>,
    hashes: Vec<u64>,
    folds: usize,
    /// The part of each lesson.
    parts: Vec<usize>,
}

impl<'a> Course<'a> {
    fn new(lessons: &'a [Lesson], options: &Options) -> Self {
        let mut numbers = Numbers::default();
        let number = |known: &features::Known, numbers: &mut Numbers| {
            let mut run = Run::default();
            for facts in known.tokens() {
                run.facts.extend(facts.iter().map(|fact| numbers.of(*fact)));
                run.ends.push(run.facts.len());
            }
            run
        };
        let runs = lessons
            .iter()
            .map(|lesson| {
                lesson
                    .known
                    .iter()
                    .map(|known| number(known, &mut numbers))
                    .collect()
            })
            .collect();
        let (folds, parts) = parts(lessons, options);
        Self {
            lessons,
            runs,
            hashes: numbers.hashes,
            folds,
            parts,
        }
    }

    fn learn(
        &self,
        label: &LabelName,
        seed: u64,
        watched: &mut Watched<'_>,
    ) -> Result<(LabelCard, Weights), TrainError> {
        let mut counts = Counts::default();
        for part in 0..self.folds {
            let weights = self.fit(label, seed, |of| of != part, watched)?;
            let held_out = self.lessons.iter().zip(&self.parts);
            for (lesson, _) in held_out.filter(|(_, of)| **of == part) {
                counts += lesson.agreement(label, &weights);
            }
        }
        let weights = self.fit(label, seed, |_| true, watched)?;
        let gold = self
            .lessons
            .iter()
            .filter_map(|lesson| lesson.gold.get(label));
        let card = LabelCard {
            label: label.to_string(),
            documents: gold.clone().count(),
            spans: gold.map(|gold| gold.spans).sum(),
            held_out: (self.folds > 0).then_some(counts),
        };
        Ok((card, weights))
    }

    fn fit(
        &self,
        label: &LabelName,
        seed: u64,
        wanted: impl Fn(usize) -> bool,
        watched: &mut Watched<'_>,
    ) -> Result<Weights, TrainError> {
        let mut examples: Vec<Example<'_>> = Vec::new();
        for ((lesson, runs), part) in self.lessons.iter().zip(&self.runs).zip(&self.parts) {
            let Some(gold) = lesson.gold.get(label).filter(|_| wanted(*part)) else {
                continue;
            };
            examples.extend(runs.iter().zip(gold.tags.iter().map(Vec::as_slice)));
        }
        fit(&examples, &self.hashes, seed, || watched.go_on()).ok_or(TrainError::BrokenOff)
    }
}

impl Lesson {
    /// The labels that can be learned from it.
    pub fn labels(&self) -> impl Iterator<Item = &LabelName> {
        self.labels.iter()
    }

    fn agreement(&self, label: &LabelName, weights: &Weights) -> Counts {
        let Some(gold) = self.gold.get(label) else {
            return Counts::default();
        };
        let mut proposed = Vec::new();
        for (run, known) in self.runs.iter().zip(&self.known) {
            let tagged = weights.read(known.tokens());
            proposed.extend(marks::marks(run, &tagged).into_iter().map(|(mark, _)| mark));
        }
        score::agreement(&gold.marks, &proposed)
    }
}

/// Divides articles by chance into equal parts; an article that several people annotated is in one.
fn parts(lessons: &[Lesson], options: &Options) -> (usize, Vec<usize>) {
    let articles: BTreeSet<&str> = lessons
        .iter()
        .map(|lesson| lesson.article.as_str())
        .collect();
    let mut articles: Vec<&str> = articles.into_iter().collect();
    let folds = match articles.len().min(options.folds) {
        0 | 1 => 0,
        folds => folds,
    };
    Chance(options.seed).shuffle(&mut articles);
    let numbered = articles.into_iter().enumerate();
    let part_of: HashMap<&str, usize> = numbered
        .map(|(number, article)| (article, number % folds.max(1)))
        .collect();
    let part = |lesson: &Lesson| {
        part_of
            .get(lesson.article.as_str())
            .copied()
            .unwrap_or_default()
    };
    (folds, lessons.iter().map(part).collect())
}

/// A number for each fact met.
#[derive(Default)]
struct Numbers {
    of: HashMap<u64, u32>,
    hashes: Vec<u64>,
}

impl Numbers {
    fn of(&mut self, fact: u64) -> u32 {
        *self.of.entry(fact).or_insert_with(|| {
            self.hashes.push(fact);
            self.hashes.len() as u32 - 1
        })
    }
}
