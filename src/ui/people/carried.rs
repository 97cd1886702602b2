//! Dragging: a mention onto the person it means, a person onto the one that it is.

use super::rows::Row;
use super::{People, Wish};
use crate::model::{Document, EntityId, SpanId};
use crate::ui::theme::{SIZES, Tokens};
use crate::ui::{fonts, wording};
use eframe::egui::{CursorIcon, Id, LayerId, Order, Rect, Stroke, StrokeKind, Ui, vec2};

/// What is being dragged.
pub struct Carried {
    pub load: Load,
    words: String,
    /// It was taken up in the article, where a drag selects words: there it is nothing yet.
    from_article: bool,
}

pub enum Load {
    Mention(SpanId),
    Person(EntityId),
}

impl Carried {
    /// A row of the list.
    pub fn row(document: &Document, row: &Row) -> Option<Self> {
        let (load, words) = match row {
            Row::Person(person) => {
                let name = document.entity(person)?.name.clone();
                (Load::Person(person.clone()), name)
            }
            Row::Mention(_, mention) => {
                let words = document.words(document.span(mention)?);
                (Load::Mention(mention.clone()), words)
            }
        };
        Some(Self {
            load,
            words: wording::shortened(&words, 40),
            from_article: false,
        })
    }
}

impl People {
    /// A press in the article on a mention's mark: let go over a person, it means that person.
    pub fn take_up(&mut self, document: &Document, mention: &SpanId) {
        self.carried = document.span(mention).map(|span| Carried {
            load: Load::Mention(mention.clone()),
            words: wording::shortened(&document.words(span), 40),
            from_article: true,
        });
    }

    /// Whether anything is being dragged.
    pub fn is_carrying(&self) -> bool {
        self.carried.is_some()
    }

    /// Whether something taken up in the article is on its way.
    pub fn carries_from_article(&self) -> bool {
        self.carried
            .as_ref()
            .is_some_and(|carried| carried.from_article)
    }

    /// Lets what is dragged fall; tells whether there was anything.
    pub fn drop_carried(&mut self) -> bool {
        self.carried.take().is_some()
    }

    /// Whether a row takes what is dragged.
    pub(super) fn may_take(&self, row: &Row) -> bool {
        match self.carried.as_ref().map(|carried| &carried.load) {
            Some(Load::Mention(_)) => true,
            Some(Load::Person(person)) => person != row.person(),
            None => false,
        }
    }

    /// Follows the pointer, and gives what is dragged to the row under it when the button goes up.
    pub(super) fn carry(&mut self, ui: &Ui, wishes: &mut Vec<Wish>) {
        let Some(carried) = &self.carried else { return };
        let (pos, down, released) = ui.input(|input| {
            let pointer = &input.pointer;
            (
                pointer.latest_pos(),
                pointer.primary_down(),
                pointer.primary_released(),
            )
        });
        let pane = ui.clip_rect();
        let over = pos.filter(|&pos| pane.contains(pos));
        if released {
            let target = self.lit.as_ref().filter(|_| over.is_some());
            if let Some(row) = target.filter(|row| self.may_take(row)) {
                wishes.push(match &carried.load {
                    Load::Mention(mention) => Wish::Assign(mention.clone(), row.person().clone()),
                    Load::Person(person) => Wish::Merge(person.clone(), row.person().clone()),
                });
                self.carried = None;
                return;
            }
        }
        if !down {
            // What came from the article is ended there.
            if !carried.from_article {
                self.carried = None;
            }
            return;
        }
        let Some(pos) = pos.filter(|_| over.is_some() || !carried.from_article) else {
            return;
        };
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        let tokens = Tokens::of(ui.ctx());
        let layer = LayerId::new(Order::Tooltip, Id::unique("carried"));
        let painter = ui.ctx().layer_painter(layer);
        let font = fonts::inter_at(SIZES.small);
        let words = painter.layout_no_wrap(carried.words.clone(), font, tokens.text);
        let label = Rect::from_min_size(pos + vec2(12.0, 10.0), words.size() + vec2(14.0, 8.0));
        let screen = ui.ctx().content_rect();
        let label = label.translate(vec2((screen.right() - 4.0 - label.right()).min(0.0), 0.0));
        painter.rect(
            label,
            SIZES.radius,
            tokens.raised,
            Stroke::new(1.0, tokens.line_strong),
            StrokeKind::Inside,
        );
        painter.galley(label.min + vec2(7.0, 4.0), words, tokens.text);
        // At the list's upper and lower end it moves under what is dragged.
        let edge = 24.0;
        let past =
            (pos.y - (pane.bottom() - edge)).max(0.0) - ((pane.top() + edge) - pos.y).max(0.0);
        if past != 0.0 && over.is_some() {
            ui.scroll_with_delta(vec2(0.0, -past / 3.0));
            ui.ctx().request_repaint();
        }
    }
}
