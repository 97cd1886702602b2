//! Cards in the margin: one for each quote on the screen, with who said it and a thread to the words
//! that name them.
//!
//! Only what is on the screen is looked at. Nothing is kept from frame to frame but what lies under
//! the pointer and which card the keys would come to.

mod card;
mod keys;
mod left_out;
mod placing;
mod quotes;
mod thread;

use crate::editor::Editor;
use crate::model::{ByteOffset, SpanId};
use crate::ui::text_view::TextView;
use crate::ui::theme::{SIZES, Tokens, color};
use crate::ui::who_card;
use card::Card;
use eframe::egui::{Id, Painter, Pos2, Rangef, Rect, Response, Shape, Stroke, Ui, pos2};
use placing::{Placing, Side, Slot};
use quotes::{Facts, Quote, Whereabouts};
use thread::Way;

/// Space between the column and the cards, in points.
const GUTTER: f32 = 20.0;
/// Space above the first and below the last card, in points.
const EDGE: f32 = 8.0;
/// A card of a quote within a quote stands so much further in, in points.
const INDENT: f32 = 12.0;
/// Threads run so far right of the column, in points: the current quote's and that under the pointer.
const THREADS: [f32; 2] = [8.0, 13.0];

/// From the upper edge of what lies over a card to where its thread ends, in points.
const UNDER_TITLE: f32 = 22.0;

/// What the person wants of the cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Make this quote the current mark.
    Quote(SpanId),
    /// Go to this mention, which is not.
    Mention(SpanId),
    /// Open the menu of this quote.
    Menu(SpanId),
}

/// What is kept from frame to frame.
#[derive(Debug, Default)]
pub struct Cards {
    /// The marks under the pointer in the article, innermost first.
    under_pointer: Vec<SpanId>,
    /// Where the keys go on the way round the panes: the current quote's card, or the first.
    entrance: Option<Id>,
}

/// Width of cards that show names alone, in points.
const NARROW: f32 = 132.0;
/// A page at least this wide has room for cards of two lines, one at least that wide for names.
const WIDE_PAGE: f32 = 860.0;
const NARROW_PAGE: f32 = 560.0;

/// How wide cards are on a page of this width, in points; `None` where there is no room for any.
pub fn width_on(page: f32) -> Option<f32> {
    if page >= WIDE_PAGE {
        Some(who_card::WIDTH)
    } else if page >= NARROW_PAGE {
        Some(NARROW)
    } else {
        None
    }
}

/// Whether a page of this width, in points, has room beside the column for what is asked of a mark.
pub fn has_room(page: f32) -> bool {
    page >= WIDE_PAGE
}

/// Where cards may stand.
#[derive(Clone, Copy)]
pub struct Margin {
    /// The page that the article is on.
    pub page: Rect,
    /// How wide cards are, in points.
    pub width: f32,
    /// What lies over the margin: no card is drawn below it.
    pub covered: Option<Rect>,
}

impl Cards {
    /// Takes in which marks are under the pointer, innermost first.
    pub fn hover(&mut self, hit: &[SpanId]) {
        self.under_pointer = hit.to_vec();
    }

    /// Draws the cards of the quotes on the screen and the threads of the current quote and of the
    /// one under the pointer.
    pub fn show(
        &mut self,
        ui: &Ui,
        editor: &Editor,
        view: &TextView,
        margin: Margin,
    ) -> Option<Wish> {
        let quotes = quotes::on_screen(editor, view, margin.page);
        let placing = place(editor, &quotes, margin);
        let left = view.column().right() + GUTTER;
        let dark = Tokens::of(ui.ctx()).dark;
        let mut cards: Vec<Card> = Vec::new();
        // The current quote's card, when the list or the suggestion's card lies over it.
        let mut below = None;
        for slot in &placing.slots {
            let Some(quote) = quotes.get(slot.index) else {
                continue;
            };
            let rect = rect_of(slot, quote, left, margin.width);
            let hidden = margin.covered.is_some_and(|over| over.intersects(rect));
            if hidden && editor.current() == Some(&quote.span.id) {
                below = margin.covered.map(|over| (over, &quote.span));
            }
            if hidden {
                continue;
            }
            let facts = Facts::of(editor.document(), view, margin.page, &quote.span, dark);
            let current = editor.current() == Some(&quote.span.id);
            cards.push(Card::take_in(
                ui,
                view.id(),
                rect,
                slot.form,
                &quote.span.id,
                facts,
                current,
            ));
        }
        let painter = ui.painter_at(margin.page);
        show_quote(&painter, editor, view, &cards);
        self.threads(ui, &painter, view, &cards);
        if let Some((over, quote)) = below {
            let facts = Facts::of(editor.document(), view, margin.page, quote, dark);
            let end = pos2(over.left(), over.top() + UNDER_TITLE);
            let mut shapes = Vec::new();
            threads_of(ui, view, &facts, end, THREADS[0], &mut shapes);
            painter.extend(shapes);
        }
        for card in &cards {
            card.paint(&painter, Tokens::of(ui.ctx()));
        }
        let more = left_out::show(ui, view.id(), &placing, left);
        self.entrance = keys::entrance(&cards);
        let ids = cards
            .iter()
            .map(Card::id)
            .chain(more.as_ref().map(|more| more.id));
        keys::walk(ui, &ids.collect::<Vec<_>>());
        let next = || Some(&quotes.get(left_out::next(&placing, quotes.len())?)?.span.id);
        let wish = more.filter(Response::clicked).and_then(|_| next());
        wish.cloned()
            .map(Wish::Quote)
            .or_else(|| cards.into_iter().find_map(Card::into_wish))
    }

    /// The card that the keys come to on the way round the panes.
    pub fn entrance(&self) -> Option<Id> {
        self.entrance
    }

    /// There is no room for cards.
    pub fn hide(&mut self) {
        self.entrance = None;
    }

    fn threads(&self, ui: &Ui, painter: &Painter, view: &TextView, cards: &[Card]) {
        let hovered = self.hovered(ui, cards);
        let mut shapes: Vec<Shape> = Vec::new();
        for (index, card) in cards.iter().enumerate() {
            let pointed = hovered == Some(index);
            if !(card.current || pointed) {
                continue;
            }
            let aside = THREADS[usize::from(pointed && !card.current)];
            let end = card.end_of_thread();
            threads_of(ui, view, &card.facts, end, aside, &mut shapes);
        }
        painter.extend(shapes);
    }

    /// The card under the pointer, or that of the innermost quote under it.
    fn hovered(&self, ui: &Ui, cards: &[Card]) -> Option<usize> {
        if let Some(index) = cards.iter().position(Card::is_hovered) {
            return Some(index);
        }
        // While words are being selected, nothing is to flicker.
        if ui.input(|input| input.pointer.any_down()) {
            return None;
        }
        let of = |id: &SpanId| cards.iter().position(|card| card.quote == *id);
        self.under_pointer.iter().find_map(of)
    }
}

/// The threads from a card's end to the speakers on the screen.
fn threads_of(
    ui: &Ui,
    view: &TextView,
    facts: &Facts,
    end: Pos2,
    aside: f32,
    shapes: &mut Vec<Shape>,
) {
    let way = Way {
        gutter: view.column().right() + aside,
        line: (view.text_size * SIZES.article_line).round(),
    };
    // Mixed with the page rather than seen through: dashes and dots would show where they meet.
    let ink = color::blend(Tokens::of(ui.ctx()).page, facts.color, 0.85);
    for speaker in &facts.speakers {
        let Whereabouts::Here(rows) = &speaker.place else {
            continue;
        };
        if let Some(corners) = thread::corners(end, rows, way) {
            thread::draw(&corners, ink, speaker.suggested, shapes);
        }
    }
}

fn place(editor: &Editor, quotes: &[Quote], margin: Margin) -> Placing {
    let page = margin.page;
    let levels: Vec<f32> = quotes.iter().map(|quote| quote.row.center().y).collect();
    let current = editor.current_span().map(|span| span.fragments.start());
    let here: ByteOffset = current.unwrap_or_else(|| editor.caret().place.at);
    let distance = |quote: &Quote| quote.span.fragments.start().0.abs_diff(here.0);
    let nearest = quotes
        .iter()
        .enumerate()
        .min_by_key(|(_, quote)| distance(quote))
        .map_or(0, |(index, _)| index);
    let room = Rangef::new(page.top() + EDGE, page.bottom() - EDGE);
    placing::place(&levels, room, nearest, margin.width <= NARROW)
}

fn rect_of(slot: &Slot, quote: &Quote, left: f32, width: f32) -> Rect {
    let indent = quote.depth as f32 * INDENT;
    let (right, middle) = (left + width, left + width / 2.0);
    let across = match slot.side {
        Side::Whole => Rangef::new(left + indent, right),
        Side::Left => Rangef::new(left, middle - 2.0),
        Side::Right => Rangef::new(middle + 2.0, right),
    };
    Rect::from_x_y_ranges(across, slot.span())
}

/// Underlines the quote of the card under the pointer: in a crowd a card does not stand beside it.
fn show_quote(painter: &Painter, editor: &Editor, view: &TextView, cards: &[Card]) {
    let pointed = cards.iter().find(|card| card.is_pointed_at());
    let Some((card, quote)) =
        pointed.and_then(|card| Some((card, editor.document().span(&card.quote)?)))
    else {
        return;
    };
    let stroke = Stroke::new(2.0, card.facts.color);
    for row in quotes::rows(quote, view) {
        painter.hline(row.x_range(), row.bottom() + 1.0, stroke);
    }
}
