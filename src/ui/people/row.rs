//! How a row of the list looks.

use crate::model::{ByteOffset, ByteRange, Document, Entity, Span};
use crate::ui::bidi::{displayed, has_right_to_left};
use crate::ui::theme::{RowState, SIZES, Tokens, row_ground};
use crate::ui::{fonts, wording};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Color32, FontId, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

/// Where names begin, from the row's left edge, in points.
const INDENT: f32 = 20.0;
/// Where mentions begin.
const DEEPER: f32 = 34.0;
/// How much of what follows a mention is shown, in bytes.
const CONTEXT: usize = 90;

/// How a row stands in this frame.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The keys act on it.
    pub chosen: bool,
    /// The pointer is over it.
    pub pointed: bool,
    /// What is dragged over it may be let go.
    pub target: bool,
    /// Its mentions are shown.
    pub open: bool,
    /// It is ticked.
    pub ticked: bool,
    /// It is, or is meant by, the current mark.
    pub current: bool,
}

/// What those who listen are told of a person.
pub(super) fn tell_person(response: &Response, entity: &Entity, about: &str) {
    let name = wording::people::person_row(&entity.name);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &name));
    let about = about.to_owned();
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_description(about));
}

/// What those who listen are told of a mention.
pub(super) fn tell_mention(response: &Response, words: &str, ticked: bool) {
    let name = wording::people::mention_row(words);
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, ticked, &name));
}

/// Where a name is written in its row.
pub(super) fn name_rect(row: Rect) -> Rect {
    Rect::from_min_max(
        row.min + vec2(INDENT - 5.0, 1.0),
        pos2(row.right() - 2.0, row.top() + 21.0),
    )
}

pub(super) fn paint_person(ui: &Ui, row: Rect, name: Option<&str>, about: &str, state: State) {
    let tokens = Tokens::of(ui.ctx());
    ground(ui.painter(), row, tokens, state);
    let at = pos2(row.left() + 9.0, row.top() + 12.0);
    chevron(ui.painter(), at, state.open, tokens.text_faint);
    let width = row.width() - INDENT - 4.0;
    if let Some(name) = name {
        let job = plain(name, fonts::semibold_at(SIZES.body), tokens.text, width);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let y = row.top() + 12.0 - galley.size().y / 2.0;
        ui.painter()
            .galley(pos2(row.left() + INDENT, y), galley, tokens.text);
    }
    let job = plain(about, fonts::inter_at(SIZES.small), tokens.text_weak, width);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let y = row.top() + 28.0 - galley.size().y / 2.0;
    ui.painter()
        .galley(pos2(row.left() + INDENT, y), galley, tokens.text_weak);
}

/// A mention's words and what follows them, by which it is told from others.
pub(super) fn paint_mention(ui: &Ui, row: Rect, document: &Document, span: &Span, state: State) {
    let tokens = Tokens::of(ui.ctx());
    ground(ui.painter(), row, tokens, state);
    if state.ticked {
        tick(
            ui.painter(),
            pos2(row.left() + 23.0, row.center().y),
            tokens.success,
        );
    }
    let font = fonts::inter_at(SIZES.small);
    let words = wording::shortened(&document.words(span), 60);
    let mut job = plain(
        &words,
        font.clone(),
        tokens.text,
        row.width() - DEEPER - 4.0,
    );
    let after = following(document, span.fragments.end());
    let weak = TextFormat::simple(font, tokens.text_weak);
    job.append(&after, 0.0, weak);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let y = row.center().y - galley.size().y / 2.0;
    ui.painter()
        .galley(pos2(row.left() + DEEPER, y), galley, tokens.text);
}

fn following(document: &Document, at: ByteOffset) -> String {
    let text = document.text();
    let end = text.grapheme_floor(ByteOffset((at.0 + CONTEXT).min(text.len())));
    let rest = text.slice(ByteRange::between(at, end.max(at)));
    let line = rest.lines().next().unwrap_or_default();
    if has_right_to_left(line) {
        // Its beginning is on the right, where it must not be cut off.
        return displayed(&wording::shortened(line, 24)).into_owned();
    }
    line.to_owned()
}

fn ground(painter: &Painter, row: Rect, tokens: &Tokens, state: State) {
    let row = row.shrink2(vec2(0.0, 1.0));
    if state.target {
        let stroke = Stroke::new(1.5, tokens.accent);
        painter.rect(
            row,
            SIZES.radius,
            tokens.selection,
            stroke,
            StrokeKind::Inside,
        );
        return;
    }
    let state = RowState {
        selected: state.current,
        pointed: state.pointed,
        focused: state.chosen,
    };
    painter.add(row_ground(row, tokens, state));
}

/// A small arrow, to the right or down.
pub(super) fn chevron(painter: &Painter, center: Pos2, open: bool, ink: Color32) {
    let points = if open {
        [vec2(-4.0, -2.0), vec2(0.0, 2.0), vec2(4.0, -2.0)]
    } else {
        [vec2(-2.0, -4.0), vec2(2.0, 0.0), vec2(-2.0, 4.0)]
    };
    let points = points.map(|offset| center + offset).to_vec();
    painter.add(Shape::line(points, Stroke::new(1.4, ink)));
}

/// A tick: this one is among those that are meant.
pub(in crate::ui) fn tick(painter: &Painter, center: Pos2, ink: Color32) {
    let points = [vec2(-4.0, 0.0), vec2(-1.0, 3.0), vec2(4.0, -3.5)];
    let points = points.map(|offset| center + offset).to_vec();
    painter.add(Shape::line(points, Stroke::new(1.6, ink)));
}

fn plain(words: &str, font: FontId, ink: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple_singleline(displayed(words).into_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job
}
