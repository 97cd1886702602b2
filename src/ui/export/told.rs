//! The report below the choices: what goes out, what is left out, what the format cannot hold.

use super::going_out::{Report, Scope};
use super::work::Preview;
use crate::formats::{Format, report};
use crate::ui::wording::exchange as words;
use eframe::egui::{Label, RichText, ScrollArea, Ui};

/// The lines of a report, each with how much it matters.
pub fn lines(preview: &Preview, format: &Format, scope: Scope) -> Vec<(Weight, String)> {
    let mut lines = Vec::new();
    let report = &preview.report;
    match &preview.if_unfinished {
        Some(other) => explain(other, format, &mut lines),
        None if report.written.articles == 0 => {
            lines.push((Weight::Warning, words::nothing_goes_out(scope)));
        }
        None => {
            let told = words::goes_out(&report::went_out(&report.written));
            lines.push((Weight::Heading, told));
        }
    }
    if preview.if_unfinished.is_none() {
        let left_out = report::left_out(&report.written.left_out, words::TICK_UNFINISHED);
        lines.extend(large(left_out));
    }
    let of = report.written.articles;
    let splits = report.splits.iter();
    lines.extend(large(
        splits.map(|split| split.words(of, words::DRAW)).collect(),
    ));
    if report.written.articles > 0 {
        lost(report, format, &mut lines);
    }
    let unread = report.unread.iter();
    lines.extend(unread.map(|unread| (Weight::Warning, words::not_whole(unread))));
    lines
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What the report is about.
    Heading,
    /// One of many.
    Plain,
    /// What stands in the way.
    Warning,
}

/// Why nothing goes out of an article that is not done, and what would.
fn explain(other: &Report, format: &Format, lines: &mut Vec<(Weight, String)>) {
    lines.push((Weight::Warning, words::ARTICLE_NOT_DONE.to_owned()));
    let told = words::would_go_out(&report::went_out(&other.written));
    lines.push((Weight::Heading, told));
    lines.extend(large(report::left_out(&other.written.left_out, "")));
    lost(other, format, lines);
}

fn lost(report: &Report, format: &Format, lines: &mut Vec<(Weight, String)>) {
    let mut told = report::losses(&report.tally, format.title).into_iter();
    // A format's title keeps its own letters.
    let is_nothing = report.tally.is_empty();
    let first = told.next().map(|first| {
        if is_nothing {
            words::begun_large(&first)
        } else {
            first
        }
    });
    lines.extend(first.map(|first| (Weight::Heading, first)));
    lines.extend(plain(told.collect()));
}

fn large(lines: Vec<String>) -> impl Iterator<Item = (Weight, String)> {
    plain(lines.iter().map(|line| words::begun_large(line)).collect())
}

fn plain(lines: Vec<String>) -> impl Iterator<Item = (Weight, String)> {
    lines.into_iter().map(|line| (Weight::Plain, line))
}

/// Draws lines, at most so high, in points; of many only those in view cost anything.
pub fn show(ui: &mut Ui, lines: &[(Weight, String)], height: f32) {
    ScrollArea::vertical()
        .max_height(height)
        // Else a dialog that grew from a few words keeps their height.
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (weight, line) in lines {
                let indent = if line.starts_with(' ') { 14.0 } else { 0.0 };
                let line = line.trim_start();
                let line = match weight {
                    Weight::Heading => RichText::new(line).strong(),
                    Weight::Plain => RichText::new(line),
                    Weight::Warning => RichText::new(line).color(ui.visuals().warn_fg_color),
                };
                ui.horizontal_top(|ui| {
                    ui.add_space(indent);
                    ui.add(Label::new(line).wrap());
                });
            }
        });
}
