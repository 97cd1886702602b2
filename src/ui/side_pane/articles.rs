//! The articles at hand, each with a sign of how far it is.

use super::Wish;
use crate::model::Status;
use crate::ui::articles::{Articles, Entry, Standing};
use crate::ui::row_list::{RowList, Rows, paint_words};
use crate::ui::theme::Tokens;
use crate::ui::wording::side_pane as words;
use eframe::egui::{Align2, Color32, Rect, RichText, Shape, Stroke, TextStyle, Ui, pos2, vec2};

/// Space for the sign, in points.
const SIGN: f32 = 20.0;
/// The sign's radius, in points.
const RADIUS: f32 = 5.0;

/// Draws the list; gives what to open.
pub fn show(ui: &mut Ui, list: &mut RowList, articles: &Articles) -> Option<Wish> {
    let entries = articles.entries();
    let color = Tokens::of(ui.ctx()).text_faint;
    let told = words::done_of(articles.done(), entries.len());
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(RichText::new(told).small().color(color));
    });
    ui.add_space(2.0);
    let rows = Rows {
        name: words::ARTICLES_LIST,
        len: entries.len(),
        lit: articles.open(),
    };
    let chosen = list.show(ui, &rows, |ui, index, rect| {
        entries
            .get(index)
            .map_or_else(String::new, |entry| paint(ui, rect, entry))
    });
    let entry = entries.get(chosen?)?;
    Some(Wish::Open(entry.found.path().to_owned()))
}

fn paint(ui: &Ui, rect: Rect, entry: &Entry) -> String {
    let sign = Rect::from_center_size(
        pos2(rect.left() + RADIUS + 1.0, rect.center().y),
        vec2(2.0, 2.0) * RADIUS,
    );
    paint_sign(ui, sign, &entry.standing);
    let name = entry.found.name();
    let rest = rect.with_min_x(rect.left() + SIGN);
    let weak = matches!(entry.standing, Standing::Unreadable(_));
    paint_words(ui, rest, &name, &words::progress(&entry.standing), weak);
    words::article(&name, &entry.standing)
}

/// An empty ring, a half, a full one with a tick; a question for what is doubtful.
fn paint_sign(ui: &Ui, rect: Rect, standing: &Standing) {
    let tokens = Tokens::of(ui.ctx());
    let painter = ui.painter();
    let ring = |color: Color32| {
        painter.circle_stroke(rect.center(), RADIUS, Stroke::new(1.4, color));
    };
    let letter = |sign: &str, color: Color32| {
        let font = TextStyle::Small.resolve(ui.style());
        painter.text(rect.center(), Align2::CENTER_CENTER, sign, font, color);
    };
    let status = match standing {
        Standing::Unread => return,
        Standing::Unreadable(_) => return letter("!", tokens.error),
        Standing::Read(state) => state.status,
    };
    match status {
        Status::Untouched => ring(tokens.text_faint),
        Status::Tagged => {
            ring(tokens.accent);
            painter.circle_filled(rect.center(), RADIUS * 0.4, tokens.accent);
        }
        Status::InWork => {
            ring(tokens.accent);
            painter.add(half(rect, tokens.accent));
        }
        Status::Done => {
            painter.circle_filled(rect.center(), RADIUS + 0.7, tokens.success);
            let stroke = Stroke::new(1.5, tokens.panel);
            let at = |x: f32, y: f32| rect.center() + vec2(x, y);
            painter.line(vec![at(-2.6, 0.2), at(-0.7, 2.1), at(2.7, -1.9)], stroke);
        }
        Status::Doubtful => {
            ring(tokens.warning);
            letter("?", tokens.warning);
        }
    }
}

fn half(rect: Rect, color: Color32) -> Shape {
    const STEPS: usize = 12;
    let on_arc = |step: usize| {
        let angle = std::f32::consts::PI * (step as f32 / STEPS as f32 - 0.5);
        rect.center() + (RADIUS - 0.5) * vec2(-angle.cos(), angle.sin())
    };
    Shape::convex_polygon((0..=STEPS).map(on_arc).collect(), color, Stroke::NONE)
}
