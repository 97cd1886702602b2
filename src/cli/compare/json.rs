//! What came of a comparison, as JSON.

use super::matching::{Article, Matched, line_and_column};
use crate::model::{LabelName, Text};
use crate::review::{Disagreement, Mark, Measure, Rate, Score};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a> {
    /// How many articles the gold has, and how many of them the other side has.
    articles: Articles,
    measures: Measures,
    labels: BTreeMap<&'a LabelName, Counted>,
    links: BTreeMap<&'a LabelName, Counted>,
    disagreements: Vec<Difference<'a>>,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Articles {
    gold: usize,
    both: usize,
}

#[derive(Serialize)]
struct Measures {
    quotes: Counted,
    quotes_with_marks: Counted,
    events: Counted,
}

#[derive(Serialize)]
struct Counted {
    gold: usize,
    other: usize,
    any: Rates,
    half: Rates,
    exact: Rates,
    #[serde(skip_serializing_if = "Option::is_none")]
    with_speaker: Option<Rates>,
}

#[derive(Serialize)]
struct Rates {
    same: usize,
    precision: f64,
    recall: f64,
    f1: f64,
}

#[derive(Serialize)]
struct Difference<'a> {
    file: &'a str,
    article: &'a str,
    kind: &'static str,
    line: usize,
    column: usize,
    gold: Option<Side<'a>>,
    other: Option<Side<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    label: &'a LabelName,
    span: Option<&'a str>,
    fragments: Vec<Fragment<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<Fragment<'a>>,
}

/// In code points.
#[derive(Serialize)]
struct Fragment<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Problem<'a> {
    file: &'a str,
    reason: &'a str,
}

/// Writes the report.
pub(super) fn write(out: &mut impl Write, matched: &Matched) -> io::Result<()> {
    let all = &matched.all;
    let of = |article| differences(article);
    let report = Report {
        articles: Articles {
            gold: matched.gold,
            both: matched.articles.len(),
        },
        measures: Measures {
            quotes: counted(&all.quotes, true),
            quotes_with_marks: counted(&all.quoted, true),
            events: counted(&all.events, false),
        },
        labels: all
            .labels
            .iter()
            .map(|(label, score)| (label, counted(score, false)))
            .collect(),
        links: all
            .links
            .iter()
            .map(|(label, score)| (label, counted(score, false)))
            .collect(),
        disagreements: matched.articles.iter().flat_map(of).collect(),
        problems: problems(matched),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn problems(matched: &Matched) -> Vec<Problem<'_>> {
    let problems = matched.problems.iter();
    problems
        .map(|problem| Problem {
            file: &problem.place,
            reason: &problem.what,
        })
        .collect()
}

fn counted(score: &Score, speakers: bool) -> Counted {
    let rates = |measure| {
        let Rate {
            precision,
            recall,
            f1,
        } = score.rate(measure);
        Rates {
            same: score.same(measure),
            precision,
            recall,
            f1,
        }
    };
    Counted {
        gold: score.gold,
        other: score.other,
        any: rates(Measure::Any),
        half: rates(Measure::Half),
        exact: rates(Measure::Exact),
        with_speaker: speakers.then(|| rates(Measure::WithSpeaker)),
    }
}

fn differences(article: &Article) -> impl Iterator<Item = Difference<'_>> {
    article
        .disagreements
        .iter()
        .map(|each| difference(article, each))
}

fn difference<'a>(article: &'a Article, each: &'a Disagreement) -> Difference<'a> {
    let (line, column) = line_and_column(&article.text, each.start());
    Difference {
        file: &article.place,
        article: &article.id,
        kind: each.kind.name(),
        line,
        column,
        gold: each.gold.as_ref().map(|mark| side(&article.text, mark)),
        other: each.other.as_ref().map(|mark| side(&article.text, mark)),
    }
}

fn side<'a>(text: &'a Text, mark: &'a Mark) -> Side<'a> {
    Side {
        label: &mark.label,
        span: mark.span.as_ref().map(|id| id.as_str()),
        fragments: fragments(text, &mark.stretches),
        speakers: fragments(text, &mark.speakers),
    }
}

fn fragments<'a>(text: &'a Text, stretches: &[crate::model::ByteRange]) -> Vec<Fragment<'a>> {
    let fragment = |&range: &crate::model::ByteRange| Fragment {
        start: text.char_offset(range.start).0,
        end: text.char_offset(range.end).0,
        text: text.slice(range),
    };
    stretches.iter().map(fragment).collect()
}
