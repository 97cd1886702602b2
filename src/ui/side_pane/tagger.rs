//! How the tagger fared: counts for each label, and the places where it was not right.

use super::Wish;
use crate::model::{LabelName, Schema};
use crate::review::{Measure, Record, Score, Tally};
use crate::ui::articles::{Articles, Entry};
use crate::ui::row_list::{RowList, Rows, paint_words};
use crate::ui::session::Session;
use crate::ui::tagger_record::{Place, Told};
use crate::ui::theme::Tokens;
use crate::ui::theme::color::label_color;
use crate::ui::wording::tagger as words;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Button, Color32, Frame, Margin, Rect, RichText, ScrollArea, Sense, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Width of a column of shares, in points.
const COLUMN: f32 = 58.0;
/// Height of a line, in points.
const LINE: f32 = 18.0;
/// Space at the sides, as the rows of lists have it, in points.
const EDGE: f32 = 8.0;
/// Space below a label's counts, in points.
const GAP: f32 = 6.0;
/// Space for the sign of the label, in points.
const SIGN: f32 = 14.0;
/// The counts take at most this part of the pane's height.
const MOST: f32 = 0.5;

/// What the pane keeps from frame to frame.
pub struct TaggerPane {
    list: RowList,
    /// All articles at hand, instead of the open one.
    all: bool,
    /// The sum over all articles, with what it was made of.
    sum: Sum,
}

/// The articles' records added up.
#[derive(Default)]
struct Sum {
    of: Option<u64>,
    record: Record,
    /// How many places there are.
    places: usize,
    /// For each article with places its number, and how many rows are up to its end: one for its
    /// name, then its places.
    ends: Vec<(usize, usize)>,
}

/// What a row of the list is about.
enum Row<'a> {
    /// The article of the rows below it.
    Article(&'a Entry),
    /// A place; of all articles, with its article.
    Place(Option<&'a Entry>, &'a Place),
}

impl Default for TaggerPane {
    fn default() -> Self {
        Self {
            list: RowList::new("tagger list"),
            all: false,
            sum: Sum::default(),
        }
    }
}

impl TaggerPane {
    /// What F6 goes to.
    pub fn id(&self) -> eframe::egui::Id {
        self.list.id()
    }

    /// Draws the pane; gives where to go.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        articles: &Articles,
        session: Option<&Session>,
    ) -> Option<Wish> {
        let several = articles.entries().len() > 1;
        if several {
            self.choose_scope(ui);
        }
        let all = several && self.all;
        let open = session.map(|session| Arc::clone(session.tagger_record.told()));
        let open = open.unwrap_or_default();
        if all {
            self.sum.follow(articles);
        }
        let record = if all { &self.sum.record } else { &open.record };
        if record.is_empty() {
            super::hint(ui, nothing_to_tell(articles, session, all));
            return None;
        }
        let schema = session.map(|session| &**session.editor.document().schema());
        let height = ui.available_height() * MOST;
        let area = ScrollArea::vertical()
            .id_salt("tagger counts")
            .max_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            table(ui, record, schema, all);
            if let Some(why) = not_measured(articles).filter(|_| all) {
                hint(ui, why);
            }
        });
        ui.add_space(6.0);
        let sum = &self.sum;
        let row = |index: usize| {
            if all {
                return sum.row(articles, index);
            }
            Some(Row::Place(None, open.places.get(index)?))
        };
        let places = if all { sum.places } else { open.places.len() };
        let len = if all { sum.len() } else { places };
        // Nothing was suggested in articles marked blind, so nothing can have been put right there; what
        // the tagger would have missed stands below all the same.
        if record.articles == 0 && len == 0 {
            return None;
        }
        heading(ui, &words::not_right(places));
        if len == 0 {
            hint(ui, words::ALL_RIGHT);
            return None;
        }
        let current = session.and_then(|session| session.editor.current());
        let rows = Rows {
            name: words::PLACES_LIST,
            len,
            lit: lit(&open, current).filter(|_| !all),
        };
        let chosen = self
            .list
            .show(ui, &rows, |ui, index, rect| match row(index) {
                Some(Row::Article(entry)) => paint_article(ui, rect, entry),
                Some(Row::Place(entry, place)) => {
                    paint(ui, rect, place, schema);
                    words::place(entry.map(|entry| entry.found.name()).as_deref(), place)
                }
                None => String::new(),
            });
        let open = articles
            .open()
            .and_then(|open| articles.entries().get(open));
        let is_open = |entry: &&Entry| open.is_some_and(|open| std::ptr::eq(open, *entry));
        let path = |entry: &Entry| entry.found.path().to_owned();
        match row(chosen?)? {
            Row::Article(entry) => (!is_open(&entry)).then(|| Wish::Open(path(entry))),
            Row::Place(entry, place) => Some(Wish::Show {
                path: entry.filter(|entry| !is_open(entry)).map(path),
                span: place.span.clone(),
            }),
        }
    }

    fn choose_scope(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (all, title) in [(false, words::THIS_ARTICLE), (true, words::ALL_ARTICLES)] {
                let title = RichText::new(title).small();
                if ui.add(Button::selectable(self.all == all, title)).clicked() {
                    self.all = all;
                }
            }
        });
        ui.add_space(2.0);
    }
}

/// The row of the current mark.
fn lit(told: &Told, current: Option<&crate::model::SpanId>) -> Option<usize> {
    let current = current?;
    told.places.iter().position(|place| place.span == *current)
}

impl Sum {
    /// Adds up anew when an article's record has changed.
    fn follow(&mut self, articles: &Articles) {
        let now = articles.told_changes();
        if self.of == Some(now) {
            return;
        }
        *self = Self {
            of: Some(now),
            ..Self::default()
        };
        let mut end = 0;
        for (number, entry) in articles.entries().iter().enumerate() {
            self.record += &entry.told.record;
            let places = entry.told.places.len();
            self.places += places;
            if places > 0 {
                end += 1 + places;
                self.ends.push((number, end));
            }
        }
    }

    fn len(&self) -> usize {
        self.ends.last().map_or(0, |(_, end)| *end)
    }

    fn row<'a>(&self, articles: &'a Articles, index: usize) -> Option<Row<'a>> {
        let at = self.ends.partition_point(|(_, end)| *end <= index);
        let (article, _) = *self.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|at| self.ends.get(at));
        let entry = articles.entries().get(article)?;
        match (index - before.map_or(0, |(_, end)| *end)).checked_sub(1) {
            None => Some(Row::Article(entry)),
            Some(place) => Some(Row::Place(Some(entry), entry.told.places.get(place)?)),
        }
    }
}

/// Why the blind sample has no score, if it has none.
fn not_measured(articles: &Articles) -> Option<&str> {
    articles.blind()?.tagger().err()
}

/// Why there are no counts.
fn nothing_to_tell<'a>(articles: &'a Articles, session: Option<&Session>, all: bool) -> &'a str {
    if all {
        return not_measured(articles).unwrap_or(words::NO_TAGGER_ANYWHERE);
    }
    match session {
        Some(session) if session.is_blind() => {
            not_measured(articles).unwrap_or(words::BLIND_NOT_DONE)
        }
        _ => words::NO_TAGGER,
    }
}

/// A hint that begins where the rows do.
fn hint(ui: &mut Ui, words: &str) {
    let side = Margin::symmetric(EDGE as i8, 0);
    Frame::new()
        .inner_margin(side)
        .show(ui, |ui| super::hint(ui, words));
}

fn heading(ui: &mut Ui, words: &str) {
    let color = Tokens::of(ui.ctx()).text_faint;
    ui.horizontal(|ui| {
        ui.add_space(EDGE);
        ui.label(RichText::new(words).small().color(color));
    });
}

fn table(ui: &mut Ui, record: &Record, schema: Option<&Schema>, all: bool) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let tokens = Tokens::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    if all {
        let told = words::of_articles(record.articles, record.blind_articles);
        let at = pos2(rect.left() + EDGE, rect.center().y);
        small(ui, at, Align2::LEFT_CENTER, &told, tokens.text_faint);
        ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    }
    let head = rect.translate(vec2(0.0, if all { LINE } else { 0.0 }));
    for (column, words, about) in [
        (1.0, words::PRECISION, words::ABOUT_PRECISION),
        (0.0, words::RECALL, words::ABOUT_RECALL),
    ] {
        let at = pos2(column_end(head, column), head.center().y);
        small(ui, at, Align2::RIGHT_CENTER, words, tokens.text_faint);
        let cell = Rect::from_min_max(pos2(at.x - COLUMN, head.top()), pos2(at.x, head.bottom()));
        ui.interact(cell, ui.scope_id().with(words), Sense::hover())
            .on_hover_text(about);
    }
    for (name, tally) in ordered(&record.labels, schema) {
        let label = schema.and_then(|schema| schema.label(name));
        let title = label.map_or(name.as_str(), |label| &label.title);
        row(ui, title, tally);
        if let Some(score) = record.blind.get(name) {
            ui.add_space(-GAP);
            blind(ui, title, record.blind_articles, score);
        }
    }
    for (name, score) in &record.blind {
        if !record.labels.contains_key(name) {
            let label = schema.and_then(|schema| schema.label(name));
            let title = label.map_or(name.as_str(), |label| &label.title);
            row(ui, title, &Tally::default());
            ui.add_space(-GAP);
            blind(ui, title, record.blind_articles, score);
        }
    }
    for (name, tally) in &record.links {
        let label = schema.and_then(|schema| schema.link(name));
        row(ui, label.map_or(name.as_str(), |label| &label.title), tally);
    }
}

/// The labels in the schema's order, those that it does not know last.
fn ordered<'a, T>(
    all: &'a std::collections::BTreeMap<LabelName, T>,
    schema: Option<&Schema>,
) -> Vec<(&'a LabelName, &'a T)> {
    let mut found: Vec<_> = all.iter().collect();
    let place = |name: &LabelName| {
        let labels = schema.map_or(&[][..], |schema| &schema.labels);
        labels
            .iter()
            .position(|label| label.name == *name)
            .unwrap_or(labels.len())
    };
    found.sort_by_key(|(name, _)| place(name));
    found
}

/// A label with its shares, and the counts below.
fn row(ui: &mut Ui, title: &str, tally: &Tally) {
    let tokens = Tokens::of(ui.ctx());
    let room = ui.available_width() - 2.0 * EDGE;
    let small = TextStyle::Small.resolve(ui.style());
    let counts = words::counts(tally);
    let has_counts = !counts.is_empty();
    let counts = ui.painter().layout(counts, small, tokens.text_weak, room);
    // Nothing laid out is as high as a line.
    let below = if has_counts { counts.size().y } else { 0.0 };
    let size = vec2(ui.available_width(), LINE + below + GAP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (left, y) = (rect.left() + EDGE, rect.top() + LINE / 2.0);
    let font = TextStyle::Body.resolve(ui.style());
    let painter = ui.painter();
    painter.text(
        pos2(left, y),
        Align2::LEFT_CENTER,
        title,
        font.clone(),
        tokens.text,
    );
    if tally.decided() > 0 || tally.recall().is_some() {
        for (column, share) in [(1.0, tally.precision()), (0.0, tally.recall())] {
            let color = if share.is_some() {
                tokens.text
            } else {
                tokens.text_faint
            };
            let at = pos2(column_end(rect, column), y);
            painter.text(
                at,
                Align2::RIGHT_CENTER,
                words::percent(share),
                font.clone(),
                color,
            );
        }
    }
    painter.galley(pos2(left, rect.top() + LINE), counts, tokens.text_weak);
    let about = words::about(title, tally);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &about));
    response.on_hover_text(about);
}

/// What the tagger finds where nobody saw its suggestions.
fn blind(ui: &mut Ui, title: &str, articles: usize, score: &Score) {
    let tokens = Tokens::of(ui.ctx());
    let size = vec2(ui.available_width(), LINE + GAP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let y = rect.top() + LINE / 2.0;
    let at = pos2(rect.left() + EDGE, y);
    small(ui, at, Align2::LEFT_CENTER, words::BLIND, tokens.text_weak);
    let rate = score.rate(Measure::Exact);
    for (column, share) in [(1.0, rate.precision), (0.0, rate.recall)] {
        let at = pos2(column_end(rect, column), y);
        small(
            ui,
            at,
            Align2::RIGHT_CENTER,
            &words::percent(Some(share)),
            tokens.text_weak,
        );
    }
    let about = words::about_blind(title, articles, score);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &about));
    response.on_hover_text(about);
}

/// Where a column of shares ends, counted from the right.
fn column_end(rect: Rect, column: f32) -> f32 {
    rect.right() - EDGE - column * COLUMN
}

fn small(ui: &Ui, at: eframe::egui::Pos2, align: Align2, words: &str, color: Color32) {
    let font = TextStyle::Small.resolve(ui.style());
    ui.painter().text(at, align, words, font, color);
}

/// The label's colour, the words, and what was not right with them.
fn paint(ui: &Ui, rect: Rect, place: &Place, schema: Option<&Schema>) {
    let tokens = Tokens::of(ui.ctx());
    let label = schema.and_then(|schema| schema.label(&place.name));
    let color = label.map_or(tokens.text_faint, |label| {
        label_color(&label.color, tokens.dark)
    });
    let center = pos2(rect.left() + 4.0, rect.center().y);
    let sign = Rect::from_center_size(center, vec2(8.0, 8.0));
    ui.painter().rect_filled(sign, 2.0, color);
    let rest = rect.with_min_x(rect.left() + SIGN);
    paint_words(ui, rest, &place.words, words::fate(place), false);
}

/// The name of the article whose places follow; gives what it says to those who listen.
fn paint_article(ui: &Ui, rect: Rect, entry: &Entry) -> String {
    let name = entry.found.name();
    let places = entry.told.places.len();
    paint_words(ui, rect, &name, &places.to_string(), true);
    words::group(&name, places)
}
