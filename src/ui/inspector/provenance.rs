//! Where a mark and its links came from, and who decided on them.

use super::section;
use crate::model::{Decision, Document, Link, Origin, Span, State};
use crate::ui::fonts::Face;
use crate::ui::text_view::label as line_of_words;
use crate::ui::theme::Tokens;
use crate::ui::wording::{self, tagger as words};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, FontId, TextStyle, Ui};

/// So many links are told of.
const LINKS: usize = 6;
/// So many characters of what a suggestion was are shown.
const WAS: usize = 80;

/// Who made the mark, why, who decided on it, what it was before; then the same of its links.
pub(super) fn show(ui: &mut Ui, document: &Document, span: &Span) {
    section(ui, wording::ORIGIN);
    let changed = span
        .proposed
        .as_ref()
        .filter(|proposed| proposed.label != span.label || proposed.fragments != span.fragments);
    tell(
        ui,
        None,
        &span.origin,
        span.state,
        changed.is_some(),
        span.decided.as_ref(),
    );
    if let Some(proposed) = changed {
        let before = proposed
            .fragments
            .iter()
            .map(|range| document.text().slice(range));
        let before: Vec<&str> = before.collect();
        let label = document.schema().label(&proposed.label);
        let title = label.map_or(proposed.label.as_str(), |label| &label.title);
        let other = (proposed.label != span.label).then(|| title.to_lowercase());
        let before = wording::shortened(&before.join(" … "), WAS);
        line(ui, &words::was(other.as_deref(), &before));
    }
    for link in document.links_from(&span.id).take(LINKS) {
        of_link(ui, document, link);
    }
}

fn of_link(ui: &mut Ui, document: &Document, link: &Link) {
    let Some(to) = document.span(&link.to) else {
        return;
    };
    let schema = document.schema();
    let title = schema
        .link(&link.label)
        .map_or(link.label.as_str(), |label| &label.title);
    let name = wording::shortened(&wording::person_name(document, to), 60);
    ui.add_space(4.0);
    let about = format!("{title} {name}");
    let was = link.proposed.as_ref().filter(|was| **was != link.to);
    tell(
        ui,
        Some(&about),
        &link.origin,
        link.state,
        was.is_some(),
        link.decided.as_ref(),
    );
    if let Some(was) = was.and_then(|was| document.span(was)) {
        let was = wording::shortened(&wording::person_name(document, was), 60);
        line(ui, &words::was(None, &was));
    }
}

fn tell(
    ui: &mut Ui,
    about: Option<&str>,
    origin: &Origin,
    state: State,
    changed: bool,
    decided: Option<&Decision>,
) {
    let made = words::made(origin);
    match about {
        Some(about) => line(ui, &format!("{about}: {}", within_sentence(&made))),
        None => line(ui, &made),
    }
    if let Some(reason) = &origin.reason {
        line(ui, reason);
    }
    if let Some(decided) = words::decided(origin.by, state, changed, decided) {
        line(ui, &decided);
    }
}

/// A quiet line; what stands between asterisks is in italics.
fn line(ui: &mut Ui, words: &str) {
    let color = Tokens::of(ui.ctx()).text_weak;
    let font = TextStyle::Small.resolve(ui.style());
    if crate::ui::bidi::has_right_to_left(words) {
        let plain = words.replace('*', "");
        line_of_words(ui, &plain, Face::Regular, font.size, color);
        return;
    }
    ui.label(with_italics(words, &font, color));
}

/// The words laid out with what stands between two asterisks in italics; a single one stays.
fn with_italics(words: &str, font: &FontId, color: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut put = |words: &str, italics| {
        let format = TextFormat {
            italics,
            ..TextFormat::simple(font.clone(), color)
        };
        job.append(words, 0.0, format);
    };
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('*') {
        let Some((cited, after)) = after.split_once('*') else {
            break;
        };
        put(before, false);
        put(cited, true);
        rest = after;
    }
    put(rest, false);
    job
}

/// Words that begin a sentence, put within one.
fn within_sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars
        .next()
        .map(|first| first.to_lowercase().collect::<String>());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_asterisks_are_in_italics() {
        for (words, text, cited) in [
            ("subject of *said*", "subject of said", vec!["said"]),
            ("*a* and *b*", "a and b", vec!["a", "b"]),
            ("5 * 3", "5 * 3", vec![]),
            ("plain", "plain", vec![]),
        ] {
            let job = with_italics(words, &FontId::default(), Color32::BLACK);
            assert_eq!(job.text, text);
            let italic = job.sections.iter().filter(|section| section.format.italics);
            let found: Vec<&str> = italic
                .map(|section| &job.text[section.byte_range.start.0..section.byte_range.end.0])
                .collect();
            assert_eq!(found, cited, "{words}");
        }
    }
}
