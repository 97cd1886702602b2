//! A small card beside what it speaks of, which it never covers.

use crate::ui::fonts;
use crate::ui::theme::{SIZES, Tokens};
use crate::ui::wording::first_steps as words;
use eframe::egui::{
    Align, Area, Button, Context, Frame, Id, Layout, Margin, Order, Painter, Pos2, Rect, RichText,
    Shape, Stroke, pos2, vec2,
};

/// Width of the card's words, in points.
const WIDTH: f32 = 250.0;
/// Space between the card and what it is about, in points.
const GAP: f32 = 12.0;
/// The card's height before it was drawn once, in points.
const GUESS: f32 = 140.0;

/// What the person did with the hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// On to the next one.
    Next,
    /// No more of them.
    Hide,
}

/// Where a hint may stand.
pub struct Place {
    /// What it is about, if that is on the screen.
    pub about: Option<Rect>,
    /// What it must not cover.
    pub keep_clear: Vec<Rect>,
    /// Where it must lie.
    pub within: Rect,
}

/// Draws a hint. Gives the wish and the id of its first button, for F6.
pub fn show(ctx: &Context, step: usize, told: &str, place: &Place) -> (Option<Wish>, Id) {
    let tokens = Tokens::of(ctx);
    let id = Id::unique(("first step", step));
    let drawn = ctx.memory(|memory| memory.area_rect(id));
    let size = drawn.map_or(vec2(WIDTH + 28.0, GUESS), |rect| rect.size());
    let rect = stand(place, size);
    let frame = Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.5, tokens.accent))
        .corner_radius(SIZES.radius_large)
        .inner_margin(Margin::symmetric(14, 10))
        .shadow(ctx.global_style().visuals.popup_shadow);
    let area = Area::new(id).order(Order::Middle).fixed_pos(rect.min);
    let response = area.show(ctx, |ui| {
        let inner = frame.show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.label(RichText::new(told));
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let number = RichText::new(words::number(step)).small();
                ui.label(number.color(tokens.text_faint));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let is_last = step + 1 == words::STEPS;
                    let title = if is_last { words::DONE } else { words::NEXT };
                    let title = RichText::new(title).font(fonts::semibold_at(SIZES.body));
                    let button = Button::new(title.color(tokens.on_accent)).fill(tokens.accent);
                    let next = ui.add(button);
                    let hide = Button::new(RichText::new(words::HIDE).color(tokens.text_weak));
                    let hide = ui.add(hide.frame_when_inactive(false));
                    let wish = match (next.clicked(), hide.clicked()) {
                        (true, _) => Some(Wish::Next),
                        (_, true) => Some(Wish::Hide),
                        _ => None,
                    };
                    (wish, next.id)
                })
                .inner
            })
            .inner
        });
        if let Some(about) = place.about {
            pointer(ui.painter(), tokens, inner.response.rect, about);
        }
        inner.inner
    });
    // Its place depends on its size, which is known now.
    if drawn.is_none_or(|drawn| drawn.size() != response.response.rect.size()) {
        ctx.request_repaint();
    }
    response.inner
}

/// The first place beside what it is about that has room; else the corner that is farthest away.
fn stand(place: &Place, size: eframe::egui::Vec2) -> Rect {
    let within = place.within;
    let fit = |at: Pos2| {
        let right = (within.right() - size.x).max(within.left());
        let left = at.x.clamp(within.left(), right);
        Rect::from_min_size(pos2(left, at.y), size)
    };
    let corner = |right: bool, bottom: bool| {
        let x = if right {
            within.right() - size.x
        } else {
            within.left()
        };
        let y = if bottom {
            within.bottom() - size.y
        } else {
            within.top()
        };
        Rect::from_min_size(pos2(x, y), size)
    };
    let mut tried = Vec::new();
    if let Some(about) = place.about {
        tried.extend([
            // What stands above the page has its hint at the page's top.
            fit(pos2(about.left(), (about.bottom() + GAP).max(within.top()))),
            fit(pos2(about.left(), about.top() - GAP - size.y)),
            Rect::from_min_size(pos2(about.right() + GAP, about.top()), size),
            Rect::from_min_size(pos2(about.left() - GAP - size.x, about.top()), size),
        ]);
    }
    tried.extend([
        corner(true, true),
        corner(true, false),
        corner(false, true),
        corner(false, false),
    ]);
    let clear = |rect: &Rect| {
        let kept = place.about.iter().chain(&place.keep_clear);
        within.expand(0.5).contains_rect(*rect) && !kept.clone().any(|each| each.intersects(*rect))
    };
    tried
        .iter()
        .copied()
        .find(clear)
        .unwrap_or_else(|| corner(true, true))
}

/// A small wedge from the card to what it is about, where they lie over each other.
fn pointer(painter: &Painter, tokens: &Tokens, card: Rect, about: Rect) {
    let below = card.top() > about.bottom();
    if !below && card.bottom() >= about.top() {
        return;
    }
    let (edge, tip) = if below {
        (card.top() + 1.0, card.top() - 7.0)
    } else {
        (card.bottom() - 1.0, card.bottom() + 7.0)
    };
    let middle = about
        .center()
        .x
        .clamp(card.left() + 20.0, card.right() - 20.0);
    let corners = [
        pos2(middle - 7.0, edge),
        pos2(middle, tip),
        pos2(middle + 7.0, edge),
    ];
    let none = Stroke::NONE;
    painter.add(Shape::convex_polygon(corners.to_vec(), tokens.raised, none));
    let line = Stroke::new(1.5, tokens.accent);
    painter.line_segment([corners[0], corners[1]], line);
    painter.line_segment([corners[1], corners[2]], line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_hint_stays_within_and_off_what_it_speaks_of(
            (x, y, w, h) in (0.0f32..600.0, 0.0f32..450.0, 10.0f32..300.0, 10.0f32..90.0)
        ) {
            let within = Rect::from_min_size(pos2(8.0, 80.0), vec2(600.0, 480.0));
            let about = Rect::from_min_size(within.min + vec2(x, y), vec2(w, h)).intersect(within);
            let place = Place { about: Some(about), keep_clear: Vec::new(), within };
            let rect = stand(&place, vec2(278.0, 140.0));
            prop_assert!(within.expand(0.5).contains_rect(rect));
            prop_assert!(!rect.intersects(about));
        }
    }
}
