//! What came of a comparison, as a table to read.

use super::matching::{Article, Matched, line_and_column};
use crate::model::Text;
use crate::review::{Disagreement, Kind, Mark, Measure, Score};
use std::io::{self, Write};

/// So many characters of a mark's words are shown.
const WORDS: usize = 100;

/// Writes the measures, and with `list` every disagreement.
pub(super) fn write(out: &mut impl Write, matched: &Matched, list: bool) -> io::Result<()> {
    for problem in &matched.problems {
        writeln!(out, "{}: {}", problem.place, problem.what)?;
    }
    if list {
        for article in &matched.articles {
            for each in &article.disagreements {
                disagreement(out, article, each)?;
            }
        }
    }
    if matched.missing > 0 {
        let (missing, gold) = (matched.missing, matched.gold);
        writeln!(
            out,
            "{missing} of {gold} gold articles are not on the other side and count as empty"
        )?;
    }
    head(out)?;
    let all = &matched.all;
    row(out, "quotes, all", &all.quotes, &Measure::ALL)?;
    row(out, "quotes with marks", &all.quoted, &Measure::ALL)?;
    row(out, "event triggers", &all.events, &Measure::ALL)?;
    let plain = [Measure::Any, Measure::Half, Measure::Exact];
    for (label, score) in &all.labels {
        row(out, &format!("label {label}"), score, &plain)?;
    }
    for (label, score) in &all.links {
        row(out, &format!("link {label}"), score, &plain)?;
    }
    summary(out, matched, list)
}

fn head(out: &mut impl Write) -> io::Result<()> {
    write!(out, "{:24}{:>6}{:>6}   ", "", "gold", "other")?;
    let titles = Measure::ALL.map(|measure| format!("{:20}", format!("{} P R F", measure.title())));
    writeln!(out, "{}", titles.concat().trim_end())
}

fn row(out: &mut impl Write, name: &str, score: &Score, measures: &[Measure]) -> io::Result<()> {
    if score.gold == 0 && score.other == 0 {
        return Ok(());
    }
    write!(out, "{name:24}{:6}{:6}   ", score.gold, score.other)?;
    let rates: Vec<String> = measures
        .iter()
        .map(|measure| {
            let rate = score.rate(*measure);
            let told = format!("{:.3} {:.3} {:.3}", rate.precision, rate.recall, rate.f1);
            format!("{told:20}")
        })
        .collect();
    writeln!(out, "{}", rates.concat().trim_end())
}

fn summary(out: &mut impl Write, matched: &Matched, list: bool) -> io::Result<()> {
    let all = || {
        matched
            .articles
            .iter()
            .flat_map(|article| &article.disagreements)
    };
    let count = all().count();
    if count == 0 {
        return writeln!(out, "no disagreements");
    }
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let count = all().filter(|each| each.kind == *kind).count();
        (count > 0).then(|| format!("{count} {}", kind.name()))
    });
    let kinds: Vec<String> = kinds.collect();
    let hint = if list { "" } else { " (--list names each)" };
    writeln!(out, "disagreements: {count}: {}{hint}", kinds.join(", "))
}

fn disagreement(out: &mut impl Write, article: &Article, each: &Disagreement) -> io::Result<()> {
    let Some(mark) = each.gold.as_ref().or(each.other.as_ref()) else {
        return Ok(());
    };
    let text = &article.text;
    let (line, column) = line_and_column(text, mark.start());
    let (start, end) = (text.char_offset(mark.start()), text.char_offset(mark.end()));
    let Article { place, id, .. } = article;
    let kind = each.kind.name();
    write!(
        out,
        "{place}: {id} {line}:{column} (characters {start}–{end}): {kind}: "
    )?;
    match (&each.gold, &each.other) {
        (Some(gold), Some(other)) if each.kind == Kind::OtherSpeaker => {
            let by = |mark: &Mark| match mark.speakers.as_slice() {
                [] => "nobody".to_owned(),
                speakers => words(text, speakers),
            };
            let quote = words(text, &gold.stretches);
            writeln!(
                out,
                "{} {quote} by {}, here by {}",
                gold.label,
                by(gold),
                by(other)
            )
        }
        (Some(gold), Some(other)) => {
            let here = words(text, &other.stretches);
            let label = match each.kind {
                Kind::OtherLabel => format!("{} ", other.label),
                _ => String::new(),
            };
            writeln!(
                out,
                "{} {}, here {label}{here}",
                gold.label,
                words(text, &gold.stretches)
            )
        }
        _ => writeln!(out, "{} {}", mark.label, words(text, &mark.stretches)),
    }
}

/// The words on one line, the first of them when there are many.
pub(super) fn words(text: &Text, stretches: &[crate::model::ByteRange]) -> String {
    let words: Vec<&str> = stretches.iter().map(|&range| text.slice(range)).collect();
    let line = words
        .join(" … ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match line.char_indices().nth(WORDS) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
