//! The quotes on the screen, and what their cards tell.

use crate::editor::Editor;
use crate::model::schema::{AttributeRole, Color, LinkRole, Role};
use crate::model::{ByteOffset, ByteRange, Document, Link, Span, SpanId, State};
use crate::ui::text_view::TextView;
use crate::ui::theme::color::label_color;
use crate::ui::wording;
use eframe::egui::{Color32, Rect};
use std::collections::HashSet;
use std::sync::Arc;

/// No card tells of more speakers than this.
const SPEAKERS: usize = 8;
/// No card stands further in than as if within so many other quotes.
const DEEPEST: usize = 3;

/// A quote with a row on the screen.
pub(super) struct Quote {
    /// The quote.
    pub span: Arc<Span>,
    /// Its first row on the screen.
    pub row: Rect,
    /// Within how many other quotes it lies.
    pub depth: usize,
}

/// The live quotes with a row on the screen, in the text's order, each once.
pub(super) fn on_screen(editor: &Editor, view: &TextView, page: Rect) -> Vec<Quote> {
    let document = editor.document();
    let seen = view.visible();
    let schema = document.schema();
    let mut known: HashSet<&SpanId> = HashSet::new();
    // Ends of the quotes around the one being looked at, outermost first.
    let mut around: Vec<ByteOffset> = Vec::new();
    let mut quotes = Vec::new();
    for placed in document.places().overlapping(seen) {
        let span = &placed.span;
        let wanted =
            span.is_live() && schema.role_of(&span.label) == Role::Quote && !editor.is_hidden(span);
        if !wanted || known.contains(&span.id) {
            continue;
        }
        let rows = placed
            .range
            .intersection(seen)
            .map(|range| view.rects(range));
        let row = rows
            .into_iter()
            .flatten()
            .find(|row| page.y_range().contains(row.center().y));
        let Some(row) = row else { continue };
        known.insert(&span.id);
        while around.last().is_some_and(|&end| end < placed.range.end) {
            around.pop();
        }
        quotes.push(Quote {
            span: Arc::clone(span),
            row,
            depth: around.len().min(DEEPEST),
        });
        around.push(placed.range.end);
    }
    quotes
}

/// What a card tells of its quote.
pub(super) struct Facts {
    /// The speakers' names, or that nobody said it, or that this is not said yet.
    pub names: String,
    /// Whether somebody still has to say who said it.
    pub open: bool,
    /// The second line: its kind, and whether it is a suggestion.
    pub detail: String,
    /// Whether the quote or who said it is only suggested.
    pub suggested: bool,
    /// The label's colour in the theme in force.
    pub color: Color32,
    /// Who said it, as the article names them.
    pub speakers: Vec<Speaker>,
}

/// A mention that a quote is said by.
pub(super) struct Speaker {
    /// The mention.
    pub id: SpanId,
    /// Whom it means.
    pub name: String,
    /// Its words.
    pub words: String,
    /// Whether nobody has yet decided that this one said it.
    pub suggested: bool,
    /// Where it is.
    pub place: Whereabouts,
}

/// Where a mention is, as seen from the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Whereabouts {
    /// On the screen, in these rows.
    Here(Vec<Rect>),
    /// Further up.
    Above,
    /// Further down.
    Below,
}

impl Facts {
    /// What there is to tell of a quote.
    pub fn of(document: &Document, view: &TextView, page: Rect, quote: &Span, dark: bool) -> Self {
        let schema = document.schema();
        let label = schema.label(&quote.label);
        let said_by = schema.link_of(LinkRole::SaidBy).map(|link| &link.name);
        let speakers: Vec<Speaker> = document
            .links_from(&quote.id)
            .filter(|link| Some(&link.label) == said_by && link.state != State::Rejected)
            .filter_map(|link| Speaker::of(document, view, page, link))
            .take(SPEAKERS)
            .collect();
        let nobody = said_by.is_some_and(|said_by| quote.no_links.contains(said_by));
        let open = speakers.is_empty() && !nobody;
        let plain = Color::default();
        Self {
            names: names(&speakers, nobody),
            open,
            detail: detail(document, quote, &speakers),
            suggested: quote.state == State::Suggested || any_suggested(&speakers),
            color: label_color(label.map_or(&plain, |label| &label.color), dark),
            speakers,
        }
    }
}

impl Speaker {
    fn of(document: &Document, view: &TextView, page: Rect, link: &Link) -> Option<Self> {
        let span = document.span(&link.to)?;
        Some(Self {
            id: span.id.clone(),
            name: wording::person_name(document, span),
            words: wording::shortened(&document.words(span), 40),
            suggested: link.state == State::Suggested,
            place: whereabouts(span, view, page),
        })
    }
}

fn any_suggested(speakers: &[Speaker]) -> bool {
    speakers.iter().any(|speaker| speaker.suggested)
}

fn names(speakers: &[Speaker], nobody: bool) -> String {
    let mut names: Vec<&str> = Vec::new();
    for speaker in speakers {
        // Two mentions of one person are one speaker.
        if !names.contains(&speaker.name.as_str()) {
            names.push(&speaker.name);
        }
    }
    match names.as_slice() {
        [] if nobody => wording::NOBODY.to_owned(),
        [] => wording::NOT_SAID_YET.to_owned(),
        names => names.join(", "),
    }
}

fn detail(document: &Document, quote: &Span, speakers: &[Speaker]) -> String {
    let label = document.schema().label(&quote.label);
    let kind = label
        .and_then(|label| label.attribute_of(AttributeRole::QuoteKind))
        .and_then(|attribute| quote.attributes.get(&attribute.name))
        .and_then(|value| value.as_str())
        .map(wording::value);
    let title = || label.map_or_else(|| quote.label.to_string(), |label| label.title.clone());
    let kind = kind.unwrap_or_else(title);
    if quote.state == State::Suggested {
        format!("{kind} · {}", wording::CARD_SUGGESTED)
    } else if any_suggested(speakers) {
        format!("{kind} · {}", wording::CARD_SPEAKER_SUGGESTED)
    } else {
        kind
    }
}

fn whereabouts(mention: &Span, view: &TextView, page: Rect) -> Whereabouts {
    let mut rows = rows(mention, view);
    rows.retain(|row| page.y_range().contains(row.center().y));
    let seen = view.visible();
    if !rows.is_empty() {
        Whereabouts::Here(rows)
    } else if mention.fragments.start().0 < seen.start.0 + seen.len() / 2 {
        Whereabouts::Above
    } else {
        Whereabouts::Below
    }
}

/// The boxes of a mark on the screen, row by row.
pub(super) fn rows(span: &Span, view: &TextView) -> Vec<Rect> {
    let seen = view.visible();
    let shown = |range: ByteRange| range.intersection(seen);
    let fragments = span.fragments.iter().filter_map(shown);
    fragments.flat_map(|range| view.rects(range)).collect()
}
